"""The first page: what came in, the stories of the day, who spoke most, what is due, how much came in over time."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from lxml import html
from sqlalchemy import text

from archive.minutes import keep, minutes, said
from dabir.archive import Archive
from dabir.archive.answers import overview
from dabir.desk.pages import start
from desk.visitors import Visitor, signed_in


def page(visitor: Visitor, language: str = "fa") -> Any:
    visitor.cookies.set("language", language)
    answer = visitor.get("/")
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def section(tree: Any, name: str) -> Any:
    """The section of a heading, with its words in a row; None where there is none."""
    found = tree.xpath(f"//section[@aria-labelledby='{name}']")
    return found[0] if found else None


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


# An archive with reports ------------------------------------------------------------------------------------------------


def test_the_newest_reports_come_first(client: Visitor) -> None:
    newest = section(page(client), "newest")
    links = newest.xpath(".//h3/a")
    assert links[0].get("href") == "/report/visit"
    assert links[-1].get("href") == "/report/meeting"
    assert "نوا" in words(newest.xpath(".//li")[0])
    assert "۳۰ اردیبهشت ۱۳۹۷ (۲۰ مه ۲۰۱۸)" in words(newest.xpath(".//li")[0])


def test_who_spoke_in_the_last_days_is_a_link_with_a_number(client: Visitor) -> None:
    speakers = section(page(client), "speakers")
    rows = {
        words(row.xpath(".//th//a")[0]): words(row.xpath("td")[0]) for row in speakers.xpath(".//tbody/tr")
    }
    assert rows["بهمن کاویانی"] == "۲"
    assert all(href.startswith("/person/") for href in speakers.xpath(".//th//a/@href"))
    assert not speakers.xpath(".//p")


def test_it_is_told_where_only_the_newest_were_counted(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "HEARD", 2)
    assert "۲ خبر تازه‌ترِ این روزها" in words(section(page(client), "speakers"))


def test_open_promises_are_told_with_when_they_are_due(client: Visitor) -> None:
    promises = section(page(client), "promises")
    first = promises.xpath(".//li")[0]
    assert "پل را می‌پردازیم" in words(first)
    assert "سررسید گذشته: ۱۱ خرداد ۱۳۹۷" in words(first.xpath(".//*[contains(@class, 'label')]")[0])
    assert first.xpath(".//a/@href")[-1] == "/report/opening"
    reports = [one.xpath(".//p[@class='told']/a/@href")[0] for one in promises.xpath(".//li")]
    assert len(set(reports)) == len(reports)


def test_the_volume_leads_to_searches(client: Visitor) -> None:
    volume = section(page(client), "volume")
    assert words(volume.xpath("h2")[0]) == "شمار خبرها روزبه‌روز"
    links = volume.xpath(".//svg//a")
    assert len(links) == 34  # from 17 April to 20 May
    assert links[0].get("href") == "/search?q=on%3A1397-01-28&order=newest"
    found = html.fromstring(client.get(links[0].get("href")).content)
    assert found.xpath("//article//h3/a/@href") == ["/report/meeting"]


def test_the_stories_of_the_last_day(client: Visitor, archive: Archive) -> None:
    assert section(page(client), "stories") is None
    with archive.database.writing() as connection:
        connection.execute(text("INSERT INTO stories (id, headline, size) VALUES (7, 'پل مرزی', 2)"))
        connection.execute(text("UPDATE reports SET story_id = 7 WHERE name IN ('opening', 'visit')"))
    stories = section(page(client), "stories")
    assert stories.xpath(".//h3/a/@href") == ["/story/7"]
    assert words(stories.xpath(".//li")[0]) == "پل مرزی ۲ رسانه ۲ خبر ۱ خبر در این روز"


def test_the_page_is_told_in_english(client: Visitor) -> None:
    tree = page(client, "en")
    assert words(tree.xpath("//h1")[0]) == "What is new"
    assert "6 reports in the archive · last day: 20 May 2018" in words(tree.xpath("//main")[0])
    links = section(tree, "volume").xpath(".//svg//a/@href")
    assert links[0] == "/search?q=on%3A2018-04-17&order=newest"


def test_headings_are_in_order_and_every_control_has_a_name(client: Visitor) -> None:
    tree = page(client)
    levels = [int(each.tag[1]) for each in tree.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert all(link.text_content().strip() or link.get("aria-label") for link in tree.xpath("//a"))


# Empty, small and hostile -----------------------------------------------------------------------------------------------


def test_an_empty_archive_says_how_to_begin(store: Archive) -> None:
    with Visitor(store) as visitor:
        tree = page(visitor)
    assert words(tree.xpath("//main//h2")[0]) == "هنوز خبری در این بایگانی نیست"
    assert tree.xpath("//main//a/@href") == ["/add"]
    assert not tree.xpath("//main//section[not(h2)]")


def test_who_may_not_add_is_not_led_there(store: Archive) -> None:
    with signed_in(store, "reader") as visitor:
        assert page(visitor).xpath("//main//a") == []


def test_reports_without_a_day_are_shown_alone(store: Archive) -> None:
    keep(store, minutes("undated", None, said("سیمین پارسا", "سدها پر است")))
    with Visitor(store) as visitor:
        tree = page(visitor)
    assert [each.get("aria-labelledby") for each in tree.xpath("//main//section")] == ["newest"]


def test_a_single_day_is_no_chart(store: Archive) -> None:
    keep(store, minutes("one", "2018-05-01", said("سیمین پارسا", "سدها پر است")))
    with Visitor(store) as visitor:
        assert section(page(visitor), "volume") is None


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</a></svg><b>"]
)
def test_what_reports_say_is_text(store: Archive, hostile: str) -> None:
    def tags(words: str, name: str) -> list[str]:
        today = date.today().isoformat()
        keep(store, minutes(name, today, said(f"سیمین {words}", words), agency=words))
        with Visitor(store) as visitor:
            return [each.tag for each in page(visitor).iter()]

    tame = tags("سدها پر است", "same")
    assert tags(hostile, "same") == tame


def test_the_page_is_remembered_until_the_archive_changes(
    client: Visitor, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    make = start._made
    monkeypatch.setattr(start, "_made", lambda visit: made.append(1) or make(visit))
    first = client.get("/")
    assert client.get("/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert len(made) == 1
    keep(archive, minutes("new", "2018-05-21", said("سیمین پارسا", "سدها پر است")))
    assert "/report/new" in client.get("/").text
