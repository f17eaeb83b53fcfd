"""Bars: names, each with a number and a bar as long; a list to be read, so it begins where the language's lines begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dabir.desk.charts.figures import named, read_alone
from dabir.desk.charts.svg import element, percent
from dabir.desk.language import Interface


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, its number, where it leads (None for nowhere), and words that stand behind the name in grey."""

    name: str
    number: int
    address: str | None = None
    note: str = ""


def bars(lines: Sequence[Bar], t: Interface, *, title: str, names: str, numbers: str) -> Markup:
    """Horizontal bars as a table, the numbers beside them.

    Args:
        lines: The bars, in their order.
        t: The words of the pages.
        title: What they show; the table's caption, which is read out alone.
        names: What the names are, as the head of their column, which is read out alone.
        numbers: What is counted, likewise.
    """
    if not lines:
        return Markup("")
    most = max(1, *(line.number for line in lines))
    body = element("tbody", *(_row(line, most, t) for line in lines))
    return element("table", read_alone(title, names, numbers), body, class_="bars")


def _row(line: Bar, most: int, t: Interface) -> Markup:
    share = line.number / most
    start = 1 - share if t.direction == "rtl" else 0
    bar = element("rect", x=percent(start), width=percent(share), y=0, height=10, rx=2, class_="bar")
    drawing = element("svg", bar, class_="chart", width="100%", height=10, aria_hidden="true")
    note = element("span", line.note, class_="dim") if line.note else Markup("")
    name = element("th", element("span", named(line.name, line.address), " ", note), drawing, scope="row")
    return element("tr", name, element("td", t.number(line.number), class_="number"))
