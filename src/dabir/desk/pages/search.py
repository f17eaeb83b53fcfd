"""Search: reports that answer a question, with the words that match."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from dabir.archive.finding.search import Order, Way
from dabir.desk.visits import Visiting

router = APIRouter()

COUNT = 20


@router.get("/search")
def search(
    visit: Visiting,
    q: str = "",
    way: Way = "both",
    order: Order = "best",
    page: Annotated[int, Query(ge=1, le=50)] = 1,
) -> Response:
    """What a question finds, a page of it."""

    def made() -> dict[str, Any]:
        found = visit.archive.search(q, way=way, order=order, count=COUNT + 1, start=COUNT * (page - 1))
        more = len(found) > COUNT
        return {"q": q, "way": way, "order": order, "at": page, "found": found[:COUNT], "more": more}

    return visit.page("search.html", made)
