"""Deciding, by the API: what editors rule about people and statements; every decision can be taken back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from dabir.archive.people import decisions
from dabir.archive.people.ledger import Decision
from dabir.desk.access import guard
from dabir.desk.api import models
from dabir.desk.api.cursors import Lists, Page
from dabir.desk.api.models import Decided
from dabir.desk.api.parameters import LIMIT, Cursor, Limit
from dabir.desk.refusals import NotFoundError
from dabir.desk.visits import Visit, Visiting

router = APIRouter(prefix="/decisions", tags=["decisions"])

# What a decision keeps to be taken back, and who took it, which the audit log tells administrators.
_INSIDE = ("moves", "by")


@router.get("", summary="List decisions")
def history(
    visit: Visiting,
    response: Response,
    entity: Annotated[
        int | None, Query(description="Only those about this number.", ge=1, le=2**62, examples=[1])
    ] = None,
    limit: Limit = LIMIT,
    cursor: Cursor = "",
) -> Page[Decided]:
    """What editors have decided, the newest first, with what was taken back."""
    lists = Lists(visit, cursor)
    found = decisions.history(visit.archive, entity=entity)
    rest = [one for one in found if one.id < lists.at] if lists.at else found
    last = rest[limit - 1].id if len(rest) > limit else None
    return lists.exact(response, [_decided(one) for one in rest[:limit]], last)


@router.post("/merge", summary="Merge two", status_code=201)
def merge(visit: Visiting, sent: models.Merge) -> Decided:
    """Let two be one, under the name of the second. It takes the role of an editor, as all that follows."""
    visit.need("editor")
    return _done(visit, decisions.merge(visit.archive, sent.entity, sent.into), str(sent.entity))


@router.post("/split", summary="Split one", status_code=201)
def split(visit: Visiting, sent: models.Split) -> Decided:
    """Let somebody whom some reports name be another than in the rest."""
    visit.need("editor")
    decision = decisions.split(visit.archive, sent.entity, sent.reports, name=sent.name)
    return _done(visit, decision, str(sent.entity))


@router.post("/rename", summary="Rename somebody", status_code=201)
def rename(visit: Visiting, sent: models.Rename) -> Decided:
    """Show somebody under another name."""
    visit.need("editor")
    return _done(visit, decisions.rename(visit.archive, sent.entity, sent.name), str(sent.entity))


@router.post("/note", summary="Write a note", status_code=201)
def note(visit: Visiting, sent: models.NewNote) -> Decided:
    """Write a note about somebody, which his dossier shows."""
    visit.need("editor")
    return _done(visit, decisions.note(visit.archive, sent.entity, sent.words), str(sent.entity))


@router.post("/reattribute", summary="Say who said a statement", status_code=201)
def reattribute(visit: Visiting, sent: models.Reattribution) -> Decided:
    """Say who has said a statement of a report's newest text."""
    by = visit.need("editor").name or None
    decision = decisions.reattribute(visit.archive, sent.report, sent.statement, sent.speaker, by=by)
    return _done(visit, decision, sent.report)


@router.post("/bounds", summary="Say which words a statement is", status_code=201)
def bounds(visit: Visiting, sent: models.Bounds) -> Decided:
    """Say where the words of a statement of a report's newest text begin and end."""
    by = visit.need("editor").name or None
    decision = decisions.bounds(visit.archive, sent.report, sent.statement, sent.start, sent.end, by=by)
    return _done(visit, decision, sent.report)


@router.post("/{id}/undo", summary="Take a decision back")
def undo(
    visit: Visiting,
    id: Annotated[int, Path(description="The decision's number.", ge=1, le=2**62, examples=[1])],  # noqa: A002
) -> Decided:
    """Take a decision back, and restore what was there; one on which a later one builds stays until that is taken back."""
    visit.need("editor")
    if id not in {one.id for one in decisions.history(visit.archive)}:
        raise NotFoundError(f"There is no decision of the number {id}: /api/decisions gives numbers.")
    undone = decisions.undo(visit.archive, id)
    guard.record(visit, "decision.undo", str(undone.id), kind=undone.kind)
    return _decided(undone)


def _done(visit: Visit, decision: Decision, about: str) -> Decided:
    guard.record(visit, f"decision.{decision.kind}", about, decision=decision.id)
    return _decided(decision)


def _decided(one: Decision) -> Decided:
    payload: dict[str, Any] = {name: value for name, value in one.payload.items() if name not in _INSIDE}
    return Decided(id=one.id, at=one.at, kind=one.kind, payload=payload, undone=one.undone)
