"""The page between two: what they did, promised and said of each other, and the tone over time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from archive.minutes import Line, agreed, done, keep, minutes, promised, said
from dabir import Record
from dabir.archive import Archive
from dabir.archive.people.bearers import bearers
from dabir.desk import relations
from desk.visitors import Visitor

KAVIANI, GRIGORIAN = "بهمن کاویانی", "آرام گریگوریان"


def report(name: str, day: str | None, *lines: Line, **more: object) -> Record:
    rest = Line("plain", " ".join(f"{name}{number}" for number in range(12)))
    return minutes(name, day, *lines, rest, **more)  # type: ignore[arg-type]


def of_country(record: Record, name: str, country: str) -> Record:
    people = tuple(replace(one, country=country) if one.name == name else one for one in record.people)
    return replace(record, people=people)


@pytest.fixture
def filled_in(archive: Archive) -> Archive:
    """With what two countries did, of which the archive tells nothing else."""
    deeds = {"CONSULT": "2018-06-01", "AID": "2018-07-01", "ACCUSE": "2018-08-01", "SANCTION": "2018-10-01"}
    spoken = report(
        "s",
        "2018-06-03",
        said(GRIGORIAN, "گرجستان دوست ماست", "praise"),
        promised(GRIGORIAN, "راه را می‌سازیم", to=("گرجستان",)),
    )
    keep(
        archive,
        *(
            report(day, day, done(kind, "گرجستان", "ارمنستان", f"رویداد {kind}"))
            for kind, day in deeds.items()
        ),
        report("none", None, done("CONSULT", "ارمنستان", "گرجستان", "گفت‌وگوی بی‌تاریخ")),
        report("a", "2018-06-02", agreed("گرجستان", "ارمنستان", "بر سر بندر توافق کردند")),
        of_country(spoken, GRIGORIAN, "ARM"),
    )
    return archive


def page(client: Visitor, language: str = "fa", **asked: object) -> html.HtmlElement:
    answer = client.get("/between", params=asked, headers={"cookie": f"language={language}"})  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def words(found: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in found.cssselect(path)]


def test_the_form_alone(client: Visitor) -> None:
    for asked in ({}, {"one": "ایران"}, {"other": " "}):
        found = page(client, **asked)
        assert words(found, "h1") == ["میان دو طرف"]
        assert not found.cssselect(".notice, .tabs")
    assert len(found.cssselect("main label")) == 4


@pytest.mark.usefixtures("filled_in")
def test_two_countries_at_a_glance(client: Visitor) -> None:
    found = page(client, one="گرجستان", other="ایروان")
    assert words(found, "h1") == ["گرجستان و ارمنستان"]
    assert words(found, ".tabs .count") == ["۲", "۲", "۳", "۱"]
    assert words(found, "#meetings ~ ol .words") == ["رویداد CONSULT", "گفت‌وگوی بی‌تاریخ"]
    assert words(found, "#commitments ~ ol > li > .words") == ["راه را می‌سازیم", "بر سر بندر توافق کردند"]
    assert words(found, "#events ~ ol .words") == ["رویداد SANCTION", "رویداد ACCUSE", "رویداد AID"]
    assert words(found, ".pair h3") == ["گرجستان دربارهٔ ارمنستان", "ارمنستان دربارهٔ گرجستان"]
    assert words(found, ".pair div:last-child .words") == ["گرجستان دوست ماست"]
    assert found.cssselect("form input[name=one]")[0].get("value") == "گرجستان"


@pytest.mark.usefixtures("filled_in")
def test_the_tone_with_its_table(client: Visitor) -> None:
    found = page(client, one="گرجستان", other="ارمنستان")
    drawing = found.cssselect("svg.tone")[0]
    assert drawing.get("role") == "img"
    rows = words(found, ".behind tbody tr")
    assert len(rows) == 4  # four months in which something happened
    assert len(drawing.cssselect("g title")) == 4
    last = words(found, ".behind tbody tr:last-child td")
    assert last == ["۰", "۰", "۰", "۱", "۱۰۰٪ به سوی ستیز"]
    english = page(client, "en", one="گرجستان", other="ارمنستان")
    assert words(english, ".behind tbody th")[-1] == "Mehr 1397 (Sep 2018 – Oct 2018)"


def test_the_tone_over_many_years(client: Visitor, archive: Archive) -> None:
    days = ("1990-05-01", "2005-05-01", "2015-05-01")
    keep(archive, *(report(day, day, done("AID", "ایران", "گرجستان", f"کمک {day}")) for day in days))
    found = page(client, one="ایران", other="گرجستان")
    assert words(found, ".behind tbody th") == ["۱۳۶۹ (۱۹۹۰–۱۹۹۱)", "۱۳۸۴ (۲۰۰۵–۲۰۰۶)", "۱۳۹۴ (۲۰۱۵–۲۰۱۶)"]
    assert "1990 – Mar 1991" in page(client, "en", one="ایران", other="گرجستان").text_content()


@pytest.mark.usefixtures("filled_in")
@pytest.mark.parametrize("view", ["overview", "meetings", "commitments", "events", "positions", "nonsense"])
def test_every_view_in_both_languages(client: Visitor, view: str) -> None:
    for language in ("fa", "en"):
        found = page(client, language, one="گرجستان", other="ارمنستان", view=view)
        assert len(found.cssselect(".tabs [aria-current]")) == 1
        ids = [each.get("id") for each in found.cssselect("[id]")]
        assert len(ids) == len(set(ids))
    empty = page(client, one="فرانسه", other="ژاپن", view=view)
    assert words(empty, ".empty") == ["در این خبرها چیزی یافت نشد."]


def test_lists_page_by_page(client: Visitor, archive: Archive) -> None:
    keep(
        archive,
        *(
            report(f"r{day:02}", f"2018-07-{day:02}", done("AID", "ایران", "گرجستان", f"کمک {day}"))
            for day in range(1, 21)
        ),
    )
    first = page(client, one="ایران", other="گرجستان", view="events")
    second = page(client, one="ایران", other="گرجستان", view="events", page=2)
    assert words(first, ".deeds .words")[0] == "کمک 20"
    assert words(second, ".deeds .words")[-1] == "کمک 1"
    assert len(words(first, ".deeds .words")) + len(words(second, ".deeds .words")) == 20
    glance = page(client, one="ایران", other="گرجستان")
    assert words(glance, "#events ~ .more a") == ["همه"]


@pytest.mark.usefixtures("filled_in")
def test_days_bound_what_is_told(client: Visitor) -> None:
    found = page(client, one="گرجستان", other="ارمنستان", after="1397-05", before="2018-09-01", view="events")
    assert words(found, ".deeds .words") == ["رویداد ACCUSE"]
    wrong = page(client, one="گرجستان", other="ارمنستان", after="دیروز")
    assert "روز نیست" in words(wrong, ".notice")[0]


@pytest.mark.usefixtures("filled_in")
def test_names_that_nobody_bears(client: Visitor) -> None:
    found = page(client, one="بهمن کاویان", other="آرام گریگوری")
    assert len(words(found, ".notice")) == 2
    near = found.cssselect(".notice a")[0]
    assert near.text_content() == KAVIANI
    assert words(html.fromstring(client.get(near.get("href")).text), ".notice")[0].startswith(
        "در این بایگانی"
    )
    same = page(client, one="ایران", other="تهران")
    assert "هر دو نام یکی است" in words(same, ".notice")[0]


def test_one_of_several_is_chosen(client: Visitor, archive: Archive) -> None:
    keep(
        archive,
        report("m", "2018-06-01", done("CONSULT", "مریم کاویانی", GRIGORIAN, "دیدار مریم و گریگوریان")),
    )
    found = page(client, one="کاویانی", other=GRIGORIAN)
    assert words(found, "h1") == [f"{KAVIANI} و {GRIGORIAN}"]
    (other,) = found.cssselect(".fact a[lang=fa]:not(.source a)")[:1]
    chosen = html.fromstring(client.get(other.get("href")).text)
    assert words(chosen, "h1") == [f"مریم کاویانی و {GRIGORIAN}"]
    with archive.reading() as connection:
        maryam = bearers(connection, "مریم کاویانی")[0].id
    assert chosen.cssselect("input[name=one_id]")[0].get("value") == str(maryam)
    for odd in ("x", "-1", "9" * 30, "²", "0"):
        assert words(page(client, one=KAVIANI, other=GRIGORIAN, one_id=odd), "h1") == [
            f"{KAVIANI} و {GRIGORIAN}"
        ]


@pytest.mark.usefixtures("filled_in")
def test_of_very_much_a_stated_part_is_looked_at(client: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "NEWEST", 2)
    found = page(client, one="گرجستان", other="ارمنستان")
    assert "تنها ۲ تایی که آخر از همه" in found.text_content()


@pytest.mark.usefixtures("filled_in")
def test_all_of_it_as_a_file(client: Visitor) -> None:
    found = page(client, one="گرجستان", other="ارمنستان")
    for link in found.cssselect("#links ~ ul a[href^='/between/relation']"):
        answer = client.get(link.get("href"))
        assert answer.status_code == 200
        assert "گرجستان و ارمنستان" in answer.text
    assert client.get("/between/relation.md?one=ایران&other=هیچ‌کس").status_code == 400


HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onfocus='x",
        "</title><b>",
        "&lt;b&gt;",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(HOSTILE, HOSTILE)
def test_hostile_words_make_no_tags(tmp_path: Path, name: str, told: str) -> None:
    for part in tmp_path.glob("hostile.dabir*"):
        part.unlink()
    one, other = f"بهمن {name}", f"سارا {told}"
    with Archive(str(tmp_path / "hostile.dabir")) as archive:
        lines = (
            done("CONSULT", one, other, f"{told} دیدار"),
            promised(one, f"{told} می‌دهیم", to=(other,)),
            said(one, f"{other} {told}"),
        )
        keep(archive, report("a", "2018-05-01", *lines, agency=told))
        with Visitor(archive) as client:
            for view in relations.VIEWS:
                for asked in ({"one": one, "other": other}, {"one": told, "other": name, "after": told}):
                    tree = page(client, view=view, **asked)
                    assert not tree.cssselect("main script, img, main b, [style]")
                    assert not [key for each in tree.iter() for key in each.attrib if key.startswith("on")]
