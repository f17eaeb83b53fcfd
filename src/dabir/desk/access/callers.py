"""Callers: who makes a request, shown by a session, by a token, or by sitting at the machine itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection

from dabir.desk.access import register, sessions, tokens
from dabir.desk.access.accounts import LOCAL, Account

if TYPE_CHECKING:
    from starlette.requests import Request

    from dabir.desk.office import Office

# What a proxy adds to a request: it comes from elsewhere, even if the desk listens on this machine alone.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request.

    Attributes:
        account: His account; None for somebody who has not signed in.
        by: What shows it: his session, a token, sitting at the machine, or nothing.
        session: What the keys of his forms are bound to.
        token: The number of the token.
        refused: Whether he shows a token that is none, or is not valid any more.
    """

    account: Account | None
    by: Literal["session", "token", "machine", "nothing"] = "nothing"
    session: str = "local"
    token: int | None = None
    refused: bool = False


def caller_of(request: Request, office: Office) -> Caller:
    """Who makes a request; asked of the archive once."""
    found: Caller | None = getattr(request.state, "caller", None)
    if found is None:
        found = request.state.caller = _identified(request, office)
    return found


def is_local(request: Request, office: Office) -> bool:
    """Whether a request can only come from this machine."""
    return office.settings.local and not any(name in request.headers for name in _FORWARDED)


def is_api(path: str) -> bool:
    """Whether an address belongs to the API, which programs use and not people."""
    return path == "/api" or path.startswith("/api/")


def is_feed(path: str) -> bool:
    """Whether an address is that of a feed: a feed reader cannot sign in, but shows a token in the address."""
    return path.endswith(".atom")


def _identified(request: Request, office: Office) -> Caller:
    secret = office.secret
    with office.archive.reading() as connection:
        token = _token(request)
        if token is not None:
            return _by_token(connection, token)
        session = sessions.opened(request.cookies.get(sessions.cookie_name(office.settings), ""), secret)
        account = register.of_session(connection, session) if session else None
        if session and account:
            return Caller(account, "session", session.name)
        if is_local(request, office) and not register.size(connection):
            return Caller(LOCAL, "machine")
    return Caller(None)


def _token(request: Request) -> str | None:
    """The token that a request shows, where it may show one."""
    kind, _, shown = request.headers.get("authorization", "").partition(" ")
    if is_api(request.url.path) and kind.lower() == "bearer":
        return shown.strip()
    return request.query_params.get("token") if is_feed(request.url.path) else None


def _by_token(connection: Connection, shown: str) -> Caller:
    found = tokens.holder(connection, shown)
    if found is None:
        return Caller(None, refused=True)
    number, account = found
    return Caller(account, "token", f"token {number}", number)
