"""Undertakings: the commitments between some actors of an archive, with whom they bind and what followed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row

from dabir.archive.answers.deeds import Participant, sides_of
from dabir.archive.asking import rows_of
from dabir.archive.citation import COLUMNS, Citation, Window, told_once
from dabir.record import CommitmentKind


@dataclass(frozen=True, slots=True)
class Sequel:
    """What a later report says of a commitment: its `verdict` is «carried out», «repeated», «denied» or «broken».

    `text` are the words that say it, on one line; `likeness` is theirs to the commitment's, 0 to 1.
    """

    verdict: str
    text: str
    likeness: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A promise or an agreement, the report that tells it, and what followed, in order.

    `id` is its number in the archive; `due` the day by which it is to be kept, ISO 8601; `by` are bound, `to` those towards
    whom; `start` and `end` are code points of the report's text, `text` the words on one line; `copies` counts the copies of
    the report that repeat it.
    """

    id: int
    kind: CommitmentKind
    due: str | None
    by: tuple[Participant, ...]
    to: tuple[Participant, ...]
    start: int
    end: int
    text: str
    citation: Citation
    sequels: tuple[Sequel, ...] = ()
    copies: int = 0


def undertakings_with(connection: Connection, ids: Sequence[int], window: Window) -> tuple[Undertaking, ...]:
    """The commitments of these numbers in the order of publication; what copies of a report repeat is told once."""
    rows = list(_rows(connection, ids, window))
    sides = sides_of(connection, "commitment", [row.id for row in rows])
    groups = told_once(_undertaking(row, *sides[row.id]) for row in rows)
    followed = _sequels(connection, [row.id for row in rows])
    return tuple(
        replace(group[0], sequels=_in_order(followed, group), copies=len(group) - 1) for group in groups
    )


def _undertaking(row: Row[Any], by: tuple[Participant, ...], to: tuple[Participant, ...]) -> Undertaking:
    return Undertaking(row.id, row.kind, row.due, by, to, row.first, row.last, row.text, Citation.of(row))


def _rows(connection: Connection, ids: Sequence[int], window: Window) -> Iterator[Row[Any]]:
    query = (
        f"SELECT c.id, c.kind, c.due, c.first, c.last, c.text, {COLUMNS} FROM commitments c"
        " JOIN versions v ON v.id = c.version_id JOIN reports r ON r.id = v.report_id WHERE c.id IN :ids"
    )
    return (row for row in rows_of(connection, query, ids) if window.holds(row.published_day))


def _sequels(connection: Connection, ids: Sequence[int]) -> dict[int, list[Sequel]]:
    """What followed each of these commitments, so far as it is known."""
    query = (
        "SELECT f.commitment_id, f.verdict, f.likeness, coalesce(e.text, s.text, c.text, '') AS told,"
        f" {COLUMNS} FROM followups f JOIN versions v ON v.id = f.version_id JOIN reports r ON r.current = v.id"
        " LEFT JOIN events e ON f.what = 'event' AND e.version_id = f.version_id AND e.local = f.local"
        " LEFT JOIN statements s ON f.what = 'statement' AND s.version_id = f.version_id AND s.local = f.local"
        " LEFT JOIN commitments c ON f.what = 'commitment' AND c.version_id = f.version_id AND c.local = f.local"
        " WHERE f.commitment_id IN :ids"
    )
    found: defaultdict[int, list[Sequel]] = defaultdict(list)
    for row in rows_of(connection, query, ids):
        found[row.commitment_id].append(Sequel(row.verdict, row.told, row.likeness, Citation.of(row)))
    return found


def _in_order(followed: Mapping[int, Sequence[Sequel]], group: Sequence[Undertaking]) -> tuple[Sequel, ...]:
    """What followed a commitment or the copies of it: a report and its copies once for each verdict."""
    every = [sequel for undertaking in group for sequel in followed.get(undertaking.id, ())]
    every.sort(key=lambda sequel: (sequel.citation.order, sequel.verdict))
    once: dict[tuple[str, int], Sequel] = {}
    for sequel in every:
        once.setdefault((sequel.verdict, sequel.citation.original), sequel)
    return tuple(once.values())
