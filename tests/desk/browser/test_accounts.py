"""Accounts in a browser: the first one, signing in and out, what each role may, tokens; language and colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from dabir.desk.access.accounts import Role
from dabir.desk.language import interface
from desk.browser.news import KAVIANI
from desk.browser.serving import Desk, Opens
from desk.browser.watching import Watch
from desk.visitors import PASSWORD, account

T, EN = interface("fa"), interface("en")


def sign_in(page: Page, name: str) -> None:
    page.get_by_label(T("sign_in.name")).fill(name)
    page.get_by_label(T("sign_in.password")).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=T("sign_in.go")).click()


def mine(page: Page) -> str:
    """The name of the account under which the page is shown."""
    return page.locator(".top .me").inner_text()


def test_from_the_first_account_to_signing_out(desk: Desk, visit: Opens) -> None:
    page = visit(desk, "/")
    page.get_by_role("link", name=T("layout.accounts")).click()
    page.get_by_label(T("accounts.name"), exact=True).fill("سارا")
    page.get_by_label(T("accounts.password"), exact=True).fill(PASSWORD)
    page.get_by_label(T("accounts.again")).fill(PASSWORD)
    page.get_by_role("button", name=T("accounts.add_go")).click()
    page.wait_for_url("**/sign-in?back=/accounts")
    sign_in(page, "سارا")
    page.wait_for_url("**/accounts")
    assert mine(page) == "سارا"
    assert [one["name"] for one in page.context.cookies() if one["httpOnly"]] == [
        f"session-{desk.address.rpartition(':')[2]}"
    ]
    page.locator(".top .me").click()
    page.get_by_role("button", name=T("account.out")).click()
    page.wait_for_url("**/sign-in")
    page.goto("/search")
    assert mine(page) == T("layout.sign_in")
    expect(page.get_by_role("link", name=T("layout.add"), exact=True)).to_have_count(0)


@pytest.mark.parametrize(
    ("role", "adds", "rules"),
    [("reader", False, False), ("editor", True, False), ("administrator", True, True)],
)
def test_each_sees_what_his_role_may_do(
    desk: Desk, visit: Opens, watch: Watch, role: Role, adds: bool, rules: bool
) -> None:
    account(desk.archive, "somebody", role)
    watch.expected.add(403)
    page = visit(desk, "/sign-in?back=/report/meeting")
    sign_in(page, "somebody")
    page.wait_for_url("**/report/meeting")
    assert (page.get_by_role("link", name=T("layout.add"), exact=True).count() == 1) is adds
    assert (page.locator(".said-list .mend").count() > 0) is adds
    assert (page.get_by_role("link", name=T("layout.accounts")).count() == 1) is rules
    for path, may in (("/add", adds), ("/accounts", rules), ("/audit", rules)):
        answer = page.goto(path)
        assert answer.status == (200 if may else 403)
    page.goto(desk.person(KAVIANI))
    assert (page.get_by_role("link", name=T("person.view_edit")).count() == 1) is adds


def test_who_has_not_signed_in_is_led_to_it_and_back(desk: Desk, visit: Opens) -> None:
    account(desk.archive, "editor", "editor")
    page = visit(desk, "/add")
    assert page.url == f"{desk.address}/sign-in?back=%2Fadd"
    sign_in(page, "editor")
    page.wait_for_url("**/add")
    expect(page.get_by_role("heading", level=1)).to_have_text(T("add.title"))


def test_a_token_is_made_used_and_revoked(desk: Desk, visit: Opens) -> None:
    account(desk.archive, "editor", "editor")
    page = visit(desk, "/sign-in?back=/account")
    sign_in(page, "editor")
    page.get_by_label(T("account.token_name")).fill("کارنامه")
    page.get_by_role("button", name=T("account.make")).click()
    token = page.get_by_label(T("account.token"), exact=True).input_value()
    shown = {"Authorization": f"Bearer {token}"}
    assert page.request.get("/api/search?q=پل", headers=shown).status == 200
    page.goto("/account")
    row = page.get_by_role("row").filter(has_text="کارنامه")
    expect(row).not_to_contain_text(T("account.never"))
    assert token not in page.content()
    row.get_by_role("button", name=T("account.revoke_one", name="کارنامه")).click()
    expect(page.get_by_role("status")).to_have_text(T("account.revoked"))
    assert page.request.get("/api/search?q=پل", headers=shown).status == 401


# Preferences ------------------------------------------------------------------------------------------------------------


def test_another_language_and_back_on_the_same_page(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/search?q=پل&way=words")
    here = page.url
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(EN("search.title"))
    assert page.url == here
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
    assert page.locator("article .words").first.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    page.goto("/promises")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="فارسی").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(T("promises.title"))
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"


def test_colours_are_those_of_the_machine_unless_others_are_chosen(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/stories", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    page.get_by_role("link", name=T("layout.light")).click()
    expect(page.locator(".choices [aria-current]")).to_have_text(T("layout.light"))
    assert page.evaluate(ground) == light
    page.emulate_media(color_scheme="light")
    page.get_by_role("link", name=T("layout.dark")).click()
    expect(page.locator(".choices [aria-current]")).to_have_text(T("layout.dark"))
    assert page.evaluate(ground) == dark
    page.get_by_role("link", name=T("layout.auto")).click()
    expect(page.locator(".choices [aria-current]")).to_have_text(T("layout.auto"))
    assert page.evaluate(ground) == light
