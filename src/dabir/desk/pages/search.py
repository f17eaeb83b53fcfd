"""Search: reports that answer a question, with the words that match, and into what they fall."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from dabir.archive import QueryError
from dabir.archive.finding.search import Order, Way
from dabir.desk.searching import links
from dabir.desk.searching.questions import question_of, told
from dabir.desk.searching.results import Results, Search, results
from dabir.desk.visits import Visit, Visiting
from dabir.exports.archived import TABULAR, Form, Table, is_installed

router = APIRouter()

# The forms in which the answers can be taken out, those that most ask for first.
FORMS = (Form.csv, Form.parquet, Form.jsonl, Form.ninjs, Form.jsonld, Form.polecat, Form.spacy)


@router.get("/search")
def search(
    visit: Visiting,
    q: str = "",
    way: Way = "both",
    order: Order = "best",
    page: Annotated[int, Query(ge=1, le=50)] = 1,
    after: str = "",
    before: str = "",
) -> Response:
    """What a question finds, a page of it."""
    asked = Search(question_of(q, after, before), way, order, page)

    def made() -> dict[str, Any]:
        always = {"asked": asked, "language": visit.words.language}
        try:
            return {**always, "fault": "", **_found(visit, asked, results(visit.archive, asked))}
        except QueryError as fault:
            return {**always, "fault": told(fault, visit.words)}

    return visit.page("search.html", made)


def _found(visit: Visit, asked: Search, found: Results) -> dict[str, Any]:
    """What the page shows of results."""
    t = visit.words

    def address(question: str) -> str:
        return visit.address(q=question, after=None, before=None, page=None)

    parts = found.asked.parts()
    has_words = any(not part.binds for part in parts)
    return {
        "found": found,
        "chips": links.chips(parts, t, address),
        "groups": links.groups(found.facets, found.asked, t, address),
        "times": links.times(found.facets, found.asked, t, address),
        "without": [
            links.Link(links.told(each.part.node, t), address(each.part.without), each.number)
            for each in found.without
        ],
        "by_meaning": visit.address(way="meaning", order=None, page=None),
        "has_words": has_words,
        "can_mean": has_words and asked.counted_way == "words",
        "feed": _feed(asked, t.language),
        "exports": [(form, _tables(form, asked)) for form in FORMS if is_installed(form)],
    }


def _feed(asked: Search, language: str) -> str:
    """The address of the feed of a search."""
    return f"/search.atom?{urlencode({'q': asked.question, 'way': asked.counted_way, 'language': language})}"


def _tables(form: Form, asked: Search) -> list[tuple[str, str]]:
    """The tables of a form with the addresses at which they are; of one that has none, "" alone."""
    query = {"q": asked.question, "way": asked.counted_way}
    tables = list(Table) if form in TABULAR else [""]
    return [
        (table, f"/export/{form.value}?{urlencode({**query, **({'table': table} if table else {})})}")
        for table in tables
    ]
