"""The list of stories, and the page of a story: who brought it first, how it spread, and how its words are told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from archive.minutes import Line, minutes, said
from archive.news import vectors_of
from dabir import Place, Record
from dabir.archive import Archive
from dabir.archive.answers.story import Outlet, Story, StoryReport
from dabir.archive.citation import Citation
from dabir.archive.keeping import Entry
from dabir.desk.language import interface
from dabir.desk.stories import delay, drawn, moment
from desk.visitors import Visitor

KAVIANI, GLADZE = "بهمن کاویانی", "نینو گلادزه"
OPENING, COST = "پل مرزی تا پایان تابستان باز می‌شود", "هزینه نیمی از آن را گرجستان می‌پردازد"
WHOLE = f"{OPENING} و {COST}، اما کامیون‌های ترانزیتی باید عوارض سنگینی بپردازند"
FA, EN = interface("fa"), interface("en")


def report(name: str, published: str, agency: str, *lines: Line) -> Record:
    record = minutes(name, published, *lines, agency=agency)
    return replace(record, places=(Place("l1", "تفلیس", "city", "GEO", None, None, None, ()),))


def plain(words: str) -> Line:
    return Line("plain", words)


BRIDGE = (
    report("b1", "2018-06-16T10:30:00+04:30", "کرانه", plain("پل مرزی باز می‌شود"), said(KAVIANI, WHOLE)),
    report("b2", "2018-06-16T12:30:00+04:30", "نسیم", plain("پل مرزی باز می‌شود"), said(KAVIANI, WHOLE)),
    report("b3", "2018-06-18", "پیک", plain("گروهی از رانندگان گرد آمده بودند"), said(KAVIANI, f"{OPENING} و {COST}")),
)  # fmt: skip


@pytest.fixture
def told(client: Visitor, archive: Archive) -> Visitor:
    """A visitor of a desk with a story of three reports, one a copy."""
    archive.keeper("test 1").keep([Entry(one, vectors_of("پل")) for one in BRIDGE])
    return client


def page(visitor: Visitor, path: str, language: str = "fa") -> Any:
    """The page as a tree; there must be one."""
    visitor.cookies.set("language", language)
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def words(tree: Any, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in tree.xpath(path)]


def of_story(visitor: Visitor) -> str:
    """The address of the only story."""
    (address,) = page(visitor, "/stories").xpath("//article//h2/a/@href")
    return str(address)


def test_the_list_tells_a_story_in_a_line(told: Visitor) -> None:
    (line,) = words(page(told, "/stories"), "//article")
    assert "پل مرزی باز می‌شود" in line
    assert "۳ خبر ۳ رسانه" in line
    assert KAVIANI in line
    (line,) = words(page(told, "/stories", "en"), "//article")
    assert "3 reports 3 outlets" in line


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("agency=نسیم", 1),
        ("agency=ناشناس", 0),
        ("after=1397", 1),
        ("after=2018-06-19", 0),
        ("before=2018-06-15", 0),
        ("order=newest&before=۱۳۹۷/۳/۲۶", 1),
        ("page=2", 0),
    ],
)
def test_the_list_of_an_outlet_and_of_days(told: Visitor, query: str, found: int) -> None:
    assert len(page(told, f"/stories?{query}").xpath("//article")) == found


def test_what_is_no_day_is_told(told: Visitor) -> None:
    tree = page(told, "/stories?after=دیروزود")
    assert "دیروزود" in words(tree, "//*[@role='status']")[0]
    assert tree.xpath("//article")


def test_without_stories_the_list_says_what_they_are(client: Visitor) -> None:
    assert "هنوز ماجرایی نیست" in words(page(client, "/stories"), "//main")[0]


def test_the_page_tells_who_was_first_and_who_followed(told: Visitor) -> None:
    tree = page(told, of_story(told))
    assert words(tree, "//h1") == ["پل مرزی باز می‌شود"]
    assert "نخستین بار کرانه این خبر را آورد" in words(tree, "//main")[0]
    assert words(tree, "//section[@aria-labelledby='outlets']//tbody/tr") == [
        "کرانه۱۰نخستین",
        "نسیم۱۱۲ ساعت",
        "پیک۱۰۲ روز",
    ]
    assert tree.xpath("//section[@aria-labelledby='reports']//h3/a/@href") == [
        "/report/b1",
        "/report/b2",
        "/report/b3",
    ]


def test_the_page_draws_how_it_spread_and_tells_copies_apart(told: Visitor) -> None:
    tree = page(told, of_story(told), "en")
    points = tree.xpath("//table[@class='spread']//*[local-name()='a']")
    assert [point.get("href") for point in points] == ["/report/b1", "/report/b2", "/report/b3"]
    assert [point.get("aria-label").startswith("Copy: ") for point in points] == [False, True, False]


def test_the_page_tells_what_versions_leave_out(told: Visitor) -> None:
    tree = page(told, of_story(told))
    (left,) = words(tree, "//section[@aria-labelledby='quotations']//del")
    assert "عوارض سنگینی" in left
    assert "در این خبر نیست:" in words(tree, "//section[@aria-labelledby='quotations']")[0]


def test_the_page_names_people_and_places(told: Visitor) -> None:
    tree = page(told, of_story(told))
    (person,) = tree.xpath("//section[@aria-labelledby='people']//a")
    assert (person.text, person.get("href").startswith("/person/")) == (KAVIANI, True)
    (place,) = tree.xpath("//section[@aria-labelledby='places']//a")
    assert place.text == "تفلیس"
    assert told.get(place.get("href")).status_code == 200


@pytest.mark.parametrize("number", ["99", "x", "0", "9" * 40, "-1", "%00"])
def test_what_is_no_story_is_not_found(client: Visitor, number: str) -> None:
    assert client.get(f"/story/{number}").status_code == 404


@pytest.mark.parametrize(
    ("hours", "published", "persian", "english"),
    [
        (0.0, "2018-06-16", "", ""),
        (0.2, "2018-06-16", "۱۲ دقیقه", "12 min"),
        (5.4, "2018-06-16", "۵ ساعت", "5 h"),
        (72.0, "2018-06-19", "۳ روز", "3 days"),
        (None, "2018-06-18", "۲ روز", "2 days"),
        (None, "2018-06-16", "", ""),
        (None, None, "", ""),
    ],
)
def test_delays(hours: float | None, published: str | None, persian: str, english: str) -> None:
    assert delay(hours, published, "2018-06-16T10:00:00+04:30", FA) == persian
    assert delay(hours, published, "2018-06-16T10:00:00+04:30", EN) == english


def test_a_bare_day_is_drawn_at_noon() -> None:
    noon = moment("2018-06-16")
    assert noon is not None
    assert noon.isoformat().startswith("2018-06-16T12:00")
    assert moment("0621-03-19") is moment(None) is moment("gestern") is None


def _story(*headlines: str) -> Story:
    reports = tuple(
        StoryReport(
            Citation(f"r{at}", headline, headline, f"2018-06-1{at}", f"2018-06-1{at}", None, at, at),
            None,
            None,
        )
        for at, headline in enumerate(headlines)
    )
    outlets = tuple(Outlet(one.citation.outlet, 1, 0, one.citation.published, None) for one in reports)
    return Story(1, headlines[0], reports, outlets, (), (), ())


def test_one_report_makes_no_chart() -> None:
    assert drawn(_story("تنها"), FA) == ""


@given(st.text(alphabet="<>&\"'/=abپ؛ ", min_size=1, max_size=30))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_headlines_are_shown_as_they_are(hostile: str) -> None:
    made = html.fragment_fromstring(drawn(_story("یک", f"x{hostile}"), FA))
    tags = {node.tag for node in made.iter()}
    assert tags <= {
        "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "span", "bdi", "svg", "line", "a", "title",
        "circle", "rect", "text",
    }  # fmt: skip
