"""The log of changes, for administrators: who did what, when, and from where."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from dabir.archive.finding.days import stretch
from dabir.desk.access import audit
from dabir.desk.access.accounts import ROLES
from dabir.desk.access.audit import Asked
from dabir.desk.access.faults import AccountError
from dabir.desk.clock import beginning
from dabir.desk.language import Interface
from dabir.desk.visits import Visiting

router = APIRouter()

COUNT = 50


@router.get("/audit")
def log(
    visit: Visiting,
    account: str = "",
    action: str = "",
    after: str = "",
    before: str = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """What was done, the last first."""
    visit.need("administrator")
    fault = None
    try:
        asked = _asked(account, action, after, before)
    except AccountError as error:
        asked, fault = Asked(account or None, action), error
    with visit.archive.reading() as connection:
        deeds = audit.deeds(connection, asked, count=COUNT + 1, start=COUNT * (page - 1))
        actions = audit.actions(connection)
    return visit.answer(
        "audit.html",
        status=400 if fault else 200,
        deeds=deeds[:COUNT],
        more=len(deeds) > COUNT,
        at=page,
        actions=actions,
        asked={"account": account, "action": action, "after": after, "before": before},
        named=partial(named, visit.words),
        told=partial(told, visit.words),
        fault=fault,
    )


def named(words: Interface, kind: str) -> str:
    """A kind of deeds, or of details of them, in the visitor's language; one without words there is told as it is kept."""
    try:
        return words(f"deeds.{kind}")
    except KeyError:
        return kind.removeprefix("of.")


def told(words: Interface, value: object) -> str:
    """A detail of a deed in the visitor's language."""
    if isinstance(value, str) and value in ROLES:
        return words(f"access.{value}")
    return words.number(value) if isinstance(value, int) else str(value)


def _asked(account: str, action: str, after: str, before: str) -> Asked:
    """What is asked for; both days are meant with all their hours.

    Raises:
        AccountError: One of the days is none.
    """
    first, last = (_moment(after, end=False), _moment(before, end=True))
    return Asked(account or None, action, first, last)


def _moment(written: str, *, end: bool) -> str | None:
    if not written.strip():
        return None
    days = stretch(written)
    if days is None:
        raise AccountError("no_day", written=written[:40])
    try:
        return beginning(days.last + timedelta(days=1) if end else days.first)
    except OverflowError:
        return None
