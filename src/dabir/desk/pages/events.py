"""Events: who did what to whom, when and where, as a table, a map and a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response, StreamingResponse

from dabir.desk.events.choice import STATUSES, TYPES, Chosen
from dabir.desk.events.found import Found
from dabir.desk.events.shown import by_day, exported, listed, mapped, over_time, totals
from dabir.desk.periods import one_day
from dabir.desk.visits import Visiting

if TYPE_CHECKING:
    from dabir.desk.events.choice import Choice
    from dabir.desk.visits import Visit

router = APIRouter()

VIEWS = ("table", "map", "timeline")
COUNT = 40


@router.get("/events")
def events(
    visit: Visiting,
    choice: Chosen,
    view: str = "table",
    area: str = "",
    page: Annotated[int, Query(ge=1, le=50)] = 1,
) -> Response:
    """The events that are asked for, in one of the views."""
    shown = view if view in VIEWS else "table"
    return visit.page("events.html", lambda: _made(visit, choice, shown, area, page))


@router.get("/events.csv")
def table(visit: Visiting, choice: Chosen) -> Response:
    """The same events as a table for spreadsheets."""
    found = Found.of(visit, choice.asked())
    headers = {
        "Content-Disposition": 'attachment; filename="events.csv"',
        "Cache-Control": "private, no-cache",
    }
    return StreamingResponse(exported(found), media_type="text/csv; charset=utf-8", headers=headers)


def _made(visit: Visit, choice: Choice, view: str, area: str, page: int) -> dict[str, Any]:
    found = Found.of(visit, choice.asked())
    values = {
        "choice": choice,
        "view": view,
        "views": VIEWS,
        "found": found,
        "kinds": TYPES,
        "states": STATUSES,
        "totals": totals(found),
        "one_day": one_day,
    }
    if view == "map":
        return {**values, **mapped(found, area)}
    part = listed(found, start=COUNT * (page - 1), count=COUNT)
    more = len(found.events) > COUNT * page
    if view == "timeline":
        values |= {"calendar": over_time(found), "by_day": by_day(part)}
    return {**values, "deeds": part, "at": page, "more": more}
