"""Linked data: what a page says about its article in JSON-LD with the terms of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Article:
    """The fields of a schema.org Article that a report's header can use; None or empty where not given."""

    headline: str | None = None
    kicker: str | None = None
    description: str | None = None
    body: str | None = None
    published: str | None = None
    author: str | None = None
    publisher: str | None = None
    section: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()


def find_article(tree: HtmlElement) -> Article:
    """The first article that a page's JSON-LD describes; an empty one if there is none that can be read."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):  # pages with broken JSON-LD are common; they are read without it
            continue
        for node in _nodes(data):
            if "Article" in str(node.get("@type")) or "NewsReport" in str(node.get("@type")):
                return _article(node)
    return Article()


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a document, those of its `@graph` included."""
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item)
    elif isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"))


def _article(node: dict[str, Any]) -> Article:
    return Article(
        headline=_word(node.get("headline")),
        kicker=_word(node.get("alternativeHeadline")),
        description=_word(node.get("description")),
        body=_word(node.get("articleBody")),
        published=_word(node.get("datePublished")) or _word(node.get("dateCreated")),
        author=_word(node.get("author")),
        publisher=_word(node.get("publisher")),
        section=_word(node.get("articleSection")),
        url=_word(node.get("mainEntityOfPage")) or _word(node.get("url")),
        tags=_tags(node.get("keywords")),
    )


def _word(value: Any) -> str | None:
    """The text of a value: itself, the name (or the address) of an object, or that of a list's first item."""
    if isinstance(value, list):
        return _word(value[0]) if value else None
    if isinstance(value, dict):
        return _word(value.get("name")) or _word(value.get("@id"))
    return value.strip() or None if isinstance(value, str) else None


def _tags(value: Any) -> tuple[str, ...]:
    """Key words from a list or from a text with commas."""
    words = value.replace("،", ",").split(",") if isinstance(value, str) else value
    return tuple(word for word in map(_word, words) if word) if isinstance(words, list) else ()
