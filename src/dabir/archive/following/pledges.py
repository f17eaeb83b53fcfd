"""Bonds: the commitments of an archive by the entities that they bind, for those who look for what became of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from dabir.archive.asking import rows_of
from dabir.archive.following.followers import Follower
from dabir.archive.following.frequencies import Frequencies
from dabir.archive.following.signs import Signposts, signs
from dabir.archive.following.verdicts import Bond, telling_keys
from dabir.archive.people.families import Families

# Of somebody who has bound himself more often, only the latest commitments before a day are followed.
LATEST = 2000
# Commitments whose words are remembered between batches.
_REMEMBERED = 60_000

# SQLite takes tables that are joined by CROSS in this order; it would else go through all commitments, or all events.
# What entity is bound, or bound towards, on which days.
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
    "SELECT s.of_id, s.side, a.kind, a.name, a.entity_id FROM sides s JOIN actors a ON a.id = s.actor_id"
    " WHERE s.what = 'commitment' AND s.of_id IN :ids"
)
_PLANNED = (
    "SELECT c.id FROM commitments c CROSS JOIN events e WHERE c.kind = 'agreement' AND c.id IN :ids"
    " AND e.version_id = c.version_id AND e.type = 'AGREE' AND e.first < c.last AND e.last > c.first"
    " GROUP BY c.id HAVING min(e.status) = 'planned' AND max(e.status) = 'planned'"
)
_PLACES = (
    "SELECT DISTINCT c.id, p.name FROM commitments c JOIN places p ON p.version_id = c.version_id"
    " WHERE p.kind <> 'country' AND c.id IN :ids ORDER BY c.id, p.name"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commitment of the archive; `original` is the same number for its report and that report's copies.

    `entities` are those by which it is found: its parties but for outlets.
    """

    id: int
    original: int
    story: int | None
    entities: frozenset[int]
    bond: Bond


class Window(NamedTuple):
    """Which commitments a report may follow up: of its entities, up to its day, of each only the latest; and not its own.

    `since` has the day and the number of the first of these, for each entity that has any.
    """

    day: str
    original: int
    since: Mapping[int, tuple[str, int]]

    def holds(self, candidate: Candidate) -> bool:
        """Whether a commitment is one of them."""
        day = candidate.bond.day
        if day > self.day or candidate.original == self.original:
            return False
        since = (self.since.get(entity) for entity in candidate.entities)
        return any(first is not None and first <= (day, candidate.id) for first in since)


@dataclass(slots=True)
class _Days:
    """The commitments of one entity in the order of their days."""

    days: list[str]
    ids: list[int]

    def until(self, day: str) -> list[int]:
        """The latest that were made up to a day."""
        return self.ids[self._latest(day)]

    def since(self, day: str) -> tuple[str, int]:
        """The day and the number of the first of these; there must be one."""
        start = self._latest(day).start
        return self.days[start], self.ids[start]

    def _latest(self, day: str) -> slice:
        end = bisect_right(self.days, day)
        return slice(max(0, end - LATEST), end)


class Pledges:
    """The commitments of an archive, read as they are asked for; serves one run, while which none may be forgotten."""

    def __init__(self, families: Families, frequencies: Frequencies) -> None:
        """Take these entities for one, and words for as rare as they are."""
        self.families, self.frequencies = families, frequencies
        self._of: dict[int, _Days] = {}
        self._known: dict[int, Candidate] = {}
        self._signposts = Signposts()

    def windows(self, connection: Connection, followers: Sequence[Follower]) -> list[Window]:
        """The windows of some reports; what they hold is read for `met`."""
        self._load(connection, {entity for one in followers for entity in one.entities})
        asked = {(entity, one.day) for one in followers for entity in one.entities}
        held = {one for entity, day in asked for one in self._of[entity].until(day)}
        self._forget(held)
        self._read(connection, held)
        return [self._window(one) for one in followers]

    def _window(self, follower: Follower) -> Window:
        since = {}
        for entity in follower.entities:
            days = self._of[entity]
            made = (self._known[one] for one in days.until(follower.day) if one in self._known)
            if any(candidate.original != follower.original for candidate in made):
                since[entity] = days.since(follower.day)
        return Window(follower.day, follower.original, since)

    def met(self, window: Window, keys: frozenset[str]) -> list[Candidate]:
        """The commitments of a window that a sentence of these search keys may speak of, and few others."""
        shown = (self._known[one] for one in self._signposts.shown(keys))
        return [candidate for candidate in shown if window.holds(candidate)]

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
        """Read these commitments, but for those that are known, and put up their signs."""
        new = sorted(one for one in ids if one not in self._known)
        details = _Details(connection, new, self.families)
        found = [details.candidate(row) for row in rows_of(connection, _COMMITMENTS, new)]
        self.frequencies.learn(connection, {key for one in found for key in one.bond.keys})
        for one in found:
            self._known[one.id] = one
            self._signposts.put(one.id, signs(one.bond, self.frequencies.counts))

    def _forget(self, held: Collection[int]) -> None:
        """If too many are known, let go of those that are not asked for now, the first that were read before others."""
        others = [one for one in self._known if one not in held]
        for one in others[: max(0, len(self._known) - _REMEMBERED)]:
            self._signposts.take(one, signs(self._known.pop(one).bond, self.frequencies.counts))


class _Details:
    """What stands beside some commitments: their sides, their places, and which agreements were only planned."""

    def __init__(self, connection: Connection, ids: Sequence[int], families: Families) -> None:
        self.sides: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        self.names: defaultdict[int, set[str]] = defaultdict(set)
        self.entities: defaultdict[int, set[int]] = defaultdict(set)
        for row in rows_of(connection, _SIDES, ids):
            self.names[row.of_id].add(row.name)
            if row.entity_id is not None:
                self.sides[row.of_id, row.side].add(families.root(row.entity_id))
                if row.kind != "outlet":
                    self.entities[row.of_id].add(families.root(row.entity_id))
        self.planned = {row.id for row in rows_of(connection, _PLANNED, ids)}
        self.places: defaultdict[int, list[frozenset[str]]] = defaultdict(list)
        for row in rows_of(connection, _PLACES, ids):
            self.places[row.id].append(telling_keys(row.name))

    def candidate(self, row: Row[Any]) -> Candidate:
        """A commitment with all of it."""
        entities = frozenset(self.entities[row.id])
        return Candidate(row.id, row.original, row.story_id, entities, self._bond(row))

    def _bond(self, row: Row[Any]) -> Bond:
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
