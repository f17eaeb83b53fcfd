from datetime import date, timedelta

import pytest

from dabir.exports.days import day, moment, span_of
from dabir.record import Time


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2018-04-16", date(2018, 4, 16)),
        ("2018-04-16T10:30:00+04:30", date(2018, 4, 16)),
        ("2018-04", None),
        ("دیروز", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_a_date(written: str | None, wanted: date | None) -> None:
    assert day(written) == wanted


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("2018-04-16T10:30:00+00:00", 0),
        ("2018-04-16T10:30", 4.5),
        ("2018-12-16T10:30:00", 3.5),
        ("2018-04-16", None),
        ("2018-04-16T25:00", None),
        (None, None),
    ],
)
def test_a_moment_has_its_offset_or_that_of_tehran(written: str | None, hours: float | None) -> None:
    found = moment(written)
    assert (found.utcoffset() if found else None) == (None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize(
    ("interval", "days"),
    [
        ("2018-03-21/2018-04-20", (date(2018, 3, 21), date(2018, 4, 20))),
        ("2018-04-16T10:30/2018-04-16T10:30", (date(2018, 4, 16), date(2018, 4, 16))),
        ("2018-04-16", (date(2018, 4, 16), date(2018, 4, 16))),
        (None, (None, None)),
    ],
)
def test_the_days_of_a_time(interval: str | None, days: tuple[date | None, date | None]) -> None:
    assert span_of(Time(0, 1, "ا", "t1", "DATE", None, interval, None, None)) == days
    assert span_of(None) == (None, None)
