"""Tests for the order of publication."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.chronology import checked_day, hours_between, moment, place
from dabir.archive.refusal import ArchiveError

IN_ORDER = (
    "2018-04-15",
    "2018-04-16T08:00:00+04:30",
    "2018-04-16T09:00:00",
    "2018-04-16T05:00:00+00:00",
    "2018-04-16T10:00:00+04:30",
    "2018-04-16",
    "2018-04-17T00:10:00+03:30",
    "2018-04",
)


def test_bare_days_come_behind_the_times_of_their_day() -> None:
    assert sorted(sorted(IN_ORDER), key=place) == list(IN_ORDER)
    assert place(None) == place("") == place("دیروز") > place("9998-12-31")


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("2018-04-16T10:30:00+00:00", 0),
        ("2018-04-16T10:30", 4.5),
        ("2018-12-16T10:30:00", 3.5),
        ("2018-04-16", None),
        ("2018-04-16T25:00", None),
        (None, None),
    ],
)
def test_a_moment_has_its_offset_or_that_of_tehran(written: str | None, hours: float | None) -> None:
    found = moment(written)
    assert (found.utcoffset() if found else None) == (None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize(
    ("first", "later", "hours"),
    [
        ("2018-04-16T10:30:00+04:30", "2018-04-16T06:15:00+00:00", 0.2),
        ("2018-04-16T10:30:00+04:30", "2018-04-18T10:30:00+04:30", 48.0),
        ("2018-04-16T10:30:00", "2018-04-16T09:00:00", -1.5),
        ("2018-04-16", "2018-04-16T09:00:00", None),
        (None, "2018-04-16T09:00:00", None),
        ("2018-04-16T10:30:00", "2018-04-16T99:00:00", None),
    ],
)
def test_hours_between(first: str | None, later: str | None, hours: float | None) -> None:
    assert hours_between(first, later) == hours


@given(st.one_of(st.none(), st.text(max_size=25), st.datetimes().map(str), st.dates().map(str)))
def test_anything_has_a_place(published: str | None) -> None:
    assert place(published) <= place(None)
    assert (told := moment(published)) is None or told == place(published)


def test_days_are_checked() -> None:
    assert (checked_day("2018-04-16"), checked_day(None)) == ("2018-04-16", None)
    with pytest.raises(ArchiveError, match="«2018-13-01» is no day"):
        checked_day("2018-13-01")
