"""JSON-LD: a report and its facts in the terms of schema.org, each fact pinned to its words by a Web Annotation.

The report is a `NewsArticle`; a statement is a `Claim`, and a `Quotation` too where the speaker's own words are
given; an event is an `Action`, whose kind is the type of PLOVER. A Web Annotation (W3C) joins each to its words, by
position and by quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from dabir.exports.known import Known, everybody, role_of
from dabir.exports.persian import EVENT_TYPES
from dabir.exports.pieces import OnError, each, json_line, told
from dabir.exports.selectors import selectors
from dabir.exports.uris import fact_uri, page_uri, report_uri
from dabir.record import Event, Party, Person, Place, Record, Statement

CONTEXT = "https://schema.org"
ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
PLOVER = "https://github.com/openeventdata/PLOVER#"
GEONAMES = "https://sws.geonames.org/"
_PARTIES = {
    "institution": "Organization",
    "outlet": "NewsMediaOrganization",
    "post": "Person",
    "group": "Organization",
}
_PLACES = {"country": "Country", "region": "Place", "province": "AdministrativeArea", "city": "City"}
# What schema.org calls the state of an action; of what is only possible it says nothing more than of what is planned.
_STATES = {
    "happened": "CompletedActionStatus",
    "background": "CompletedActionStatus",
    "historical": "CompletedActionStatus",
    "ongoing": "ActiveActionStatus",
    "planned": "PotentialActionStatus",
    "hypothetical": "PotentialActionStatus",
    "negated": "FailedActionStatus",
}

Node = dict[str, Any]


def jsonld_document(record: Record, *, base: str | None = None, body: bool = False) -> Node:
    """One report and its facts as a JSON-LD document: a graph of nodes.

    Args:
        record: What was read out of the report.
        base: What addresses begin with; without it they are URNs.
        body: Whether the report's text is in it (`articleBody`).

    Raises:
        ValueError: The base is no absolute address.
    """
    graph = _Graph(Known.of(record), report_uri(record.id, base))
    facts: tuple[Statement | Event, ...] = (*record.statements, *record.events)
    nodes = chain(
        [graph.article(body)],
        (graph.actor(actor) for actor in everybody(record)),
        (graph.place(place) for place in record.places),
        (graph.statement(statement) for statement in record.statements),
        (graph.event(event) for event in record.events),
        (graph.annotation(fact) for fact in facts),
    )
    return {"@context": CONTEXT, "@graph": list(nodes)}


def jsonld(
    records: Iterable[Record],
    *,
    base: str | None = None,
    body: bool = False,
    on_error: OnError | None = None,
) -> Iterator[str]:
    """Records as JSON-LD documents in JSON Lines, in their order: one piece, one line, one report.

    Raises:
        ValueError: The base is no absolute address, or a record cannot be written and there is no `on_error`.
    """
    report_uri("", base)
    return each(records, lambda record: json_line(jsonld_document(record, base=base, body=body)), on_error)


class _Graph:
    """Writes the nodes of one report; what is not known is left out."""

    def __init__(self, known: Known, uri: str) -> None:
        self._known = known
        self._record = known.record
        self._uri = uri

    def article(self, body: bool) -> Node:
        """The report itself."""
        record, header = self._record, self._record.report
        mentioned = [*(actor.id for actor in everybody(record)), *(place.id for place in record.places)]
        return _node(
            "NewsArticle",
            self._uri,
            headline=header.headline,
            alternativeHeadline=header.kicker,
            abstract=header.abstract,
            dateline=header.place,
            datePublished=header.published,
            inLanguage="fa",
            publisher=_organisation("NewsMediaOrganization", header.agency),
            author=told(**{"@type": "Person", "name": header.reporter}) if header.reporter else None,
            isBasedOn={"@type": "CreativeWork", "publisher": _organisation("Organization", header.source)}
            if header.source
            else None,
            articleSection=header.desk,
            keywords=list(header.tags),
            identifier=[record.id, *([header.code] if header.code else [])],
            url=page_uri(header.url),
            articleBody=record.text if body else None,
            mentions=[self._link(key) for key in mentioned],
        )

    def actor(self, actor: Person | Party) -> Node:
        """Somebody who speaks, acts or is named."""
        return _node(
            _PARTIES[actor.kind] if isinstance(actor, Party) else "Person",
            self._address(actor.id),
            name=actor.name,
            jobTitle=role_of(actor),
            affiliation=_organisation("Organization", actor.institution),
        )

    def place(self, place: Place) -> Node:
        """A place."""
        point = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
        return _node(
            _PLACES[place.kind],
            self._address(place.id),
            name=place.name,
            address={"@type": "PostalAddress", "addressCountry": place.country},
            geo=point if place.latitude is not None and place.longitude is not None else None,
            sameAs=f"{GEONAMES}{place.geonames}/" if place.geonames else None,
        )

    def statement(self, statement: Statement) -> Node:
        """What somebody is reported to have said."""
        addressee = statement.addressee
        speaker = self._known.actor(statement.speaker_id)
        return _node(
            ["Quotation", "Claim"] if statement.form == "direct" else "Claim",
            self._address(statement.id),
            text=statement.text,
            creator=self._link(speaker.id) if speaker else None,
            creditText=statement.speaker,
            audience={"@type": "Audience", "name": addressee.text} if addressee else None,
            keywords=[statement.act],
            isPartOf=self._link(statement.within) if statement.within else {"@id": self._uri},
            appearance={"@id": self._uri},
            inLanguage="fa",
        )

    def event(self, event: Event) -> Node:
        """Who did what to whom."""
        time = self._known.time(event.time_id)
        first, _, last = (time.interval if time and time.interval else "").partition("/")
        kinds = [event.type, *([f"{event.type}-{event.mode}"] if event.mode else [])]
        teller = [self._link(event.claimed_by)] if event.claimed_by else []
        return _node(
            "Action",
            self._address(event.id),
            additionalType=[PLOVER + kind for kind in kinds],
            name=EVENT_TYPES.get(event.type, event.type),
            description=event.text,
            agent=[self._link(key) for key in event.source_ids],
            object=[self._link(key) for key in event.target_ids],
            location=self._link(event.place_id) if event.place_id else event.place,
            startTime=first,
            endTime=last,
            actionStatus=f"https://schema.org/{_STATES[event.status]}",
            subjectOf=[{"@id": self._uri}, *teller],
        )

    def annotation(self, fact: Statement | Event) -> Node:
        """Where the words of a fact stand."""
        return {
            "@context": ANNOTATIONS,
            "id": self._address(f"annotation-{fact.id}"),
            "type": "Annotation",
            "motivation": "identifying",
            "body": self._address(fact.id),
            "target": {
                "source": self._uri,
                "selector": selectors(self._record.text, fact.start, fact.end),
            },
        }

    def _address(self, key: str) -> str:
        return fact_uri(self._uri, key)

    def _link(self, key: str) -> dict[str, str]:
        return {"@id": self._address(key)}


def _node(kind: str | list[str], key: str, /, **facts: object) -> Node:
    return {"@type": kind, "@id": key, **told(**facts)}


def _organisation(kind: str, name: str | None) -> Node | None:
    return {"@type": kind, "name": name} if name else None
