"""Editors' decisions by the page: named, shown, written down, taken back; and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from sqlalchemy import text

from archive.minutes import Line, keep, minutes, said
from dabir import Record
from dabir.archive import Archive
from dabir.archive.people import decisions
from dabir.archive.people.bearers import bearers
from dabir.desk.pages import deciding
from desk.visitors import Visitor, key_of, signed_in

KAVIANI, GRIGORIAN, MARYAM = "بهمن کاویانی", "آرام گریگوریان", "مریم کاویانی"


def report(name: str, day: str | None, *lines: Line) -> Record:
    return minutes(name, day, *lines, Line("plain", " ".join(f"{name}{number}" for number in range(12))))


@pytest.fixture
def two(archive: Archive) -> tuple[int, int]:
    """The numbers of two of one surname."""
    keep(
        archive,
        report("m1", "2018-06-01", said(MARYAM, "پل بسته است")),
        report("m2", "2018-06-02", said(MARYAM, "جاده بسته است")),
        report("m3", None, said(MARYAM, "بندر بسته است")),
    )
    return number(archive, KAVIANI), number(archive, MARYAM)


def number(archive: Archive, name: str) -> int:
    with archive.reading() as connection:
        return bearers(connection, name)[0].id


def send(client: Visitor, entity: int, what: str, **fields: Any) -> Any:
    """Send a form of the page for editing."""
    return client.submit(f"/person/{entity}?view=edit", f"/person/{entity}/{what}", **fields)


def shown(client: Visitor, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def words(found: html.HtmlElement, path: str) -> list[str]:
    """The words of some elements, without the marks that keep directions apart."""
    texts = (each.text_content() for each in found.cssselect(path))
    return [" ".join(text.translate({0x2068: None, 0x2069: None}).split()) for text in texts]


def log(archive: Archive) -> list[tuple[str, str]]:
    with archive.reading() as connection:
        rows = connection.execute(text("SELECT action, what FROM audit ORDER BY id"))
        return [(row.action, row.what) for row in rows if row.action.startswith("decision.")]


def test_another_name(client: Visitor, archive: Archive, two: tuple[int, int]) -> None:
    answer = send(client, two[0], "rename", name="  مهندس   کاویانی ")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/person/{two[0]}?view=edit&done=1")
    found = shown(client, answer.headers["location"])
    assert words(found, "h1") == ["مهندس کاویانی"]
    assert "ثبت شد" in words(found, ".notice")[0]
    assert log(archive) == [("decision.rename", "1")]


def test_a_note(client: Visitor, archive: Archive, two: tuple[int, int]) -> None:
    send(client, two[0], "note", words="پیش‌تر شهردار بود.\r\nدو دوره.")
    assert words(shown(client, f"/person/{two[0]}"), ".notes p[dir]") == ["پیش‌تر شهردار بود. دو دوره."]
    assert log(archive) == [("decision.note", "1")]


@pytest.mark.parametrize(
    ("what", "fields", "told"),
    [
        ("rename", {"name": "  "}, "نام خالی است"),
        ("rename", {"name": KAVIANI}, "نام همین است"),
        ("rename", {"name": "الف\0ب"}, "signs that are no text"),
        ("note", {"words": " \n "}, "یادداشت خالی است"),
        ("note", {"words": "\0"}, "signs that are no text"),
        ("undo", {"decision": "77"}, "no decision 77"),
    ],
)
def test_what_cannot_be_done_is_told_on_the_page(
    client: Visitor, archive: Archive, two: tuple[int, int], what: str, fields: dict[str, str], told: str
) -> None:
    answer = send(client, two[0], what, **fields)
    assert answer.status_code == 400
    assert told in words(html.fromstring(answer.text), ".notice.bad")[0]
    assert log(archive) == []
    assert decisions.history(archive) == []


# Two that are one -----------------------------------------------------------------------------------------------------


def test_two_are_shown_before_they_are_made_one(
    client: Visitor, archive: Archive, two: tuple[int, int]
) -> None:
    own, other = two
    found = shown(client, f"/person/{own}/merge?with={MARYAM}")
    assert words(found, ".card h2") == [KAVIANI, MARYAM]
    assert "وزیر راه" in words(found, ".card")[0]
    assert words(found, ".card + .card .source a") == ["جاده بسته است", "پل بسته است", "بندر بسته است"]
    assert len(found.cssselect("input[type=radio][checked]")) == 1
    fields = {"key": key_of(client.get(f"/person/{own}/merge?with={other}")), "other": other, "stays": other}
    answer = client.post(f"/person/{own}/merge", data=fields)
    assert answer.headers["location"] == f"/person/{other}?view=edit&done=1"
    told = shown(client, answer.headers["location"])
    assert words(told, "h1") == [MARYAM]
    assert f"«{KAVIANI}» و «{MARYAM}» یکی دانسته شدند" in words(told, ".rulings p")[0]
    assert client.get(f"/person/{own}").headers["location"] == f"/person/{other}"
    assert log(archive) == [("decision.merge", "1")]


def test_the_name_that_stays_is_chosen(client: Visitor, archive: Archive, two: tuple[int, int]) -> None:
    own, other = two
    answer = client.submit(
        f"/person/{own}/merge?with={other}", f"/person/{own}/merge", other=other, stays=own
    )
    assert answer.headers["location"].startswith(f"/person/{own}?")
    assert number(archive, MARYAM) == own
    again = send(client, own, "merge", other=other, stays=own)
    assert again.status_code == 400
    assert "one already" in html.fromstring(again.text).cssselect(".notice.bad")[0].text_content()


def test_several_of_a_name_or_nobody(client: Visitor, archive: Archive, two: tuple[int, int]) -> None:
    keep(archive, report("s", "2018-06-05", said("سارا کاویانی", "سلام")))
    several = shown(client, f"/person/{two[0]}/merge?with=کاویانی")
    assert words(several, "h3 a") == [MARYAM, "سارا کاویانی"]
    assert several.cssselect("h3 a")[0].get("href") == f"/person/{two[0]}/merge?with={two[1]}"
    nobody = shown(client, f"/person/{two[0]}/merge?with=مریم کاویان")
    assert words(nobody, ".notice") != []
    assert MARYAM in words(nobody, ".plain a")
    himself = shown(client, f"/person/{two[0]}/merge?with={two[0]}")
    assert words(himself, ".notice") != []
    assert words(shown(client, f"/person/{two[0]}/merge"), ".notice") == []
    assert client.get(f"/person/{two[0]}/merge?with=99999").status_code == 404


# One that is two ------------------------------------------------------------------------------------------------------


def test_reports_are_split_off(client: Visitor, archive: Archive, two: tuple[int, int]) -> None:
    _, own = two
    found = shown(client, f"/person/{own}/split")
    assert [each.get("value") for each in found.cssselect("input[name=reports]")] == ["m2", "m1", "m3"]
    assert "جاده بسته است" in found.cssselect("input[name=reports]")[0].get("aria-label")
    answer = client.submit(
        f"/person/{own}/split", f"/person/{own}/split", reports=["m1", "m3"], name="مریم کاویانی (نقاش)"
    )
    new = int(answer.headers["location"].split("/")[2].split("?")[0])
    assert new != own
    assert words(shown(client, f"/person/{new}?view=statements"), ".sayings .words") == [
        "پل بسته است",
        "بندر بسته است",
    ]
    assert words(shown(client, f"/person/{own}?view=statements"), ".sayings .words") == ["جاده بسته است"]
    back = send(client, new, "undo", decision=1)
    assert back.headers["location"] == f"/person/{own}?view=edit&done=1"
    assert client.get(f"/person/{new}").status_code == 404
    assert "بازگردانده شد" in words(shown(client, back.headers["location"]), ".notice")[0]
    assert log(archive) == [("decision.split", "1"), ("decision.undo", "1")]


def test_no_report_or_a_wrong_one(client: Visitor, archive: Archive, two: tuple[int, int]) -> None:
    _, own = two
    for reports, told in (
        ([], "خبری برگزیده نشده"),
        (["nowhere"], "nowhere"),
        (["opening"], "does not name"),
    ):
        answer = client.submit(f"/person/{own}/split", f"/person/{own}/split", reports=reports)
        assert answer.status_code == 400
        assert told in words(html.fromstring(answer.text), ".notice.bad")[0]
    assert log(archive) == []


def test_reports_page_by_page(client: Visitor, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "_REPORTS", 2)
    first, second = (shown(client, f"/person/{two[1]}/split?page={page}") for page in (1, 2))
    assert [each.get("value") for each in first.cssselect("input[name=reports]")] == ["m2", "m1"]
    assert [each.get("value") for each in second.cssselect("input[name=reports]")] == ["m3"]
    assert words(first, ".pages a") == ["بعدی"]


# Taking back, and who may ---------------------------------------------------------------------------------------------


def test_decisions_are_taken_back_in_order(client: Visitor, two: tuple[int, int]) -> None:
    own, _ = two
    send(client, own, "rename", name="یک")
    send(client, own, "rename", name="دو")
    early = send(client, own, "undo", decision=1)
    assert early.status_code == 400
    assert "builds on decision 1" in words(html.fromstring(early.text), ".notice.bad")[0]
    for decision in (2, 1):
        assert send(client, own, "undo", decision=decision).status_code == 303
    found = shown(client, f"/person/{own}?view=edit")
    assert words(found, "h1") == [KAVIANI]
    assert len(words(found, ".rulings .label")) == 2
    assert found.cssselect(".rulings form") == []


def test_a_corrected_statement_is_among_the_decisions(client: Visitor, archive: Archive) -> None:
    decisions.reattribute(archive, "opening", "s1", "a2")
    found = shown(client, f"/person/{number(archive, GRIGORIAN)}?view=edit")
    assert GRIGORIAN in words(found, ".rulings p")[0]
    assert "/report/opening" in [each.get("href") for each in found.cssselect(".rulings a")]


ROUTES = ("rename", "note", "merge", "split", "undo")


def test_a_form_from_elsewhere_changes_nothing(
    client: Visitor, archive: Archive, two: tuple[int, int]
) -> None:
    for what in ROUTES:
        fields = {"key": "0" * 64, "name": "الف", "words": "ب", "other": two[1], "reports": ["visit"]}
        assert client.post(f"/person/{two[0]}/{what}", data=fields).status_code == 403
        assert client.post(f"/person/{two[0]}/{what}").status_code == 403
    assert decisions.history(archive) == []


def test_a_reader_may_not(archive: Archive, two: tuple[int, int], serve: Callable[..., Visitor]) -> None:
    reader = signed_in(archive, "reader")
    own = two[0]
    assert words(shown(reader, f"/person/{own}?view=edit"), ".tabs [aria-current]") == ["در یک نگاه"]
    key = key_of(reader.get("/account"))
    for what in ROUTES:
        answer = reader.post(f"/person/{own}/{what}", data={"key": key, "name": "الف", "words": "ب"})
        assert answer.status_code == 403
    for page in ("merge", "split"):
        assert reader.get(f"/person/{own}/{page}").status_code == 403
        assert serve().get(f"/person/{own}/{page}").status_code in (303, 403)
    assert decisions.history(archive) == []


def test_an_editor_may(archive: Archive, two: tuple[int, int]) -> None:
    editor = signed_in(archive, "editor")
    assert send(editor, two[0], "note", words="درست است").status_code == 303
    with archive.reading() as connection:
        row = connection.execute(text("SELECT account, action FROM audit ORDER BY id DESC LIMIT 1")).one()
    assert tuple(row) == ("editor", "decision.note")
