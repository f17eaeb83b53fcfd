"""Atom: a list of reports as a feed (RFC 4287), for feed readers and for programs that follow what comes in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "application/atom+xml; charset=utf-8"

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# The name space of feeds; any fixed UUID would do.
_FEEDS = UUID("0f0b1c52-9a3b-4d6e-8a54-0b7c4f2f7e11")
# What XML 1.0 cannot hold.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A report in a feed; its words are Persian.

    Attributes:
        id: An address that always stands for this report (`uris.report_uri`).
        title: Its headline.
        link: Where it can be read.
        updated: When its text came in, RFC 3339.
        published: When it was published, RFC 3339; None where nobody knows.
        author: Its outlet; None where nobody knows.
        summary: Some of its words.
    """

    id: str
    title: str
    link: str
    updated: str
    published: str | None
    author: str | None
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        id: An address that always stands for it (`feed_uri`).
        title: What it is called.
        language: The language of its titles («fa», «en»).
        author: Who makes it.
        link: The page that shows the same.
        address: Where the feed itself is found.
        updated: When it last changed, RFC 3339.
        entries: What is in it, the newest first.
    """

    id: str
    title: str
    language: str
    author: str
    link: str
    address: str
    updated: str
    entries: Sequence[FeedEntry]


def feed_uri(*names: str) -> str:
    """The address of a feed that is told from all others by these names: the same for the same names."""
    return f"urn:uuid:{uuid5(_FEEDS, chr(0).join(map(_fit, names)))}"


def atom(feed: Feed) -> bytes:
    """A feed as XML in UTF-8."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # the stubs know no default name space
    root.set(_LANGUAGE, feed.language)
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated)
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.link)
    _add(root, "generator", "Dabir")
    for entry in feed.entries:
        _enter(root, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _enter(root: etree._Element, entry: FeedEntry) -> None:
    node = _add(root, "entry")
    node.set(_LANGUAGE, "fa")
    _add(node, "id", entry.id)
    _add(node, "title", entry.title)
    _add(node, "link", rel="alternate", type="text/html", href=entry.link)
    _add(node, "updated", entry.updated)
    if entry.published:
        _add(node, "published", entry.published)
    if entry.author:
        _add(_add(node, "author"), "name", entry.author)
    _add(node, "summary", entry.summary)


def _add(parent: etree._Element, name: str, words: str | None = None, **attributes: str) -> etree._Element:
    node = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    if words is not None:
        node.text = _fit(words)
    for key, value in attributes.items():
        node.set(key, _fit(value))
    return node


def _fit(words: str) -> str:
    """Words without what XML cannot hold; U+FFFD stands for it."""
    return _UNFIT.sub("\ufffd", words)
