import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.sources.dates import Moment, read_moment

DAY = Moment("2018-04-17", "1397-01-28")
HALF_PAST_TWO = Moment("2018-04-17T14:30:00+04:30", "1397-01-28T14:30:00")


@pytest.mark.parametrize(
    "text",
    [
        "سه‌شنبه ۲۸ فروردین ۱۳۹۷ - ۱۴:۳۰",
        "سه شنبه 28 فروردين 1397 ساعت 14:30",
        "۱۳۹۷/۰۱/۲۸ ۱۴:۳۰",
        "۱۴:۳۰ - ۱۳۹۷/۰۱/۲۸",
        "28 فروردین 1397 ساعت 14 و 30 دقیقه",
        "1397-01-28T14:30:00+04:30",
        "Tue, 17 Apr 2018 10:00:00 GMT",
        "2018-04-17T10:00:00Z",
        "2018-04-17T10:00:00.000+0000",
        "April 17, 2018 2:30 PM",
        "۱۷ آوریل ۲۰۱۸، ۲:۳۰ بعد از ظهر",
    ],
)
def test_a_time_in_any_writing(text):
    assert read_moment(text) == HALF_PAST_TWO


@pytest.mark.parametrize(
    "text",
    [
        "۲۸ فروردین ۱۳۹۷",
        "۲۸ فروردین‌ماه سال ۱۳۹۷",
        "٢٨/١/١٣٩٧",
        "97/1/28",
        "1397.01.28",
        "۱۷ آوریل ۲۰۱۸",
        "17 April 2018",
        "بیست و هشتم فروردین هزار و سیصد و نود و هفت",
        "بیست و هشتم فروردین ۹۷",
        "۱۳۹۷/۰۱/۲۸ ساعت ۲۵:۷۱",
    ],
)
def test_a_day_without_a_time_stays_a_day(text):
    assert read_moment(text) == DAY


@pytest.mark.parametrize("half", ["ق.ظ", "AM"])
def test_half_past_midnight_is_no_noon(half):
    assert read_moment(f"۱۳۹۷/۰۱/۲۸ - ۱۲:۳۰ {half}") == Moment(
        "2018-04-17T00:30:00+04:30", "1397-01-28T00:30:00"
    )


@pytest.mark.parametrize("half", ["ب.ظ", "PM"])
def test_half_past_noon_stays_noon(half):
    assert read_moment(f"۱۳۹۷/۰۱/۲۸ - ۱۲:۳۰ {half}") == Moment(
        "2018-04-17T12:30:00+04:30", "1397-01-28T12:30:00"
    )


def test_winter_and_years_without_summer_time():
    assert read_moment("۱۴ آبان ۱۳۹۶ - ۱۷:۰۵") == Moment("2017-11-05T17:05:00+03:30", "1396-08-14T17:05:00")
    assert read_moment("۱ مرداد ۱۴۰۲ - ۱۲:۰۰") == Moment("2023-07-23T12:00:00+03:30", "1402-05-01T12:00:00")


def test_a_foreign_offset_can_change_the_day():
    assert read_moment("2019-12-31T22:00:00Z") == Moment("2020-01-01T01:30:00+03:30", "1398-10-11T01:30:00")


def test_two_digit_years_belong_to_the_nearest_century():
    assert read_moment("03/05/12") == Moment("2024-08-02", "1403-05-12")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "سلام",
        "۲۸ فروردین",
        "۹۹/۹۹/۹۹",
        "۳۰ اسفند ۱۴۰۰",
        "۳۱ مهر ۱۳۹۸",
        "30 February 2020",
        "14:30",
        "1/2/3/4",
    ],
)
def test_nonsense_is_no_date(text):
    assert read_moment(text) is None


@given(st.text(max_size=80))
def test_any_text_is_survived(text):
    moment = read_moment(text)
    assert moment is None or re.match(r"\d{4}-\d\d-\d\d(T|$)", moment.published)


@given(st.dates(min_value=date(1850, 1, 1), max_value=date(2100, 1, 1)))
def test_both_calendars_name_the_same_day(day):
    moment = read_moment(day.isoformat())
    assert moment is not None
    assert moment.published == day.isoformat()
    assert read_moment(moment.published_jalali) == moment
