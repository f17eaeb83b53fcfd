"""What time expressions mean, and what that comes to once the publication day is known.

Every meaning resolves to a `Value`. Meanings that are days on a calendar give a `Stretch`, which `dated` writes in ISO 8601
and in the Jalali calendar; a length, a frequency or a vague reference has a TIMEX3 value of its own.
TIMEX3: TimeML 1.2.1, https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple, Protocol, TypeAlias

from dabir.record import TimeType, Unresolved
from dabir.script.calendars import (
    Calendar,
    Stretch,
    day_of,
    in_calendar,
    jalali_text,
    month_of,
    week_of,
    year_of,
)

Reference = Literal["PRESENT_REF", "PAST_REF", "FUTURE_REF"]
Unit = Literal["D", "W", "M", "Y", "10Y", "H", "MIN", "S"]

_DAY = timedelta(days=1)
# Days: a date that recurs every year is rather the next one than the last where these say so, whatever the tense.
FAR, NEAR = 300, 45


class Value(NamedTuple):
    """A time as the record gives it; see `dabir.record.Time`."""

    type: TimeType
    value: str | None
    interval: str | None = None
    jalali: str | None = None
    unresolved: Unresolved | None = None


class Anchor(NamedTuple):
    """From where an expression is worked out: the publication day, if known, and whether it looks ahead."""

    day: date | None
    future: bool


class Unanchored(Exception):  # noqa: N818 - no error: it is caught where the expression is resolved
    """An expression needs the publication day, and that is not known."""


class Calendric(Protocol):
    """A meaning that is one or several days on the calendar."""

    def stretch(self, anchor: Anchor) -> Stretch:
        """The days.

        Raises:
            Unanchored: They cannot be told without the publication day.
            ValueError: There are no such days.
        """


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month; without a year the nearest one that fits the tense."""

    calendar: Calendar
    year: Year | None
    month: int
    day: int

    def stretch(self, anchor: Anchor) -> Stretch:
        """The one day."""
        if self.year is not None:
            return _only(day_of(self.calendar, self.year.number(anchor), self.month, self.day))
        return _nearest(
            self.calendar, anchor, lambda year: _only(day_of(self.calendar, year, self.month, self.day))
        )


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day of a month that counts from the publication («دهم ماه جاری»)."""

    month: Away
    day: int

    def stretch(self, anchor: Anchor) -> Stretch:
        """The one day."""
        first, last = self.month.stretch(anchor)
        day = first + (self.day - 1) * _DAY
        if day > last:
            raise ValueError("the month has no such day")
        return _only(day)


@dataclass(frozen=True, slots=True)
class Months:
    """One month or several in a row (a season, a quarter, a half); without a year the nearest that fit the tense.

    `order`: whether they are over («دسامبر گذشته», -1) or to come («دسامبر آینده», 1).
    """

    calendar: Calendar
    year: Year | None
    first: int
    last: int
    order: int = 0

    def stretch(self, anchor: Anchor) -> Stretch:
        """From the first day of the first month to the last day of the last."""
        if self.year is not None:
            return self._in(self.year.number(anchor))
        if self.order:
            return self._beside(_today(anchor))
        return _nearest(self.calendar, anchor, self._in)

    def _beside(self, today: date) -> Stretch:
        year = in_calendar(self.calendar, today)[0]
        found = [self._in(each) for each in (year - 1, year, year + 1)]
        if self.order < 0:
            return max(days for days in found if days.last < today)
        return min(days for days in found if days.first > today)

    def _in(self, year: int) -> Stretch:
        first = month_of(self.calendar, year, self.first)
        return Stretch(first.first, month_of(self.calendar, year, self.last).last)


@dataclass(frozen=True, slots=True)
class HalfMonth:
    """The first or the second half of a month: up to its fifteenth day, or from its sixteenth on."""

    month: Months
    second: bool

    def stretch(self, anchor: Anchor) -> Stretch:
        """The days of the half."""
        first, last = self.month.stretch(anchor)
        return Stretch(first + 15 * _DAY, last) if self.second else Stretch(first, first + 14 * _DAY)


@dataclass(frozen=True, slots=True)
class Year:
    """A year by its number (`offset` None), or so many years from that of the publication."""

    calendar: Calendar
    value: int
    relative: bool = False

    def number(self, anchor: Anchor) -> int:
        """The year's number.

        Raises:
            Unanchored: It counts from the publication, whose day is not known.
        """
        return in_calendar(self.calendar, _today(anchor))[0] + self.value if self.relative else self.value

    def stretch(self, anchor: Anchor) -> Stretch:
        """The days of the year."""
        return year_of(self.calendar, self.number(anchor))


@dataclass(frozen=True, slots=True)
class Decade:
    """The ten years from `first` on."""

    calendar: Calendar
    first: int

    def stretch(self, anchor: Anchor) -> Stretch:  # noqa: ARG002 - the protocol's
        """The days of the decade."""
        return Stretch(year_of(self.calendar, self.first).first, year_of(self.calendar, self.first + 9).last)


@dataclass(frozen=True, slots=True)
class Away:
    """So many days, weeks, months or years from the publication («دیروز», «هفته آینده», «دو ماه پیش»)."""

    unit: Unit
    number: int
    calendar: Calendar = "jalali"

    def stretch(self, anchor: Anchor) -> Stretch:
        """The day, the week, the month or the year."""
        today = _today(anchor)
        if self.unit == "D":
            return _only(today + self.number * _DAY)
        if self.unit == "W":
            return week_of(today + 7 * self.number * _DAY)
        year, month, _ = in_calendar(self.calendar, today)
        if self.unit == "M":
            months = year * 12 + month - 1 + self.number
            return month_of(self.calendar, months // 12, months % 12 + 1)
        return year_of(self.calendar, year + self.number)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Saturday; of a week so many from this one, or the last or next such day."""

    number: int
    week: int | None = None
    order: Literal["last", "next"] | None = None

    def stretch(self, anchor: Anchor) -> Stretch:
        """The one day."""
        today = _today(anchor)
        if self.week is not None:
            return _only(week_of(today + 7 * self.week * _DAY).first + self.number * _DAY)
        ahead = (self.number - (today.weekday() + 2) % 7) % 7
        if self.order == "next" or (self.order is None and anchor.future):
            return _only(today + (ahead or (7 if self.order else 0)) * _DAY)
        back = (7 - ahead) % 7
        return _only(today - (back or (7 if self.order else 0)) * _DAY)


@dataclass(frozen=True, slots=True)
class Between:
    """From the first day of one meaning to the last of another."""

    first: Calendric
    last: Calendric

    def stretch(self, anchor: Anchor) -> Stretch:
        """All days from the one to the other."""
        first, last = self.first.stretch(anchor).first, self.last.stretch(anchor).last
        if last < first and isinstance(self.last, Weekday):
            last += 7 * _DAY
        if last < first:
            raise ValueError("the last day lies before the first")
        return Stretch(first, last)


@dataclass(frozen=True, slots=True)
class Within:
    """A clock time («10:30», or two of them with a stroke) or a TIMEX3 part of the day («MO») of a day, if that is told."""

    day: Calendric | None
    clock: str


@dataclass(frozen=True, slots=True)
class Moments:
    """From a moment of one day to a moment of another («از ساعت ۲۲ امشب تا ۶ صبح فردا»)."""

    first: Within
    last: Within


@dataclass(frozen=True, slots=True)
class Length:
    """How long, as an ISO 8601 period; `towards` says whether it ends (-1) or begins (1) at the publication."""

    period: str
    towards: Literal[-1, 0, 1] = 0


@dataclass(frozen=True, slots=True)
class Every:
    """How often: the ISO 8601 period in which it comes again."""

    period: str


@dataclass(frozen=True, slots=True)
class Vague:
    """Now, once or soon; of hours and minutes a time of the day."""

    reference: Reference
    type: TimeType = "DATE"


@dataclass(frozen=True, slots=True)
class Hanging:
    """A time that hangs on another one in the text («روز بعد», «همان سال»)."""

    type: TimeType = "DATE"


Meaning: TypeAlias = (
    Day
    | DayOf
    | Months
    | HalfMonth
    | Year
    | Decade
    | Away
    | Weekday
    | Between
    | Within
    | Moments
    | Length
    | Every
    | Vague
    | Hanging
)


TODAY = Away("D", 0)


def in_gregorian(meaning: Meaning) -> Meaning:
    """A year, or months of a year, that count from the publication, in a sentence that says «میلادی»."""
    match meaning:
        case Year("jalali", value, True):
            return Year("gregorian", value, True)
        case Months("jalali", Year("jalali", value, True), first, last) if last > first:  # no month of a name
            return Months("gregorian", Year("gregorian", value, True), first, last)
        case Away("M" | "Y" as unit, number):
            return Away(unit, number, "gregorian")
    return meaning


def resolve(meaning: Meaning, anchor: Anchor) -> Value:
    """What a meaning comes to.

    Raises:
        ValueError: There is no such day (the 31st of a month of 30).
    """
    match meaning:
        case Vague(reference, type_):
            return Value(type_, reference)
        case Hanging(type_):
            return Value(type_, None, unresolved="other_time")
        case Every(period):
            return Value("SET", period)
        case Length(period, towards):
            return Value("DURATION", period, *_reach(period, towards, anchor))
        case Within(None, clock):
            return Value("TIME", "/".join(f"T{each}" for each in clock.split("/")))
    try:
        if isinstance(meaning, Within):
            return _timed(meaning, anchor)
        if isinstance(meaning, Moments):
            return _spanning(_timed(meaning.first, anchor), _timed(meaning.last, anchor))
        return dated(meaning.stretch(anchor))
    except Unanchored:
        return Value(
            "TIME" if isinstance(meaning, Within | Moments) else "DATE",
            None,
            unresolved="no_publication_time",
        )


def dated(days: Stretch) -> Value:
    """Days in a row as a value: a day, a Gregorian month, year or decade as TIMEX3 writes it, else both ends."""
    first, last = days
    interval = f"{first}/{last}"
    return Value("DATE", _shortest("gregorian", days) or interval, interval, _jalali(days))


def _jalali(days: Stretch) -> str:
    """A stretch in the Jalali calendar, as short as it can be written."""
    short = _shortest("jalali", days)
    if short:
        return short
    (year, month, _), (last_year, last_month, _) = (in_calendar("jalali", day) for day in days)
    whole = Stretch(month_of("jalali", year, month).first, month_of("jalali", last_year, last_month).last)
    if days == whole:
        return f"{year:04}-{month:02}/{last_year:04}-{last_month:02}"
    return f"{jalali_text(days.first)}/{jalali_text(days.last)}"


def _shortest(calendar: Calendar, days: Stretch) -> str | None:
    """A stretch as a day, a month, a year or a decade of a calendar; None where it is none."""
    year, month, day = in_calendar(calendar, days.first)
    if days.first == days.last:
        return f"{year:04}-{month:02}-{day:02}"
    if days == month_of(calendar, year, month):
        return f"{year:04}-{month:02}"
    if days == year_of(calendar, year):
        return f"{year:04}"
    is_decade = year % 10 == 0 and days == Decade(calendar, year).stretch(Anchor(None, False))
    return f"{year // 10:03}" if is_decade else None


def _timed(meaning: Within, anchor: Anchor) -> Value:
    """A clock time or a part of the day on a day that is told."""
    assert meaning.day is not None
    day = meaning.day.stretch(anchor).first
    jalali = jalali_text(day)
    clocks = meaning.clock.split("/")
    values = "/".join(f"{day}T{clock}" for clock in clocks)
    exact = ":" in meaning.clock
    interval = f"{day}T{clocks[0]}/{day}T{clocks[-1]}" if exact else f"{day}/{day}"
    return Value("TIME", values, interval, "/".join(f"{jalali}T{clock}" for clock in clocks))


def _spanning(first: Value, last: Value) -> Value:
    """From one moment to another."""
    ends = [(value.interval or "").split("/") for value in (first, last)]
    interval = f"{ends[0][0]}/{ends[1][-1]}"
    return Value("TIME", f"{first.value}/{last.value}", interval, f"{first.jalali}/{last.jalali}")


def _reach(period: str, towards: int, anchor: Anchor) -> tuple[str | None, str | None]:
    """The days that a length up to the publication or from it on takes, and the same in the Jalali calendar."""
    number, unit = period[1:-1], period[-1]
    if not towards or anchor.day is None or not number.isdecimal() or unit not in "DWMY":
        return None, None
    try:
        other = _moved(anchor.day, towards * int(number), unit)
    except (ValueError, OverflowError):
        return None, None
    days = Stretch(*sorted((anchor.day, other)))
    return f"{days.first}/{days.last}", f"{jalali_text(days.first)}/{jalali_text(days.last)}"


def _moved(day: date, number: int, unit: str) -> date:
    """A day so many days, weeks, Jalali months or years away; the last of the month where that is too short."""
    if unit in "DW":
        return day + number * (7 if unit == "W" else 1) * _DAY
    year, month, of_month = in_calendar("jalali", day)
    months = year * 12 + month - 1 + number * (12 if unit == "Y" else 1)
    whole = month_of("jalali", months // 12, months % 12 + 1)
    return min(whole.last, whole.first + (of_month - 1) * _DAY)


def _today(anchor: Anchor) -> date:
    if anchor.day is None:
        raise Unanchored
    return anchor.day


def _only(day: date) -> Stretch:
    return Stretch(day, day)


def _nearest(calendar: Calendar, anchor: Anchor, within: Callable[[int], Stretch]) -> Stretch:
    """What recurs every year: the one that fits the tense, unless the other is close and that one nearly a year away."""
    today = _today(anchor)
    year = in_calendar(calendar, today)[0]
    found = []
    for each in (year - 1, year, year + 1):
        try:
            found.append(within(each))
        except ValueError:  # the thirtieth of a month that is longer in leap years only
            continue
    before = max((days for days in found if days.first <= today), default=None)
    ahead = min((days for days in found if days.last >= today), default=None)
    fit, other = (ahead, before) if anchor.future else (before, ahead)
    if fit is None or other is None:
        raise ValueError("there is no such day near the publication")
    far = abs((fit.first - today).days) > FAR and abs((other.first - today).days) < NEAR
    return other if far else fit
