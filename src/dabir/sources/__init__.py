"""What comes in: texts, pages, feeds, tables, web archives and whole sites become reports.

The names below are the room's whole interface. Each is imported when it is first used, so that a command that
reads no page does not load the machinery for pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dabir.sources.collection import expected_of, read_path, read_pipe
    from dabir.sources.download import RequestError, fetch
    from dabir.sources.feed import read_feed
    from dabir.sources.fields import Names
    from dabir.sources.files import read_bytes, read_file
    from dabir.sources.folder import Found, files_named, is_pattern
    from dabir.sources.jsonlines import (
        LineError,
        is_object,
        looks_like_json_lines,
        read_json_line,
        read_lines,
    )
    from dabir.sources.kinds import without_ending
    from dabir.sources.outcome import attempted
    from dabir.sources.page import read_page
    from dabir.sources.refusal import UnreadableError
    from dabir.sources.text import read_text
    from dabir.sources.visits import Clock, Visitor
    from dabir.sources.web import read_address, report_of_link

__all__ = [
    "Clock",
    "Found",
    "LineError",
    "Names",
    "RequestError",
    "UnreadableError",
    "Visitor",
    "attempted",
    "expected_of",
    "fetch",
    "files_named",
    "is_object",
    "is_pattern",
    "looks_like_json_lines",
    "read_address",
    "read_bytes",
    "read_feed",
    "read_file",
    "read_json_line",
    "read_lines",
    "read_page",
    "read_path",
    "read_pipe",
    "read_text",
    "report_of_link",
    "without_ending",
]

_HOMES = {
    "Clock": "visits",
    "Found": "folder",
    "LineError": "jsonlines",
    "Names": "fields",
    "RequestError": "download",
    "UnreadableError": "refusal",
    "Visitor": "visits",
    "attempted": "outcome",
    "expected_of": "collection",
    "fetch": "download",
    "files_named": "folder",
    "is_object": "jsonlines",
    "is_pattern": "folder",
    "looks_like_json_lines": "jsonlines",
    "read_address": "web",
    "read_bytes": "files",
    "read_feed": "feed",
    "read_file": "files",
    "read_json_line": "jsonlines",
    "read_lines": "jsonlines",
    "read_page": "page",
    "read_path": "collection",
    "read_pipe": "collection",
    "read_text": "text",
    "report_of_link": "web",
    "without_ending": "kinds",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
