"""Followers: reports as they may follow earlier commitments up, with what they tell sentence by sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from dabir.archive.asking import rows_of
from dabir.archive.following.outcomes import cues, waiting
from dabir.archive.following.verdicts import Told, may_follow, telling_keys
from dabir.archive.people.families import Families
from dabir.archive.preparing import head_of
from dabir.script.sentences import sentences

_VERSIONS = (
    "SELECT v.id, v.day, coalesce(r.copy_of, r.id) AS original, r.story_id FROM versions v"
    " JOIN reports r ON r.current = v.id WHERE v.id IN :ids AND v.day IS NOT NULL ORDER BY v.day, v.id"
)
_ACTORS = (
    "SELECT id, version_id, kind, country, sectors, entity_id FROM actors"
    " WHERE version_id IN :ids AND entity_id IS NOT NULL"
)
_SIDES = (
    "SELECT s.what, s.of_id, s.side, s.actor_id FROM sides s JOIN actors a ON a.id = s.actor_id"
    " WHERE a.version_id IN :ids"
)
_STATEMENTS = (
    "SELECT version_id, local, actor_id, act, text FROM statements WHERE version_id IN :ids ORDER BY id"
)
_EVENTS = "SELECT id, version_id, local, type, status, day, first, text FROM events WHERE version_id IN :ids ORDER BY id"
_COMMITMENTS = (
    "SELECT id, version_id, local, kind, text FROM commitments WHERE version_id IN :ids ORDER BY id"
)
_RECORDS = "SELECT id, record FROM versions WHERE id IN :ids ORDER BY id"


@dataclass(frozen=True, slots=True)
class Follower:
    """A report that may follow commitments up.

    `original` is the same number for a report and its copies, `entities` are those that it names, outlets left out.
    """

    version: int
    day: str
    original: int
    story: int | None
    entities: frozenset[int]


class _Cast(NamedTuple):
    """The entities of the actors of some versions, and who takes which side in what.

    Who holds an office of a government speaks and acts for its country, too.
    """

    entities: Mapping[int, frozenset[int]]
    of_actor: Mapping[int, frozenset[int]]
    sides: Mapping[tuple[str, int, str], frozenset[int]]

    def side(self, what: str, number: int, side: str) -> frozenset[int]:
        return self.sides.get((what, number, side), frozenset())


class Followers:
    """A batch of versions: those that are current, have a day and name somebody, in the order of their days."""

    def __init__(self, connection: Connection, versions: Sequence[int], families: Families) -> None:
        """Read who is named in them."""
        self.connection = connection
        self._days: dict[int, str] = {}
        self._cast = _cast(connection, versions, families)
        self.all: list[Follower] = []
        for row in rows_of(connection, _VERSIONS, versions):
            self._days[row.id] = row.day
            if row.id in self._cast.entities:
                self.all.append(
                    Follower(row.id, row.day, row.original, row.story_id, self._cast.entities[row.id])
                )

    def told(self, versions: Iterable[int]) -> dict[int, list[Told]]:
        """What some of them tell that may be what became of a commitment."""
        told: defaultdict[int, list[Told]] = defaultdict(list)
        days = {version: self._days[version] for version in versions}
        for read in (_statements, _events, _commitments):
            for version, one in read(self.connection, days, self._cast):
                told[version].append(one)
        return told


def _cast(connection: Connection, versions: Sequence[int], families: Families) -> _Cast:
    actors = list(rows_of(connection, _ACTORS, versions))
    governments = _governments(connection, {row.country for row in actors if row.country}, families)
    entities: defaultdict[int, set[int]] = defaultdict(set)
    of_actor: dict[int, frozenset[int]] = {}
    for row in actors:
        office = governments.get(row.country) if "GOV" in row.sectors.split() else None
        of_actor[row.id] = frozenset({families.root(row.entity_id), *([office] if office else [])})
        if row.kind != "outlet":
            entities[row.version_id] |= of_actor[row.id]
    sides: defaultdict[tuple[str, int, str], set[int]] = defaultdict(set)
    for row in rows_of(connection, _SIDES, versions):
        sides[row.what, row.of_id, row.side] |= of_actor.get(row.actor_id, frozenset())
    return _Cast(
        {version: frozenset(found) for version, found in entities.items()},
        of_actor,
        {key: frozenset(found) for key, found in sides.items()},
    )


def _governments(connection: Connection, countries: Iterable[str], families: Families) -> dict[str, int]:
    """The entities of the governments of countries."""
    keys = [f"country:{country}" for country in sorted(countries)]
    rows = rows_of(connection, "SELECT id, key FROM entities WHERE key IN :ids", keys)
    return {row.key.partition(":")[2]: families.root(row.id) for row in rows}


_Days = Mapping[int, str]


def _statements(connection: Connection, days: _Days, cast: _Cast) -> Iterator[tuple[int, Told]]:
    """The sentences of statements that tell an outcome, and denials."""
    for row in rows_of(connection, _STATEMENTS, list(days)):
        speaker = cast.of_actor.get(row.actor_id, frozenset())
        for start, end in sentences(row.text):
            words = row.text[start:end]
            found = cues(words)
            if found or row.act == "denial":
                yield row.version_id, Told(
                    "statement", row.local, telling_keys(words), speaker, frozenset(), days[row.version_id],
                    cues=found, waiting=waiting(words), act=row.act,
                )  # fmt: skip


def _events(connection: Connection, days: _Days, cast: _Cast) -> Iterator[tuple[int, Told]]:
    """The events that came to pass, or did not, each with the sentence that tells it."""
    rows = [row for row in rows_of(connection, _EVENTS, list(days)) if may_follow(row.type, row.status)]
    texts = {
        row.id: head_of(bytes(row.record))[0]
        for row in rows_of(connection, _RECORDS, sorted({row.version_id for row in rows}))
    }
    for row in rows:
        words = _sentence(texts[row.version_id], row.first)
        sources, targets = (cast.side("event", row.id, side) for side in ("source", "target"))
        yield row.version_id, Told(
            "event", row.local, telling_keys(words), sources, targets,
            row.day or days[row.version_id], cues=cues(words), waiting=waiting(words), deed=telling_keys(row.text),
            type=row.type, status=row.status,
        )  # fmt: skip


def _commitments(connection: Connection, days: _Days, cast: _Cast) -> Iterator[tuple[int, Told]]:
    for row in rows_of(connection, _COMMITMENTS, list(days)):
        sources, targets = (cast.side("commitment", row.id, side) for side in ("source", "target"))
        yield row.version_id, Told(
            "commitment", row.local, telling_keys(row.text), sources, targets, days[row.version_id],
            cues=cues(row.text), type=row.kind,
        )  # fmt: skip


def _sentence(whole: str, at: int) -> str:
    """The sentence of a place in a text."""
    start = whole.rfind("\n", 0, at) + 1
    end = whole.find("\n", at)
    line = whole[start : end if end >= 0 else len(whole)]
    spans = ((first, last) for first, last in sentences(line) if first <= at - start < last)
    first, last = next(spans, (0, len(line)))
    return line[first:last]
