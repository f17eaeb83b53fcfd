"""Calendars: months with their days, years with their months."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from dabir.desk.charts.days import days
from dabir.desk.language import interface


def tree(numbers: dict[str, int], language: str = "fa") -> html.HtmlElement:
    t = interface("en" if language == "en" else "fa")
    drawn = days(numbers, t, title="رویدادها", address=lambda one: f"/events?after={one.key}")
    return html.fragment_fromstring(f"<div>{drawn}</div>")


def told(found: html.HtmlElement) -> dict[str, str]:
    return {link.get("href"): link.get("aria-label") for link in found.xpath("//td/a")}


def test_no_days_are_nothing() -> None:
    assert days({"gestern": 3, "0001-01-01": 2}, interface("fa"), title="", address=lambda one: one.key) == ""


def test_some_weeks_are_months_with_their_days() -> None:
    found = tree({"2018-04-16": 4, "2018-05-01": 1})
    assert [each.text_content() for each in found.xpath("//caption")] == [
        "رویدادها: فروردین ۱۳۹۷",
        "رویدادها: اردیبهشت ۱۳۹۷",
    ]
    assert told(found) == {
        "/events?after=1397-01-27": "۲۷ فروردین ۱۳۹۷: ۴",
        "/events?after=1397-02-11": "۱۱ اردیبهشت ۱۳۹۷: ۱",
    }
    assert [cell.get("class") for cell in found.xpath("//td[a]")] == ["level4", "level1"]
    assert len(found.xpath("(//table)[1]//td[contains(@class, 'level')]")) == 31


def test_weeks_begin_on_saturday_in_persian_and_on_monday_in_english() -> None:
    first = {
        language: tree({"2018-04-16": 1}, language).xpath("//thead//th[1]/@abbr") for language in ("fa", "en")
    }
    assert first == {"fa": ["شنبه"], "en": ["Monday"]}
    week = tree({"2018-04-16": 1}, "en").xpath("//tbody/tr[td/a]/td")  # a Monday
    assert week[0].xpath("a")
    week = tree({"2018-04-16": 1}).xpath("//tbody/tr[td/a]/td")
    assert week[2].xpath("a")


def test_years_are_told_by_their_months() -> None:
    found = tree({"2016-04-01": 2, "2016-04-02": 3, "2018-05-01": 1, "2018-12-01": 4})
    assert [each.text_content() for each in found.xpath("//tbody/tr/th")] == ["۱۳۹۵", "۱۳۹۷"]
    assert [len(row) for row in found.xpath("//tbody/tr")] == [13, 13]
    assert told(found)["/events?after=1395-01"] == "فروردین ۱۳۹۵: ۵"


def test_of_many_years_the_last_are_shown_and_the_others_counted() -> None:
    found = tree({f"{year}-05-01": 1 for year in range(1990, 2020)})
    assert len(found.xpath("//tbody/tr")) == 12
    assert found.xpath("string(//p)") == "۱۸ تای دیگر در سال‌های پیش از این است."


@given(
    numbers=st.dictionaries(
        st.builds(lambda at: (date(2015, 1, 1) + timedelta(days=at)).isoformat(), st.integers(0, 2000)),
        st.integers(1, 99),
        min_size=1,
        max_size=30,
    ),
    language=st.sampled_from(["fa", "en"]),
)
def test_all_that_fell_on_days_is_in_the_calendar(numbers: dict[str, int], language: str) -> None:
    found = tree(numbers, language)
    shown = [int(each.text_content().replace(",", "").replace("٬", "")) for each in found.xpath("//td/a/b")]
    assert sum(shown) == sum(numbers.values())
    assert all(len(row.xpath("td")) <= 12 for row in found.xpath("//tr"))
