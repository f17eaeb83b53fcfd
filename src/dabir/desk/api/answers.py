"""Answers, by the API: stories, quotations, the timeline, events and promises."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from dabir.archive.answers.deeds import Deed
from dabir.archive.answers.happenings import Asked, Happening, happenings, told
from dabir.archive.answers.promises import State
from dabir.archive.answers.promises import promises as listed_promises
from dabir.archive.answers.story import Story, story_of
from dabir.archive.answers.storylist import Order as StoryOrder
from dabir.archive.answers.storylist import StoryLine, story_lines
from dabir.archive.answers.timeline import Timeline
from dabir.archive.answers.timeline import timeline as laid_out
from dabir.archive.answers.undertakings import Undertaking
from dabir.archive.quoting.quotes import Trace, trace
from dabir.archive.refusal import ArchiveError
from dabir.archive.storable import storable
from dabir.desk.api.cursors import Lists, Page
from dabir.desk.api.models import InStory, StoryItem
from dabir.desk.api.parameters import LIMIT, After, Before, Cursor, Limit, Question, StoryNumber, window
from dabir.desk.refusals import NotFoundError
from dabir.desk.visits import Visiting
from dabir.record import Status

router = APIRouter(tags=["answers"])

About = Annotated[
    str,
    Query(
        description="A person, an institution or a country that takes part; anybody, if it is empty.",
        examples=["بهمن کاویانی"],
        max_length=500,
    ),
]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


@router.get("/stories", summary="List stories", tags=["stories"])
def stories(
    visit: Visiting,
    response: Response,
    order: Annotated[
        StoryOrder, Query(description="The biggest or the newest first.", examples=["newest"])
    ] = "biggest",
    outlet: Annotated[
        str,
        Query(description="Only those of which this outlet has a report.", examples=["پیک"], max_length=200),
    ] = "",
    after: After = "",
    before: Before = "",
    limit: Limit = LIMIT,
    cursor: Cursor = "",
) -> Page[StoryItem]:
    """Stories of two reports or more that some of the days hold a part of."""
    lists = Lists(visit, cursor)
    found = story_lines(
        visit.archive,
        order=order,
        window=window(after, before),
        outlet=storable(outlet.strip()) or None,
        count=limit + 1,
        start=lists.start,
    )
    return lists.counted(response, [_item(one) for one in found], limit)


@router.get("/stories/{id}", summary="A story", tags=["stories"])
def story(visit: Visiting, id: StoryNumber) -> Story:  # noqa: A002
    """Who reported it first, how it spread, whom it names, and how its reports tell the same words."""
    try:
        return story_of(visit.archive, id)
    except ArchiveError as fault:
        if fault.__cause__ is not None:  # the database has failed
            raise
        raise NotFoundError(f"There is no story of the number {id}: /api/stories gives numbers.") from fault


@router.get("/quote", summary="Trace a quotation")
def quote(
    visit: Visiting,
    words: Annotated[
        str,
        Query(
            description="The quotation, three words or more; «گوینده: …» before it says to whom it is attributed.",
            examples=["پل تازهٔ مرزی تا پایان سال باز می‌شود"],
            min_length=1,
            max_length=20_000,
        ),
    ],
    speaker: Annotated[
        str,
        Query(description="To whom it is attributed.", examples=["بهمن کاویانی"], max_length=500),
    ] = "",
    limit: Annotated[int, Query(description="How many tellings at most.", ge=1, le=200, examples=[20])] = 20,
) -> Trace:
    """Who really said something, where first, and how it was altered since; `verdict` says it in a word."""
    return trace(visit.archive, storable(words), speaker=storable(speaker.strip()) or None, count=limit)


@router.get("/timeline", summary="A timeline")
def timeline(visit: Visiting, q: Question = "", after: After = "", before: Before = "") -> Timeline:
    """What happened when, as the reports tell that a query finds by its words; the newest five thousand events."""
    days = window(after, before)
    return laid_out(visit.archive, q, after=days.after, before=days.before)


@router.get("/events", summary="List events")
def events(
    visit: Visiting,
    response: Response,
    q: Question = "",
    type: Annotated[  # noqa: A002
        EventType | None, Query(description="The type of the event, after PLOVER.", examples=["CONSULT"])
    ] = None,
    status: Annotated[
        Status | None, Query(description="Whether it has happened.", examples=["happened"])
    ] = None,
    about: About = "",
    place: Annotated[
        str,
        Query(
            description="Where it took place; a country's towns are in it.", examples=["جلفا"], max_length=200
        ),
    ] = "",
    after: Annotated[
        str, Query(description="The first day of the event.", examples=["2018-04-16"], max_length=40)
    ] = "",
    before: Annotated[
        str, Query(description="The last day of the event.", examples=["2018-06-01"], max_length=40)
    ] = "",
    limit: Limit = LIMIT,
    cursor: Cursor = "",
) -> Page[Deed]:
    """Events, the latest first, those of no day last; of what is asked for the two thousand latest.

    What several events of a part of the list tell of the same parties for the same day is one deed.
    """
    lists = Lists(visit, cursor)
    asked = Asked(q, type or "", status or "", about.strip(), place.strip(), window(after, before))
    found = list(happenings(visit.archive, asked).events)
    rest = [one for one in found if _is_behind(one, *lists.at)] if lists.at else found
    part = rest[:limit]
    last = part[-1] if len(rest) > limit else None
    deeds = list(told(visit.archive, part)) if part else []
    return lists.exact(response, deeds, [last.day, last.id] if last else None)


@router.get("/promises", summary="List promises and agreements")
def promises(
    visit: Visiting,
    response: Response,
    state: Annotated[State, Query(description="What has become of them.", examples=["open"])] = "open",
    about: About = "",
    after: After = "",
    before: Before = "",
    limit: Limit = LIMIT,
    cursor: Cursor = "",
) -> Page[Undertaking]:
    """Promises and agreements by what has become of them: open ones by age, overdue ones by day, ended ones newest first."""
    lists = Lists(visit, cursor)
    found = listed_promises(
        visit.archive,
        state,
        today=date.today(),
        about=about.strip() or None,
        window=window(after, before),
        count=limit + 1,
        start=lists.start,
    )
    return lists.counted(response, list(found.listed), limit)


def _item(line: StoryLine) -> StoryItem:
    people = [InStory(id=one.id, name=one.name) for one in line.people]
    return StoryItem(
        id=line.id,
        headline=line.headline,
        first_day=line.first_day,
        last_day=line.last_day,
        reports=line.reports,
        outlets=line.outlets,
        people=people,
    )


def _is_behind(one: Happening, day: str | None, number: int) -> bool:
    """Whether an event stands behind a place in the list."""
    if one.day is None or day is None:
        return one.day is None and (day is not None or one.id < number)
    return (one.day, one.id) < (day, number)
