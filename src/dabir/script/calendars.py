"""Calendars: days, months and years of the Jalali, the Gregorian and the lunar Hijri calendar.

Jalali days are converted by `persiantools`, lunar ones by `hijridate`, which follows Umm al-Qura's tables (years 1343 to
1500); Iran's lunar months, which are observed, may begin a day later.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

Calendar = Literal["jalali", "gregorian", "lunar"]

_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Days in a row, the first and the last of them."""

    first: date
    last: date


@cache
def tehran() -> ZoneInfo:
    """The time zone of a clock time that tells no offset."""
    return ZoneInfo("Asia/Tehran")


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of a calendar.

    Raises:
        ValueError: The calendar has no such day, or it lies beyond what can be converted.
    """
    try:
        return _TO_GREGORIAN[calendar](year, month, day)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def in_calendar(calendar: Calendar, day: date) -> tuple[int, int, int]:
    """Year, month and day of a date in a calendar.

    Raises:
        ValueError: The date lies beyond what can be converted.
    """
    try:
        return _FROM_GREGORIAN[calendar](day)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def month_of(calendar: Calendar, year: int, month: int) -> Stretch:
    """The days of a month.

    Raises:
        ValueError: The calendar has no such month.
    """
    first = day_of(calendar, year, month, 1)
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    return Stretch(first, day_of(calendar, *after, 1) - _DAY)


def year_of(calendar: Calendar, year: int) -> Stretch:
    """The days of a year.

    Raises:
        ValueError: The year lies beyond what can be converted.
    """
    return Stretch(day_of(calendar, year, 1, 1), day_of(calendar, year + 1, 1, 1) - _DAY)


def week_of(day: date) -> Stretch:
    """The Iranian week of a day, from its Saturday to its Friday."""
    first = day - timedelta(days=(day.weekday() + 2) % 7)
    return Stretch(first, first + 6 * _DAY)


def jalali_text(day: date) -> str:
    """A date in the Jalali calendar, `YYYY-MM-DD`."""
    return "{:04}-{:02}-{:02}".format(*in_calendar("jalali", day))


def _from_jalali(year: int, month: int, day: int) -> date:
    from persiantools.jdatetime import JalaliDate

    return JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]


def _to_jalali(day: date) -> tuple[int, int, int]:
    from persiantools.jdatetime import JalaliDate

    jalali = JalaliDate(day)  # type: ignore[no-untyped-call]
    return jalali.year, jalali.month, jalali.day


def _from_lunar(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    return date(*Hijri(year, month, day).to_gregorian().datetuple())


def _to_lunar(day: date) -> tuple[int, int, int]:
    from hijridate import Gregorian

    return Gregorian.fromdate(day).to_hijri().datetuple()


_TO_GREGORIAN: dict[Calendar, Callable[[int, int, int], date]] = {
    "jalali": _from_jalali,
    "gregorian": date,
    "lunar": _from_lunar,
}
_FROM_GREGORIAN: dict[Calendar, Callable[[date], tuple[int, int, int]]] = {
    "jalali": _to_jalali,
    "gregorian": lambda day: (day.year, day.month, day.day),
    "lunar": _to_lunar,
}
