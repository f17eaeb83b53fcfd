"""The accounts, for administrators: who may use the desk, and as what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response

from dabir.desk.access import changes, guard, register
from dabir.desk.access.accounts import LOCAL, ROLES, Account
from dabir.desk.access.faults import AccountError
from dabir.desk.access.passwords import SHORTEST
from dabir.desk.visits import Visit, Visiting

router = APIRouter()

Field = Annotated[str, Form()]
Number = Annotated[int, Path(le=2**62)]

_DONE = ("added", "removed", "role", "password")


@router.get("/accounts")
def accounts(visit: Visiting) -> Response:
    """All accounts, and a form for another one."""
    visit.need("administrator")
    return _accounts(visit)


@router.post("/accounts")
def add(
    visit: Visiting,
    name: Field = "",
    role: Field = "reader",
    password: Field = "",
    again: Field = "",
    key: Field = "",
) -> Response:
    """Make an account."""
    guard.check(visit, key)
    mine = visit.need("administrator")
    try:
        wanted = register.role_of(role)
        if mine == LOCAL and wanted != "administrator":
            raise AccountError("first_administrator")
        if password != again:
            raise AccountError("differ")
        changes.add(visit.archive.database, guard.doer(visit), name, wanted, password)
    except AccountError as fault:
        return _accounts(visit, fault, name)
    return RedirectResponse("/sign-in?back=/accounts" if mine == LOCAL else "/accounts?done=added", 303)


@router.get("/accounts/{number}")
def account(visit: Visiting, number: Number) -> Response:
    """An account, with what an administrator can change of it."""
    visit.need("administrator")
    return _account(visit, number)


@router.post("/accounts/{number}/role")
def set_role(visit: Visiting, number: Number, role: Field = "", key: Field = "") -> Response:
    """Let an account do what another role may."""
    guard.check(visit, key)
    try:
        _another(visit, number)
        changes.set_role(visit.archive.database, guard.doer(visit), number, register.role_of(role))
    except AccountError as fault:
        return _account(visit, number, fault)
    return RedirectResponse(f"/accounts/{number}?done=role", 303)


@router.post("/accounts/{number}/password")
def set_password(
    visit: Visiting, number: Number, password: Field = "", again: Field = "", key: Field = ""
) -> Response:
    """Give an account another password, and end its sessions."""
    guard.check(visit, key)
    try:
        _another(visit, number)
        if password != again:
            raise AccountError("differ")
        changes.set_password(visit.archive.database, guard.doer(visit), number, password)
    except AccountError as fault:
        return _account(visit, number, fault)
    return RedirectResponse(f"/accounts/{number}?done=password", 303)


@router.post("/accounts/{number}/remove")
def remove(visit: Visiting, number: Number, sure: Field = "", key: Field = "") -> Response:
    """Remove an account, if whoever asks for it has said that he is sure."""
    guard.check(visit, key)
    try:
        _another(visit, number)
        if not sure:
            raise AccountError("not_sure")
        changes.remove(visit.archive.database, guard.doer(visit), number)
    except AccountError as fault:
        return _account(visit, number, fault)
    return RedirectResponse("/accounts?done=removed", 303)


def _another(visit: Visit, number: int) -> Account:
    """The administrator who asks, if he means another account than his own: one administrator is always left.

    Raises:
        AccountError: He means his own.
    """
    mine = visit.need("administrator")
    if mine.id == number:
        raise AccountError("oneself")
    return mine


def _accounts(visit: Visit, fault: AccountError | None = None, name: str = "") -> Response:
    with visit.archive.reading() as connection:
        entries = register.entries(connection)
    return visit.answer(
        "accounts.html",
        status=400 if fault else 200,
        entries=entries,
        roles=ROLES if entries else ("administrator",),
        fault=fault,
        named=name,
        shortest=SHORTEST,
        done=_done(visit),
    )


def _account(visit: Visit, number: int, fault: AccountError | None = None) -> Response:
    with visit.archive.reading() as connection:
        entry = register.entry(connection, number)
    return visit.answer(
        "one_account.html",
        status=400 if fault else 200,
        entry=entry,
        roles=ROLES,
        fault=fault,
        shortest=SHORTEST,
        done=_done(visit),
    )


def _done(visit: Visit) -> str | None:
    """What was just done, as the address tells it."""
    done = visit.request.query_params.get("done")
    return done if done in _DONE else None
