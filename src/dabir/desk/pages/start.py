"""The start: what came in, the stories of the day, who spoke most, and how much came in over time."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from dabir.desk.visits import Visiting

router = APIRouter()


@router.get("/")
def start(visit: Visiting) -> Response:
    """The first page."""

    def made() -> dict[str, Any]:
        return {"size": visit.archive.size(), "newest": visit.archive.search("", order="newest", count=10)}

    return visit.page("start.html", made)
