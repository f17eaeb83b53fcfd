"""Spans: names, each with the time from when until when it holds, as bars over one time; time runs from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dabir.desk.charts.figures import read_alone
from dabir.desk.charts.svg import element, percent
from dabir.desk.language import Interface
from dabir.desk.periods import period
from dabir.exports.days import day as read_day

# What is as short as a day is drawn so broad, as a share of the whole.
_LEAST = 0.012


@dataclass(frozen=True, slots=True)
class Span:
    """A name, the first and the last day of it (ISO 8601; None where nobody knows), and what is to be said of it."""

    name: str
    first: str | None
    last: str | None
    note: str


def spans(rows: Sequence[Span], t: Interface, *, title: str, names: str, notes: str) -> Markup:
    """Names with the time of each, as a table.

    Args:
        rows: The names, in their order.
        t: The words of the pages.
        title: What they are; the table's caption, which is read out alone.
        names: What one of them is, as the head of their column, likewise.
        notes: What is said of them, likewise.

    Returns:
        The table, without bars where all is of one day or of none; nothing where there are no names.
    """
    if not rows:
        return Markup("")
    days = [day for row in rows for day in map(read_day, (row.first, row.last)) if day is not None]
    whole = (min(days), max(days)) if days and min(days) < max(days) else None
    body = element("tbody", *(_row(row, whole, t) for row in rows))
    return element("table", read_alone(title, names, notes), body, class_="spans")


def _row(row: Span, whole: tuple[date, date] | None, t: Interface) -> Markup:
    first, last = read_day(row.first), read_day(row.last)
    parts = [element("span", row.name, lang="fa", dir="auto")]
    if first is not None and last is not None:
        parts += [Markup(" "), element("span", stretch(first, last, t), class_="dim")]
        if whole is not None:
            parts.append(_bar(first, last, whole))
    return element("tr", element("th", *parts, scope="row"), element("td", row.note, class_="dim"))


def _bar(first: date, last: date, whole: tuple[date, date]) -> Markup:
    length = (whole[1] - whole[0]).days
    breadth = max((last - first).days / length, _LEAST)
    start = min((first - whole[0]).days / length, 1 - breadth)
    track = element("rect", x="0%", width="100%", y=3, height=2, class_="track")
    bar = element("rect", x=percent(start), width=percent(breadth), y=0, height=8, rx=2, class_="bar")
    return element("svg", track, bar, class_="chart", width="100%", height=8, aria_hidden="true")


def stretch(first: date, last: date, t: Interface) -> str:
    """From which month until which, in the calendar of a language; one month alone."""
    try:
        months = [period("month", each, t.language).name for each in (first, last)]
    except ValueError:  # beyond what can be converted
        months = [t.number(each.isoformat()) for each in (first, last)]
    return " – ".join(dict.fromkeys(months))
