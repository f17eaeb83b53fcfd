"""Between two: meetings, agreements, promises and what followed, what each says of the other, and the tone over time."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from dabir.archive import ArchiveError
from dabir.archive.answers.relations import between as whole
from dabir.desk.downloads import Form, sheet_file
from dabir.desk.relations import Pair, relation, unknown, values
from dabir.desk.visits import Visit, Visiting
from dabir.desk.windows import days_between
from dabir.exports.dossier import relation_sheet

router = APIRouter()

Page = Annotated[int, Query(ge=1, le=2000)]
_LONGEST = 18  # digits of a number that a database can hold


@router.get("/between")
def between(
    visit: Visiting,
    one: str = "",
    other: str = "",
    one_id: str = "",
    other_id: str = "",
    after: str = "",
    before: str = "",
    view: str = "overview",
    page: Page = 1,
) -> Response:
    """One view of what is between two; the form alone where they are not both named."""
    pair = _pair(one, other, one_id, other_id, after, before)

    def made() -> dict[str, Any]:
        asked = {"pair": pair, "days": pair.days, "found": None, "unknown": [], "same": False}
        return {**asked, **_made(visit, pair, view, page)} if all(pair.names) else asked

    return visit.page("between.html", made)


@router.get("/between/relation.{form}")
def sheet(
    visit: Visiting,
    form: Form,
    one: str = "",
    other: str = "",
    one_id: str = "",
    other_id: str = "",
    after: str = "",
    before: str = "",
) -> Response:
    """All that is between two, as a file."""
    pair = _pair(one, other, one_id, other_id, after, before)
    window = pair.days.window
    found = whole(
        visit.archive, *pair.names, after=window.after, before=window.before, entities=pair.entities
    )
    return sheet_file(relation_sheet(found), form, "relation")


def _made(visit: Visit, pair: Pair, view: str, page: int) -> dict[str, Any]:
    """What is between two, or why nothing can be told of them."""
    try:
        return values(visit, relation(visit, pair), view, page)
    except ArchiveError:
        nobody = unknown(visit, pair)
        return {"unknown": nobody, "same": not nobody}


def _pair(one: str, other: str, one_id: str, other_id: str, after: str, before: str) -> Pair:
    ids = (_number(one_id), _number(other_id))
    return Pair(one.strip(), other.strip(), ids, days_between(after, before))


def _number(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) <= _LONGEST else None
