"""Finding, by the API: search, the list of reports, and statements."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from dabir.archive import Found
from dabir.archive.answers import reportlist, statementlist
from dabir.archive.answers.sayings import Saying
from dabir.archive.answers.statementlist import Asked
from dabir.archive.citation import Citation
from dabir.archive.finding.search import Order, Way
from dabir.desk.api.cursors import Lists, Page
from dabir.desk.api.parameters import LIMIT, After, Before, Cursor, Limit, Question, window
from dabir.desk.searching.questions import question_of
from dabir.desk.visits import Visiting
from dabir.record import Act, Form

router = APIRouter(tags=["finding"])


@router.get("/search", summary="Search")
def search(
    visit: Visiting,
    response: Response,
    q: Question = "",
    way: Annotated[Way, Query(description="By words, by meaning, or by both.", examples=["words"])] = "both",
    order: Annotated[
        Order, Query(description="The best first, or by day, then by words alone.", examples=["best"])
    ] = "best",
    after: After = "",
    before: Before = "",
    limit: Limit = LIMIT,
    cursor: Cursor = "",
) -> Page[Found]:
    """The reports that answer a question, with the words that match; copies of one report are one find.

    The list goes on by counting, up to two thousand finds; `/reports` gives all that match by words, exactly.
    """
    lists = Lists(visit, cursor)
    window(after, before)
    question = question_of(q, after, before)
    found = visit.archive.search(question, way=way, order=order, count=limit + 1, start=lists.start)
    return lists.counted(response, found, limit)


@router.get("/reports", summary="List reports", tags=["reports"])
def reports(
    visit: Visiting,
    response: Response,
    q: Question = "",
    after: After = "",
    before: Before = "",
    copies: Annotated[
        bool, Query(description="Give copies of other reports, too.", examples=[False])
    ] = False,
    limit: Limit = LIMIT,
    cursor: Cursor = "",
) -> Page[Citation]:
    """The reports that match a query by its words, the newest first, those of no day last; `/reports/{name}` has each."""
    lists = Lists(visit, cursor)
    window(after, before)
    found = reportlist.reports(
        visit.archive,
        question_of(q, after, before),
        behind=reportlist.Place(*lists.at) if lists.at else None,
        count=limit + 1,
        copies=copies,
    )
    last = found[:limit][-1] if len(found) > limit else None
    return lists.exact(response, found[:limit], [last.day, last.version] if last else None)


@router.get("/statements", summary="List statements")
def statements(
    visit: Visiting,
    response: Response,
    q: Question = "",
    speaker: Annotated[
        str,
        Query(
            description="Who has said it: a person, an institution or a country; anybody, if it is empty.",
            examples=["بهمن کاویانی"],
            max_length=500,
        ),
    ] = "",
    act: Annotated[Act | None, Query(description="What is done by saying it.", examples=["promise"])] = None,
    form: Annotated[
        Form | None, Query(description="In the speaker's words, or told.", examples=["indirect"])
    ] = None,
    after: After = "",
    before: Before = "",
    limit: Limit = LIMIT,
    cursor: Cursor = "",
) -> Page[Saying]:
    """Statements that hold the words of a query, in reports that match it; those of reports added last first.

    A part of the list may be short, or empty, and yet go on: see `next`.
    """
    lists = Lists(visit, cursor)
    found = statementlist.statements(
        visit.archive,
        Asked(q, speaker.strip(), act, form, window(after, before)),
        behind=statementlist.Place(*lists.at) if lists.at else None,
        count=limit,
    )
    last = [found.behind.version, found.behind.statement] if found.behind else None
    return lists.exact(response, list(found.listed), last)
