"""The page of a report: its text with marks, its record beside it, its versions, and what it leads to."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from archive.minutes import keep, minutes, promised, said
from archive.news import MEETING, entry
from dabir import Header, Mention, Party, Person, Place, Record, Span, Statement
from dabir.archive import Archive
from dabir.archive.following.followup import follow
from dabir.archive.keeping import Entry
from dabir.archive.people.decisions import bounds, reattribute
from dabir.desk.rendering import part
from dabir.report import Part
from desk.visitors import Visitor, signed_in

CHANGED = MEETING.replace("تا پایان سال", "تا پایان تابستان آینده").replace("هزینه نیمی", "همه هزینه")
DAMAGED = """گلايه كشاورزان از نرسيدن آب
سيمين پارسا گفت: كشاورزان مي توانند گندم بکارند و کانالها لايروبي ميشود."""


def page(visitor: Visitor, path: str, language: str = "fa") -> Any:
    """The page as a tree; there must be one."""
    visitor.cookies.set("language", language)
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content)


def words(nodes: list[Any]) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


# The text ---------------------------------------------------------------------------------------------------------------


def test_the_text_stands_whole_and_its_offsets_fit(client: Visitor, archive: Archive) -> None:
    archive.keeper("test 1").keep([entry(DAMAGED, "damaged")])
    record = archive.record("damaged")
    for writing, whole in (("restored", record.restored), ("original", record.text)):
        tree = page(client, f"/report/damaged?writing={writing}")
        lines = tree.xpath("//article//*[@data-start]")
        assert [line.text_content() for line in lines] == whole.split("\n")
        for line in lines:
            start, own = int(line.get("data-start")), line.text_content()
            assert whole[start : start + len(own)] == own
    assert "می‌توانند" in record.restored


def test_a_statement_is_marked_and_told_beside(client: Visitor, archive: Archive) -> None:
    tree, record = page(client, "/report/meeting"), archive.record("meeting")
    first = record.statements[0]
    (mark,) = tree.xpath(f"//*[@id='{first.id}']")
    assert "".join(mark.text_content().split()) == "".join(first.text.split())
    assert mark.get("data-n") == "۱"
    (entry_,) = tree.xpath(f"//li[@data-lights='{first.id}']")
    assert entry_.xpath(f".//a[@href='#{first.id}']")
    assert first.speaker in entry_.text_content()
    assert entry_.xpath(".//a[starts-with(@href, '/person/')]")
    lit = words(tree.xpath(f"//article//*[@data-lit='{first.id} {first.speaker_id}']"))
    assert [first.cue.text if first.cue else "", first.mention.text if first.mention else ""] == [
        lit[1],
        lit[0],
    ]


def test_the_record_stands_beside_the_text(client: Visitor) -> None:
    beside = " ".join(page(client, "/report/meeting").xpath("string(//div[@class='beside'])").split())
    for told in (
        "بهمن کاویانی",
        "وزیر راه",
        "دیدار و گفت‌وگو",
        "توافق",
        "ایروان",
        "ارمنستان",
        "۲۸ فروردین ۱۳۹۷ (۱۷ آوریل ۲۰۱۸)",
    ):
        assert told in beside
    assert "test 1" in beside


def test_every_address_within_the_page_is_there(client: Visitor) -> None:
    tree = page(client, "/report/meeting")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)


def test_kinds_of_marks(client: Visitor) -> None:
    every = page(client, "/report/meeting")
    assert every.xpath("//article/@class") == ["report"]
    assert len(every.xpath("//form[@class='marks']//input[@type='checkbox'][@checked]")) == 6
    some = page(client, "/report/meeting?marks=&marks=statements&marks=times")
    assert some.xpath("//article/@class") == ["report no-speakers no-people no-places no-events"]
    assert some.xpath("//input[@checked]/@value") == ["statements", "times"]
    none = page(client, "/report/meeting?marks=")
    assert len(none.xpath("//article/@class")[0].split()) == 7
    assert [
        link for link in some.xpath("//p[@class='writing']//a/@href") if "marks=statements%2Ctimes" in link
    ]


def test_other_writing_keeps_what_was_asked(client: Visitor) -> None:
    links = page(client, "/report/meeting?writing=original&marks=times").xpath(
        "//p[@class='writing']/a/@href"
    )
    assert links == ["/report/meeting?marks=times", "/report/meeting?writing=original&marks=times"]
    assert client.get("/report/meeting?writing=other").status_code == 400


def test_both_languages(client: Visitor) -> None:
    persian, english = (page(client, "/report/meeting", language) for language in ("fa", "en"))
    assert "گفته‌ها" in persian.text_content()
    assert "Statements" in english.text_content()
    (article,) = english.xpath("//article")
    assert (english.get("dir"), article.get("lang"), article.get("dir")) == ("ltr", "fa", "rtl")
    assert "گفته‌ها" not in english.text_content()
    assert all(one.get("lang") == "fa" for one in english.xpath("//a[@class='words']"))


def test_headings_go_down_one_by_one(client: Visitor) -> None:
    levels = [
        int(one.tag[1]) for one in page(client, "/report/meeting?correct=s1").xpath("//h1|//h2|//h3|//h4")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@pytest.mark.parametrize(
    "path",
    [
        "/report/nowhere",
        "/report/meeting?version=2",
        "/report/meeting?version=0",
        "/report/",
        "/report/a%00b",
        "/report/meeting?compare=7",
        "/record/nowhere.json",
        "/record/meeting.html?version=9",
    ],
)
def test_what_is_not_there(client: Visitor, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_name_with_slashes(client: Visitor, archive: Archive) -> None:
    keep(archive, minutes("a/b.json", "2020-05-01", said("کیارش نوربخش", "راه باز شد")))
    tree = page(client, "/report/a%2Fb.json")
    (link,) = tree.xpath("//a[contains(@href, '.html')]/@href")
    assert link == "/record/a%2Fb.json.html"
    assert client.get(link).status_code == 200


def test_a_visitor_who_has_the_page_already(client: Visitor) -> None:
    tag = client.get("/report/meeting").headers["etag"]
    assert client.get("/report/meeting", headers={"If-None-Match": tag}).status_code == 304


# What else the archive holds of it --------------------------------------------------------------------------------------


@pytest.fixture
def changed(archive: Archive) -> None:
    """The report of the meeting has a second version."""
    archive.keeper("test 2").keep(
        [entry(CHANGED, "meeting", published="2018-04-17T10:00:00+04:30", agency="پیک")]
    )


@pytest.mark.usefixtures("changed")
def test_versions(client: Visitor) -> None:
    newest, oldest = page(client, "/report/meeting"), page(client, "/report/meeting?version=1")
    assert "تابستان" in newest.xpath("string(//article)")
    assert "تابستان" not in oldest.xpath("string(//article)")
    assert not newest.xpath("//article//p[@class='notice']")
    (back,) = oldest.xpath("//article//p[@class='notice']/a/@href")
    assert back == "/report/meeting"
    assert "/report/meeting?version=1" in newest.xpath("//a/@href")
    assert "test 2" in newest.text_content()
    assert "test 1" in oldest.text_content()
    assert not oldest.xpath("//a[starts-with(@href, '/person/')]")  # what it said is found no more
    assert not oldest.xpath("//a[contains(@href, 'correct=')]")


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    "path", ["/report/meeting?version=2&compare=1", "/report/meeting?version=1&compare=2"]
)
def test_what_changed(client: Visitor, path: str) -> None:
    tree = page(client, path)
    gone, new = (words(tree.xpath(f"//section[@class='changes']/p/{tag}")) for tag in ("del", "ins"))
    assert gone == ["برداشته شده: سال", "برداشته شده: نیمی"]
    assert new == ["افزوده شده: تابستان آینده", "افزوده شده: همه"]
    assert tree.xpath("//details/summary")
    assert "نسخهٔ ۱ و نسخهٔ ۲" in tree.text_content()


def test_nothing_changed(client: Visitor) -> None:
    assert "واژه‌های این دو نسخه یکی است" in page(client, "/report/meeting?compare=1").text_content()


def test_a_promise_what_followed_and_copies(client: Visitor, archive: Archive) -> None:
    minister, road = "کیارش نوربخش", "آزادراه مهران‌آباد به کوه‌رود تا پایان مهر افتتاح می‌شود"
    opened = "آزادراه مهران‌آباد به کوه‌رود هفته پیش به بهره‌برداری رسید"
    keep(archive, minutes("promise", "2020-05-01", promised(minister, road, due="2020-10-21")))
    keep(archive, minutes("later", "2020-11-01", said(minister, opened)))
    archive.keeper("test 1").keep(
        [entry(MEETING, "again", published="2018-04-17T12:00:00+04:30", agency="نوا")]
    )
    follow(archive)
    promise, later = page(client, "/report/promise"), page(client, "/report/later")
    (sequel,) = promise.xpath("//ul[@class='sequels']/li")
    assert "انجام شد" in sequel.text_content()
    assert sequel.xpath(".//a/@href") == ["/report/later"]
    assert later.xpath("//section[@aria-labelledby='of-followed']//a[@href='/report/promise']")
    assert "سررسید: ۳۰ مهر ۱۳۹۹ (۲۱ اکتبر ۲۰۲۰)" in promise.text_content()
    copy, original = page(client, "/report/again"), page(client, "/report/meeting")
    assert "بازنشر است از" in copy.text_content()
    assert copy.xpath("//dd//a[@href='/report/meeting']")
    assert original.xpath("//section[@aria-labelledby='of-report']//li//a[@href='/report/again']")
    assert original.xpath("//a[starts-with(@href, '/story/')]")


def test_the_record_can_be_taken_along(client: Visitor, archive: Archive) -> None:
    reattribute(archive, "meeting", "s1", None)
    found = client.get("/record/meeting.json")
    assert found.headers["content-type"] == "application/json"
    assert found.headers["content-disposition"].startswith("attachment")
    record = Record.from_json(found.content)
    assert record.statements[0].speaker_id is None
    assert record.statements[1:] == archive.record("meeting").statements[1:]
    as_page = client.get("/record/meeting.html")
    assert as_page.headers["content-disposition"].startswith("attachment")
    assert "بهمن کاویانی" in as_page.text


# Corrections ------------------------------------------------------------------------------------------------------------


def test_what_was_corrected_is_shown_so(client: Visitor, archive: Archive) -> None:
    record = archive.record("meeting")
    other = next(one for one in record.people if one.id != record.statements[0].speaker_id)
    reattribute(archive, "meeting", "s1", other.id, by="نسیم")
    bounds(archive, "meeting", "s1", record.statements[0].start, record.statements[0].end - 10, by="نسیم")
    tree = page(client, "/report/meeting")
    (one,) = tree.xpath("//li[@data-lights='s1']")
    told = " ".join(one.text_content().split())
    assert "اصلاح‌شده" in told
    assert "گوینده اصلاح شد به دست نسیم" in told
    assert "مرزها اصلاح شد به دست نسیم" in told
    assert f"خوانش نخست: {record.statements[0].speaker} — {record.statements[0].text}" in told
    assert one.xpath(".//span[@class='name']")[0].text_content() == other.name
    (mark,) = tree.xpath("//*[@id='s1']")
    assert mark.text_content() == record.statements[0].text[:-10]
    assert mark.get("data-lit") == f"s1 {other.id}"


def test_who_may_not_correct_is_not_asked_to(archive: Archive) -> None:
    reattribute(archive, "meeting", "s1", None)
    with signed_in(archive, "reader") as reader:
        tree = page(reader, "/report/meeting?correct=s1")
        assert "اصلاح‌شده" in tree.text_content()
        assert not tree.xpath("//article//form[@method='post']|//div[@class='beside']//form")
        assert not tree.xpath("//a[contains(@href, 'correct=')]")


# Whatever a report holds ------------------------------------------------------------------------------------------------

HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='x",
        "</title><b>",
        "{{ 7*7 }}",
        "کاویانی",
        "&lt;",
        "javascript:alert(1)",
    ]
)
NAME = st.one_of(HOSTILE, st.text(max_size=6).map(lambda text: text.encode("utf-8", "replace").decode()))


def tags(tree: Any) -> set[str]:
    return {node.tag for node in tree.iter() if isinstance(node.tag, str)}


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(NAME, min_size=6, max_size=6), st.sampled_from(["fa", "en"]))
def test_hostile_words_never_become_tags(
    client: Visitor, archive: Archive, names: list[str], language: str
) -> None:
    one, other, headline, key, post, place = names
    text = f"{headline}\n{one} گفت: {other}\n{place}"
    record = Record(
        "hostile", text, text,
        Header(headline, None, None, one, other, post, None, place, None, post, key, (), one),
        (Part("headline", 0, len(headline)),),
        (Person(key, one, post, other, (Mention(0, 4, text[:4], "name"),)),),
        (Party(post, "post", other, place, (), post=headline),),
        (Statement(other, 2, len(text), text[2:], one, key, Span(0, 5, text[:5]), Span(1, 3, text[1:3]),
                   Span(0, len(text), text), "direct", None, 0.1),), (), (),
        (Place(place, place, "city", other, None, None, None, (Span(0, 3, text[:3]),)),),
    )  # fmt: skip
    (kept,) = archive.keeper(one).keep([Entry(record)])
    tree, plain = (
        page(client, f"/report/{part(kept.name)}?correct={part(other)}", language),
        page(client, "/report/meeting?correct=s1", language),
    )
    assert tags(tree) <= tags(plain) | {"h2"}
    assert {script.get("src") for script in tree.xpath("//script")} == {
        script.get("src") for script in plain.xpath("//script")
    }
    assert not tree.xpath("//@*[starts-with(name(), 'on')]|//@style")
    assert not tree.xpath("//a[starts-with(@href, 'javascript')]")


def test_a_long_report_of_one_line(client: Visitor, archive: Archive) -> None:
    line = "بهمن کاویانی گفت پل باز می‌شود و "
    text = line * 3000
    people = (
        Person(
            "p1",
            "بهمن کاویانی",
            "",
            None,
            tuple(Mention(a, a + 12, text[a : a + 12], "name") for a in range(0, len(text), len(line))),
        ),
    )
    statements = tuple(
        Statement(
            f"s{n}",
            n * 300,
            n * 300 + 400,
            text[n * 300 : n * 300 + 400],
            "بهمن کاویانی",
            "p1",
            None,
            None,
            None,
            "indirect",
            None,
            0.9,
        )
        for n in range(300)
    )
    record = Record("long", text, text, Header(), (), people, (), statements, ())
    keep(archive, record)
    tree = page(client, "/report/long")
    (found,) = tree.xpath("//article//*[@data-start]")
    assert found.text_content() == text.rstrip(" ") + " "
    assert len(tree.xpath("//ol[@class='said-list']/li")) == 300


def test_a_report_that_tells_nothing(client: Visitor, archive: Archive) -> None:
    bare = minutes("bare", None, said("x", "آب"))
    keep(archive, replace(bare, people=(), statements=(), report=Header()))
    tree = page(client, "/report/bare")
    assert "گفته، رویداد یا نامی خوانده نشد" in tree.text_content()
    assert tree.xpath("string(//h1)").strip() == "bare"
