"""Stories: what the page of a story shows of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from dabir.archive import chronology
from dabir.desk.charts.spread import Point, Row, spread
from dabir.desk.mending import mend, mended
from dabir.desk.periods import is_near
from dabir.exports.days import day as read_day
from dabir.script.calendars import tehran

if TYPE_CHECKING:
    from dabir.archive.answers.story import Outlet, Story, StoryReport
    from dabir.archive.quoting.renderings import Quotation
    from dabir.desk.language import Interface

# Quotations, their renderings, reports and outlets that are shown of a big story.
QUOTATIONS, RENDERINGS, REPORTS, OUTLETS = 8, 12, 200, 20


def values(story: Story, t: Interface) -> dict[str, Any]:
    """What the template of a story's page shows."""
    shown, told = story.reports[:REPORTS], story.quotations[:QUOTATIONS]
    mend([story.headline, *(one.citation.headline for one in shown)])
    mend(_texts(told))
    first = story.first.citation.published
    days = [one.citation.day for one in story.reports if one.citation.day]
    return {
        "story": story,
        "reports": shown,
        "days": (min(days), max(days)) if days else (None, None),
        "headlines": {one.citation.report: one.citation.headline for one in story.reports},
        "quotations": told,
        "renderings": RENDERINGS,
        "delays": delays(story, t),
        "after": {one.citation.report: delay(one.hours, one.citation.published, first, t) for one in shown},
        "chart": drawn(story, t),
    }


def delays(story: Story, t: Interface) -> list[tuple[Outlet, str]]:
    """The outlets of a story, each with how long after the first report it brought its own."""
    first = story.first.citation.published
    return [(one, delay(one.hours, one.first, first, t)) for one in story.outlets]


def delay(hours: float | None, published: str | None, first: str | None, t: Interface) -> str:
    """How long after the first something came, in the unit that suits it.

    Args:
        hours: The hours between the two; None where one of them tells no time of day: then their days are compared.
        published: When it came out, ISO 8601.
        first: When the first came out.
        t: The words of the pages.

    Returns:
        The words; "" where it is not known, or was on the same day so far as is known.
    """
    if hours is None:
        days = _days_between(first, published)
        return t("story.days", number=days) if days > 0 else ""
    if hours <= 0:
        return ""
    if hours < 1:
        return t("story.minutes", number=round(60 * hours))
    if hours < 48:
        return t("story.hours", number=round(hours))
    return t("story.days", number=round(hours / 24))


def _days_between(first: str | None, later: str | None) -> int:
    """The days from one publication to another; 0 where one of them is not known."""
    start, end = read_day((first or "")[:10]), read_day((later or "")[:10])
    return (end - start).days if start and end else 0


def moment(published: str | None) -> datetime | None:
    """When something came out, to be drawn: noon where its day alone is known; None for what can be no newspaper's day."""
    told = chronology.moment(published)
    day = told.date() if told else read_day((published or "")[:10])
    if day is None or not is_near(day):
        return None
    return told or datetime.combine(day, time(12), tehran())


def drawn(story: Story, t: Interface) -> Markup:
    """The reports of a story over time, an outlet a row, in the order in which the outlets brought it; copies are hollow."""
    points: defaultdict[str | None, list[Point]] = defaultdict(list)
    for one in story.reports[:REPORTS]:
        points[one.citation.outlet] += _points(one, t)
    rows = [
        _row(one, tuple(points[one.name]), late, t)
        for one, late in delays(story, t)[:OUTLETS]
        if points[one.name]
    ]
    if sum(len(row.points) for row in rows) < 2:
        return Markup("")
    return spread(rows, t, title=t("story.spread"), names=t("story.outlet"), times=t("story.reports_head"))


def _points(one: StoryReport, t: Interface) -> Iterator[Point]:
    """The point of a report; none where its day is not known or cannot be one of a newspaper."""
    at = moment(one.citation.published)
    if at is None:
        return
    words = f"{mended(one.citation.headline)} ({t.moment(one.citation.published)})"
    name = t("story.copy_point", name=words) if one.copy_of else words
    yield Point(
        at, name, "hollow" if one.copy_of else "full", f"/report/{quote(one.citation.report, safe='')}"
    )


def _row(outlet: Outlet, points: tuple[Point, ...], late: str, t: Interface) -> Row:
    return Row(outlet.name or t("story.no_outlet"), points, None, late and t("story.later", time=late))


def _texts(quotations: Iterable[Quotation]) -> Iterator[str]:
    """The words of quotations that are shown."""
    for each in quotations:
        yield each.reference.words
        for one in each.others[:RENDERINGS]:
            yield from (*one.left_out, *one.added)
