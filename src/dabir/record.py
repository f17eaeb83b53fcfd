"""The record: what was read out of one report, each fact pinned to the words it came from.

Plain frozen dataclasses; JSON in and out and the JSON Schema go through pydantic, imported only when used.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from dabir.report import Header, Part

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Form = Literal["direct", "indirect"]
MentionKind = Literal["name", "short", "post", "pronoun"]
PartyKind = Literal["institution", "outlet", "post", "group"]
Status = Literal["happened", "ongoing", "planned", "hypothetical", "negated", "historical", "background"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Act = Literal["report", "position", "promise", "demand", "praise", "blame", "denial", "forecast"]
PlaceKind = Literal["country", "region", "province", "city"]
CommitmentKind = Literal["promise", "agreement"]
Unresolved = Literal["no_publication_time", "other_time"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the report: `text` is exactly `report_text[start:end]`, offsets in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """One place where a person or a party is spoken of.

    `kind`: `name` (given and family name), `short` (a surname or a given name alone), `post` («وزیر دفاع»,
    or any other description), `pronoun` («وی», «او», «ایشان»).
    """

    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the report names by a personal name.

    `name` is the fullest form in the report, without titles and honorifics; `role` the fullest post or
    description given ("" if none); `country` the ISO 3166-1 alpha-3 code that the post names, or None. `sectors` are
    PLOVER's («GOV», «MIL», «LEG»; the leading one first), `post` the head of the role («وزیر»), `institution` where it is
    held.
    """

    id: str
    name: str
    role: str
    country: str | None
    mentions: tuple[Mention, ...]
    sectors: tuple[str, ...] = ()
    post: str | None = None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who speaks or acts and is not a named person.

    `kind`: an `institution` (a country that acts is one), an `outlet`, somebody known only by a `post`, or a `group`.
    `country`, `sectors`, `post` and `institution` as for a person.
    """

    id: str
    kind: PartyKind
    name: str
    country: str | None
    mentions: tuple[Mention, ...]
    sectors: tuple[str, ...] = ()
    post: str | None = None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to have said.

    `start`, `end` and `text` are the content; `cue` the reporting expression and `mention` the words beside it
    that name the speaker (None where the text has none); `speaker` the speaker's fullest name, else post, and
    `speaker_id` the person or party (None where nobody could be found, with `speaker` then ""); `addressee`
    the words that say to whom; `act` what is done by saying it: telling facts (`report`), taking a `position`, giving a
    `promise`, a `demand`, `praise`, `blame`, a `denial` or a `forecast`; `within` the id of the statement in which this one
    is quoted; `confidence` the reader's trust in the whole, 0 to 1.
    """

    id: str
    start: int
    end: int
    text: str
    speaker: str
    speaker_id: str | None
    cue: Span | None
    mention: Span | None
    addressee: Span | None
    form: Form
    within: str | None
    confidence: float
    act: Act = "report"


@dataclass(frozen=True, slots=True)
class Time(Span):
    """A time expression, with the names and values of TIMEX3 (TimeML).

    `type`: a `DATE` (a day or longer), a `TIME` (within a day), a `DURATION` (how long) or a `SET` (how often).
    `value`: «2018-04-16», «2018-04-16T10:30», «2018-04-16TMO» (MO MI AF EV NI: a part of the day), «2018-04», «2018»,
    «199» (a decade), an ISO 8601 interval of whole days where none of these fits («2018-03-21/2018-04-20», a Jalali
    month), an ISO 8601 period («P3M»; X for a number not told), «PRESENT_REF», «PAST_REF», «FUTURE_REF»; None where it
    is `unresolved`.
    `interval`: the first and the last day of it, both inclusive (clock times: the first and the last minute), as ISO 8601;
    None for what has no place on the calendar. `jalali`: the same in the Jalali calendar, as short as it can be written.
    `unresolved`: why there is no value: the report's publication time is not known, or it hangs on another time.
    """

    id: str
    type: TimeType
    value: str | None
    interval: str | None
    jalali: str | None
    unresolved: Unresolved | None


@dataclass(frozen=True, slots=True)
class Place:
    """A country, a region, a province or a town that the report speaks of as a place.

    `country` is an ISO 3166-1 alpha-3 code, `geonames` the GeoNames identifier (None for a country or a region), `latitude`
    and `longitude` are degrees (of a province its capital's). A country or a capital that acts is a party, and not listed
    here.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str
    geonames: int | None
    latitude: float | None
    longitude: float | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in the types, modes and contexts of PLOVER 2.0.

    `source` and `target` are the names of the two sides, joined where several act together ("" for a target that the deed
    does not have); `source_ids` and `target_ids` the people and parties of the record. In a symmetric deed (a meeting, an
    agreement) either side may be called the source. `start`, `end` and `text` are the words of the first telling with its
    parties; `mentions` the words that state the deed, one for each telling. `place` and `date` are told in its clause;
    `place_id` and `time_id` are the place and the time of the record behind them. `status`: see the documentation.
    `claimed_by`: the first statement that tells it, None where the report itself tells it.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    source: str
    target: str
    source_ids: tuple[str, ...]
    target_ids: tuple[str, ...]
    place: str | None
    place_id: str | None
    date: str | None
    time_id: str | None
    status: Status
    claimed_by: str | None
    start: int
    end: int
    text: str
    mentions: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody has bound himself to: a promise that a statement makes, or an agreement that an event tells of.

    `source_ids` are the people and parties of the record who are bound, `target_ids` those towards whom (empty where nobody
    is named); `time_id` is the time of the record by which it is due, if one is told. `start`, `end` and `text` are the
    words of the promise, or the sentence that tells of the agreement.
    """

    id: str
    kind: CommitmentKind
    source_ids: tuple[str, ...]
    target_ids: tuple[str, ...]
    time_id: str | None
    statement_id: str | None
    event_id: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read out of one report; see the documentation for every field.

    `text` is the report's text as it came in, and every offset counts its code points; `restored` is the same
    text in mended writing (letters, half-spaces).
    """

    id: str
    text: str
    restored: str
    report: Header
    parts: tuple[Part, ...]
    people: tuple[Person, ...]
    parties: tuple[Party, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    commitments: tuple[Commitment, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as one JSON object; on one line unless `indent` is given."""
        return _adapter().dump_json(self, indent=indent).decode()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries, lists, strings and numbers."""
        result: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return result

    @classmethod
    def from_json(cls, data: str | bytes) -> Record:
        """Read a record back from JSON.

        Raises:
            ValueError: The JSON is not a record (pydantic's message says which field is wrong).
        """
        return _adapter().validate_json(data)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_adapter().json_schema(mode="serialization"),
    }


@cache
def _adapter() -> TypeAdapter[Record]:
    from pydantic import TypeAdapter

    return TypeAdapter(Record)
