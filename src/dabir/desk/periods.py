"""Periods: days, months and years of the calendar that a language counts in, as they stand under charts and in questions.

In Persian they are Jalali, in English Gregorian.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dabir.desk.language import GREGORIAN, Language
from dabir.exports.days import day as read_day
from dabir.exports.persian import digits
from dabir.script.calendars import Calendar, Stretch, in_calendar, month_of, year_of
from dabir.script.months import JALALI_MONTHS

Unit = Literal["day", "month", "year"]

# So many days are shown day by day, so many month by month.
DAYS, MONTHS = 45, 4 * 366


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month or a year.

    Attributes:
        unit: Which of them.
        days: The first and the last day.
        key: How a question names it: «1397-03», «2018-04-16».
        name: In full: «خرداد ۱۳۹۷».
        tick: In short, among its neighbours: «خرداد».
        era: What it shares with them: «۱۳۹۷»; "" for a year.
    """

    unit: Unit
    days: Stretch
    key: str
    name: str
    tick: str
    era: str


def period(unit: Unit, day: date, language: Language) -> Period:
    """The day, month or year in which a day lies.

    Raises:
        ValueError: It lies beyond what can be converted.
    """
    system: Calendar = "jalali" if language == "fa" else "gregorian"
    year, month, number = in_calendar(system, day)
    in_year, in_month = f"{year:04}", f"{_month(month, language)} {year}"
    if unit == "year":
        return Period(unit, year_of(system, year), in_year, *_written(language, in_year, in_year, ""))
    if unit == "month":
        words = _written(language, in_month, _short(month, language), in_year)
        return Period(unit, month_of(system, year, month), f"{in_year}-{month:02}", *words)
    words = _written(language, f"{number} {in_month}", str(number), in_month)
    return Period(unit, Stretch(day, day), f"{in_year}-{month:02}-{number:02}", *words)


def short_day(day: date, language: Language) -> str:
    """A day without its year: «۵ خرداد», «5 Jun»."""
    system: Calendar = "jalali" if language == "fa" else "gregorian"
    _, month, number = in_calendar(system, day)
    (words,) = _written(language, f"{number} {_short(month, language)}")
    return words


def one_day(written: str | None, language: Language) -> str:
    """A day, ISO 8601, in the language's calendar alone, for where there is little room; what is no day as it is written."""
    found = read_day(written)
    return period("day", found, language).name if found is not None and is_near(found) else written or ""


def unit_between(first: date, last: date) -> Unit:
    """In what time is best counted between two days: in days for some weeks, in months for some years, else in years."""
    length = (last - first).days
    return "day" if length < DAYS else "month" if length < MONTHS else "year"


def periods(unit: Unit, first: date, last: date, language: Language) -> Iterator[Period]:
    """The periods from one day to another, in order.

    Raises:
        ValueError: One of them lies beyond what can be converted.
    """
    day = first
    while day <= last:
        found = period(unit, day, language)
        yield found
        day = found.days.last + timedelta(days=1)


def counted(days: Mapping[str, int], language: Language) -> list[tuple[Period, int]]:
    """How much falls into each period, given the numbers of single days (ISO 8601); what is no day is left out.

    All periods from the first day to the last are told, those in which nothing falls as well.
    """
    known: Counter[date] = Counter()
    for written, number in days.items():
        day = read_day(written)
        if day is not None and is_near(day):
            known[day] += number
    if not known:
        return []
    first, last = min(known), max(known)
    found = list(periods(unit_between(first, last), first, last, language))
    ends = [each.days.last for each in found]
    numbers: Counter[int] = Counter()
    for day, number in known.items():
        numbers[bisect_left(ends, day)] += number
    return [(each, numbers[at]) for at, each in enumerate(found)]


def is_near(day: date) -> bool:
    """Whether a day lies in the time of newspapers; others come from pages that tell a wrong one."""
    return 1800 <= day.year <= 2200


def _month(month: int, language: Language) -> str:
    return JALALI_MONTHS[month - 1] if language == "fa" else GREGORIAN[month - 1]


def _short(month: int, language: Language) -> str:
    return JALALI_MONTHS[month - 1] if language == "fa" else GREGORIAN[month - 1][:3]


def _written(language: Language, *words: str) -> tuple[str, ...]:
    return tuple(map(digits, words)) if language == "fa" else words
