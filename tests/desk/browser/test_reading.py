"""Reading in a browser: from a question to a report, and what lights up in it; people, quotations, events as files."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

from dabir.desk.language import interface
from desk.browser.news import GRIGORIAN, KAVIANI, NAMESAKE, QUOTATION
from desk.browser.serving import Desk, Opens

T = interface("fa")
ATOM = "{http://www.w3.org/2005/Atom}"


def found(page: Page) -> list[str]:
    """The names of the reports that a search lists."""
    return [
        link.get_attribute("href").removeprefix("/report/") for link in page.locator("article h3 a").all()
    ]


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def lit(page: Page) -> list[str]:
    return page.locator(".report .chosen").all_inner_texts()


# Search -----------------------------------------------------------------------------------------------------------------


def test_from_a_question_by_a_facet_to_a_report(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/")
    page.get_by_role("searchbox").fill("پل")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_role("searchbox", name=T("search.question"))).to_have_value("پل")
    page.get_by_label(T("search.way")).select_option("words")
    page.locator("form.ask button").click()
    page.wait_for_url("**way=words*")
    every = found(page)
    facet = page.locator("section.facet[aria-labelledby=facet-agency] li").filter(has_text="پیک")
    counted = facet.locator(".count").inner_text()
    facet.get_by_role("link").click()
    chip = page.get_by_label(T("search.filters")).get_by_role("link")
    expect(chip).to_contain_text("پیک")
    assert set(found(page)) < set(every)
    assert T.number(len(found(page))) == counted != T.number(1)
    chip.click()
    expect(chip).to_have_count(0)
    assert found(page) == every
    link = page.locator("article h3 a").first
    headline = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    assert page.url == f"{reading.address}/report/{every[0]}"


def test_a_search_by_words_in_another_order(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/search?q=کاویانی")
    page.get_by_label(T("search.way")).select_option("words")
    page.get_by_label(T("search.order")).select_option("oldest")
    page.locator("form.ask button").click()
    page.wait_for_url("**order=oldest*")
    days = [one.get_attribute("datetime") for one in page.locator("article time").all()]
    assert len(days) > 2
    assert days == sorted(days)


def test_what_a_search_finds_is_taken_out(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/search?q=کم‌آبی OR زعفران&way=words")
    page.get_by_text(T("search.export")).click()
    with page.expect_download() as download:
        page.locator("a[href^='/export/csv'][href*='table=reports']").click()
    rows = table(download.value.path())
    assert sorted(row["report_id"] for row in rows) == sorted(found(page))


def test_a_saved_search_is_followed_by_its_feed(desk: Desk, visit: Opens) -> None:
    page = visit(desk, "/search?q=پل&way=words")
    expected = found(page)
    page.get_by_text(T("search.save"), exact=True).click()
    page.get_by_label(T("search.save_name")).fill("همهٔ پل‌ها")
    page.get_by_role("button", name=T("search.save_do")).click()
    expect(page.get_by_role("status")).to_have_text(T("saved.done_saved"))
    card = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="همهٔ پل‌ها"))
    feed = card.get_by_role("link", name=T("saved.feed_of", name="همهٔ پل‌ها"))
    answer = page.request.get(feed.get_attribute("href"))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    entries = ElementTree.fromstring(answer.body()).findall(f"{ATOM}entry")
    links = [urlsplit(entry.find(f"{ATOM}link").get("href")).path for entry in entries]
    assert sorted(links) == sorted(f"/report/{name}" for name in expected)
    card.get_by_text(T("saved.change"), exact=True).click()
    card.get_by_role("button", name=T("saved.remove")).click()
    expect(page.get_by_role("status")).to_have_text(T("saved.done_removed"))
    expect(card).to_have_count(0)


# The report -------------------------------------------------------------------------------------------------------------


def test_a_statement_that_is_chosen_lights_up_with_its_cue_and_its_speaker(
    reading: Desk, visit: Opens
) -> None:
    page = visit(reading, "/report/meeting")
    first, second = reading.archive.record("meeting").statements[:2]
    page.locator(f".said-list a.words[href='#{first.id}']").click()
    assert lit(page) == [first.mention.text, first.cue.text, first.text]
    expect(page.locator(f"#{first.id}")).to_be_in_viewport()
    page.locator(".report .cue").nth(1).click()
    assert page.url.endswith(f"#{second.id}")
    assert lit(page) == [second.mention.text, second.cue.text, second.text]
    expect(page.locator(".said-list li.chosen a.words")).to_have_attribute("href", f"#{second.id}")
    page.go_back()
    assert lit(page)[-1] == first.text
    page.locator(".report .cue").first.click()
    assert lit(page) == []


def test_a_person_under_the_pointer_lights_up_with_all_his_words(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/report/meeting")
    entry = page.locator(".figures > li").filter(has_text=KAVIANI)
    entry.hover()
    said = [one.text for one in reading.archive.record("meeting").statements if one.speaker == KAVIANI]
    assert said
    assert set(said) < set(page.locator(".report .on").all_inner_texts())
    page.get_by_role("heading", level=1).hover()
    expect(page.locator(".report .on")).to_have_count(0)


def test_kinds_of_marks_come_and_go(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/report/meeting")
    said = page.locator(".report .said").first
    before = said.evaluate("(one) => getComputedStyle(one).textDecorationLine")
    page.get_by_role("checkbox", name=T("report.mark_statements")).uncheck()
    assert (before, said.evaluate("(one) => getComputedStyle(one).textDecorationLine")) == (
        "underline",
        "none",
    )
    page.reload()
    expect(page.get_by_role("checkbox", name=T("report.mark_statements"))).not_to_be_checked()
    expect(page.get_by_role("checkbox", name=T("report.mark_people"))).to_be_checked()
    page.get_by_role("link", name=T("report.original"), exact=True).click()
    expect(page.locator(".writing [aria-current]")).to_have_text(T("report.original"))
    expect(page.get_by_role("checkbox", name=T("report.mark_statements"))).not_to_be_checked()


def test_the_text_is_shown_as_it_came_in_and_as_it_should_be_written(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/report/damaged")
    text, switch = page.locator(".report .text"), page.locator(".writing")
    expect(text).to_contain_text("کشاورزان می‌توانند")
    switch.get_by_role("link", name=T("report.original")).click()
    expect(text).to_contain_text("كشاورزان مي توانند")
    expect(switch.locator("[aria-current]")).to_have_text(T("report.original"))
    switch.get_by_role("link", name=T("report.restored")).click()
    expect(text).to_contain_text("کشاورزان می‌توانند")


def test_what_a_new_version_changed(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/report/market")
    page.get_by_role("link", name=T("report.difference", number=1)).click()
    expect(page.locator(".changes del").last).to_contain_text("ده")
    expect(page.locator(".changes ins").last).to_contain_text("بیست")
    page.get_by_role("link", name=T("report.version", number=1), exact=True).click()
    expect(page.locator(".notice")).to_contain_text(T("report.to_newest"))


# People and quotations --------------------------------------------------------------------------------------------------


def test_the_statements_of_somebody_are_filtered(reading: Desk, visit: Opens) -> None:
    page = visit(reading, reading.person(KAVIANI))
    page.get_by_role("link", name=T("person.view_statements"), exact=True).click()
    listed = page.locator(".sayings > li")
    every = listed.count()
    page.get_by_label(T("person.act")).select_option("promise")
    page.get_by_role("button", name=T("person.filter_go")).click()
    page.wait_for_url("**act=promise*")
    promises = listed.count()
    assert 0 < promises < every
    page.get_by_label(T("person.after")).fill("۱۳۹۷/۳/۱۲")
    page.get_by_role("button", name=T("person.filter_go")).click()
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("راه‌آهن را تا پاییز می‌سازیم")
    page.get_by_role("link", name=T("person.clear")).click()
    expect(listed).to_have_count(every)
    page.get_by_label(T("person.words")).fill("راه‌آهن")
    page.get_by_label(T("person.before")).fill("پس‌فردا")
    page.get_by_role("button", name=T("person.filter_go")).click()
    expect(listed).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("پس‌فردا")


def test_of_several_who_bear_a_name_one_is_chosen(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/person")
    page.get_by_label(T("person.find")).fill("کاویانی")
    page.locator("main").get_by_role("button", name=T("layout.go")).click()
    page.get_by_role("link", name=NAMESAKE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAMESAKE)
    page.get_by_label(T("person.between")).fill(KAVIANI)
    page.get_by_role("button", name=T("person.between_go")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(KAVIANI)
    assert page.url.startswith(f"{reading.address}/between?")


def test_a_quotation_is_checked(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/quote")
    check = page.get_by_role("button", name=T("quote.go"))
    page.get_by_label(T("quote.words")).fill(QUOTATION.replace("تابستان", "پاییز"))
    page.get_by_label(T("quote.speaker")).fill(KAVIANI)
    check.click()
    expect(page.locator(".verdict")).to_contain_text(T("quote.label_said_differently"))
    expect(page.locator("#first del")).to_contain_text("پاییز")
    expect(page.locator("#first ins")).to_contain_text("تابستان")
    page.locator(".chart a").last.click()
    expect(page.locator(".versions > li").last).to_be_focused()
    page.get_by_label(T("quote.speaker")).fill(GRIGORIAN)
    check.click()
    expect(page.locator(".verdict")).to_contain_text(T("quote.label_somebody_else"))
    page.get_by_label(T("quote.words")).fill("سلام")
    check.click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label(T("quote.words"))).to_have_value("سلام")


# Events -----------------------------------------------------------------------------------------------------------------


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_text("utf-8-sig"), newline="")))


def shown(page: Page) -> list[tuple[str, ...]]:
    """The events of the table: day, who, to whom, where, and the reports that tell them."""
    rows = []
    for row in page.locator(".deeds tbody tr").all():
        day = row.locator(".when time").first
        people = row.locator("td.who").all()
        told = [" ".join(one.inner_text().split()).replace("، ", "; ") for one in people]
        links = [one.get_attribute("href") for one in row.locator(".sources a").all()]
        reports = "; ".join(link.removeprefix("/report/") for link in links)
        rows.append((day.get_attribute("datetime") if day.count() else "", *told, reports))
    return rows


def test_the_file_of_events_holds_just_those_that_are_shown(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/events")
    every = len(shown(page))
    page.get_by_label(T("events.type"), exact=True).select_option("CONSULT")
    page.get_by_label(T("events.before")).fill("۱۳۹۷/۲")
    page.get_by_role("button", name=T("events.show")).click()
    page.wait_for_url("**type=CONSULT*")
    rows = shown(page)
    assert 1 < len(rows) < every
    with page.expect_download() as download:
        page.get_by_role("link", name=T("events.file_table")).click()
    assert download.value.suggested_filename == "events.csv"
    kept = table(download.value.path())
    fields = ("day", "sources", "targets", "place", "reports")
    assert [tuple(row[field] for field in fields) for row in kept] == rows
    assert {row["type"] for row in kept} == {"CONSULT"}
    page.get_by_role("link", name=T("events.all"), exact=True).click()
    page.wait_for_url("**/events?view=table")
    assert len(shown(page)) == every


def test_a_place_of_the_map_leads_to_its_events(reading: Desk, visit: Opens) -> None:
    page = visit(reading, "/events")
    page.get_by_role("link", name=T("events.view_map")).click()
    page.locator("svg a[href*='place=']").first.click()
    page.wait_for_url("**place=*")
    place = query(page)["place"]
    rows = shown(page)
    assert rows
    assert {row[3] for row in rows} == {place}
    page.get_by_role("link", name=T("events.view_timeline")).click()
    expect(page.locator(".line > li li:has(.words)")).to_have_count(len(rows))
