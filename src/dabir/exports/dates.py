"""Dates: days, months and years in Persian words, in both calendars."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from dabir.exports.days import day
from dabir.exports.persian import digits
from dabir.script.calendars import Stretch, in_calendar, month_of, year_of
from dabir.script.months import GREGORIAN_MONTHS, JALALI_MONTHS


def day_words(written: str | None) -> str:
    """An ISO 8601 day in words: «۲۷ فروردین ۱۳۹۷ (۱۶ آوریل ۲۰۱۸)»; what is no day as it is written, "" for None."""
    found = day(written)
    if found is None:
        return digits(written or "")
    gregorian = f"{found.day} {_month(found)} {found.year}"
    try:
        year, month, number = in_calendar("jalali", found)
    except ValueError:
        return digits(gregorian)
    return digits(f"{number} {JALALI_MONTHS[month - 1]} {year} ({gregorian})")


def span_words(first: str | None, last: str | None) -> str:
    """A stretch of days in words: «از … تا …», one day alone, or the end that is known; "" for no days."""
    if first == last:
        return day_words(first)
    ends = (("از", first), ("تا", last))
    return " ".join(f"{word} {day_words(end)}" for word, end in ends if end)


def stretch_words(first: str | None, last: str | None) -> str:
    """A day, or where it has a `last` one the whole year, month or stretch of days: «فروردین ۱۳۹۷ (مارس–آوریل ۲۰۱۸)»."""
    start, end = day(first), day(last)
    if start is None or end is None or start >= end:
        return day_words(first)
    try:
        return _period(Stretch(start, end)) or span_words(first, last)
    except ValueError:  # beyond the years that can be converted
        return span_words(first, last)


def _period(days: Stretch) -> str:
    """A whole year or month of either calendar in words; "" for other days."""
    start, end = days
    year, month, _ = in_calendar("jalali", start)
    if days == year_of("jalali", year):
        return period_words(str(year), start.isoformat(), end.isoformat())
    if days == month_of("jalali", year, month):
        return period_words(f"{year}-{month:02}", start.isoformat(), end.isoformat())
    if days == year_of("gregorian", start.year):
        return digits(f"{start.year} ({year}–{in_calendar('jalali', end)[0]})")
    return (
        month_words(start.isoformat()[:7]) if days == month_of("gregorian", start.year, start.month) else ""
    )


def period_words(period: str, first: str, last: str) -> str:
    """A Jalali year («1397») or month («1397-01») in words, with the Gregorian one: «فروردین ۱۳۹۷ (مارس–آوریل ۲۰۱۸)»."""
    year, _, month = period.partition("-")
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if not month:
        return digits(f"{year} ({start.year}–{end.year})")
    gregorian = [_month(start), _month(end)]
    if start.year != end.year:
        gregorian[0] += f" {start.year}"
    return digits(f"{JALALI_MONTHS[int(month) - 1]} {year} ({'–'.join(gregorian)} {end.year})")


def month_words(written: str) -> str:
    """A Gregorian month («2018-04») in words, with the Jalali ones in it: «آوریل ۲۰۱۸ (فروردین–اردیبهشت ۱۳۹۷)»."""
    first = day(f"{written}-01")
    if first is None:
        return digits(written)
    gregorian = f"{_month(first)} {first.year}"
    last = first.replace(day=monthrange(first.year, first.month)[1])
    try:
        (year, month, _), (later, next_month, _) = (in_calendar("jalali", end) for end in (first, last))
    except ValueError:
        return digits(gregorian)
    start = JALALI_MONTHS[month - 1] + (f" {year}" if year != later else "")
    return digits(f"{gregorian} ({start}–{JALALI_MONTHS[next_month - 1]} {later})")


def _month(of: date) -> str:
    return GREGORIAN_MONTHS[of.month - 1][0]
