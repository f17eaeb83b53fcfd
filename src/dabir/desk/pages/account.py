"""The account: signing in and out, one's own password, and the tokens of one's programs."""

from __future__ import annotations

import math
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response

from dabir.desk.access import changes, guard, limits, register, sessions, tokens
from dabir.desk.access.accounts import LOCAL, Account
from dabir.desk.access.faults import AccountError
from dabir.desk.access.passwords import SHORTEST
from dabir.desk.back import own
from dabir.desk.visits import Visit, Visiting

router = APIRouter()

# For how many days a token may be valid; 0 stands for always.
DAYS = (30, 90, 365, 0)

Field = Annotated[str, Form()]


@router.get("/sign-in")
def sign_in(visit: Visiting, back: str = "/") -> Response:
    """The form by which somebody signs in; who has done so already is led on."""
    if visit.account is not None and visit.account != LOCAL:
        return RedirectResponse(own(back), 303)
    return _sign_in(visit, back)


@router.post("/sign-in")
def enter(
    visit: Visiting, name: Field = "", password: Field = "", back: Field = "/", key: Field = ""
) -> Response:
    """Sign somebody in, and lead him to where he wanted to go."""
    guard.check(visit, key)
    wait = _wait(visit, name)
    if wait:
        return _sign_in(visit, back, name, AccountError("too_many", seconds=wait), 429)
    entry = changes.sign_in(visit.archive.database, guard.address_of(visit.request), name, password)
    if entry is None:
        return _sign_in(visit, back, name, AccountError("wrong"), 403)
    return _with_session(visit, RedirectResponse(own(back), 303), entry.account.id, entry.epoch)


@router.post("/sign-out")
def leave(visit: Visiting, key: Field = "") -> Response:
    """End all sessions of the visitor, on every machine."""
    guard.check(visit, key)
    account = visit.need("reader")
    answer = RedirectResponse("/sign-in", 303)
    if account != LOCAL:
        changes.sign_out(visit.archive.database, guard.doer(visit), account)
        sessions.forget(answer, visit.office.settings)
    return answer


@router.get("/account")
def account(visit: Visiting) -> Response:
    """What the visitor can set for himself."""
    return _account(visit, visit.need("reader"))


@router.post("/account/password")
def change_password(
    visit: Visiting, old: Field = "", new: Field = "", again: Field = "", key: Field = ""
) -> Response:
    """Change the visitor's password, and end his sessions on other machines."""
    guard.check(visit, key)
    mine, database = _own(visit), visit.archive.database
    try:
        _confirm(visit, mine, old)
        if new != again:
            raise AccountError("differ")
        epoch = changes.set_password(database, guard.doer(visit), mine.id, new)
    except AccountError as fault:
        return _account(visit, mine, fault=fault, status=400)
    return _with_session(visit, RedirectResponse("/account?done=password", 303), mine.id, epoch)


@router.post("/account/tokens")
def issue(visit: Visiting, name: Field = "", days: Annotated[int, Form()] = 90, key: Field = "") -> Response:
    """Make a token, and show it this once."""
    guard.check(visit, key)
    mine = _own(visit)
    lasting = days if days in DAYS else 90
    try:
        token = changes.issue_token(visit.archive.database, guard.doer(visit), mine, name, lasting or None)
    except AccountError as fault:
        return _account(visit, mine, fault=fault, status=400)
    return _account(visit, mine, token=token, token_name=" ".join(name.split()))


@router.post("/account/tokens/{number}/revoke")
def revoke(visit: Visiting, number: Annotated[int, Path(le=2**62)], key: Field = "") -> Response:
    """Let a token of the visitor be valid no more."""
    guard.check(visit, key)
    mine = _own(visit)
    try:
        changes.revoke_token(visit.archive.database, guard.doer(visit), mine, number)
    except AccountError as fault:
        return _account(visit, mine, fault=fault, status=400)
    return RedirectResponse("/account?done=revoked#tokens", 303)


def _sign_in(
    visit: Visit, back: str, name: str = "", fault: AccountError | None = None, status: int = 200
) -> Response:
    with visit.archive.reading() as connection:
        any_account = register.size(connection) > 0
    values = {"back": own(back), "any_account": any_account, "fault": fault, "named": name[:100]}
    answer = visit.answer("sign_in.html", status=status, **values)
    if status == 429 and fault:
        answer.headers["Retry-After"] = str(fault.values["seconds"])
    return answer


def _account(
    visit: Visit, mine: Account, *, fault: AccountError | None = None, status: int = 200, **shown: Any
) -> Response:
    with visit.archive.reading() as connection:
        listed = tokens.of_account(connection, mine.id)
    values = {"mine": mine, "tokens": listed, "days": DAYS, "shortest": SHORTEST, "fault": fault}
    done = visit.request.query_params.get("done")
    told = {"done": done if done in ("password", "revoked") else None, "token": None, "token_name": None}
    return visit.answer("account.html", status=status, **values, **{**told, **shown})


def _own(visit: Visit) -> Account:
    """The visitor's account; who sits at the machine itself without one has nothing to set."""
    mine = visit.need("reader")
    if mine == LOCAL:
        raise AccountError("no_account", name="")
    return mine


def _confirm(visit: Visit, mine: Account, password: str) -> None:
    """Make sure that the visitor knows his present password: he may have left his machine to somebody else.

    Raises:
        AccountError: He does not, or has tried too often.
    """
    wait = _wait(visit, mine.name)
    if wait:
        raise AccountError("too_many", seconds=wait)
    if register.known(visit.archive.database, mine.name, password) is None:
        raise AccountError("wrong_password")


def _wait(visit: Visit, name: str) -> int:
    """The whole seconds for which a visitor must wait before he may try a password."""
    buckets = visit.office.limits
    seconds = buckets.wait(limits.SIGN_IN, limits.place(guard.address_of(visit.request)))
    return math.ceil(seconds or buckets.wait(limits.ACCOUNT, register.key(name)))


def _with_session(visit: Visit, answer: Response, number: int, epoch: int) -> Response:
    session = sessions.begun(number, epoch)
    sessions.remember(answer, session, visit.office.secret, visit.office.settings)
    return answer
