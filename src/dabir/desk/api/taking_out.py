"""Taking out, by the API: all that a query finds in the forms of others; and the state of the archive."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from dabir import __version__
from dabir.archive.answers.sizes import sizes
from dabir.archive.finding.search import Way
from dabir.desk.api.conditions import HEAD
from dabir.desk.api.models import Status
from dabir.desk.api.parameters import After, Before, Question, window
from dabir.desk.api.problems import ProblemError
from dabir.desk.pages import exporting
from dabir.desk.searching.questions import question_of
from dabir.desk.visits import Visiting
from dabir.exports.archived import FILES, Form, Table, is_installed

router = APIRouter(tags=["archive"])

_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, sent while it is made.",
        "content": {
            media: {"schema": {"type": "string", "format": "binary"}}
            for media in sorted({file.media for file in FILES.values()})
        },
    }
}


@router.get("/status", summary="The state of the archive")
def status(visit: Visiting) -> Status:
    """The archive's revision and sizes, and the version of Dabir."""
    return Status(version=__version__, revision=visit.revision, sizes=sizes(visit.archive))


@router.get("/export/{form}", summary="Take reports out", responses=_FILES, response_class=Response)
def export(
    visit: Visiting,
    request: Request,
    form: Annotated[Form, Path(description="The form of the file.", examples=["csv"])],
    q: Question = "",
    way: Annotated[
        Way,
        Query(
            description="By words all that match; by meaning the hundred that come nearest.",
            examples=["words"],
        ),
    ] = "words",
    table: Annotated[
        Table, Query(description="Which table, for csv and parquet.", examples=["statements"])
    ] = Table.statements,
    after: After = "",
    before: Before = "",
) -> Response:
    """The reports that a query finds as a file; `dabir export` writes the same."""
    window(after, before)
    question = question_of(q, after, before)
    number = visit.archive.count(question)
    if not is_installed(form):
        raise ProblemError(
            "refused", f"This desk cannot write {form.value}: install its library, or take another form."
        )
    if form is Form.spacy and number > exporting.MOST:
        raise ProblemError(
            "refused", f"So many reports do not go into one file: ask for {exporting.MOST} at most."
        )
    if request.scope.get(HEAD):
        named = {"Content-Disposition": exporting.disposition(form, table, question)}
        return Response(headers=named, media_type=FILES[form].media)
    return exporting.export(visit, form, q, way, table, after, before)
