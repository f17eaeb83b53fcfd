"""Days: what a user writes for a day, a month or a year, in the Jalali or the Gregorian calendar."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dabir.script.calendars import Calendar, Stretch, day_of, in_calendar, month_of, year_of
from dabir.script.letters import squeeze
from dabir.script.months import GREGORIAN_MONTHS, JALALI_MONTHS

# Years before the second are Jalali; what lies before the first is older than any newspaper of Iran.
_EARLIEST, _GREGORIAN = 1200, 1700
_NUMBERS = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?")
_NAMED = re.compile(r"(?:(\d{1,2}) )?([^\d ]+) (\d{4})")
_MONTHS: dict[str, tuple[Calendar, int]] = {
    **{
        squeeze(name): ("gregorian", number)
        for number, names in enumerate(GREGORIAN_MONTHS, 1)
        for name in names
    },
    **{squeeze(name): ("jalali", number) for number, name in enumerate(JALALI_MONTHS, 1)},
}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole year of a calendar, or a whole month (from 1) of one."""

    calendar: Calendar
    year: int
    month: int | None = None

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}" if self.month else f"{self.year}"


@lru_cache(maxsize=1000)
def whole(first: date, last: date) -> Whole | None:
    """The year or the month that days are from the first to the last; None for other days."""
    calendars: tuple[Calendar, ...] = ("jalali", "gregorian")
    for calendar in calendars:
        try:
            year, month, _ = in_calendar(calendar, first)
            if (first, last) == year_of(calendar, year):
                found = Whole(calendar, year)
            elif (first, last) == month_of(calendar, year, month):
                found = Whole(calendar, year, month)
            else:
                continue
        except ValueError:  # beyond the years that can be converted
            continue
        if stretch(str(found)) == (first, last):
            return found
    return None


def stretch(written: str) -> Stretch | None:
    """The days that are meant: «1397», «1397-01», «۱۳۹۷/۱/۲۷», «2018-04-16», «فروردین ۱۳۹۷», «16 April 2018».

    A year from 1200 to 1699 is Jalali. None for anything else, and for days that the calendar does not have.
    """
    text = " ".join("".join(map(_ascii_digit, written)).split())
    numbers, named = _NUMBERS.fullmatch(text), _NAMED.fullmatch(text)
    try:
        if numbers:
            year, month, day = (int(number) if number else 0 for number in numbers.groups())
            return _days("jalali" if year < _GREGORIAN else "gregorian", year, month, day)
        return _named(named) if named else None
    except ValueError:
        return None


def _ascii_digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdecimal() else sign


def _named(match: re.Match[str]) -> Stretch | None:
    """«۲۷ فروردین ۱۳۹۷»: the month tells the calendar, and the year must be one of it."""
    calendar, month = _MONTHS.get(squeeze(match[2].casefold()), ("jalali", 0))
    year = int(match[3])
    if not month or (year < _GREGORIAN) != (calendar == "jalali"):
        return None
    return _days(calendar, year, month, int(match[1] or 0))


def _days(calendar: Calendar, year: int, month: int, day: int) -> Stretch | None:
    if year < _EARLIEST:
        return None
    if day:
        only = day_of(calendar, year, month, day)
        return Stretch(only, only)
    return month_of(calendar, year, month) if month else year_of(calendar, year)
