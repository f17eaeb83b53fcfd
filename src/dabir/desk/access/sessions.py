"""Sessions: how a browser shows that somebody has signed in, by a cookie that only the desk can write."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from itsdangerous import BadData, URLSafeTimedSerializer

if TYPE_CHECKING:
    from starlette.responses import Response

    from dabir.desk.settings import Settings

LASTING = 14 * 24 * 3600  # seconds for which somebody stays signed in


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's being signed in.

    Attributes:
        account: The account's number.
        epoch: The account's epoch at that time: when the account has another, the session is over.
        name: What tells this session from all others.
    """

    account: int
    epoch: int
    name: str


def begun(account: int, epoch: int) -> Session:
    """A new session of an account."""
    return Session(account, epoch, secrets.token_urlsafe(12))


def written(session: Session, secret: str) -> str:
    """A session as its cookie holds it: signed, with the present time."""
    return _signer(secret).dumps([session.account, session.epoch, session.name])


def opened(cookie: str, secret: str) -> Session | None:
    """The session of a cookie; None where it is too old, or nothing that this desk has written."""
    try:
        account, epoch, name = _signer(secret).loads(cookie, max_age=LASTING)
        return Session(int(account), int(epoch), str(name))
    except (BadData, TypeError, ValueError):
        return None


def cookie_name(settings: Settings) -> str:
    """The name of the cookie; desks on several ports of one machine do not end each other's sessions."""
    return "__Host-session" if settings.secure else f"session-{settings.port}"


def remember(answer: Response, session: Session, secret: str, settings: Settings) -> None:
    """Let the browser that gets an answer keep a session."""
    answer.set_cookie(
        cookie_name(settings),
        written(session, secret),
        max_age=LASTING,
        httponly=True,
        samesite="lax",
        secure=settings.secure,
    )


def forget(answer: Response, settings: Settings) -> None:
    """Let the browser that gets an answer drop its session."""
    answer.delete_cookie(cookie_name(settings), httponly=True, samesite="lax", secure=settings.secure)


def _signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="dabir session")
