"""Happenings: the events of an archive, the latest first, by type, status, participant, place and day.

Copies of other reports and texts that were corrected tell nothing here. An archive holds more events than a page can show:
the `MOST` latest of those that are asked for are given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Row, text

from dabir.archive.answers.deeds import Deed, deeds_with
from dabir.archive.answers.side import side
from dabir.archive.asking import rows_of
from dabir.archive.citation import Window
from dabir.archive.finding.matching import matching
from dabir.archive.finding.query import parsed
from dabir.archive.names.identity import name_key
from dabir.archive.storable import storable
from dabir.facts.lexicon import countries
from dabir.script.letters import squeeze

if TYPE_CHECKING:
    from dabir.archive.store import Archive

MOST = 2000

# Of so many candidates or fewer each is looked at; of more, events are gone through by their days until there are enough.
_FEW = 3000
_ALWAYS = Window()

# SQLite takes tables that are joined by CROSS in this order: the events by their days.
_EVENTS = (
    "SELECT e.id, e.type, e.status, e.day, e.until, e.place, e.version_id FROM events e CROSS JOIN reports r"
    " WHERE r.current = e.version_id AND r.copy_of IS NULL"
)
_DATED, _UNDATED = "e.day IS NOT NULL ORDER BY e.day DESC, e.id DESC", "e.day IS NULL ORDER BY e.id DESC"
_PARTS = (
    "SELECT s.of_id FROM actors a CROSS JOIN sides s WHERE {who} AND s.actor_id = a.id AND s.what = 'event'"
)
_PLACES = (
    "SELECT e.id AS event, p.name, p.kind, p.country, p.latitude, p.longitude FROM events e CROSS JOIN places p"
    " WHERE e.id IN :ids AND p.version_id = e.version_id AND p.name = e.place ORDER BY p.id DESC"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are asked for; what is "" or None binds nothing.

    Attributes:
        question: A query; events of reports that match it by their words.
        type: The type of the event, as PLOVER has it («CONSULT»).
        status: The status («happened»).
        about: A person, an institution or a country that takes part on either side.
        place: Where it took place; a country's towns are in it.
        days: The days of the event, ISO 8601.
        located: Whether only events are asked for that tell a place.
    """

    question: str = ""
    type: str = ""
    status: str = ""
    about: str = ""
    place: str = ""
    days: Window = _ALWAYS
    located: bool = False


class Happening(NamedTuple):
    """An event in short: its number, type and status, its day (the first of several, up to `until`), place and version."""

    id: int
    type: str
    status: str
    day: str | None
    until: str | None
    place: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Happenings:
    """Events, the latest first, those of no day last; `more`: whether others that are asked for were left out."""

    events: tuple[Happening, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of events, and how many took place there.

    `kind` and `country` (ISO 3166-1 alpha-3) are as in the record, `latitude` and `longitude` degrees (None of a country).
    """

    name: str
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    events: int


def happenings(archive: Archive, asked: Asked) -> Happenings:
    """The events that are asked for.

    Raises:
        QueryError: A field of the question has no such value.
        ArchiveError: The archive names nobody as `about` has it.
    """
    with archive.reading() as connection:
        binding = _Binding.of(archive, connection, asked)
        found = _rows(connection, binding, _DATED, MOST + 1)
        if "after" not in binding.values and "before" not in binding.values:
            found += _rows(connection, binding, _UNDATED, MOST + 1 - len(found))
    return Happenings(tuple(found[:MOST]), len(found) > MOST)


def told(archive: Archive, events: Sequence[Happening]) -> tuple[Deed, ...]:
    """Events with who takes part and the words and reports that tell them, in the order in which they are given.

    What several of them tell of the same parties for the same day is one deed.
    """
    places = {event.id: place for place, event in enumerate(events)}
    with archive.reading() as connection:
        deeds = deeds_with(connection, list(places), _ALWAYS)
    return tuple(sorted(deeds, key=lambda deed: min(places[telling.id] for telling in deed.tellings)))


def types(events: Iterable[Happening]) -> list[tuple[str, int]]:
    """The types of events with their numbers, the most frequent first."""
    counted = Counter(event.type for event in events)
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))


def spots(archive: Archive, events: Sequence[Happening]) -> list[Spot]:
    """The places of events, those of the most events first; events that tell no place are left out."""
    with archive.reading() as connection:
        known = {row.event: row for row in rows_of(connection, _PLACES, [event.id for event in events])}
    rows = [known[event.id] for event in events if event.id in known]
    counts = Counter((row.name, row.country) for row in rows)
    shown = {(row.name, row.country): row for row in reversed(rows)}
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [_spot(shown[key], number) for key, number in ordered]


def _spot(row: Row[Any], number: int) -> Spot:
    return Spot(row.name, row.kind, row.country, row.latitude, row.longitude, number)


@dataclass(slots=True)
class _Binding:
    """What binds events `e`, as SQL, and the values in it."""

    parts: list[str]
    values: dict[str, object]

    @classmethod
    def of(cls, archive: Archive, connection: Connection, asked: Asked) -> _Binding:
        """What is asked for."""
        made = cls([], dict(asked.days.values))
        made.parts += [f"e.day {sign} :{name}" for name, sign in _ENDS.items() if name in made.values]
        for column, value in (("type", asked.type), ("status", asked.status)):
            if value:
                made.parts.append(f"e.{column} = :{column}")
                made.values[column] = storable(value)
        if asked.place or asked.located:
            made.parts.append("e.place IS NOT NULL")
        if asked.place:
            made.at(asked.place)
        if asked.about:
            who = side(connection, asked.about).condition("a")
            made.among(connection, "e.id", _PARTS.format(who=who))
        if asked.question.strip():
            found = matching(archive.database, connection, parsed(asked.question))
            made.values |= found.values
            source = f"SELECT {found.version} FROM {found.source} WHERE {found.condition}"
            made.among(connection, "e.version_id", source)
        return made

    def at(self, place: str) -> None:
        """Only events at a place, or at the places of a country."""
        named = "p.key = :key"
        self.values["key"] = name_key(storable(place))
        country = countries().get(squeeze(place))
        if country is not None and country.kind == "name":
            named = "(p.key = :key OR p.country = :country)"
            self.values["country"] = country.code
        same = "p.version_id = e.version_id AND p.name = e.place"
        self.parts.append(f"EXISTS (SELECT 1 FROM places p WHERE {same} AND {named})")

    def among(self, connection: Connection, column: str, source: str) -> None:
        """Only events whose number or version a query finds."""
        few = text(f"SELECT count(*) FROM ({source} LIMIT {_FEW + 1}) AS few")
        many = int(connection.execute(few, self.values).scalar_one()) > _FEW
        # The sign keeps SQLite from looking each of them up.
        self.parts.append(f"{'+' if many else ''}{column} IN ({source})")


_ENDS = {"after": ">=", "before": "<="}


def _rows(connection: Connection, binding: _Binding, order: str, count: int) -> list[Happening]:
    query = " AND ".join((_EVENTS, *binding.parts, order))
    rows = connection.execute(text(f"{query} LIMIT :count"), {**binding.values, "count": max(count, 0)})
    return list(map(Happening._make, rows.all()))
