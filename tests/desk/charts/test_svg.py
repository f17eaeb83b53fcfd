"""Elements of SVG: what is escaped, and how sizes are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from dabir.desk.charts.svg import chart, element, link, percent

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


def test_an_element_has_its_attributes_and_what_stands_in_it() -> None:
    made = element(
        "rect", element("title", "آب & نان"), class_="bar", text_anchor="end", x=1.5, y=2, width=None
    )
    assert made == '<rect class="bar" text-anchor="end" x="1.5" y="2"><title>آب &amp; نان</title></rect>'
    assert element("svg", view_box="0 0 1 1") == '<svg viewBox="0 0 1 1"></svg>'


@pytest.mark.parametrize(
    ("share", "written"), [(0, "0%"), (1, "100%"), (1 / 3, "33.33%"), (0.125, "12.5%"), (1e-9, "0%")]
)
def test_shares_are_short_per_cents(share: float, written: str) -> None:
    assert percent(share) == written


@given(words=WORDS, name=WORDS, address=WORDS)
def test_no_text_becomes_an_element(words: str, name: str, address: str) -> None:
    made = chart(words, name, 10, link(address, name, element("text", words)), form=name, linked=True)
    tree = etree.fromstring(made)
    assert [part.tag for part in tree.iter()] == ["svg", "title", "desc", "a", "title", "text"]
    assert tree.findtext("title") == words
    assert tree.findtext("desc") == name


def test_a_chart_with_links_is_a_group_and_no_image() -> None:
    assert 'role="img"' in chart("الف", "ب", 10)
    assert 'role="group"' in chart("الف", "ب", 10, linked=True)


def test_what_leads_nowhere_is_no_link() -> None:
    assert link(None, "الف", Markup("<b></b>")) == "<g><title>الف</title><b></b></g>"
    assert link("/x", "الف") == '<a href="/x" aria-label="الف"><title>الف</title></a>'
