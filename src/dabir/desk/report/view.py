"""The view: all that the template of a report is filled with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from dabir.archive.answers.kept_report import KeptReport, NoSuchReportError, kept_report
from dabir.desk.mending import mended
from dabir.desk.refusals import NotFoundError
from dabir.desk.report.beside import beside
from dabir.desk.report.boundaries import ends_of
from dabir.desk.report.changes import Passage, changes
from dabir.desk.report.days import when
from dabir.desk.report.marks import KINDS, Kind, marked
from dabir.desk.report.writing import Writing, written
from dabir.exports.known import everybody, role_of
from dabir.exports.persian import EVENT_TYPES

if TYPE_CHECKING:
    from dabir.desk.visits import Visit
    from dabir.exports.markup import Block

# Before so many lines the headline stands; further down a line of that kind is no title of the page.
_HEAD = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for of a report: see the parameters of its page."""

    name: str
    version: int | None = None
    writing: Writing = "restored"
    marks: tuple[Kind, ...] = KINDS
    compare: int | None = None
    correct: str | None = None

    @property
    def path(self) -> str:
        """The page's address without parameters."""
        return f"/report/{quote(self.name, safe='')}"

    def address(self, **changes: object) -> str:
        """The page's address with some of what is asked changed; None asks for what goes without saying."""
        asked = {
            "version": self.version,
            "writing": self.writing if self.writing != "restored" else None,
            "marks": ",".join(self.marks) if self.marks != KINDS else None,
            **changes,
        }
        told = urlencode({name: value for name, value in asked.items() if value is not None})
        return f"{self.path}?{told}" if told else self.path


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a correction was not made, and the first and last words that the editor had written."""

    words: str
    begins: str = ""
    ends: str = ""


def kept(visit: Visit, name: str, version: int | None = None) -> KeptReport:
    """A report of the archive.

    Raises:
        NotFoundError: There is none of this name, or no such version of it.
    """
    try:
        return kept_report(visit.archive, name, version)
    except NoSuchReportError:
        raise NotFoundError(name) from None


def state_of(report: KeptReport) -> str:
    """By what a form knows whether the report is still the one that it was shown with."""
    return f"{report.version.number} {report.version.reader}"


def view(visit: Visit, asked: Asked, notice: Notice | None = None) -> dict[str, Any]:
    """The values of the template.

    Raises:
        NotFoundError: There is no such report, or no such version of it.
    """
    report = kept(visit, asked.name, asked.version)
    text = written(report.record, asked.writing)
    head, body = _parted(marked(report.record, text, visit.words.number))
    record = report.record
    facts = beside(report, text)
    said = next((one for one in facts.statements if one.id == asked.correct), None)
    may_correct = report.current and visit.may("editor")
    begins, ends = ends_of(said.words if said else "")
    return {
        "report": report,
        "asked": asked,
        "title": mended(record.report.headline) or record.id,
        "link": record.report.url if _is_page(record.report.url) else None,
        "head": head,
        "body": body,
        "beside": facts,
        "when": partial(when, words=visit.words),
        "kinds": KINDS,
        "event_types": EVENT_TYPES,
        "changes": _changes(visit, report, asked),
        "may_correct": may_correct,
        "correct": asked.address(correct=""),
        "correcting": said.id if said and may_correct else None,
        "notice": notice.words if notice else "",
        "speakers": [(one.id, one.name, role_of(one)) for one in everybody(record)],
        "state": state_of(report),
        "begins": (notice and notice.begins) or begins,
        "ends": (notice and notice.ends) or ends,
    }


def _parted(lines: list[Block]) -> tuple[list[Block], list[Block]]:
    """The lines up to the headline, and those behind it; a page shows its tools between them."""
    at = next((number for number, line in enumerate(lines[:_HEAD], 1) if line.kind == "headline"), 0)
    return lines[:at], lines[at:]


def _is_page(address: str | None) -> bool:
    return address is not None and address.startswith(("http://", "https://"))


def _changes(visit: Visit, report: KeptReport, asked: Asked) -> list[Passage]:
    """What was changed since the version with which this one is to be compared."""
    if asked.compare is None:
        return []
    other = kept(visit, asked.name, asked.compare)
    before, after = sorted((other, report), key=lambda one: one.version.number)
    texts = (written(one.record, asked.writing).text for one in (before, after))
    return changes(*texts)
