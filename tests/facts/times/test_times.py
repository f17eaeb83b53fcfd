"""Times: expressions of three calendars, worked out against the publication."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir import Header, Reader, Record
from dabir.record import Time
from dabir.sources import read_text

READER = Reader(fast=True)
# A Tuesday, the 28th of Farvardin 1397.
HEADER = Header(published="2018-04-17T10:00:00+04:30", published_jalali="1397-01-28T10:00:00")


def record(sentence: str, header: Header = HEADER) -> Record:
    return READER.read(read_text(f"گزارش کوتاه از ساری\n{sentence}", header=header))


def times(sentence: str, header: Header = HEADER) -> tuple[Time, ...]:
    return record(sentence, header).times


@pytest.mark.parametrize(
    ("words", "value", "jalali"),
    [
        ("۱۵ فروردین ۱۳۹۷", "2018-04-04", "1397-01-15"),
        ("روز سه‌شنبه ۲۱ فروردین‌ماه", "2018-04-10", "1397-01-21"),
        ("بیست و هفتم فروردین", "2018-04-16", "1397-01-27"),
        ("27/1/97", "2018-04-16", "1397-01-27"),
        ("۱۷ آوریل ۲۰۱۸", "2018-04-17", "1397-01-28"),
        ("۱۵ رمضان ۱۴۳۸", "2017-06-10", "1396-03-20"),
        ("امروز", "2018-04-17", "1397-01-28"),
        ("صبح دیروز", "2018-04-16TMO", "1397-01-27TMO"),
        ("روز گذشته", "2018-04-16", "1397-01-27"),
        ("سه روز پیش", "2018-04-14", "1397-01-25"),
        ("هفته گذشته", "2018-04-07/2018-04-13", "1397-01-18/1397-01-24"),
        ("سال گذشته", "2017-03-21/2018-03-20", "1396"),
        ("سال جاری", "2018-03-21/2019-03-20", "1397"),
        ("سال ۲۰۱۷ میلادی", "2017", "1395-10-12/1396-10-10"),
        ("دهه شصت", "1981-03-21/1991-03-20", "136"),
        ("نیمه دوم سال ۱۳۹۶", "2017-09-23/2018-03-20", "1396-07/1396-12"),
        ("سه‌ماهه نخست سال ۹۶", "2017-03-21/2017-06-21", "1396-01/1396-03"),
        ("تابستان سال گذشته", "2017-06-22/2017-09-22", "1396-04/1396-06"),
        ("دسامبر گذشته", "2017-12", "1396-09-10/1396-10-10"),
        ("اسفند سال گذشته", "2018-02-20/2018-03-20", "1396-12"),
        ("۱۵ تا ۲۰ فروردین", "2018-04-04/2018-04-09", "1397-01-15/1397-01-20"),
        ("دوشنبه هفته گذشته", "2018-04-09", "1397-01-20"),
        ("ساعت ۱۰:۳۰ دیروز", "2018-04-16T10:30", "1397-01-27T10:30"),
        ("ساعت هشت و نیم شب شنبه", "2018-04-14T20:30", "1397-01-25T20:30"),
        ("سال‌های ۱۳۹۰ تا ۱۳۹۲", "2011-03-21/2014-03-20", "1390-01/1392-12"),
    ],
)
def test_what_has_a_place_on_the_calendar(words: str, value: str, jalali: str) -> None:
    (time,) = times(f"مینا روشن {words} به ساری رفت.")
    assert (time.text, time.value, time.jalali, time.unresolved) == (words, value, jalali, None)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ظهر فردا", "2018-04-18TMI"),
        ("هفته آینده", "2018-04-21/2018-04-27"),
        ("پنجشنبه", "2018-04-19"),
        ("۱۰ اردیبهشت", "2018-04-30"),
        ("سه روز دیگر", "2018-04-20"),
    ],
)
def test_what_is_to_come(words: str, value: str) -> None:
    (time,) = times(f"مینا روشن {words} به ساری خواهد رفت.")
    assert (time.text, time.value) == (words, value)


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("سه روز", "DURATION", "P3D"),
        ("دو ساعت و ۳۰ دقیقه", "DURATION", "PT2H30M"),
        ("ده سال گذشته", "DURATION", "P10Y"),
        ("دو روزه", "DURATION", "P2D"),
        ("ماه‌های اخیر", "DURATION", "PXM"),
        ("هر چهار سال", "SET", "P4Y"),
        ("روزانه", "SET", "P1D"),
        ("هفته‌ای دو بار", "SET", "P1W"),
        ("هم‌اکنون", "DATE", "PRESENT_REF"),
        ("به‌تازگی", "DATE", "PAST_REF"),
        ("به‌زودی", "DATE", "FUTURE_REF"),
        ("ساعت ۱۴", "TIME", "T14:00"),
    ],
)
def test_how_long_how_often_and_roughly_when(words: str, kind: str, value: str) -> None:
    (time,) = times(f"مینا روشن {words} در ساری بود.")
    assert (time.text, time.type, time.value) == (words, kind, value)


def test_the_year_of_a_budget_stands_by_itself() -> None:
    (time,) = times("مینا روشن بودجه ۱۳۹۹ را رد کرد.")
    assert (time.text, time.value) == ("۱۳۹۹", "2020-03-20/2021-03-20")  # a leap year


def test_a_length_up_to_now_tells_from_when() -> None:
    (time,) = times("مینا روشن در سه ماه گذشته در ساری بود.")
    assert time.interval == "2018-01-18/2018-04-17"


def test_without_a_publication_time_what_needs_it_says_so() -> None:
    today, fixed = times("مینا روشن امروز و در ۵ مهر ۱۳۹۰ در ساری بود.", Header())
    assert (today.value, today.unresolved) == (None, "no_publication_time")
    assert (fixed.value, fixed.unresolved) == ("2011-09-27", None)


def test_what_hangs_on_another_time_says_so() -> None:
    (time,) = times("مینا روشن همان روز در ساری بود.")
    assert (time.value, time.unresolved) == (None, "other_time")


@pytest.mark.parametrize(
    "sentence",
    [
        "امام جمعه ساری از مردم تشکر کرد.",
        "مینا روشن ۳۷ ساله به ساری رفت.",
        "کودکان بالای ۵۰ سال سن ندارند.",
        "مینا روشن در میدان ۷ تیر ایستاد.",
        "در ۳۱ مهر ۱۳۹۶ روزی نیست.",
        "مهر و محبت مردم ساری بسیار است.",
    ],
)
def test_what_is_no_time(sentence: str) -> None:
    assert not [
        time for time in times(sentence) if time.type in ("DATE", "DURATION") and time.value != "1396"
    ]


def test_a_year_beside_an_era_counts_in_it() -> None:
    (time,) = times("درآمد در سه‌ماهه دوم سال جاری میلادی بیشتر شد.")
    assert time.value == "2018-04-01/2018-06-30"


WORDS = (
    "روز هفته ماه سال گذشته آینده جاری پیش ۱۰ ۹۷ ۱۳۹۷ دو بیستم فروردین آوریل رمضان شنبه دوشنبه صبح شب ساعت ۱۰:۳۰ امروز فردا "
    "دهه نیمه دوم اوایل هر چند این تا و ، ( ) میلادی سه‌ماهه ۲۷/۱/۹۷ اکنون بار بعد"
)
PIECES = WORDS.split()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_any_order_of_time_words_keeps_offsets_and_forms(words: list[str]) -> None:
    whole = record(f"مینا روشن {' '.join(words)} در ساری بود.")
    for time in whole.times:
        assert whole.text[time.start : time.end] == time.text
        assert (time.value is None) == (time.unresolved is not None)
        if time.interval is not None:
            first, _, last = time.interval.partition("/")
            assert first <= last


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("دو و نیم دهه گذشته", "P25Y"),
        ("دهه بیست", "1941-03-21/1951-03-21"),
        ("سه ساعت پیش", "PAST_REF"),
        ("ساعت ۱۲ بامداد دیروز", "2018-04-16T00:00"),
        ("ساعت ۱۰ تا ۲ بعدازظهر دیروز", "2018-04-16T10:00/2018-04-16T14:00"),
    ],
)
def test_what_a_fresh_reader_found_wrong(words: str, value: str) -> None:
    (time,) = times(f"مینا روشن {words} در ساری بود.")
    assert time.value == value


@pytest.mark.parametrize(
    "words",
    [
        "از دهه گذشته تا امروز",
        "ساعت ۱۰ دهه گذشته",
        "ساعت ۱۰ و ۱.۵ دقیقه",
        "۸۰۰ هزار روز پیش",
        "۲۰۰ هزار هفته پیش",
        "ساعت ۲۴:۳۰",
    ],
)
def test_odd_times_cost_no_record(words: str) -> None:
    assert all(time.value != "T24:30" for time in times(f"مینا روشن {words} در ساری بود."))


def test_a_month_in_a_sentence_that_counts_in_gregorian_years_keeps_its_calendar() -> None:
    first, *_ = times("مینا روشن فروردین امسال و نه در سال ۲۰۱۷ میلادی به ساری رفت.")
    assert first.value == "2018-03-21/2018-04-20"


@pytest.mark.parametrize(
    ("sentence", "text", "value"),
    [
        ("این دانشگاه در قرن بیست و یکم به ساری آمد.", "قرن بیست و یکم", "2001-01-01/2100-12-31"),
        ("این راه بیش از دو قرن باز بود.", "دو قرن", "P200Y"),
        ("استاد شریفی متولد ۱۳۴۷ ساری است.", "۱۳۴۷", "1968-03-21/1969-03-20"),
        ("بودجه ۳۰ سال شهر در راه خرج شد.", "۳۰ سال", "P30Y"),
        ("بیشتر خودروها بین ساعات ۴ تا ۵ عصر می‌رسند.", "ساعات ۴ تا ۵ عصر", "T16:00/T17:00"),
        ("مسابقه حدود ۱۲ شب آغاز شد.", "۱۲ شب", "T00:00"),
        ("صادرات در ۹ ماه سال جاری بیشتر شد.", "۹ ماه سال جاری", "2018-03-21/2018-12-21"),
        ("موکب‌ها در ایام محرم و صفر باز بودند.", "ایام محرم و صفر", "2017-09-21/2017-11-18"),
        ("الان باران می‌بارد.", "الان", "PRESENT_REF"),
        ("این مدرسه سال‌ها بسته بود.", "سال‌ها", "PXY"),
        ("این کارخانه ۱۲ میلیون تن در سال تولید می‌کند.", "سال", "P1Y"),
        ("ظرفیت این کارخانه ۱۲ میلیون تن در سال است.", "سال", "P1Y"),
        ("کارها مانند گذشته پیش می‌رود.", "مانند گذشته", "PAST_REF"),
    ],
)
def test_what_fresh_reports_told_that_was_missed(sentence: str, text: str, value: str) -> None:
    assert [(time.text, time.value) for time in times(sentence)] == [(text, value)]


@pytest.mark.parametrize(
    "sentence",
    [
        "پس از حوادث ۱۱ سپتامبر کنترل‌ها بیشتر شد.",
        "سالروز ۱۵ خرداد را گرامی داشتند.",
        "۱۲ نفر در روز حادثه زخمی شدند.",
        "استاد شریفی متولد ساری است.",
    ],
)
def test_what_only_looks_like_a_time(sentence: str) -> None:
    assert not times(sentence)
