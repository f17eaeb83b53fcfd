"""Days of three calendars."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.calendars import Calendar, day_of, in_calendar, jalali_text, month_of, week_of, year_of

CALENDARS: list[Calendar] = ["jalali", "gregorian", "lunar"]


@pytest.mark.parametrize(
    ("calendar", "day", "gregorian"),
    [
        ("jalali", (1397, 1, 28), date(2018, 4, 17)),
        ("jalali", (1399, 12, 30), date(2021, 3, 20)),
        ("gregorian", (2018, 4, 17), date(2018, 4, 17)),
        ("lunar", (1439, 9, 1), date(2018, 5, 16)),
    ],
)
def test_a_day_of_a_calendar_is_a_date(
    calendar: Calendar, day: tuple[int, int, int], gregorian: date
) -> None:
    assert day_of(calendar, *day) == gregorian
    assert in_calendar(calendar, gregorian) == day


@pytest.mark.parametrize("calendar", CALENDARS)
@given(day=st.dates(date(1950, 1, 1), date(2070, 1, 1)))
def test_there_and_back_again(calendar: Calendar, day: date) -> None:
    year, month, of_month = in_calendar(calendar, day)
    assert day_of(calendar, year, month, of_month) == day
    assert month_of(calendar, year, month).first <= day <= month_of(calendar, year, month).last
    assert year_of(calendar, year).first <= day <= year_of(calendar, year).last


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        ("jalali", (1398, 12, 30)),
        ("gregorian", (2019, 2, 29)),
        ("lunar", (1439, 13, 1)),
        ("jalali", (0, 1, 1)),
    ],
)
def test_there_is_no_such_day(calendar: Calendar, day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the converters word it, each in its own way
        day_of(calendar, *day)


@pytest.mark.parametrize("calendar", ["jalali", "lunar"])
def test_a_year_beyond_the_tables_is_told_as_a_value(calendar: Calendar) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        year_of(calendar, 99_999)


@given(st.dates(date(1950, 1, 1), date(2070, 1, 1)))
def test_a_week_goes_from_saturday_to_friday(day: date) -> None:
    week = week_of(day)
    assert week.first <= day <= week.last
    assert (week.first.weekday(), (week.last - week.first).days) == (5, 6)


def test_a_date_is_written_in_the_jalali_calendar() -> None:
    assert jalali_text(date(2018, 4, 17)) == "1397-01-28"
