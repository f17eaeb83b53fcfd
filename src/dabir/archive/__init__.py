"""The archive: reports kept with their records, found by words and by meaning, and followed over time.

One file of SQLite, or a PostgreSQL server. The names below are what other rooms use; each is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dabir.archive.finding.query import QueryError
    from dabir.archive.refusal import ArchiveError
    from dabir.archive.store import Archive, Found

__all__ = ["Archive", "ArchiveError", "Found", "QueryError"]

_HOMES = {"Archive": "store", "ArchiveError": "refusal", "Found": "store", "QueryError": "finding.query"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
