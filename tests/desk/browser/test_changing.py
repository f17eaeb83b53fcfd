"""Changing things in a browser: corrections and decisions that are taken back, and reports that are added."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import Locator, Page, expect

from dabir.archive.people.corrected import corrected
from dabir.desk.adding import intake
from dabir.desk.language import interface
from desk.browser.news import GRIGORIAN, KAVIANI
from desk.browser.serving import Desk, Opens
from desk.browser.watching import Watch

T = interface("fa")
PATIENCE = 30_000  # milliseconds for a job
NEW = "ناهید دریانورد رئیس اتحادیهٔ صیادان گفت: این بازار از هفتهٔ آینده کار می‌کند."
HEADLINE = "گشایش بازار ماهی در بندر لنگه"
# Selects words of a line of the report, as somebody does with the pointer.
_SELECT = """([line, words]) => {
    const place = (at) => {
        const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; at -= node.length, node = walk.nextNode()) {
            if (at <= node.length) return [node, at];
        }
    };
    const start = line.textContent.indexOf(words);
    getSelection().setBaseAndExtent(...place(start), ...place(start + words.length));
}"""


def entry(page: Page, statement: str) -> Locator:
    """What stands beside the text of a statement."""
    return page.locator(f".said-list > li[data-lit='{statement}']")


def words(desk: Desk, statement: str) -> str:
    """The words of a statement of «meeting», with all corrections."""
    with desk.archive.reading() as connection:
        (version,) = connection.exec_driver_sql("SELECT current FROM reports WHERE name = 'meeting'").one()
        record = corrected(connection, version, desk.archive.record("meeting")).record
    return next(one.text for one in record.statements if one.id == statement)


# Statements -------------------------------------------------------------------------------------------------------------


def test_a_speaker_is_corrected_and_the_correction_taken_back(desk: Desk, visit: Opens, watch: Watch) -> None:
    watch.expected.add(400)
    page = visit(desk, "/report/meeting")
    one = entry(page, "s1")
    expect(one.locator(".name")).to_have_text(KAVIANI)
    one.get_by_role("link", name=T("report.correct_this", number=1)).click()
    expect(page.locator("#correct")).to_be_in_viewport()
    page.get_by_role("button", name=T("report.save_speaker")).click()
    expect(page.get_by_role("alert")).to_have_text(T("report.same_speaker"))
    speaker = page.get_by_label(T("report.speaker"), exact=True)
    speaker.select_option(label=speaker.locator("option").filter(has_text=GRIGORIAN).inner_text())
    page.get_by_role("button", name=T("report.save_speaker")).click()
    page.wait_for_url("**/report/meeting#s1")
    expect(one.locator(".name")).to_have_text(GRIGORIAN)
    expect(one.get_by_text(T("report.corrected"), exact=True)).to_be_visible()
    one.get_by_role("button", name=T("report.undo")).click()
    expect(one.locator(".name")).to_have_text(KAVIANI)
    expect(one.get_by_text(T("report.corrected"), exact=True)).to_have_count(0)


def test_the_bounds_of_a_statement_are_written_or_picked_in_the_text(desk: Desk, visit: Opens) -> None:
    whole = words(desk, "s1")
    shorter, shortest = " ".join(whole.split()[:6]), " ".join(whole.split()[1:4])
    page = visit(desk, "/report/meeting?correct=s1")
    page.get_by_label(T("report.ends")).fill(" ".join(shorter.split()[-2:]))
    page.get_by_role("button", name=T("report.save_bounds")).click()
    page.wait_for_url("**/report/meeting#s1")
    assert words(desk, "s1") == shorter
    page.goto("/report/meeting?correct=s1")
    picked = page.get_by_role("button", name=T("report.picked"))
    expect(picked).to_be_disabled()
    line = page.locator(".report [data-start]").filter(has=page.locator("#s1"))
    text = line.evaluate("(one) => one.textContent")
    start = text.index(shorter)
    page.evaluate(
        _SELECT,
        [line.element_handle(), text[start : start + len(shorter)].partition(" ")[2][: len(shortest)]],
    )
    picked.click()
    page.wait_for_url("**/report/meeting#s1")
    assert words(desk, "s1") == shortest
    expect(page.locator("#s1")).to_have_text(shortest)


# Persons ----------------------------------------------------------------------------------------------------------------


def test_two_names_are_taken_for_one_and_parted_again(desk: Desk, visit: Opens) -> None:
    stays, goes = desk.person(KAVIANI), desk.person(GRIGORIAN)
    page = visit(desk, stays)
    page.get_by_role("link", name=T("person.view_edit")).click()
    page.get_by_label(T("deciding.merge_with")).fill(GRIGORIAN)
    page.get_by_role("button", name=T("deciding.merge_go")).click()
    expect(page.get_by_role("heading", level=2)).to_have_text([KAVIANI, GRIGORIAN])
    expect(page.get_by_role("radio").first).to_be_checked()
    page.get_by_role("button", name=T("deciding.confirm")).click()
    expect(page.get_by_role("status")).to_be_visible()
    page.goto(goes)
    assert page.url == f"{desk.address}{stays}"
    page.get_by_role("link", name=T("person.view_edit")).click()
    page.get_by_role("button", name=T("deciding.undo_this", number=1)).click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.get_by_role("button", name=T("deciding.undo_this", number=1))).to_have_count(0)
    page.goto(goes)
    expect(page.get_by_role("heading", level=1)).to_have_text(GRIGORIAN)


# Adding -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Holds every job before its last stage, until it is set."""
    gate, follow = threading.Event(), intake.follow

    def waits(*arguments: object, **more: object) -> None:
        assert gate.wait(30)
        follow(*arguments, **more)

    monkeypatch.setattr(intake, "follow", waits)
    return gate


def test_a_text_is_added_while_its_page_tells_how_far_it_is(
    desk: Desk, visit: Opens, held: threading.Event
) -> None:
    page = visit(desk, "/add")
    page.get_by_label(T("add.headline")).fill(HEADLINE)
    page.get_by_label(T("add.text"), exact=True).fill(NEW)
    page.get_by_label(T("add.agency")).fill("موج")
    page.get_by_label(T("add.date")).fill("۱۳۹۷/۳/۱")
    page.locator("form[action='/add/text'] button").click()
    page.wait_for_url("**/add/jobs/1")
    page.evaluate("document.body.dataset.stays = ''")
    expect(page.locator("#progress")).to_contain_text(T("add.stage_following"), timeout=PATIENCE)
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("#progress .tally dd")).to_have_text([T.number(1)])
    held.set()
    expect(page.locator("#said")).to_contain_text(T("add.done"), timeout=PATIENCE)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.locator("body[data-stays]")).to_have_count(1)  # it was not loaded anew
    page.locator("#found").get_by_role("link", name=HEADLINE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(page.locator(".said-list")).to_contain_text("ناهید دریانورد")


def test_a_file_is_added_and_what_cannot_be_read_is_told(desk: Desk, visit: Opens) -> None:
    page = visit(desk, "/add")
    page.get_by_label(T("add.files")).set_input_files(
        [
            {"name": "بازار.txt", "mimeType": "text/plain", "buffer": f"{HEADLINE}\n{NEW}".encode()},
            {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""},
        ]
    )
    page.locator("form[action='/add/files'] button").click()
    expect(page.locator("#said")).to_contain_text(T("add.done"), timeout=PATIENCE)
    expect(page.locator("#progress .tally dd")).to_have_text([T.number(1), T.number(1)])
    expect(page.locator("#failed")).to_contain_text("empty.txt")
    page.get_by_role("searchbox").fill("ماهی بندر لنگه")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("article h3 a").first).to_have_text(HEADLINE)


def test_too_large_a_file_is_told_of_before_it_is_sent(desk: Desk, visit: Opens) -> None:
    page = visit(desk, "/add")
    field = page.get_by_label(T("add.files"))
    field.evaluate("(one) => { one.dataset.limit = 10; }")
    field.set_input_files([{"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 11}])
    assert field.evaluate("(one) => one.validationMessage") == field.get_attribute("data-told")
    page.locator("form[action='/add/files'] button").click()
    assert page.url == f"{desk.address}/add"
    field.set_input_files([{"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 10}])
    assert field.evaluate("(one) => one.validity.valid")
