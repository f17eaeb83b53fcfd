"""Drift: points over time that stand the higher, the liker a wording is to the first one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from dabir.desk.charts.axis import moments
from dabir.desk.charts.figures import figure
from dabir.desk.charts.svg import chart, element, link, percent
from dabir.desk.language import Interface
from dabir.desk.periods import period, short_day
from dabir.exports.persian import digits
from dabir.script.calendars import tehran

# Pixels: above all points, of the whole height of the scale, and below it, where the days stand; and half a point.
_ABOVE, _TALL, _BELOW, _SIZE = 12, 110, 26, 5.5
# Where lines are drawn, in hundredths; what is less like is drawn on the lowest.
_LINES = (40, 60, 80, 100)
# In a stretch of more days the axis tells months and years, not days.
_YEARS = 300


@dataclass(frozen=True, slots=True)
class Wordings:
    """A wording at a moment.

    Attributes:
        at: When, with a time zone.
        likeness: How much of the first wording it has, 0 to 1.
        name: What it is, as it is read out and shown when one points at it.
        address: Where it leads.
        own: Whether it is a wording of the same speaker; others are hollow.
    """

    at: datetime
    likeness: float
    name: str
    address: str
    own: bool = True


def drift(wordings: Sequence[Wordings], t: Interface, *, title: str, description: str) -> Markup:
    """Points over time; nothing where there are fewer than two.

    Args:
        wordings: The wordings; the list beside the chart has the same numbers.
        t: The words of the pages.
        title: What is shown.
        description: What is to be seen in it.
    """
    if len(wordings) < 2:
        return Markup("")
    first, last = (extreme(one.at for one in wordings) for extreme in (min, max))
    room = max((last - first) * 0.04, timedelta(minutes=10))
    start, whole = first - room, last - first + 2 * room
    drawn = [*_levels(t), *_ticks(start, whole, t)]
    drawn += [_point(one, (one.at - start) / whole) for one in sorted(wordings, key=lambda one: one.at)]
    drawing = chart(title, description, _ABOVE + _TALL + _BELOW, *drawn, form="timed drift", linked=True)
    return figure(drawing)


def _height(likeness: float) -> float:
    share = (100 * likeness - _LINES[0]) / (_LINES[-1] - _LINES[0])
    return _ABOVE + _TALL * (1 - max(share, 0.0))


def _levels(t: Interface) -> Iterator[Markup]:
    for level in _LINES:
        y = _height(level / 100)
        words = digits(f"{level}٪") if t.language == "fa" else f"{level}%"
        yield element("line", x1="0%", x2="100%", y1=y, y2=y, class_="axis")
        yield element("text", words, x=-8, y=y + 4, text_anchor="end", class_="dim")


def _ticks(start: datetime, whole: timedelta, t: Interface) -> Iterator[Markup]:
    for at, tick in enumerate(moments(start, start + whole)):
        form = "dim wide" if at % 2 else "dim"
        x = percent((tick - start) / whole)
        yield element(
            "text", _day(tick, whole, t), x=x, y=_ABOVE + _TALL + 20, text_anchor="middle", class_=form
        )


def _day(tick: datetime, whole: timedelta, t: Interface) -> str:
    here = tick.astimezone(tehran())
    if whole.days > _YEARS:
        return period("month", here.date(), t.language).name
    if (here.hour, here.minute) != (0, 0):
        return t.number(f"{here:%H:%M}")
    return short_day(here.date(), t.language)


def _point(one: Wordings, share: float) -> Markup:
    x, y = percent(share), _height(one.likeness)
    form = "point" if one.own else "point hollow"
    hit = element("circle", cx=x, cy=y, r=12, class_="hit")
    return link(one.address, one.name, hit, element("circle", cx=x, cy=y, r=_SIZE, class_=form))
