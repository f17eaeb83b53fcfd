"""Stories: the list of what several reports tell, and each: who brought it first, how it spread, and what each left out."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from dabir.archive import ArchiveError
from dabir.archive.answers.story import story_of
from dabir.archive.answers.storylist import Order, outlets, story_lines
from dabir.archive.storable import storable
from dabir.desk.mending import mend
from dabir.desk.refusals import NotFoundError
from dabir.desk.stories import values
from dabir.desk.visits import Visit, Visiting
from dabir.desk.windows import Days, days_between

router = APIRouter()

# Stories of a page, and digits of a number that a database can hold.
COUNT, _LONGEST = 20, 18


@router.get("/stories")
def stories(
    visit: Visiting,
    order: Order = "biggest",
    agency: str = "",
    after: str = "",
    before: str = "",
    page: Annotated[int, Query(ge=1, le=2000)] = 1,
) -> Response:
    """The biggest or the newest stories, a page of them."""
    days = days_between(after, before)
    return visit.page("stories.html", lambda: _listed(visit, order, storable(agency.strip()), days, page))


@router.get("/story/{number}")
def story(visit: Visiting, number: str) -> Response:
    """A story as a whole."""

    def made() -> dict[str, Any]:
        if not number.isdecimal() or len(number) > _LONGEST:
            raise NotFoundError(number)
        try:
            return values(story_of(visit.archive, int(number)), visit.words)
        except ArchiveError as fault:
            raise NotFoundError(number) from fault

    return visit.page("story.html", made)


def _listed(visit: Visit, order: Order, agency: str, days: Days, page: int) -> dict[str, Any]:
    found = story_lines(
        visit.archive,
        order=order,
        window=days.window,
        outlet=agency or None,
        count=COUNT + 1,
        start=COUNT * (page - 1),
    )
    mend(one.headline for one in found)
    known = visit.recalled(("outlets",), lambda: outlets(visit.archive))
    return {
        "listed": found[:COUNT],
        "more": len(found) > COUNT,
        "at": page,
        "days": days,
        "order": order,
        "agency": agency,
        "agencies": known if not agency or agency in known else [*known, agency],
    }
