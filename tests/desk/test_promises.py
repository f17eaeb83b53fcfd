"""The page of promises and agreements: its states, its filters, and what it says where there is nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from archive.minutes import Line, keep, minutes, promised, said
from dabir.archive import Archive
from dabir.archive.following.followup import follow
from desk.visitors import Visitor

KAVIANI, PARSA = "بهمن کاویانی", "سیمین پارسا"
AIRPORT = "فرودگاه تازه شهر لار تا پایان سال به بهره‌برداری می‌رسد"
PLAIN = Line("plain", "خبرنگاران پرسش‌های بسیاری داشتند")


@pytest.fixture
def followed(client: Visitor, archive: Archive) -> Visitor:
    """A visitor of a desk where one more promise was given, and carried out."""
    keep(
        archive,
        minutes("airport", "2018-05-11", promised(PARSA, AIRPORT), PLAIN),
        minutes("opened", "2018-08-01", said(PARSA, "فرودگاه تازه شهر لار به بهره‌برداری رسید و افتتاح شد")),
    )
    follow(archive)
    return client


def page(visitor: Visitor, query: str = "", language: str = "fa") -> Any:
    """The page as a tree; there must be one."""
    visitor.cookies.set("language", language)
    answer = visitor.get(f"/promises{query}")
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def entries(tree: Any) -> list[str]:
    return [" ".join(node.text_content().split()) for node in tree.xpath("//ol[@class='undertakings']/li")]


def test_open_ones_come_by_age(followed: Visitor) -> None:
    tree = page(followed)
    assert [node.text.strip() for node in tree.xpath("//nav[@class='tabs']/a[@aria-current='page']")] == [
        "باز"
    ]
    sources = tree.xpath("//ol[@class='undertakings']/li//span[@class='source']/a/@href")
    assert list(dict.fromkeys(sources)) == ["/report/meeting", "/report/opening", "/report/drought"]
    assert "/report/airport" not in sources


def test_what_was_carried_out_stands_with_the_report_that_says_so(followed: Visitor) -> None:
    (entry,) = entries(page(followed, "?state=carried+out"))
    assert "انجام شد" in entry
    assert "افتتاح شد" in entry
    (entry,) = entries(page(followed, "?state=carried+out", "en"))
    assert "carried out" in entry


def test_what_is_overdue(followed: Visitor) -> None:
    entry, *_ = entries(page(followed, "?state=overdue"))
    assert "هزینۀ پل را می‌پردازیم" in entry
    assert "سررسیدگذشته" in entry


@pytest.mark.parametrize("state", ["denied", "broken", "repeated"])
def test_a_state_of_nothing(followed: Visitor, state: str) -> None:
    tree = page(followed, f"?state={state}")
    assert entries(tree) == []
    assert "تعهدی با این شرط‌ها نیست" in tree.text_content()


def test_of_somebody_and_of_days(followed: Visitor) -> None:
    tree = page(followed, "?about=کاویانی&state=overdue")
    assert all(KAVIANI in entry for entry in entries(tree))
    assert tree.xpath("//h2[@id='listed']/a[starts-with(@href, '/person/')]")
    assert len(entries(page(followed, f"?about={PARSA}&state=carried+out"))) == 1
    assert entries(page(followed, "?about=کاویانی&state=carried+out")) == []
    assert entries(page(followed, "?after=1398")) == []
    assert entries(page(followed, "?before=2018-05-01")) != []
    assert entries(page(followed, "?before=2018-04-16")) == []


def test_nobody_of_a_name_and_what_is_no_day_give_notices(followed: Visitor) -> None:
    tree = page(followed, "?about=بهمن+کاوینی&after=دیروزود")
    notices = [node.text_content() for node in tree.xpath("//*[@role='status']")]
    assert any("دیروزود" in one for one in notices)
    assert any("بهمن کاوینی" in one and KAVIANI in one for one in notices)


def test_an_unknown_state_is_refused(client: Visitor) -> None:
    assert client.get("/promises?state=lost").status_code == 400


def test_the_menu_leads_here(client: Visitor) -> None:
    assert page(client).xpath("//header//a[@href='/promises']/@aria-current") == ["page"]


@given(st.text(alphabet="<>&\"'/=پب؛: \0", min_size=1, max_size=30))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_never_becomes_a_tag(client: Visitor, hostile: str) -> None:
    client.cookies.set("language", "fa")
    answer = client.get("/promises", params={"about": f"<b>{hostile}", "after": f"<i>{hostile}"})
    assert answer.status_code == 200
    assert not html.fromstring(answer.content).xpath("//main//b | //main//i | //main//script")
