"""Problems: every error of the API as problem details (RFC 9457), `application/problem+json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from dabir.archive import ArchiveError, QueryError
from dabir.archive.answers.kept_report import NoSuchReportError
from dabir.desk.access import replies
from dabir.desk.refusals import NotAllowedError, NotFoundError, StaleFormError
from dabir.sources import UnreadableError

MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problems: its title, its HTTP status, and what it means."""

    title: str
    status: int
    meaning: str


KINDS: Mapping[str, Kind] = {
    "malformed": Kind(
        "The request is not as described",
        422,
        "A parameter or a field of the body is missing, of a wrong type or out of its bounds; `errors` names each.",
    ),
    "question": Kind(
        "The query asks for what there is not", 400, "A field of the query has no such value, or the query is too long."
    ),
    "refused": Kind(
        "It cannot be done", 400, "The archive cannot do what is asked; `detail` says why and what to do."
    ),
    "cursor": Kind(
        "The cursor is none of this list",
        400,
        "A cursor holds for the list and the parameters with which it was given; begin without one.",
    ),
    "unreadable": Kind("It cannot be read", 400, "What was sent is no Persian news report."),
    "not-found": Kind("There is no such thing", 404, "Nothing has the name or the number that the address gives."),
    "method": Kind("The method is not known here", 405, "The header `Allow` names the methods that are."),
    "too-large": Kind("It is too large", 413, "What is sent has more than a million bytes; send less at a time."),
    "media": Kind("It is sent in another form", 415, "Send JSON (`application/json`), or `text/plain` to have it read."),
    "unavailable": Kind("The archive cannot be reached", 503, "The database fails for now; try again later."),
    "failed": Kind("The desk has made a mistake", 500, "This should not happen; the desk's log has more."),
}  # fmt: skip


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    where: list[str | int] = Field(description="Where: `query` or `body` …, then the name of the field.")
    what: str = Field(description="What is wrong with it.")


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: str = Field(
        description="The kind of the problem; its address tells more.", examples=["/api/docs#problem-refused"]
    )
    title: str = Field(description="The kind in words.", examples=["It cannot be done"])
    status: int = Field(description="The HTTP status.", examples=[400])
    detail: str = Field(
        description="What is wrong and what to do, in a sentence.",
        examples=["the archive names nobody «کاویان»: is one of these meant: «کاویانی»?"],
    )
    instance: str = Field(description="The address that was asked for.", examples=["/api/between"])
    errors: list[Fault] = Field(default=[], description="What is wrong with each parameter or field.")


class ProblemError(Exception):
    """A request that the API refuses."""

    def __init__(self, kind: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        """Name the kind, one of `KINDS`, and say what is wrong."""
        super().__init__(detail)
        self.kind, self.detail, self.headers = kind, detail, headers


def told(
    path: str,
    kind: str,
    detail: str,
    errors: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
    status: int | None = None,
) -> Response:
    """A problem as an answer."""
    about = KINDS[kind]
    code = status or about.status
    content = {
        "type": f"/api/docs#problem-{kind}",
        "title": about.title,
        "status": code,
        "detail": detail,
        "instance": path,
        "errors": [error.model_dump() for error in errors],
    }
    # What was sent may hold halves of characters, which have no bytes: these are written as JSON escapes them.
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(body, code, {"Cache-Control": "no-store", **(headers or {})}, MEDIA)


def handle(app: FastAPI) -> None:
    """Let an application tell all its errors as problems."""
    for fault in (
        ProblemError,
        NotAllowedError,
        StaleFormError,
        NotFoundError,
        ArchiveError,
        QueryError,
        UnreadableError,
        HTTPException,
        RequestValidationError,
        Exception,
    ):
        app.add_exception_handler(fault, answer)


def answer(request: Request, fault: Exception) -> Response:
    """The problem that an error is."""
    path = request.url.path
    if isinstance(fault, NotAllowedError | StaleFormError):
        return replies.stopped(request, fault)
    if isinstance(fault, RequestValidationError):
        return told(
            path,
            "malformed",
            "The request is not as described: `errors` names what is wrong.",
            _faults(fault),
        )
    if isinstance(fault, HTTPException):
        return _of_status(path, fault)
    headers = fault.headers if isinstance(fault, ProblemError) else None
    return told(path, _kind(fault), _sentence(fault), headers=headers)


def _kind(fault: Exception) -> str:
    if isinstance(fault, ProblemError):
        return fault.kind
    if isinstance(fault, NotFoundError | NoSuchReportError):
        return "not-found"
    if isinstance(fault, ArchiveError):
        return "unavailable" if isinstance(fault.__cause__, DBAPIError) else "refused"
    kinds = {QueryError: "question", UnreadableError: "unreadable"}
    return next((kind for error, kind in kinds.items() if isinstance(fault, error)), "failed")


def _sentence(fault: Exception) -> str:
    if isinstance(fault, ProblemError):
        return fault.detail
    return str(fault) if _kind(fault) != "failed" else "The desk could not answer; its log says more."


def _of_status(path: str, fault: HTTPException) -> Response:
    """An error that knows its status alone."""
    kind = next((name for name, kind in KINDS.items() if kind.status == fault.status_code), "refused")
    sentences = {
        "not-found": f"The API has no address {path}; see /api/docs.",
        "method": "This address does not know the method; see /api/docs.",
    }
    detail = sentences.get(kind) or str(fault.detail)
    return told(path, kind, detail, headers=fault.headers, status=fault.status_code)


def _faults(fault: RequestValidationError) -> list[Fault]:
    """What is wrong with each field; what was sent is not repeated."""
    found: list[dict[str, Any]] = list(fault.errors())
    return [Fault.model_construct(where=list(each["loc"]), what=str(each["msg"])) for each in found]
