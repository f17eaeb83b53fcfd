"""Graph: one in the middle and those around, joined by lines that are the broader the more there is between them.

The others stand in two columns on an arc, one kind on each side where there are two kinds, the strongest at the top. Each
has a row of its own, so that no name touches another, and a disc or a square with its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from markupsafe import Markup

from dabir.desk.charts.svg import chart, element, link, percent
from dabir.desk.language import Interface

# So many stand on one side at most.
SIDE = 9
# Pixels: of a row, a disc, and of the lines of a name; what stands above the first row.
_ROW, _DISC, _LINE, _HEAD = 46, 12, 17, 26
# How broad a chart is at least, on a phone and on other screens; letters of a name are about so broad.
_NARROW, _BROAD_PAGE, _LETTER = 290, 480, 7.2
# How far the columns stand from the middle, as a share of the breadth: at the middle of the height, and at its ends.
_WIDE, _CLOSE = 0.19, 0.11
# How broad the lines are, in pixels.
_THIN, _BROAD = 1.5, 8.0
_LINES = 2

Shape = Literal["disc", "square"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One of those around.

    Attributes:
        name: What is written beside the disc.
        number: How much there is between the two; written into the disc.
        told: What the disc is called where it is pointed at or read out: the name and the number in words.
        address: Where it leads, if anywhere.
        shape: Its shape, by what kind it is of.
        faint: Whether nothing of it has come about yet: the line is dashed.
    """

    name: str
    number: int
    told: str
    address: str | None
    shape: Shape = "disc"
    faint: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a neighbour stands: aside from the middle, a share of the breadth (negative to the left), and how far down."""

    who: Neighbour
    aside: float
    down: float

    @property
    def at(self) -> str:
        return percent(0.5 + self.aside)


def graph(
    title: str, description: str, middle: str, sides: Sequence[Sequence[Neighbour]], t: Interface
) -> Markup:
    """The drawing of one and those around.

    Args:
        title: What it shows.
        description: What is to be seen in it, in words.
        middle: The name of the one in the middle.
        sides: The others, each side's strongest first: those of two kinds, or of one kind alone, who are then shared out
            to both sides. More than `SIDE` on a side are left out.
        t: The language; its reading begins with the first side.
    """
    columns = _columns(sides)
    height = _HEAD + _ROW * max(map(len, columns), default=0)
    signs = (1, -1) if t.direction == "rtl" else (-1, 1)
    spots = [
        spot for sign, column in zip(signs, columns, strict=True) for spot in _placed(column, sign, height)
    ]
    most = max((spot.who.number for spot in spots), default=1)
    lines = [_line(spot, height / 2, most) for spot in spots]
    nodes = [_node(spot, t) for spot in spots]
    return chart(
        title, description, height, *lines, _middle(middle, height / 2), *nodes, form="web", linked=True
    )


def most_on_a_side(sides: Sequence[Sequence[object]]) -> int:
    """How many of each kind are drawn: of one kind alone as many as two sides hold."""
    return SIDE if all(sides) else 2 * SIDE


def _columns(sides: Sequence[Sequence[Neighbour]]) -> tuple[Sequence[Neighbour], Sequence[Neighbour]]:
    """The two columns; one kind alone goes to both in turn."""
    filled = [side for side in sides if side]
    if len(filled) == 1:
        whole = filled[0][: 2 * SIDE]
        return whole[::2], whole[1::2]
    first, second = (*filled, (), ())[:2]
    return first[:SIDE], second[:SIDE]


def _placed(column: Sequence[Neighbour], sign: int, height: float) -> Iterator[_Spot]:
    """A column on an arc around the middle, in rows of one height."""
    above = (height - _ROW * len(column)) / 2 + _ROW / 2
    for number, who in enumerate(column):
        down = above + _ROW * number
        lift = min(1.0, abs(2 * down / height - 1)) if height else 0.0
        aside = _CLOSE + (_WIDE - _CLOSE) * sqrt(1 - lift * lift)
        yield _Spot(who, sign * aside, down)


def _line(spot: _Spot, centre: float, most: int) -> Markup:
    """The line to a neighbour; a dashed one is thin, as it would not be seen to be dashed else."""
    share = sqrt((spot.who.number - 1) / (most - 1)) if most > 1 else 0.0
    breadth = _THIN if spot.who.faint else _THIN + (_BROAD - _THIN) * share
    form = "tie faint" if spot.who.faint else "tie"
    return element("line", x1="50%", y1=centre, x2=spot.at, y2=spot.down, stroke_width=breadth, class_=form)


def _middle(name: str, centre: float) -> Markup:
    """The one in the middle, its name across the lines and between the columns."""
    narrow, broad = (written(name, 2 * (_WIDE * breadth - _DISC) - 8) for breadth in (_NARROW, _BROAD_PAGE))
    disc = element("circle", cx="50%", cy=centre, r=_DISC / 2, class_="middle")
    return element("g", disc, *_twice(narrow, broad, "50%", 0, centre + _DISC, "middle"), class_="one")


def _node(spot: _Spot, t: Interface) -> Markup:
    """A disc with its number, and the name on its outer side."""
    number = element(
        "text", t.number(spot.who.number), x=spot.at, y=spot.down + 4, text_anchor="middle", class_="number"
    )
    return link(spot.who.address, spot.who.told, _shape(spot), number, *_name(spot))


def _name(spot: _Spot) -> Iterator[Markup]:
    """A name beside its disc; in as many lines as a phone needs there."""
    outward = 1 if spot.aside > 0 else -1
    rooms = ((breadth * (0.5 - abs(spot.aside)) - _DISC - 6) for breadth in (_NARROW, _BROAD_PAGE))
    narrow, broad = (written(spot.who.name, room) for room in rooms)
    # Names are Persian: their lines begin on the right.
    anchor = "end" if outward > 0 else "start"
    yield from _twice(narrow, broad, spot.at, outward * (_DISC + 6), spot.down, anchor)


def _twice(
    narrow: Sequence[str], broad: Sequence[str], at: str, aside: float, down: float, anchor: str
) -> Iterator[Markup]:
    """Lines of a name; once for narrow drawings and once for others, where these have room for more."""
    if narrow == broad:
        yield from _words(narrow, at, aside, down, anchor)
    else:
        yield element("g", *_words(narrow, at, aside, down, anchor), class_="narrow")
        yield element("g", *_words(broad, at, aside, down, anchor), class_="broad")


def _shape(spot: _Spot) -> Markup:
    if spot.who.shape == "disc":
        return element("circle", cx=spot.at, cy=spot.down, r=_DISC, class_="node")
    size, moved = 2 * _DISC, f"translate({-_DISC} 0)"
    return element(
        "rect", x=spot.at, y=spot.down - _DISC, width=size, height=size, rx=4, transform=moved, class_="node"
    )


def _words(lines: Sequence[str], at: str, aside: float, down: float, anchor: str) -> Iterator[Markup]:
    """Lines of a name around a height; those in the middle begin there, below the disc."""
    first = down + 4 - (0 if anchor == "middle" else _LINE * (len(lines) - 1) / 2)
    for number, line in enumerate(lines):
        y = first + _LINE * number
        yield element(
            "text", line, x=at, y=y, dx=aside, text_anchor=anchor, direction="rtl", class_="name", lang="fa"
        )


def written(name: str, room: float) -> list[str]:
    """A name in so many lines as there is room for, in pixels of breadth; what is too long for them ends in «…»."""
    most = max(4, int(room / _LETTER))
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    shown = [_cut(line, most) for line in lines[:_LINES]] or [""]
    if len(lines) > _LINES:
        shown[-1] = _cut(f"{shown[-1]}…", most)
    return shown


def _cut(line: str, most: int) -> str:
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
