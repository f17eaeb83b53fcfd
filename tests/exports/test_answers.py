"""Stories, quotations, timelines and open commitments as sheets: as text, as Markdown and as a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import html

from dabir.archive.answers.deeds import Deed, Participant
from dabir.archive.answers.deeds import Telling as Told
from dabir.archive.answers.story import Headline, Named, Outlet, Story, StoryReport
from dabir.archive.answers.timeline import Month, Timeline
from dabir.archive.citation import Citation
from dabir.archive.following.pending import OpenCommitment
from dabir.archive.quoting.alignment import Segment
from dabir.archive.quoting.quotes import Trace
from dabir.archive.quoting.renderings import Quotation, Rendering
from dabir.archive.quoting.tellings import Telling
from dabir.exports.answers import commitments_sheet, stories_sheet, story_sheet, timeline_sheet, trace_sheet
from dabir.exports.dates import month_words, stretch_words
from dabir.exports.sheet import Sheet
from dabir.exports.sheet_markdown import sheet_markdown
from dabir.exports.sheet_page import sheet_page
from dabir.exports.sheet_text import sheet_text
from exporting import TROUBLE

FIRST = Citation(
    "r1", "پل <تازه>", "پیک", "2018-04-17T10:00:00+04:30", "2018-04-17", "https://example.ir/1", 1, 1
)
LATER = Citation("r2", "پل كهنه", None, None, None, "javascript:alert(1)", 2, 2)
DAY = "۲۸ فروردین ۱۳۹۷ (۱۷ آوریل ۲۰۱۸)"
KAVIANI = Participant("بهمن کاویانی", "person", 1, "IRN", 4)
NIKZAD = Participant("رضا نیکزاد", "person", 2, None, 5)
STORY = Story(
    7, "پل <تازه>",
    (
        StoryReport(FIRST, 0.0, None), StoryReport(LATER, 0.4, None),
        StoryReport(LATER, 26.7, "r1"), StoryReport(LATER, None, None),
    ),
    (Outlet("پیک", 1, 0, None, 0.0), Outlet(None, 3, 1, None, None)),
    (Named("بهمن کاویانی", 2),),
    (Named("ساری", 3),),
    (
        Quotation(
            "بهمن کاویانی", 1, Rendering(FIRST, "direct", ("s1",), "پل را می‌سازیم و راه را می‌بندیم"),
            (Rendering(LATER, "indirect", ("s1",), "پل را می‌سازیم", ("راه را می‌بندیم",), ("به زودی",)),),
        ),
    ),
)  # fmt: skip
STORIES = [
    Headline(7, "r1", "پل <تازه>", "2018-04-17", "2018-04-18", 12, 3),
    Headline(8, "r2", "باران", None, None, 2, 1),
]
TELLING = Telling(
    FIRST, "بهمن کاویانی", "person", 1, "direct", "promise", "s1", 0, 10, "پل را می‌سازیم", "پل را می‌سازیم", 0.875,
    (Segment("equal", "پل را", "پل را"), Segment("replaced", "ساختیم", "می‌سازیم"), Segment("left out", "امروز", "")),
    False, 2,
)  # fmt: skip
NAMELESS = replace(TELLING, citation=LATER, speaker="", faithful=True, copies=0)
TRACE = Trace("پل را ساختیم امروز", "کاویانی", "said differently", TELLING, (TELLING, NAMELESS), 2)
DEEDS = (
    Deed(
        "CONSULT",
        None,
        "planned",
        "2018-04-17",
        "ساری",
        (KAVIANI,),
        (NIKZAD,),
        (Told(1, 0, "دیدار دو وزير", FIRST),),
    ),
    Deed("AGREE", None, "happened", "2018-05-01", None, (KAVIANI,), (), (Told(2, 0, "توافق", LATER),)),
)
TIMELINE = Timeline("about:کاویانی", DEEDS, 3, (Month("2018-04", 2, 6), Month("2018-05", 1, 0)))
PROMISE = OpenCommitment(
    1, "promise", "پل را ميسازيم", 0, 10, (KAVIANI,), (NIKZAD,), FIRST, "2018-10-01", True, 1200, 2
)
COMMITMENTS = [
    PROMISE,
    replace(PROMISE, kind="agreement", due="2030-01-01", overdue=False, age=None, repeats=0, citation=LATER),
]
SHEETS = [
    story_sheet(STORY),
    stories_sheet(STORIES),
    trace_sheet(TRACE),
    timeline_sheet(TIMELINE),
    commitments_sheet(COMMITMENTS),
]
WRITERS: list[Callable[[Sheet], str]] = [sheet_text, sheet_markdown, sheet_page]


def lines(sheet: Sheet) -> list[str]:
    return [line.strip() for line in sheet_text(sheet).splitlines()]


def section(sheet: Sheet, title: str) -> list[str]:
    text = sheet_text(sheet).split(f"\n{title}\n", 1)[1].split("\n\n", 1)[0]
    return [line.strip() for line in text.splitlines()]


def test_a_story_in_order() -> None:
    sheet = SHEETS[0]
    assert lines(sheet)[:3] == ["پل <تازه>", "۴ خبر از ۲ رسانه", f"نخستین خبر: پیک، {DAY}"]
    assert section(sheet, "خبرها") == [
        "۱. نخستین خبر", "پل <تازه>", f"◂ پیک، {DAY} · r1 · https://example.ir/1",
        "۲. کمتر از یک ساعت پس از نخستین خبر", "پل کهنه", "◂ r2 · javascript:alert(1)",
        "۳. ۲۷ ساعت پس از نخستین خبر، بازنشرِ r1", "پل کهنه", "◂ r2 · javascript:alert(1)",
        "۴. –", "پل کهنه", "◂ r2 · javascript:alert(1)",
    ]  # fmt: skip
    assert section(sheet, "رسانه‌ها") == ["۱. پیک — ۱ خبر", "۲. نامعلوم — ۳ خبر"]
    assert section(sheet, "اشخاص") == ["۱. بهمن کاویانی — ۲ خبر"]
    assert section(sheet, "جاها") == ["۱. ساری — ۳ خبر"]
    told = section(sheet, "نقل‌ها، و آنچه از آن‌ها کم یا زیاد شده")
    assert told[0] == "۱. بهمن کاویانی"
    assert told[3] == "• کم شده: «راه را می‌بندیم»، افزوده: «به زودی»"


def test_reports_at_one_time_come_together() -> None:
    both = replace(STORY, reports=(StoryReport(FIRST, 0.0, None), StoryReport(LATER, 0.0, None)))
    assert section(story_sheet(both), "خبرها")[3] == "۲. هم‌زمان با نخستین خبر"


def test_stories_with_their_days() -> None:
    later = "۲۹ فروردین ۱۳۹۷ (۱۸ آوریل ۲۰۱۸)"
    assert section(SHEETS[1], "پرخبرترین‌ها") == [
        f"۱. پل <تازه> — ۱۲ خبر از ۳ رسانه، از {DAY} تا {later}، r1",
        "۲. باران — ۲ خبر از ۱ رسانه، r2",
    ]


def test_a_quotation_and_its_changes() -> None:
    assert lines(SHEETS[2])[:3] == [
        "«پل را ساختیم امروز»",
        "منسوب به کاویانی",
        "چنین گفته، اما نه با این واژه‌ها (۲ روایت)",
    ]
    told = section(SHEETS[2], "روایت‌ها به ترتیب زمان")
    assert told[0] == (
        "۱. بهمن کاویانی — ۸۸٪ همان واژه‌ها، به جای «ساختیم»: «می‌سازیم»، کم شده: «امروز»، و ۲ بازنشر"
    )
    assert told[3] == "۲. گویندهٔ نامعلوم — ۸۸٪ همان واژه‌ها، بی‌تغییر"


@pytest.mark.parametrize(
    "verdict",
    ["said so", "said differently", "attributed to somebody else", "speaker not known", "not found"],
)
def test_every_verdict_is_told_in_persian(verdict: str) -> None:
    text = sheet_text(trace_sheet(replace(TRACE, verdict=verdict)))  # type: ignore[arg-type]
    assert not re.search("[A-Za-z]", re.sub(r"\br[12]\b|\S+:\S*[a-z]\S*", "", text))


def test_a_timeline_and_its_months() -> None:
    assert lines(SHEETS[3])[:2] == ["گاه‌شمار: about:کاویانی", "۳ رویداد بی‌تاریخ"]
    assert section(SHEETS[3], "رویدادها به ترتیب روز")[:2] == [
        f"۱. دیدار و گفت‌وگو: بهمن کاویانی – رضا نیکزاد — ساری، {DAY}، در پیش",
        "دیدار دو وزیر",
    ]
    assert section(SHEETS[3], "خبرها و گفته‌ها در ماه") == [
        "• آوریل ۲۰۱۸ (فروردین–اردیبهشت ۱۳۹۷): خبر ۲، گفته ۶",
        "• مه ۲۰۱۸ (اردیبهشت–خرداد ۱۳۹۷): خبر ۱",
    ]


STRETCHES = {
    ("2018-03-21", "2019-03-20"): "۱۳۹۷ (۲۰۱۸–۲۰۱۹)",
    ("2018-03-21", "2018-04-20"): "فروردین ۱۳۹۷ (مارس–آوریل ۲۰۱۸)",
    ("2018-01-01", "2018-12-31"): "۲۰۱۸ (۱۳۹۶–۱۳۹۷)",
    ("2018-04-01", "2018-04-30"): "آوریل ۲۰۱۸ (فروردین–اردیبهشت ۱۳۹۷)",
    ("2018-04-16", "2018-04-18"): "از ۲۷ فروردین ۱۳۹۷ (۱۶ آوریل ۲۰۱۸) تا ۲۹ فروردین ۱۳۹۷ (۱۸ آوریل ۲۰۱۸)",
    ("2018-04-16", None): "۲۷ فروردین ۱۳۹۷ (۱۶ آوریل ۲۰۱۸)",
    ("2018-04-16", "2018-04-16"): "۲۷ فروردین ۱۳۹۷ (۱۶ آوریل ۲۰۱۸)",
    ("0001-01-01", "0001-12-31"): "از ۱ ژانویه ۱ تا ۳۱ دسامبر ۱",
    (None, None): "",
}


def test_years_months_and_other_stretches_of_days_in_words() -> None:
    assert {days: stretch_words(*days) for days in STRETCHES} == STRETCHES


def test_an_event_of_a_whole_year_is_told_under_the_year() -> None:
    yearly = replace(DEEDS[1], day="2018-03-21", until="2019-03-20")
    told = section(timeline_sheet(Timeline("", (yearly,), 0, ())), "رویدادها به ترتیب روز")
    assert told[0] == "۱. توافق: بهمن کاویانی — ۱۳۹۷ (۲۰۱۸–۲۰۱۹)"


def test_what_was_asked_is_set_apart_from_the_title_on_a_page() -> None:
    asked = "type:CONSULT <about:کاویانی>"
    sheet = timeline_sheet(replace(TIMELINE, question=f" {asked}\n"))
    page = html.fromstring(sheet_page(sheet))
    (heading,) = page.cssselect("h1")
    assert [(each.tag, each.text_content()) for each in heading] == [("bdi", asked)]
    assert heading.text_content() == f"گاه‌شمار: {asked}"
    assert page.cssselect("title")[0].text_content() == f"گاه‌شمار: \u2068{asked}\u2069"
    assert lines(sheet)[0] == f"گاه‌شمار: {asked}"
    whole = html.fromstring(sheet_page(timeline_sheet(replace(TIMELINE, question=""))))
    assert whole.cssselect("title")[0].text_content() == "گاه‌شمار: همهٔ بایگانی"


def test_a_chart_without_a_balance_has_no_column_for_it() -> None:
    table = [line for line in sheet_markdown(SHEETS[3]).splitlines() if line.startswith("|")]
    assert table[:2] == ["| دوره | خبر | گفته |", "| --- | --- | --- |"]
    (chart,) = html.fromstring(sheet_page(SHEETS[3])).cssselect("table.chart") or [None]
    assert [cell.text_content().strip() for cell in chart.iter("th")][:3] == ["دوره", "خبر", "گفته"]
    assert "تراز" not in chart.text_content()


def test_months_in_both_calendars() -> None:
    assert month_words("2018-03") == "مارس ۲۰۱۸ (اسفند ۱۳۹۶–فروردین ۱۳۹۷)"
    assert (month_words("2018-13"), month_words("")) == ("۲۰۱۸-۱۳", "")


def test_open_commitments() -> None:
    told = section(SHEETS[4], "از کهنه‌ترین")
    due = "۹ مهر ۱۳۹۷ (۱ اکتبر ۲۰۱۸)"
    assert lines(SHEETS[4])[1] == "۲ تعهد"
    assert told[0] == (
        f"۱. وعده: بهمن کاویانی به رضا نیکزاد — ۱۲۰۰ روز پیش، موعدش گذشته: {due}، ۲ بار تکرار شده"
    )
    assert told[1] == "پل را می‌سازیم"
    assert told[3] == "۲. توافق: بهمن کاویانی و رضا نیکزاد — موعد: ۱۲ دی ۱۴۰۸ (۱ ژانویه ۲۰۳۰)"


@pytest.mark.parametrize("write", WRITERS)
def test_an_answer_that_is_empty_says_so(write: Callable[[Sheet], str]) -> None:
    for sheet in (
        stories_sheet([]),
        trace_sheet(Trace("پل", None, "not found", None, (), 0)),
        timeline_sheet(Timeline("", (), 0, ())),
        commitments_sheet([]),
    ):
        assert "در این خبرها چیزی یافت نشد." in write(sheet)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.title)
def test_a_page_shows_words_as_words_and_links_web_addresses_alone(sheet: Sheet) -> None:
    written = sheet_page(sheet)
    assert "<تازه>" not in written
    assert ("پل <تازه>" in html.fromstring(written).text_content()) == ("&lt;تازه&gt;" in written)
    page = html.fromstring(written)
    assert {link for link in page.xpath("//a/@href") if not link.startswith("#")} <= {"https://example.ir/1"}
    assert "](<javascript:" not in sheet_markdown(sheet)


@pytest.mark.parametrize("write", WRITERS)
@given(words=TROUBLE)
def test_any_text_is_written(write: Callable[[Sheet], str], words: str) -> None:
    cited = replace(FIRST, headline=words, outlet=words, published=words, report=words, url=words)
    story = replace(
        STORY, headline=words, reports=(StoryReport(cited, 1.0, words),), people=(Named(words, 1),)
    )
    trace = replace(
        TRACE, quotation=words, asked=words, first=replace(TELLING, context=words, citation=cited)
    )
    for sheet in (story_sheet(story), trace_sheet(trace), commitments_sheet([replace(PROMISE, text=words)])):
        assert write(sheet).strip()
