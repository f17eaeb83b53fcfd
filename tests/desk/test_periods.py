"""Periods: days, months and years of the calendar of a language."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.finding.days import stretch
from dabir.desk.language import Language
from dabir.desk.periods import Unit, counted, one_day, period, periods, short_day

DAY = date(2018, 4, 16)
LANGUAGES: tuple[Language, ...] = ("fa", "en")


@pytest.mark.parametrize(
    ("unit", "language", "told"),
    [
        ("day", "fa", ("1397-01-27", "۲۷ فروردین ۱۳۹۷", "۲۷", "فروردین ۱۳۹۷")),
        ("month", "fa", ("1397-01", "فروردین ۱۳۹۷", "فروردین", "۱۳۹۷")),
        ("year", "fa", ("1397", "۱۳۹۷", "۱۳۹۷", "")),
        ("day", "en", ("2018-04-16", "16 April 2018", "16", "April 2018")),
        ("month", "en", ("2018-04", "April 2018", "Apr", "2018")),
        ("year", "en", ("2018", "2018", "2018", "")),
    ],
)
def test_a_period_has_its_names(unit: Unit, language: Language, told: tuple[str, ...]) -> None:
    found = period(unit, DAY, language)
    assert (found.key, found.name, found.tick, found.era) == told


@given(
    day=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    unit=st.sampled_from(["day", "month", "year"]),
    language=st.sampled_from(LANGUAGES),
)
def test_a_question_means_the_days_of_a_period_by_its_key(day: date, unit: Unit, language: Language) -> None:
    found = period(unit, day, language)
    assert found.days.first <= day <= found.days.last
    assert stretch(found.key) == found.days


@given(
    first=st.dates(date(1990, 1, 1), date(2020, 1, 1)),
    length=st.integers(0, 900),
    language=st.sampled_from(LANGUAGES),
)
def test_periods_follow_one_another_without_a_gap(first: date, length: int, language: Language) -> None:
    last = date.fromordinal(first.toordinal() + length)
    found = list(periods("month", first, last, language))
    assert found[0].days.first <= first
    assert found[-1].days.last >= last
    assert all((later.days.first - one.days.last).days == 1 for one, later in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("last", "unit"), [("2018-05-01", "day"), ("2019-05-01", "month"), ("2030-05-01", "year")]
)
def test_the_longer_the_time_the_longer_the_periods(last: str, unit: Unit) -> None:
    found = counted({"2018-04-16": 2, last: 3}, "en")
    assert {one.unit for one, _ in found} == {unit}
    assert found[0][1] == 2
    assert found[-1][1] == 3
    assert sum(number for _, number in found) == 5


def test_what_is_no_day_of_a_newspaper_is_left_out() -> None:
    assert counted({"": 1, "gestern": 2, "0600-01-01": 3, "9999-01-01": 4}, "fa") == []
    assert [number for _, number in counted({"2018-04-16": 1, "9999-01-01": 4}, "fa")] == [1]


def test_days_in_short() -> None:
    assert [short_day(DAY, language) for language in LANGUAGES] == ["۲۷ فروردین", "16 Apr"]
    assert [one_day("2018-04-16T10:00", language) for language in LANGUAGES] == [
        "۲۷ فروردین ۱۳۹۷",
        "16 April 2018",
    ]
    assert one_day("gestern", "fa") == "gestern"
    assert one_day(None, "fa") == ""
