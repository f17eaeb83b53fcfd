"""Columns over time."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from dabir.desk.charts.volume import Column, described, volume
from dabir.desk.language import interface

FA, EN = interface("fa"), interface("en")
MONTHS = tuple(
    Column(f"ماه {at}", at * 10, f"م{at}", "۱۳۹۷" if at < 7 else "۱۳۹۸", f"/search?q={at}")
    for at in range(1, 13)
)


def drawn(*columns: Column, title: str = "خبرها") -> etree._Element:
    return html.fragment_fromstring(volume(columns, FA, title=title, heading="ماه"))


def bars(tree: etree._Element) -> list[etree._Element]:
    return tree.xpath("//rect[@class='bar']")


def texts(tree: etree._Element, form: str) -> list[str]:
    return [each.text for each in tree.xpath(f"//text[contains(@class, '{form}')]")]


def test_nothing_is_drawn_of_nothing() -> None:
    assert volume((), FA, title="خبرها", heading="ماه") == ""


def test_every_column_is_a_link_with_its_number_in_words() -> None:
    tree = drawn(*MONTHS)
    links = tree.xpath("//svg/a")
    assert [each.get("href") for each in links] == [column.address for column in MONTHS]
    assert links[2].get("aria-label") == "ماه 3: ۳۰"
    assert tree.xpath("//svg")[0].get("role") == "group"


def test_the_highest_and_the_lowest_bear_their_numbers_and_few_columns_all() -> None:
    assert texts(drawn(*MONTHS), "value") == ["۱۰", "۱۲۰"]
    assert texts(drawn(*MONTHS[:4]), "value") == ["۱۰", "۲۰", "۳۰", "۴۰"]
    assert texts(drawn(Column("الف", 0), *MONTHS), "value") == ["۱۲۰"]  # an empty column is seen to be empty


def test_the_table_has_all_numbers() -> None:
    rows = drawn(*MONTHS).xpath("//details//tbody/tr")
    assert [row.xpath("string(td)") for row in rows] == [FA.number(column.number) for column in MONTHS]
    assert rows[0].xpath("th/a/@href") == ["/search?q=1"]


def test_eras_stand_once() -> None:
    assert texts(drawn(*MONTHS), "era") == ["۱۳۹۷", "۱۳۹۸"]


def test_years_leave_no_room_for_eras() -> None:
    tall, low = (
        int(drawn(*columns).xpath("//svg/@height")[0]) for columns in (MONTHS, (Column("۱۳۹۷", 3, "۱۳۹۷"),))
    )
    assert low < tall


def test_a_description_tells_the_ends_the_sum_and_the_highest() -> None:
    told = described(MONTHS, EN)
    assert "From ماه 1 to ماه 12, 780 in all; the most, 120, in ماه 12" in told


@given(numbers=st.lists(st.integers(0, 10**6), min_size=1, max_size=70))
def test_columns_lie_side_by_side_and_within(numbers: list[int]) -> None:
    tree = drawn(*(Column(str(at), number) for at, number in enumerate(numbers)))
    found = bars(tree)
    assert len(found) == sum(number > 0 for number in numbers)
    ends = [
        (float(bar.get("x")[:-1]), float(bar.get("x")[:-1]) + float(bar.get("width")[:-1])) for bar in found
    ]
    assert all(0 <= start < end <= 100 for start, end in ends)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends))
    assert all(end - start < 8.01 for start, end in ends)  # a few columns are no slabs
    assert all(0 < float(bar.get("height")) <= 150 for bar in found)


@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_no_name_becomes_an_element(words: str) -> None:
    one = Column(words, 3, words, words, f"/{words}")
    plain = Column("الف", 3, "الف", "الف", "/x")
    hostile, tame = (
        [part.tag for part in etree.fromstring(volume((each,) * 3, FA, title=words, heading=words)).iter()]
        for each in (one, plain)
    )
    assert hostile == tame
