"""Rendering: a plan put into words, and the record that a reader would have made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dabir.facts.times.values import Value
from dabir.record import Commitment, Event, Party, Person, Place, Record, Span, Statement, Time
from dabir.report import Header, PartKind
from dabir.script.calendars import jalali_text
from recombining.casting import Cast
from recombining.manuscript import Manuscript, Passage
from recombining.moments import valued
from recombining.pieces import Bound, Done, Said, Source
from recombining.plans import Plan

TEHRAN = ZoneInfo("Asia/Tehran")
# A fact of a source, by the source's number and the id there.
Key: TypeAlias = tuple[int, str]
Ids: TypeAlias = tuple[str, ...]


def rendered(plan: Plan) -> Record:
    """The record of a plan; the same plan always gives the same."""
    cast = Cast(plan)
    return _Scribe(plan, cast, Manuscript(plan, cast)).record()


def record_id(number: int) -> str:
    """The id of the record of a plan, by its number."""
    return f"r{number:07}"


class _Scribe:
    """Writes down the facts of one report; what hangs on a fact that is not there is left out with it."""

    def __init__(self, plan: Plan, cast: Cast, manuscript: Manuscript) -> None:
        self.plan, self.cast, self.manuscript = plan, cast, manuscript
        self.text, self.passages = manuscript.text, manuscript.passages
        self.names: dict[str, str] = {}
        self.times: dict[Key, Time] = {}
        self.places: dict[Key, str] = {}
        self.statements: dict[Key, str] = {}
        self.events: dict[Key, Event] = {}

    def record(self) -> Record:
        """The record; first who is there, for all else names them by their ids."""
        self._mention()
        people, parties = tuple(self.cast.people()), tuple(self.cast.parties())
        actors: tuple[Person | Party, ...] = (*people, *parties)
        self.names = {actor.id: actor.name for actor in actors}
        self._date()
        places, statements = tuple(self._places()), tuple(self._statements())
        self._tell()
        return Record(
            id=record_id(self.plan.number),
            text=self.text,
            restored=self.manuscript.mended,
            report=self._header(),
            parts=tuple(self.manuscript.parts),
            people=people,
            parties=parties,
            statements=statements,
            events=tuple(self.events.values()),
            times=tuple(self.times.values()),
            places=places,
            commitments=tuple(self._commitments()),
        )

    def _header(self) -> Header:
        plan, source = self.plan, self.plan.opening.source.header
        day = plan.published.date()
        clock = plan.published.strftime("T%H:%M:%S") if plan.clocked else ""
        return Header(
            headline=self._part("headline"),
            kicker=self._part("kicker"),
            abstract=self._part("abstract"),
            agency=plan.outlet.short,
            desk=source.desk,
            place=source.place if self._part("dateline") else None,
            published=plan.published.replace(tzinfo=TEHRAN).isoformat() if plan.clocked else day.isoformat(),
            published_jalali=_jalali(day) + clock,
            url=plan.url,
            code=str(plan.code),
            tags=source.tags,
            sign_off=self._part("sign_off"),
        )

    def _part(self, kind: PartKind) -> str | None:
        """The first part of a kind."""
        parts = (self.text[part.start : part.end] for part in self.manuscript.parts if part.kind == kind)
        return next(parts, None)

    # Who, where, when -----------------------------------------------------------------------------------------------

    def _mention(self) -> None:
        """Tell the cast where everybody is mentioned."""
        for passage in self.passages:
            for who, extent, kind in passage.facts.mentions:
                actor = self.cast.actor(passage.source, who)
                if actor is not None:
                    self.cast.mention(actor, passage.span(self.text, extent), kind)

    def _ids(self, source: Source, old: Sequence[str]) -> Ids | None:
        """Who people and parties of a source are here; None where one of them is nobody."""
        actors = [self.cast.actor(source, who) for who in old]
        if not all(actors):
            return None
        return tuple(dict.fromkeys(actor.id for actor in actors if actor))

    def _places(self) -> list[Place]:
        """The places; one that several sources tell of is one place."""
        found: dict[tuple[object, ...], tuple[str, Place, list[Span]]] = {}
        for passage in self.passages:
            for old, extent in passage.facts.places:
                place = passage.source.places[old]
                same = place.kind, place.name, place.country, place.geonames
                spot = found.setdefault(same, (f"l{len(found) + 1}", place, []))
                spot[2].append(passage.span(self.text, extent))
                self.places[passage.source.number, old] = spot[0]
        return [replace(place, id=key, mentions=tuple(spans)) for key, place, spans in found.values()]

    def _date(self) -> None:
        """Work out the times anew for the day of publication; one that comes to no day is left out."""
        day = self.plan.published.date()
        for passage in self.passages:
            for time, extent, moment, moves in passage.facts.times:
                value = valued(moment.moved(passage.years) if moves else moment, day)
                if value is not None:
                    span = passage.span(self.text, extent)
                    key = passage.source.number, time.id
                    self.times[key] = _time(span, f"t{len(self.times) + 1}", value)

    # What is said and done ------------------------------------------------------------------------------------------

    def _statements(self) -> list[Statement]:
        """The statements; numbered first, for one may be quoted in another."""
        said = [(passage, one) for passage in self.passages for one in passage.facts.statements]
        for number, (passage, one) in enumerate(said, 1):
            self.statements[passage.source.number, one.statement.id] = f"s{number}"
        return [self._statement(*each) for each in said]

    def _statement(self, passage: Passage, said: Said) -> Statement:
        one, source = said.statement, passage.source
        speaker = self.cast.actor(source, one.speaker_id)
        cue, mention, addressee = (
            passage.span(self.text, extent) if extent else None
            for extent in (said.cue, said.mention, said.addressee)
        )
        return Statement(
            self.statements[source.number, one.id],
            *passage.bounds(self.text, said.extent),
            speaker.name if speaker else "",
            speaker.id if speaker else None,
            cue,
            mention,
            addressee,
            one.form,
            self._known(source, one.within),
            one.confidence,
            one.act,
        )

    def _known(self, source: Source, statement: str | None) -> str | None:
        """The id of a statement of a source here; None where it is not told."""
        return self.statements.get((source.number, statement)) if statement else None

    def _tell(self) -> None:
        """The events both of whose sides are there, and are still two."""
        for passage in self.passages:
            for done in passage.facts.events:
                sources = self._ids(passage.source, done.event.source_ids)
                targets = self._ids(passage.source, done.event.target_ids)
                if sources and targets is not None and set(sources).isdisjoint(targets):
                    key = passage.source.number, done.event.id
                    self.events[key] = self._event(passage, done, sources, targets)

    def _event(self, passage: Passage, done: Done, sources: Ids, targets: Ids) -> Event:
        event, number = done.event, passage.source.number
        place = self.places.get((number, event.place_id or ""))
        time = self.times.get((number, event.time_id or ""))
        start, end, words = passage.bounds(self.text, done.extent)
        return replace(
            event,
            id=f"e{len(self.events) + 1}",
            source=" و ".join(self.names[one] for one in sources),
            target=" و ".join(self.names[one] for one in targets),
            source_ids=sources,
            target_ids=targets,
            place=event.place if place else None,
            place_id=place,
            date=time.value if time else None,
            time_id=time.id if time else None,
            claimed_by=self._known(passage.source, event.claimed_by),
            start=start,
            end=end,
            text=words,
            mentions=self._tellings(number, event.id),
        )

    def _tellings(self, source: int, event: str) -> tuple[Span, ...]:
        """The words that state an event, wherever it is told."""
        return tuple(
            passage.span(self.text, extent)
            for passage in self.passages
            if passage.source.number == source
            for told, extent in passage.facts.retold
            if told == event
        )

    def _commitments(self) -> list[Commitment]:
        """The commitments whose statement or event is there, and everybody whom they bind."""
        every = [(passage, bound) for passage in self.passages for bound in passage.facts.commitments]
        found = [new for passage, bound in every if (new := self._commitment(passage, bound))]
        return [replace(one, id=f"c{number}") for number, one in enumerate(found, 1)]

    def _commitment(self, passage: Passage, bound: Bound) -> Commitment | None:
        one, source = bound.commitment, passage.source
        sources, targets = self._ids(source, one.source_ids), self._ids(source, one.target_ids)
        statement = self._known(source, one.statement_id)
        event = self.events.get((source.number, one.event_id or ""))
        time = self.times.get((source.number, one.time_id or ""))
        if sources is None or targets is None or not (statement or event):
            return None
        start, end, words = passage.bounds(self.text, bound.extent)
        return replace(
            one,
            source_ids=sources,
            target_ids=targets,
            time_id=time.id if time else None,
            statement_id=statement,
            event_id=event.id if event else None,
            start=start,
            end=end,
            text=words,
        )


def _time(span: Span, key: str, value: Value) -> Time:
    return Time(
        span.start,
        span.end,
        span.text,
        key,
        value.type,
        value.value,
        value.interval,
        value.jalali,
        value.unresolved,
    )


@cache
def _jalali(day: date) -> str:
    return jalali_text(day)
