"""Replies: how a desk refuses somebody, with a page for people and with problem details (RFC 9457) for programs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi.responses import JSONResponse, RedirectResponse, Response

from dabir.desk.access.callers import is_api, is_feed
from dabir.desk.refusals import NotAllowedError, StaleFormError
from dabir.desk.visits import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

_KEEP = {"Cache-Control": "no-store"}


def refused(
    request: Request, status: int, reason: str, headers: Mapping[str, str] | None = None, **values: object
) -> Response:
    """A refusal.

    Args:
        request: What is refused.
        status: Its HTTP status.
        reason: The key of its words: of `REASON_title`, and of `REASON` itself.
        headers: Further headers of the answer.
        values: What the words name.
    """
    visit = Visit(request)
    title, told = visit.words(f"access.{reason}_title"), visit.words(f"access.{reason}", **values)
    if is_api(request.url.path) or is_feed(request.url.path):
        answer: Response = _problem(request, status, title, told)
    else:
        answer = visit.answer("error.html", status=status, title=title, reason=told)
    answer.headers.update(headers or {})
    return answer


def too_many(request: Request, seconds: float) -> Response:
    """Somebody asks too often, and may ask again after so many seconds."""
    wait = max(1, math.ceil(seconds))
    return refused(request, 429, "too_many", {"Retry-After": str(wait)}, seconds=wait)


def sign_in(request: Request) -> Response:
    """Somebody must sign in first; a page then leads him back to where he is."""
    if is_api(request.url.path) or is_feed(request.url.path):
        return refused(request, 401, "nobody", {"WWW-Authenticate": 'Bearer realm="Dabir"'})
    back = {"back": Visit(request).here}
    return RedirectResponse(f"/sign-in?{urlencode(back)}", 303, _KEEP)


def stopped(request: Request, fault: NotAllowedError | StaleFormError) -> Response:
    """Somebody wants what he may not do, or sends a form that is out of date."""
    if isinstance(fault, StaleFormError):
        return refused(request, 403, "stale")
    visit = Visit(request)
    if visit.account is None:
        return sign_in(request)
    title, told = visit.words("error.not_allowed"), visit.words(f"access.not_allowed_{fault.role}")
    if is_api(request.url.path):
        return _problem(request, 403, title, told)
    return visit.answer("error.html", status=403, title=title, reason=told)


def _problem(request: Request, status: int, title: str, told: str) -> JSONResponse:
    content = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": told,
        "instance": request.url.path,
    }
    return JSONResponse(content, status, _KEEP, "application/problem+json")
