"""Marks: what the record knows, marked in the report's text, each kind by a colour and by a line or a shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, get_args

from dabir.desk.report.writing import Written, shown
from dabir.exports.known import everybody
from dabir.exports.markup import Block, Mark, blocks
from dabir.record import Event, Mention, Place, Record, Statement, Time

Kind = Literal["statements", "speakers", "people", "places", "times", "events"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# Speakers that the style sheet tells apart.
STYLES = 8

Styles = dict[str | None, str]


def chosen(asked: Iterable[str] | None) -> tuple[Kind, ...]:
    """The kinds of marks that are asked for, by names with commas between them or apart; all, where nothing is asked."""
    if asked is None:
        return KINDS
    names = {name for some in asked for name in some.split(",")}
    return tuple(kind for kind in KINDS if kind in names)


def styles(record: Record) -> Styles:
    """The style of every speaker, in the order in which they first speak."""
    speakers = dict.fromkeys(said.speaker_id for said in record.statements if said.speaker_id)
    return {speaker: str(number % STYLES) for number, speaker in enumerate(speakers)}


def marked(record: Record, text: Written, number: Callable[[int], str] = str) -> list[Block]:
    """The report's text, line by line, in the writing that is shown, with all marks in it.

    Args:
        record: The record.
        text: Its text in that writing.
        number: Writes the number of a statement.
    """
    known = styles(record)
    marks = [*_statements(record.statements, known, number), *_people(record, known)]
    marks += [*_places(record.places), *_times(record.times), *_events(record.events)]
    return blocks(shown(record, text), [moved for mark in marks if (moved := _moved(mark, text))])


def _moved(mark: Mark, text: Written) -> Mark | None:
    """A mark in the text that is shown; None if none of its words are."""
    start, end = text.here(mark.start, mark.end)
    if start == end:
        return None
    return Mark(start, end, mark.rank, mark.classes, mark.attributes, mark.id)


def _statements(
    statements: Sequence[Statement], known: Styles, number: Callable[[int], str]
) -> Iterator[Mark]:
    for at, said in enumerate(statements, 1):
        style = known.get(said.speaker_id, "none")
        lit = _lit(said.id, said.speaker_id)
        attributes = (lit, ("data-lights", said.id), ("data-n", number(at)))
        yield Mark(said.start, said.end, 1, f"said c{style}", attributes, said.id)
        if said.cue:
            yield Mark(said.cue.start, said.cue.end, 2, f"cue c{style}", (lit,))
        if said.mention:
            yield Mark(said.mention.start, said.mention.end, 3, f"by c{style}", (lit,))


def _people(record: Record, known: Styles) -> Iterator[Mark]:
    for somebody in everybody(record):
        first = _naming(somebody.mentions)
        for mention in somebody.mentions:
            address = somebody.id if mention is first else None
            classes = f"who c{known.get(somebody.id, 'none')}"
            yield Mark(mention.start, mention.end, 4, classes, (_lit(somebody.id),), address)


def _naming(mentions: Sequence[Mention]) -> Mention | None:
    """The first mention that names somebody, else the first at all."""
    return next((one for one in mentions if one.kind == "name"), next(iter(mentions), None))


def _places(places: Iterable[Place]) -> Iterator[Mark]:
    for place in places:
        for number, mention in enumerate(place.mentions):
            address = None if number else place.id
            yield Mark(mention.start, mention.end, 5, "place", (_lit(place.id),), address)


def _times(times: Iterable[Time]) -> Iterator[Mark]:
    for time in times:
        yield Mark(time.start, time.end, 5, "time", (_lit(time.id),), time.id)


def _events(events: Iterable[Event]) -> Iterator[Mark]:
    """The words that state an event; those that tell it are seen when it is chosen."""
    for event in events:
        yield Mark(event.start, event.end, 0, "telling", (_lit(event.id),))
        for number, mention in enumerate(event.mentions):
            yield Mark(mention.start, mention.end, 6, "deed", (_lit(event.id),), None if number else event.id)


def _lit(*keys: str | None) -> tuple[str, str]:
    """What lights the mark up when it is chosen."""
    return "data-lit", " ".join(key for key in keys if key)
