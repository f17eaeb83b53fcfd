"""Maps: places as points whose area is a number, on outlines of West Asia or of the world; nothing is fetched for them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dabir.desk.charts.earth import REGION, WIDTH, WORLD, View, outlines
from dabir.desk.charts.svg import element, link
from dabir.desk.language import Interface

# Half the breadth of the smallest point and of the largest.
_SMALL, _LARGE = 3.5, 18.0
# The share of all that must lie in West Asia for the map to show it alone.
_MOST = 2 / 3
# Places that are named at most, and those whose names are large enough for a phone; the size of these and of the others.
_NAMED, _FIRST, _PHONE, _SIZE = 60, 5, 19.0, 11.0
# The points that even these do not cover, the largest.
_LARGER = 8
# What a letter is wide, of its size.
_LETTER = 0.56


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map.

    Attributes:
        name: What it is called.
        number: How much there is of it.
        longitude: Degrees.
        latitude: Degrees.
        wide: Whether it stands for a whole country or region, of which no nearer place is told: then it is a hollow square.
        address: Where it leads; None for nowhere.
        within: In what it lies, such as its country, where that is worth telling.
    """

    name: str
    number: int
    longitude: float
    latitude: float
    wide: bool = False
    address: str | None = None
    within: str = ""


@dataclass(frozen=True, slots=True)
class _Box:
    """What a point or a name covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def lies_in(self, view: View) -> bool:
        return self.left >= 0 and self.right <= WIDTH and self.top >= 0 and self.bottom <= view.height


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place as it is drawn: its middle, and half its breadth."""

    place: Place
    x: float
    y: float
    size: float

    @property
    def box(self) -> _Box:
        return _Box(self.x - self.size, self.y - self.size, self.x + self.size, self.y + self.size)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name beside its point; `phone` where it is to be read on a phone as well."""

    words: str
    x: float
    y: float
    anchor: str
    phone: bool


def view_of(places: Iterable[Place]) -> View:
    """West Asia if most lies there, else the world."""
    every = list(places)
    near = sum(place.number for place in every if REGION.holds(place.longitude, place.latitude))
    return REGION if near >= _MOST * sum(place.number for place in every) else WORLD


def beyond(places: Iterable[Place], view: View) -> list[Place]:
    """The places that lie outside a view."""
    return [place for place in places if not view.holds(place.longitude, place.latitude)]


def draw(places: Sequence[Place], view: View, t: Interface, *, title: str) -> Markup:
    """A map with places, the biggest named where there is room; a list of all of them belongs beside it.

    Args:
        places: The places; those that lie outside the view are left out.
        view: What the map shows.
        t: The words of the pages.
        title: What the points are.
    """
    spots = list(_spots(places, view))
    land = element("path", d=outlines(view), class_="land")
    points = [_point(spot, t) for spot in spots]
    names = [_written(name) for name in _names(spots, view)]
    told = (element("title", title), element("desc", _described(spots, t)))
    return element(
        "svg", *told, land, *points, *names, class_="chart map", role="group", view_box=f"0 0 {WIDTH} {view.height:.0f}"
    )  # fmt: skip


def _spots(places: Iterable[Place], view: View) -> Iterator[_Spot]:
    """What is drawn, the largest first, so that no point hides a smaller one."""
    seen = sorted(
        (one for one in places if view.holds(one.longitude, one.latitude)), key=lambda one: -one.number
    )
    for place in seen:
        size = max(_SMALL, _LARGE * math.sqrt(place.number / max(seen[0].number, 12)))
        yield _Spot(place, *view.place(place.longitude, place.latitude), size)


def _point(spot: _Spot, t: Interface) -> Markup:
    hit = element("circle", cx=spot.x, cy=spot.y, r=max(spot.size, 10.0), class_="hit")
    told = t("charts.column", name=spot.place.name, number=spot.place.number)
    return link(spot.place.address, told, hit, _shape(spot))


def _shape(spot: _Spot) -> Markup:
    if not spot.place.wide:
        return element("circle", cx=spot.x, cy=spot.y, r=spot.size, class_="spot")
    side = spot.size * math.sqrt(math.pi)  # as large as the circle would be
    corner = {"x": spot.x - side / 2, "y": spot.y - side / 2}
    return element("rect", **corner, width=side, height=side, class_="spot open")


def _names(spots: Sequence[_Spot], view: View) -> Iterator[_Name]:
    """Names that cover no other name and no point, those of the biggest places first.

    The first few, in large letters, may cover small points: on a phone there would be no room for them else.
    """
    names: list[_Box] = []
    points = [spot.box for spot in spots]
    for rank, spot in enumerate(spots[:_NAMED]):
        ways = [(_PHONE, points[:_LARGER]), (_SIZE, points)] if rank < _FIRST else [(_SIZE, points)]
        free = (each for letters, others in ways for each in _free(spot, letters, [*others, *names], view))
        found = next(free, None)
        if found is not None:
            name, box = found
            names.append(box)
            yield name


def _free(spot: _Spot, letters: float, taken: Sequence[_Box], view: View) -> Iterator[tuple[_Name, _Box]]:
    """Where the name of a spot has room: at its right, its left, above it or below it."""
    wide, away = len(spot.place.name) * letters * _LETTER, spot.size + 3
    low = spot.y + letters * 0.35
    for x, y, anchor, left in (
        (spot.x + away, low, "start", spot.x + away),
        (spot.x - away, low, "end", spot.x - away - wide),
        (spot.x, spot.y - away - 2, "middle", spot.x - wide / 2),
        (spot.x, spot.y + away + letters, "middle", spot.x - wide / 2),
    ):
        box = _Box(left, y - letters, left + wide, y + letters * 0.3)
        if box.lies_in(view) and not any(box.meets(other) for other in taken):
            yield _Name(spot.place.name, x, y, anchor, letters == _PHONE), box


def _written(name: _Name) -> Markup:
    form = "name" if name.phone else "name wide"
    return element("text", name.words, x=name.x, y=name.y, text_anchor=name.anchor, class_=form)


def _described(spots: Sequence[_Spot], t: Interface) -> str:
    """The biggest places in words."""
    told = (t("charts.column", name=spot.place.name, number=spot.place.number) for spot in spots[:_FIRST])
    return t("charts.biggest", places=t("charts.and").join(told))
