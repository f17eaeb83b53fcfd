"""Beside: the record as it stands beside the text: who speaks, what was said, done and promised, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dabir.archive.answers.deeds import SYMMETRIC
from dabir.desk.report.marks import Styles, styles
from dabir.desk.report.writing import Written
from dabir.exports.known import Known, role_of
from dabir.facts.lexicon import country_name
from dabir.record import Party, Person, Time

if TYPE_CHECKING:
    from dabir.archive.answers.kept_report import KeptReport
    from dabir.archive.answers.undertakings import Sequel
    from dabir.archive.people.corrected import Corrected, Correction
    from dabir.archive.people.roots import Root
    from dabir.record import Act, Commitment, CommitmentKind, Event, Form, Place, Statement, Status

# Below this confidence a statement is told to be unsure.
UNSURE = 0.5


@dataclass(frozen=True, slots=True)
class Somebody:
    """A name, and the entity that it stands for; `id` is the one's id in the record, `style` as in the text."""

    name: str
    entity: int | None = None
    id: str | None = None
    style: str = "none"


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody whom the report names, or who speaks in it."""

    who: Somebody
    kind: str
    post: str
    country: str
    said: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Before:
    """How the reader had found what an editor has corrected: the speaker, and the words if they were others."""

    speaker: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement.

    `speaker` is None where nobody is known to have said it, `within` the number of the one around it, and `found` how the
    reader had found it, if an editor has corrected it.
    """

    id: str
    number: int
    speaker: Somebody | None
    style: str
    cue: str
    addressee: str
    act: Act
    form: Form
    words: str
    within: int | None
    unsure: bool
    corrections: tuple[Correction, ...]
    found: Before | None

    @property
    def quoted(self) -> str:
        """Its words; the speaker's own in quote marks."""
        marked = self.words.startswith("«") and self.words.find("»") == len(self.words) - 1
        return self.words if marked or self.form == "indirect" else f"«{self.words}»"


@dataclass(frozen=True, slots=True)
class Done:
    """An event; `claimed_by` is the number of the statement that tells it."""

    id: str
    type: str
    status: Status
    by: tuple[Somebody, ...]
    to: tuple[Somebody, ...]
    place: str
    time: Time | None
    words: str
    claimed_by: int | None

    @property
    def mutual(self) -> bool:
        """Whether either side may be called the one who does it."""
        return self.type in SYMMETRIC


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise or an agreement, and what followed it."""

    id: str
    kind: CommitmentKind
    by: tuple[Somebody, ...]
    to: tuple[Somebody, ...]
    due: str | None
    words: str
    sequels: tuple[Sequel, ...]


@dataclass(frozen=True, slots=True)
class Somewhere:
    """A place that the report speaks of."""

    id: str
    name: str
    country: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Sometime:
    """A day or a stretch of days that the report speaks of, in its first words for it."""

    id: str
    words: str
    time: Time


@dataclass(frozen=True, slots=True)
class Beside:
    """All that stands beside a report."""

    figures: list[Figure]
    statements: list[Said]
    events: list[Done]
    commitments: list[Promised]
    places: list[Somewhere]
    times: list[Sometime]


def beside(report: KeptReport, text: Written) -> Beside:
    """What stands beside a report whose text is shown in this writing."""
    record, known = report.record, Known.of(report.record)
    names = _Names(known, report.entities, styles(record))
    numbers = {said.id: number for number, said in enumerate(record.statements, 1)}
    return Beside(
        _figures(known, names),
        [_said(one, numbers, names, text, report.corrected) for one in record.statements],
        [_done(one, known, names, text, numbers) for one in record.events],
        [_promised(one, known, names, text, report) for one in record.commitments],
        [_somewhere(one) for one in sorted(record.places, key=lambda place: -len(place.mentions))],
        list(_times(record.times, text)),
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of the record's people and parties, with the entities that stand for them."""

    known: Known
    entities: Mapping[str, Root]
    styles: Styles

    def of(self, actor: Person | Party) -> Somebody:
        root = self.entities.get(actor.id)
        return Somebody(actor.name, root.id if root else None, actor.id, self.styles.get(actor.id, "none"))

    def cast(self, keys: Iterable[str], named: str = "") -> tuple[Somebody, ...]:
        """Those of some ids; where none is known, whom the record names."""
        found = tuple(map(self.of, self.known.cast(keys)))
        return found or ((Somebody(named),) if named else ())

    def speaker(self, said: Statement) -> Somebody | None:
        actor = self.known.actor(said.speaker_id)
        if actor is None:
            return Somebody(said.speaker) if said.speaker else None
        return self.of(actor)


def _figures(known: Known, names: _Names) -> list[Figure]:
    """Everybody named, and the parties that speak: first speakers, in the order of their speaking."""
    order = {speaker: number for number, speaker in enumerate(names.styles)}
    shown: list[Person | Party] = [
        *known.record.people,
        *(party for party in known.record.parties if party.id in order),
    ]
    shown.sort(key=lambda one: order.get(one.id, len(order)))
    return [_figure(one, known, names) for one in shown]


def _figure(one: Person | Party, known: Known, names: _Names) -> Figure:
    kind = "person" if isinstance(one, Person) else one.kind
    role, country = role_of(one), country_name(one.country)
    post = "" if role == one.name else role
    told = country in f"{one.name} {post}"
    return Figure(names.of(one), kind, post, "" if told else country, known.said[one.id], len(one.mentions))


def _said(
    said: Statement,
    numbers: Mapping[str, int],
    names: _Names,
    text: Written,
    corrected: Corrected,
) -> Said:
    return Said(
        said.id,
        numbers[said.id],
        names.speaker(said),
        names.styles.get(said.speaker_id, "none"),
        text.words(said.cue.start, said.cue.end) if said.cue else "",
        text.words(said.addressee.start, said.addressee.end) if said.addressee else "",
        said.act,
        said.form,
        text.words(said.start, said.end),
        numbers.get(said.within or ""),
        said.confidence < UNSURE,
        corrected.corrections.get(said.id, ()),
        _before(said, corrected.found.get(said.id), text),
    )


def _before(said: Statement, found: Statement | None, text: Written) -> Before | None:
    if found is None:
        return None
    moved = (found.start, found.end) != (said.start, said.end)
    return Before(found.speaker, text.words(found.start, found.end) if moved else "")


def _done(event: Event, known: Known, names: _Names, text: Written, numbers: Mapping[str, int]) -> Done:
    place = known.place(event.place_id)
    return Done(
        event.id,
        event.type,
        event.status,
        names.cast(event.source_ids, event.source),
        names.cast(event.target_ids, event.target),
        place.name if place else event.place or "",
        known.time(event.time_id),
        text.words(event.start, event.end),
        numbers.get(event.claimed_by or ""),
    )


def _promised(one: Commitment, known: Known, names: _Names, text: Written, report: KeptReport) -> Promised:
    time, kept = known.time(one.time_id), report.undertakings.get(one.id)
    return Promised(
        one.id,
        one.kind,
        names.cast(one.source_ids),
        names.cast(one.target_ids),
        time.interval.rpartition("/")[2][:10] if time and time.interval else None,
        text.words(one.start, one.end),
        kept.sequels if kept else (),
    )


def _somewhere(place: Place) -> Somewhere:
    country = "" if place.kind == "country" else country_name(place.country)
    return Somewhere(place.id, place.name, country, len(place.mentions))


def _times(times: Sequence[Time], text: Written) -> Iterator[Sometime]:
    """What has a place on the calendar, each once, in order."""
    once: dict[str, Time] = {}
    for time in times:
        if time.interval:
            once.setdefault(time.interval, time)
    for interval in sorted(once):
        time = once[interval]
        yield Sometime(time.id, text.words(time.start, time.end), time)
