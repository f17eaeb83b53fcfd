"""Tables: the facts of records as flat, typed rows.

One list of columns serves every form of table (CSV, Parquet) and its documentation. A row of any table begins
with the same columns of its report, so that each can be read, sorted and counted without joining.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from dabir.archive.chronology import moment
from dabir.exports.days import day, span_of
from dabir.exports.known import Known, everybody, kind_of, role_of
from dabir.record import Commitment, Event, Party, Person, Record, Span, Statement

Kind = Literal["text", "texts", "integer", "real", "day", "moment"]
Cell: TypeAlias = str | int | float | date | datetime | tuple[str, ...] | None
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Column(Generic[F]):
    """A column of a table: its name, the kind of its values, what they mean, and where they come from.

    `kind`: `text`, `texts` (a list), `integer`, `real`, `day` (a date) or `moment` (a date and a time, with the offset).
    Any value may be missing (None).
    """

    name: str
    kind: Kind
    meaning: str
    value: Callable[[Known, F], Cell]


@dataclass(frozen=True, slots=True)
class Table(Generic[F]):
    """A table: which facts of a record make a row each, and the columns."""

    name: str
    facts: Callable[[Record], Iterable[F]]
    columns: tuple[Column[F], ...]

    def rows(self, record: Record) -> Iterator[tuple[Cell, ...]]:
        """The rows of one record, their values in the order of the columns."""
        known = Known.of(record)
        for fact in self.facts(record):
            yield tuple(column.value(known, fact) for column in self.columns)


def table_named(name: str) -> Table[Any]:
    """The table of a name.

    Raises:
        ValueError: There is none.
    """
    if name == RECORDS.name:
        return RECORDS
    if name not in TABLES:
        raise ValueError(f"There is no table {name!r}: name one of {', '.join(TABLES)}.")
    return TABLES[name]


def _names(actors: Iterable[Person | Party]) -> tuple[str, ...]:
    return tuple(actor.name for actor in actors)


def _countries(actors: Iterable[Person | Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor.country for actor in actors if actor.country))


def _role(known: Known, key: str | None) -> str | None:
    actor = known.actor(key)
    return (role_of(actor) or None) if actor else None


def _country(known: Known, key: str | None) -> str | None:
    actor = known.actor(key)
    return actor.country if actor else None


def _of_place(known: Known, event: Event, field: str) -> Any:
    return getattr(known.place(event.place_id), field, None)


def _of_span(span: Span | None, field: str) -> Any:
    return getattr(span, field, None)


# What a row of any table begins with.
_REPORT: tuple[Column[Any], ...] = (
    Column("report_id", "text", "the report's id", lambda k, _: k.record.id),
    Column("agency", "text", "the publisher's short name", lambda k, _: k.record.report.agency),
    Column("headline", "text", "the report's headline", lambda k, _: k.record.report.headline),
    Column("day", "day", "the day of publication", lambda k, _: day(k.record.report.published)),
    Column(
        "published",
        "moment",
        "the time of publication, where the time of day is known",
        lambda k, _: moment(k.record.report.published),
    ),
    Column("url", "text", "the page's address", lambda k, _: k.record.report.url),
)

REPORTS: Table[Record] = Table(
    "reports",
    lambda record: (record,),
    (
        *_REPORT,
        Column(
            "published_jalali",
            "text",
            "the same in the Jalali calendar",
            lambda _, r: r.report.published_jalali,
        ),
        Column("kicker", "text", "the line above the headline", lambda _, r: r.report.kicker),
        Column("abstract", "text", "the summary under the headline", lambda _, r: r.report.abstract),
        Column("desk", "text", "the desk", lambda _, r: r.report.desk),
        Column("reporter", "text", "the reporter's name", lambda _, r: r.report.reporter),
        Column("place", "text", "the dateline's place", lambda _, r: r.report.place),
        Column("code", "text", "the agency's news code", lambda _, r: r.report.code),
        Column("tags", "texts", "the page's key words", lambda _, r: r.report.tags),
        Column("source", "text", "the outlet that the report credits", lambda _, r: r.report.source),
        Column("people", "integer", "how many people it names", lambda _, r: len(r.people)),
        Column("statements", "integer", "how many statements it holds", lambda _, r: len(r.statements)),
        Column("events", "integer", "how many events", lambda _, r: len(r.events)),
        Column("commitments", "integer", "how many commitments", lambda _, r: len(r.commitments)),
        Column("text", "text", "the text as it came in, to which all offsets refer", lambda _, r: r.text),
    ),
)

# No table of an export, but what `dabir batch` writes: whole records, to be filtered by the columns of their reports.
RECORDS: Table[Record] = Table(
    "records",
    REPORTS.facts,
    (*REPORTS.columns, Column("record", "text", "the record as JSON", lambda _, r: r.to_json())),
)

STATEMENTS: Table[Statement] = Table(
    "statements",
    lambda record: record.statements,
    (
        *_REPORT,
        Column("id", "text", "the statement's id, unique in its report", lambda _, s: s.id),
        Column("speaker", "text", "who says it: the fullest name, else the post", lambda _, s: s.speaker),
        Column("speaker_id", "text", "the speaker's id in the table of people", lambda _, s: s.speaker_id),
        Column("speaker_role", "text", "the speaker's post", lambda k, s: _role(k, s.speaker_id)),
        Column("speaker_country", "text", "ISO 3166-1 alpha-3", lambda k, s: _country(k, s.speaker_id)),
        Column("text", "text", "what is said", lambda _, s: s.text),
        Column("form", "text", "`direct` or `indirect`", lambda _, s: s.form),
        Column("act", "text", "what is done by saying it", lambda _, s: s.act),
        Column("within", "text", "the id of the statement in which it is quoted", lambda _, s: s.within),
        Column("confidence", "real", "the reader's trust, 0 to 1", lambda _, s: s.confidence),
        Column("start", "integer", "where the words begin, in code points of the text", lambda _, s: s.start),
        Column("end", "integer", "where they end", lambda _, s: s.end),
        Column("cue", "text", "the reporting expression", lambda _, s: _of_span(s.cue, "text")),
        Column("cue_start", "integer", "where it begins", lambda _, s: _of_span(s.cue, "start")),
        Column("cue_end", "integer", "where it ends", lambda _, s: _of_span(s.cue, "end")),
        Column(
            "mention", "text", "the words that name the speaker", lambda _, s: _of_span(s.mention, "text")
        ),
        Column("mention_start", "integer", "where they begin", lambda _, s: _of_span(s.mention, "start")),
        Column("mention_end", "integer", "where they end", lambda _, s: _of_span(s.mention, "end")),
        Column("addressee", "text", "the words that say to whom", lambda _, s: _of_span(s.addressee, "text")),
        Column("addressee_start", "integer", "where they begin", lambda _, s: _of_span(s.addressee, "start")),
        Column("addressee_end", "integer", "where they end", lambda _, s: _of_span(s.addressee, "end")),
    ),
)

EVENTS: Table[Event] = Table(
    "events",
    lambda record: record.events,
    (
        *_REPORT,
        Column("id", "text", "the event's id, unique in its report", lambda _, e: e.id),
        Column("type", "text", "the type of PLOVER", lambda _, e: e.type),
        Column("mode", "text", "the mode of PLOVER", lambda _, e: e.mode),
        Column("contexts", "texts", "the contexts of PLOVER", lambda _, e: e.contexts),
        Column("status", "text", "`happened`, `ongoing`, `planned`, …", lambda _, e: e.status),
        Column("source", "text", "who did it", lambda _, e: e.source),
        Column("target", "text", "to whom", lambda _, e: e.target),
        Column("source_ids", "texts", "their ids in the table of people", lambda _, e: e.source_ids),
        Column("target_ids", "texts", "the same of the target", lambda _, e: e.target_ids),
        Column(
            "source_countries", "texts", "ISO 3166-1 alpha-3", lambda k, e: _countries(k.cast(e.source_ids))
        ),
        Column("target_countries", "texts", "the same", lambda k, e: _countries(k.cast(e.target_ids))),
        Column("date", "text", "when, as a value of TIMEX3", lambda _, e: e.date),
        Column("first_day", "day", "its first day", lambda k, e: span_of(k.time(e.time_id))[0]),
        Column("last_day", "day", "its last day", lambda k, e: span_of(k.time(e.time_id))[1]),
        Column("place", "text", "where", lambda _, e: e.place),
        Column(
            "place_kind",
            "text",
            "`country`, `region`, `province` or `city`",
            lambda k, e: _of_place(k, e, "kind"),
        ),
        Column("country", "text", "the place's country", lambda k, e: _of_place(k, e, "country")),
        Column("geonames", "integer", "its GeoNames identifier", lambda k, e: _of_place(k, e, "geonames")),
        Column("latitude", "real", "degrees", lambda k, e: _of_place(k, e, "latitude")),
        Column("longitude", "real", "degrees", lambda k, e: _of_place(k, e, "longitude")),
        Column(
            "claimed_by", "text", "the id of the first statement that tells it", lambda _, e: e.claimed_by
        ),
        Column("confidence", "real", "how often such events are right", lambda _, e: e.confidence),
        Column("text", "text", "the words of the first telling, parties included", lambda _, e: e.text),
        Column("start", "integer", "where they begin, in code points of the text", lambda _, e: e.start),
        Column("end", "integer", "where they end", lambda _, e: e.end),
        Column("tellings", "integer", "how often the report tells it", lambda _, e: len(e.mentions)),
    ),
)

PEOPLE: Table[Person | Party] = Table(
    "people",
    everybody,
    (
        *_REPORT,
        Column("id", "text", "the id, unique in its report", lambda _, p: p.id),
        Column(
            "kind",
            "text",
            "`person`, or of a party `institution`, `outlet`, `post` or `group`",
            lambda _, p: kind_of(p),
        ),
        Column("name", "text", "the fullest name, without titles", lambda _, p: p.name),
        Column("role", "text", "the fullest post of a person", lambda _, p: getattr(p, "role", None) or None),
        Column("post", "text", "the head of the post", lambda _, p: p.post),
        Column("institution", "text", "where the post is held", lambda _, p: p.institution),
        Column("country", "text", "ISO 3166-1 alpha-3", lambda _, p: p.country),
        Column("sectors", "texts", "the sectors of PLOVER, the leading one first", lambda _, p: p.sectors),
        Column("mentions", "integer", "how often the report speaks of them", lambda _, p: len(p.mentions)),
        Column("statements", "integer", "how many statements they make", lambda k, p: k.said[p.id]),
    ),
)

COMMITMENTS: Table[Commitment] = Table(
    "commitments",
    lambda record: record.commitments,
    (
        *_REPORT,
        Column("id", "text", "the commitment's id, unique in its report", lambda _, c: c.id),
        Column("kind", "text", "`promise` or `agreement`", lambda _, c: c.kind),
        Column("source", "texts", "who is bound", lambda k, c: _names(k.cast(c.source_ids))),
        Column("target", "texts", "towards whom", lambda k, c: _names(k.cast(c.target_ids))),
        Column("source_ids", "texts", "their ids in the table of people", lambda _, c: c.source_ids),
        Column("target_ids", "texts", "the same of the target", lambda _, c: c.target_ids),
        Column(
            "due", "text", "by when, as the text says it", lambda k, c: _of_span(k.time(c.time_id), "text")
        ),
        Column("first_day", "day", "the first day of that time", lambda k, c: span_of(k.time(c.time_id))[0]),
        Column("last_day", "day", "its last day", lambda k, c: span_of(k.time(c.time_id))[1]),
        Column("statement_id", "text", "the statement that makes it", lambda _, c: c.statement_id),
        Column("event_id", "text", "the event of the agreement", lambda _, c: c.event_id),
        Column("text", "text", "its words", lambda _, c: c.text),
        Column("start", "integer", "where they begin, in code points of the text", lambda _, c: c.start),
        Column("end", "integer", "where they end", lambda _, c: c.end),
    ),
)

TABLES: Mapping[str, Table[Any]] = {
    table.name: table for table in (REPORTS, STATEMENTS, EVENTS, PEOPLE, COMMITMENTS)
}
