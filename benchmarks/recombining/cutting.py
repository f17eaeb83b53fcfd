"""Cutting: a record that was read, taken apart into pieces that can stand in another report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol, TypeVar

from dabir.facts.reading import Reading, lay_out_all
from dabir.record import Party, Person, Record
from dabir.report import Header, Part, Report
from dabir.script.letters import Folded, squeeze
from recombining.moments import moments, year_of_report
from recombining.pieces import (
    Bound,
    Done,
    Extent,
    Facts,
    Located,
    Mentioned,
    NameSlot,
    NumberSlot,
    Piece,
    Retold,
    Said,
    Source,
    Timed,
    WordSlot,
    YearSlot,
)
from recombining.slots import Bounds, Slots, bounds, by_name, is_whole, place_in_mended

OPENING = ("kicker", "headline", "abstract")
# So many records are laid out together.
TOGETHER = 64

T = TypeVar("T")


class Bounded(Protocol):
    """Whatever begins and ends somewhere in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


AnySpan = TypeVar("AnySpan", bound=Bounded)


def sources(records: Sequence[Record]) -> Iterator[Source]:
    """Cut the records that have a headline and a paragraph; the others, and damaged ones, are left out."""
    for at in range(0, len(records), TOGETHER):
        some = records[at : at + TOGETHER]
        readings = lay_out_all([Report(one.id, one.text, one.report, one.parts) for one in some])
        for number, (record, reading) in enumerate(zip(some, readings, strict=True), at):
            if {"headline", "body"} <= {part.kind for part in record.parts}:
                cutter = _Cutter(record, reading)
                if cutter.is_sound():
                    yield cutter.source(number)


class _Cutter:
    """Cuts one record."""

    def __init__(self, record: Record, reading: Reading) -> None:
        self.record, self.restored = record, reading.restored
        self.moments = moments(reading, record)
        self.slots = Slots.of(record, self.moments, reading.restored.alignment)
        self.people = {person.id: _without_names(person, record) for person in record.people}
        self.parties = {party.id: party for party in record.parties if not self._holds_name(party)}
        self.cuts = self._cuts()

    def is_sound(self) -> bool:
        """Whether every name has a place of its own in the mended text."""
        return all(is_whole(self.restored.alignment, bound) for name in self.slots.names for bound in name)

    def source(self, number: int) -> Source:
        """The record in pieces."""
        record = self.record
        body = [self._piece(parts) for parts in _paragraphs(record.parts)]
        opening = [part for part in record.parts if part.kind in OPENING]
        return Source(
            number,
            _header(record),
            year_of_report(record, self.moments),
            self.people,
            self.parties,
            {place.id: place for place in record.places},
            self._piece(opening),
            body,
            sum(piece.length for piece in body),
        )

    def _holds_name(self, party: Party) -> bool:
        """Whether a party is called after a person, who will be another one."""
        return any(self._meets_name(mention) for mention in party.mentions)

    def _cuts(self) -> list[int]:
        """Where the text is cut: at the bounds of facts and slots, but not within a name or a year."""
        fixed = [*self.slots.names, *self.slots.years]
        inside = {place for start, end in fixed for place in range(start + 1, end)}
        slots = {bound for slot in (*fixed, *self.slots.words) for bound in slot}
        return sorted((bounds(self.record) | slots) - inside)

    def _piece(self, parts: Sequence[Part]) -> Piece:
        segments = Segments(self.record.text, self.restored, self.cuts, parts)
        words = list(segments.slots(self.slots.words))
        return Piece(
            segments.raw,
            segments.mended,
            [(part.kind, extent) for part, extent in segments.found(parts)],
            [NameSlot(at, *naming) for at, naming in segments.slots(self.slots.names)],
            [YearSlot(at, *dating) for at, dating in segments.slots(self.slots.years)],
            [WordSlot(at, one.others) for at, one in words if one.others],
            [NumberSlot(at, one.text) for at, one in words if not one.others],
            self._facts(segments),
            sum(map(len, segments.raw)),
        )

    def _facts(self, segments: Segments) -> Facts:
        record, found, extent = self.record, segments.found, segments.extent
        return Facts(
            sorted(self._mentions(segments), key=lambda mentioned: mentioned.extent),
            list(self._places(segments)),
            list(self._times(segments)),
            [
                Said(one, at, extent(one.cue), extent(one.mention), extent(one.addressee))
                for one, at in found(record.statements)
            ],
            [Done(one, at) for one, at in found(record.events)],
            [Retold(one.id, at) for one in record.events for _, at in found(one.mentions)],
            [Bound(one, at) for one, at in found(record.commitments)],
        )

    def _mentions(self, segments: Segments) -> Iterator[Mentioned]:
        """The mentions of people and parties; by name only those with a slot, which is not another person's."""
        for person in self.people.values():
            for mention, at in segments.found(person.mentions):
                naming = self.slots.names.get((mention.start, mention.end))
                if not by_name(mention) or (naming and naming.who == person.id):
                    yield Mentioned(person.id, at, mention.kind)
        for party in self.parties.values():
            yield from (
                Mentioned(party.id, at, mention.kind) for mention, at in segments.found(party.mentions)
            )

    def _places(self, segments: Segments) -> Iterator[Located]:
        """The places, but for what a name holds («تهرانی»)."""
        for place in self.record.places:
            for mention, at in segments.found(place.mentions):
                if not self._meets_name(mention):
                    yield Located(place.id, at)

    def _meets_name(self, span: Bounded) -> bool:
        return any(span.start < end and start < span.end for start, end in self.slots.names)

    def _times(self, segments: Segments) -> Iterator[Timed]:
        """The times whose meaning is known, but for what a name holds («فروردین»)."""
        years = self.slots.years
        for time, at in segments.found(self.record.times):
            if time.id in self.moments and not self._meets_name(time):
                moves = any(time.start <= start and end <= time.end for start, end in years)
                yield Timed(time, at, self.moments[time.id], moves)


class Segments:
    """The segments of some parts of a text, each part a line."""

    def __init__(self, text: str, restored: Folded, cuts: Sequence[int], parts: Sequence[Part]) -> None:
        """Cut the parts at `cuts`, which are in order, and at their own bounds."""
        self.raw: list[str] = []
        self.mended: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._at: list[int] = []
        for part in parts:
            if self.raw:
                self._push("\n", "\n")
            within = cuts[bisect_right(cuts, part.start) : bisect_left(cuts, part.end)]
            for start, end in pairwise([part.start, *within, part.end]):
                self._at.append(len(self.raw))
                self._starts.append(start)
                self._ends.append(end)
                low, high = (place_in_mended(restored.alignment, bound) for bound in (start, end))
                self._push(text[start:end], restored.text[low:high])

    def _push(self, raw: str, mended: str) -> None:
        self.raw.append(raw)
        self.mended.append(raw if raw == mended else mended)

    def extent(self, span: Bounded | None) -> Extent | None:
        """The segments that hold a stretch of the text; None where it lies elsewhere, or there is none."""
        if span is None or span.start >= span.end:
            return None
        first, last = bisect_right(self._starts, span.start) - 1, bisect_left(self._ends, span.end)
        if first < 0 or last == len(self._ends):
            return None
        if self._ends[first] <= span.start or self._starts[last] >= span.end:
            return None
        return Extent(self._at[first], self._at[last] + 1)

    def found(self, spans: Iterable[AnySpan]) -> Iterator[tuple[AnySpan, Extent]]:
        """Those that stand here, with their segments."""
        return ((span, at) for span in spans if (at := self.extent(span)) is not None)

    def slots(self, slots: Mapping[Bounds, T]) -> Iterator[tuple[int, T]]:
        """The slots that stand here, each of which is one segment."""
        bounds = zip(self._starts, self._ends, strict=True)
        return ((at, slots[slot]) for at, slot in zip(self._at, bounds, strict=True) if slot in slots)


def _paragraphs(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Every paragraph with the cross-headings before it."""
    headings: list[Part] = []
    for part in parts:
        if part.kind == "crosshead":
            headings.append(part)
        elif part.kind == "body":
            yield [*headings, part]
            headings = []


def _without_names(person: Person, record: Record) -> Person:
    """A person without a role that holds somebody's name, who will be another one («مشاور …»)."""
    names = (mention.text for one in record.people for mention in one.mentions if by_name(mention))
    if any(name in person.role for name in names):
        return replace(person, role="", post=None, institution=None)
    return person


def _header(record: Record) -> Header:
    """The header without key words that hold somebody's name."""
    names = {squeeze(mention.text) for one in record.people for mention in one.mentions if by_name(mention)}
    tags = (tag for tag in record.report.tags if not any(name in squeeze(tag) for name in names))
    return replace(record.report, tags=tuple(tags))
