"""Moments: what the time expressions of a report come to on any other day of publication.

The record keeps the value of a time and not its meaning. The meaning is read again, once for each report, and worked out
anew for every report that is made: «سه‌شنبه» is then the Tuesday before the new day. Years that are told by their number
move by as many years as the publication does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.times.find import When, find_times
from dabir.facts.times.values import (
    Anchor,
    Day,
    Every,
    Hanging,
    Length,
    Meaning,
    Months,
    Vague,
    Value,
    Year,
    resolve,
)
from dabir.record import Record
from dabir.script.calendars import in_calendar
from dabir.script.letters import squeeze

# Days on which the expressions are worked out to see which look ahead: not of one weekday, and half a year apart, so that
# what is near to one of them is far from the other.
PROBES = (date(2018, 4, 16), date(2018, 10, 16))
# Years between the calendars, roughly: a report is told apart from another by whole years only.
_BEFORE: Mapping[str, int] = {"jalali": 0, "gregorian": 621, "lunar": 42}
_DIGITS = re.compile(r"\d+")


class Moment(NamedTuple):
    """What a time expression means, and whether it looks ahead (see `dabir.facts.times.values.Anchor`)."""

    meaning: Meaning
    ahead: bool

    @property
    def year(self) -> Year | None:
        """The year that it tells by its number, if it is a year, or a day or months of one."""
        year = self.meaning if isinstance(self.meaning, Year) else getattr(self.meaning, "year", None)
        return year if isinstance(year, Year) and not year.relative else None

    def moved(self, years: int) -> Moment:
        """The same so many years later."""
        year = self.year
        if year is None:
            return self
        later = replace(year, value=year.value + years)
        if isinstance(self.meaning, Day | Months):
            return Moment(replace(self.meaning, year=later), self.ahead)
        return Moment(later, self.ahead)


def moments(reading: Reading, record: Record) -> dict[str, Moment]:
    """The meanings of a record's times, by their ids; a time that is not found again is left out."""
    contents = list(_contents(reading, record))
    probed = [_probed(reading, contents, day) for day in PROBES]
    return {
        time.id: Moment(found[0].meaning, _is_ahead(found))
        for time in record.times
        if len(found := [when[time.start, time.end] for when in probed if (time.start, time.end) in when])
        == 2
    }


def _probed(reading: Reading, contents: Sequence[Range], day: date) -> dict[tuple[int, int], When]:
    """The times of a report as if it had come out on a day, by their offsets."""
    header = replace(reading.report.header, published=day.isoformat())
    dated = replace(reading, report=replace(reading.report, header=header))
    spans = ((dated.span(when.range), when) for when in find_times(dated, contents))
    return {(span.start, span.end): when for span, when in spans}


def _contents(reading: Reading, record: Record) -> Iterator[Range]:
    """The words of what is said."""
    starts = [word.start for word in reading.words]
    for said in record.statements:
        low, high = reading.restored.alignment.to_target(said.start, said.end)
        yield Range(bisect_left(starts, low), bisect_left(starts, high))


def _is_ahead(found: Sequence[When]) -> bool:
    """Whether an expression, worked out on both days, is one that looks ahead."""
    return any(
        when.value == _value(Moment(when.meaning, True), day) != _value(Moment(when.meaning, False), day)
        for when, day in zip(found, PROBES, strict=True)
    )


def valued(moment: Moment, day: date) -> Value | None:
    """The value of a time in a report of a day; None where there is no such day."""
    return _value(moment, day if _depends(moment.meaning) else PROBES[0])


def _depends(meaning: Meaning) -> bool:
    """Whether a meaning may come to something else on another day."""
    if isinstance(meaning, Length):
        return bool(meaning.towards)
    return not isinstance(meaning, Vague | Every | Hanging)


@lru_cache(maxsize=1 << 17)
def _value(moment: Moment, day: date) -> Value | None:
    try:
        return resolve(moment.meaning, Anchor(day, moment.ahead))
    except (ValueError, OverflowError):  # the thirtieth of the last month in a common year
        return None


def year_of_report(record: Record, known: Mapping[str, Moment]) -> int | None:
    """The Jalali year of a report: of its publication, else the latest that it tells; None if it tells none."""
    if record.report.published:
        return in_calendar("jalali", date.fromisoformat(record.report.published[:10]))[0]
    told = [year for moment in known.values() if (year := moment.year) is not None]
    return max((year.value - _BEFORE[year.calendar] for year in told), default=None)


def digits_of_year(text: str, year: Year) -> tuple[int, int] | None:
    """Where a time expression tells its year in digits; None where it does not do so just once."""
    found = [run.span() for run in _DIGITS.finditer(text) if _is_year(squeeze(run[0]), year)]
    return found[0] if len(found) == 1 else None


def _is_year(digits: str, year: Year) -> bool:
    return digits == str(year.value) or (year.calendar == "jalali" and digits == str(year.value % 100))
