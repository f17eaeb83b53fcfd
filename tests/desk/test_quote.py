"""The quote check: who said words, where first, how they changed, and what it says where there is nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote as quoted

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from archive.minutes import Line, keep, minutes, said
from dabir.archive import Archive
from dabir.desk.pages.quote import ADDRESSED
from desk.visitors import Visitor

KAVIANI, PARSA = "بهمن کاویانی", "سیمین پارسا"
SCHOOL = "مدرسه‌های روستایی در تابستان بازسازی می‌شود و خیران بندر پول نقاشی دیوارها را می‌دهند"
AUTUMN = SCHOOL.replace("تابستان", "پاییز")


def plain(words: str) -> Line:
    return Line("plain", words)


@pytest.fixture
def told(client: Visitor, archive: Archive) -> Visitor:
    """A visitor of a desk where a quotation went round."""
    keep(
        archive,
        minutes(
            "q1",
            "2018-06-16",
            said(KAVIANI, SCHOOL),
            plain("باران از بامداد می‌بارید و راه بسته بود"),
            agency="کرانه",
        ),
        minutes("q2", "2018-06-17", said(PARSA, AUTUMN), plain("نشست با سرود کودکان آغاز شد"), agency="نسیم"),
        minutes(
            "q3",
            "2018-06-18",
            said(KAVIANI, SCHOOL.replace("بازسازی می‌شود", "بازسازی نمی‌شود"), act="denial"),
            plain("خبرنگاران از هزینه‌ها و پیمانکار پرسیدند و پاسخی نشنیدند"),
        ),
    )
    return client


def page(visitor: Visitor, path: str, language: str = "fa") -> Any:
    """The page as a tree; there must be one."""
    visitor.cookies.set("language", language)
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def checked(visitor: Visitor, words: str, speaker: str = "", language: str = "fa") -> Any:
    return page(visitor, f"/quote?words={quoted(words)}&speaker={quoted(speaker)}", language)


def words(tree: Any, path: str) -> str:
    return " ".join(" ".join(node.text_content() for node in tree.xpath(path)).split())


def verdict(tree: Any) -> str:
    return words(tree, "//p[@class='sentence']").replace("\u2068", "").replace("\u2069", "")


def test_the_form_alone(client: Visitor) -> None:
    tree = page(client, "/quote")
    assert tree.xpath("//form[@action='/quote']//textarea[@id='words']")
    assert not tree.xpath("//p[@class='sentence']")
    assert not tree.xpath("//*[@role='alert']")


def test_who_said_so_and_where_first(told: Visitor) -> None:
    tree = checked(told, SCHOOL)
    assert verdict(tree) == "بهمن کاویانی همین را گفته است."
    assert tree.xpath("//p[@class='whence']//a/@href") == ["/report/q1"]
    assert verdict(checked(told, SCHOOL, language="en")) == "بهمن کاویانی said so."


def test_altered_words_are_marked_against_what_was_asked(told: Visitor) -> None:
    tree = checked(told, SCHOOL.replace("تابستان", "زمستان"), KAVIANI)
    assert verdict(tree) == "بهمن کاویانی چنین سخنی گفته است، اما نه با همین واژه‌ها."
    first = tree.xpath("//div[@id='first']")[0]
    assert "زمستان" in words(first, ".//del")
    assert "تابستان" in words(first, ".//ins")
    assert "کم‌شده:" in words(first, ".//del/span[@class='hidden']")
    assert "خط‌خورده: در نقل‌قول شما هست" in words(tree, "//section[@aria-labelledby='original']")


def test_how_the_words_drifted(told: Visitor) -> None:
    tree = checked(told, SCHOOL)
    steps = tree.xpath("//section[@aria-labelledby='steps']/ol/li")
    assert [step.get("id") for step in steps] == ["t1", "t2"]
    assert "پاییز" in words(steps[0], ".//ins")
    assert "نمی‌شود" in words(steps[1], ".//ins")
    assert "تکذیب" in words(steps[1], ".//span")
    drawn = tree.xpath("//section[@aria-labelledby='drift']//*[local-name()='a']/@href")
    assert drawn == ["#first", "#t1", "#t2"]


def test_the_words_of_somebody_else(told: Visitor) -> None:
    tree = checked(told, AUTUMN, "نینو گلادزه")
    assert verdict(tree).startswith("از نینو گلادزه چنین گفته‌ای یافت نشد؛")
    assert KAVIANI in words(tree, "//section[@aria-labelledby='credited']")
    assert PARSA in words(tree, "//section[@aria-labelledby='credited']")


def test_nothing_found_shows_what_is_near(told: Visitor) -> None:
    tree = checked(told, "قیمت سیب زمینی در بازار میوه شهر ما بسیار گران شده")
    assert verdict(tree) == "این نقل‌قول در هیچ خبری یافت نشد."
    assert "نشان آن نیست که گفته نشده است" in words(tree, "//main")


@pytest.mark.parametrize(
    ("asked", "notice"),
    [
        ("سلام", "کوتاه است"),
        ("«؟!»", "کوتاه است"),
        ("کاویانی: سلام", "کوتاه است"),
        ("واژه " * 401, "بلند است"),
    ],
)
def test_what_cannot_be_checked_gives_a_notice(told: Visitor, asked: str, notice: str) -> None:
    told.cookies.set("language", "fa")
    answer = told.post("/quote", data={"words": asked})
    if answer.status_code == 303:
        answer = told.get(answer.headers["location"])
    assert answer.status_code == 200
    tree = html.fromstring(answer.content)
    assert notice in words(tree, "//*[@role='alert']")
    assert tree.xpath("//textarea/@aria-invalid") == ["true"]


def test_a_pasted_quotation_gets_an_address(told: Visitor) -> None:
    answer = told.post("/quote", data={"words": f" {SCHOOL} ", "speaker": KAVIANI})
    assert answer.status_code == 303
    assert verdict(page(told, answer.headers["location"])) == "بهمن کاویانی همین را گفته است."
    assert told.post("/quote", data={}).headers["location"] == "/quote"


def test_a_long_quotation_is_shown_as_it_was_sent(told: Visitor) -> None:
    told.cookies.set("language", "fa")
    long = f"{SCHOOL} {'و دیگر هیچ ' * 60}"
    assert len(long) > ADDRESSED
    answer = told.post("/quote", data={"words": long})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    tree = html.fromstring(answer.content)
    assert tree.xpath("//textarea")[0].text.strip() == long.strip()
    assert verdict(tree)


@given(st.text(alphabet="<>&\"'/=پب؛: \0\n", max_size=40), st.sampled_from(["", "<b>x</b>", "\"'>"]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_asked_never_becomes_a_tag(told: Visitor, hostile: str, speaker: str) -> None:
    tree = checked(told, f"{SCHOOL} <b>پ</b> {hostile}", f"{KAVIANI}{speaker}")
    assert not tree.xpath("//main//b | //main//script | //main//i")
