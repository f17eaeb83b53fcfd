"""The page of events: as a table, a map and a timeline, by what is asked for, and as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from archive.minutes import agreed, done, keep, minutes
from dabir import Place, Record
from dabir.archive import Archive
from dabir.archive.answers import happenings
from dabir.desk.events.choice import Choice
from desk.visitors import Visitor

MEETING = done("CONSULT", "بهمن کاویانی", "آرام گریگوریان", "کاویانی با گریگوریان دیدار کرد")
AGAIN = done("CONSULT", "بهمن کاویانی", "آرام گریگوریان", "کاویانی مهمان گریگوریان بود")
BLAME = done("ACCUSE", "سیمین پارسا", "بهمن کاویانی", "پارسا کاویانی را مقصر کم‌آبی دانست", status="ongoing")
YEREVAN = Place("l1", "ایروان", "city", "ARM", 616052, 40.18, 44.51, ())
VIENNA = Place("l1", "وین", "city", "AUT", 2761369, 48.2, 16.37, ())
ARMENIA = Place("l1", "ارمنستان", "country", "ARM", None, None, None, ())


def at(record: Record, place: Place) -> Record:
    """The record with its events at a place."""
    events = tuple(replace(event, place=place.name, place_id=place.id) for event in record.events)
    return replace(record, events=events, places=(place,))


@pytest.fixture
def visitor(store: Archive) -> Iterator[Visitor]:
    """A visitor of an archive of some events, on either database."""
    keep(
        store,
        at(minutes("visit", "2018-04-17T11:00:00+04:30", MEETING), YEREVAN),
        at(minutes("again", "2018-04-17T18:00:00+04:30", AGAIN, agency="آوا"), YEREVAN),
        at(minutes("water", "2018-05-02", BLAME), ARMENIA),
        minutes("bridge", "2018-05-03", agreed("ایران", "ارمنستان", "دو کشور دربارهٔ پل توافق کردند")),
    )
    with Visitor(store) as opened:
        yield opened


def page(visitor: Visitor, query: str = "", language: str = "fa") -> Any:
    visitor.cookies.set("language", language)
    answer = visitor.get(f"/events{query}")
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def rows(tree: Any) -> list[list[str]]:
    return [
        [words(cell) for cell in row.xpath("td")] for row in tree.xpath("//table[@role='table']/tbody/tr")
    ]


def kinds(tree: Any) -> list[str]:
    return [row[1] for row in rows(tree)]


def notices(tree: Any) -> list[str]:
    return [words(each) for each in tree.xpath("//*[@role='status']")]


# The table --------------------------------------------------------------------------------------------------------------


def test_the_table_tells_who_did_what_to_whom_when_and_where(visitor: Visitor) -> None:
    tree = page(visitor)
    agreement, blame, meeting = rows(tree)
    assert agreement[:5] == ["۱۳ اردیبهشت ۱۳۹۷", "توافق", "ایران", "ارمنستان", ""]
    assert blame[:5] == ["۱۲ اردیبهشت ۱۳۹۷", "انتقاد جاری", "سیمین پارسا", "بهمن کاویانی", "ارمنستان"]
    assert meeting[:5] == ["۲۸ فروردین ۱۳۹۷", "دیدار و گفت‌وگو", "بهمن کاویانی", "آرام گریگوریان", "ایروان"]
    assert meeting[5].startswith("کاویانی با گریگوریان دیدار کرد")


def test_what_several_reports_tell_is_one_row_with_its_sources(visitor: Visitor) -> None:
    row = page(visitor, "?type=CONSULT").xpath("//table[@role='table']/tbody/tr")[0]
    assert row.xpath(".//li//a/@href") == ["/report/visit", "/report/again"]
    assert [href.split("/")[1] for href in row.xpath("td[@class='who']//a/@href")] == ["person", "person"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?type=CONSULT", ["دیدار و گفت‌وگو"]),
        ("?status=ongoing", ["انتقاد جاری"]),
        ("?about=پارسا", ["انتقاد جاری"]),
        ("?about=ارمنستان&place=", ["توافق"]),
        ("?place=ارمنستان", ["انتقاد جاری", "دیدار و گفت‌وگو"]),
        ("?after=1397/02/13", ["توافق"]),
        ("?before=2018-04", ["دیدار و گفت‌وگو"]),
        ("?after=اردیبهشت ۱۳۹۷&before=1397", ["توافق", "انتقاد جاری"]),
        ("?q=پل", ["توافق"]),
        ("?q=پل&type=CONSULT", []),
        ("?type=DANCE&status=maybe&view=globe", ["توافق", "انتقاد جاری", "دیدار و گفت‌وگو"]),
    ],
)
def test_the_fields_bind(visitor: Visitor, query: str, found: list[str]) -> None:
    assert kinds(page(visitor, query)) == found


def test_the_form_shows_what_was_asked(visitor: Visitor) -> None:
    tree = page(
        visitor, "?q=پل&about=ایران&place=x&type=AGREE&status=happened&after=1396&before=1398&view=timeline"
    )
    form = tree.xpath("//form[@class='ask']")[0]
    assert dict(form.form_values()) == {
        "view": "timeline", "q": "پل", "about": "ایران", "place": "x", "type": "AGREE", "status": "happened",
        "after": "1396", "before": "1398",
    }  # fmt: skip
    labelled = set(form.xpath(".//label/@for"))
    assert labelled == set(
        form.xpath(".//input[@type!='hidden']/@id | .//input[not(@type)]/@id | .//select/@id")
    )


def test_the_types_are_counted_and_lead_to_each(visitor: Visitor) -> None:
    tree = page(visitor, "?type=AGREE")
    lines = {
        words(row.xpath(".//a")[0]): words(row.xpath("td")[0])
        for row in tree.xpath("//*[@class='bars']/tbody/tr")
    }
    assert lines == {"دیدار و گفت‌وگو": "۲", "انتقاد": "۱", "توافق": "۱"}
    assert "/events?type=CONSULT" in tree.xpath("//*[@class='bars']//a/@href")
    assert "/events" in tree.xpath("//section[@aria-labelledby='totals']//p/a/@href")


def test_long_lists_have_pages(visitor: Visitor, store: Archive) -> None:
    days = [(date(2017, 1, 1) + timedelta(days=n)).isoformat() for n in range(60)]
    keep(store, *(minutes(f"r{day}", day, done("AID", "ایران", "", f"کمک در {day}")) for day in days))
    first, second = page(visitor), page(visitor, "?page=2")
    assert len(rows(first)) == 39  # forty tellings, two of them of one event
    assert words(first.xpath("//*[@class='shown']/p")[0]) == "۶۴ رویداد"
    assert first.xpath("//a[@rel='next']/@href") == ["/events?page=2"]
    assert second.xpath("//a[@rel='prev']/@href") == ["/events"]
    assert not second.xpath("//a[@rel='next']")


def test_it_is_told_where_there_are_more(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(happenings, "MOST", 2)
    assert "۲ رویداد تازه‌تر؛ بیش از این هست" in words(page(visitor).xpath("//*[@class='shown']/p")[0])


# What is wrong ----------------------------------------------------------------------------------------------------------


def test_what_is_no_day_is_told_and_binds_nothing(visitor: Visitor) -> None:
    tree = page(visitor, "?after=هرگز&type=AGREE")
    assert notices(tree) == ["«هرگز» روز، ماه یا سالی نیست؛ مانند ۱۳۹۷، ۱۳۹۷/۰۱/۲۷ یا 2018-04-16 بنویسید."]
    assert kinds(tree) == ["توافق"]


def test_nobody_of_a_name_and_a_wrong_question_are_told_on_the_page(visitor: Visitor) -> None:
    assert "names nobody «کیومرث»" in notices(page(visitor, "?about=کیومرث"))[0]
    assert "type:DANCE" in notices(page(visitor, "?q=type:DANCE"))[0]


def test_an_empty_archive_has_no_events(store: Archive) -> None:
    with Visitor(store) as opened:
        for view in ("table", "map", "timeline"):
            assert (
                words(page(opened, f"?view={view}").xpath("//*[@class='empty']")[0])
                == "هنوز رویدادی در این بایگانی نیست."
            )
        assert (
            words(page(opened, "?type=AID").xpath("//*[@class='empty']")[0])
            == "رویدادی با این نشانه‌ها یافت نشد."
        )


def test_a_page_beyond_all_pages_is_refused_in_words(visitor: Visitor) -> None:
    assert rows(page(visitor, "?page=50")) == []


# The map and the timeline -----------------------------------------------------------------------------------------------


def test_the_map_shows_where_events_took_place(visitor: Visitor) -> None:
    tree = page(visitor, "?view=map")
    links = tree.xpath("//svg[contains(@class, 'map')]//a")
    assert [link.get("aria-label") for link in links] == ["ایروان: ۲", "ارمنستان: ۱"]
    assert parse_qs(urlsplit(links[0].get("href")).query) == {"place": ["ایروان"]}
    assert tree.xpath("//*[@class='areas']/a[@aria-current]/text()") == ["غرب آسیا"]
    places = tree.xpath("//section[@aria-labelledby='places']")[0]
    assert "جای ۳ رویداد گفته شده است" in words(places)


def test_the_world_is_shown_where_events_are_far_away_or_it_is_asked_for(
    visitor: Visitor, store: Archive
) -> None:
    def area(query: str) -> list[str]:
        return page(visitor, query).xpath("//*[@class='areas']/a[@aria-current]/text()")

    assert area("?view=map&area=world") == ["جهان"]
    keep(
        store,
        *(at(minutes(f"v{n}", "2018-06-01", replace(MEETING, words=f"دیدار {n}")), VIENNA) for n in range(5)),
    )
    assert area("?view=map") == ["جهان"]
    assert "۵ رویداد بیرون از این نقشه است" in words(page(visitor, "?view=map&area=region"))


def test_events_of_no_place_have_no_map(visitor: Visitor) -> None:
    tree = page(visitor, "?view=map&type=AGREE")
    assert words(tree.xpath("//*[@class='empty']")[0]) == "خبرها جای این رویدادها را نگفته‌اند."
    assert not tree.xpath("//svg[contains(@class, 'map')]")


def test_the_timeline_tells_days_in_order_and_has_a_calendar(visitor: Visitor) -> None:
    tree = page(visitor, "?view=timeline")
    assert [words(day) for day in tree.xpath("//ol[@class='line']/li/h2")] == [
        "۱۳ اردیبهشت ۱۳۹۷ (۳ مه ۲۰۱۸)",
        "۱۲ اردیبهشت ۱۳۹۷ (۲ مه ۲۰۱۸)",
        "۲۸ فروردین ۱۳۹۷ (۱۷ آوریل ۲۰۱۸)",
    ]
    labels = tree.xpath("//table[@class='calendar']//a/@aria-label")
    assert labels == ["۲۸ فروردین ۱۳۹۷: ۲", "۱۲ اردیبهشت ۱۳۹۷: ۱", "۱۳ اردیبهشت ۱۳۹۷: ۱"]
    day = page(visitor, tree.xpath("//table[@class='calendar']//a/@href")[0].removeprefix("/events"))
    assert [words(each) for each in day.xpath("//ol[@class='line']/li/h2")] == [
        "۲۸ فروردین ۱۳۹۷ (۱۷ آوریل ۲۰۱۸)"
    ]


def test_the_page_is_told_in_english(visitor: Visitor) -> None:
    tree = page(visitor, "?type=AGREE", "en")
    assert rows(tree)[0][:2] == ["3 May 2018", "agreement"]
    told = tree.xpath("//td[contains(@class, 'told')]/p")[0]
    assert (told.get("lang"), told.get("dir")) == ("fa", "rtl")
    assert [words(each) for each in tree.xpath("//nav[@class='tabs']/a")] == ["Table", "Map", "Timeline"]


# Files ------------------------------------------------------------------------------------------------------------------


def test_the_file_holds_what_the_page_shows(visitor: Visitor) -> None:
    answer = visitor.get("/events.csv", params={"type": "CONSULT", "about": "کاویانی"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="events.csv"'
    (row,) = csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert (row["type"], row["place"], row["reports"]) == ("CONSULT", "ایروان", "visit; again")


def test_the_links_to_files_ask_for_the_same(visitor: Visitor) -> None:
    tree = page(visitor, "?type=CONSULT&about=بهمن کاویانی&after=1397&q=پل OR دیدار&view=map")
    own, polecat, table = (urlsplit(href) for href in tree.xpath("//ul[@class='files']//a/@href"))
    assert parse_qs(own.query) == {
        "type": ["CONSULT"], "about": ["بهمن کاویانی"], "after": ["1397"], "q": ["پل OR دیدار"],
    }  # fmt: skip
    assert polecat.path == "/export/polecat"
    assert parse_qs(polecat.query) == {
        "q": ['(پل OR دیدار) about:"بهمن کاویانی" type:CONSULT'],
        "after": ["1397"],
    }
    assert table.path == "/export/csv"


@given(
    fields=st.fixed_dictionaries(
        {name: st.text(max_size=12) for name in ("q", "about", "place", "after", "type")}
    )
)
def test_a_choice_becomes_a_question_that_can_be_asked(fields: dict[str, str]) -> None:
    (question,) = parse_qs(f"{Choice(**fields).reports()}&x=", keep_blank_values=True)["q"]
    assert question.count('"') % 2 == fields["q"].strip().count('"') % 2


# Hostile words ----------------------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(hostile=st.text(st.sampled_from("<>\"'&;/=ab \u200e"), min_size=1, max_size=20))
def test_what_is_asked_never_becomes_a_tag(client: Visitor, hostile: str) -> None:
    def tags(words: str) -> set[str]:
        fields = {"q": words, "about": words, "place": words, "after": words, "before": words, "view": words}
        answer = client.get("/events", params=fields)
        assert answer.status_code == 200
        return {str(each.tag) for each in html.fromstring(answer.content).iter()}

    assert tags(hostile) <= tags("ااا") | tags("")


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</td></table><b>"]
)
@pytest.mark.parametrize("view", ["table", "map", "timeline"])
def test_what_reports_say_never_becomes_a_tag(store: Archive, hostile: str, view: str) -> None:
    def tags(words: str) -> list[str]:
        deed = done("CONSULT", f"بهمن {words}", f"آرام {words}", words)
        keep(store, at(minutes("same", "2018-04-17", deed, agency=words), replace(YEREVAN, name=words)))
        with Visitor(store) as opened:
            return [str(each.tag) for each in page(opened, f"?view={view}").iter()]

    tame = tags("دیدار کردند")
    assert tags(hostile) == tame
