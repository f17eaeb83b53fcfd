"""The application: the pages, the API and the files of a desk put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from dabir import __version__
from dabir.archive import ArchiveError
from dabir.desk.access import replies
from dabir.desk.access.callers import is_api
from dabir.desk.access.faults import AccountError
from dabir.desk.access.gate import Gate
from dabir.desk.adding.sample import fill
from dabir.desk.api import problems
from dabir.desk.api.application import create_api
from dabir.desk.headers import Protected
from dabir.desk.office import Office
from dabir.desk.pages import ROUTERS
from dabir.desk.readiness import make_ready
from dabir.desk.refusals import NotAllowedError, NotFoundError, StaleFormError
from dabir.desk.settings import Settings
from dabir.desk.visits import Visit

if TYPE_CHECKING:
    from dabir.archive import Archive

# Pages that are worked on at once. More would only wait for each other, as Python computes one at a time: with forty a page
# takes three times as long under load (docs/desk.md).
AT_ONCE = 3


def create_app(archive: Archive, settings: Settings | None = None) -> FastAPI:
    """The desk of an archive, for any ASGI server."""
    settings = settings or Settings()
    app = FastAPI(
        title="Dabir",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=_open,
    )
    app.state.office = Office(archive, settings)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.state.api = create_api(app.state.office)
    app.mount("/api", app.state.api)
    app.mount("/static", StaticFiles(directory=str(files("dabir.desk").joinpath("static"))))
    for fault in (
        NotAllowedError,
        StaleFormError,
        NotFoundError,
        ArchiveError,
        HTTPException,
        RequestValidationError,
    ):
        app.add_exception_handler(fault, _told)
    app.add_middleware(Gate, office=app.state.office)
    app.add_middleware(Protected, settings=settings)
    return app


@asynccontextmanager
async def _open(app: FastAPI) -> AsyncIterator[None]:
    """The time in which a desk is open; what it still does behind its pages ends with it."""
    current_default_thread_limiter().total_tokens = AT_ONCE
    if app.state.office.settings.ready:
        make_ready(app.state.office.archive)
    if app.state.office.settings.sample:
        await run_in_threadpool(fill, app.state.office)
    yield
    await run_in_threadpool(app.state.office.jobs.close)


async def _told(request: Request, fault: Exception) -> Response:
    """A page that says what went wrong; of the API, problem details."""
    if is_api(request.url.path):  # a line break in an address keeps it from the API's own application
        return problems.answer(request, fault)
    if isinstance(fault, NotAllowedError | StaleFormError):
        return replies.stopped(request, fault)
    visit = Visit(request)
    if isinstance(fault, NotFoundError) or (isinstance(fault, HTTPException) and fault.status_code == 404):
        reason = fault.what if isinstance(fault, NotFoundError) else request.url.path
        return visit.answer("error.html", status=404, title=visit.words("error.not_found"), reason=reason)
    if isinstance(fault, ArchiveError):
        reason = fault.told(visit.words) if isinstance(fault, AccountError) else str(fault)
        return visit.answer("error.html", status=400, title=visit.words("error.refused"), reason=reason)
    if isinstance(fault, RequestValidationError):
        reason = visit.words("access.malformed")
        return visit.answer("error.html", status=400, title=visit.words("error.refused"), reason=reason)
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    return visit.answer("error.html", status=status, title=visit.words("error.refused"), reason=str(fault))
