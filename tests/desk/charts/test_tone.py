"""The tone over time: what was cooperative above the line, what was conflict below it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from dabir.desk.charts.tone import CLASSES, Stack, tone
from dabir.desk.language import interface

FA, EN = interface("fa"), interface("en")
NUMBERS = st.tuples(*[st.integers(0, 3000)] * 4)


def figure(*stacks: Stack, t: object = FA) -> html.HtmlElement:
    return html.fromstring(str(tone(stacks, t, title="لحن", heading="دوره")))  # type: ignore[arg-type]


def parts(found: html.HtmlElement) -> list[tuple[str, float, float]]:
    """The parts of the columns: the class, where it begins, and how tall it is."""
    drawing = found.find("svg")
    assert drawing is not None
    return [
        (part.get("class").split()[-1], float(part.get("y")), float(part.get("height")))
        for part in drawing.xpath(".//*[contains(@class, 'part')]")
    ]


def test_cooperation_stands_above_conflict() -> None:
    found = figure(Stack("خرداد", (2, 1, 1, 4)))
    (verbal_up, material_up, verbal_down, material_down) = parts(found)
    assert [part[0] for part in parts(found)] == list(CLASSES)
    middle = verbal_down[1]
    assert verbal_up[1] + verbal_up[2] == middle
    assert abs(material_up[1] + material_up[2] - verbal_up[1]) < 0.02
    assert abs(verbal_down[1] + verbal_down[2] - material_down[1]) < 0.02
    assert [round(height / material_up[2]) for _, _, height in parts(found)] == [2, 1, 1, 4]


def test_every_number_stands_in_the_table() -> None:
    found = figure(
        Stack("فروردین", (2, 0, 0, 1), "برابر"), Stack("اردیبهشت", (0, 0, 0, 0)), Stack("خرداد", (0, 3, 0, 0))
    )
    lines = [[cell.text_content() for cell in row] for row in found.iterfind(".//tbody/tr")]
    assert lines == [["فروردین", "۲", "۰", "۰", "۱", "برابر"], ["خرداد", "۰", "۳", "۰", "۰", ""]]
    assert [each.text_content().strip() for each in found.iterfind(".//li")] == [
        "همکاری گفتاری",
        "همکاری عملی",
        "ستیز گفتاری",
        "ستیز عملی",
    ]


def test_what_is_seen_is_told_in_words() -> None:
    drawing = figure(Stack("May 2018", (2, 0, 0, 1)), Stack("June 2018", (0, 0, 0, 1)), t=EN).find("svg")
    assert drawing is not None
    assert drawing.get("role") == "img"
    assert "2 events of verbal cooperation" in drawing.findtext("desc")
    assert drawing.findtext("g/title") == "May 2018: verbal cooperation 2, material conflict 1"


def test_said_and_done_differ_in_more_than_colour() -> None:
    found = figure(Stack("خرداد", (1, 1, 1, 1)))
    fills = [part.get("fill") for part in found.find("svg").xpath(".//*[contains(@class, 'part')]")]
    assert fills == ["url(#tone-verbal_cooperation)", None, "url(#tone-verbal_conflict)", None]
    assert {each.get("id") for each in found.iter("pattern")} == {
        "tone-verbal_cooperation",
        "tone-verbal_conflict",
    }


def test_nothing_to_show() -> None:
    assert str(tone([], FA, title="", heading="")) == ""


@given(st.lists(st.tuples(st.text(max_size=10), NUMBERS), min_size=1, max_size=40))
def test_columns_stay_in_the_drawing(drawn: list[tuple[str, tuple[int, int, int, int]]]) -> None:
    found = figure(*(Stack(name, numbers) for name, numbers in drawn))
    bottom = float(found.find("svg").get("height")) - 42
    assert all(start >= 7.9 and start + height <= bottom + 0.1 for _, start, height in parts(found))
