"""The person page: who somebody is, what he said, whom he met, what he promised; in both languages, whatever the words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from sqlalchemy import text

from archive.minutes import Line, done, keep, minutes, promised, said
from dabir import Record
from dabir.archive import Archive
from dabir.archive.people import decisions
from dabir.archive.people.bearers import bearers
from dabir.desk.person import portrait, views
from desk.visitors import Visitor

KAVIANI, GRIGORIAN, NIKZAD = "بهمن کاویانی", "آرام گریگوریان", "رضا نیکزاد"
YES = "ما درباره سد مرزی با همسایه شمالی در تابستان مذاکره می‌کنیم"
NO = "ما درباره سد مرزی با همسایه شمالی در تابستان مذاکره نمی‌کنیم"


def report(name: str, day: str | None, *lines: Line, **more: object) -> Record:
    rest = Line("plain", " ".join(f"{name}{number}" for number in range(12)))
    return minutes(name, day, *lines, rest, **more)  # type: ignore[arg-type]


def number(archive: Archive, name: str) -> int:
    with archive.reading() as connection:
        return bearers(connection, name)[0].id


def page(client: Visitor, address: str, language: str = "fa") -> html.HtmlElement:
    answer = client.get(address, headers={"cookie": f"language={language}"})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def words(found: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in found.cssselect(path)]


def follow(archive: Archive, promise: str, later: str, verdict: str) -> None:
    """Let the first statement of a report follow the commitment of another."""
    query = (
        "INSERT INTO followups (commitment_id, version_id, verdict, what, local, likeness)"
        " SELECT c.id, q.current, :verdict, 'statement', 's1', 0.7 FROM commitments c JOIN reports r"
        " ON r.current = c.version_id, reports q WHERE r.name = :promise AND q.name = :later AND c.kind = 'promise'"
    )
    with archive.database.writing() as connection:
        connection.execute(text(query), {"promise": promise, "later": later, "verdict": verdict})


# Who it is ------------------------------------------------------------------------------------------------------------


def test_somebody_at_a_glance(client: Visitor, archive: Archive) -> None:
    own = number(archive, KAVIANI)
    keep(archive, report("more", "2018-06-01", said("مریم کاویانی", "سلام")))
    decisions.note(archive, own, "پیش‌تر شهردار بود.\n<b>مهم</b>")
    found = page(client, f"/person/{own}")
    assert words(found, "h1") == [KAVIANI]
    assert words(found, ".latin") == ["Bahman Kaviani"]
    assert words(found, ".bearer .origin span") == ["شخص", "ایران", "۳ خبر"]
    assert "وزیر راه" in words(found, ".spans th")[-1]
    assert words(found, ".notes li > p[dir]") == ["پیش‌تر شهردار بود. <b>مهم</b>"]
    assert "مریم کاویانی" in " ".join(words(found, "aside a"))
    assert [each.get("href") for each in found.cssselect(".web a")] == [
        f"/person/{number(archive, GRIGORIAN)}"
    ]
    links = " ".join(unquote(each.get("href")) for each in found.cssselect("aside a"))
    assert f'speaker:"{KAVIANI}"'.replace(" ", "+") in links
    assert f"/person/{own}/dossier.html" in links


def test_in_english_too(client: Visitor, archive: Archive) -> None:
    found = page(client, f"/person/{number(archive, KAVIANI)}", "en")
    assert found.get("dir") == "ltr"
    assert words(found, ".tabs a")[:3] == ["At a glance", "Statements", "Meetings"]
    assert words(found, ".bearer .origin span") == ["person", "ایران", "reports: 3"]
    assert {each.get("lang") for each in found.cssselect(".words")} == {"fa"}


def test_a_government_is_a_country(client: Visitor, archive: Archive) -> None:
    found = page(client, f"/person/{number(archive, 'ایران')}")
    assert words(found, ".bearer .origin span") == ["کشور", "۱ خبر"]
    assert words(found, ".latin") == []


def test_who_was_merged_leads_on(client: Visitor, archive: Archive) -> None:
    own, other = number(archive, KAVIANI), number(archive, GRIGORIAN)
    decisions.merge(archive, other, own)
    answer = client.get(f"/person/{other}?view=statements&page=1")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/person/{own}?view=statements&page=1")
    assert client.get(f"/person/0{own}").headers["location"] == f"/person/{own}"
    assert words(page(client, f"/person/{own}"), "#names ~ p") == [GRIGORIAN]


@pytest.mark.parametrize("odd", ["0", "999999", "9" * 18, "9" * 400, "x", "-1", "1.5", "٣x", "%00", "²"])
def test_nobody_of_such_a_number(client: Visitor, odd: str) -> None:
    assert client.get(f"/person/{odd}").status_code == 404
    assert client.get(f"/person/{odd}/dossier.md").status_code == 404
    assert client.get(f"/person/{odd}/merge").status_code == 404


def test_a_surname_alone_leads_to_who_is_meant(client: Visitor, archive: Archive) -> None:
    keep(
        archive,
        report("full", "2018-05-01", said("بهمن روستایان", "یک"), said(NIKZAD, "دو")),
        report("alone", "2018-05-02", said("روستایان", "سه"), said(NIKZAD, "چهار")),
    )
    with archive.reading() as connection:
        ids = {row.name: row.id for row in connection.execute(text("SELECT id, name FROM entities"))}
    alone = page(client, f"/person/{ids['روستایان']}")
    assert [each.get("href") for each in alone.cssselect(".notice a")] == [f"/person/{ids['بهمن روستایان']}"]
    whole = page(client, f"/person/{ids['بهمن روستایان']}?view=statements")
    assert words(whole, ".sayings .words") == ["سه", "یک"]
    glance = page(client, f"/person/{ids['بهمن روستایان']}")
    assert "۱ خبر دیگر تنها نام خانوادگی" in " ".join(words(glance, "aside"))


# Finding somebody -----------------------------------------------------------------------------------------------------


def test_a_name_that_means_one_leads_to_him(client: Visitor, archive: Archive) -> None:
    own = number(archive, KAVIANI)
    for name in (KAVIANI, "كاوياني", "Kaviani", " Bahman Kaviani "):
        assert client.get("/person", params={"name": name}).headers["location"] == f"/person/{own}"


def test_several_of_a_name_are_to_choose_from(client: Visitor, archive: Archive) -> None:
    keep(archive, report("more", "2018-06-01", said("مریم کاویانی", "سلام")))
    found = page(client, "/person?name=کاویانی")
    assert words(found, "section h3 a") == [KAVIANI, "مریم کاویانی"]
    assert words(found, "section .origin")[0].split() == ["شخص", "ایران", "۳", "خبر"]


def test_near_names_of_a_wrong_one(client: Visitor) -> None:
    found = page(client, "/person?name=بهمن کاویان")
    assert words(found, ".notice") != []
    assert words(found, ".plain a") == [KAVIANI]
    assert words(page(client, "/person"), ".notice") == []


# Statements -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def talker(archive: Archive) -> int:
    keep(
        archive,
        *(
            report(f"t{day:02}", f"2018-07-{day:02}", said(NIKZAD, f"سخن {day} درباره پل"))
            for day in range(1, 19)
        ),
        report("blame", "2019-01-01", said(NIKZAD, "جاده‌ها خراب است", "blame")),
        report("none", None, said(NIKZAD, "روزی که نمی‌دانیم", "blame")),
    )
    return number(archive, NIKZAD)


def test_statements_page_by_page(client: Visitor, talker: int) -> None:
    first = page(client, f"/person/{talker}?view=statements")
    second = page(client, f"/person/{talker}?view=statements&page=2")
    shown = [*words(first, ".sayings .words"), *words(second, ".sayings .words")]
    assert (len(words(first, ".sayings .words")), len(shown)) == (views.COUNT, 20)
    assert (shown[0], shown[1], shown[-1]) == ("جاده‌ها خراب است", "سخن 18 درباره پل", "روزی که نمی‌دانیم")
    assert words(first, "#listed") == ["۲۰ گفته"]
    assert [each.get("rel") for each in first.cssselect(".pages a")] == ["next"]
    assert "۱ گفته روز انتشار ندارد" in first.text_content()
    assert page(client, f"/person/{talker}?view=statements&page=9").cssselect(".sayings li") == []


def test_statements_of_some_days_and_acts_and_words(client: Visitor, talker: int) -> None:
    def shown(query: str) -> list[str]:
        return words(page(client, f"/person/{talker}?view=statements&{query}"), ".sayings .words")

    assert shown("after=2018-07-17&before=1397-04") == ["سخن 18 درباره پل", "سخن 17 درباره پل"]
    assert shown("act=blame") == ["جاده‌ها خراب است", "روزی که نمی‌دانیم"]
    assert shown("act=blame&after=1396") == ["جاده‌ها خراب است"]
    assert shown("q=جاده") == ["جاده‌ها خراب است"]
    assert shown("q=کشتی") == shown("act=praise") == shown("act=<b>") == []


def test_a_day_that_is_none_is_told(client: Visitor, talker: int) -> None:
    found = page(client, f"/person/{talker}?view=statements&after=<i>&before=2018-07-02")
    assert "«\u2068<i>\u2069» روز نیست" in words(found, ".notice")[0]
    assert len(words(found, ".sayings .words")) == 2
    assert found.cssselect("#after")[0].get("value") == "<i>"
    turned = page(client, f"/person/{talker}?view=statements&after=1398&before=1397")
    assert "پایان پیش از روز آغاز" in words(turned, ".notice")[0]


def test_the_chart_leads_to_what_was_said_then(client: Visitor, talker: int) -> None:
    found = page(client, f"/person/{talker}")
    address = found.cssselect(".volume a")[0].get("href")
    assert address.startswith(f"/person/{talker}?view=statements&after=")
    then = page(client, address)
    assert 0 < len(words(then, ".sayings .words")) <= views.COUNT
    assert words(then, "#listed") == [f"{words(found, '.behind td')[0]} گفته"]


def test_only_so_many_are_looked_through(
    client: Visitor, talker: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dabir.archive.answers.spoken.SEARCHED", 3)
    monkeypatch.setattr(views, "SEARCHED", 3)
    found = page(client, f"/person/{talker}?view=statements&q=پل")
    assert "تنها ۳ گفتهٔ تازه‌تر" in found.text_content()


# Meetings, commitments, contradictions ---------------------------------------------------------------------------------


def test_whom_he_met_with_the_reports_that_tell(client: Visitor, archive: Archive) -> None:
    keep(
        archive,
        report(
            "plan",
            "2018-07-01",
            done("CONSULT", KAVIANI, NIKZAD, "کاویانی نیکزاد را می‌بیند", status="planned"),
        ),
        report("state", "2018-07-02", done("AGREE", KAVIANI, "ارمنستان", "کاویانی و ارمنستان هم‌رای شدند")),
    )
    own = number(archive, KAVIANI)
    found = page(client, f"/person/{own}?view=met")
    assert words(found, ".acquaintances h3") == [GRIGORIAN, "ارمنستان", NIKZAD]
    assert words(found, ".acquaintances .origin span:first-child") == ["شخص", "کشور", "شخص"]
    assert "انجامش گزارش نشده" in words(found, ".acquaintances .origin")[2]
    assert "/report/plan" in [each.get("href") for each in found.cssselect(".sources a")]
    between = found.cssselect(".acquaintances .origin a")[0].get("href")
    assert client.get(between).status_code == 200
    few = page(client, f"/person/{own}?view=met&after=2018-07-02")
    assert words(few, ".acquaintances h3") == ["ارمنستان"]
    assert {each.get("class") for each in found.cssselect(".web line")} == {"tie", "tie faint"}


def test_the_graph_and_its_table_tell_the_same(client: Visitor, archive: Archive) -> None:
    surnames = "آذین برومند تابان دادگر فروتن گرامی مهرجو کوشا سپهر شکیبا پارسا"
    many = [f"رضا {name}" for name in surnames.split()]
    keep(
        archive,
        *(
            report(f"g{at}", "2018-07-01", done("CONSULT", KAVIANI, who, f"دیدار {at}"))
            for at, who in enumerate(many)
        ),
    )
    keep(archive, report("land", "2018-07-02", done("COOPERATE", KAVIANI, "گرجستان", "همکاری کردند")))
    found = page(client, f"/person/{number(archive, KAVIANI)}")
    nodes = {each.get("href") for each in found.cssselect(".web a")}
    assert nodes == {each.get("href") for each in found.cssselect("#met ~ .behind tbody a")} - {None}
    assert len(nodes) == 10
    assert words(found, ".more a")[-1] == "همهٔ ۱۳ تن و نهاد"


def test_promises_with_what_followed(client: Visitor, archive: Archive) -> None:
    keep(
        archive,
        report("kept", "2018-05-01", promised(NIKZAD, "پل را می‌سازیم", to=(GRIGORIAN,), due="2018-06-01")),
        report("done", "2018-06-01", said(GRIGORIAN, "پل ساخته شد")),
        report("late", "2018-05-02", promised(NIKZAD, "جاده را می‌سازیم", due="2018-06-01")),
        report("free", "2018-05-03", promised(NIKZAD, "راه‌آهن را می‌سازیم")),
        report("lost", "2018-05-04", promised(NIKZAD, "بندر را می‌سازیم")),
        report("not", "2018-06-02", said(GRIGORIAN, "بندر ساخته نشد")),
        report("again", "2018-05-05", promised(NIKZAD, "فرودگاه را می‌سازیم")),
        report("said", "2018-06-03", said(GRIGORIAN, "باز از فرودگاه گفتند")),
    )
    for promise, later, verdict in (
        ("kept", "done", "carried out"),
        ("lost", "not", "broken"),
        ("again", "said", "repeated"),
    ):
        follow(archive, promise, later, verdict)
    found = page(client, f"/person/{number(archive, NIKZAD)}?view=promises")
    states = words(found, ".undertakings > li > .head .label:nth-child(2)")
    assert states == ["تکرار شد", "نقض شد", "باز", "سررسیدگذشته", "انجام شد"]
    assert "پل ساخته شد" in words(found, ".sequels .words")
    assert words(
        page(client, f"/person/{number(archive, NIKZAD)}?view=promises&after=2018-05-05"),
        ".undertakings > li > .words",
    ) == ["فرودگاه را می‌سازیم"]


def test_contradictions_side_by_side(client: Visitor, archive: Archive) -> None:
    keep(
        archive, report("yes", "2018-05-01", said(NIKZAD, YES)), report("no", "2018-06-01", said(NIKZAD, NO))
    )
    found = page(client, f"/person/{number(archive, NIKZAD)}?view=contradictions")
    assert words(found, ".pair .words") == [YES, NO]
    assert "هر ۲ گفته" in found.text_content()
    assert words(page(client, f"/person/{number(archive, GRIGORIAN)}?view=contradictions"), ".pair") == []


def test_of_very_many_reports_a_stated_part_is_looked_at(
    client: Visitor, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (portrait, views):
        monkeypatch.setattr(module, "NEWEST", 1)
    keep(archive, report("new", "2018-09-01", done("CONSULT", KAVIANI, NIKZAD, "دیدار کردند")))
    own = number(archive, KAVIANI)
    for view in ("overview", "met", "promises"):
        assert "تنها ۱ خبری که آخر از همه" in page(client, f"/person/{own}?view={view}").text_content()
    assert words(page(client, f"/person/{own}?view=met"), ".acquaintances h3") == [NIKZAD]


def test_every_view_in_both_languages(client: Visitor, archive: Archive) -> None:
    own = number(archive, KAVIANI)
    for view in (*views._VIEWS, "nonsense", "<b>"):
        for language in ("fa", "en"):
            found = page(client, f"/person/{own}?view={view}", language)
            assert len(found.cssselect(".tabs [aria-current]")) == 1
            assert len(found.cssselect("h1")) == 1
            ids = [each.get("id") for each in found.cssselect("[id]")]
            assert len(ids) == len(set(ids))


# Files, and hostile words -----------------------------------------------------------------------------------------------


def test_the_dossier_as_a_file(client: Visitor, archive: Archive) -> None:
    own = number(archive, KAVIANI)
    answer = client.get(f"/person/{own}/dossier.html")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="dossier-{own}.html"'
    assert words(html.fromstring(answer.text), "h1") == [KAVIANI]
    markdown = client.get(f"/person/{own}/dossier.md?after=2018-05-02")
    assert markdown.text.startswith(f"# {KAVIANI}")
    assert "پل را می‌پردازیم" in client.get(f"/person/{own}/dossier.md").text
    assert "پل را می‌پردازیم" not in markdown.text
    assert client.get(f"/person/{own}/dossier.pdf").status_code == 400


def test_who_has_the_page_is_told_so(client: Visitor, archive: Archive) -> None:
    address = f"/person/{number(archive, KAVIANI)}"
    tag = client.get(address).headers["etag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    decisions.rename(archive, number(archive, KAVIANI), "مهندس کاویانی")
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def unharmed(shown: str) -> html.HtmlElement:
    """A page in which nothing but its own tags stands."""
    tree = html.fromstring(shown)
    assert not tree.cssselect("main script, img, main b, main i, iframe, [style]")
    assert [each.get("src") is not None for each in tree.cssselect("script")] == [True]
    assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on")]
    return tree


HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onfocus='x",
        "</title><b>",
        "&lt;b&gt;",
        "{{ 7 * 7 }}",
        "«»",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_words_make_no_tags(tmp_path: Path, name: str, words_: str, asked: str) -> None:
    place = tmp_path / "hostile.dabir"
    for part in tmp_path.glob("hostile.dabir*"):
        part.unlink()
    with Archive(str(place)) as archive:
        who = f"بهمن {name}"
        record = report(
            "a",
            "2018-05-01",
            said(who, f"{words_} گفت"),
            promised(who, f"{words_} می‌دهیم", to=(NIKZAD,)),
            done("CONSULT", who, NIKZAD, f"{words_} دیدار"),
            agency=words_,
            roles={who: words_},
        )
        keep(archive, replace(record, report=replace(record.report, headline=words_, desk=words_)))
        with Visitor(archive) as client:
            for view in views._VIEWS:
                for language in ("fa", "en"):
                    query = {"view": view, "q": asked, "after": asked, "act": asked}
                    answer = client.get("/person/1", params=query, headers={"cookie": f"language={language}"})
                    assert answer.status_code == 200
                    assert "49" not in unharmed(answer.text).cssselect("h1")[0].text_content()
            unharmed(client.get("/person", params={"name": asked}, follow_redirects=True).text)
            unharmed(client.get("/person/1/split").text)
            unharmed(client.get("/person/1/merge", params={"with": asked}).text)
