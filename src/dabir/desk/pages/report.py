"""The report: its text with all that was read out of it, its record beside it, and its record to take along."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from dabir.desk.report.marks import chosen
from dabir.desk.report.view import Asked, kept, view
from dabir.desk.report.writing import Writing
from dabir.desk.visits import Visiting

router = APIRouter()


@router.get("/report/{name:path}")
def report(
    visit: Visiting,
    name: str,
    version: int | None = None,
    writing: Writing = "restored",
    marks: Annotated[list[str] | None, Query()] = None,
    compare: int | None = None,
    correct: str | None = None,
) -> Response:
    """A report, in one of its versions and one of two writings.

    Of its marks those kinds are shown that `marks` names. `compare` is the version with which this one is compared,
    `correct` the statement that an editor is about to correct.
    """
    asked = Asked(name, version, writing, chosen(marks), compare, correct)
    return visit.page("report.html", lambda: view(visit, asked))


@router.get("/record/{name:path}.json")
def as_json(visit: Visiting, name: str, version: int | None = None) -> Response:
    """The record of a report as the page shows it, corrections included."""
    record = kept(visit, name, version).record
    return Response(
        f"{record.to_json(indent=2)}\n", media_type="application/json", headers=_file("record.json")
    )


@router.get("/record/{name:path}.html")
def as_page(visit: Visiting, name: str, version: int | None = None) -> Response:
    """The same as one page that needs nothing else; as it is read where no headers forbid what it brings along."""
    from dabir.exports.page import html_page

    record = kept(visit, name, version).record
    return Response(html_page(record), media_type="text/html", headers=_file("record.html"))


def _file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
