"""The earth: outlines of its countries as a map shows them, of West Asia or of the whole world.

The outlines are Natural Earth's (`training/outlines.py`). West Asia is drawn in an equirectangular projection true to scale
at 28° north, the world in Robinson's, whose table is his own (A. H. Robinson: A New Map Projection, 1974).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

from dabir.facts.lexicon import rows

Part = Literal["region", "world"]
Spot = tuple[float, float]

WIDTH = 640  # of either map, in its own units
_STEPS = 20  # of the outlines, in a degree
# Points of an outline nearer to each other than this are one.
_FINE = 0.8

# The region: its edges in degrees.
_WEST, _EAST, _SOUTH, _NORTH = 24.0, 78.0, 12.0, 44.0
_NARROWED = math.cos(math.radians(28))
_SCALE = WIDTH / ((_EAST - _WEST) * _NARROWED)

# Robinson's table: length of the parallels and distance from the equator, every 5 degrees.
_LENGTHS = (
    1,
    0.9986,
    0.9954,
    0.99,
    0.9822,
    0.973,
    0.96,
    0.9427,
    0.9216,
    0.8962,
    0.8679,
    0.835,
    0.7986,
    0.7597,
    0.7186,
    0.6732,
    0.6213,
    0.5722,
    0.5322,
)
_HEIGHTS = (
    0,
    0.062,
    0.124,
    0.186,
    0.248,
    0.31,
    0.372,
    0.434,
    0.4958,
    0.5571,
    0.6176,
    0.6769,
    0.7346,
    0.7903,
    0.8435,
    0.8936,
    0.9394,
    0.9761,
    1,
)
_RADIUS = WIDTH / (2 * math.pi * 0.8487)
_HIGHEST, _LOWEST = 80.0, -56.0  # nobody makes news beyond


@dataclass(frozen=True, slots=True)
class View:
    """A part of the earth on a map of `WIDTH` units and a height."""

    part: Part
    height: float

    def place(self, longitude: float, latitude: float) -> Spot:
        """Where a point of the earth (degrees) lies: from the left and from above."""
        if self.part == "region":
            return (longitude - _WEST) * _NARROWED * _SCALE, (_NORTH - latitude) * _SCALE
        return _robinson(longitude, latitude)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point of the earth lies on the map."""
        x, y = self.place(longitude, latitude)
        return 0 <= x <= WIDTH and 0 <= y <= self.height


def _robinson(longitude: float, latitude: float) -> Spot:
    x = WIDTH / 2 + 0.8487 * _RADIUS * _between(_LENGTHS, latitude) * math.radians(longitude)
    top, y = (
        1.3523 * _RADIUS * math.copysign(_between(_HEIGHTS, each), each) for each in (_HIGHEST, latitude)
    )
    return x, top - y


def _between(table: tuple[float, ...], latitude: float) -> float:
    """A value of Robinson's table, interpolated."""
    at = min(abs(latitude), 90) / 5
    low = min(int(at), len(table) - 2)
    return table[low] + (table[low + 1] - table[low]) * (at - low)


REGION = View("region", (_NORTH - _SOUTH) * _SCALE)
WORLD = View("world", _robinson(0, _LOWEST)[1])


@cache
def outlines(view: View) -> str:
    """The countries of a view as one path of SVG."""
    rings = (ring for country in _countries().values() for ring in country["rings"])
    drawn = ([view.place(x, y) for x, y in _points(ring)] for ring in rings)
    return "".join(_path(ring) for ring in drawn if _shows(view, ring))


def middle(country: str) -> Spot | None:
    """Longitude and latitude of a country's middle (by its ISO 3166-1 alpha-3 code), or of its biggest town if small."""
    known = _countries().get(country)
    return (known["at"][0], known["at"][1]) if known else _towns().get(country)


@cache
def _countries() -> dict[str, dict[str, Any]]:
    text = files("dabir.desk").joinpath("data/outlines.json").read_text("utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found


@cache
def _towns() -> dict[str, Spot]:
    """The biggest town of each country."""
    biggest: dict[str, tuple[int, Spot]] = {}
    for _, kind, _, country, latitude, longitude, people in rows("towns.tsv"):
        found = int(people), (float(longitude), float(latitude))
        if kind == "city" and found > biggest.get(country, (-1, (0.0, 0.0))):
            biggest[country] = found
    return {country: spot for country, (_, spot) in biggest.items()}


def _points(ring: Sequence[int]) -> Iterator[Spot]:
    """The points of a ring that is kept as steps; degrees."""
    x = y = 0
    for east, north in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + east, y + north
        yield x / _STEPS, y / _STEPS


def _shows(view: View, ring: list[Spot]) -> bool:
    """Whether something of a ring lies on the map, and is big enough to be seen."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    seen = right > 0 and left < WIDTH and bottom > 0 and top < view.height
    return seen and max(right - left, bottom - top) > 2 * _FINE


def _path(ring: list[Spot]) -> str:
    """A ring as a path, in tenths of a unit, so that what is rounded does not add up."""
    points = [ring[0]]
    for point in ring:
        if math.dist(point, points[-1]) >= _FINE:
            points.append(point)
    tenths = [(round(10 * x), round(10 * y)) for x, y in points]
    steps = (f"{(x - left) / 10:g} {(y - top) / 10:g}" for (left, top), (x, y) in pairwise(tenths))
    return f"M{tenths[0][0] / 10:g} {tenths[0][1] / 10:g}l{' '.join(steps)}z"
