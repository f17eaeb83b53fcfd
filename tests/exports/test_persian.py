import pytest

from dabir.exports.persian import description, digits, moment, origin, publication
from dabir.facts.lexicon import country_name
from dabir.record import Party, PartyKind, Time
from dabir.report import Header


def test_digits() -> None:
    assert digits(1403) == "۱۴۰۳"
    assert digits("12:05") == "۱۲:۰۵"


@pytest.mark.parametrize(
    ("published", "jalali", "shown"),
    [
        (
            "2018-04-17T14:30:00+04:30",
            "1397-01-28T14:30:00",
            "سه‌شنبه ۲۸ فروردین ۱۳۹۷، ۱۴:۳۰ (۱۷ آوریل ۲۰۱۸)",
        ),
        ("2020-03-20", "1399-01-01", "جمعه ۱ فروردین ۱۳۹۹ (۲۰ مارس ۲۰۲۰)"),
        ("2020-03-20", None, "جمعه ۲۰ مارس ۲۰۲۰"),
        (None, "1399-12-30", "۳۰ اسفند ۱۳۹۹"),
        (None, None, ""),
    ],
)
def test_publication_in_both_calendars(published: str | None, jalali: str | None, shown: str) -> None:
    assert publication(Header(published=published, published_jalali=jalali)) == shown


def test_origin_leaves_out_what_is_not_known() -> None:
    assert origin(Header()) == []
    assert origin(Header(agency="پیک", place="ساری", source="رویترز")) == ["پیک", "به نقل از رویترز", "ساری"]


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("institution", "شرکت آب منطقه‌ای", "نهاد"),
        ("outlet", "پیک", "رسانه"),
        ("post", "سخنگوی شهرداری", "بی‌نام"),
        ("institution", "جمعی از استادان", "گروه"),
        ("post", "نمایندگان مجلس", "گروه"),
        ("institution", "یکی از استادان", "بی‌نام"),
        ("institution", "", "نهاد"),
    ],
)
def test_a_party_is_said_to_be_what_it_is(kind: PartyKind, name: str, shown: str) -> None:
    assert description(Party("o1", kind, name, None, ())) == shown


def test_countries_have_persian_names() -> None:
    assert country_name("IRN") == "ایران"
    assert country_name("AZE") == "جمهوری آذربایجان"
    assert country_name(None) == ""
    assert country_name("???") == "???"


@pytest.mark.parametrize(
    ("jalali", "shown"),
    [
        ("1397-01-27", "۲۷ فروردین ۱۳۹۷"),
        ("1397-01-27T10:30", "۲۷ فروردین ۱۳۹۷، ۱۰:۳۰"),
        ("1397-01-27TMO", "۲۷ فروردین ۱۳۹۷، صبح"),
        ("1397-07/1397-12", "مهر ۱۳۹۷ تا اسفند ۱۳۹۷"),
        ("1397", "سال ۱۳۹۷"),
        ("136", "دههٔ ۱۳۶۰"),
        (None, "چندی پیش"),
    ],
)
def test_moments_are_told_in_the_jalali_calendar(jalali: str | None, shown: str) -> None:
    assert moment(Time(0, 8, "چندی پیش", "t1", "DATE", "PAST_REF", None, jalali, None)) == shown
