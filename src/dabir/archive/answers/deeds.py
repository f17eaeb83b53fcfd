"""Deeds: the events of an archive between some actors, each once, with all its tellings.

What is told of the same parties for the same day under one type is one deed. Event data are counted so («one a day»), as
many reports tell of one event (Schrodt and Van Brackle, «Automated Coding of Political Event Data», 2013).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row

from dabir.archive.asking import rows_of
from dabir.archive.citation import COLUMNS, Citation, Window
from dabir.archive.names.identity import name_key
from dabir.archive.people.roots import roots
from dabir.record import Status

What = Literal["event", "commitment"]

# Deeds that either side may be called the source of.
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# What counts as having taken place.
DONE = frozenset({"happened", "ongoing", "historical", "background"})


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in a deed or is bound by a commitment.

    `kind` is «person», or as of a party; `entity` the entity that stands for it, None for who is nobody in particular;
    `actor` its number among the actors of the archive.
    """

    name: str
    kind: str
    entity: int | None
    country: str | None
    actor: int

    @property
    def key(self) -> int | str:
        """What two mentions of the same participant share."""
        return self.entity if self.entity is not None else name_key(self.name)


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that tell a deed, on one line: `id` is the event's number in the archive, `start` a code point of the report."""

    id: int
    start: int
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Deed:
    """An event and all its tellings, in the order of publication.

    `type`, `mode` and `status` are those of the record; `day` is the day of the event, ISO 8601 (where none is told, that of
    the report of what has just happened), or None. What is dated by a month, a year or another stretch of days has the first
    of them as its `day` and the last as its `until`, which is None for a single day.
    """

    type: str
    mode: str | None
    status: Status
    day: str | None
    place: str | None
    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    tellings: tuple[Telling, ...]
    until: str | None = None

    @property
    def done(self) -> bool:
        """Whether it has taken place, so far as is told."""
        return self.status in DONE

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The reports that tell it, each once."""
        cited = {telling.citation.version: telling.citation for telling in self.tellings}
        return tuple(cited.values())


class Sides(NamedTuple):
    """The two sides of an event or a commitment."""

    sources: tuple[Participant, ...]
    targets: tuple[Participant, ...]


def deeds_with(
    connection: Connection, ids: Sequence[int], window: Window, types: Iterable[str] = ()
) -> tuple[Deed, ...]:
    """The deeds that events of these numbers tell of, in the order of their days, those without a day last.

    Args:
        connection: Where to look.
        ids: The events' numbers.
        window: When the reports were published.
        types: Only events of these types; of all, where none is given.
    """
    wanted = frozenset(types)
    rows = [row for row in _rows(connection, ids, window) if not wanted or row.type in wanted]
    sides = sides_of(connection, "event", [row.id for row in rows])
    groups: defaultdict[tuple[object, ...], list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[_key(row, sides[row.id])].append(row)
    return _in_order(_deed(group, sides) for group in groups.values())


def _rows(connection: Connection, ids: Sequence[int], window: Window) -> Iterator[Row[Any]]:
    query = (
        f"SELECT e.id, e.type, e.mode, e.status, e.day, e.until, e.place, e.first, e.text, {COLUMNS} FROM events e"
        " JOIN versions v ON v.id = e.version_id JOIN reports r ON r.id = v.report_id WHERE e.id IN :ids"
    )
    return (row for row in rows_of(connection, query, ids) if window.holds(row.published_day))


def _key(row: Row[Any], sides: Sides) -> tuple[object, ...]:
    """What the tellings of one deed share."""
    sources = frozenset(one.key for one in sides.sources)
    targets = frozenset(one.key for one in sides.targets)
    parties: tuple[object, ...] = (sources | targets,) if row.type in SYMMETRIC else (sources, targets)
    when = row.day or row.original  # of what has no day, copies of one report alone tell the same
    return row.type, row.status, when, row.until, *parties


def _deed(rows: Sequence[Row[Any]], sides: Mapping[int, Sides]) -> Deed:
    told = [Telling(row.id, row.first, row.text, Citation.of(row)) for row in rows]
    told.sort(key=lambda telling: (telling.citation.order, telling.start, telling.id))
    first = next(row for row in rows if row.id == told[0].id)
    place = next((row.place for row in rows if row.place), None)
    return Deed(
        first.type, first.mode, first.status, first.day, place, *sides[first.id], tuple(told), first.until
    )


def _in_order(deeds: Iterable[Deed]) -> tuple[Deed, ...]:
    """Deeds by their days, what has none last; those of a whole year before those of its first month."""
    told = sorted(deeds, key=_first_told)
    told.sort(key=lambda deed: deed.until or "", reverse=True)
    return tuple(sorted(told, key=lambda deed: (deed.day is None, deed.day or "")))


def _first_told(deed: Deed) -> tuple[object, ...]:
    first = deed.tellings[0]
    return first.citation.order, first.start, first.id


def sides_of(connection: Connection, what: What, ids: Iterable[int]) -> dict[int, Sides]:
    """The sides of events or commitments, by their numbers."""
    query = (
        "SELECT sd.of_id, sd.side, a.id, a.kind, a.name, a.country, a.entity_id FROM sides sd"
        f" JOIN actors a ON a.id = sd.actor_id WHERE sd.what = '{what}' AND sd.of_id IN :ids ORDER BY sd.of_id, a.id"
    )
    every = list(ids)
    rows = list(rows_of(connection, query, every))
    known = roots(connection, (row.entity_id for row in rows))
    found: dict[int, dict[str, list[Participant]]] = {one: {"source": [], "target": []} for one in every}
    for row in rows:
        root = known.get(row.entity_id)
        name, kind, entity = (root.name, root.kind, root.id) if root else (row.name, row.kind, None)
        shown = Participant(name, kind, entity, row.country, row.id)
        if shown.key not in {one.key for one in found[row.of_id][row.side]}:
            found[row.of_id][row.side].append(shown)
    return {one: Sides(tuple(each["source"]), tuple(each["target"])) for one, each in found.items()}
