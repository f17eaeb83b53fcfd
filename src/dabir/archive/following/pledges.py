"""Bonds: the commitments of an archive by the entities that they bind, for those who look for what became of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from dabir.archive.asking import rows_of
from dabir.archive.following.verdicts import Bond, telling_keys
from dabir.archive.people.families import Families

# Of somebody who has bound himself more often, only the latest commitments before a day are followed.
LATEST = 2000
# Commitments whose words are remembered between batches.
_REMEMBERED = 60_000

# What entity is bound, or bound towards, on which days. SQLite takes tables that are joined by CROSS in this order; it would
# else go through all commitments.
_OF_ENTITIES = (
    "SELECT DISTINCT a.entity_id, v.day, s.of_id FROM actors a CROSS JOIN sides s CROSS JOIN versions v"
    " WHERE a.entity_id IN :ids AND a.kind <> 'outlet' AND s.actor_id = a.id AND s.what = 'commitment'"
    " AND v.id = a.version_id AND v.day IS NOT NULL"
)
_COMMITMENTS = (
    "SELECT c.id, c.kind, c.due, c.text, v.day, coalesce(r.copy_of, r.id) AS original, r.story_id FROM commitments c"
    " JOIN versions v ON v.id = c.version_id JOIN reports r ON r.id = v.report_id WHERE c.id IN :ids"
)
_SIDES = (
    "SELECT s.of_id, s.side, a.name, a.entity_id FROM sides s JOIN actors a ON a.id = s.actor_id"
    " WHERE s.what = 'commitment' AND s.of_id IN :ids"
)
_PLANNED = (
    "SELECT c.id FROM commitments c JOIN events e ON e.version_id = c.version_id AND e.type = 'AGREE'"
    " AND e.first < c.last AND e.last > c.first WHERE c.kind = 'agreement' AND c.id IN :ids"
    " GROUP BY c.id HAVING min(e.status) = 'planned' AND max(e.status) = 'planned'"
)
_PLACES = (
    "SELECT DISTINCT c.id, p.name FROM commitments c JOIN places p ON p.version_id = c.version_id"
    " WHERE p.kind <> 'country' AND c.id IN :ids ORDER BY c.id, p.name"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commitment of the archive; `original` is the same number for its report and that report's copies."""

    id: int
    original: int
    story: int | None
    bond: Bond


@dataclass(slots=True)
class _Days:
    """The commitments of one entity in the order of their days."""

    days: list[str]
    ids: list[int]

    def until(self, day: str) -> list[int]:
        """The latest that were made up to a day."""
        end = bisect_right(self.days, day)
        return self.ids[max(0, end - LATEST) : end]


class Pledges:
    """The commitments of an archive, read as they are asked for; serves one run, while which none may be forgotten."""

    def __init__(self, families: Families) -> None:
        """Take these entities for one."""
        self.families = families
        self._of: dict[int, _Days] = {}
        self._known: dict[int, Candidate] = {}

    def until(
        self, connection: Connection, wanted: Sequence[tuple[frozenset[int], str]]
    ) -> list[list[Candidate]]:
        """For each of some reports, given with its entities and its day: the commitments of these up to that day."""
        self._load(connection, {entity for entities, _ in wanted for entity in entities})
        ids = [
            sorted({one for entity in entities for one in self._of[entity].until(day)})
            for entities, day in wanted
        ]
        self._read(connection, {one for each in ids for one in each})
        found = [[self._known[one] for one in each if one in self._known] for each in ids]
        while len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        return found

    def _load(self, connection: Connection, entities: Iterable[int]) -> None:
        """Read which commitments bind these entities."""
        new = [entity for entity in sorted(entities) if entity not in self._of]
        bound: defaultdict[int, set[tuple[str, int]]] = defaultdict(set)
        members = [member for entity in new for member in self.families.members(entity)]
        for row in rows_of(connection, _OF_ENTITIES, members):
            bound[self.families.root(row.entity_id)].add((row.day, row.of_id))
        for entity in new:
            pairs = sorted(bound[entity])
            self._of[entity] = _Days([day for day, _ in pairs], [one for _, one in pairs])

    def _read(self, connection: Connection, ids: Iterable[int]) -> None:
        """Read these commitments, but for those that are known."""
        new = sorted(one for one in ids if one not in self._known)
        details = _Details(connection, new, self.families)
        for row in rows_of(connection, _COMMITMENTS, new):
            self._known[row.id] = Candidate(row.id, row.original, row.story_id, details.bond(row))


class _Details:
    """What stands beside some commitments: their sides, their places, and which agreements were only planned."""

    def __init__(self, connection: Connection, ids: Sequence[int], families: Families) -> None:
        self.sides: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        self.names: defaultdict[int, set[str]] = defaultdict(set)
        for row in rows_of(connection, _SIDES, ids):
            self.names[row.of_id].add(row.name)
            if row.entity_id is not None:
                self.sides[row.of_id, row.side].add(families.root(row.entity_id))
        self.planned = {row.id for row in rows_of(connection, _PLANNED, ids)}
        self.places: defaultdict[int, list[frozenset[str]]] = defaultdict(list)
        for row in rows_of(connection, _PLACES, ids):
            self.places[row.id].append(telling_keys(row.name))

    def bond(self, row: Row[Any]) -> Bond:
        """A commitment with all of it."""
        keys = telling_keys(row.text, self.names[row.id])
        return Bond(
            row.kind,
            keys,
            frozenset(self.sides[row.id, "source"]),
            frozenset(self.sides[row.id, "target"]),
            row.day,
            row.due,
            row.id in self.planned,
            tuple(place for place in self.places[row.id] if place and place <= keys),
        )
