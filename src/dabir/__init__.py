"""Dabir reads Persian news reports and keeps the record: who said what, and the exact words it came from.

The names below are the whole public interface. Each is imported when it is first used (PEP 562), so that
`import dabir` and `dabir --help` stay quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dabir.model.embedder import Embedder, embed
    from dabir.reader import Reader, read
    from dabir.record import (
        Commitment,
        Event,
        Mention,
        Party,
        Person,
        Place,
        Record,
        Span,
        Statement,
        Time,
        schema,
    )
    from dabir.report import Header, Part, Report
    from dabir.restoration import Change, Restored, restore, restore_all
    from dabir.sources import UnreadableError

    __version__: str

__all__ = [
    "Change",
    "Commitment",
    "Embedder",
    "Event",
    "Header",
    "Mention",
    "Part",
    "Party",
    "Person",
    "Place",
    "Reader",
    "Record",
    "Report",
    "Restored",
    "Span",
    "Statement",
    "Time",
    "UnreadableError",
    "__version__",
    "embed",
    "read",
    "restore",
    "restore_all",
    "schema",
]

_HOMES = {
    "dabir.model.embedder": ("Embedder", "embed"),
    "dabir.reader": ("Reader", "read"),
    "dabir.record": (
        *(
            "Commitment",
            "Event",
            "Mention",
            "Party",
            "Person",
            "Place",
            "Record",
            "Span",
            "Statement",
            "Time",
            "schema",
        ),
    ),
    "dabir.report": ("Header", "Part", "Report"),
    "dabir.restoration": ("Change", "Restored", "restore", "restore_all"),
    "dabir.sources": ("UnreadableError",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("dabir")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'dabir' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
