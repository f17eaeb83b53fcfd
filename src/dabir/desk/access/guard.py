"""The guard: whose request it is, whether he may make it, and what is written down of it.

A page that changes something calls `check` with what its form brought back, then `visit.need` with the role that it
takes, and after the change `record`.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any

from dabir.desk.access import audit
from dabir.desk.access.accounts import LOCAL, Account
from dabir.desk.access.callers import caller_of
from dabir.desk.access.changes import Doer
from dabir.desk.refusals import NotAllowedError, StaleFormError

if TYPE_CHECKING:
    from starlette.requests import Request

    from dabir.desk.office import Office
    from dabir.desk.visits import Visit

__all__ = ["LOCAL", "account_of", "address_of", "check", "doer", "form_key", "record"]


def account_of(request: Request, office: Office) -> Account | None:
    """The account by which a request is made; None for a visitor who has not signed in."""
    return caller_of(request, office).account


def form_key(request: Request, office: Office) -> str:
    """What a form of this visitor must bring back, so that no other page can send it for him."""
    session = caller_of(request, office).session
    return hmac.new(office.secret.encode(), f"form {session}".encode(), "sha256").hexdigest()


def check(visit: Visit, key: str) -> None:
    """Let a form pass if it comes from a page that this visitor was shown.

    Args:
        visit: The request that brings the form.
        key: What the form has in its field `key`; the page wrote `visit.form_key` there.

    Raises:
        StaleFormError: It comes from elsewhere, or the visitor has signed in or out since he was shown it.
        NotAllowedError: The same, and nobody is signed in: he may do so and come back.
    """
    if hmac.compare_digest(key.encode(), visit.form_key.encode()):
        return
    if visit.account is None:
        raise NotAllowedError("reader")
    raise StaleFormError


def record(visit: Visit, action: str, what: str, **details: Any) -> None:
    """Write into the audit log what a visitor has just done.

    Args:
        visit: The request by which he did it.
        action: What he did, such as «decision.merge», «report.add», «search.save».
        what: To what: a report's name, a decision's number, a search's name.
        details: What else is worth knowing; it is kept as JSON. Never a password or a token.
    """
    who, database = doer(visit), visit.archive.database
    with database.writing(revises=False) as connection:
        audit.write(database, connection, who.name, action, what, details, who.address)


def doer(visit: Visit) -> Doer:
    """Who changes something by this request, and from where, as the audit log names him."""
    return Doer(visit.account.name if visit.account else "", address_of(visit.request))


def address_of(request: Request) -> str:
    """The network address that a request comes from."""
    return request.client.host if request.client else ""
