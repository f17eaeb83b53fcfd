"""Growth is drawn as it was measured, and its exponent is that of the law behind it."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.growth_chart import drawn, exponent

SVG = "{http://www.w3.org/2000/svg}"


@given(
    st.floats(0.2, 3),
    st.floats(1e-4, 10),
    st.lists(st.integers(1, 10**6), min_size=2, max_size=8, unique=True),
)
def test_the_exponent_of_a_power_law_is_found(power: float, factor: float, amounts: list[int]) -> None:
    assert exponent([(x, factor * x**power) for x in amounts]) == pytest.approx(power, abs=1e-6)


def test_every_figure_is_a_point_and_every_series_has_its_name_and_exponent() -> None:
    sizes = (1_000, 10_000, 100_000)
    lines = [
        {
            "chart": "number",
            "series": series,
            "reports": count,
            "seconds": factor * count**1.05,
            "memory_mb": 300,
        }
        for series, factor in (("quick", 0.01), ("whole", 0.1))
        for count in sizes
    ]
    tree = ElementTree.fromstring(drawn(lines))
    assert len(list(tree.iter(f"{SVG}circle"))) == 2 * len(lines)
    names = [each.text for each in tree.iter(f"{SVG}text") if each.text and "n^" in each.text]
    assert names[:2] == ["quick (n^1.05)", "whole (n^1.05)"]
    assert [name.replace("-", "") for name in names[2:]] == ["quick (n^0.00)", "whole (n^0.00)"]
    seconds = [float(each.get("cy", "nan")) for each in tree.iter(f"{SVG}circle")][:3]
    assert seconds == sorted(seconds, reverse=True)


def test_a_chart_of_nothing_is_empty() -> None:
    assert not list(ElementTree.fromstring(drawn([])).iter(f"{SVG}circle"))
