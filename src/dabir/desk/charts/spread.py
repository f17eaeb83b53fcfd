"""Spread: points of several rows over the same time, as the reports of a story are, outlet by outlet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from markupsafe import Markup

from dabir.desk.charts.axis import moments
from dabir.desk.charts.figures import named, read_alone
from dabir.desk.charts.svg import element, link, percent
from dabir.desk.language import Interface
from dabir.desk.periods import short_day
from dabir.script.calendars import tehran

# What a point is like: a full circle, a hollow square, a diamond. The page's key says what each stands for.
Shape = Literal["full", "hollow", "diamond"]

# Pixels: a row, half a point, and how far points that would lie on each other are moved apart.
_ROW, _SIZE, _APART = 30, 5.5, 14
# Of the breadth, how near two points may come before they are moved apart.
_NEAR = 0.03
_AXIS = 20


@dataclass(frozen=True, slots=True)
class Point:
    """Something at a moment.

    Attributes:
        at: When, with a time zone.
        name: What it is, as it is read out and shown when one points at it.
        shape: What the point is like.
        address: Where it leads; None for nowhere.
    """

    at: datetime
    name: str
    shape: Shape = "full"
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A name, the points that belong to it, where the name leads (None for nowhere), and words behind the name in grey."""

    name: str
    points: tuple[Point, ...]
    address: str | None = None
    note: str = ""


def spread(rows: Sequence[Row], t: Interface, *, title: str, names: str, times: str) -> Markup:
    """Points over time, a row for each name, as a table whose last row is the axis; time runs from left to right.

    What stands at a point is read out as a link; a list of the same things beside the chart is still needed for those who
    cannot aim at points.

    Args:
        rows: The rows, in their order; those without points are shown empty.
        t: The words of the pages.
        title: What is shown; the table's caption, which is read out alone.
        names: What the names are, as the head of their column, which is read out alone.
        times: What the points are, likewise.

    Returns:
        The table; nothing where no row has a point.
    """
    every = [point.at for row in rows for point in row.points]
    if not every:
        return Markup("")
    scale = _Scale.over(min(every), max(every))
    ticks = moments(scale.first, scale.last)
    body = element("tbody", *(_row(row, scale, ticks) for row in rows))
    axis = element("tr", element("td"), element("td", _axis(scale, ticks, t)), aria_hidden="true")
    head = read_alone(title, names, times)
    return element("table", head, body, element("tfoot", axis), class_="spread")


@dataclass(frozen=True, slots=True)
class _Scale:
    """The time that is shown."""

    first: datetime
    last: datetime

    @classmethod
    def over(cls, first: datetime, last: datetime) -> _Scale:
        """With some room at both ends, so that no point lies on the edge."""
        room = max((last - first) * 0.04, timedelta(minutes=10))
        return cls(first - room, last + room)

    def at(self, moment: datetime) -> float:
        """Where a moment lies, from 0 (left) to 1."""
        return (moment - self.first) / (self.last - self.first)


def _row(row: Row, scale: _Scale, ticks: Iterable[datetime]) -> Markup:
    points = list(_placed(row.points, scale))
    lowest = max((down for _, _, down in points), default=0)
    height = _ROW + _APART * lowest
    lines = [
        *_grid(scale, ticks, height),
        element("line", x1="0%", x2="100%", y1=_ROW / 2, y2=_ROW / 2, class_="axis"),
    ]
    drawn = [
        link(point.address, point.name, *_shape(point.shape, x, _ROW / 2 + _APART * down))
        for point, x, down in points
    ]
    strip = element(
        "svg", *lines, *drawn, class_="chart", role="group", aria_label=row.name, width="100%", height=height
    )
    note = element("span", row.note, class_="dim") if row.note else Markup("")
    return element(
        "tr", element("th", named(row.name, row.address), " ", note, scope="row"), element("td", strip)
    )


def _placed(points: Iterable[Point], scale: _Scale) -> Iterator[tuple[Point, float, int]]:
    """Points with their places along the row, and how many steps down each stands, so that all are to be seen."""
    ends: list[float] = []
    for point in sorted(points, key=lambda point: point.at):
        x = scale.at(point.at)
        down = next((step for step, end in enumerate(ends) if x - end >= _NEAR), len(ends))
        ends[down : down + 1] = [x]
        yield point, x, down


def _shape(shape: Shape, x: float, y: float) -> Iterator[Markup]:
    """A point, in a ground that is easier to hit; what has corners is drawn around the middle of an own drawing."""
    yield element("circle", cx=percent(x), cy=y, r=12, class_="hit")
    if shape == "full":
        yield element("circle", cx=percent(x), cy=y, r=_SIZE, class_="point")
        return
    corner = {"x": -_SIZE, "y": -_SIZE, "width": 2 * _SIZE, "height": 2 * _SIZE}
    turned = "rotate(45)" if shape == "diamond" else None
    form = "point hollow" if shape == "hollow" else "point"
    yield element(
        "svg", element("rect", **corner, transform=turned, class_=form), x=percent(x), y=y, class_="corner"
    )


def _grid(scale: _Scale, ticks: Iterable[datetime], height: float) -> Iterator[Markup]:
    for tick in ticks:
        x = percent(scale.at(tick))
        yield element("line", x1=x, x2=x, y1=-6, y2=height + 6, class_="axis")


def _axis(scale: _Scale, ticks: Sequence[datetime], t: Interface) -> Markup:
    """The moments under the rows; every other one on a phone."""
    words = (
        _tick(_moment(tick, t), scale.at(tick), "dim wide" if at % 2 else "dim")
        for at, tick in enumerate(ticks)
    )
    return element("svg", *words, class_="chart", width="100%", height=_AXIS)


def _tick(words: str, x: float, form: str) -> Markup:
    return element("text", words, x=percent(x), y=14, text_anchor="middle", class_=form)


def _moment(tick: datetime, t: Interface) -> str:
    """The day at midnight, else the clock time."""
    here = tick.astimezone(tehran())
    if (here.hour, here.minute) == (0, 0):
        return short_day(here.date(), t.language)
    return t.number(f"{here:%H:%M}")
