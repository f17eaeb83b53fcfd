"""Feed: the entries of an RSS (0.9 to 2.0) or Atom feed, and the reports that a saved feed holds itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from dabir.report import Header, Report
from dabir.script.letters import squeeze
from dabir.sources.agencies import outlet_of_name
from dabir.sources.composition import compose
from dabir.sources.dates import Moment, read_moment
from dabir.sources.encoding import decode
from dabir.sources.outcome import Outcome, attempted
from dabir.sources.page import paragraphs_of
from dabir.sources.refusal import UnreadableError

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_FEED = "{} is no feed that can be read: give one in RSS or Atom."
_CUT = ("…", "...", "[…]", "[...]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        header: What the entry says beside the text; `url` is its link.
        paragraphs: The whole text, where the feed has it; the abstract is then in the header only where it is none
            of the text.
    """

    header: Header
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries in its order, and how many seconds it asks to be left alone between two looks (`ttl`)."""

    entries: tuple[Entry, ...]
    ttl: int = 0


def read_feed(data: bytes, name: str, url: str | None = None) -> Feed:
    """The entries of a feed.

    Args:
        data: The feed.
        name: What to call it in an error.
        url: Its address, from which its links are told.

    Raises:
        UnreadableError: It is no feed, or too broken for its entries to be told.
    """
    import feedparser  # type: ignore[import-untyped]

    # Decoded as all that comes in is, for a broken byte would make feedparser take the feed for another encoding;
    # and as a stream, for it would try bytes as the name of a file.
    text = _DECLARATION.sub("", decode(data, name))
    try:
        found = feedparser.parse(BytesIO(text.encode("utf-8", "replace")))
    except Exception as error:  # it promises no kind of error
        raise UnreadableError(_NO_FEED.format(name)) from error
    if not found.entries and (found.bozo or not found.get("version")):
        raise UnreadableError(_NO_FEED.format(name))
    base = url or found.feed.get("link") or ""
    entries = tuple(_entry(entry, base) for entry in found.entries)
    return Feed(entries, 60 * _whole(found.feed.get("ttl")))


def read_saved_feed(data: bytes, name: str) -> Iterator[Outcome]:
    """The reports of a feed that was saved, made of what the feed itself holds of them.

    Args:
        data: The feed.
        name: What to call it in an error.
    """
    try:
        entries = read_feed(data, name).entries
    except UnreadableError as error:
        yield error
        return
    for number, entry in enumerate(entries, 1):
        yield attempted(partial(report_of_entry, entry), f"{name}, entry {number}")
    if not entries:
        yield UnreadableError(f"{name} is a feed without entries: give one that has some.")


def report_of_entry(entry: Entry) -> Report:
    """The report of an entry: headline, abstract and text, as far as the feed has them.

    Raises:
        UnreadableError: The entry holds no Persian text.
    """
    return compose(entry.header, entry.paragraphs, name="The entry")


def _entry(entry: Any, base: str) -> Entry:
    content = next((part.value for part in entry.get("content", ()) if part.get("value")), "")
    paragraphs = paragraphs_of(content)
    summary = paragraphs_of(entry.get("summary") or "")
    if not paragraphs and len(summary) > 1:  # a whole text that stands where a summary is expected
        paragraphs, summary = summary, []
    abstract = " ".join(summary)
    header = _header(entry, base)
    return Entry(
        header if _is_repeated(abstract, paragraphs) else replace(header, abstract=abstract),
        tuple(paragraphs),
    )


def _is_repeated(abstract: str, paragraphs: list[str]) -> bool:
    """Whether an abstract is nothing, or the beginning of the text over again."""
    if not abstract or not paragraphs:
        return not abstract
    return abstract.endswith(_CUT) or squeeze(abstract) in squeeze("".join(paragraphs))


def _header(entry: Any, base: str) -> Header:
    moment = _moment(entry)
    author = (entry.get("author_detail") or {}).get("name") or entry.get("author")
    outlet = outlet_of_name(author) if author else None
    return Header(
        headline=" ".join(paragraphs_of(entry.get("title") or "")) or None,
        agency=outlet.short if outlet else None,
        reporter=None if outlet else author or None,
        published=moment.published if moment else None,
        published_jalali=moment.published_jalali if moment else None,
        url=_link(base, entry.get("link")),
        tags=tuple(tag["term"] for tag in entry.get("tags", ()) if tag.get("term")),
    )


def _link(base: str, link: str | None) -> str | None:
    """A link as a whole address."""
    try:
        return urljoin(base, link) if link else None
    except ValueError:  # «http://[» begins an address that nobody can have
        return link


def _moment(entry: Any) -> Moment | None:
    """The time of publication, or else of the last change."""
    for key in ("published", "updated"):
        moment = read_moment(entry[key]) if key in entry.keys() and entry[key] else None  # noqa: SIM118
        if moment:
            return moment
    return None


def _whole(value: Any) -> int:
    """A number of minutes; 0 where none is given that can be meant."""
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else 0
