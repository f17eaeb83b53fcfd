"""Pending: promises and agreements of which no later report tells that they were carried out, denied or broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, text

from dabir.archive.answers.deeds import Participant, Sides, sides_of
from dabir.archive.asking import rows_of
from dabir.archive.citation import COLUMNS, Citation
from dabir.archive.people.bearers import bearer

if TYPE_CHECKING:
    from dabir.archive.store import Archive
    from dabir.record import CommitmentKind

# What a correction has replaced follows nothing up any more.
_FOLLOWED = (
    "FROM followups f JOIN reports q ON q.current = f.version_id WHERE f.commitment_id = c.id AND f.verdict"
)
# SQLite takes tables that are joined by CROSS in this order: the oldest days first, or the commitments that are named.
_COLUMNS = (
    f"SELECT c.id AS number, c.kind, c.due, c.first, c.last, c.text, {COLUMNS},"
    f" (SELECT count(*) {_FOLLOWED} = 'repeated') AS repeats"
)
_OPEN = (
    " c.version_id = v.id AND r.id = v.report_id AND r.current = v.id AND r.copy_of IS NULL"
    f" AND NOT EXISTS (SELECT 1 {_FOLLOWED} <> 'repeated')"
    # One that repeats an earlier one is counted there, and what tells an outcome is no promise.
    " AND NOT EXISTS (SELECT 1 FROM followups g WHERE g.version_id = c.version_id AND g.what = 'commitment'"
    " AND g.local = c.local AND (g.verdict = 'repeated' OR c.kind = 'promise'))"
)
_ALL = f"{_COLUMNS} FROM versions v CROSS JOIN commitments c CROSS JOIN reports r WHERE{_OPEN}"
_THESE = (
    f"{_COLUMNS} FROM commitments c CROSS JOIN versions v CROSS JOIN reports r WHERE c.id IN :ids AND{_OPEN}"
)
_ABOUT = (
    "SELECT DISTINCT s.of_id AS id, v.day FROM actors a CROSS JOIN sides s CROSS JOIN versions v"
    " WHERE a.entity_id IN :ids AND s.actor_id = a.id AND s.what = 'commitment' AND v.id = a.version_id"
)
# Commitments of somebody of which it is asked at once whether they are open.
_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class OpenCommitment:
    """A promise or an agreement that is open as far as the archive knows.

    Attributes:
        id: Its number in the archive.
        kind: «promise» or «agreement».
        text: Its words, on one line.
        start: Where they begin in the report's text, in code points.
        end: Where they end.
        sources: Who is bound.
        targets: Towards whom; empty where nobody is named.
        citation: The report that told it first.
        due: The day by which it is due, ISO 8601; None where none is told.
        overdue: Whether that day has passed.
        age: Days since the publication; None where its day is not known.
        repeats: How many later reports tell that it was repeated.
    """

    id: int
    kind: CommitmentKind
    text: str
    start: int
    end: int
    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    citation: Citation
    due: str | None
    overdue: bool
    age: int | None
    repeats: int


def open_commitments(
    archive: Archive, *, about: str | None = None, count: int = 50, today: date | None = None
) -> list[OpenCommitment]:
    """The commitments that are open, the oldest first, those of unknown day last; `followup.follow` finds what followed.

    Args:
        archive: The archive.
        about: Only those that bind whoever bears this name, or others towards them.
        count: How many at most.
        today: The day from which age and delay are counted; the present day in Tehran, if it is not given.

    Raises:
        ArchiveError: The archive knows nobody of that name.
    """
    day = today or datetime.now(ZoneInfo("Asia/Tehran")).date()
    with archive.reading() as connection:
        rows = _of_all(connection, count) if about is None else _of_somebody(connection, about, count)
        sides = sides_of(connection, "commitment", [row.number for row in rows])
    return [_shown(row, sides[row.number], day) for row in rows]


def due_commitments(
    archive: Archive, *, first: date, last: date, count: int = 50, today: date | None = None
) -> list[OpenCommitment]:
    """The open commitments that are due from one day to another, the earliest due first.

    Args:
        archive: The archive.
        first: The first day.
        last: The last day.
        count: How many at most.
        today: As in `open_commitments`.
    """
    query = text(
        "SELECT id FROM commitments WHERE due >= :first AND due <= :last ORDER BY due, id LIMIT :most"
    )
    values = {"first": first.isoformat(), "last": last.isoformat(), "most": _TOGETHER + count}
    with archive.reading() as connection:
        ids = list(connection.execute(query, values).scalars())
        rows = {row.number: row for row in rows_of(connection, _THESE, ids)}
        found = [rows[one] for one in ids if one in rows][:count]
        sides = sides_of(connection, "commitment", [row.number for row in found])
    day = today or datetime.now(ZoneInfo("Asia/Tehran")).date()
    return [_shown(row, sides[row.number], day) for row in found]


def _of_all(connection: Connection, count: int) -> list[Row[Any]]:
    """The oldest, in the order of an index, so that no archive is too long for it; then those without a day."""
    found: list[Row[Any]] = []
    for condition in ("v.day IS NOT NULL ORDER BY v.day, c.id", "v.day IS NULL ORDER BY c.id"):
        left = count - len(found)
        if left > 0:
            found += connection.execute(text(f"{_ALL} AND {condition} LIMIT :count"), {"count": left})
    return found


def _of_somebody(connection: Connection, name: str, count: int) -> list[Row[Any]]:
    """The oldest of those that bind somebody or others towards him."""
    members = bearer(connection, name)[0].members
    days = {row.id: row.day for row in rows_of(connection, _ABOUT, members)}
    ordered = sorted(days, key=lambda one: (days[one] is None, days[one] or "", one))
    found: list[Row[Any]] = []
    for start in range(0, len(ordered), _TOGETHER):
        if len(found) >= count:
            break
        part = ordered[start : start + _TOGETHER]
        rows = {row.number: row for row in rows_of(connection, _THESE, part)}
        found += [rows[one] for one in part if one in rows]
    return found[: max(0, count)]


def _shown(row: Row[Any], sides: Sides, today: date) -> OpenCommitment:
    return OpenCommitment(
        id=row.number,
        kind=row.kind,
        text=row.text,
        start=row.first,
        end=row.last,
        sources=sides.sources,
        targets=sides.targets,
        citation=Citation.of(row),
        due=row.due,
        overdue=row.due is not None and row.due < today.isoformat(),
        age=_age(row.published_day, today),
        repeats=row.repeats,
    )


def _age(day: str | None, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(day or "")).days
    except ValueError:  # what a page gave out as its date
        return None
