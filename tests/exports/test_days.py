from datetime import date

import pytest

from dabir.exports.days import day, span_of
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
