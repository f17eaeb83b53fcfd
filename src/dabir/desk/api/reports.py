"""Reports, by the API: their records, and what is sent to be read or to be kept."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from dabir.adding import add
from dabir.archive.answers.kept_report import kept_report
from dabir.archive.following.followup import follow
from dabir.archive.keeping import Kept
from dabir.batch import Failure
from dabir.desk.access import guard
from dabir.desk.api.models import GivenReport, KeptNow
from dabir.desk.api.parameters import ReportName, Version
from dabir.desk.api.problems import ProblemError
from dabir.desk.visits import Visiting
from dabir.record import Record
from dabir.report import Report
from dabir.sources.fields import report_of_fields

router = APIRouter(tags=["reports"])

_FORMS = ("application/json", "text/plain")
_SCHEMA = {"$ref": "#/components/schemas/GivenReport"}
_TEXT = {"type": "string", "minLength": 1, "examples": ["بهمن کاویانی وزیر راه گفت: پل تازه باز می‌شود."]}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A report as JSON, or its text alone in UTF-8; a million bytes at most.",
        "content": {"application/json": {"schema": _SCHEMA}, "text/plain": {"schema": _TEXT}},
    }
}


async def given(request: Request) -> GivenReport:
    """The report that is sent.

    Raises:
        ProblemError: It is sent in another form.
        RequestValidationError: It is not as described.
    """
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if form not in _FORMS:
        raise ProblemError("media", "Send a report as application/json, or its text as text/plain.")
    body = await request.body()
    try:
        if form == "application/json":
            return GivenReport.model_validate_json(body)
        return GivenReport(text=body.decode())
    except UnicodeDecodeError:
        raise ProblemError("unreadable", "The text is not in UTF-8: send it so.") from None
    except ValidationError as fault:
        errors = [{"loc": ("body", *each["loc"]), "msg": each["msg"]} for each in fault.errors()]
        raise RequestValidationError(errors) from fault


Given = Annotated[GivenReport, Depends(given)]


@router.get("/reports/{name:path}", summary="A report's record")
def report(visit: Visiting, name: ReportName, version: Version = None) -> Record:
    """The record of a report as editors have corrected it: its text, who says what, who does what, when and where.

    Offsets count code points of `text`.
    """
    return kept_report(visit.archive, name, version).record


@router.post("/read", summary="Read a report without keeping it", openapi_extra=_BODY)
def read(visit: Visiting, sent: Given) -> Record:
    """The record of a text, which is not kept."""
    return visit.office.reader.read(_report(sent))


@router.post("/reports", summary="Keep a report", openapi_extra=_BODY, status_code=200)
def keep(visit: Visiting, sent: Given) -> KeptNow:
    """Read a report and keep it; another text of a report that the archive knows becomes its newest version.

    It takes the role of an editor.
    """
    visit.need("editor")
    (outcome,) = add(visit.archive, [_report(sent)], visit.office.reader)
    if isinstance(outcome, Failure):
        raise ProblemError("unreadable", outcome.reason)
    if outcome is None or outcome.outcome == "unchanged":
        return KeptNow(outcome="unchanged", name=outcome.name if outcome else None, is_copy=False)
    follow(visit.archive)
    return _kept(visit, outcome)


def _kept(visit: Visiting, kept: Kept) -> KeptNow:
    guard.record(visit, "report.add", kept.name, outcome=kept.outcome)
    return KeptNow(outcome=kept.outcome, name=kept.name, is_copy=kept.copy_of is not None)


def _report(sent: GivenReport) -> Report:
    """What is sent as a report.

    Raises:
        UnreadableError: It is no Persian text.
    """
    return report_of_fields(sent.model_dump(exclude_none=True))
