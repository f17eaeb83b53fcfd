"""Tone: columns over time that rise with what two sides did for each other and hang down with what they did against.

What was only said is hatched, what was done is full: the four classes are told apart by place and pattern, not by colour.
Time runs from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dabir.desk.charts.axis import levels
from dabir.desk.charts.figures import figure
from dabir.desk.charts.svg import chart, element, link, percent
from dabir.desk.language import Interface

# The classes from the middle outwards, up and down: their words' keys, and of what they are drawn.
_UP = ("verbal_cooperation", "material_cooperation")
_DOWN = ("verbal_conflict", "material_conflict")
CLASSES = (*_UP, *_DOWN)
_VERBAL = ("verbal_cooperation", "verbal_conflict")

# Pixels: above all columns, of the highest and the lowest together, and below them, where two lines of words stand.
_ABOVE, _TALL, _BELOW = 8, 190, 42
# Steps of the axis on its longer side; words under the columns, on a wide page and on a phone.
_STEPS, _TICKS, _NARROW = 3, 12, 5


@dataclass(frozen=True, slots=True)
class Stack:
    """A period, and how much of each class fell into it, in the order of `CLASSES`.

    Attributes:
        name: The period in full.
        numbers: The four numbers.
        balance: What they come to, in words; "" for nothing.
        tick: What stands under it where there is room.
        era: What stands once under columns in a row that share it; "" for nothing.
    """

    name: str
    numbers: tuple[int, int, int, int]
    balance: str = ""
    tick: str = ""
    era: str = ""

    @property
    def up(self) -> int:
        """How far it rises."""
        return self.numbers[0] + self.numbers[1]

    @property
    def down(self) -> int:
        """How far it hangs down."""
        return self.numbers[2] + self.numbers[3]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where the middle lies, in pixels from above, how many pixels one event takes, and where lines are drawn."""

    middle: float
    unit: float
    lines: tuple[int, ...]

    @classmethod
    def of(cls, stacks: Sequence[Stack]) -> _Scale:
        up, down = max(each.up for each in stacks), max(each.down for each in stacks)
        step = levels(max(up, down), _STEPS)[1]
        rise, fall = (step * -(-most // step) for most in (up, down))
        unit = _TALL / max(rise + fall, 1)
        return cls(_ABOVE + rise * unit, unit, tuple(range(-fall, rise + 1, step)))


def tone(stacks: Sequence[Stack], t: Interface, *, title: str, heading: str) -> Markup:
    """Columns over time with what they stand for, and a table with all numbers.

    Args:
        stacks: The periods in order, those in which nothing fell included.
        t: The words of the pages.
        title: What is counted.
        heading: What the periods are, as the head of the table's first column.

    Returns:
        The chart, its key and its table; nothing where there are no periods.
    """
    if not stacks:
        return Markup("")
    scale = _Scale.of(stacks)
    drawn = [_patterns(), *_lines(scale, t), *_columns(stacks, scale, t), *_ticks(stacks)]
    drawing = chart(title, _described(stacks, t), _ABOVE + _TALL + _BELOW, *drawn, form="timed tone")
    return figure(drawing, _key(t), _table(stacks, t, title, heading))


def _described(stacks: Sequence[Stack], t: Interface) -> str:
    sums = {
        name: sum(numbers)
        for name, numbers in zip(CLASSES, zip(*(s.numbers for s in stacks), strict=True), strict=True)
    }
    return t("tone.described", first=stacks[0].name, last=stacks[-1].name, **sums)


def _patterns() -> Markup:
    """The hatching of what was only said."""
    return element("defs", *(_pattern(name) for name in _VERBAL))


def _pattern(name: str) -> Markup:
    ground = element("rect", width=6, height=6, class_=f"{name} ground")
    stroke = element("path", d="M-1.5 1.5l3 -3M0 6l6 -6M4.5 7.5l3 -3", class_=f"{name} stroke")
    return element(
        "pattern", ground, stroke, id=f"tone-{name}", patternUnits="userSpaceOnUse", width=6, height=6
    )


def _lines(scale: _Scale, t: Interface) -> Iterator[Markup]:
    """The lines of the axis; numbers grow from the middle both ways."""
    for level in scale.lines:
        y = scale.middle - level * scale.unit
        form = "axis" if level else "axis middle"
        yield element("line", x1="0%", x2="100%", y1=y, y2=y, class_=form)
        yield element("text", t.number(abs(level)), x=-8, y=y + 4, text_anchor="end", class_="dim")


def _columns(stacks: Sequence[Stack], scale: _Scale, t: Interface) -> Iterator[Markup]:
    slot = 1 / len(stacks)
    for at, stack in enumerate(stacks):
        parts = list(_parts(stack, scale, percent((at + 0.16) * slot), percent(0.68 * slot)))
        if parts:
            yield link(None, told(stack, t), *parts)


def _parts(stack: Stack, scale: _Scale, x: str, width: str) -> Iterator[Markup]:
    """The parts of a column, from the middle outwards."""
    verbal_up, material_up, verbal_down, material_down = (number * scale.unit for number in stack.numbers)
    places = (
        (scale.middle - verbal_up, verbal_up),
        (scale.middle - verbal_up - material_up, material_up),
        (scale.middle, verbal_down),
        (scale.middle + verbal_down, material_down),
    )
    for name, (y, height) in zip(CLASSES, places, strict=True):
        if height:
            yield _swatch(name, x, y, width, height)


def _swatch(name: str, x: str | float, y: float, width: str | float, height: float) -> Markup:
    fill = f"url(#tone-{name})" if name in _VERBAL else None
    form = f"part {name}" if fill is None else f"part edge {name}"
    return element("rect", x=x, y=y, width=width, height=height, fill=fill, class_=form)


def told(stack: Stack, t: Interface) -> str:
    """A period and its numbers in words; those that are none are left out."""
    numbers = (
        t("tone.number", name=t(f"terms.quad_{name}"), number=number)
        for name, number in zip(CLASSES, stack.numbers, strict=True)
        if number
    )
    return t("tone.told", name=stack.name, numbers=t("tone.comma").join(numbers))


def _ticks(stacks: Sequence[Stack]) -> Iterator[Markup]:
    """Words under the columns, at even steps, and what columns in a row share, at the first of them."""
    step = -(-len(stacks) // _TICKS)
    narrow = step * -(-len(stacks) // (step * _NARROW))
    y = _ABOVE + _TALL + 18
    for at in range(0, len(stacks), step):
        form = "dim" if at % narrow == 0 else "dim wide"
        x = percent((at + 0.5) / len(stacks))
        yield element("text", stacks[at].tick, x=x, y=y, text_anchor="middle", class_=form)
    for at, stack in enumerate(stacks):
        if stack.era and (not at or stack.era != stacks[at - 1].era):
            x = percent((at + 0.16) / len(stacks))
            yield element("text", stack.era, x=x, y=y + 18, text_anchor="start", class_="dim")


def _key(t: Interface) -> Markup:
    """What the patterns stand for."""
    return element("ul", *(_named(name, t) for name in CLASSES), class_="key")


def _named(name: str, t: Interface) -> Markup:
    swatch = element(
        "svg", _swatch(name, 1.0, 1, 20.0, 12), class_="swatch", width=22, height=14, aria_hidden="true"
    )
    return element("li", swatch, " ", t(f"terms.quad_{name}"))


def _table(stacks: Sequence[Stack], t: Interface, title: str, heading: str) -> Markup:
    heads = [heading, *(t(f"terms.quad_{name}") for name in CLASSES), t("tone.balance")]
    head = element("tr", *(element("th", words, scope="col") for words in heads))
    rows = (_row(stack, t) for stack in stacks if stack.up or stack.down)
    caption = element("caption", title, class_="hidden")
    table = element("table", caption, element("thead", head), element("tbody", *rows), class_="table")
    name = t("tone.table", title=title)
    region = element("div", table, class_="scroll", tabindex=0, role="region", aria_label=name)
    return element("details", element("summary", t("charts.numbers")), region, class_="behind")


def _row(stack: Stack, t: Interface) -> Markup:
    numbers = (element("td", t.number(number), class_="number") for number in stack.numbers)
    return element("tr", element("th", stack.name, scope="row"), *numbers, element("td", stack.balance))
