"""Pieces: the opening of a report, or one of its paragraphs, with the facts that stand in it.

The text of a piece is cut into segments at every bound of a fact, and around everything that will be another in a new
report: names, years, words, numbers (the slots). A fact then is a range of segments, and keeps its words whatever these
become. No fact of a record reaches beyond its paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from dabir.record import Commitment, Event, MentionKind, Party, Person, Place, Statement, Time
from dabir.report import Header, PartKind
from recombining.moments import Moment

NameForm: TypeAlias = Literal["full", "family", "given"]


class Extent(NamedTuple):
    """Segments of a piece, from `first` up to, not including, `last`."""

    first: int
    last: int


class NameSlot(NamedTuple):
    """A segment that names a person, by the id in the source."""

    at: int
    who: str
    form: NameForm


class YearSlot(NamedTuple):
    """A segment that holds the number of a year; `digits` is how the source writes it."""

    at: int
    moment: Moment
    digits: str


class WordSlot(NamedTuple):
    """A segment that may be worded otherwise; `others` are its synonyms."""

    at: int
    others: Sequence[str]


class NumberSlot(NamedTuple):
    """A segment that holds a number."""

    at: int
    text: str


class Mentioned(NamedTuple):
    """A mention of a person or a party, by the id in the source."""

    who: str
    extent: Extent
    kind: MentionKind


class Located(NamedTuple):
    """A mention of a place, by its id in the source."""

    place: str
    extent: Extent


class Timed(NamedTuple):
    """A time; `moves` where its year is a slot."""

    time: Time
    extent: Extent
    moment: Moment
    moves: bool


class Said(NamedTuple):
    """A statement, with those of its spans that stand in the piece."""

    statement: Statement
    extent: Extent
    cue: Extent | None
    mention: Extent | None
    addressee: Extent | None


class Done(NamedTuple):
    """An event, where it is first told."""

    event: Event
    extent: Extent


class Retold(NamedTuple):
    """The words that state an event, by its id in the source."""

    event: str
    extent: Extent


class Bound(NamedTuple):
    """A commitment."""

    commitment: Commitment
    extent: Extent


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in a piece, each kind in the order of the text."""

    mentions: Sequence[Mentioned]
    places: Sequence[Located]
    times: Sequence[Timed]
    statements: Sequence[Said]
    events: Sequence[Done]
    retold: Sequence[Retold]
    commitments: Sequence[Bound]


@dataclass(frozen=True, slots=True)
class Piece:
    """An opening or a paragraph: `raw` are the segments of its text, `mended` the same in mended writing.

    A paragraph has the cross-headings before it with it, each a line of its own; `length` counts code points.
    """

    raw: Sequence[str]
    mended: Sequence[str]
    parts: Sequence[tuple[PartKind, Extent]]
    names: Sequence[NameSlot]
    years: Sequence[YearSlot]
    words: Sequence[WordSlot]
    numbers: Sequence[NumberSlot]
    facts: Facts
    length: int


@dataclass(frozen=True, slots=True)
class Source:
    """A report that was read, in pieces; people, parties and places by their ids.

    `year` is its Jalali year, None where nothing tells it; `length` counts the code points of the body.
    """

    number: int
    header: Header
    year: int | None
    people: Mapping[str, Person]
    parties: Mapping[str, Party]
    places: Mapping[str, Place]
    opening: Piece
    body: Sequence[Piece]
    length: int
