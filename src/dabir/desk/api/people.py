"""People, by the API: whom a name means, what is known of somebody, what he said, and what is between two."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from dabir.archive.answers.dossier import Dossier, dossier_of
from dabir.archive.answers.relations import Relation
from dabir.archive.answers.relations import between as relation
from dabir.archive.answers.sayings import Saying
from dabir.archive.answers.spoken import Brief, sayings_at, spoken
from dabir.archive.answers.subject import Subject, subject_of
from dabir.archive.people.bearers import bearers, near_names
from dabir.archive.people.lookup import Entity
from dabir.desk.api.cursors import Lists, Page
from dabir.desk.api.models import Bearers
from dabir.desk.api.parameters import LIMIT, After, Before, Cursor, EntityNumber, Limit, window
from dabir.desk.refusals import NotFoundError
from dabir.desk.visits import Visit, Visiting
from dabir.record import Act

router = APIRouter(tags=["people"])

_NEWEST = 1000

Name = Annotated[
    str,
    Query(
        description="A person, an institution or a country, in Persian or Latin letters.",
        examples=["بهمن کاویانی"],
        min_length=1,
        max_length=500,
    ),
]


@router.get("/people", summary="Find people and institutions")
def people(visit: Visiting, name: Name) -> Bearers:
    """Whom a name means, the most named first; where nobody bears it, names that are near."""
    with visit.archive.reading() as connection:
        found: list[Entity] = bearers(connection, name)
        near = [] if found else near_names(connection, name)
    return Bearers(name=name, bearers=found, near=near)


@router.get("/people/{id}", summary="A dossier")
def person(visit: Visiting, id: EntityNumber, after: After = "", before: Before = "") -> Dossier:  # noqa: A002
    """All that the archive knows of somebody: posts, statements, whom met, promises, contradictions; each with its reports.

    Who was merged into another is told as the one who stands for him.
    """
    days = window(after, before)
    number = _subject(visit, id).entity.id
    return dossier_of(visit.archive, number, after=days.after, before=days.before)


@router.get("/people/{id}/statements", summary="What somebody has said")
def statements(
    visit: Visiting,
    response: Response,
    id: EntityNumber,  # noqa: A002
    q: Annotated[
        str,
        Query(description="Words, in any of their forms, that it holds.", examples=["پل"], max_length=1000),
    ] = "",
    act: Annotated[Act | None, Query(description="What is done by saying it.", examples=["report"])] = None,
    after: After = "",
    before: Before = "",
    limit: Limit = LIMIT,
    cursor: Cursor = "",
) -> Page[Saying]:
    """What somebody has said, the newest first, those of no day last; what copies of a report repeat is told once."""
    lists = Lists(visit, cursor)
    days = window(after, before)
    subject = _subject(visit, id)
    with visit.archive.reading() as connection:
        said = spoken(visit.archive.database, connection, subject, q).within(days, act)
        rest = _behind(said, *lists.at) if lists.at else said
        told = sayings_at(connection, [one.id for one in rest[:limit]])
    last = rest[limit - 1] if len(rest) > limit else None
    return lists.exact(response, list(told), [last.day, last.id] if last else None)


@router.get("/between", summary="What is between two", tags=["answers"])
def between(
    visit: Visiting,
    one: Name,
    other: Annotated[
        str, Query(description="Another.", examples=["آرام گریگوریان"], min_length=1, max_length=500)
    ],
    after: After = "",
    before: Before = "",
    newest: Annotated[
        int,
        Query(
            description="Look only at so many events and as many commitments, those that were added last; `whole` tells"
            " whether these were all.",
            ge=1,
            le=10_000,
            examples=[_NEWEST],
        ),
    ] = _NEWEST,
) -> Relation:
    """Meetings, agreements and promises with what followed, what each says of the other, and the tone over time."""
    days = window(after, before)
    return relation(visit.archive, one, other, after=days.after, before=days.before, newest=newest)


def _subject(visit: Visit, entity: int) -> Subject:
    """Who stands for a number.

    Raises:
        NotFoundError: Nobody does.
    """
    with visit.archive.reading() as connection:
        found = subject_of(connection, entity)
    if found is None:
        raise NotFoundError(f"There is nobody of the number {entity}: /api/people?name=… gives numbers.")
    return found


def _behind(said: tuple[Brief, ...], day: str | None, number: int) -> tuple[Brief, ...]:
    """The statements behind one; behind its day, where it is there no more."""
    at = next((place for place, one in enumerate(said) if one.id == number), None)
    if at is not None:
        return said[at + 1 :]
    return tuple(one for one in said if one.day is None or (day is not None and one.day < day))
