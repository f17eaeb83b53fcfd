"""Saved searches: questions to come back to, each with a feed; an account sees its own and those without one."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response

from dabir.archive import ArchiveError, QueryError, saved
from dabir.archive.finding.search import Way
from dabir.archive.saved import SavedSearch
from dabir.desk.access import guard
from dabir.desk.access.accounts import LOCAL, Account
from dabir.desk.access.callers import is_local
from dabir.desk.refusals import NotAllowedError, NotFoundError
from dabir.desk.searching.questions import told
from dabir.desk.visits import Visit, Visiting

router = APIRouter()

Field = Annotated[str, Form()]
Number = Annotated[int, Path(ge=1, le=2**62)]
_DONE = ("saved", "renamed", "removed")


@router.get("/saved")
def listed(visit: Visiting, done: str = "") -> Response:
    """The visitor's saved searches."""
    return _listed(visit, done=done if done in _DONE else "")


@router.post("/saved")
def save(
    visit: Visiting, question: Field = "", name: Field = "", way: Field = "both", key: Field = ""
) -> Response:
    """Save a search."""
    guard.check(visit, key)
    account = visit.need("reader")
    ways: tuple[Way, ...] = ("both", "words", "meaning")
    chosen: Way = next((each for each in ways if each == way), "both")
    try:
        found = saved.save(visit.archive.database, _number(account), name, question, chosen)
    except QueryError as fault:
        return _listed(visit, fault=told(fault, visit.words), status=400)
    guard.record(visit, "search.save", found.name, question=found.question)
    return RedirectResponse("/saved?done=saved", 303)


@router.post("/saved/{number}/rename")
def rename(visit: Visiting, number: Number, name: Field = "", key: Field = "") -> Response:
    """Give a saved search another name."""
    before = _mine(visit, number, key)
    after = saved.rename(visit.archive.database, number, name)
    guard.record(visit, "search.rename", after.name, before=before.name)
    return RedirectResponse("/saved?done=renamed", 303)


@router.post("/saved/{number}/remove")
def remove(visit: Visiting, number: Number, key: Field = "") -> Response:
    """Forget a saved search."""
    gone = _mine(visit, number, key)
    saved.remove(visit.archive.database, number)
    guard.record(visit, "search.remove", gone.name, question=gone.question)
    return RedirectResponse("/saved?done=removed", 303)


def search_of(visit: Visit, number: int) -> SavedSearch:
    """A saved search that the visitor may see.

    Raises:
        NotFoundError: There is none such.
    """
    try:
        with visit.archive.reading() as connection:
            found = saved.search(connection, number)
    except ArchiveError:
        raise NotFoundError(str(number)) from None
    account = visit.account
    alone = is_local(visit.request, visit.office)  # who reads at the machine itself need not sign in
    if found.account is None or alone or (account is not None and found.account == account.id):
        return found
    raise NotFoundError(str(number))


def _mine(visit: Visit, number: int, key: str) -> SavedSearch:
    """A saved search that the visitor may change: his own, or as an editor one without an account."""
    guard.check(visit, key)
    account = visit.need("reader")
    found = search_of(visit, number)
    if found.account is None and not account.may("editor"):
        raise NotAllowedError("editor")
    if found.account is not None and found.account != account.id:
        raise NotFoundError(str(number))
    return found


def _listed(visit: Visit, *, done: str = "", fault: str = "", status: int = 200) -> Response:
    account = visit.account
    with visit.archive.reading() as connection:
        found = saved.searches(connection, _number(account) if account else None)
    rows = [
        (one, _address(one), _feed(one, visit.words.language), _may_change(one, account)) for one in found
    ]
    away = not is_local(visit.request, visit.office)
    return visit.answer("saved.html", status=status, rows=rows, done=done, fault=fault, away=away)


def _number(account: Account) -> int | None:
    """The number of an account under which searches are saved; who sits at the machine itself has none."""
    return None if account == LOCAL else account.id


def _may_change(one: SavedSearch, account: Account | None) -> bool:
    if account is None:
        return False
    return account.may("editor") if one.account is None else one.account == account.id


def _address(one: SavedSearch) -> str:
    return f"/search?{urlencode({'q': one.question, 'way': one.way})}"


def _feed(one: SavedSearch, language: str) -> str:
    return f"/saved/{one.id}.atom?{urlencode({'language': language})}"
