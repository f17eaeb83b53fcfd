"""The days between which a visitor asks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.citation import Window
from dabir.desk.windows import days_between


def test_days_of_both_calendars() -> None:
    assert days_between("1397", "۱۳۹۷/۱/۲۷").window == Window("2018-03-21", "2018-04-16")
    assert days_between(" 2018-04 ", "2018-04").window == Window("2018-04-01", "2018-04-30")
    assert days_between("", "").window == Window()


def test_what_is_no_day_bounds_nothing_and_is_told() -> None:
    found = days_between("دیروز", "2018-05-01")
    assert (found.window, found.wrong, found.after) == (Window(None, "2018-05-01"), ("دیروز",), "دیروز")
    assert not found.empty


def test_days_that_end_before_they_begin() -> None:
    assert days_between("1398", "1397").empty
    assert not days_between("1397", "1397").empty


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_written(after: str, before: str) -> None:
    found = days_between(after, before)
    told = [written for written in (after.strip(), before.strip()) if written]
    assert len(found.wrong) + len(found.window.values) == len(told)
