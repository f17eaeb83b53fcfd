"""Kinds: what a file holds, told from its first bytes and, for tables, from its name."""

from __future__ import annotations

import re
from typing import Literal

from dabir.sources.encoding import encoding_of

Kind = Literal["report", "objects", "list", "table", "parquet", "feed", "sitemap", "warc"]
"""One report; JSON Lines or one object; a JSON list; CSV; Parquet; RSS or Atom; a sitemap; a WARC."""

_PACKED = (".gz", ".bz2", ".xz", ".zst")
_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv", ".tab")
_COLLECTIONS = (".json", ".parquet", ".pq", ".xml", ".rss", ".atom", ".rdf", ".warc", *_LINES, *_TABLES)
_TEXTS = (".txt", ".text")
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
_ENDING = re.compile(r"(?<=[^/\\])\.[A-Za-z][A-Za-z0-9]{0,7}$")  # the «.5» of «1.5» is none
_REACH = 4_000
_PROLOGUE = r"\s*(?:(?:<\?[^>]*>|<!--(?:(?!-->).)*-->|<!doctype[^>]*>)\s*)*"
_XML = re.compile(
    _PROLOGUE + r"<(?:[\w.-]+:)?(?:(?P<feed>rss|feed|rdf)|(?P<sitemap>urlset|sitemapindex))\b",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r"\s*\[\s*(?:\{|\]\s*$)")


def kind_of(head: bytes, name: str) -> Kind:
    """What the file of this name holds, whose unpacked bytes begin with `head`."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    text = head.decode(encoding_of(head), "replace").removeprefix("\ufeff")
    markup = kind_of_markup(text)
    if markup:
        return markup
    ending = ending_of(name)
    if ending in _TABLES:
        return "table"
    if ending in _LINES or text.lstrip().startswith("{"):
        return "objects"
    return "list" if _LIST.match(text) or (ending == ".json" and text.lstrip().startswith("[")) else "report"


def kind_of_markup(text: str) -> Literal["feed", "sitemap"] | None:
    """Whether a text begins as a feed or a sitemap does."""
    match = _XML.match(text[:_REACH])
    if match is None:
        return None
    return "feed" if match["feed"] else "sitemap"


def can_be_read(name: str) -> bool:
    """Whether a file of this name in a folder may hold reports; one without an ending may."""
    return ending_of(name) in ("", *_TEXTS, *_PAGES, *_COLLECTIONS)


def is_single(name: str) -> bool:
    """Whether the name of a file says that it holds one report."""
    return ending_of(name) in (*_TEXTS, *_PAGES)


def holds_lines(name: str) -> bool:
    """Whether the name of a file says that it holds JSON Lines."""
    return ending_of(name) in _LINES


def ending_of(name: str) -> str:
    """The ending of a file's name in small letters, without that of its packing and what a saved query adds."""
    match = _ENDING.search(_unpacked(name).partition("?")[0])
    return match[0].lower() if match else ""


def without_ending(name: str) -> str:
    """A path without its file's ending, and without that of the packing."""
    return _ENDING.sub("", _unpacked(name))


def _unpacked(name: str) -> str:
    """A name without the ending of a packing."""
    return next((name[: -len(end)] for end in _PACKED if name.lower().endswith(end)), name)
