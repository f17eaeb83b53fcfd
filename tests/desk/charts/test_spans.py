"""Names with their times as bars over one time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from dabir.desk.charts.spans import Span, spans
from dabir.desk.language import interface

FA, EN = interface("fa"), interface("en")


def table(*rows: Span, t: object = FA) -> html.HtmlElement:
    return html.fromstring(str(spans(rows, t, title="سمت‌ها", names="سمت", notes="خبر")))  # type: ignore[arg-type]


def test_bars_lie_over_one_time() -> None:
    found = table(
        Span("معاون", "2018-01-01", "2018-07-02", "۲ خبر"),
        Span("وزیر", "2018-07-02", "2019-01-01", "۳ خبر"),
        Span("نماینده", "2019-01-01", "2019-01-01", "۱ خبر"),
    )
    bars = [(bar.get("x"), bar.get("width")) for bar in found.iterfind(".//rect[@class='bar']")]
    assert bars == [("0%", "49.86%"), ("49.86%", "50.14%"), ("98.8%", "1.2%")]
    assert [cell.text_content() for cell in found.iterfind(".//td")] == ["۲ خبر", "۳ خبر", "۱ خبر"]
    assert "دی ۱۳۹۶ – تیر ۱۳۹۷" in found.text_content()


def test_months_are_those_of_the_language() -> None:
    found = table(
        Span("وزیر", "2018-01-01", "2018-01-31", "1"), Span("وکیل", "2018-02-01", "2018-03-01", "1"), t=EN
    )
    assert [each.text for each in found.xpath(".//th/span[@class='dim']")] == [
        "January 2018",
        "February 2018 – March 2018",
    ]


def test_without_days_there_are_no_bars() -> None:
    assert list(table(Span("وزیر", None, None, "۱ خبر")).iter("svg")) == []
    assert list(table(Span("وزیر", "2018-01-01", "2018-01-01", "۱ خبر")).iter("svg")) == []
    assert str(spans([], FA, title="", names="", notes="")) == ""


@given(st.lists(st.tuples(st.text(max_size=20), st.dates(), st.integers(0, 9000)), min_size=1, max_size=9))
def test_bars_never_leave_the_drawing(drawn: list[tuple[str, object, int]]) -> None:
    found = table(*(Span(name, str(day), str(day), "") for name, day, _ in drawn))
    for bar in found.iterfind(".//rect[@class='bar']"):
        start, breadth = (float(bar.get(key).rstrip("%")) for key in ("x", "width"))
        assert 0 <= start <= start + breadth <= 100.02
