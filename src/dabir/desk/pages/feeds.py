"""Feeds: searches that feed readers follow. They cannot sign in: from elsewhere they show a token in the address."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path
from fastapi.responses import PlainTextResponse, Response

from dabir.archive import QueryError
from dabir.archive.finding.search import Way
from dabir.desk.following import Followed, feed
from dabir.desk.language import Language, interface
from dabir.desk.pages.saved import search_of
from dabir.desk.searching.questions import question_of, told
from dabir.desk.visits import Visit, Visiting
from dabir.exports.atom import MEDIA, atom, feed_uri

router = APIRouter()

# When nothing is found yet, a feed has not changed since.
_EVER = "2018-01-01T00:00:00+00:00"


@router.get("/search.atom")
def found(
    visit: Visiting,
    q: str = "",
    way: Way = "both",
    after: str = "",
    before: str = "",
    language: Language | None = None,
) -> Response:
    """What a question finds, the newest first."""
    question = question_of(q, after, before)
    asked = {"q": question, "way": way}
    address = f"/search.atom?{urlencode(_in(asked, language))}"
    page = f"/search?{urlencode(asked)}"
    name = feed_uri("search", way, question)
    return _fed(visit, Followed(name, question, question, way, page, address, _EVER), language)


@router.get("/saved/{number}.atom")
def saved(
    visit: Visiting, number: Annotated[int, Path(ge=1, le=2**62)], language: Language | None = None
) -> Response:
    """What a saved search finds, the newest first."""
    one = search_of(visit, number)
    page = f"/search?{urlencode({'q': one.question, 'way': one.way})}"
    address = f"/saved/{number}.atom?{urlencode(_in({}, language))}".rstrip("?")
    name = feed_uri("saved", str(one.id), one.created)
    return _fed(visit, Followed(name, one.name, one.question, one.way, page, address, one.created), language)


def _in(asked: dict[str, str], language: Language | None) -> dict[str, str]:
    return {**asked, **({"language": language} if language else {})}


def _fed(visit: Visit, followed: Followed, language: Language | None) -> Response:
    """A feed in a language, that of the visitor if none is named; a question that cannot be asked is told of."""
    words = interface(language) if language else visit.words
    try:
        return visit.kept(
            lambda: atom(feed(visit.archive, followed, _site(visit), words)), MEDIA, followed, _site(visit)
        )
    except QueryError as fault:
        return PlainTextResponse(told(fault, words), 400)


def _site(visit: Visit) -> str:
    """What the addresses of this desk begin with, as the visitor knows it."""
    scheme = "https" if visit.office.settings.secure else visit.request.url.scheme
    return f"{scheme}://{visit.request.url.netloc}"
