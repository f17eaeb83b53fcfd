"""Renderings: how the reports of one story tell the same words of one speaker, and what each of them leaves out.

The fullest rendering is the reference of the others. A stretch of it counts as left out only if nothing like it stands
anywhere else in the report either: a statement that was not recognised is no reason to say that an outlet withholds words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, text

from dabir.archive import preparing
from dabir.archive.citation import Citation
from dabir.archive.people.roots import Root, roots
from dabir.archive.quoting.alignment import Wording, align, locate
from dabir.record import Form
from dabir.script.letters import squeeze

# Two statements tell the same words if the longer has this share of those of the shorter, and so many that say something.
CONTAINED, SAME = 0.5, 4
# Words of a stretch that is told as left out or added.
STRETCH = 3
# A stretch stands elsewhere in a report if it has this share of the words.
ELSEWHERE = 0.5
# References with which a statement is compared, the likest by single words.
COMPARED = 3
# Words of a statement that are compared; a longer one is a document.
LONGEST = 600
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Rendering:
    """What one report tells of somebody's words.

    Attributes:
        citation: The report.
        form: Whether the words are told as the speaker's own.
        statements: The ids of the statements in the report's record.
        words: The statements' words.
        left_out: Stretches of the reference that the report does not have, in the reference's words.
        added: Stretches that the reference's report does not have, in the report's own words.
    """

    citation: Citation
    form: Form
    statements: tuple[str, ...]
    words: str
    left_out: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of one speaker that several reports tell: the fullest rendering, and the others in order of publication."""

    speaker: str
    entity: int
    reference: Rendering
    others: tuple[Rendering, ...]


class _Said(NamedTuple):
    """A statement, the place of its report among the sources, and its words."""

    at: int
    row: Any
    wording: Wording


@dataclass(slots=True)
class _Group:
    """Statements that tell the words of the first of them."""

    said: list[_Said]

    @property
    def reference(self) -> _Said:
        return self.said[0]


def renderings(connection: Connection, sources: Sequence[Citation]) -> list[Quotation]:
    """What several of some reports quote of the same words; what the most reports tell comes first.

    Args:
        connection: A reading connection.
        sources: The reports, in order of publication, copies left out.
    """
    rows = _statements(connection, [source.version for source in sources])
    people = roots(connection, (row.entity_id for row in rows))
    texts = _Texts(connection, sources)
    found = [
        _quotation(person, group, sources, texts)
        for person, said in _by_speaker(rows, people, sources).items()
        for group in _groups(said)
    ]
    return sorted(found, key=lambda quotation: -len(quotation.others))


def _by_speaker(
    rows: Iterable[Any], people: Mapping[int, Root], sources: Sequence[Citation]
) -> dict[Root, list[_Said]]:
    """The statements of those who speak in several reports."""
    places = {source.version: at for at, source in enumerate(sources)}
    spoken: defaultdict[Root, list[Any]] = defaultdict(list)
    for row in rows:
        if row.entity_id in people:
            spoken[people[row.entity_id]].append(row)
    return {
        person: [_Said(places[row.version_id], row, Wording.of(row.text).part(0, LONGEST)) for row in said]
        for person, said in spoken.items()
        if len({row.version_id for row in said}) > 1
    }


def _groups(said: Sequence[_Said]) -> Iterator[_Group]:
    """One speaker's statements, those that tell the same words together, where several reports do."""
    groups: list[_Group] = []
    index: defaultdict[str, list[int]] = defaultdict(list)
    for one in sorted(said, key=lambda one: (-one.wording.telling, one.at, one.row.first)):
        keys = {word.key for word in one.wording.words if word.telling}
        shared = Counter(number for key in keys for number in index[key])
        near = [number for number, count in shared.most_common(COMPARED) if count >= SAME]
        share, best = max(((_contained(groups[number], one), -number) for number in near), default=(0.0, 0))
        if share >= CONTAINED:
            groups[-best].said.append(one)
            continue
        for key in keys:
            index[key].append(len(groups))
        groups.append(_Group([one]))
    return (group for group in groups if len({one.at for one in group.said}) > 1)


def _contained(group: _Group, one: _Said) -> float:
    """The share of a statement's words that a group's reference has; 0 where too few of them say something."""
    laid = align(group.reference.wording, one.wording)
    shared = (word for run in laid.runs for word in one.wording.words[run.at : run.at + run.size])
    return laid.containment if sum(word.telling for word in shared) >= SAME else 0.0


def _quotation(person: Root, group: _Group, sources: Sequence[Citation], texts: _Texts) -> Quotation:
    reference = group.reference
    told: defaultdict[int, list[_Said]] = defaultdict(list)
    for one in group.said:
        if one.at != reference.at:
            told[one.at].append(one)
    others = (_rendering(sources[at], at, told[at], reference, texts) for at in sorted(told))
    whole = _plain(sources[reference.at], [reference])
    return Quotation(person.name, person.id, whole, tuple(others))


def _plain(source: Citation, said: Sequence[_Said]) -> Rendering:
    words = " … ".join(one.row.text for one in said)
    return Rendering(source, said[0].row.form, tuple(one.row.local for one in said), words)


def _rendering(
    source: Citation, at: int, found: Sequence[_Said], reference: _Said, texts: _Texts
) -> Rendering:
    """A report's statements beside the reference."""
    said = sorted(_whole(found), key=lambda one: (one.row.first, one.row.local))
    laid = align(reference.wording, Wording.of("\n".join(one.row.text for one in said)).part(0, LONGEST))
    differing = [parts for kind, *parts in laid.parts() if kind != "equal"]
    return replace(
        _plain(source, said),
        left_out=tuple(mine.written for mine, _ in differing if _lacks(texts, at, mine)),
        added=tuple(other.written for _, other in differing if _lacks(texts, reference.at, other)),
    )


def _whole(said: Sequence[_Said]) -> list[_Said]:
    """Statements of one report without those that another repeats, as a headline does."""
    kept: list[_Said] = []
    for one in sorted(said, key=lambda one: -len(one.row.text)):
        if not any(squeeze(one.row.text) in squeeze(other.row.text) for other in kept):
            kept.append(one)
    return kept


def _lacks(texts: _Texts, at: int, stretch: Wording) -> bool:
    """Whether a stretch says something, and a report has nothing like it."""
    if len(stretch.words) < STRETCH or not any(word.telling for word in stretch.words):
        return False
    found = locate(stretch, texts.wording(at))
    return found is None or found.likeness < ELSEWHERE


class _Texts:
    """The whole texts of some reports, each read once and only when it is asked for."""

    def __init__(self, connection: Connection, sources: Sequence[Citation]) -> None:
        self.connection, self.sources = connection, sources
        self._read: dict[int, Wording] = {}

    def wording(self, at: int) -> Wording:
        """The words of a report."""
        if at not in self._read:
            wanted = text("SELECT record FROM versions WHERE id = :id")
            blob = self.connection.execute(wanted, {"id": self.sources[at].version}).scalar_one()
            self._read[at] = Wording.of(preparing.head_of(bytes(blob))[0])
        return self._read[at]


def _statements(connection: Connection, versions: Sequence[int]) -> list[Any]:
    """The statements of versions whose speakers are known."""
    wanted = text(
        "SELECT s.version_id, s.local, s.form, s.first, s.text, a.entity_id FROM statements s"
        " JOIN actors a ON a.id = s.actor_id WHERE s.version_id IN :ids AND a.entity_id IS NOT NULL"
        " ORDER BY s.version_id, s.first, s.id"
    ).bindparams(bindparam("ids", expanding=True))
    return [
        row
        for start in range(0, len(versions), _AT_ONCE)
        for row in connection.execute(wanted, {"ids": list(versions[start : start + _AT_ONCE])})
    ]
