"""POLECAT: events as the tab-separated table of 40 columns that political scientists load.

The columns are those of the POLECAT data set (Halterman, Bagozzi, Beger, Schrodt, Scarborough: PLOVER and POLECAT, 2023;
https://doi.org/10.7910/DVN/AJGVIT), the types, modes and contexts those of PLOVER 2.0. No cell holds a tab, a line
break or a straight quotation mark, so that every reader of tables takes it as it is. A row has no text and no offsets:
its `Event ID` leads back to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import get_args

from dabir import __version__
from dabir.archive.answers.tone import QUADS
from dabir.exports.days import day, span_of
from dabir.exports.known import Known, role_of
from dabir.exports.pieces import OnError, each, writable
from dabir.record import Event, Party, Person, Place, Record, Span, Status
from dabir.report import text_id

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
STATUSES = ("happened", "ongoing")  # what is counted as having taken place
# GeoNames' codes of what a place is.
_FEATURES = {"country": "PCLI", "region": "RGN", "province": "ADM1", "city": "PPL"}
_NONE = "None"  # what POLECAT writes for a member of a list of which nothing is known
# No cell may be taken apart: at the mark between members, or by a reader that knows quotation marks.
_SAFE = str.maketrans({";": "؛", '"': "”", "'": "’"})
_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")

Cells = dict[str, str]


def polecat(
    records: Iterable[Record],
    *,
    statuses: Iterable[str] = STATUSES,
    on_error: OnError | None = None,
) -> Iterator[str]:
    """The events of records as a table: the names of the columns, then a piece for every record with events.

    Args:
        records: The records, taken as they come.
        statuses: Which events: by default those that have happened or go on.
        on_error: Called with a record that cannot be written, and why; without it that is an error.

    Raises:
        ValueError: There is no such status, or a record cannot be written.
    """
    wanted = frozenset(statuses)
    unknown = wanted.difference(get_args(Status))
    if unknown:
        raise ValueError(f"No event is {min(unknown)!r}: name some of {', '.join(get_args(Status))}.")
    return _written(records, wanted, on_error)


def _written(records: Iterable[Record], statuses: frozenset[str], on_error: OnError | None) -> Iterator[str]:
    yield "\t".join(COLUMNS) + "\n"
    yield from filter(None, each(records, lambda record: writable(_lines(record, statuses)), on_error))


def event_id(record: Record, event: Event) -> str:
    """An id that the same event of the same report always gets: `dabir-` and 16 hex digits of a hash of both ids."""
    return "dabir-" + text_id(f"{record.id}\n{event.id}")


def _lines(record: Record, statuses: frozenset[str]) -> str:
    known = Known.of(record)
    story = _story(record)
    rows = (_row(known, event) | story for event in record.events if event.status in statuses)
    return "".join("\t".join(row.get(column, "") for column in COLUMNS) + "\n" for row in rows)


def _story(record: Record) -> Cells:
    """What is the same for all events of a report."""
    institutions = [party.name for party in record.parties if party.kind in ("institution", "outlet")]
    return {
        "Source": _cell(record.report.agency),
        "Publication Date": _date(day(record.report.published)),
        "Story People": _list(person.name for person in record.people),
        "Story Organizations": _list(institutions),
        "Story Locations": _list(place.name for place in record.places),
        "Language": "Persian",
        "Version": f"Dabir {__version__}",
    }


def _row(known: Known, event: Event) -> Cells:
    first, _ = span_of(known.time(event.time_id))
    published = day(known.record.report.published)
    return {
        "Event ID": event_id(known.record, event),
        "Event Date": _date(first or published),
        "Event Type": _cell(event.type),
        "Event Mode": _cell(event.mode),
        "Quad Code": QUADS[event.type].upper() if event.type in QUADS else "",
        "Contexts": _list(event.contexts),
        **_side("Actor", known.cast(event.source_ids), event),
        **_side("Recipient", known.cast(event.target_ids), event),
        **_where(known.place(event.place_id), event),
    }


def _side(side: str, actors: Iterable[Person | Party], event: Event) -> Cells:
    """One side of an event; of several actors every column holds a list in the same order."""
    cast = tuple(actors)

    def column(value: Callable[[Person | Party], str | None]) -> str:
        return _aligned(value(actor) for actor in cast)

    return {
        f"{side} Name": column(lambda actor: actor.name),
        f"{side} Country": column(lambda actor: actor.country),
        f"{side} COW": column(lambda actor: cow_codes().get(actor.country or "")),
        f"Primary {side} Sector": column(lambda actor: next(iter(actor.sectors), None)),
        f"{side} Sectors": column(lambda actor: "|".join(actor.sectors)),
        f"{side} Title": column(role_of),
        f"{side} Name Raw": column(lambda actor: _raw(actor.mentions, event)),
    }


def _where(place: Place | None, event: Event) -> Cells:
    if place is None:
        return {}
    name = _cell(place.name)
    return {
        "Placename": name,
        "City": name if place.kind == "city" else "",
        "Province": name if place.kind == "province" else "",
        "Country": _cell(place.country),
        "Latitude": _number(place.latitude),
        "Longitude": _number(place.longitude),
        "GeoNames ID": _number(place.geonames),
        "Raw Placename": _cell(_raw(place.mentions, event)),
        "Feature Type": _FEATURES[place.kind],
    }


def _raw(mentions: Iterable[Span], event: Event) -> str | None:
    """The words that name somebody in the telling of an event, else where the report does first."""
    spans = tuple(mentions)
    inside = (span for span in spans if event.start <= span.start and span.end <= event.end)
    span = next(inside, spans[0] if spans else None)
    return span.text if span else None


def _aligned(values: Iterable[str | None]) -> str:
    """A list in which every value keeps its place; empty where nothing is known of any."""
    cells = [_cell(value) for value in values]
    return "; ".join(cell or _NONE for cell in cells) if any(cells) else ""


def _list(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, map(_cell, values))))


def _cell(value: str | None) -> str:
    """A value on one line, without what parts cells, members or quotations."""
    return _GAP.sub(" ", value or "").strip().translate(_SAFE)


def _date(value: date | None) -> str:
    return value.isoformat() if value else ""


def _number(value: float | None) -> str:
    return "" if value is None else str(value)


@cache
def cow_codes() -> Mapping[str, str]:
    """The numbers of states in the Correlates of War project, by their ISO 3166-1 alpha-3 codes."""
    lines = files("dabir.exports").joinpath("data/cow_codes.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}
