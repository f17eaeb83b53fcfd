"""The grammar of time expressions: patterns over the signs of `lexicon.SIGNS`, each with what it means.

A pattern that matches the most signs wins, of two the one that stands first. Pieces that stand side by side and say the
day, the part of the day and the clock time of one moment («صبح روز سه‌شنبه، ۲۷ فروردین») become one expression, and so do two
days with «تا» between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from dabir.facts.times.lexicon import CLOCK, NUMBER, OTHER, POINTED, Item
from dabir.facts.times.values import (
    Away,
    Between,
    Calendric,
    Day,
    DayOf,
    Decade,
    Every,
    HalfMonth,
    Hanging,
    Length,
    Meaning,
    Moments,
    Months,
    Reference,
    Vague,
    Weekday,
    Within,
    Year,
    in_gregorian,
)
from dabir.script.calendars import Calendar

Groups: TypeAlias = Mapping[str, Sequence[Item]]
Maker: TypeAlias = Callable[[Groups], Meaning | None]

CALENDARS: Mapping[str, Calendar] = {"J": "jalali", "G": "gregorian", "L": "lunar"}
# Months whose names are also other words («مهر», «آذر», «می») need «ماه», a day or a year beside them.
EVERYDAY = frozenset(
    {("J", 4), ("J", 7), ("J", 9), ("J", 10), ("J", 11), ("G", 5), *(("L", n) for n in range(1, 13))}
)
# Hours that are told by their number and «شب».
LATE = frozenset({"11:00", "12:00"})
# Units of many years.
YEARS: Mapping[str, int] = {"10Y": 10, "100Y": 100}
# The centuries that are told by their number alone are of the Gregorian calendar.
CENTURIES = range(16, 23)
# How many signs in a row are remembered with what they match; hardly any time is as long.
_RUN = 24
ORDERS: Mapping[str, int] = {"g": -1, "a": -1, "c": 0, "i": 0, "x": 1}


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression among the items `first` to `last` (exclusive).

    `role`: a `day`, the `part` of a day or its `clock` (which join), a `rate` (behind a number), or a `whole`
    that stands by itself.
    """

    first: int
    last: int
    meaning: Meaning
    role: str
    rank: int


def expressions(items: Sequence[Item]) -> Iterator[Piece]:
    """The time expressions among the items of a paragraph, in order."""
    pieces = _ranged(items, _joined(items, _pieces(items)))
    yield from (piece for piece in pieces if piece.role != "part")


def _pieces(items: Sequence[Item]) -> list[Piece]:
    """The longest pattern at every place, from left to right."""
    signs = "".join(item.sign for item in items)
    found: list[Piece] = []
    at = 0
    while at < len(signs):
        within = signs[at] == "n" and signs[max(0, at - 2) : at] == "n-"  # «سال تحصیلی ۹۸-۹۹»
        piece = _longest(signs, items, at) if signs[at] not in ".,()-/&2gxaRkeb" and not within else None
        if piece:
            found.append(piece)
        at = piece.last if piece else at + 1
    return found


def _longest(signs: str, items: Sequence[Item], at: int) -> Piece | None:
    # No pattern looks back, nor on behind the next word that has no part in any time.
    stop = signs.find(OTHER, at, at + _RUN)
    matches = _matches(signs[at:stop]) if stop > at else _matching(signs, at)
    for match, row in matches:
        shift = at - match.pos
        groups = {
            name: items[match.start(name) + shift : match.end(name) + shift]
            for name, value in match.groupdict().items()
            if value
        }
        meaning = row.make(groups)
        if meaning is not None:
            role = "timed" if row.role == "day" and isinstance(meaning, Within) else row.role
            role = "whole" if isinstance(meaning, Length | Vague) else role
            first = match.end("lead") + shift if "lead" in row.pattern.groupindex else at
            return Piece(first, match.end() + shift, meaning, role, row.rank)
    return None


@lru_cache(maxsize=1 << 12)
def _matches(run: str) -> Sequence[tuple[re.Match[str], _Rule]]:
    """The rules that match at the head of a short run of signs; most runs are met again and again."""
    return _matching(run, 0)


def _matching(signs: str, at: int) -> Sequence[tuple[re.Match[str], _Rule]]:
    """The rules that match some signs from a place on, those of the most signs first."""
    found = [(match, row) for row in _RULES if (match := row.pattern.match(signs, at)) and match.end() > at]
    return sorted(found, key=lambda pair: -pair[0].end())


# Joining ------------------------------------------------------------------------------------------------------------


def _joined(items: Sequence[Item], pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces of one moment as one: first those side by side, then those with a comma or a bracket between them."""
    for marks in (("",), (",", "(")):
        out: list[Piece] = []
        for piece in pieces:
            joined = _together(items, out[-1], piece, marks) if out else None
            if joined:
                out[-1] = joined
            else:
                out.append(piece)
        pieces = out
    return list(pieces)


def _together(items: Sequence[Item], one: Piece, other: Piece, marks: Sequence[str]) -> Piece | None:
    """Two pieces with one of the marks between them as one moment; None where they are two."""
    between = "".join(item.sign for item in items[one.last : other.first])
    if between not in marks or not {"whole", "rate"}.isdisjoint((one.role, other.role)):
        return None
    if "month" in (one.role, other.role) and (one.role != other.role or between != "("):
        return None
    last = other.last
    if between == "(":
        if last == len(items) or items[last].sign != ")":
            return None
        last += 1
    if one.role == other.role in ("day", "month"):
        if one.rank == other.rank and one.role == "day" and between != "(":
            return None  # but «۱۸ اکتبر (۲۷ مهر)» is one day in two calendars
        better = max(one, other, key=lambda piece: piece.rank)
        return Piece(one.first, last, better.meaning, one.role, better.rank)
    moment = _moment(one, other)
    if moment is None:
        return None
    return Piece(one.first, last, moment, _joint_role(one, other), max(one.rank, other.rank))


def _joint_role(one: Piece, other: Piece) -> str:
    return "clock" if "clock" in (one.role, other.role) else "timed"


def _moment(one: Piece, other: Piece) -> Within | None:
    """A day with its part or its clock time, or both; None where these are two moments."""
    days = [(piece.rank, day) for piece in (one, other) if (day := _day_of(piece)) is not None]
    clocks = [clock for piece in (one, other) if (clock := _within_day(piece)) and ":" in clock]
    parts = [part for piece in (one, other) if (part := _within_day(piece)) and ":" not in part]
    if len(clocks) > 1 or len(parts) > 1 or (len(days) > 1 and days[0][0] == days[1][0]):
        return None
    day = max(days, key=lambda pair: pair[0])[1] if days else None
    part = parts[0] if parts else None
    return Within(day, _clock_of(clocks[0], part) if clocks else part or "")


def _day_of(piece: Piece) -> Calendric | None:
    """The day that a piece tells."""
    if isinstance(piece.meaning, Within):
        return piece.meaning.day
    return piece.meaning  # type: ignore[return-value] # what joins is calendric


def _within_day(piece: Piece) -> str | None:
    return piece.meaning.clock if isinstance(piece.meaning, Within) else None


def _clock_of(clock: str, part: str | None) -> str:
    """Clock times as the part of the day makes them: eight in the evening is 20:00."""
    first, *last = clock.split("/")
    shifted = [_shifted(each, part) for each in (first, *last)]
    if last and shifted[0] > shifted[-1] > first:
        shifted[0] = first  # «ساعت ۱۰ تا ۲ بعدازظهر» begins in the morning
    return "/".join(shifted)


def _shifted(clock: str, part: str | None) -> str:
    hour, minute = int(clock[:2]), clock[3:]
    if part in ("NI", "MO") and hour == 12:
        hour = 0
    elif hour < 12 and (part in ("AF", "EV") or (part == "NI" and hour > 4) or (part == "MI" and hour < 5)):
        hour += 12
    return f"{hour % 24:02}:{minute}"


def _ranged(items: Sequence[Item], pieces: Sequence[Piece]) -> list[Piece]:
    """Two days with «تا» between them as one stretch."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        between = "".join(item.sign for item in items[last.last : piece.first]) if last else ""
        if last and between == "2" and {last.role, piece.role} <= {"day", "month"}:
            out[-1] = Piece(last.first, piece.last, Between(last.meaning, piece.meaning), "day", 0)  # type: ignore[arg-type]
        elif last and between == "2" and last.role == piece.role == "clock":
            out[-1] = Piece(last.first, piece.last, _from_to(last.meaning, piece.meaning), "clock", 0)  # type: ignore[arg-type]
        else:
            out.append(piece)
    return out


def _from_to(first: Within, last: Within) -> Meaning:
    """Two clock times with «تا» between them: of one day, which either tells, or of two."""
    if first.day is None or last.day is None or first.day == last.day:
        clocks = (*first.clock.split("/"), *last.clock.split("/"))
        return Within(first.day or last.day, f"{clocks[0]}/{clocks[-1]}")
    return Moments(first, last)


# Meanings -----------------------------------------------------------------------------------------------------------


def _number(items: Sequence[Item]) -> int | None:
    value = items[0].value
    return int(value) if value.isdecimal() else None


def _calendar_of(groups: Groups, number: int) -> Calendar:
    """The calendar of a year: the era that is named, else the one in which such a year is near."""
    if "era" in groups:
        return groups["era"][0].value  # type: ignore[return-value] # the list's values are calendars
    return "jalali" if number < 1500 else "gregorian"


def _year(groups: Groups, calendar: Calendar | None = None) -> Year | None:
    """The year that stands in a match; None where there is none or it is no year."""
    if "year" in groups:
        number = _number(groups["year"])
        if number is None or not (number < 100 or 1200 <= number < 1500 or 1800 <= number < 2200):
            return None
        calendar = calendar or _calendar_of(groups, number)
        return Year(calendar, _full(number, calendar))
    if "yearword" in groups:
        return Year(calendar or "jalali", int(groups["yearword"][0].value), relative=True)
    if "order" in groups:
        era = groups["era"][0].value if "era" in groups else None
        return Year(calendar or era or "jalali", ORDERS[groups["order"][0].sign], relative=True)  # type: ignore[arg-type]
    return None


def _full(number: int, calendar: Calendar) -> int:
    """A year with all of its digits: «۹۷» is 1397."""
    if number >= 100:
        return number
    if calendar == "gregorian":
        return number + (1900 if number > 50 else 2000)
    return number + (1300 if number > 30 else 1400)


def _has_year(groups: Groups) -> bool:
    return bool(groups.keys() & {"year", "yearword", "order"})


def _date(groups: Groups) -> Meaning | None:
    """«۲۷ فروردین ۱۳۹۷», and several days of one month («۱۵ و ۱۶ فروردین»)."""
    sign, month = groups["month"][0].sign, int(groups["month"][0].value.rstrip("!"))
    year = _year(groups, CALENDARS[sign])
    days = [_number(groups[name]) for name in ("first", "day") if name in groups]
    if (year is None and _has_year(groups)) or not all(day and 1 <= day <= 31 for day in days):
        return None
    if year and not _fits(CALENDARS[sign], year):
        return None
    found = [Day(CALENDARS[sign], year, month, day) for day in days if day]
    return found[0] if len(found) == 1 else Between(*found)


def _fits(calendar: Calendar, year: Year) -> bool:
    """Whether a year can be one of a calendar."""
    if year.relative:
        return True
    return 1700 <= year.value < 2200 if calendar == "gregorian" else 1200 <= year.value < 1500


def _date_of(groups: Groups) -> Meaning | None:
    """«دهم ماه جاری», «روزهای یازدهم و دوازدهم ماه جاری», «۱۸ ماه سال جاری»; «۹ ماه سال جاری» are its first nine months."""
    sign = groups["month_order"][0].sign if "month_order" in groups else "c"
    days = [_number(groups[name]) for name in ("first", "day") if name in groups]
    if not all(day and 1 <= day <= 31 for day in days):
        return None
    if groups.keys() & {"of_year"} and groups["day"][0].sign == NUMBER and days[0] and days[0] < 12:
        return Months("jalali", Year("jalali", 0, relative=True), 1, days[0])
    found = [DayOf(Away("M", ORDERS[sign]), day) for day in days if day]
    return found[0] if len(found) == 1 else Between(*found)


def _spaced(groups: Groups) -> Meaning | None:
    """«۴/ ۱۲/ ۱۳۹۲», with spaces behind the strokes."""
    numbers = [groups[name][0].value for name in ("first", "second", "third")]
    if not all(number.isdecimal() for number in numbers):
        return None
    first, second, third = numbers
    item = groups["first"][0]
    return _digits({"date": [item._replace(value=f"{first}/{second}/{third}")]})


def _month(groups: Groups) -> Meaning | None:
    """«فروردین ۱۳۹۷», «مهرماه», «ماه رمضان»."""
    item = groups["month"][0]
    month = int(item.value.rstrip("!"))
    calendar = CALENDARS[item.sign]
    year = _year(groups, calendar)
    if (year is None and _has_year(groups)) or (year and not _fits(calendar, year)):
        return None
    named = item.value.endswith("!") or not groups.keys().isdisjoint({"moon", "edge", "near"})
    if not named and year is None and (item.sign, month) in EVERYDAY:
        return None
    order = ORDERS[groups["near"][0].sign] if "near" in groups else 0
    return Months(calendar, year, month, month, order)


def _digits(groups: Groups) -> Meaning | None:
    """«۹۷/۱/۲۷», «۲۷/۱/۱۳۹۷», «2018/4/16»."""
    first, month, last = map(int, groups["date"][0].value.split("/"))
    year, day = (first, last) if first > 31 or last <= 31 else (last, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    calendar: Calendar = "gregorian" if year >= 1500 else "jalali"
    return Day(calendar, Year(calendar, _full(year, calendar)), month, day)


def _relative(groups: Groups) -> Meaning:
    days, part = re.fullmatch(r"(-?\d+)(\w*)", groups["word"][0].value).groups()  # type: ignore[union-attr]
    return Within(Away("D", int(days)), part) if part else Away("D", int(days))


def _weekday(groups: Groups) -> Meaning:
    week = ORDERS[groups["week"][0].sign] if "week" in groups else None
    sign = groups["order"][0].sign if "order" in groups else ""
    order = {"g": "last", "x": "next"}.get(sign)
    return Weekday(int(groups["weekday"][0].value), week, order)  # type: ignore[arg-type]


def _evening(groups: Groups) -> Meaning:
    value = groups["evening"][0].value
    return Within(Weekday(int(value[0])), value[1:])


def _away(groups: Groups) -> Meaning | None:
    """«هفته گذشته», «ماه جاری», «این هفته»."""
    unit, order = groups["unit"][0].value, groups["order"][0].sign
    if unit not in "DWM" and unit != "Y":
        return Length(_period(1, unit), -1) if unit == "10Y" and order == "g" else None
    number = ORDERS[order]
    if unit == "Y":
        return _year(groups)
    if unit == "D" and number == 0:
        return None
    away = Away(unit, number)  # type: ignore[arg-type]
    return in_gregorian(away) if "era" in groups and groups["era"][0].value == "gregorian" else away


def _once(groups: Groups) -> Meaning:
    """«چند ماه پیش»."""
    unit = groups["unit"][0].value
    return Vague("PAST_REF", "TIME" if unit in ("H", "MIN", "S") else "DATE")


def _week_of_month(groups: Groups) -> Meaning | None:
    """«هفته اول مهرماه»: seven days, the fourth week up to the twenty-eighth."""
    which = _number(groups["which"])
    item = groups["month"][0]
    year = _year(groups, CALENDARS[item.sign])
    if which is None or not 1 <= which <= 4 or groups["unit"][0].value != "W":
        return None
    month = int(item.value.rstrip("!"))
    first, last = 7 * which - 6, 7 * which
    return Between(
        Day(CALENDARS[item.sign], year, month, first), Day(CALENDARS[item.sign], year, month, last)
    )


def _ago(groups: Groups) -> Meaning | None:
    """«سه روز پیش», «ده روز دیگر»."""
    number, unit = _number(groups["number"]), groups["unit"][0].value
    if number is None:
        return None
    if unit in ("H", "MIN", "S"):
        return Vague("PAST_REF", "TIME") if groups["order"][0].sign == "a" else None
    if unit in YEARS:
        number, unit = number * YEARS[unit], "Y"
    return Away(unit, -number if groups["order"][0].sign == "a" else number)  # type: ignore[arg-type]


def _period(number: int | float | str, unit: str) -> str:
    """An ISO 8601 period."""
    if unit in YEARS:
        return f"P{float(number) * YEARS[unit]:g}Y" if number != "X" else "PXY"
    clock = {"H": "H", "MIN": "M", "S": "S"}.get(unit)
    return f"PT{number}{clock}" if clock else f"P{number}{unit}"


def _length(groups: Groups) -> Meaning | None:
    """«سه ماه», «دو سال و نیم», «یک ساعت و ۳۰ دقیقه», «۱۰ روز گذشته»."""
    value = groups["number"][0].value if "number" in groups else "X" if "some" in groups else "1"
    unit = groups["unit"][0].value
    if not value or (value == "0"):
        return None
    if "more" in groups:
        value = f"{value}.5"
    period = _period(value if not value.isdecimal() else int(value), unit)
    if "minutes" in groups and unit == "H" and groups["munit"][0].value == "MIN":
        period += f"{groups['minutes'][0].value}M"
    elif "minutes" in groups:
        return None
    sign = groups["towards"][0].sign if "towards" in groups else ""
    return Length(period, {"g": -1, "R": -1, "x": 1}.get(sign, 0))  # type: ignore[arg-type]


def _half_hour(groups: Groups) -> Meaning:  # noqa: ARG001 - a rule's form
    return Length("PT30M")


def _adjective(groups: Groups) -> Meaning | None:
    """«برنامه سه‌ماهه», «سه ماهه»; «۳۰ ساله» is mostly an age."""
    if "long" in groups:
        number, unit = re.fullmatch(r"(\d+)(\w+)", groups["long"][0].value).groups()  # type: ignore[union-attr]
    else:
        number, unit = groups["number"][0].value, groups["unit"][0].value
    return Length(_period(int(number), unit)) if number.isdecimal() and int(number) else None


def _two_moons(groups: Groups) -> Meaning:
    """«محرم و صفر»."""
    first, last = (int(groups[name][0].value.rstrip("!")) for name in ("first", "last"))
    return Months("lunar", None, first, last)


def _part_of_year(groups: Groups) -> Meaning | None:
    """«سه‌ماهه نخست سال ۹۷», «نیمه دوم سال», «نیمه اول فروردین», «تابستان ۹۷»."""
    which = _number(groups["which"]) if "which" in groups else 1
    size = _size(groups)
    year = _year(groups)
    if year is None and _has_year(groups):
        return None
    if "month" in groups:
        item = groups["month"][0]
        month = Months(CALENDARS[item.sign], year, *[int(item.value.rstrip("!"))] * 2)
        return HalfMonth(month, which == 2) if which in (1, 2) else None
    if which is None or size is None or which * size > 12:
        return None
    if "season" in groups:
        which = int(groups["season"][0].value)
    calendar = year.calendar if year else "jalali"
    year = year or (None if "season" in groups else Year("jalali", 0, relative=True))
    return Months(calendar, year, (which - 1) * size + 1, which * size)


def _size(groups: Groups) -> int | None:
    """How many months a part of a year has."""
    if "half" in groups:
        return 6
    if "season" in groups:
        return 3
    if "long" in groups:
        number, unit = groups["long"][0].value[:-1], groups["long"][0].value[-1]
    else:
        number, unit = groups["number"][0].value, groups["unit"][0].value
    return int(number) if unit == "M" and number.isdecimal() and 1 <= int(number) <= 11 else None


def _decade(groups: Groups) -> Meaning | None:
    """«دهه شصت», «دهه ۱۹۹۰ میلادی»."""
    number = _number(groups["number"])
    if groups["unit"][0].value != "10Y" or number is None or number % 10:
        return None
    calendar = _calendar_of(groups, _full(number, "jalali") if number < 100 else number)
    if number < 100 and calendar == "jalali":
        return Decade(calendar, 1300 + number)  # «دهه بیست» is that of 1320, not a coming one
    return Decade(calendar, _full(number, calendar)) if number < 100 or 1200 <= number < 2200 else None


def _century(groups: Groups) -> Meaning | None:
    """«قرن بیست و یکم», «قرن ۱۴ هجری شمسی»."""
    number = _number(groups["number"])
    if groups["unit"][0].value != "100Y" or number is None or not ("era" in groups or number in CENTURIES):
        return None
    calendar: Calendar = groups["era"][0].value if "era" in groups else "gregorian"  # type: ignore[assignment]
    return Between(Year(calendar, 100 * number - 99), Year(calendar, 100 * number))


def _years(groups: Groups) -> Meaning | None:
    """«سال‌های ۹۰ تا ۹۵»."""
    if "unit" in groups and groups["unit"][0].value != "Y":
        return None
    numbers = [_number(groups[name]) for name in ("first", "last")]
    if not all(number and (10 <= number < 100 or 1200 <= number < 2200) for number in numbers):
        return None
    first, last = (number or 0 for number in numbers)
    calendar = _calendar_of(groups, _full(max(first, last), "jalali") if last < 100 else last)
    return Between(Year(calendar, _full(first, calendar)), Year(calendar, _full(last, calendar)))


def _year_alone(groups: Groups) -> Meaning | None:
    number = _number(groups["year"]) if "year" in groups else None
    if number is not None and number < 10:
        return None
    return _year(groups)


def _clock(groups: Groups) -> Meaning | None:
    """«ساعت ۱۰:۳۰», «ساعت هشت و نیم», «ساعت ۱۰ و ۱۵ دقیقه», «ساعت ۸ تا ۱۰», «ساعات ۴ تا ۵»."""
    if "hours" in groups and groups["hours"][0].value != "H":
        return None
    minutes = "30" if "halfpast" in groups else "15" if "quarter" in groups else None
    if "minutes" in groups:
        minutes = groups["minutes"][0].value.zfill(2)
        if not minutes.isdecimal():
            return None
    clocks = [_clock_time(groups[name][0], minutes) for name in ("hour", "until") if name in groups]
    return Within(None, "/".join(filter(None, clocks))) if all(clocks) else None


def _hour_of(groups: Groups) -> Meaning | None:
    """«۷ صبح», «۱۲ ظهر», «۱۲ شب»; «سه شب» is rather how long."""
    clock, part = _clock_time(groups["hour"][0], None), groups["part"][0].value
    nights = part == "NI" and groups["hour"][0].sign == "n" and clock not in LATE
    if clock is None or clock == "00:00" or nights:
        return None
    return Within(None, _shifted(clock, part))


def _clock_time(item: Item, minutes: str | None) -> str | None:
    if item.sign in (CLOCK, POINTED):
        return item.value
    if item.value.endswith(".5"):  # «ساعت ۹ و نیم»
        return _clock_time(item._replace(value=item.value[:-2]), "30")
    hour = int(item.value) if item.value.isdecimal() else 99
    return f"{hour % 24:02}:{minutes or '00'}" if hour <= 24 and int(minutes or 0) < 60 else None


def _part(groups: Groups) -> Meaning:
    part = Within(None, groups["part"][0].value)
    return Within(Away("D", -1), part.clock) if "order" in groups else part


def _every(groups: Groups) -> Meaning | None:
    """«هر روز», «هر چهار سال», «هفته‌ای دو بار», «روزانه», «هر دوشنبه»."""
    if "period" in groups:
        return Every(groups["period"][0].value)
    if "weekday" in groups:
        return Every("P1W")
    if "part" in groups:
        return Every("P1D")
    number = _number(groups["number"]) if "number" in groups and "per" not in groups else 1
    unit = groups["per" if "per" in groups else "unit"][0].value
    return Every(_period(number, unit)) if number else None


def _rate(groups: Groups) -> Meaning:
    """«۱۲ میلیون تن در سال»."""
    return Every(_period(1, groups["unit"][0].value))


def _vague(groups: Groups) -> Meaning | None:
    reference: Reference = groups["word"][0].value  # type: ignore[assignment] # the list's values are these
    return Vague(reference) if reference else None


def _hanging(groups: Groups) -> Meaning | None:
    """«آن روز», «این ایام»; «این فصل» is mostly one of sport."""
    if "days" in groups and not groups["days"][0].value:
        return None
    units = {item.value for items in groups.values() for item in items}
    return Hanging("TIME" if units & {"H", "MIN", "S", "MO", "MI", "AF", "EV", "NI"} else "DATE")


# Rules --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, what it means, and how it joins with its neighbours; of two days side by side the higher rank counts."""

    pattern: re.Pattern[str]
    make: Maker
    role: str = "whole"
    rank: int = 0


def _rule(pattern: str, make: Maker, role: str = "whole", rank: int = 0) -> _Rule:
    return _Rule(re.compile(pattern), make, role, rank)


# A year behind a month or a season: «۱۳۹۷», «سال ۹۷ میلادی», «امسال», «سال گذشته».
_YEAR = "(?:Y?(?P<year>n)(?!-n)(?P<era>e)?|(?P<yearword>y)|Y(?P<order>[gxc])(?P<era2>e)?)".replace(
    "(?P<era2>e)?", "e?"
)
_UNIT = "(?P<unit>[OMYKu])"
_MONTH = "(?P<month>[JGL])"

_RULES: tuple[_Rule, ...] = (
    _rule(rf"D?O?(?P<day>[no])M?{_MONTH}M?(?:,?{_YEAR})?", _date, "day", 3),
    _rule(rf"O?(?P<first>[no])(?:[,&][no])*[2&-](?P<day>[no])M?{_MONTH}M?(?:,?{_YEAR})?", _date, "day", 3),
    _rule(
        rf"(?P<edge>E)?(?P<moon>M)?{_MONTH}(?P<moon2>M)?(?:{_YEAR}|(?P<near>[gx]))?".replace(
            "(?P<moon2>M)", "M"
        ),
        _month,
        "month",
    ),
    _rule(rf"E?{_MONTH}(?P<moon>M){_YEAR}?", _month, "month"),
    _rule("D?O?D?(?P<date>A)", _digits, "day", 3),
    _rule("D?(?P<first>n)/(?P<second>n)/(?P<third>n)", _spaced, "day", 3),
    # «دهم ماه گذشته» is a day, «سه ماه گذشته» a length.
    _rule("[OU]?(?:(?P<first>[no])[2&-])?(?P<day>o)M(?P<month_order>[gxc])", _date_of, "day", 3),
    _rule("[OU]?(?:(?P<first>n)[2&-])?(?P<day>n)M(?P<month_order>c)", _date_of, "day", 3),
    _rule("O(?P<day>[no])M(?:Yc|y)", _date_of, "day", 3),
    _rule("(?P<day>[no])M(?P<of_year>Yc|y)", _date_of, "day", 3),
    _rule("(?P<word>r)", _relative, "day", 2),
    _rule("O?(?P<weekday>w)(?:u(?P<week>[gxc])|(?P<order>[gx]))?", _weekday, "day", 1),
    _rule("O?(?P<evening>W)", _evening, "timed", 1),
    _rule(rf"E?{_UNIT}(?P<order>[gxca])(?P<era>e)?", _away, "day", 2),
    _rule("(?P<order>i)(?P<unit>[MYu])", _away, "day", 2),
    _rule(f"(?P<number>n){_UNIT}(?P<order>[ah])", _ago, "day", 2),
    _rule(f"(?P<some>q)?{_UNIT}(?P<towards>R)", _length),
    _rule("(?P<period>X)[Pa]?", lambda groups: Length(groups["period"][0].value)),
    _rule("(?P<unit>U)(?P<towards>[gRxPa])", lambda groups: _length({**groups, "some": groups["unit"]})),
    _rule("(?P<some>q)(?P<unit>[OMYKuU])(?P<towards>[gRx])?", _length),
    _rule(
        "(?P<number>n)(?P<unit>[OMYu]|K(?![nC]))(?:(?P<more>&5)|&(?P<minutes>n)(?P<munit>u))?(?P<towards>[gRx])?",
        _length,
    ),
    _rule("5K", _half_hour),
    _rule("(?P<some>q)(?P<unit>[OMYKu])a", _once, "whole"),
    _rule("(?P<some>q)(?P<unit>[lp])", _length),
    _rule("(?P<long>N)", _adjective),
    _rule("(?P<lead>B)(?P<year>n)(?!M?[JGLOYMu])", lambda groups: _year_alone(groups)),
    _rule("E(?P<unit>Y)", lambda _: Year("jalali", 0, relative=True)),
    _rule("(?:i|t)(?P<days>F)", _hanging),
    _rule("(?P<number>n)(?P<unit>[lp])", _adjective),
    _rule("(?P<long>m)", _adjective),
    _rule(rf"(?:(?P<number>n)(?P<unit>l)|(?P<long>m))(?P<which>o)(?:{_YEAR}|Y)?", _part_of_year),
    _rule(rf"(?P<number>n)(?P<unit>M)(?P<which>o)(?:{_YEAR}|Y)", _part_of_year),
    _rule(rf"(?P<half>f)(?P<which>o)(?:M?{_MONTH}M?)?(?:{_YEAR}|Y)", _part_of_year),
    _rule(rf"(?P<half>f)(?P<which>o)M?{_MONTH}M?", _part_of_year),
    _rule(rf"(?P<unit>u)(?P<which>o){_MONTH}M?{_YEAR}?", _week_of_month, "day", 3),
    _rule("[FM]?(?P<first>L)&(?P<last>L)", _two_moons),
    _rule("(?:F|MF)(?P<season>z)", _part_of_year),
    _rule(rf"E?(?P<season>z){_YEAR}", _part_of_year),
    _rule("E?(?P<unit>u)(?P<number>n)(?P<era>e)?", _decade),
    _rule("E?(?P<unit>u)(?P<number>[no])(?P<era>e)?", _century),
    _rule("(?P<unit>U)(?P<first>n)[2&-](?P<last>n)(?P<era>e)?", _years),
    _rule("Y(?P<first>n)[2-](?P<last>n)(?P<era>e)?", _years),
    _rule("E?(?:Y(?P<year>n)(?P<era>e)?|(?P<yearword>y))", _year_alone),
    _rule("K(?P<hour>[nCQ])(?:&(?P<minutes>n)u|(?P<halfpast>&5)|(?P<quarter>&4))?", _clock, "clock"),
    _rule("K(?P<hour>[nCQ])2(?P<until>[nCQ])", _clock, "clock"),
    _rule("(?P<hours>U)(?P<hour>[nCQ])[2&](?P<until>[nCQ])", _clock, "clock"),
    _rule("(?P<hour>[nC])2(?P<until>C)", _clock, "clock"),
    _rule("(?P<hour>C)2(?P<until>n)", _clock, "clock"),
    _rule("(?P<hour>[nC])(?P<part>d)", _hour_of, "clock"),
    _rule("(?P<hour>C)u?", _clock, "clock"),
    _rule("(?P<part>d)", _part, "part"),
    _rule("(?P<part>d)(?P<order>g)", _part, "timed"),
    _rule("(?P<period>s)", _every),
    _rule("v(?P<number>n)?(?P<unit>[OMYKu])", _every),
    _rule("vO?(?P<weekday>w)|v(?P<part>d)", _every),
    _rule("(?P<per>p)(?P<number>n)b", _every),
    _rule(f"{_UNIT}(?![no])", _rate, "rate"),
    _rule("(?P<word>[Tc])", _vague),
    _rule(
        "(?:t|i)(?P<unit>O)|t(?P<unit2>[MYuKdw])|(?P<unit3>[OMYu])k|(?P<number>n)(?P<unit4>[OMYuK])k",
        _hanging,
    ),
    _rule("(?:n(?P<unit>l)|m)[ak]", _hanging),
)
