"""Other ways through the desk: by the keyboard alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from dabir.desk.language import interface
from desk.browser.news import KAVIANI
from desk.browser.serving import Desk, Opens

T = interface("fa")
_MOST = 200  # keys that lead to anything on a page of the tests
# What has the focus: its address within the page for tests, whether one sees that it has it, and whether it is in sight.
_FOCUS = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const drawn = [...one.querySelectorAll(":scope > .hit")].some((shape) => getComputedStyle(shape).stroke !== "none");
    const ring = drawn || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const name = `${one.tagName} ${one.id || one.getAttribute("href") || one.textContent.trim().slice(0, 30)}`;
    const seen = ring || style.boxShadow !== "none";
    return { body: one === document.body, skip: one.className === "skip", name, seen, inside };
}"""
_FOCUSED = "(one) => one === document.activeElement"
# What a page lets the keyboard reach.
_REACHABLE = """() => [...document.querySelectorAll(
    "a[href], input, select, textarea, button, summary, [tabindex='0']"
)].filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden" && !one.disabled)
    .length"""


def tabs(page: Page) -> Iterator[None]:
    """Go on from one thing to the next by the key, as far as the page's end; each must show that it has the focus."""
    for number in range(_MOST):
        page.keyboard.press("Tab")
        now = page.evaluate(_FOCUS)
        if now["body"] or (number and now["skip"]):
            return
        assert (now["name"], now["seen"], now["inside"]) == (now["name"], True, True)
        yield
    pytest.fail("the keyboard does not come to the end of the page")


def tab_to(page: Page, goal: Locator) -> None:
    for _ in tabs(page):
        if goal.evaluate(_FOCUSED):
            return
    pytest.fail(f"the keyboard does not come to {goal}")


# The keyboard alone -----------------------------------------------------------------------------------------------------


def test_from_the_start_to_a_statement_by_the_keyboard(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/")
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("ساخت پل")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    first = page.locator("article h3 a").first
    headline = first.inner_text()
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    statement = page.locator(".said-list a.words").first
    tab_to(page, statement)
    expect(page.locator(".report .said.on")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".report .said.chosen")).to_have_count(1)
    expect(page.locator(".report .said.chosen")).to_be_in_viewport()


def test_the_first_key_leads_past_the_menu(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/promises")
    skip = page.get_by_role("link", name=T("layout.skip"))
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_the_slash_leads_to_the_search(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/promises")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("و/یا")
    expect(page.get_by_role("searchbox")).to_have_value("و/یا")


@pytest.mark.parametrize(
    "path", ["/", "/search?q=پل", "/report/meeting?correct=s1", "/events?view=map", "/add"]
)
def test_the_keyboard_reaches_everything(reading: Desk, visit: Opens, path: str) -> None:
    page = visit(reading, path)
    reached = sum(1 for _ in tabs(page))
    assert reached >= page.evaluate(_REACHABLE)


# Without JavaScript -----------------------------------------------------------------------------------------------------


@pytest.fixture
def plain(reading: Desk, visit: Opens) -> Page:
    """The first page, in a browser without JavaScript."""
    return visit(reading, "/", java_script_enabled=False)


def test_searching_and_reading_without_javascript(reading: Desk, plain: Page) -> None:
    expect(plain.get_by_role("heading", name=T("start.newest"))).to_be_visible()
    plain.get_by_role("searchbox").fill("ساخت پل")
    plain.get_by_role("search").get_by_role("button").click()
    plain.get_by_role("link", name="دیدار وزیران راه").first.click()
    said = reading.archive.record("meeting").statements[0]
    plain.locator(f".said-list a.words[href='#{said.id}']").click()
    assert plain.locator(".said:target").inner_text() == said.text
    expect(plain.locator(".said:target")).to_have_css("outline-style", "solid")
    plain.get_by_role("checkbox", name=T("report.mark_statements")).uncheck()
    plain.get_by_role("button", name=T("report.show_marks")).click()
    expect(plain.locator(".report.no-statements")).to_have_count(1)
    plain.get_by_role("link", name=T("report.original"), exact=True).click()
    expect(plain.locator(".report.no-statements .text")).to_contain_text("بهمن کاویانی")


def test_a_person_without_javascript(plain: Page) -> None:
    plain.goto("/person?name=بهمن کاویانی")
    expect(plain.get_by_role("heading", level=1)).to_have_text(KAVIANI)
    expect(plain.locator("svg.chart").first).to_be_visible()
    plain.get_by_role("link", name=T("person.view_statements"), exact=True).click()
    assert plain.locator(".sayings > li").count() > 1
