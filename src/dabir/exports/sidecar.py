"""The sidecar: what was read out of a report, as a JSON document of its own beside the report's ninjs object.

ninjs has no place for quotations and rejects properties that it does not know; so the facts stand in a second
document, which the first names by its address. Each fact names its words by W3C selectors into the body of the
ninjs object. `schema` describes the document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from typing import Any

from dabir import __version__
from dabir.exports.known import everybody, kind_of
from dabir.exports.pieces import OnError, each, json_line, told
from dabir.exports.selectors import selectors
from dabir.exports.uris import fact_uri, facts_uri, report_uri
from dabir.record import Commitment, Event, Party, Person, Place, Record, Span, Statement, Time

VERSION = 1


def sidecar(record: Record, *, base: str | None = None) -> dict[str, Any]:
    """The facts of one report, for JSON.

    Args:
        record: What was read out of the report.
        base: What addresses begin with; without it they are URNs.

    Raises:
        ValueError: The base is no absolute address.
    """
    here = _Facts(record.text, report_uri(record.id, base))
    return {
        "uri": facts_uri(record.id, base),
        "about": here.report,
        "version": VERSION,
        "generator": f"Dabir {__version__}",
        "text": {"codePoints": len(record.text), "sha256": sha256(record.text.encode()).hexdigest()},
        "actors": [here.actor(actor) for actor in everybody(record)],
        "statements": [here.statement(statement) for statement in record.statements],
        "events": [here.event(event) for event in record.events],
        "commitments": [here.commitment(commitment) for commitment in record.commitments],
        "times": [here.time(time) for time in record.times],
        "places": [here.place(place) for place in record.places],
    }


def sidecars(
    records: Iterable[Record], *, base: str | None = None, on_error: OnError | None = None
) -> Iterator[str]:
    """The sidecars of records as JSON Lines, in their order: one piece, one line, one report.

    Raises:
        ValueError: The base is no absolute address, or a record cannot be written and there is no `on_error`.
    """
    report_uri("", base)
    return each(records, lambda record: json_line(sidecar(record, base=base)), on_error)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a sidecar."""
    text = files("dabir.exports").joinpath("data/sidecar.schema.json").read_text("utf-8")
    result: dict[str, Any] = json.loads(text)
    return result


class _Facts:
    """Writes the facts of one report; what is not known is left out."""

    def __init__(self, text: str, report: str) -> None:
        self._text = text
        self.report = report

    def actor(self, actor: Person | Party) -> dict[str, Any]:
        """Somebody who speaks, acts or is named."""
        return self._fact(
            actor.id,
            kind=kind_of(actor),
            name=actor.name,
            role=getattr(actor, "role", None),
            post=actor.post,
            institution=actor.institution,
            country=actor.country,
            sectors=actor.sectors,
            mentions=self._each(actor.mentions),
        )

    def statement(self, statement: Statement) -> dict[str, Any]:
        """What somebody is reported to have said."""
        return self._fact(
            statement.id,
            speaker=statement.speaker,
            speakerId=statement.speaker_id,
            form=statement.form,
            act=statement.act,
            within=statement.within,
            confidence=statement.confidence,
            selector=self._selector(statement),
            cue=self._selector(statement.cue),
            mention=self._selector(statement.mention),
            addressee=self._selector(statement.addressee),
        )

    def event(self, event: Event) -> dict[str, Any]:
        """Who did what to whom."""
        return self._fact(
            event.id,
            type=event.type,
            mode=event.mode,
            contexts=event.contexts,
            status=event.status,
            source=event.source_ids,
            target=event.target_ids,
            date=event.date,
            timeId=event.time_id,
            place=event.place,
            placeId=event.place_id,
            claimedBy=event.claimed_by,
            confidence=event.confidence,
            selector=self._selector(event),
            mentions=self._each(event.mentions),
        )

    def commitment(self, commitment: Commitment) -> dict[str, Any]:
        """What somebody has bound himself to."""
        return self._fact(
            commitment.id,
            kind=commitment.kind,
            source=commitment.source_ids,
            target=commitment.target_ids,
            timeId=commitment.time_id,
            statementId=commitment.statement_id,
            eventId=commitment.event_id,
            selector=self._selector(commitment),
        )

    def time(self, time: Time) -> dict[str, Any]:
        """A time expression."""
        return self._fact(
            time.id,
            type=time.type,
            value=time.value,
            interval=time.interval,
            jalali=time.jalali,
            unresolved=time.unresolved,
            selector=self._selector(time),
        )

    def place(self, place: Place) -> dict[str, Any]:
        """A place."""
        return self._fact(
            place.id,
            name=place.name,
            kind=place.kind,
            country=place.country,
            geonames=place.geonames,
            latitude=place.latitude,
            longitude=place.longitude,
            mentions=self._each(place.mentions),
        )

    def _fact(self, key: str, **facts: object) -> dict[str, Any]:
        return told(id=key, uri=fact_uri(self.report, key), **facts)

    def _selector(self, span: Span | Statement | Event | Commitment | None) -> list[dict[str, Any]]:
        return selectors(self._text, span.start, span.end) if span else []

    def _each(self, spans: Iterable[Span]) -> list[dict[str, Any]]:
        return [{"selector": self._selector(span)} for span in spans]
