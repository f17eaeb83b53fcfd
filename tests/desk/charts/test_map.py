"""Maps: the earth's outlines, and places on them."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dabir.desk.charts.earth import REGION, WIDTH, WORLD, View, middle, outlines
from dabir.desk.charts.map import Place, beyond, draw, view_of
from dabir.desk.language import interface

FA = interface("fa")
TEHRAN = Place("تهران", 40, 51.42, 35.69, address="/events?place=x")
YEREVAN = Place("ایروان", 9, 44.51, 40.18)
IRAN = Place("ایران", 12, 54.3, 32.5, wide=True)
VIENNA = Place("وین", 3, 16.37, 48.2)


def tree(*places: Place, view: View = REGION) -> etree._Element:
    return etree.fromstring(draw(places, view, FA, title="جاها"))


# The earth ------------------------------------------------------------------------------------------------------------


def test_the_outlines_are_small_and_know_the_countries() -> None:
    path = files("dabir.desk").joinpath("data/outlines.json")
    known = json.loads(path.read_text("utf-8"))
    assert len(path.read_bytes()) < 80_000
    assert {"IRN", "FRA", "NOR", "XKX", "PSE", "RUS"} <= known.keys()
    assert all(re.fullmatch("[A-Z]{3}", code) for code in known)


@pytest.mark.parametrize("view", [REGION, WORLD], ids=lambda view: view.part)
def test_outlines_are_paths_on_the_map(view: View) -> None:
    drawn = outlines(view)
    assert re.fullmatch(r"(M-?[\d.]+ -?[\d.]+l[-\d. ]+z)+", drawn)
    assert len(drawn) < 80_000


def test_places_lie_where_they_are() -> None:
    for view in (REGION, WORLD):
        (x, y), (further, higher) = view.place(51.42, 35.69), view.place(59.6, 36.3)  # Tehran, Mashhad
        assert x < further
        assert higher < y
    assert WORLD.place(0, 0)[0] == WIDTH / 2
    assert REGION.holds(51.42, 35.69)
    assert not REGION.holds(16.37, 48.2)
    assert WORLD.holds(16.37, 48.2)


@given(longitude=st.floats(-180, 180), latitude=st.floats(-90, 90))
def test_the_whole_world_lies_within_the_breadth(longitude: float, latitude: float) -> None:
    x, _ = WORLD.place(longitude, latitude)
    assert -0.01 <= x <= WIDTH + 0.01


def test_countries_have_a_middle_however_small() -> None:
    assert middle("IRN") == (54.3, 32.5)
    longitude, latitude = middle("BHR") or (0, 0)
    assert (round(longitude), round(latitude)) == (51, 26)
    assert middle("???") is None


# Places ---------------------------------------------------------------------------------------------------------------


def test_the_view_is_where_most_took_place() -> None:
    assert view_of([TEHRAN, YEREVAN, VIENNA]) is REGION
    assert view_of([YEREVAN, VIENNA, VIENNA, VIENNA]) is WORLD
    assert beyond([TEHRAN, VIENNA], REGION) == [VIENNA]


def test_towns_are_circles_and_countries_squares_the_largest_first() -> None:
    found = tree(YEREVAN, TEHRAN, IRAN)
    assert [each.tag for each in found.xpath("//*[contains(@class, 'spot')]")] == ["circle", "rect", "circle"]
    big, small = (float(each.get("r")) for each in found.xpath("//circle[@class='spot']"))
    assert big**2 / small**2 == pytest.approx(40 / 9, rel=0.01)
    assert found.xpath("//a/@href") == ["/events?place=x"]
    assert found.xpath("//a/@aria-label") == ["تهران: ۴۰"]


def test_what_lies_beyond_is_not_drawn() -> None:
    assert not tree(VIENNA).xpath("//*[contains(@class, 'spot')]")


def test_a_description_names_the_biggest() -> None:
    assert tree(YEREVAN, TEHRAN).findtext("desc") == "بیشترین‌ها: تهران: ۴۰، ایروان: ۹"


SPOTS = st.lists(
    st.builds(
        Place,
        st.text("ابپت", min_size=2, max_size=12),
        st.integers(1, 90),
        st.floats(24, 78),
        st.floats(12, 44),
    ),
    max_size=30,
)


@given(places=SPOTS)
def test_names_neither_cover_each_other_nor_leave_the_map(places: list[Place]) -> None:
    boxes = []
    for name in tree(*places).xpath("//text"):
        letters = 11.0 if "wide" in name.get("class") else 19.0
        wide, x, y = len(name.text) * letters * 0.56, float(name.get("x")), float(name.get("y"))
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[name.get("text-anchor")]
        boxes.append((left, y - letters, left + wide, y + 0.3 * letters))
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert left >= -0.1
        assert right <= WIDTH + 0.1
        assert top >= -0.1
        assert bottom <= REGION.height + 0.1
        for other in boxes[at + 1 :]:
            apart = (
                right <= other[0] + 0.1
                or other[2] <= left + 0.1
                or bottom <= other[1] + 0.1
                or other[3] <= top + 0.1
            )
            assert apart


@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9))
def test_no_name_becomes_an_element(words: str) -> None:
    places = [Place(name, 3, 51.4, 35.7, address=f"/{name}") for name in (words, "ا" * len(words))]
    hostile, tame = ([part.tag for part in tree(place).iter()] for place in places)
    assert hostile == tame
