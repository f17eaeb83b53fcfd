"""Correcting: an editor's word on who said a statement and where it begins and ends, and how it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from dabir.archive.people.decisions import bounds, reattribute, undo
from dabir.desk.access import guard
from dabir.desk.report.boundaries import stretch
from dabir.desk.report.view import Asked, Notice, kept, state_of, view
from dabir.desk.report.writing import Writing, Written, written
from dabir.desk.visits import Visiting

if TYPE_CHECKING:
    from dabir.archive.answers.kept_report import KeptReport
    from dabir.desk.visits import Visit
    from dabir.record import Statement

router = APIRouter(prefix="/correct")

Field = Annotated[str, Form()]
Number = Annotated[int, Form(ge=1, le=2**62)]

_DIGITS = 10  # of an offset: no text is so long


@dataclass(frozen=True, slots=True)
class Which:
    """The statement that a form is about.

    `state` is that of the report when the form was shown: in another one the statement's id may stand for another.
    """

    report: str
    statement: str
    state: str
    key: str
    writing: Writing

    @property
    def asked(self) -> Asked:
        """The page on which the form is."""
        return Asked(self.report, writing=self.writing, correct=self.statement)


def which(
    report: Field,
    statement: Field,
    state: Field = "",
    key: Field = "",
    writing: Annotated[Writing, Form()] = "restored",
) -> Which:
    """What every form brings."""
    return Which(report, statement, state, key, writing)


Meant = Annotated[Which, Depends(which)]


@router.post("/speaker")
def another_speaker(visit: Visiting, meant: Meant, speaker: Field = "") -> Response:
    """Another has said it; nobody whom the record knows, where none is named."""
    editor = _editor(visit, meant.key)
    report = kept(visit, meant.report)
    said = _said(report, meant)
    if said is None:
        return _again(visit, meant, "report.changed_meanwhile")
    if said.speaker_id == (speaker or None):
        return _again(visit, meant, "report.same_speaker")
    decision = reattribute(visit.archive, meant.report, meant.statement, speaker or None, by=editor)
    guard.record(visit, "decision.reattribute", meant.report, statement=meant.statement, decision=decision.id)
    return _back(meant)


@router.post("/bounds")
def other_bounds(
    visit: Visiting, meant: Meant, begins: Field = "", ends: Field = "", start: Field = "", end: Field = ""
) -> Response:
    """Its words are others: those between the first and the last ones, or between two offsets of the text on the page."""
    editor = _editor(visit, meant.key)
    report = kept(visit, meant.report)
    said = _said(report, meant)
    if said is None:
        return _again(visit, meant, "report.changed_meanwhile")
    text = written(report.record, meant.writing)
    found = _picked(text, start, end) or stretch(text.whole, begins, ends, (said.start, said.end))
    if found is None:
        return _again(visit, meant, "report.no_such_words", begins, ends)
    if found == (said.start, said.end):
        return _again(visit, meant, "report.same_bounds", begins, ends)
    decision = bounds(visit.archive, meant.report, meant.statement, *found, by=editor)
    guard.record(visit, "decision.bounds", meant.report, statement=meant.statement, decision=decision.id)
    return _back(meant)


@router.post("/undo")
def take_back(visit: Visiting, meant: Meant, decision: Number) -> Response:
    """A correction holds no more."""
    _editor(visit, meant.key)
    undo(visit.archive, decision)
    guard.record(visit, "decision.undo", meant.report, statement=meant.statement, decision=decision)
    return _back(meant)


def _editor(visit: Visit, key: str) -> str | None:
    """The name of the account that corrects; None for who sits at the machine."""
    guard.check(visit, key)
    return visit.need("editor").name or None


def _said(report: KeptReport, meant: Which) -> Statement | None:
    """The statement that is meant; None if the report was changed since the form was shown."""
    if meant.state != state_of(report):
        return None
    return next((said for said in report.record.statements if said.id == meant.statement), None)


def _picked(text: Written, start: str, end: str) -> tuple[int, int] | None:
    """The place in the report of words that were picked on the page, without the white space around them."""
    if not (_is_offset(start) and _is_offset(end) and int(start) < int(end) <= len(text.text)):
        return None
    low, high = text.there(int(start), int(end))
    words = text.whole[low:high]
    low, high = low + len(words) - len(words.lstrip()), high - len(words) + len(words.rstrip())
    return (low, high) if low < high else None


def _is_offset(written: str) -> bool:
    return written.isdecimal() and len(written) < _DIGITS


def _again(visit: Visit, meant: Which, why: str, begins: str = "", ends: str = "") -> Response:
    """The page with the form and the reason why nothing was corrected."""
    notice = Notice(visit.words(why), begins, ends)
    return visit.answer("report.html", status=400, **view(visit, meant.asked, notice))


def _back(meant: Which) -> Response:
    """Lead back to the statement."""
    asked = Asked(meant.report, writing=meant.writing)
    return RedirectResponse(f"{asked.address()}#{meant.statement}", 303)
