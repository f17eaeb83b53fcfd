"""The start: what came in, the stories of the day, who spoke most, what is due, and how much came in over time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from dabir.archive import sample
from dabir.archive.answers import overview
from dabir.archive.following.pending import OpenCommitment, due_commitments, open_commitments
from dabir.desk.charts.bars import Bar, bars
from dabir.desk.charts.volume import Column, volume
from dabir.desk.mending import mend, mended
from dabir.desk.periods import Unit, counted, one_day
from dabir.desk.visits import Visiting
from dabir.script.calendars import tehran

if TYPE_CHECKING:
    from dabir.archive import Archive
    from dabir.desk.language import Interface
    from dabir.desk.visits import Visit

router = APIRouter()

# Reports, stories, speakers and promises that are shown; and the days of which it is told who spoke.
_NEWEST, _STORIES, _SPEAKERS, _PROMISES, _DAYS = 12, 6, 8, 5, 30
# A promise that is due so long before or after the last day of the archive comes before older ones; three at most.
_DUE, _DUE_SHOWN = timedelta(days=30), 3
_LOOKED_AT = 30


@router.get("/")
def start(visit: Visiting) -> Response:
    """The first page."""
    return visit.page("start.html", lambda: _made(visit))


def _made(visit: Visit) -> dict[str, Any]:
    archive, t = visit.archive, visit.words
    size = archive.size()
    with archive.reading() as connection:
        invented = sample.held(connection)
    if not size:
        return {"size": 0, "sample": invented}
    today = datetime.now(tehran()).date()
    last = overview.last_day(archive, until=today)
    newest = overview.newest(archive, until=today, count=_NEWEST)
    stories = overview.stories_of(archive, last, count=_STORIES) if last else []
    promises = _promises(archive, last, today)
    days = overview.volume(archive)
    mend(
        [
            *(one.headline for one in newest),
            *(one.headline for one in stories),
            *(one.text for one in promises),
        ]
    )
    return {
        "size": size,
        "sample": invented,
        "last": last,
        "newest": newest,
        "stories": stories,
        "speakers": _speakers(archive, last, t) if last else "",
        "days": _DAYS,
        "heard": overview.HEARD if last and _came(days, last) > overview.HEARD else None,
        "promises": [(one, one_day(one.due, t.language)) for one in promises],
        **_volume(days, t),
    }


def _speakers(archive: Archive, last: str, t: Interface) -> Markup:
    """Who spoke most, as bars."""
    most = overview.speakers(archive, last, days=_DAYS, count=_SPEAKERS)
    lines = [Bar(one.name, one.statements, f"/person/{one.entity}", mended(one.role)) for one in most]
    title, names = t("start.speakers", number=_DAYS), t("start.name")
    return bars(lines, t, title=title, names=names, numbers=t("start.statements"))


def _came(days: Mapping[str, int], last: str) -> int:
    """How many reports came out in the days of which it is told who spoke."""
    first = (date.fromisoformat(last) - timedelta(days=_DAYS - 1)).isoformat()
    return sum(number for day, number in days.items() if first <= day <= last)


def _volume(days: Mapping[str, int], t: Interface) -> dict[str, Any]:
    """How much came in over time, by days, months or years; nothing to see where there is but one of them."""
    periods = counted(days, t.language)
    if len(periods) < 2:
        return {"volume": "", "unit": "day"}
    columns = [
        Column(
            one.name,
            number,
            one.tick,
            one.era,
            f"/search?{urlencode({'q': f'on:{one.key}', 'order': 'newest'})}",
        )
        for one, number in periods
    ]
    unit: Unit = periods[0][0].unit
    title = t(f"start.volume_{unit}")
    return {"volume": volume(columns, t, title=title, heading=t(f"start.{unit}")), "unit": unit}


def _promises(archive: Archive, last: str | None, today: date) -> list[OpenCommitment]:
    """Open promises and agreements: some that are due about the archive's last day, then the oldest."""
    middle = date.fromisoformat(last) if last else today
    due = due_commitments(archive, first=middle - _DUE, last=middle + _DUE, count=_DUE_SHOWN, today=today)
    oldest = open_commitments(archive, count=_LOOKED_AT, today=today)
    first: dict[str, OpenCommitment] = {}  # of each report one: it may promise ten things
    for one in (*due, *oldest):
        first.setdefault(one.citation.report, one)
    return list(first.values())[:_PROMISES]
