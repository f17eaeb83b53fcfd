"""The page in a real browser: what is chosen lights up, and nothing is asked for from outside."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dabir.exports.page import html_page
from dabir.record import Record

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(record: Record, tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_text(html_page(record), "utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    requests: list[str] = []
    faults: list[object] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda fault: faults.append(fault))
    page.goto(address)
    yield page
    assert [url.partition("#")[0] for url in requests] == [address]
    assert faults == []
    context.close()


def lit(page: Page) -> list[str]:
    return page.locator(".report .on").all_inner_texts()


def test_the_page_reads_from_the_right(page: Page) -> None:
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    report, aside = page.locator(".report").bounding_box(), page.locator("aside").bounding_box()
    assert report
    assert aside
    assert report["x"] > aside["x"]


def test_a_statement_chosen_beside_the_text_lights_up_in_it(page: Page, record: Record) -> None:
    page.locator("aside a[href='#r1-s3']").click()
    assert lit(page) == ["اعلام کرد", record.statements[2].text]
    expect(page.locator("aside a.on")).to_have_attribute("href", "#r1-s3")
    expect(page.locator("#r1-s3")).to_be_in_viewport()
    page.keyboard.press("Escape")
    assert lit(page) == []


def test_a_person_chosen_lights_up_with_mentions_cues_and_statements(page: Page, record: Record) -> None:
    page.locator("aside a[href='#r1-p1']").click()
    assert lit(page) == ["رضا پاکدل", "گفت", record.statements[0].text]


def test_a_nested_statement_is_chosen_in_the_text(page: Page) -> None:
    page.locator("#r1-s2").click()
    assert page.url.endswith("#r1-s2")
    assert lit(page) == ["می‌گوید", "پل محکم است"]


def test_statements_are_chosen_with_the_keyboard(page: Page, record: Record) -> None:
    page.locator("#r1-s3").focus()
    page.keyboard.press("Enter")
    assert record.statements[2].text in lit(page)
    page.locator("aside a[href='#r1-s1']").focus()
    page.keyboard.press("Enter")
    assert record.statements[0].text in lit(page)
    page.go_back()
    assert record.statements[2].text in lit(page)


def test_a_link_to_a_statement_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("aside a[href='#r1-s3']").click()
    assert page.locator(".said:target").inner_text() == "عوارض كم میشود"
    context.close()


@pytest.mark.parametrize("width", [320, 800, 1400])
def test_nothing_hangs_over_the_edge(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_is_legible(browser: Browser, address: str, scheme: str) -> None:
    """The contrast of every speaker's colour with the paper is at least 4.5, as WCAG 2.2 asks of text."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(address)
    value = "name => getComputedStyle(document.documentElement).getPropertyValue(name)"
    paper = luminance(page.evaluate(value, "--paper"))
    for name in [*(f"--s{number}" for number in range(8)), "--none", "--dim", "--ink"]:
        dark, light = sorted((luminance(page.evaluate(value, name)), paper))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, name
    context.close()


def luminance(colour: str) -> float:
    """Relative luminance of a `#rrggbb` or `#rgb` colour (WCAG 2.2)."""
    digits = colour.strip().lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
