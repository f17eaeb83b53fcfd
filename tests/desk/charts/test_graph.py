"""The graph of one and those around: names that touch nothing, numbers to read, links that lead on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dabir.desk.charts.graph import SIDE, Neighbour, graph, most_on_a_side, written
from dabir.desk.language import interface

FA, EN = interface("fa"), interface("en")
ODD = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=40)


def somebody(name: str, number: int = 1, **more: object) -> Neighbour:
    return Neighbour(name, number, f"{name}: {number}", f"/person/{number}", **more)  # type: ignore[arg-type]


def drawn(*sides: Sequence[Neighbour], middle: str = "بهمن کاویانی", t: object = FA) -> etree._Element:
    markup = graph("که", "چه", middle, sides, t)  # type: ignore[arg-type]
    return etree.fromstring(str(markup))


def rows(found: etree._Element) -> list[tuple[float, float]]:
    """Where the discs and squares stand: aside in per cent, and down."""
    places = []
    for node in found.iterfind(".//*[@class='node']"):
        down = float(node.get("cy") or float(node.get("y")) + float(node.get("height")) / 2)
        places.append((float((node.get("cx") or node.get("x")).rstrip("%")), down))
    return places


def test_people_stand_where_reading_begins() -> None:
    people, parties = [somebody("رضا", 2)], [somebody("راه‌آهن", 1, shape="square")]
    (right, _), (left, _) = rows(drawn(people, parties))
    assert right > 50 > left
    (first, _), (second, _) = rows(drawn(people, parties, t=EN))
    assert first < 50 < second


def test_one_kind_alone_stands_on_both_sides() -> None:
    many = [somebody(f"نام {number}", number) for number in range(30, 0, -1)]
    places = rows(drawn(many, []))
    assert len(places) == most_on_a_side((many, [])) == 2 * SIDE
    assert sum(aside > 50 for aside, _ in places) == SIDE
    assert len(rows(drawn(many, many))) == 2 * most_on_a_side((many, many))


def test_each_leads_on_under_a_name_with_its_number() -> None:
    found = drawn([somebody("رضا نیکزاد", 7)], [Neighbour("هیأت", 2, "هیأت: 2", None, "square", faint=True)])
    (link,) = found.iterfind(".//a")
    assert (link.get("href"), link.get("aria-label")) == ("/person/7", "رضا نیکزاد: 7")
    assert [text.text for text in found.iterfind(".//text[@class='number']")] == ["۷", "۲"]
    assert [line.get("class") for line in found.iterfind(".//line")] == ["tie", "tie faint"]
    assert (found.get("role"), found.findtext("title"), found.findtext("desc")) == ("group", "که", "چه")


def test_the_more_the_broader() -> None:
    many = [somebody("الف", 9), somebody("ب", 4), somebody("پ", 1)]
    broad = [float(line.get("stroke-width")) for line in drawn(many, []).iterfind(".//line")]
    assert sorted(broad, reverse=True) == [broad[0], broad[2], broad[1]]
    assert len(set(broad)) == 3
    same = [
        float(line.get("stroke-width"))
        for line in drawn([somebody("الف"), somebody("ب")], []).iterfind(".//line")
    ]
    assert len(set(same)) == 1


def test_nobody_around() -> None:
    assert rows(drawn([], [])) == []


@given(st.lists(st.tuples(ODD, st.integers(1, 500), st.booleans()), max_size=40), ODD)
def test_whatever_the_names(drawn_from: list[tuple[str, int, bool]], middle: str) -> None:
    every = [somebody(name, number, faint=faint) for name, number, faint in drawn_from]
    found = drawn(every[::2], every[1::2], middle=middle)
    assert {node.tag for node in found.iter()} <= {
        "svg",
        "title",
        "desc",
        "line",
        "g",
        "circle",
        "rect",
        "text",
        "a",
    }
    for side in (True, False):
        downs = sorted(down for aside, down in rows(found) if (aside > 50) is side)
        # Two lines of a name take 34 pixels.
        assert all(later - down >= 34 for down, later in pairwise(downs))
    height = float(found.get("height"))
    assert all(12 <= down <= height - 12 for _, down in rows(found))


@given(ODD, st.floats(0, 400))
def test_a_name_has_two_lines_at_most_and_fits(name: str, room: float) -> None:
    lines = written(name, room)
    assert 1 <= len(lines) <= 2
    assert all(len(line) <= max(4, room / 7) for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines) == " ".join(name.split())
