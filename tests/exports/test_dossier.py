"""Dossiers and relations as text, as Markdown and as a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import markdown

from dabir.archive.answers.company import Acquaintance
from dabir.archive.answers.contradictions import Contradiction
from dabir.archive.answers.deeds import Deed, Participant, Telling
from dabir.archive.answers.dossier import Dossier, Note
from dabir.archive.answers.posts import Post
from dabir.archive.answers.relations import Relation
from dabir.archive.answers.sayings import Saying
from dabir.archive.answers.side import Side
from dabir.archive.answers.tone import Tone
from dabir.archive.answers.undertakings import Sequel, Undertaking
from dabir.archive.citation import Citation, Window
from dabir.archive.people.lookup import Entity
from dabir.exports.dates import day_words, period_words, span_words
from dabir.exports.dossier import dossier_sheet, relation_sheet
from dabir.exports.sheet import Sheet
from dabir.exports.sheet_markdown import plain, sheet_markdown
from dabir.exports.sheet_page import sheet_page
from dabir.exports.sheet_text import sheet_text
from exporting import TROUBLE

CITED = Citation(
    "r1", "پل <تازه> گشوده شد", "پیک", "2018-04-17T14:30:00+04:30", "2018-04-17", "https://example.ir/1", 1, 1
)
LATER = Citation("r2", "سخن تازه", None, None, None, "javascript:alert(1)", 2, 2)
KAVIANI = Entity(1, "person", "بهمن کاویانی", "IRN", (1, 7), 12)
NIKZAD = Participant("رضا نیکزاد", "person", 2, None, 5)
OWN = Participant("بهمن کاویانی", "person", 1, "IRN", 4)
SAID = Saying(1, "s1", "بهمن کاویانی", "direct", "promise", 0, 10, "پل را ميسازيم", CITED, 2)
DENIED = Saying(2, "s2", "بهمن کاویانی", "indirect", "denial", 0, 10, "پل را نمی‌سازیم", LATER)
MEETING = Deed(
    "CONSULT", None, "planned", "2018-04-18", "ساری", (OWN,), (NIKZAD,),
    (Telling(1, 0, "کاویانی نیکزاد را می‌بیند", CITED), Telling(2, 0, "دیدار دو نماینده", LATER)),
)  # fmt: skip
BOND = Undertaking(
    1, "promise", "2018-10-01", (OWN,), (NIKZAD,), 0, 10, "پل را می‌سازیم", CITED,
    (Sequel("carried out", "پل ساخته شد", 0.8, LATER),),
)  # fmt: skip
EMPTY = Dossier(KAVIANI, "Bahman Kaviani", (), (), Window(), (), (), (), (), (), ())
DOSSIER = replace(
    EMPTY,
    spellings=("بهمن كاوياني",),
    others=(Entity(3, "person", "مریم کاویانی", None, (3,), 1),),
    window=Window("2018-03-21", None),
    posts=(Post("وزير راه", "2018-04-17", "2018-05-17", 3), Post("شهردار", None, None, 1)),
    statements=(SAID, DENIED),
    acquaintances=(Acquaintance(NIKZAD, (MEETING,)),),
    commitments=(BOND,),
    notes=(Note("2018-05-01T10:00:00+00:00", "پیش‌تر *شهردار* بود."),),
    contradictions=(Contradiction(SAID, DENIED, "polarity", 0.8),),
)
RELATION = Relation(
    one=Side("ایران", Entity(8, "institution", "ایران", "IRN", (8,), 4), "IRN"),
    other=Side("ارمنستان", None, "ARM"),
    window=Window(),
    meetings=(MEETING,),
    commitments=(BOND,),
    events=(replace(MEETING, type="ACCUSE", status="happened"),),
    positions=(SAID,),
    counterpositions=(),
    tone=(
        Tone("1397-01", "2018-03-21", "2018-04-20", 3, 0, 1, 0),
        Tone("1397-02", "2018-04-21", "2018-05-21", 0, 0, 1, 2),
        Tone("1397-03", "2018-05-22", "2018-06-21", 1, 0, 1, 0),
    ),
)
DAY = "۲۸ فروردین ۱۳۹۷ (۱۷ آوریل ۲۰۱۸)"


def test_a_dossier_as_text() -> None:
    assert sheet_text(dossier_sheet(DOSSIER)).splitlines() == [
        "بهمن کاویانی · Bahman Kaviani",
        "شخص، ایران، در ۱۲ خبر",
        "خبرهای از ۱ فروردین ۱۳۹۷ (۲۱ مارس ۲۰۱۸)",
        "نوشته‌های دیگر نام: بهمن كاوياني",
        "دیگرانی با این نام: مریم کاویانی (۱ خبر)",
        "─" * 24,
        "",
        "سمت‌ها",
        f"  ۱. وزیر راه — از {DAY} تا ۲۷ اردیبهشت ۱۳۹۷ (۱۷ مه ۲۰۱۸)، ۳ خبر",
        "  ۲. شهردار — ۱ خبر",
        "",
        "یادداشت‌ها",
        "  ۱. ۱۱ اردیبهشت ۱۳۹۷ (۱ مه ۲۰۱۸)",
        "     پیش‌تر *شهردار* بود.",
        "",
        "گفته‌های ناسازگار",
        "  ۱. یکی همان را می‌گوید که دیگری نفی می‌کند",
        "     • وعده، و ۲ بازنشر",
        "       «پل را می‌سازیم»",
        f"       ◂ پیک، {DAY} · r1 · https://example.ir/1",
        "     • تکذیب",
        "       پل را نمی‌سازیم",
        "       ◂ r2 · javascript:alert(1)",
        "",
        "تعهدها",
        "  ۱. وعده: بهمن کاویانی به رضا نیکزاد — تا ۹ مهر ۱۳۹۷ (۱ اکتبر ۲۰۱۸)",
        "     پل را می‌سازیم",
        f"     ◂ پیک، {DAY} · r1 · https://example.ir/1",
        "     • انجام شد",
        "       پل ساخته شد",
        "       ◂ r2 · javascript:alert(1)",
        "",
        "دیدارها و همکاری‌ها",
        "  ۱. رضا نیکزاد — ۱ رویداد",
        "     • دیدار و گفت‌وگو — ساری، ۲۹ فروردین ۱۳۹۷ (۱۸ آوریل ۲۰۱۸)، در پیش",
        "       کاویانی نیکزاد را می‌بیند … دیدار دو نماینده",
        f"       ◂ پیک، {DAY} · r1 · https://example.ir/1",
        "       ◂ r2 · javascript:alert(1)",
        "",
        "گفته‌ها",
        "  ۱. وعده، و ۲ بازنشر",
        "     «پل را می‌سازیم»",
        f"     ◂ پیک، {DAY} · r1 · https://example.ir/1",
        "  ۲. تکذیب",
        "     پل را نمی‌سازیم",
        "     ◂ r2 · javascript:alert(1)",
    ]


def test_a_relation_as_text() -> None:
    lines = sheet_text(relation_sheet(RELATION)).splitlines()
    assert lines[0] == "ایران و ارمنستان"
    assert "  • فروردین ۱۳۹۷ (مارس–آوریل ۲۰۱۸): همکاری گفتاری ۳، ستیز گفتاری ۱ — ۵۰٪ به سوی همکاری" in lines
    assert "  • اردیبهشت ۱۳۹۷ (آوریل–مه ۲۰۱۸): ستیز گفتاری ۱، ستیز عملی ۲ — ۱۰۰٪ به سوی ستیز" in lines
    assert "  • خرداد ۱۳۹۷ (مه–ژوئن ۲۰۱۸): همکاری گفتاری ۱، ستیز گفتاری ۱ — برابر" in lines
    assert "  ۱. انتقاد: بهمن کاویانی – رضا نیکزاد — ساری، ۲۹ فروردین ۱۳۹۷ (۱۸ آوریل ۲۰۱۸)" in lines
    at = lines.index("گفته‌های ایران دربارهٔ ارمنستان")
    assert lines[at + 1 : at + 3] == ["  ۱. بهمن کاویانی — وعده، و ۲ بازنشر", "     «پل را می‌سازیم»"]
    assert "گفته‌های ارمنستان دربارهٔ ایران" not in lines


def test_what_is_empty_says_so() -> None:
    nothing = "در این خبرها چیزی یافت نشد."
    assert sheet_text(dossier_sheet(EMPTY)).splitlines() == [
        "بهمن کاویانی · Bahman Kaviani",
        "شخص، ایران، در ۱۲ خبر",
        nothing,
        "─" * 24,
    ]
    bare = replace(RELATION, meetings=(), commitments=(), events=(), positions=(), tone=())
    assert sheet_text(relation_sheet(bare)).splitlines()[1] == nothing
    assert nothing in sheet_markdown(relation_sheet(bare))
    assert "<section" not in sheet_page(relation_sheet(bare))


def test_lines_are_folded_at_the_width_and_only_then() -> None:
    folded = sheet_text(dossier_sheet(DOSSIER), width=40)
    assert max(map(len, folded.splitlines())) <= 40
    assert folded.split() == sheet_text(dossier_sheet(DOSSIER)).split()


def test_markdown_has_links_tables_and_no_marks_of_its_own() -> None:
    told = sheet_markdown(dossier_sheet(DOSSIER))
    assert told.startswith("# بهمن کاویانی\n\n*Bahman Kaviani*\n")
    assert f"[پل &lt;تازه> گشوده شد](<https://example.ir/1>) · پیک، {DAY} · `r1`" in told
    assert "javascript" not in told
    page = html.fromstring(f"<div>{markdown(told)}</div>")
    assert "پیش‌تر *شهردار* بود." in page.text_content()
    assert [one.text for one in page.xpath("//h2")][:2] == ["سمت‌ها", "یادداشت‌ها"]
    (outer,) = page.xpath("//h2[text()='تعهدها']/following-sibling::ul[1]/li")
    assert outer.xpath("./ul/li/p/strong/text() | ./ul/li/strong/text()") == ["انجام شد"]


def test_a_relation_in_markdown_has_its_tone_in_a_table() -> None:
    page = html.fromstring(
        f"<div>{markdown(sheet_markdown(relation_sheet(RELATION)), extensions=['tables'])}</div>"
    )
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tr")]
    assert rows[0] == ["دوره", "همکاری گفتاری", "همکاری عملی", "ستیز گفتاری", "ستیز عملی", "تراز"]
    assert rows[1] == ["فروردین ۱۳۹۷ (مارس–آوریل ۲۰۱۸)", "۳", "۰", "۱", "۰", "۵۰٪ به سوی همکاری"]
    assert len(rows) == 4


def test_the_page_asks_for_nothing_from_outside_and_escapes() -> None:
    for page in (sheet_page(dossier_sheet(DOSSIER)), sheet_page(relation_sheet(RELATION))):
        tree = html.fromstring(page)
        assert (tree.get("dir"), tree.get("lang")) == ("rtl", "fa")
        assert not re.findall(r"\bsrc=|@import|url\(|<script|<link", page)
        assert {link.get("href") for link in tree.xpath("//a")} - {"https://example.ir/1"} <= {
            f"#{part.get('id')}" for part in tree.xpath("//section")
        }
        assert "<تازه>" not in page
        assert "javascript:" not in page


def test_the_page_sets_contradictions_side_by_side() -> None:
    tree = html.fromstring(sheet_page(dossier_sheet(DOSSIER)))
    (pair,) = tree.xpath("//ol[@class='pairs']/li")
    words = pair.xpath("./ul[@class='inner']/li/p[@class='words']/text()")
    assert words == ["«پل را می‌سازیم»", "پل را نمی‌سازیم"]
    assert [one.text for one in pair.xpath(".//bdi[not(@dir)]")] == ["r1", "r2"]
    assert tree.xpath("//p[@class='latin' and @dir='ltr']/text()") == ["Bahman Kaviani"]


def test_the_page_draws_the_tone() -> None:
    tree = html.fromstring(sheet_page(relation_sheet(RELATION)))
    widths = [bar.get("style") for bar in tree.xpath("//td[@class='stack']/span")]
    assert widths == ["width: 100.0%", "width: 75.0%", "width: 50.0%"]
    first = [
        (part.get("class"), part.get("style")) for part in tree.xpath("(//td[@class='stack']/span)[1]/i")
    ]
    assert first == [("q1", "flex: 3"), ("q3", "flex: 1")]


def troubled(words: str) -> Dossier:
    """The dossier, in which every text of the archive is this one."""
    cited = replace(CITED, headline=words, report=words, url=f"https://example.ir/{words}", outlet=words)
    said = replace(SAID, text=words, citation=cited)
    return replace(
        DOSSIER,
        entity=replace(KAVIANI, name=words),
        spellings=(words,),
        statements=(said,),
        notes=(Note(words, words),),
        posts=(Post(words, words, words, 1),),
        contradictions=(),
    )


@given(TROUBLE)
@pytest.mark.parametrize("write", [sheet_text, sheet_markdown, sheet_page])
def test_any_text_is_written(write: Callable[[Sheet], str], words: str) -> None:
    assert write(dossier_sheet(troubled(words))).strip()


@given(TROUBLE)
def test_any_text_stays_inside_its_page(words: str) -> None:
    calm, odd = (sheet_page(dossier_sheet(troubled(one))) for one in ("آب", f"<b>{words}</b><p>'\""))
    marks = re.compile(r"</?[a-z][^<>]*?[\s>]")
    assert len(marks.findall(odd)) == len(marks.findall(calm))


@given(st.text(st.sampled_from(list("\\`*_{}[]()#+-.!<>|~&=:; 12۱آبcA\n\t")), max_size=30))
def test_markdown_shows_any_text_as_it_is(words: str) -> None:
    shown = html.fromstring(f"<div>{markdown(f'x {plain(words)} x')}</div>").text_content()
    assert shown.split() == f"x {words} x".split()
    alone = html.fromstring(f"<div>{markdown(plain(words))}</div>")
    assert alone.text_content().split() == words.split()
    assert [one.tag for one in alone.iter()] == ["div", "p"][: 1 + bool(words.split())]


def test_days_in_both_calendars() -> None:
    assert day_words("2018-04-17T14:30:00+04:30") == DAY
    assert (day_words(None), day_words("سال ۹۷"), day_words("2018-4")) == ("", "سال ۹۷", "۲۰۱۸-۴")
    assert span_words("2018-04-17", "2018-04-17") == DAY
    assert span_words(None, "2018-04-17") == f"تا {DAY}"
    assert span_words(None, None) == ""
    assert period_words("1397", "2018-03-21", "2019-03-20") == "۱۳۹۷ (۲۰۱۸–۲۰۱۹)"
    assert period_words("1397-10", "2018-12-22", "2019-01-20") == "دی ۱۳۹۷ (دسامبر ۲۰۱۸–ژانویه ۲۰۱۹)"


@given(st.dates())
def test_every_day_has_words(drawn: object) -> None:
    assert day_words(str(drawn))


def test_reports_that_give_a_surname_alone_are_marked() -> None:
    text = sheet_text(dossier_sheet(replace(DOSSIER, by_surname=("r2",)))).splitlines()
    assert text[4] == "خبرهای دیگر که تنها نام خانوادگی را دارند و به احتمال بسیار از همین شخص می‌گویند: ۱"
    marked = [line for line in text if line.endswith("◂ تنها با نام خانوادگی · r2 · javascript:alert(1)")]
    assert len(marked) == sum(line.endswith("r2 · javascript:alert(1)") for line in text) > 0
    assert not any("r1" in line and "نام خانوادگی" in line for line in text)
