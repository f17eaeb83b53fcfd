"""Promises: the promises and agreements of an archive by what has become of them, a part of the list at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, bindparam, text

from dabir.archive.answers.undertakings import Undertaking, undertakings_with
from dabir.archive.citation import Window
from dabir.archive.people.bearers import bearer
from dabir.archive.people.lookup import Entity

if TYPE_CHECKING:
    from dabir.archive.store import Archive

State = Literal["open", "overdue", "carried out", "repeated", "denied", "broken"]

# What a correction has replaced tells and follows nothing any more; copies repeat what their original tells. The report is
# asked for by its own number: SQLite would else first put together an index of all that are no copies.
_TOLD = "v.id = c.version_id AND r.id = v.report_id AND r.current = v.id AND r.copy_of IS NULL"
_FOLLOWED = "SELECT 1 FROM followups f JOIN reports q ON q.current = f.version_id WHERE f.commitment_id = c.id AND f.verdict"
_OPEN = (
    f"{_TOLD} AND NOT EXISTS ({_FOLLOWED} <> 'repeated')"
    # One that repeats an earlier one is told there, and what tells an outcome is no promise.
    " AND NOT EXISTS (SELECT 1 FROM followups g WHERE g.version_id = c.version_id AND g.what = 'commitment'"
    " AND g.local = c.local AND (g.verdict = 'repeated' OR c.kind = 'promise'))"
)
# A commitment has ended as the last report says that tells of an end.
_ENDED = (
    f"{_TOLD} AND f.commitment_id = c.id AND w.id = f.version_id AND q.current = w.id AND f.verdict = :state"
    " AND NOT EXISTS (SELECT 1 FROM followups g JOIN reports p ON p.current = g.version_id"
    " JOIN versions x ON x.id = g.version_id WHERE g.commitment_id = c.id AND g.verdict <> 'repeated'"
    " AND (x.day > w.day OR (x.day = w.day AND x.id > w.id)))"
)
# SQLite takes tables that are joined by CROSS in this order.
_BY_DAY = "versions v CROSS JOIN commitments c CROSS JOIN reports r"
_BY_DUE = "commitments c CROSS JOIN versions v CROSS JOIN reports r"
_BY_END = (
    "followups f CROSS JOIN commitments c CROSS JOIN versions v CROSS JOIN reports r CROSS JOIN versions w"
    " CROSS JOIN reports q"
)
_OLDEST, _LATEST = "v.day NULLS LAST, c.id", "w.day DESC NULLS LAST, c.id DESC"
_ABOUT = (
    " AND c.id IN (SELECT s.of_id FROM actors a JOIN sides s ON s.actor_id = a.id"
    " WHERE a.entity_id IN :members AND s.what = 'commitment')"
)


@dataclass(frozen=True, slots=True)
class _Way:
    """How the commitments of a state are found: from which tables, on what condition, and in which order."""

    tables: str
    condition: str
    order: str


_WAYS: Mapping[State, _Way] = {
    "open": _Way(_BY_DAY, _OPEN, _OLDEST),
    "overdue": _Way(_BY_DUE, f"c.due < :today AND {_OPEN}", "c.due, c.id"),
    "repeated": _Way(_BY_DUE, f"{_OPEN} AND c.id IN (SELECT commitment_id FROM followups)", _OLDEST),
    "carried out": _Way(_BY_END, _ENDED, _LATEST),
    "denied": _Way(_BY_END, _ENDED, _LATEST),
    "broken": _Way(_BY_END, _ENDED, _LATEST),
}
STATES: tuple[State, ...] = tuple(_WAYS)


@dataclass(frozen=True, slots=True)
class Promises:
    """A part of a list of promises and agreements.

    Attributes:
        listed: They, in their order: what is open by age, the oldest first; what is overdue by the day it was due; what has
            ended by the day of the report that says so, the newest first.
        more: Whether the list goes on.
        about: Whom they bind or are made to, where somebody is asked for.
    """

    listed: tuple[Undertaking, ...]
    more: bool
    about: Entity | None


def promises(
    archive: Archive,
    state: State,
    *,
    today: date,
    about: str | None = None,
    window: Window | None = None,
    count: int = 15,
    start: int = 0,
) -> Promises:
    """The promises and agreements of a state, a part of the list.

    Args:
        archive: Where they are.
        state: What has become of them; what is overdue or was repeated is open, too.
        today: The present day, from which on something is overdue.
        about: Only those that bind whoever bears this name, or others towards him.
        window: When they were published.
        count: How many at most.
        start: How many of the list are left out before.

    Raises:
        ArchiveError: The archive knows nobody of the name `about`.
    """
    days = window or Window()
    values: dict[str, object] = {**days.values, "count": count + 1, "start": start}
    values |= {"today": today.isoformat()} if state == "overdue" else {}
    values |= {"state": state} if _WAYS[state].tables is _BY_END else {}
    with archive.reading() as connection:
        whom = bearer(connection, about)[0] if about else None
        ids = _numbers(connection, _WAYS[state], days, whom, values)
        known = {one.id: one for one in undertakings_with(connection, ids[:count], Window())}
    return Promises(tuple(known[one] for one in ids[:count] if one in known), len(ids) > count, whom)


def _numbers(
    connection: Connection, way: _Way, days: Window, whom: Entity | None, values: dict[str, object]
) -> list[int]:
    """The numbers of the commitments, in their order."""
    # Of somebody there are few: they are taken first, not the days of all.
    tables = _BY_DUE if whom and way.tables is _BY_DAY else way.tables
    where = f"{way.condition}{days.condition}{_ABOUT if whom else ''}"
    query = text(f"SELECT c.id FROM {tables} WHERE {where} ORDER BY {way.order} LIMIT :count OFFSET :start")
    if whom:
        query = query.bindparams(bindparam("members", expanding=True))
        values = {**values, "members": list(whom.members)}
    return list(connection.execute(query, values).scalars())
