"""Days as users write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.finding.days import Whole, stretch, whole
from dabir.script.calendars import month_of, year_of


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("1397", date(2018, 3, 21), date(2019, 3, 20)),
        ("۱۳۹۹", date(2020, 3, 20), date(2021, 3, 20)),
        ("1397-01", date(2018, 3, 21), date(2018, 4, 20)),
        ("1397/12", date(2019, 2, 20), date(2019, 3, 20)),
        ("1397/01/27", date(2018, 4, 16), date(2018, 4, 16)),
        ("۱۳۹۷/۱/۲۷", date(2018, 4, 16), date(2018, 4, 16)),
        ("١٣٩٧-١-٢٧", date(2018, 4, 16), date(2018, 4, 16)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-04-16", date(2018, 4, 16), date(2018, 4, 16)),
        ("2018.4.16", date(2018, 4, 16), date(2018, 4, 16)),
        ("فروردین ۱۳۹۷", date(2018, 3, 21), date(2018, 4, 20)),
        ("۲۷ فروردين 1397", date(2018, 4, 16), date(2018, 4, 16)),
        ("16 April 2018", date(2018, 4, 16), date(2018, 4, 16)),
        (" آوریل  ۲۰۱۸ ", date(2018, 4, 1), date(2018, 4, 30)),
    ],
)
def test_days_months_and_years(written, first, last):
    assert stretch(written) == (first, last)


@pytest.mark.parametrize(
    "written",
    ["", "97", "1397-13", "1397-00-05x", "1397/12/30", "2019-02-29", "1100", "0001", "فروردین", "فروردین 2018",
     "April 1397", "آبانماه ۱۳۹۷", "32 مهر 1397", "امروز", "1397-1-27-3", "9999-12"],
)  # fmt: skip
def test_what_is_no_day(written):
    assert stretch(written) is None


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (date(2018, 3, 21), date(2019, 3, 20), Whole("jalali", 1397)),
        (date(2018, 4, 21), date(2018, 5, 21), Whole("jalali", 1397, 2)),
        (date(2018, 1, 1), date(2018, 12, 31), Whole("gregorian", 2018)),
        (date(2018, 4, 1), date(2018, 4, 30), Whole("gregorian", 2018, 4)),
        (date(2018, 4, 1), date(2018, 4, 29), None),
        (date(2018, 4, 21), date(2018, 4, 21), None),
        (date(1, 1, 1), date(9999, 12, 31), None),
        (date(150, 1, 1), date(150, 12, 31), None),
    ],
)
def test_whole_years_and_months_are_known(first, last, named):
    assert whole(first, last) == named


@given(st.sampled_from(["jalali", "gregorian"]), st.integers(1200, 1500), st.integers(0, 12))
def test_what_a_whole_is_written_as_is_read_as_its_days(calendar, year, month):
    year += 0 if calendar == "jalali" else 600
    days = month_of(calendar, year, month) if month else year_of(calendar, year)
    found = whole(*days)
    assert found == Whole(calendar, year, month or None)
    assert stretch(str(found)) == days


@given(st.text() | st.text(alphabet="0123456789۱۳۹۷-/. مهرآبان"))
def test_any_text_is_a_stretch_or_none(written):
    found = stretch(written)
    assert found is None or found.first <= found.last


@given(st.dates(date(1821, 3, 21), date(2319, 12, 31)))
def test_a_day_in_iso_is_that_day(day):
    assert stretch(day.isoformat()) == (day, day)
