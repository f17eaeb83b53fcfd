"""Drawings of how cost grows, on logarithmic scales."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

WIDTH, HEIGHT, LEFT, TOP, BELOW, BESIDE = 320, 210, 56, 34, 46, 150
INKS = ("#00796b", "#c2185b", "#3949ab", "#ef6c00", "#5d4037")
GRID, TEXT = "#bdbdbd", "#546e7a"

Point = tuple[float, float]


class Panel(NamedTuple):
    """One drawing: what it is of, and by which names the figures along its two sides are kept."""

    chart: str
    title: str
    along: str
    up: str


PANELS = (
    Panel("length", "One report: seconds of one core", "words", "seconds"),
    Panel("length", "One report: memory, MB", "words", "memory_mb"),
    Panel("number", "dabir batch: seconds", "reports", "seconds"),
    Panel("number", "dabir batch: memory of all processes, MB", "reports", "memory_mb"),
    Panel("add", "Archive: adding, seconds", "reports", "seconds"),
    Panel("search", "Archive: a search, 95th percentile, ms", "reports", "milliseconds"),
    Panel("workers", "dabir batch: reports a second", "workers", "a_second"),
)


def exponent(points: Sequence[Point]) -> float:
    """The slope of the straight line nearest to points on logarithmic scales (least squares)."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle_x, middle_y = (sum(side) / len(logs) for side in zip(*logs, strict=True))
    spread = sum((x - middle_x) ** 2 for x, _ in logs)
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / spread


def drawn(lines: Iterable[Mapping[str, Any]]) -> str:
    """An SVG of all the panels for which there are figures, two a row."""
    found = list(lines)
    series = [(panel, _series(panel, found)) for panel in PANELS]
    shown = [each for each in series if each[1]]
    rows = -(-len(shown) // 2)
    width, height = 2 * (LEFT + WIDTH + BESIDE), rows * (TOP + HEIGHT + BELOW)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="11" role="img" aria-label="How cost grows"><rect width="100%" height="100%" fill="#fff"/>'
    ]
    for number, (panel, of_panel) in enumerate(shown):
        left = LEFT + number % 2 * (LEFT + WIDTH + BESIDE)
        parts += _Frame(left, TOP + number // 2 * (TOP + HEIGHT + BELOW), of_panel).drawn(panel)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _series(panel: Panel, lines: Iterable[Mapping[str, Any]]) -> dict[str, list[Point]]:
    out: dict[str, list[Point]] = {}
    for line in lines:
        if line["chart"] == panel.chart and panel.up in line:
            out.setdefault(line["series"], []).append((line[panel.along], line[panel.up]))
    return {name: sorted(points) for name, points in out.items()}


class _Frame:
    """Where a panel's points lie."""

    def __init__(self, left: int, top: int, series: Mapping[str, Sequence[Point]]) -> None:
        self.left, self.top, self.series = left, top, series
        points = [point for each in series.values() for point in each]
        self.x, self.y = (_Scale.over([point[side] for point in points]) for side in (0, 1))

    def drawn(self, panel: Panel) -> Iterator[str]:
        yield f'<text x="{self.left}" y="{self.top - 12}" fill="{TEXT}" font-weight="bold">{panel.title}</text>'
        end, below = self.left + WIDTH, self.top + HEIGHT
        for value in self.x.ticks():
            x = self._x(value)
            yield f'<line x1="{x}" y1="{self.top}" x2="{x}" y2="{below}" stroke="{GRID}" stroke-width=".5"/>'
            yield f'<text x="{x}" y="{below + 14}" fill="{TEXT}" text-anchor="middle">{value:,.10g}</text>'
        for value in self.y.ticks():
            y = self._y(value)
            yield f'<line x1="{self.left}" y1="{y}" x2="{end}" y2="{y}" stroke="{GRID}" stroke-width=".5"/>'
            yield f'<text x="{self.left - 5}" y="{y + 4}" fill="{TEXT}" text-anchor="end">{value:,.10g}</text>'
        yield f'<text x="{end}" y="{below + 28}" fill="{TEXT}" text-anchor="end">{panel.along}</text>'
        for (name, points), ink, y in zip(self.series.items(), INKS, self._labels(), strict=False):
            places = [(self._x(x), self._y(y)) for x, y in points]
            line = " ".join(f"{x},{y}" for x, y in places)
            yield f'<polyline points="{line}" fill="none" stroke="{ink}" stroke-width="1.5"/>'
            yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{ink}"/>' for x, y in places)
            slope = f" (n^{exponent(points):.2f})" if len(points) > 2 else ""
            yield f'<text x="{self.left + WIDTH + 6}" y="{y}" fill="{ink}">{name}{slope}</text>'

    def _labels(self) -> list[float]:
        """How high each line's name stands: at the line's end, and apart from the others."""
        ends = sorted((self._y(points[-1][1]), name) for name, points in self.series.items())
        places: dict[str, float] = {}
        free = float(self.top)
        for y, name in ends:
            places[name] = max(y + 4, free)
            free = places[name] + 13
        return [places[name] for name in self.series]

    def _x(self, value: float) -> float:
        return round(self.left + self.x.share(value) * WIDTH, 1)

    def _y(self, value: float) -> float:
        return round(self.top + (1 - self.y.share(value)) * HEIGHT, 1)


class _Scale(NamedTuple):
    """A logarithmic scale from one value to another."""

    low: float
    high: float

    @classmethod
    def over(cls, values: Sequence[float]) -> _Scale:
        """The scale that begins and ends at a round number around values."""
        low, high = min(values), max(values)
        rounds = [digit * 10.0**power for power in range(-6, 13) for digit in (1, 2, 5)]
        return cls(
            max(each for each in rounds if each <= low), min(each for each in rounds if each >= high * 1.0001)
        )

    def share(self, value: float) -> float:
        """How far along the scale a value lies, from 0 to 1."""
        return math.log(value / self.low) / math.log(self.high / self.low)

    def ticks(self) -> list[float]:
        """Powers of ten; on a short scale, two and five times of them, too."""
        digits = (1, 2, 5) if self.high / self.low < 200 else (1,)
        values = [digit * 10.0**power for power in range(-6, 13) for digit in digits]
        return [each for each in values if self.low * 0.999 <= each <= self.high * 1.001]
