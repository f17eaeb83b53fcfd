"""ninjs 3.1: a report as a news object of the IPTC (News in JSON).

What ninjs has no property for (who said what, who did what to whom) stands in a second document (`sidecar`), to which
the object is joined by an association that names its address.
https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from dabir.archive.chronology import moment
from dabir.exports.days import published_at
from dabir.exports.pieces import OnError, each, json_line, told
from dabir.exports.uris import fact_uri, facts_uri, page_uri, report_uri
from dabir.record import Event, Party, Person, Place, Record
from dabir.report import Header
from dabir.script.words import tokens

SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
GEONAMES = "https://sws.geonames.org/"


def ninjs_object(record: Record, *, base: str | None = None, body: bool = True) -> dict[str, Any]:
    """One report as a ninjs object, for JSON.

    Args:
        record: What was read out of the report.
        base: What addresses begin with; without it they are URNs.
        body: Whether the report's text is in it. The selectors of the sidecar count its code points.

    Raises:
        ValueError: The base is no absolute address.
    """
    uri = report_uri(record.id, base)
    header = record.report
    return told(
        uri=uri,
        type="text",
        representationType="full" if body else "partial",
        language="fa",
        **_times(header),
        copyrightHolder=header.agency,
        headlines=_texts(main=header.headline, kicker=header.kicker),
        descriptions=_texts(summary=header.abstract, published=header.published),
        bodies=_bodies(record.text) if body else (),
        by=header.reporter,
        located=header.place,
        infoSources=_sources(header),
        people=[_named(uri, person) for person in record.people],
        organisations=[
            _named(uri, party) for party in record.parties if party.kind in ("institution", "outlet")
        ],
        places=[_place(place) for place in record.places],
        events=[_event(uri, event) for event in record.events],
        subjects=_subjects(header),
        renditions=_renditions(header),
        altIds=_other_ids(record),
        associations=[_sidecar(record, base)],
        standard={"name": "ninjs", "version": "3.1", "schema": SCHEMA},
    )


def ninjs(
    records: Iterable[Record],
    *,
    base: str | None = None,
    body: bool = True,
    on_error: OnError | None = None,
) -> Iterator[str]:
    """Records as ninjs objects in JSON Lines, in their order: one piece, one line, one report.

    Raises:
        ValueError: The base is no absolute address, or a record cannot be written and there is no `on_error`.
    """
    report_uri("", base)
    return each(records, lambda record: json_line(ninjs_object(record, base=base, body=body)), on_error)


def schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of what is written here, within the rules of ninjs 3.1."""
    text = files("dabir.exports").joinpath("data/ninjs.schema.json").read_text("utf-8")
    result: dict[str, Any] = json.loads(text)
    return result


def _times(header: Header) -> dict[str, str]:
    """When it was published; of a bare day the first moment, as ninjs knows no other times."""
    when = published_at(header.published)
    if when is None:
        return {}
    return (
        {"contentCreated": when, "versionCreated": when}
        if moment(header.published)
        else {"versionCreated": when}
    )


def _texts(**roles: str | None) -> list[dict[str, str]]:
    return [
        {"role": role, "contentType": "text/plain", "value": text} for role, text in roles.items() if text
    ]


def _bodies(text: str) -> list[dict[str, Any]]:
    """The text as it came in; `charCount` counts code points."""
    words = sum(token.kind != "punct" for token in tokens(text))
    return [
        {
            "role": "main",
            "contentType": "text/plain",
            "charCount": len(text),
            "wordCount": words,
            "value": text,
        }
    ]


def _sources(header: Header) -> list[dict[str, str]]:
    named = (("publisher", header.agency), ("source", header.source))
    return [{"role": role, "name": name} for role, name in named if name]


def _named(uri: str, actor: Person | Party) -> dict[str, str]:
    return {"name": actor.name, "rel": "mentions", "uri": fact_uri(uri, actor.id), "literal": actor.id}


def _place(place: Place) -> dict[str, Any]:
    point = None
    if place.longitude is not None and place.latitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return told(
        name=place.name,
        rel="mentions",
        uri=f"{GEONAMES}{place.geonames}/" if place.geonames else None,
        literal=place.country,
        geoJSON=point,
    )


def _event(uri: str, event: Event) -> dict[str, str]:
    kind = f"{event.type}-{event.mode}" if event.mode else event.type
    return {
        "id": event.id,
        "name": event.text,
        "rel": "mentions",
        "uri": fact_uri(uri, event.id),
        "literal": kind,
    }


def _subjects(header: Header) -> list[dict[str, str]]:
    desk = [{"name": header.desk, "rel": "desk"}] if header.desk else []
    return desk + [{"name": tag, "rel": "tag"} for tag in header.tags]


def _renditions(header: Header) -> list[dict[str, str]]:
    address = page_uri(header.url)
    return [{"name": "web", "href": address, "contentType": "text/html"}] if address else []


def _other_ids(record: Record) -> list[dict[str, str]]:
    named = (("dabir", record.id), ("news code", record.report.code))
    return [{"role": role, "value": value} for role, value in named if value]


def _sidecar(record: Record, base: str | None) -> dict[str, str]:
    return {
        "name": "facts",
        "rel": "describedby",
        "uri": facts_uri(record.id, base),
        "type": "component",
        "title": "What was read out of this report: a JSON document beside it",
    }
