"""What comes in: text, pages and lines of JSON become reports.

The names below are the room's whole interface. Each is imported when it is first used, so that a command that
reads no page does not load the machinery for pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dabir.sources.download import fetch
    from dabir.sources.files import read_bytes, read_file
    from dabir.sources.jsonlines import LineError, looks_like_json_lines, read_json_line, read_lines
    from dabir.sources.page import read_page
    from dabir.sources.refusal import UnreadableError
    from dabir.sources.text import read_text

__all__ = [
    "LineError",
    "UnreadableError",
    "fetch",
    "looks_like_json_lines",
    "read_bytes",
    "read_file",
    "read_json_line",
    "read_lines",
    "read_page",
    "read_text",
]

_HOMES = {
    "LineError": "jsonlines",
    "UnreadableError": "refusal",
    "fetch": "download",
    "looks_like_json_lines": "jsonlines",
    "read_bytes": "files",
    "read_file": "files",
    "read_json_line": "jsonlines",
    "read_lines": "jsonlines",
    "read_page": "page",
    "read_text": "text",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
