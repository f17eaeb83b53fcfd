"""A drawing of how far trust can be trusted: what was said against how often it was right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

SIZE, GAP, MARGIN = 200, 40, 34
INK, GRID, BAR = "#00796b", "#9e9e9e", "#26a69a"


class Bin(NamedTuple):
    """Spans of like trust: the mean of what was said of them, the share that is right, and how many they are."""

    said: float
    right: float
    count: int


def reliability(charts: Mapping[str, Sequence[Bin]]) -> str:
    """One square for each chart in an SVG, the diagonal being perfect trust; points as large as their bins."""
    columns = min(3, len(charts))
    rows = -(-len(charts) // columns)
    width = columns * (SIZE + GAP) + MARGIN
    height = rows * (SIZE + GAP + 14) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="11" role="img" aria-label="Reliability of the reading model\'s trust">'
    ]
    for number, (name, chart) in enumerate(charts.items()):
        left = MARGIN + (number % columns) * (SIZE + GAP)
        top = 24 + (number // columns) * (SIZE + GAP + 14)
        parts += _square(name, chart, left, top)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _square(name: str, chart: Sequence[Bin], left: int, top: int) -> list[str]:
    lowest = min(0.5, *(min(each.said, each.right) for each in chart))
    low = int(lowest * 10) / 10

    def place(said: float, right: float) -> tuple[float, float]:
        scale = SIZE / (1 - low)
        return round(left + (said - low) * scale, 1), round(top + SIZE - (right - low) * scale, 1)

    points = [place(each.said, each.right) for each in chart]
    line = " ".join(f"{x},{y}" for x, y in points)
    return [
        f'<text x="{left}" y="{top - 8}" fill="#607d8b">{name}</text>',
        f'<rect x="{left}" y="{top}" width="{SIZE}" height="{SIZE}" fill="none" stroke="{GRID}"/>',
        f'<line x1="{left}" y1="{top + SIZE}" x2="{left + SIZE}" y2="{top}" stroke="{GRID}" stroke-dasharray="4"/>',
        f'<polyline points="{line}" fill="none" stroke="{INK}"/>',
        *(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{BAR}"/>' for x, y in points),
        f'<text x="{left}" y="{top + SIZE + 14}" fill="{GRID}">{low:.1f}</text>',
        f'<text x="{left + SIZE}" y="{top + SIZE + 14}" fill="{GRID}" text-anchor="end">trust 1.0</text>',
        f'<text x="{left - 4}" y="{top + SIZE}" fill="{GRID}" text-anchor="end">{low:.1f}</text>',
        f'<text x="{left - 4}" y="{top + 9}" fill="{GRID}" text-anchor="end">1.0</text>',
    ]
