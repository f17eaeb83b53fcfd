"""The outlines of countries: a shapefile read, rounded and written as steps."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import outlines

SQUARE = [(10.0, 20.0), (10.0, 21.0), (10.5, 21.0), (11.0, 21.0), (11.0, 20.0), (10.0, 20.0)]


def shape(*rings: list[tuple[float, float]], kind: int = 5) -> bytes:
    points = [number for ring in rings for point in ring for number in point]
    starts = [sum(map(len, rings[:at])) for at in range(len(rings))]
    content = struct.pack("<i4d2i", kind, 0, 0, 0, 0, len(rings), len(points) // 2)
    content += struct.pack(f"<{len(starts)}i{len(points)}d", *starts, *points)
    return struct.pack(">2i", 1, len(content) // 2) + content


def table(*rows: tuple[str, str]) -> bytes:
    fields = b"".join(
        name.ljust(11, b"\0") + b"C" + bytes(4) + bytes([20]) + bytes(15) for name in (b"name", b"iso_a3")
    )
    head = struct.pack("<4BIHH20x", 3, 1, 1, 1, len(rows), 32 + len(fields) + 1, 41) + fields + b"\r"
    return head + b"".join(b" " + "".join(cell.ljust(20) for cell in row).encode() for row in rows)


def test_countries_are_written_by_their_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    island = [(30.0, 5.0), (30.0, 5.5), (30.5, 5.0), (30.0, 5.0)]
    (tmp_path / "world.shp").write_bytes(bytes(100) + shape(SQUARE, island) + shape(SQUARE) + shape(SQUARE))
    (tmp_path / "world.dbf").write_bytes(table(("Iran", "IRN"), ("France", "-99"), ("Antarctica", "ATA")))
    monkeypatch.setattr(outlines, "OUT", tmp_path / "outlines.json")
    monkeypatch.setattr("sys.argv", ["outlines.py", str(tmp_path / "world.shp")])
    outlines.main()
    found = json.loads((tmp_path / "outlines.json").read_text("utf-8"))
    assert list(found) == ["FRA", "IRN"]
    assert found["IRN"]["at"] == [10.5, 20.5]
    assert found["IRN"]["rings"] == [[200, 400, 0, 20, 20, 0, 0, -20], [600, 100, 0, 10, 10, -10]]


def test_what_is_no_polygon_is_refused(tmp_path: Path) -> None:
    (tmp_path / "world.shp").write_bytes(bytes(100) + shape(SQUARE, kind=3))
    with pytest.raises(SystemExit, match="is no polygon"):
        list(outlines.polygons(tmp_path / "world.shp"))


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=3, max_size=30))
def test_steps_lead_over_the_points_of_the_ring(points: list[tuple[float, float]]) -> None:
    kept = outlines.rounded([*points, points[0]])
    x = y = 0
    steps = outlines.steps(kept)
    for at, (east, north) in enumerate(zip(steps[::2], steps[1::2], strict=True)):
        x, y = x + east, y + north
        assert (x, y) == kept[at]
    assert set(kept) <= {(round(east * 20), round(north * 20)) for east, north in points}
