"""The list of reports: those that match a question by its words, the newest first, a part of the list at a time.

The list goes on behind a report that is named, so that nothing is repeated or missed while the archive grows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from dabir.archive.citation import COLUMNS, Citation
from dabir.archive.finding.matching import matching
from dabir.archive.finding.query import Everything, parsed

if TYPE_CHECKING:
    from dabir.archive.store import Archive

# SQLite takes tables that are joined by CROSS in this order: the newest days first.
_REPORTS = f"SELECT {COLUMNS} FROM versions v CROSS JOIN reports r WHERE r.current = v.id"
_DATED = "v.day IS NOT NULL ORDER BY v.day DESC, v.id DESC"
_UNDATED = "v.day IS NULL ORDER BY v.id DESC"
_BEHIND = "v.day <= :at_day AND (v.day < :at_day OR v.id < :at_version)"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: the day of publication (ISO 8601, None for none) and the version of the report that is there."""

    day: str | None
    version: int


def reports(
    archive: Archive,
    question: str = "",
    *,
    behind: Place | None = None,
    count: int = 20,
    copies: bool = False,
) -> list[Citation]:
    """Reports that match a question by its words, the newest first, those of no day last.

    Args:
        archive: Where they are.
        question: A query; "" for everything.
        behind: Where the list goes on; its beginning, if nothing is said.
        count: How many at most.
        copies: Give copies of other reports, too.

    Raises:
        QueryError: A field of the query has no such value.
    """
    with archive.reading() as connection:
        where, values = _binding(archive, connection, question, copies=copies)
        found: list[Citation] = []
        if behind is None or behind.day is not None:
            found = _part(connection, [*where, *_behind(behind, _BEHIND), _DATED], values, behind, count)
            behind = None
        if len(found) < count:
            ends = [*where, *_behind(behind, "v.id < :at_version"), _UNDATED]
            found += _part(connection, ends, values, behind, count - len(found))
    return found


def _binding(
    archive: Archive, connection: Connection, question: str, *, copies: bool
) -> tuple[list[str], dict[str, object]]:
    """What binds the reports, as SQL, and the values in it."""
    where = [] if copies else ["r.copy_of IS NULL"]
    node = parsed(question)
    if node == Everything():
        return where, {}
    found = matching(archive.database, connection, node)
    return [
        *where,
        f"v.id IN (SELECT {found.version} FROM {found.source} WHERE {found.condition})",
    ], found.values


def _behind(place: Place | None, condition: str) -> list[str]:
    return [condition] if place else []


def _part(
    connection: Connection, where: list[str], values: dict[str, object], behind: Place | None, count: int
) -> list[Citation]:
    at: dict[str, object] = {"most": count}
    if behind:
        at["at_version"] = behind.version
        at |= {"at_day": behind.day} if behind.day is not None else {}
    query = " AND ".join((_REPORTS, *where))
    return [Citation.of(row) for row in connection.execute(text(f"{query} LIMIT :most"), {**values, **at})]
