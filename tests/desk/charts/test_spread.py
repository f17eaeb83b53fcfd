"""Points over time in rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from dabir.desk.charts.spread import Point, Row, spread
from dabir.desk.language import interface
from dabir.script.calendars import tehran

BEGIN = datetime(2018, 4, 17, 9, 30, tzinfo=tehran())
ROWS = (
    Row(
        "پیک",
        (Point(BEGIN, "نخستین خبر", "diamond", "/report/a"), Point(BEGIN + timedelta(hours=3), "دوم")),
        "/x",
        "۲ خبر",
    ),
    Row("نوا", (Point(BEGIN + timedelta(hours=30), "رونوشت", "hollow", "/report/c"),)),
    Row("آوا", ()),
)


def tree(*rows: Row, language: str = "fa") -> html.HtmlElement:
    t = interface("en" if language == "en" else "fa")
    return html.fragment_fromstring(spread(rows, t, title="پخش", names="رسانه", times="خبرها"))


def test_without_points_there_is_nothing() -> None:
    assert spread((Row("آوا", ()),), interface("fa"), title="", names="", times="") == ""


def test_rows_have_their_names_and_points() -> None:
    rows = tree(*ROWS).xpath("tbody/tr")
    assert [row.xpath("string(th)").split()[0] for row in rows] == ["پیک", "نوا", "آوا"]
    assert [row.xpath("count(.//*[contains(@class, 'point')])") for row in rows] == [2, 1, 0]
    assert rows[0].xpath("th/a/@href") == ["/x"]
    assert rows[0].xpath(".//svg/a/@aria-label") == ["نخستین خبر"]
    assert rows[0].xpath(".//svg/g/title/text()") == ["دوم"]


def test_time_runs_from_left_to_right_in_both_languages() -> None:
    for language in ("fa", "en"):
        found = tree(*ROWS, language=language)
        first = found.xpath("//*[@class='corner']/@x")[0]
        last = found.xpath("//tbody/tr[2]//*[@class='corner']/@x")[0]
        assert float(first[:-1]) < float(last[:-1])


def test_the_axis_tells_days_and_hours() -> None:
    words = tree(*ROWS).xpath("tfoot//text/text()")
    assert words == ["۱۲:۰۰", "۲۹ فروردین", "۱۲:۰۰"]


def test_points_at_one_moment_are_told_apart() -> None:
    same = Row("پیک", tuple(Point(BEGIN, str(at)) for at in range(3)))
    heights = [float(y) for y in tree(same).xpath("//*[@class='point']/@cy")]
    assert len(set(heights)) == 3
    assert float(tree(same).xpath("//tbody//svg/@height")[0]) > max(heights)


@given(minutes=st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_points_lie_within_the_row(minutes: list[int]) -> None:
    begin = datetime(2018, 4, 17, tzinfo=UTC)
    points = tuple(Point(begin + timedelta(minutes=each), "خبر") for each in minutes)
    found = tree(Row("پیک", points))
    places = [(circle.get("cx"), float(circle.get("cy"))) for circle in found.xpath("//*[@class='point']")]
    assert len(places) == len(minutes)
    assert all(0 < float(x[:-1]) < 100 for x, _ in places)
    assert len(set(places)) == len(places) or len(set(minutes)) < len(minutes)
    assert float(found.xpath("//tbody//svg/@height")[0]) > max(y for _, y in places)


@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_no_name_becomes_an_element(words: str) -> None:
    def tags(name: str) -> list[str]:
        return [
            part.tag
            for part in tree(Row(name, (Point(BEGIN, name, "full", f"/{name}"),), f"/{name}", name)).iter()
        ]

    assert tags(words) == tags("الف")
