"""Relations: what is between two people, institutions or countries, and how its tone has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, text

from dabir.archive.answers.deeds import SYMMETRIC, Deed, Participant, What, deeds_with
from dabir.archive.answers.sayings import FIELDS, Saying, said_once
from dabir.archive.answers.side import Phrases, Side, phrases, side
from dabir.archive.answers.tone import Tone, tone
from dabir.archive.answers.undertakings import Undertaking, undertakings_with
from dabir.archive.citation import Window
from dabir.archive.database import placeholders
from dabir.archive.finding.fulltext import Match
from dabir.archive.refusal import ArchiveError
from dabir.archive.words.analysis import search_keys
from dabir.archive.words.sieve import may_hold_all

if TYPE_CHECKING:
    from dabir.archive.store import Archive

Direction = Literal["one", "other", "both"]

# So many of the newest statements in reports that speak of the other side are looked at, for each side.
POSITIONS = 1000
# A side's actors are counted up to so many.
_COUNTED = 20_000


@dataclass(frozen=True, slots=True)
class Relation:
    """What is between two sides, in reports of some days.

    Attributes:
        one: The one side.
        other: The other side.
        window: Which days of publication were asked for.
        meetings: Meetings and talks, in order.
        commitments: Promises and agreements, with what followed them, in order.
        events: Everything else that one has done to the other, or both together, in order; an agreement that stands among
            the `commitments` is not repeated.
        positions: What the one has said of the other, in order; the newest.
        counterpositions: What the other has said of the one.
        tone: The classes of all events over time.
        whole: Whether all events and commitments were looked at.
    """

    one: Side
    other: Side
    window: Window
    meetings: tuple[Deed, ...]
    commitments: tuple[Undertaking, ...]
    events: tuple[Deed, ...]
    positions: tuple[Saying, ...]
    counterpositions: tuple[Saying, ...]
    tone: tuple[Tone, ...]
    whole: bool = True

    def direction(self, deed: Deed) -> Direction:
        """Which side has done it: `both` where it is done together, or each has a part in both sides of it."""
        if deed.type in SYMMETRIC:
            return "both"
        one, other = (any(map(each.has, deed.sources)) for each in (self.one, self.other))
        if one and other:
            return "both"
        return "one" if one else "other"


def between(
    archive: Archive,
    one: str,
    other: str,
    *,
    after: str | None = None,
    before: str | None = None,
    entities: tuple[int | None, int | None] = (None, None),
    newest: int | None = None,
) -> Relation:
    """What is between two people, institutions or countries.

    A country is its government, whatever this is called by, and everybody who is said to belong to the country.

    Args:
        archive: Where to look.
        one: The one's name.
        other: The other's.
        after: Only in reports published on this day (ISO 8601) or later.
        before: Only in reports published on this day or before.
        entities: The numbers of those who are meant by the two names, where several bear them.
        newest: Look only at so many events and as many commitments, those that were added last.

    Raises:
        ArchiveError: The archive names nobody so, both are the same, or a day is none.
    """
    window = Window.checked(after, before)
    with archive.reading() as connection:
        sides = side(connection, one, entities[0]), side(connection, other, entities[1])
        if sides[0].is_same(sides[1]):
            raise ArchiveError(f"«{one}» and «{other}» are the same: name two.")
        told = _shared(connection, "event", *sides)
        bound = _shared(connection, "commitment", *sides)
        first = 0 if newest is None else -newest
        deeds = _deeds(connection, told[first:], *sides, window)
        commitments = _commitments(connection, bound[first:], *sides, window)
        return Relation(
            *sides,
            window=window,
            meetings=tuple(deed for deed in deeds if deed.type == "CONSULT"),
            commitments=commitments,
            events=tuple(_rest(deeds, commitments)),
            positions=_positions(archive, connection, *sides, window),
            counterpositions=_positions(archive, connection, *sides[::-1], window),
            tone=tone(deeds),
            whole=newest is None or max(len(told), len(bound)) <= newest,
        )


def _deeds(
    connection: Connection, told: Sequence[int], one: Side, other: Side, window: Window
) -> tuple[Deed, ...]:
    """The events between two sides, of those that both have to do with."""
    deeds = deeds_with(connection, told, window)
    return tuple(deed for deed in deeds if _parted(deed.sources, deed.targets, one, other))


def _commitments(
    connection: Connection, bound: Sequence[int], one: Side, other: Side, window: Window
) -> tuple[Undertaking, ...]:
    """The commitments of one side towards the other and of both together, of those that both have to do with."""
    found = undertakings_with(connection, bound, window)
    return tuple(each for each in found if _parted(each.by, each.to, one, other))


def _shared(connection: Connection, what: What, one: Side, other: Side) -> list[int]:
    """The numbers of the events or commitments that both sides have to do with."""
    few, many = sorted((one, other), key=lambda each: _size(connection, each))
    # CROSS JOIN, and no order, keep SQLite from beginning anywhere but with the side that has fewer actors.
    query = (
        "SELECT mine.of_id FROM actors a CROSS JOIN sides mine CROSS JOIN sides theirs CROSS JOIN actors b"
        f" WHERE {few.condition('a')} AND mine.actor_id = a.id AND mine.what = :what"
        " AND theirs.what = :what AND theirs.of_id = mine.of_id AND theirs.actor_id <> a.id"
        f" AND b.id = theirs.actor_id AND {many.condition('b')}"
    )
    return sorted(set(connection.execute(text(query), {"what": what}).scalars()))


def _size(connection: Connection, one: Side) -> int:
    """How many actors a side has, up to a number from which on it has many."""
    actors = f"SELECT 1 FROM actors a WHERE {one.condition('a')} LIMIT {_COUNTED}"
    return int(connection.execute(text(f"SELECT count(*) FROM ({actors}) AS found")).scalar_one())


def _parted(sources: Sequence[Participant], targets: Sequence[Participant], one: Side, other: Side) -> bool:
    """Whether the sides stand against each other in something or, where all stand on one side, with each other."""
    if not sources or not targets:
        return _meet(sources or targets, sources or targets, one, other)
    return _meet(sources, targets, one, other) or _meet(targets, sources, one, other)


def _meet(here: Sequence[Participant], there: Sequence[Participant], one: Side, other: Side) -> bool:
    """Whether one side is here and the other there, in two different participants."""
    return any(one.has(mine) and other.has(theirs) and mine != theirs for mine in here for theirs in there)


def _rest(deeds: Iterable[Deed], commitments: Iterable[Undertaking]) -> Iterator[Deed]:
    """What is neither a meeting nor an agreement that stands among the commitments."""
    agreed = {
        (each.citation.original, frozenset(one.key for one in (*each.by, *each.to)))
        for each in commitments
        if each.kind == "agreement"
    }
    for deed in deeds:
        parties = frozenset(one.key for one in (*deed.sources, *deed.targets))
        told = {(citation.original, parties) for citation in deed.citations}
        if deed.type != "CONSULT" and not (deed.type == "AGREE" and told <= agreed):
            yield deed


def _positions(
    archive: Archive, connection: Connection, speaker: Side, subject: Side, window: Window
) -> tuple[Saying, ...]:
    """What one side has said of another: statements in whose words this is named, the newest of them, in order."""
    called = phrases(connection, subject)
    if not (called.sure or called.doubtful):
        return ()
    match = Match(server=archive.database.server)
    words = match.any(match.word(keys.split()) for keys in sorted(called.sure | called.doubtful))
    query = (
        f"SELECT {FIELDS} FROM versions v JOIN reports r ON r.current = v.id JOIN statements s ON s.version_id = v.id"
        f" JOIN actors a ON a.id = s.actor_id WHERE {match.condition('words')} AND {speaker.condition('a')}"
        f"{window.condition} ORDER BY coalesce(v.published, '') DESC, v.id DESC, s.id DESC LIMIT :most"
    )
    values = {"words": words, "most": POSITIONS, **window.values}
    found = [Saying.of(row) for row in connection.execute(text(query), values)]
    present = _present(connection, subject, {said.citation.version for said in found})
    return said_once(said for said in found if _speaks_of(said, called, present))


def _present(connection: Connection, one: Side, versions: Iterable[int]) -> frozenset[int]:
    """Those of some versions in which a side appears."""
    query = (
        f"SELECT DISTINCT a.version_id FROM actors a WHERE a.version_id IN ({placeholders(sorted(versions))})"
        f" AND {one.condition('a')}"
    )
    return frozenset(connection.execute(text(query)).scalars())


def _speaks_of(said: Saying, called: Phrases, present: frozenset[int]) -> bool:
    """Whether a statement names a side; by a doubtful name only in a report in which the side appears."""
    names = called.sure | called.doubtful if said.citation.version in present else called.sure
    names = frozenset(name for name in names if may_hold_all(said.text, name.split()))
    if not names:
        return False
    words = f" {' '.join(search_keys(said.text))} "
    return any(f" {name} " in words for name in names)
