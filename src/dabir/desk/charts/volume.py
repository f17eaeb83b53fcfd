"""Volume: columns over time, how much fell into each day, month or year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dabir.desk.charts.axis import levels
from dabir.desk.charts.figures import figure, folded
from dabir.desk.charts.svg import chart, element, link, percent
from dabir.desk.language import Interface

# Pixels: above the highest column, of the columns, and of a line of words below them.
_ABOVE, _TALL, _LINE = 20, 150, 18
# Columns that all bear their number; ticks under the columns on a wide page and on a phone.
_FEW, _TICKS, _NARROW = 8, 12, 5
# Of the chart's breadth on a phone, what a letter takes.
_LETTER = 0.024
# Of the chart's breadth, what a column takes at most.
_BROADEST = 0.08


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time, and how much fell into it.

    Attributes:
        name: The stretch in full, as it is read out: «خرداد ۱۳۹۷».
        number: How much.
        tick: What stands under it where there is room: «خرداد».
        era: What stands once under columns in a row that share it: «۱۳۹۷»; "" for nothing.
        address: Where the column leads; None for nowhere.
    """

    name: str
    number: int
    tick: str = ""
    era: str = ""
    address: str | None = None


def volume(columns: Sequence[Column], t: Interface, *, title: str, heading: str) -> Markup:
    """Columns over time with an axis, the highest and the lowest labelled, and a table with all numbers.

    Args:
        columns: The stretches in order, those in which nothing fell included.
        t: The words of the pages.
        title: What is counted.
        heading: What the stretches are («month»), as the head of the table's first column.

    Returns:
        The chart and its table; nothing where there are no columns.
    """
    if not columns:
        return Markup("")
    top = levels(max(column.number for column in columns))
    drawn = [*_lines(top, t), *_bars(columns, top[-1], t), *_ticks(columns), *_eras(columns)]
    linked = any(column.address for column in columns)
    height = _ABOVE + _TALL + _LINE * (2 if any(column.era for column in columns) else 1) + 6
    drawing = chart(title, described(columns, t), height, *drawn, form="timed volume", linked=linked)
    return figure(drawing, folded(t, heading, ((one.name, one.number, one.address) for one in columns)))


def described(columns: Sequence[Column], t: Interface) -> str:
    """What is to be seen in the columns, in words."""
    most = max(columns, key=lambda column: column.number)
    total = sum(column.number for column in columns)
    return t(
        "charts.volume", first=columns[0].name, last=columns[-1].name, total=total, most=most.name, number=most.number
    )  # fmt: skip


def _lines(top: Sequence[int], t: Interface) -> Iterator[Markup]:
    """The lines of the axis with their numbers."""
    for level in top:
        y = _ABOVE + _TALL * (1 - level / top[-1])
        yield element("line", x1="0%", x2="100%", y1=y, y2=y, class_="axis")
        yield element("text", t.number(level), x=-8, y=y + 4, text_anchor="end", class_="dim")


def _bars(columns: Sequence[Column], top: int, t: Interface) -> Iterator[Markup]:
    told = _labelled(columns)
    slot = 1 / len(columns)
    for at, column in enumerate(columns):
        tall = _TALL * column.number / top
        y = _ABOVE + _TALL - tall
        # The whole height leads on, as a low column is hard to hit.
        parts = [
            element("rect", x=percent(at * slot), width=percent(slot), y=_ABOVE, height=_TALL, class_="hit")
        ]
        if column.number:
            bar = {"x": percent(_start(at, len(columns))), "width": percent(_breadth(len(columns)))}
            parts.append(element("rect", **bar, y=y, height=max(tall, 1.0), class_="bar"))
        if at in told:
            parts.append(_label(t.number(column.number), (at + 0.5) * slot, y - 6, "value"))
        yield link(column.address, t("charts.column", name=column.name, number=column.number), *parts)


def _labelled(columns: Sequence[Column]) -> set[int]:
    """The places of the columns that bear their number: all where they are few, else the highest and the lowest."""
    places = range(len(columns))
    if len(columns) <= _FEW:
        return set(places)
    most = max(places, key=lambda at: columns[at].number)
    least = min(places, key=lambda at: columns[at].number)
    # Side by side, two numbers would stand in each other; that nothing fell into a column is seen.
    apart = abs(most - least) > len(columns) / _TICKS
    return {most, least} if apart and columns[least].number else {most}


def _ticks(columns: Sequence[Column]) -> Iterator[Markup]:
    """Words under the columns, at even steps; every so many of them on a phone."""
    step = -(-len(columns) // _TICKS)
    narrow = step * -(-len(columns) // (step * _NARROW))
    for at in range(0, len(columns), step):
        form = "tick dim" if at % narrow == 0 else "tick dim wide"
        yield _label(columns[at].tick, (at + 0.5) / len(columns), _ABOVE + _TALL + _LINE, form)


def _eras(columns: Sequence[Column]) -> Iterator[Markup]:
    """What columns in a row share, at the first of them; left out where the next would stand in it."""
    starts = [at for at, column in enumerate(columns) if not at or column.era != columns[at - 1].era]
    for start, end in zip(starts, [*starts[1:], len(columns)], strict=True):
        era = columns[start].era
        roomy = (end - start) / len(columns) >= _LETTER * len(era) or len(starts) == 1
        if era and roomy:
            x = percent(_start(start, len(columns)))
            yield element(
                "text", era, x=x, y=_ABOVE + _TALL + 2 * _LINE, text_anchor="start", class_="dim era"
            )


def _breadth(count: int) -> float:
    """How broad each of so many columns is; few columns are no slabs."""
    return min(0.72 / count, _BROADEST)


def _start(at: int, count: int) -> float:
    """Where a column of so many begins."""
    return (at + 0.5) / count - _breadth(count) / 2


def _label(words: str, x: float, y: float, form: str) -> Markup:
    return element("text", words, x=percent(x), y=y, text_anchor="middle", class_=form)
