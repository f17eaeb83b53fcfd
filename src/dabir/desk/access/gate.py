"""The gate: what every request must pass before any page, or any call of the API, sees it.

It refuses what pages of other sites send, programs with a token that is not valid, who asks too often, and, where the
desk can be reached from other machines, everybody who has not signed in. No page needs to think of it, and none can
forget it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dabir.archive import ArchiveError
from dabir.desk.access import limits, replies, tokens
from dabir.desk.access.callers import Caller, caller_of, is_api, is_local
from dabir.desk.access.guard import address_of
from dabir.desk.access.origins import changes_something, is_foreign, tells_origin

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from dabir.desk.office import Office

# What anybody may see: the page on which he signs in, and in which language. They show nothing of the archive.
OPEN = ("/sign-in", "/preferences")
# The desk's own files: its styles, scripts and signs.
FILES = "/static/"
# What makes the machine read reports, which takes long.
_READING = ("/api/read", "/api/reports", "/add")


class Gate:
    """An application behind the gate."""

    def __init__(self, app: ASGIApp, office: Office) -> None:
        """Stand before this application."""
        self.app, self.office = app, office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
            return
        if scope["type"] != "http" or scope["path"].startswith(FILES):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = await run_in_threadpool(self._refusal, request)
        await (refusal or self.app)(scope, receive, send)
        await self._note_use(request.state.caller.token)

    def _refusal(self, request: Request) -> Response | None:
        """Why a request does not pass; None where it does."""
        try:
            caller = caller_of(request, self.office)
        except ArchiveError as error:
            request.state.caller = Caller(None)
            return replies.refused(request, 503, "unavailable", {"Retry-After": "30"}, error=str(error))
        if caller.refused:
            told = {"WWW-Authenticate": 'Bearer realm="Dabir", error="invalid_token"'}
            return replies.refused(request, 401, "bad_token", told)
        if self._is_foreign(request, caller):
            return replies.refused(request, 403, "foreign")
        seconds = self._wait(request, caller)
        if seconds:
            return replies.too_many(request, seconds)
        return replies.sign_in(request) if caller.account is None and not self._is_open(request) else None

    def _is_foreign(self, request: Request, caller: Caller) -> bool:
        """Whether a request that may change something may come from a page of another site."""
        if not changes_something(request.method):
            return False
        # A session is shown by the browser, whoever lets it; a program of its owner shows a token.
        unclear = is_api(request.url.path) and caller.by == "session" and not tells_origin(request.headers)
        return unclear or is_foreign(request.headers, self.office.settings)

    def _wait(self, request: Request, caller: Caller) -> float:
        """The seconds for which somebody must wait; who sits at the machine itself keeps nobody from anything."""
        if caller.by == "machine":
            return 0.0
        who, buckets = limits.who(caller, address_of(request)), self.office.limits
        seconds = buckets.wait(limits.ANY, who)
        if seconds or request.method != "POST" or not _is_reading(request.url.path):
            return seconds
        return buckets.wait(limits.READING, who)

    def _is_open(self, request: Request) -> bool:
        """Whether somebody who has not signed in may see an address."""
        return request.url.path in OPEN or is_local(request, self.office)

    async def _note_use(self, token: int | None) -> None:
        """Keep that a token was used; nobody waits for it, the answer has been sent."""
        if token is not None:
            with suppress(ArchiveError):  # the token works as well when nobody knows of its last use
                await run_in_threadpool(tokens.used, self.office.archive.database, token)


def _is_reading(path: str) -> bool:
    return any(path == each or path.startswith(f"{each}/") for each in _READING)
