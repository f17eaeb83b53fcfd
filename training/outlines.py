"""The outlines of the world's countries, which the map of events is drawn on (`dabir.desk.charts.earth`).

    python training/outlines.py FOLDER/naturalearth_lowres.shp

The shapefile is Natural Earth's 1:110m Admin 0 countries (public domain), as the package geopandas has it up to its version
0.14 in `geopandas/datasets/naturalearth_lowres`, with its table (`.dbf`) beside it. What is kept in
`src/dabir/desk/data/outlines.json` is, for each country by its ISO 3166-1 alpha-3 code: a point in it for its name (`at`:
longitude, latitude), and its rings, each a row of steps in twentieths of a degree, the first of them from 0° 0°: of each the
longitude, then the latitude.
"""

from __future__ import annotations

import argparse
import json
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/dabir/desk/data/outlines.json"
STEPS = 20  # in a degree

# Countries to which the table gives no code.
CODES = {"France": "FRA", "Norway": "NOR", "Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
LEFT_OUT = ("ATA", "ATF")  # no news comes from there, and they would take a third of the map

Point = tuple[float, float]
Ring = list[tuple[int, int]]


def main() -> None:
    """Read, round, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shapes", type=Path)
    shapes = parser.parse_args().shapes
    countries: dict[str, list[list[Point]]] = {}
    for row, rings in zip(table(shapes.with_suffix(".dbf")), polygons(shapes), strict=True):
        code = CODES.get(row["name"], row["iso_a3"])
        if code not in LEFT_OUT:
            countries.setdefault(code, []).extend(rings)
    told = {code: outline(rings) for code, rings in sorted(countries.items())}
    OUT.write_text(json.dumps(told, separators=(",", ":")) + "\n", "utf-8")
    print(f"{OUT.name}: {len(told)} countries, {OUT.stat().st_size} bytes")


def outline(rings: list[list[Point]]) -> dict[str, list[object]]:
    """A country as it is kept."""
    kept = [ring for ring in map(rounded, rings) if len(ring) > 2]
    longitude, latitude = middle(max(rings, key=lambda ring: abs(area(ring))))
    return {"at": [round(longitude, 1), round(latitude, 1)], "rings": [steps(ring) for ring in kept]}


def rounded(ring: list[Point]) -> Ring:
    """A ring on the grid, without its last point, which repeats the first, and without points on straight lines."""
    grid = [(round(x * STEPS), round(y * STEPS)) for x, y in ring[:-1]]
    once = [point for at, point in enumerate(grid) if point != grid[at - 1]]
    return [
        point
        for at, point in enumerate(once)
        if not straight(once[at - 1], point, once[(at + 1) % len(once)])
    ]


def straight(before: tuple[int, int], point: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Whether a point lies on the line between its neighbours."""
    (x, y), (left, low), (right, high) = point, before, behind
    return (x - left) * (high - y) == (y - low) * (right - x)


def steps(ring: Ring) -> list[int]:
    """A ring as steps from point to point."""
    pairs = zip([(0, 0), *ring], ring, strict=False)
    return [step for (left, low), (x, y) in pairs for step in (x - left, y - low)]


def area(ring: list[Point]) -> float:
    """Twice the area of a ring; negative where it runs the other way round."""
    return sum(x * high - right * y for (x, y), (right, high) in pairwise(ring))


def middle(ring: list[Point]) -> Point:
    """The centre of gravity of a ring."""
    edges = [((x, y), (right, high), x * high - right * y) for (x, y), (right, high) in pairwise(ring)]
    whole = 3 * sum(weight for *_, weight in edges)
    east = sum((x + right) * weight for (x, _), (right, _), weight in edges)
    north = sum((y + high) * weight for (_, y), (_, high), weight in edges)
    return east / whole, north / whole


def polygons(path: Path) -> Iterator[list[list[Point]]]:
    """The rings of each shape of a shapefile of polygons (ESRI Shapefile Technical Description, 1998)."""
    data = path.read_bytes()
    at = 100
    while at < len(data):
        length = struct.unpack_from(">i", data, at + 4)[0] * 2
        kind, *_, parts, points = struct.unpack_from("<i4d2i", data, at + 8)
        if kind != 5:
            raise SystemExit(f"{path}: a shape is no polygon (type {kind}); name Natural Earth's countries.")
        starts = struct.unpack_from(f"<{parts}i", data, at + 52)
        numbers = struct.unpack_from(f"<{2 * points}d", data, at + 52 + 4 * parts)
        every = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield [every[first:last] for first, last in zip(starts, [*starts[1:], points], strict=True)]
        at += 8 + length


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a dBASE table."""
    data = path.read_bytes()
    count, head, width = struct.unpack_from("<IHH", data, 4)
    starts = range(32, head - 1, 32)
    fields = [(data[at : at + 11].rstrip(b"\0").decode(), data[at + 16]) for at in starts]
    for number in range(count):
        at = head + number * width + 1  # behind the sign that marks what is deleted
        row = {}
        for name, size in fields:
            row[name], at = data[at : at + size].decode("latin-1").strip(), at + size
        yield row


if __name__ == "__main__":
    main()
