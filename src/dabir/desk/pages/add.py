"""Adding reports: a text, files, or what lies at an address; and the jobs that do it, with their progress."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response

from dabir.archive.answers.named import named
from dabir.archive.finding.days import stretch
from dabir.desk.access import guard
from dabir.desk.adding import orders
from dabir.desk.adding.uploads import LIMIT, EditorsForm, files_of, laid_down
from dabir.desk.board import FullError, Posted
from dabir.desk.refusals import NotFoundError
from dabir.desk.visits import Visit, Visiting
from dabir.report import Header, Report
from dabir.sources import UnreadableError, read_text
from dabir.sources.dates import read_moment
from dabir.sources.download import require_web_address
from dabir.sources.fields import mapping_of

router = APIRouter(prefix="/add")

Field = Annotated[str, Form()]
Number = Annotated[int, Path(ge=1, le=2**62)]
_EMPTY = {"headline": "", "text": "", "agency": "", "date": "", "address": "", "most": "", "columns": ""}
_MOST_PAGES = 10_000


class _FaultError(Exception):
    """What was given cannot be taken; its words stand under this key, the form is that of this kind."""

    def __init__(self, key: str, kind: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.kind, self.values = key, kind, values


@router.get("")
def forms(visit: Visiting) -> Response:
    """The forms, and the last jobs."""
    visit.need("editor")
    return _forms(visit)


@router.post("/text")
def text(
    visit: Visiting,
    headline: Field = "",
    text: Field = "",
    agency: Field = "",
    date: Field = "",
    key: Field = "",
) -> Response:
    """Add a text."""
    guard.check(visit, key)
    visit.need("editor")
    given = {"headline": headline, "text": text, "agency": agency, "date": date}
    try:
        return _taken(orders.add_text(visit, _report(**given)))
    except _FaultError as fault:
        return _forms(visit, fault, given)
    except FullError:
        return _forms(visit, _FaultError("full", "text"), given, status=503)


@router.post("/files")
def files(visit: Visiting, form: EditorsForm) -> Response:
    """Add the reports in files."""
    if form is None:
        return _forms(visit, _FaultError("too_large", "files", number=LIMIT // 2**20), status=413)
    guard.check(visit, str(form.get("key", "")))
    sent, columns = files_of(form, "files"), str(form.get("columns", ""))
    if not sent:
        return _forms(visit, _FaultError("no_file", "files"), {"columns": columns})
    try:
        mapping = _columns(columns)
        return _taken(orders.add_files(visit, *laid_down(sent), mapping))
    except _FaultError as fault:
        return _forms(visit, fault, {"columns": columns})
    except FullError:
        return _forms(visit, _FaultError("full", "files"), status=503)


@router.post("/address")
def address(visit: Visiting, address: Field = "", most: Field = "", key: Field = "") -> Response:
    """Add the page at an address, or those that a feed or a sitemap there names."""
    guard.check(visit, key)
    visit.need("editor")
    given = {"address": address, "most": most}
    try:
        return _taken(orders.add_address(visit, _web_address(address.strip()), _count(most.strip())))
    except _FaultError as fault:
        return _forms(visit, fault, given)
    except FullError:
        return _forms(visit, _FaultError("full", "address"), given, status=503)


@router.get("/jobs/{number}")
def job(visit: Visiting, number: Number, still: bool = False) -> Response:
    """How far a job is; `still` does not load the page again and again where scripts do not run."""
    visit.need("editor")
    shown, stopping = _job(visit, number)
    with visit.archive.reading() as connection:
        reports = named(connection, shown.results)
    ahead = visit.office.jobs.ahead(number) if shown.state == "waiting" else 0
    read = sum(number for outcome, number in shown.counts.items() if outcome != "copies")
    return visit.answer(
        "add_job.html", job=shown, reports=reports, ahead=ahead, stopping=stopping, read=read, still=still
    )


@router.post("/jobs/{number}/stop")
def stop(visit: Visiting, number: Number, key: Field = "") -> Response:
    """Stop a job; what it has kept by then stays."""
    guard.check(visit, key)
    visit.need("editor")
    found = _job(visit, number)
    if not found.progress.over:
        orders.stop(visit, found.progress)
    return RedirectResponse(f"/add/jobs/{number}", 303)


def _job(visit: Visit, number: int) -> Posted:
    found = visit.office.jobs.get(number)
    if found is None:
        raise NotFoundError(str(number))
    return found


def _taken(number: int) -> Response:
    return RedirectResponse(f"/add/jobs/{number}", 303)


def _forms(
    visit: Visit,
    fault: _FaultError | None = None,
    given: Mapping[str, str] = _EMPTY,
    *,
    status: int = 400,
) -> Response:
    """The forms with what was given, and why it cannot be taken."""
    return visit.answer(
        "add.html",
        status=status if fault else 200,
        given={**_EMPTY, **given},
        fault=visit.words(f"add.{fault.key}", **fault.values) if fault else "",
        faulty=fault.kind if fault else "",
        jobs=visit.office.jobs.recent(),
        limit=LIMIT,
    )


def _report(*, headline: str, text: str, agency: str, date: str) -> Report:
    """The report of a form's fields.

    Raises:
        _FaultError: There is no text, or it is not Persian, or the date is no day.
    """
    title, body = " ".join(headline.split()), text.replace("\r\n", "\n").strip()
    if not body:
        raise _FaultError("no_text", "text")
    published, jalali = _day(date)
    header = Header(
        headline=title or None,
        agency=" ".join(agency.split()) or None,
        published=published,
        published_jalali=jalali,
    )
    try:
        return read_text(f"{title}\n{body}" if title else body, header=header)
    except UnreadableError:
        raise _FaultError("not_persian", "text") from None


def _day(written: str) -> tuple[str | None, str | None]:
    """A day in both calendars; None for none."""
    if not written.strip():
        return None, None
    found = stretch(written)
    moment = read_moment(found.first.isoformat()) if found and found.first == found.last else None
    if moment is None:
        raise _FaultError("no_day", "text", written=written[:40])
    return moment.published, moment.published_jalali


def _columns(written: str) -> dict[str, str]:
    """Where the fields of tables stand, as the command line has it: «text=body, published=date»."""
    try:
        return mapping_of(each for each in re.split("[,،;؛\n]", written) if each.strip())
    except ValueError as error:
        raise _FaultError("no_columns", "files", reason=str(error)) from None


def _web_address(written: str) -> str:
    try:
        require_web_address(written)
    except UnreadableError:
        raise _FaultError("no_address", "address") from None
    return written


def _count(written: str) -> int | None:
    """How many pages at most; None for all."""
    if not written:
        return None
    if not written.isdecimal() or not 1 <= int(written[:10]) <= _MOST_PAGES:
        raise _FaultError("no_count", "address", most=_MOST_PAGES)
    return int(written)
