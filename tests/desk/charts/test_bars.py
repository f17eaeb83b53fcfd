"""Bars: names with numbers."""

from __future__ import annotations

from lxml import html

from dabir.desk.charts.bars import Bar, bars
from dabir.desk.language import interface

LINES = (Bar("بهمن کاویانی", 20, "/person/1", "وزیر راه"), Bar("سیمین <پارسا>", 5), Bar("هیچ", 0))


def tree(language: str) -> html.HtmlElement:
    t = interface("en" if language == "en" else "fa")
    return html.fragment_fromstring(bars(LINES, t, title="گویندگان", names="نام", numbers="گفته‌ها"))


def test_names_and_numbers_are_a_table() -> None:
    found = tree("fa")
    assert found.xpath("string(caption)") == "گویندگان"
    assert [head.text_content() for head in found.xpath("thead//th")] == ["نام", "گفته‌ها"]
    rows = found.xpath("tbody/tr")
    assert [row.xpath("string(td)") for row in rows] == ["۲۰", "۵", "۰"]
    assert rows[0].xpath("th//a/@href") == ["/person/1"]
    assert rows[0].xpath("string(th/span)") == "بهمن کاویانی وزیر راه"
    assert rows[1].xpath("string(th/span)").strip() == "سیمین <پارسا>"


def test_bars_begin_where_lines_begin() -> None:
    for language, starts in (("fa", ["0%", "75%", "100%"]), ("en", ["0%", "0%", "0%"])):
        drawn = tree(language).xpath("//rect")
        assert [bar.get("x") for bar in drawn] == starts
        assert [bar.get("width") for bar in drawn] == ["100%", "25%", "0%"]


def test_no_bars_are_nothing() -> None:
    assert bars((), interface("fa"), title="", names="", numbers="") == ""
