"""Slots: the stretches of a record's text that will be others in a new report, by their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from dabir.record import Mention, Party, Person, Record, Span
from dabir.script.alignment import Alignment
from dabir.script.letters import squeeze
from recombining.moments import Moment, digits_of_year
from recombining.pieces import NameForm
from recombining.wording import Wording, wordings

Bounds: TypeAlias = tuple[int, int]


class Naming(NamedTuple):
    """A name of a person, by the id."""

    who: str
    form: NameForm


class Dating(NamedTuple):
    """The number of a year, as it is written."""

    moment: Moment
    digits: str


@dataclass(frozen=True, slots=True)
class Slots:
    """What a new report has otherwise; no two overlap."""

    names: Mapping[Bounds, Naming]
    years: Mapping[Bounds, Dating]
    words: Mapping[Bounds, Wording]

    @classmethod
    def of(cls, record: Record, moments: Mapping[str, Moment], alignment: Alignment) -> Slots:
        """Find them; `alignment` leads from the text to its mended writing."""
        names = dict(_names(record))
        years = dict(_years(record, moments, names))
        fixed = [*names, *years, *_kept(record)]
        return cls(names, years, dict(_words(record, fixed, alignment)))


def _names(record: Record) -> Iterator[tuple[Bounds, Naming]]:
    """The mentions of people by name; of two that overlap the longer one."""
    named = [(mention, one) for one in record.people for mention in one.mentions if by_name(mention)]
    taken: set[int] = set()
    for mention, one in sorted(named, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start)):
        here = range(mention.start, mention.end)
        if taken.isdisjoint(here):
            taken.update(here)
            yield (mention.start, mention.end), Naming(one.id, _form(mention, one))


def by_name(mention: Mention) -> bool:
    """Whether a mention of a person holds a name."""
    return mention.kind in ("name", "short")


def _form(mention: Mention, person: Person) -> NameForm:
    """Which part of somebody's name a mention tells; a name of one word is a surname."""
    key, name = squeeze(mention.text), squeeze(person.name)
    if " " not in person.name:
        return "family"
    if mention.kind == "name" or key == name:
        return "full"
    return "given" if name.startswith(key) and not name.endswith(key) else "family"


def _years(
    record: Record, moments: Mapping[str, Moment], names: Iterable[Bounds]
) -> Iterator[tuple[Bounds, Dating]]:
    """The years that times tell by their number."""
    named = list(names)
    for time in record.times:
        moment = moments.get(time.id)
        year = moment.year if moment else None
        place = digits_of_year(time.text, year) if year else None
        if moment and place and not any(time.start < end and start < time.end for start, end in named):
            start, end = time.start + place[0], time.start + place[1]
            yield (start, end), Dating(moment, record.text[start:end])


def _words(record: Record, fixed: Iterable[Bounds], alignment: Alignment) -> Iterator[tuple[Bounds, Wording]]:
    """Words and numbers outside what is fixed, which no bound of a fact cuts and the mended writing leaves whole."""
    kept = bytearray(len(record.text))
    for start, end in fixed:
        kept[start:end] = b"\1" * (end - start)
    cuts = bounds(record)
    for wording in wordings(record.text):
        place = wording.start, wording.end
        within = range(wording.start + 1, wording.end)
        is_free = not any(kept[slice(*place)]) and cuts.isdisjoint(within)
        if is_free and all(is_whole(alignment, bound) for bound in place):
            yield place, wording


def _kept(record: Record) -> Iterator[Bounds]:
    """What keeps its words: whoever is told of, with the posts behind the names, where, when, and what was done."""
    yield from ((span.start, span.end) for span in _fixed(record))
    for role in {person.role for person in record.people if person.role}:
        yield from (match.span() for match in re.finditer(re.escape(role), record.text))


def _fixed(record: Record) -> Iterator[Span]:
    actors: tuple[Person | Party, ...] = (*record.people, *record.parties)
    for one in actors:
        yield from one.mentions
    for place in record.places:
        yield from place.mentions
    for event in record.events:
        yield from event.mentions
    for said in record.statements:
        yield from (span for span in (said.mention, said.addressee) if span)
    yield from record.times


def bounds(record: Record) -> set[int]:
    """Every place of the text where a fact begins or ends."""
    contents = [(said.start, said.end) for said in record.statements]
    deeds = [(event.start, event.end) for event in record.events]
    bonds = [(one.start, one.end) for one in record.commitments]
    cues = [(said.cue.start, said.cue.end) for said in record.statements if said.cue]
    fixed = ((span.start, span.end) for span in _fixed(record))
    return {bound for span in (*contents, *deeds, *bonds, *cues, *fixed) for bound in span}


def is_whole(alignment: Alignment, bound: int) -> bool:
    """Whether a place of the text is one place of the mended text, too, and no change reaches across it."""
    return place_in_mended(alignment, bound) == alignment.to_target(0, bound)[1]


def place_in_mended(alignment: Alignment, bound: int) -> int:
    """Where a place of the text lies in the mended text; in a change, where that begins."""
    return alignment.to_target(bound, alignment.source_length)[0]
