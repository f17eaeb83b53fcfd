"""Publication times: any way an Iranian page writes one, read into ISO 8601 and the Jalali calendar.

Calendars are converted by `persiantools`; a time without an offset of its own is Asia/Tehran's, with the
offset that the tz database gives for that day (+03:30, and +04:30 in the summers until 1401).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import NamedTuple

from dabir.script.calendars import tehran
from dabir.script.letters import fold
from dabir.script.months import GREGORIAN_MONTHS, JALALI_MONTHS
from dabir.script.numbers import value

_LONGEST = 300  # a field that gives a time is short; nothing is looked for beyond
_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹\u200c", "0123456789 ")


class Moment(NamedTuple):
    """A publication time in both calendars, as `Header.published` and `Header.published_jalali` hold it."""

    published: str
    published_jalali: str


def read_moment(text: str) -> Moment | None:
    """The first date in a short text, with its time of day if there is one; None where there is no real date.

    Years may have two digits where the calendar is Jalali; «1397-01-28T10:00:00» is taken for the Jalali date
    that it is.
    """
    plain = fold(text[:_LONGEST]).text.translate(_ASCII).lower()
    day = next(_days(plain), None)
    if day is None:
        return None
    clock = _clock(plain)
    return _bare(day) if clock is None else _timed(day, *clock)


def _bare(day: date) -> Moment:
    return Moment(day.isoformat(), _jalali(day))


def _timed(day: date, clock: time, offset: timezone | None) -> Moment | None:
    try:
        moment = datetime.combine(day, clock, offset or tehran()).astimezone(tehran())
    except (OverflowError, ValueError):  # the edge of the calendar
        return None
    return Moment(moment.isoformat(timespec="seconds"), f"{_jalali(moment.date())}T{moment:%H:%M:%S}")


def _jalali(day: date) -> str:
    from persiantools.jdatetime import JalaliDate

    return JalaliDate(day).isoformat()  # type: ignore[no-untyped-call]


def _gregorian(year: int, month: int, day: int) -> date:
    from persiantools.jdatetime import JalaliDate

    return JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]


_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?![\d/]|\.\d)")


def _days(text: str) -> Iterator[date]:
    """Every real date in a text, in digits first."""
    for first, _, month, last in _NUMERIC.findall(text):
        year, day = (first, last) if len(first) > 2 or len(last) < 3 else (last, first)
        yield from _day(int(year), int(month), int(day), jalali=None)
    words = re.findall(r"\d+|[^\W\d_]+", text)
    for at, word in enumerate(words):
        for jalali, month in _months().get(word, ()):
            yield from _around(words, at, month, jalali=jalali)


@cache
def _months() -> dict[str, tuple[tuple[bool, int], ...]]:
    """Month names with their calendar (True: Jalali) and number."""
    names: dict[str, tuple[tuple[bool, int], ...]] = {}
    for number, name in enumerate(JALALI_MONTHS, 1):
        names[name] = ((True, number),)
    for number, variants in enumerate(GREGORIAN_MONTHS, 1):
        names.update({fold(name).text: ((False, number),) for name in variants})
    return names


def _around(words: list[str], at: int, month: int, *, jalali: bool) -> Iterator[date]:
    """Dates made of a month's name and the numbers beside it: «۲۸ فروردین ۱۳۹۷», «April 17, 2018»."""
    before, after = (
        words[max(at - 4, 0) : at],
        [w for w in words[at + 1 : at + 11] if w not in ("ماه", "سال")],
    )
    day, year = _last_number(before), _first_number(after)
    if day and year:
        yield from _day(year, month, day, jalali=jalali)
    if len(after) > 1 and after[0].isdecimal() and after[1].isdecimal():
        yield from _day(int(after[1]), month, int(after[0]), jalali=jalali)


def _last_number(words: list[str]) -> int | None:
    """The number in digits or words with which a list of words ends."""
    return next(filter(None, (_number(words[at:]) for at in range(len(words)))), None)


def _first_number(words: list[str]) -> int | None:
    """The number in digits or words with which a list of words begins."""
    return next(filter(None, (_number(words[:end]) for end in range(len(words), 0, -1))), None)


def _number(words: list[str]) -> int | None:
    """The whole number that words spell, an ordinal included."""
    if any(word.isdecimal() for word in words):
        return int(words[0]) if len(words) == 1 else None
    number = value(" ".join(words))
    return number if isinstance(number, int) else None


def _day(year: int, month: int, day: int, *, jalali: bool | None) -> Iterator[date]:
    """The day, if there is one; a calendar not known is told from the year."""
    if year < 100 and jalali is not False:
        year += 1400 if year < 50 else 1300
    if jalali is None:
        jalali = 1200 <= year < 1500
    plausible = 1200 <= year < 1500 if jalali else 1800 <= year < 2200
    try:
        if plausible:
            yield _gregorian(year, month, day) if jalali else date(year, month, day)
    except ValueError:  # the 31st of a month of 30 days, a 13th month
        return


_CLOCK = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})\s?:\s?(?P<m>\d\d)(?:\s?:\s?(?P<s>\d\d)(?:\.\d+)?)?(?![\d:])"
    r"\s*(?P<half>am|pm|ق\.ظ|ب\.ظ|قبل از ظهر|بعد از ظهر|صبح|عصر)?"
    r"\s*(?P<zone>z\b|gmt|utc|[+-]\d\d:?\d\d(?!\d))?"
)
_SPOKEN = re.compile(
    r"ساعت\s+(?P<h>\d{1,2})(?:\s*و\s*(?P<m>\d{1,2})(?:\s*دقیقه)?)?(?:\s*و\s*(?P<s>\d{1,2})\s*ثانیه)?"
)


def _clock(text: str) -> tuple[time, timezone | None] | None:
    """The time of day that a text gives, with its offset from UTC if that is written."""
    match = _CLOCK.search(_after_t(text)) or _SPOKEN.search(text)
    if match is None:
        return None
    found = match.groupdict()
    hour, minute, second = (int(found[key] or 0) for key in "hms")
    if found.get("half") in ("pm", "ب.ظ", "بعد از ظهر", "عصر") and hour < 12:
        hour += 12
    elif found.get("half") in ("am", "ق.ظ") and hour == 12:
        hour = 0
    try:
        return time(hour, minute, second), _offset(found.get("zone"))
    except ValueError:  # «۲۵:۷۱» is no time
        return None


def _after_t(text: str) -> str:
    """The «T» of ISO 8601 as a space."""
    return re.sub(r"(?<=\d)t(?=\d)", " ", text)


def _offset(zone: str | None) -> timezone | None:
    """The offset that a zone's mark stands for."""
    if zone is None:
        return None
    if zone[0] not in "+-":
        return UTC
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    return timezone((1 if zone[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
