"""Persons: who somebody is so far as reports tell, what he said, whom he met, what he promised; institutions likewise."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from dabir.archive.answers.dossier import dossier_of
from dabir.archive.people.bearers import bearers, near_names
from dabir.desk.downloads import Form, sheet_file
from dabir.desk.person.portrait import kind_of, portrait, shown
from dabir.desk.person.views import Asked, values
from dabir.desk.visits import Visiting
from dabir.desk.windows import days_between
from dabir.exports.dossier import dossier_sheet

router = APIRouter()

Page = Annotated[int, Query(ge=1, le=2000)]


@router.get("/person")
def find(visit: Visiting, name: str = "") -> Response:
    """Those whom a name means; the one alone whom it means is shown."""
    asked = name.strip()
    with visit.archive.reading() as connection:
        found = bearers(connection, asked) if asked else []
        near = near_names(connection, asked) if asked and not found else []
    if len(found) == 1:
        return RedirectResponse(f"/person/{found[0].id}", 303)
    bearing = [(one, shown(one)) for one in found]
    told = {"asked": name, "found": bearing, "near": near, "kind_of": kind_of}
    return visit.page("person_find.html", lambda: told)


@router.get("/person/{entity}")
def person(
    visit: Visiting,
    entity: str,
    view: str = "overview",
    after: str = "",
    before: str = "",
    act: str = "",
    q: str = "",
    page: Page = 1,
) -> Response:
    """One view of somebody; who was merged is shown as the one who stands for him."""
    known = portrait(visit, entity)
    if str(known.entity.id) != entity:
        query = visit.request.url.query
        return RedirectResponse(f"/person/{known.entity.id}{f'?{query}' if query else ''}", 303)
    asked = Asked(days_between(after, before), act, q.strip(), page)
    return visit.page("person.html", lambda: values(known, view, asked))


@router.get("/person/{entity}/dossier.{form}")
def dossier(visit: Visiting, entity: str, form: Form, after: str = "", before: str = "") -> Response:
    """All that is known of somebody, as a file."""
    number = portrait(visit, entity).entity.id
    window = days_between(after, before).window
    found = dossier_of(visit.archive, number, after=window.after, before=window.before)
    return sheet_file(dossier_sheet(found), form, f"dossier-{number}")
