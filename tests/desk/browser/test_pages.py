"""Every page as people of all kinds meet it: on a desk and on a phone, in both languages, in light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from dabir.desk.language import interface
from desk.browser.news import GRIGORIAN, KAVIANI, QUOTATION
from desk.browser.serving import Desk, Opens
from desk.browser.watching import PHONE, Watch, barriers, beyond, unfold, unlike_a_page
from desk.visitors import PASSWORD, account

T = interface("fa")
ASKED = f"words={QUOTATION}&speaker={GRIGORIAN}"

# The pages that most people see.
MAIN = {
    "start": "/",
    "search": "/search?q=پل",
    "report": "/report/meeting",
    "person": "{person}",
    "between": "/between?one=ایران&other=ارمنستان",
    "story": "{story}",
    "events": "/events",
    "map": "/events?view=map",
    "timeline": "/events?view=timeline",
    "quote": f"/quote?{ASKED}",
    "promises": "/promises",
    "add": "/add",
    "sign-in": "/sign-in",
}
FURTHER = {
    "search without a question": "/search",
    "search with filters": "/search?q=پل agency:پیک از:1397&order=newest",
    "search without an answer": "/search?q=زرافه agency:پیک&way=words",
    "search that cannot be asked": "/search?q=on:دیروز",
    "saved": "/saved?done=saved",
    "original writing": "/report/damaged?writing=original",
    "long words": "/report/long",
    "correcting": "/report/meeting?correct=s1",
    "versions": "/report/market?compare=1",
    "people": "/person",
    "people of one name": "/person?name=کاویانی",
    "nobody": "/person?name=کاوانی",
    "statements": "{person}?view=statements&act=promise&after=1397",
    "met": "{person}?view=met",
    "commitments": "{person}?view=promises",
    "contradictions": "{person}?view=contradictions",
    "decisions": "{person}?view=edit",
    "merging": "{person}/merge?with=آرام گریگوریان",
    "splitting": "{person}/split",
    "between nobody": "/between?one=ایران&other=کاوانی&after=دیروز",
    "between: positions": "/between?one=کاویانی&other=گریگوریان&view=positions",
    "stories": "/stories",
    "no events": "/events?type=SANCTION&after=دیروز",
    "quote alone": "/quote",
    "quote too short": "/quote?words=سلام",
    "quote that nobody said": "/quote?words=بهای سیب‌زمینی در بازار میوه گران شده است",
    "no promises": "/promises?about=کاوانی",
    "account": "/account",
    "accounts": "/accounts",
    "audit": "/audit",
    "api": "/api/docs",
}


def address(desk: Desk, path: str) -> str:
    return path.format(person=desk.person(KAVIANI) if "{person}" in path else "", story=desk.story())


def unfit(page: Page, language: str = "fa") -> list[str]:
    """What is wrong with a page that is open, with all that is folded on it open too."""
    folded = beyond(page)
    unfold(page)
    return [*unlike_a_page(page, language), *folded, *beyond(page), *barriers(page)]


def narrow(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    return page


@pytest.mark.parametrize("name", [*MAIN, *FURTHER])
def test_a_page_shuts_nobody_out(reading: Desk, visit: Opens, name: str) -> None:
    page = visit(reading, address(reading, {**MAIN, **FURTHER}[name]))
    wide = unfit(page) if name in MAIN else beyond(page)
    assert [*wide, *unfit(narrow(page))] == []


@pytest.mark.parametrize("name", MAIN)
def test_nor_does_it_in_english_and_in_the_dark(reading: Desk, visit: Opens, name: str) -> None:
    page = visit(reading, address(reading, MAIN[name]), language="en")
    wide = beyond(page)
    page.emulate_media(color_scheme="dark")
    assert [*unfit(narrow(page), "en"), *wide] == []


@pytest.mark.parametrize(
    ("path", "status"), [("/report/none", 404), ("/search?page=99", 400), ("/accounts/7", 400)]
)
def test_a_refusal_is_a_page_as_well(
    reading: Desk, visit: Opens, watch: Watch, path: str, status: int
) -> None:
    watch.expected.add(status)
    page = visit(reading, path)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == status
    assert unfit(page) == []
    assert unfit(narrow(page)) == []
    page.get_by_role("link", name=T("error.home")).click()
    assert page.url == f"{reading.address}/"


def test_the_pages_of_accounts_shut_nobody_out(desk: Desk, visit: Opens, watch: Watch) -> None:
    account(desk.archive, "سارا", "administrator")
    account(desk.archive, "bahman", "reader")
    watch.expected.add(403)
    page = visit(desk, "/sign-in?back=/account")
    for password, then in (("نادرست", page.get_by_role("alert")), (PASSWORD, page.locator("#tokens"))):
        page.get_by_label(T("sign_in.name")).fill("سارا")
        page.get_by_label(T("sign_in.password")).fill(password)
        page.get_by_role("button", name=T("sign_in.go")).click()
        then.wait_for()
        assert unfit(page) == []
    page.get_by_label(T("account.token_name")).fill("کارنامه")
    page.get_by_role("button", name=T("account.make")).click()
    page.get_by_label(T("account.token"), exact=True).wait_for()
    assert unfit(narrow(page)) == []
    for path in ("/accounts", "/accounts/2", "/audit"):
        page.goto(path)
        assert unfit(page) == []
