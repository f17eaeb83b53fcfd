"""The application of the API: its addresses, its errors, and its description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from dabir import __version__
from dabir.desk.api import answers, deciding, finding, people, problems, reports, taking_out
from dabir.desk.api.conditions import Conditional
from dabir.desk.api.description import ABOUT, TAGS, described

if TYPE_CHECKING:
    from dabir.desk.office import Office

_ROUTERS = (
    finding.router,
    reports.router,
    people.router,
    answers.router,
    deciding.router,
    taking_out.router,
)


class Api(FastAPI):
    """The API, which describes itself."""

    def openapi(self) -> dict[str, Any]:
        """Its description in OpenAPI 3.1, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = described(super().openapi(), self.state.office.settings)
        return self.openapi_schema


def create_api(office: Office) -> Api:
    """The API of a desk, to be mounted under `/api`."""
    api = Api(
        title="Dabir",
        version=__version__,
        summary="An archive of Persian news: who said what, who met whom, what was promised, in which exact words.",
        description=ABOUT,
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    api.state.office = office
    problems.handle(api)
    for router in _ROUTERS:
        api.include_router(router)
    api.add_middleware(Conditional, office=office)
    return api
