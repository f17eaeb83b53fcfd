"""Promises: promises and agreements by what has become of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from fastapi.responses import Response

from dabir.archive import ArchiveError
from dabir.archive.answers.promises import STATES, State, promises
from dabir.archive.people.bearers import near_names
from dabir.desk.mending import mend
from dabir.desk.person.views import of_undertakings
from dabir.desk.visits import Visit, Visiting
from dabir.desk.windows import Days, days_between

router = APIRouter()

# Entries of a page.
COUNT = 15


@router.get("/promises")
def listed(
    visit: Visiting,
    state: State = "open",
    about: str = "",
    after: str = "",
    before: str = "",
    page: Annotated[int, Query(ge=1, le=2000)] = 1,
) -> Response:
    """Those of a state, a page of them."""
    days, name = days_between(after, before), about.strip()
    return visit.page("promises.html", lambda: _values(visit, state, name, days, page))


def _values(visit: Visit, state: State, about: str, days: Days, page: int) -> dict[str, Any]:
    today = datetime.now(ZoneInfo("Asia/Tehran")).date()
    asked = {
        "state": state,
        "states": STATES,
        "about": about,
        "days": days,
        "at": page,
        "today": today.isoformat(),
    }
    try:
        found = promises(
            visit.archive,
            state,
            today=today,
            about=about or None,
            window=days.window,
            count=COUNT,
            start=COUNT * (page - 1),
        )
    except ArchiveError:
        with visit.archive.reading() as connection:
            return {**asked, "found": None, "near": near_names(connection, about)}
    mend(of_undertakings(found.listed))
    return {**asked, "found": found, "near": []}
