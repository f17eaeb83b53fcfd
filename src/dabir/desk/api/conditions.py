"""Conditions: what holds for every request of the API: entity tags, HEAD, and how much may be sent.

An answer depends on nothing but its address, the archive and the day; so its tag (RFC 9110) is made of these, and a
program that shows it again is told that nothing has changed before anything is looked up.
"""

from __future__ import annotations

import hmac
import re
from datetime import date
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dabir import __version__
from dabir.archive import ArchiveError
from dabir.desk.api.problems import answer, told

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from dabir.desk.office import Office

# Bytes that may be sent.
MOST = 1_000_000
# In the scope of a request that only asks for the head of an answer.
HEAD = "dabir.head"
_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


class Conditional:
    """An application whose answers have tags, that knows HEAD wherever it knows GET, and takes in no more than it may."""

    def __init__(self, app: ASGIApp, office: Office) -> None:
        """Stand before this application."""
        self.app, self.office = app, office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] in ("GET", "HEAD"):
            await self._get(scope, receive, send)
        else:
            await self._send(scope, receive, send)

    async def _get(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a tag, or tell that nothing has changed; to HEAD, with nothing else than to GET but the body."""
        request = Request(scope)
        try:
            tag = await run_in_threadpool(tag_of, request, self.office)
        except ArchiveError as error:
            await answer(request, error)(scope, receive, send)
            return
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if _holds(request.headers.get("if-none-match", ""), tag):
            await Response(status_code=304, headers={**headers, "Vary": _VARY})(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                found = MutableHeaders(scope=message)
                found.update(headers)
                found.add_vary_header(_VARY)
            if message["type"] == "http.response.body" and head:
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET", HEAD: head}, receive, sent)

    async def _send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer if not too much is sent."""
        told_length = Headers(scope=scope).get("content-length", "")
        if told_length.isdecimal() and int(told_length[:20]) > MOST:
            await told(Request(scope).url.path, "too-large", _TOO_LARGE)(scope, receive, send)
            return
        taken = 0

        async def received() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST:
                raise HTTPException(413, _TOO_LARGE)
            return message

        await self.app(scope, received, send)


_VARY = "Cookie, Authorization"
_TOO_LARGE = f"More than {MOST} bytes are sent: send less at a time."


def tag_of(request: Request, office: Office) -> str:
    """The tag of the answer to a request.

    Raises:
        ArchiveError: The archive cannot be reached.
    """
    # The secret tells archives apart, which may have the same revision.
    made_of = (
        __version__,
        str(office.archive.database.revision()),
        date.today().isoformat(),
        request.url.path,
        request.url.query,
    )
    made = hmac.new(office.secret.encode(), "\n".join(made_of).encode("utf-8", "replace"), "sha256")
    return f'W/"{made.hexdigest()[:24]}"'


def _holds(shown: str, tag: str) -> bool:
    """Whether a tag is among those that a program shows."""
    return tag.removeprefix("W/") in _TAG.findall(shown)
