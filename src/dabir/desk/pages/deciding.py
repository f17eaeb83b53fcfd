"""Deciding: the forms by which editors rule who is who; each ruling is written into the audit log and can be taken back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from dabir.archive import ArchiveError
from dabir.archive.answers.mentions import mentions
from dabir.archive.answers.subject import Subject
from dabir.archive.people import decisions
from dabir.archive.people.bearers import bearers, near_names
from dabir.archive.people.ledger import Decision
from dabir.archive.people.lookup import Entity
from dabir.desk.access import guard
from dabir.desk.mending import mend
from dabir.desk.person.portrait import Portrait, kind_of, portrait, shown
from dabir.desk.person.views import Asked, values
from dabir.desk.visits import Visit, Visiting
from dabir.desk.windows import days_between

router = APIRouter()

# Reports of a page from which some are split off, and of the newest that are shown of two who are to be one.
_REPORTS, _NEWEST = 40, 4

Field = Annotated[str, Form()]
Names = Annotated[list[str] | None, Form()]
Page = Annotated[int, Query(ge=1, le=2000)]


@router.post("/person/{entity}/rename")
def rename(visit: Visiting, entity: str, name: Field = "", key: Field = "") -> Response:
    """Show somebody under another name."""
    known = _editing(visit, entity, key)
    called = " ".join(name.split())
    if not called or called == known.entity.name:
        return _edit(known, visit.words("deciding.empty_name" if not called else "deciding.same_name"))
    try:
        decision = decisions.rename(visit.archive, known.entity.id, called)
    except ArchiveError as fault:
        return _edit(known, str(fault))
    return _done(visit, decision, known.entity.id, name=called, old=known.entity.name)


@router.post("/person/{entity}/note")
def note(visit: Visiting, entity: str, words: Field = "", key: Field = "") -> Response:
    """Write a note about somebody."""
    known = _editing(visit, entity, key)
    if not words.strip():
        return _edit(known, visit.words("deciding.empty_note"))
    try:
        decision = decisions.note(visit.archive, known.entity.id, words)
    except ArchiveError as fault:
        return _edit(known, str(fault))
    return _done(visit, decision, known.entity.id, name=known.entity.name)


@router.get("/person/{entity}/merge")
def other(visit: Visiting, entity: str, with_: Annotated[str, Query(alias="with")] = "") -> Response:
    """Somebody beside another, to be judged whether they are one; those among whom to choose, where a name means several."""
    visit.need("editor")
    known = portrait(visit, entity)
    return visit.page("person_merge.html", lambda: _pair(known, with_.strip()))


@router.post("/person/{entity}/merge")
def merge(visit: Visiting, entity: str, other: Field = "", stays: Field = "", key: Field = "") -> Response:
    """Let two be one; `stays` is the number of the one under whose name both are shown."""
    known = _editing(visit, entity, key)
    second = portrait(visit, other)
    one, into = (second, known) if stays == str(known.entity.id) else (known, second)
    try:
        decision = decisions.merge(visit.archive, one.entity.id, into.entity.id)
    except ArchiveError as fault:
        return _edit(known, str(fault))
    return _done(visit, decision, into.entity.id, name=one.entity.name, into=into.entity.name)


@router.get("/person/{entity}/split")
def apart(visit: Visiting, entity: str, page: Page = 1) -> Response:
    """The reports that name somebody, to choose those in which another is meant."""
    visit.need("editor")
    known = portrait(visit, entity)
    return visit.page("person_split.html", lambda: _naming(known, page))


@router.post("/person/{entity}/split")
def split(visit: Visiting, entity: str, reports: Names = None, name: Field = "", key: Field = "") -> Response:
    """Let another be meant in some reports."""
    known = _editing(visit, entity, key)
    called = " ".join(name.split()) or None
    if not reports:
        return _apart(known, visit.words("deciding.no_report"))
    try:
        decision = decisions.split(visit.archive, known.entity.id, reports, name=called)
    except ArchiveError as fault:
        return _apart(known, str(fault))
    return _done(visit, decision, decision.payload["new"], of=known.entity.name, reports=len(set(reports)))


@router.post("/person/{entity}/undo")
def undo(
    visit: Visiting, entity: str, decision: Annotated[int, Form(le=2**62)] = 0, key: Field = ""
) -> Response:
    """Take a decision about somebody back."""
    known = _editing(visit, entity, key)
    try:
        undone = decisions.undo(visit.archive, decision)
    except ArchiveError as fault:
        return _edit(known, str(fault))
    guard.record(visit, "decision.undo", str(undone.id), kind=undone.kind)
    about = undone.payload.get("entity") or known.entity.id
    return RedirectResponse(f"/person/{about}?view=edit&done={undone.id}", 303)


def _editing(visit: Visit, entity: str, key: str) -> Portrait:
    """Of whom somebody who may do so wants to decide.

    Raises:
        NotAllowedError: He may not.
        StaleFormError: The form comes from elsewhere.
        NotFoundError: There is nobody of this number.
    """
    guard.check(visit, key)
    visit.need("editor")
    return portrait(visit, entity)


def _done(visit: Visit, decision: Decision, entity: int, **details: Any) -> Response:
    guard.record(visit, f"decision.{decision.kind}", str(decision.id), entity=entity, **details)
    return RedirectResponse(f"/person/{entity}?view=edit&done={decision.id}", 303)


def _edit(known: Portrait, fault: str) -> Response:
    """The page for editing once more, with why nothing was done."""
    told = {**values(known, "edit", Asked(days_between("", ""))), "fault": fault}
    return known.visit.answer("person.html", status=400, **told)


def _pair(known: Portrait, asked: str) -> dict[str, Any]:
    """Somebody and the other who is asked for by a number or a name, or whom the name may mean."""
    found = [one for one in _meant(known.visit, asked) if one.id != known.entity.id]
    pair = (known.entity, found[0]) if len(found) == 1 else ()
    with known.visit.archive.reading() as connection:
        near = near_names(connection, asked) if asked and not found else []
        cards = [_card(known.visit, one, mentions(connection, one, count=_NEWEST)) for one in pair]
    mend(report.citation.headline for card in cards for report in card["reports"])
    choice = [(one, shown(one)) for one in found] if not pair else []
    told = {"known": known, "asked": asked, "kind_of": kind_of}
    return {**told, "cards": cards, "choice": choice, "near": near}


def _meant(visit: Visit, asked: str) -> list[Entity]:
    """Whom a number or a name means."""
    if asked.isdecimal():
        return [portrait(visit, asked).entity]
    with visit.archive.reading() as connection:
        return bearers(connection, asked) if asked else []


def _card(visit: Visit, entity: Entity, reports: Any) -> dict[str, Any]:
    """What is shown of one of two."""
    known = Portrait(visit, Subject(entity))
    return {"known": known, "entity": entity, "posts": known.posts()[:_NEWEST], "reports": reports}


def _naming(known: Portrait, page: int) -> dict[str, Any]:
    """A page of the reports that name somebody."""
    with known.visit.archive.reading() as connection:
        found = mentions(connection, known.entity, count=_REPORTS + 1, start=_REPORTS * (page - 1))
    mend(report.citation.headline for report in found)
    listed, more = found[:_REPORTS], len(found) > _REPORTS
    return {"known": known, "listed": listed, "more": more, "at": page, "fault": ""}


def _apart(known: Portrait, fault: str) -> Response:
    """The first page of the reports once more, with why nothing was done."""
    return known.visit.answer("person_split.html", status=400, **{**_naming(known, 1), "fault": fault})
