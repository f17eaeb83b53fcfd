"""Axes: round numbers and round moments."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.desk.charts.axis import levels, moments
from dabir.script.calendars import tehran

BEGIN = datetime(2018, 4, 17, 9, 30, tzinfo=tehran())


@pytest.mark.parametrize(
    ("most", "lines"),
    [(0, [0, 1]), (1, [0, 1]), (4, [0, 1, 2, 3, 4]), (63, [0, 20, 40, 60, 80]), (1500, [0, 500, 1000, 1500])],
)
def test_lines_are_drawn_at_round_numbers(most: int, lines: list[int]) -> None:
    assert levels(most) == lines


@given(most=st.integers(0, 10**9))
def test_lines_reach_the_highest_in_a_few_even_steps(most: int) -> None:
    lines = levels(most)
    assert lines[0] == 0
    assert lines[-1] >= max(most, 1)
    assert 2 <= len(lines) <= 6
    assert len({later - first for first, later in itertools.pairwise(lines)}) == 1


def test_moments_are_whole_hours_or_midnights() -> None:
    hours = moments(BEGIN, BEGIN + timedelta(hours=5))
    assert [f"{each:%H:%M}" for each in hours] == ["10:00", "11:00", "12:00", "13:00", "14:00"]
    days = moments(BEGIN, BEGIN + timedelta(days=4))
    assert [f"{each:%d %H:%M}" for each in days] == ["18 00:00", "19 00:00", "20 00:00", "21 00:00"]


@given(
    first=st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)),
    length=st.timedeltas(timedelta(minutes=1), timedelta(days=20_000)),
)
def test_moments_lie_between_the_ends_in_order(first: datetime, length: timedelta) -> None:
    found = moments(first, first + length)
    assert len(found) <= 5
    assert all(first <= each <= first + length for each in found)
    assert found == sorted(found)
