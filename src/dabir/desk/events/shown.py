"""Shown: events as a list, as bars by type, on a map, over time, and as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dabir.archive.answers.happenings import told
from dabir.desk.charts.bars import Bar, bars
from dabir.desk.charts.days import days
from dabir.desk.charts.earth import REGION, WORLD, View, middle
from dabir.desk.charts.map import Place, beyond, draw, view_of
from dabir.desk.mending import mend
from dabir.exports.deeds_table import deeds_table
from dabir.facts.lexicon import country_name

if TYPE_CHECKING:
    from dabir.archive.answers.deeds import Deed
    from dabir.archive.answers.happenings import Spot
    from dabir.desk.events.found import Found

# Places that are listed beside the map.
PLACES = 15
# Events of a file that are asked for at once.
_AT_ONCE = 200


def listed(found: Found, *, start: int, count: int) -> tuple[Deed, ...]:
    """Some of the events with all that is told of them."""
    deeds = told(found.visit.archive, found.events[start : start + count])
    mend(telling.text for deed in deeds for telling in deed.tellings)
    mend(citation.headline for deed in deeds for citation in deed.citations)
    return deeds


def by_day(deeds: Iterable[Deed]) -> list[list[Deed]]:
    """Events that follow one another, those of the same day or days together."""
    return [list(own) for _, own in groupby(deeds, lambda deed: (deed.day, deed.until))]


def totals(found: Found) -> Markup:
    """How many events there are of each type; each leads to those alone."""
    visit, t = found.visit, found.visit.words
    lines = [
        Bar(t(f"terms.event_{kind}"), number, visit.address(type=kind, page=None))
        for kind, number in found.types()
    ]
    return bars(lines, t, title=t("events.totals"), names=t("events.type"), numbers=t("events.number"))


def mapped(found: Found, area: str) -> dict[str, Any]:
    """A map of the events, of the area that is asked for, with a list of their places."""
    t = found.visit.words
    spots = found.spots()
    places = [place for spot in spots if (place := _place(found, spot)) is not None]
    view = _view(area, places)
    names = [Bar(place.name, place.number, place.address, place.within) for place in places[:PLACES]]
    title = t("events.map_title")
    return {
        "map": draw(places, view, t, title=title) if places else "",
        "area": view.part,
        "beyond": sum(place.number for place in beyond(places, view)),
        "places": bars(names, t, title=title, names=t("events.place"), numbers=t("events.number")),
        "located": sum(spot.events for spot in spots),
        "more_places": max(0, len(places) - PLACES),
    }


def _view(area: str, places: list[Place]) -> View:
    asked = [view for view in (REGION, WORLD) if view.part == area]
    return asked[0] if asked else view_of(places)


def _place(found: Found, spot: Spot) -> Place | None:
    """A place on the map; None where nobody knows where it lies, as of a region beyond the borders of countries."""
    wide = spot.latitude is None or spot.longitude is None
    at = middle(spot.country) if wide else (spot.longitude, spot.latitude)
    if at is None or at[0] is None or at[1] is None:
        return None
    address = found.visit.address(place=spot.name, view=None, area=None, page=None)
    within = "" if wide or spot.country == "IRN" else country_name(spot.country)
    return Place(spot.name, spot.events, at[0], at[1], wide=wide, address=address, within=within)


def over_time(found: Found) -> Markup:
    """A calendar of the events of single days."""
    visit, t = found.visit, found.visit.words
    counted = Counter(event.day for event in found.events if event.day and not event.until)
    return days(
        counted,
        t,
        title=t("events.over_time"),
        address=lambda one: visit.address(after=one.key, before=one.key, page=None),
    )


def exported(found: Found) -> Iterator[str]:
    """The events as CSV, in pieces."""
    events = found.events
    parts = (told(found.visit.archive, events[at : at + _AT_ONCE]) for at in range(0, len(events), _AT_ONCE))
    return deeds_table(deed for part in parts for deed in part)
