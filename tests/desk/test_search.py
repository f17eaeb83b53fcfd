"""The page of the search: questions, finds, what they fall into, and what is told when something is wrong."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as trees

from archive.minutes import Line, keep, minutes, said
from dabir.archive import Archive
from dabir.archive.finding import facets
from dabir.desk.language import interface
from dabir.desk.searching import results
from desk.visitors import Visitor


def page(client: Visitor, q: str = "", **options: object) -> Response:
    found = client.get("/search", params={"q": q, **options})
    assert found.status_code == 200
    return found


def tree(answer: Response) -> trees.HtmlElement:
    return trees.fromstring(answer.content.decode())


def headlines(answer: Response) -> list[str]:
    return [link.text_content() for link in tree(answer).cssselect(".item h3 a")]


def facet(answer: Response, kind: str) -> dict[str, tuple[str, str]]:
    """The values of a kind, each with its number and the question to which it leads."""
    found = {}
    for row in tree(answer).cssselect(f"[aria-labelledby='facet-{kind}'] li"):
        link, number = row.find("a"), row.find_class("count")[0].text_content()
        found[link.text_content()] = number, asked(link)
    return found


def asked(link: trees.HtmlElement) -> str:
    return parse_qs(urlsplit(link.get("href")).query).get("q", [""])[0]


def chips(answer: Response) -> dict[str, str]:
    """What binds, each with the question without it."""
    links = tree(answer).cssselect(".chips a")
    return {" ".join(link.text_content().split("×")[0].split()): asked(link) for link in links}


# Finding --------------------------------------------------------------------------------------------------------------


def test_finds_show_the_words_that_match(client: Visitor) -> None:
    answer = page(client, "سدها", way="words")
    assert headlines(answer) == ["هشدار درباره کمبود آب در جنوب"]
    assert "<mark>سدهای</mark>" in answer.text
    assert "یک خبر با پرسش هم‌خوان است." in answer.text


def test_the_page_speaks_english(client: Visitor) -> None:
    client.cookies.set("language", "en")
    answer = page(client, "agency:پیک place:جلفا")
    assert "One report matches." in answer.text
    assert chips(answer) == {"agency: پیک": "place:جلفا", "place: جلفا": "agency:پیک"}
    assert tree(answer).cssselect(".chips bdi[lang='fa']")
    assert "Narrow down" in page(client).text


def test_an_empty_question_lists_everything_the_newest_first(client: Visitor) -> None:
    answer = page(client, order="newest")
    assert len(headlines(answer)) == 6
    assert "۶ خبر با پرسش هم‌خوان است" in answer.text


def test_a_search_by_words_can_be_widened_to_meaning(client: Visitor) -> None:
    nothing = page(client, "saffron prices", way="words")
    assert "خبری با این پرسش یافت نشد." in nothing.text
    (link,) = tree(nothing).cssselect(".helps a")
    assert "way=meaning" in link.get("href")
    found = client.get(link.get("href"))
    assert len(headlines(found)) == 4  # the news have vectors, the minutes have none
    assert "در معنا به پرسش نزدیک‌ترند" in found.text
    assert "شمارش بر پایهٔ ۴ خبر نزدیک‌تر به پرسش است." in found.text


def test_what_keeps_reports_from_being_found_is_told(client: Visitor) -> None:
    nothing = page(client, "سد agency:نوا", way="words")
    links = {link.text_content(): asked(link) for link in tree(nothing).cssselect(".helps a")}
    assert links["بی «سد»"] == "agency:نوا"
    assert links["بی «خبرگزاری: نوا»"] == "سد"


def test_days_may_stand_in_fields_of_their_own(client: Visitor) -> None:
    answer = page(client, "گفت OR سد", after="1397-02-12", before="2018-05-02")
    assert headlines(answer) == ["هشدار درباره کمبود آب در جنوب"]
    assert len(chips(answer)) == 2


def test_pages_follow_each_other(archive: Archive, client: Visitor) -> None:
    keep(
        archive,
        *(minutes(f"n{number}", "2018-06-01", Line("plain", f"زنبورداری {number}")) for number in range(25)),
    )
    first = page(client, "زنبورداری", way="words")
    assert len(headlines(first)) == results.COUNT
    (link,) = tree(first).cssselect(".pages a")
    second = client.get(link.get("href"))
    assert len(headlines(second)) == 5
    assert not set(headlines(first)) & set(headlines(second))


# Narrowing ------------------------------------------------------------------------------------------------------------


def test_values_lead_to_the_reports_that_they_count(client: Visitor) -> None:
    everything = page(client)
    for kind in ("speaker", "agency", "place", "act"):
        for number, question in facet(everything, kind).values():
            found = page(client, question, way="words", order="newest")
            shown = interface("fa").number(len(headlines(found)))
            assert (question, shown) == (question, number)


def test_a_value_that_was_chosen_is_a_chip_that_can_be_taken_away(client: Visitor) -> None:
    number, question = facet(page(client, "پل"), "speaker")["بهمن کاویانی"]
    answer = page(client, question)
    assert question == 'پل speaker:"بهمن کاویانی"'
    assert chips(answer) == {"گوینده: بهمن کاویانی": "پل"}
    assert "بهمن کاویانی" not in facet(answer, "speaker")
    assert number == "۲"


def test_every_kind_of_filter_is_told_in_words(client: Visitor) -> None:
    answer = page(
        client, "-زعفران نوع:دیدار act:promise on:1397 after:1397-01-01 on:2018-04-17..2018-05-20 -agency:نوا"
    )
    assert list(chips(answer)) == [
        "بی: زعفران",
        "نوع: دیدار و گفت‌وگو",
        "کنش: وعده",
        "انتشار: ۱۳۹۷",
        "انتشار: از ۱ فروردین ۱۳۹۷ (۲۱ مارس ۲۰۱۸)",
        "انتشار: از ۲۸ فروردین ۱۳۹۷ (۱۷ آوریل ۲۰۱۸) تا ۳۰ اردیبهشت ۱۳۹۷ (۲۰ مه ۲۰۱۸)",
        "بی: خبرگزاری: نوا",
    ]


def test_months_are_told_in_both_calendars(client: Visitor) -> None:
    links = tree(page(client)).cssselect(".calendars a")
    assert {link.text_content(): asked(link) for link in links} == {
        "فروردین": "on:1397-01",
        "اردیبهشت": "on:1397-02",
        "آوریل": "on:2018-04",
        "مه": "on:2018-05",
    }
    assert "بهمن" not in "".join(link.text_content() for link in links)
    client.cookies.set("language", "en")
    names = [link.text_content() for link in tree(page(client)).cssselect(".calendars a")]
    assert names == ["Ordibehesht", "Farvardin", "May", "April"]


def test_years_lead_to_months(archive: Archive, client: Visitor) -> None:
    keep(archive, minutes("later", "2019-06-01", said("سیمین پارسا", "سد پر شد")))
    answer = page(client)
    assert {link.text_content() for link in tree(answer).cssselect(".calendars a")} == {
        "۱۳۹۷",
        "۱۳۹۸",
        "۲۰۱۸",
        "۲۰۱۹",
    }
    narrowed = page(client, "on:1397")
    assert asked(tree(narrowed).cssselect(".calendars a")[0]) == "on:1397-02"


def test_it_is_told_over_how_many_reports_is_counted(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST", 3)
    answer = page(client)
    assert "شمارش بر پایهٔ ۳ خبری است که دیرتر از همه رسیده‌اند." in answer.text
    assert "۶ خبر با پرسش هم‌خوان است" in answer.text


# Faults ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "persian", "english"),
    [
        ("نوع:چیز", "«چیز» برای «نوع:» شناخته نیست؛ یکی از این‌ها را بنویسید: توافق", "“چیز” is nothing that type: knows"),
        ("act:چیز", "یکی از این‌ها را بنویسید: گزارش، موضع، وعده،", "write one of report, position, promise"),
        ("on:دیروز", "«دیروز» روز نیست", "“دیروز” names no day"),
        ("on:1398..1397", "«1398..1397» پیش از آغاز خود به پایان می‌رسد", "ends before it begins"),
        ("سد گوینده:", "پس از «گوینده:» چیزی نیامده است", "speaker: stands without a value"),
        ("(" * 50 + "سد", "پرسش بیش از ۴۰ پرانتز تودرتو دارد", "nests brackets more than 40 deep"),
        ("سد " * 4000, "پرسش ۱۲٬۰۰۰ نویسه دارد؛ آن را تا ۱۰٬۰۰۰ نویسه کوتاه", "12,000 characters; shorten it to 10,000"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_of_on_the_page(
    client: Visitor, question: str, persian: str, english: str
) -> None:
    answer = page(client, question)
    notice = tree(answer).get_element_by_id("fault").text_content()
    assert persian in notice
    assert tree(answer).get_element_by_id("q").get("value") == question
    assert not headlines(answer)
    client.cookies.set("language", "en")
    assert english in tree(page(client, question)).get_element_by_id("fault").text_content()


@pytest.mark.parametrize("query", ["page=0", "page=x", "way=guess", "order=loud"])
def test_what_no_link_of_the_desk_asks_for_is_refused(client: Visitor, query: str) -> None:
    assert client.get(f"/search?{query}").status_code == 400


# Escaping -------------------------------------------------------------------------------------------------------------

HOSTILE = st.lists(
    st.sampled_from(
        ["<script>x</script>", '"', "'", "><img src=x>", "&amp;", "speaker:", "</mark>", "سد", "{{ 7 }}", "\u202e"]
    ),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip


@given(HOSTILE)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_question_becomes_a_tag(client: Visitor, question: str) -> None:
    answer = page(client, question)
    assert tree(answer).get_element_by_id("q").get("value") == question
    assert not tree(answer).cssselect("img, main script")
    assert "<img" not in answer.text


@given(HOSTILE)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_report_becomes_a_tag(archive: Archive, client: Visitor, words: str) -> None:
    record = minutes(
        "hostile", "2018-06-01", said(f"الف {words}", f"زنبور {words} {len(words)}"), agency=words
    )
    keep(archive, record)
    answer = page(client, "زنبور", way="words")
    assert headlines(answer)
    assert not tree(answer).cssselect("img, main script")
    assert all(
        html.unescape(tag).startswith(("<mark>", "</mark>"))
        for tag in re.findall(r"</?mark[^>]*>", answer.text)
    )


# Remembering ----------------------------------------------------------------------------------------------------------


def test_an_answer_is_known_again_until_the_archive_changes(archive: Archive, client: Visitor) -> None:
    first = page(client, "سد")
    headers = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/search", params={"q": "سد"}, headers=headers).status_code == 304
    keep(archive, minutes("new", "2018-06-01", said("سیمین پارسا", "سد پر شد")))
    assert client.get("/search", params={"q": "سد"}, headers=headers).status_code == 200
