"""Correcting by hand: who said a statement, where it begins and ends, and taking that back."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from sqlalchemy import text

from archive.minutes import keep, minutes, said
from archive.news import MEETING, entry
from dabir import Record, Statement
from dabir.archive import Archive
from dabir.archive.people.corrected import corrected
from desk.visitors import Visitor, signed_in

DAMAGED = """گلايه كشاورزان از نرسيدن آب
سيمين پارسا گفت: كشاورزان مي توانند گندم بکارند و کانالها لايروبي ميشود."""


@pytest.fixture
def editor(archive: Archive) -> Any:
    with signed_in(archive, "editor") as visitor:
        yield visitor


def form_of(visitor: Visitor, name: str, statement: str, to: str, query: str = "") -> dict[str, str]:
    """What the form of a statement sends as it stands on the page."""
    tree = html.fromstring(visitor.get(f"/report/{name}?correct={statement}{query}").content)
    (form,) = tree.xpath(f"//div[@id='correct']//form[@action='{to}']")
    return {name: value or "" for name, value in form.form_values()}


def send(
    visitor: Visitor, to: str, name: str = "meeting", statement: str = "s1", query: str = "", **fields: object
) -> Response:
    return visitor.post(to, data={**form_of(visitor, name, statement, to, query), **fields})


def shown(archive: Archive, name: str = "meeting") -> Record:
    """The record as the page shows it."""
    with archive.reading() as connection:
        query = text("SELECT current FROM reports WHERE name = :name")
        version = connection.execute(query, {"name": name}).scalar_one()
        return corrected(connection, version, archive.record(name)).record


def first(archive: Archive, name: str = "meeting") -> Statement:
    return shown(archive, name).statements[0]


def other_speaker(archive: Archive) -> str:
    record = archive.record("meeting")
    return next(one.id for one in record.people if one.id != record.statements[0].speaker_id)


def told(answer: Response) -> str:
    """The notice of a page that did not correct."""
    assert answer.status_code == 400
    (notice,) = html.fromstring(answer.content).xpath("//p[@role='alert']")
    return str(notice.text_content())


def test_another_speaker_and_back(editor: Visitor, archive: Archive) -> None:
    before, speaker = first(archive), other_speaker(archive)
    answer = send(editor, "/correct/speaker", speaker=speaker)
    assert (answer.status_code, answer.headers["location"]) == (303, "/report/meeting#s1")
    assert first(archive).speaker_id == speaker
    page = editor.get("/report/meeting").text
    assert "به دست editor" in page
    (undo,) = html.fromstring(page).xpath("//form[@action='/correct/undo']")
    assert editor.post("/correct/undo", data=dict(undo.form_values())).status_code == 303
    assert first(archive) == before
    assert "اصلاح‌شده" not in editor.get("/report/meeting").text


def test_nobody_said_it(editor: Visitor, archive: Archive) -> None:
    assert send(editor, "/correct/speaker", speaker="").status_code == 303
    assert (first(archive).speaker, first(archive).speaker_id) == ("", None)
    assert "گویندهٔ نامعلوم" in editor.get("/report/meeting").text


def test_the_form_names_the_speaker_and_the_ends(editor: Visitor, archive: Archive) -> None:
    before = first(archive)
    assert form_of(editor, "meeting", "s1", "/correct/speaker")["speaker"] == before.speaker_id
    fields = form_of(editor, "meeting", "s1", "/correct/bounds")
    words = before.text.split()
    assert (fields["begins"], fields["ends"]) == (" ".join(words[:5]), " ".join(words[-5:]))


def test_other_words(editor: Visitor, archive: Archive) -> None:
    before = first(archive)
    ends = " ".join(before.text.split()[:6][-2:])
    assert send(editor, "/correct/bounds", ends=ends).status_code == 303
    after = first(archive)
    assert (after.start, after.text) == (before.start, " ".join(before.text.split()[:6]))
    (mark,) = html.fromstring(editor.get("/report/meeting").text).xpath("//*[@id='s1']")
    assert mark.text_content() == after.text


@pytest.mark.parametrize("writing", ["restored", "original"])
def test_words_that_were_picked_in_the_text(editor: Visitor, archive: Archive, writing: str) -> None:
    """The page sends offsets of the text that it shows; what is kept are those of the report as it came in."""
    archive.keeper("test 1").keep([entry(DAMAGED, "damaged")])
    record = archive.record("damaged")
    whole, meant = {
        "restored": (record.restored, "کشاورزان می‌توانند گندم"),
        "original": (record.text, "كشاورزان مي توانند گندم"),
    }[writing]
    start = whole.index(meant)
    answer = send(
        editor, "/correct/bounds", "damaged", query=f"&writing={writing}",
        start=start - 1, end=start + len(meant), begins="", ends="",
    )  # fmt: skip
    assert answer.status_code == 303
    assert answer.headers["location"] == (
        "/report/damaged#s1" if writing == "restored" else "/report/damaged?writing=original#s1"
    )
    assert first(archive, "damaged").text == "كشاورزان مي توانند گندم"


def test_what_is_so_already(editor: Visitor, archive: Archive) -> None:
    before = shown(archive)
    assert "کس دیگری" in told(send(editor, "/correct/speaker"))
    assert "مرزهای گفته همین است" in told(send(editor, "/correct/bounds"))
    assert shown(archive) == before


def test_words_that_are_not_in_the_text(editor: Visitor, archive: Archive) -> None:
    answer = send(editor, "/correct/bounds", begins="تونل کندوان", ends="دریا")
    assert "در متن نیست" in told(answer)
    tree = html.fromstring(answer.content)
    assert tree.xpath("//input[@name='begins']/@value") == ["تونل کندوان"]  # what he wrote stays
    for start, end in (("1", "99999"), ("5", "5"), ("9" * 5000, "3"), ("۱", "x")):
        assert told(send(editor, "/correct/bounds", begins="", ends="", start=start, end=end))
    assert first(archive) == archive.record("meeting").statements[0]


def test_both_languages(editor: Visitor) -> None:
    editor.cookies.set("language", "en")
    assert "choose another" in told(send(editor, "/correct/speaker"))
    page = editor.get("/report/meeting?correct=s1").text
    for words in ("Correcting statement 1", "Begins with", "Set the bounds", "none of these"):
        assert words in page


def test_the_report_has_changed_meanwhile(editor: Visitor, archive: Archive) -> None:
    fields = form_of(editor, "meeting", "s1", "/correct/speaker")
    archive.keeper("test 1").keep([entry(MEETING.replace("تازه", "نو"), "meeting")])
    answer = editor.post("/correct/speaker", data={**fields, "speaker": ""})
    assert "در این میان" in told(answer)
    assert shown(archive) == archive.record("meeting")


def test_it_is_written_down(editor: Visitor, archive: Archive) -> None:
    send(editor, "/correct/speaker", speaker="")
    send(editor, "/correct/bounds", ends=" ".join(first(archive).text.split()[:6]))
    editor.submit("/report/meeting", "/correct/undo", report="meeting", statement="s1", decision=1)
    with archive.reading() as connection:
        deeds = connection.execute(
            text("SELECT account, action, what FROM audit WHERE action LIKE 'decision%' ORDER BY id")
        )
        assert [tuple(row) for row in deeds] == [
            ("editor", "decision.reattribute", "meeting"),
            ("editor", "decision.bounds", "meeting"),
            ("editor", "decision.undo", "meeting"),
        ]


@pytest.mark.parametrize("to", ["speaker", "bounds", "undo"])
def test_who_may_not(archive: Archive, to: str) -> None:
    keep(archive, minutes("road", "2020-05-01", said("کیارش نوربخش", "راه باز شد")))
    fields = {"report": "road", "statement": "s1", "state": "1 test 1", "speaker": "", "decision": "1"}
    before = shown(archive, "road")
    with signed_in(archive, "reader") as reader:
        assert reader.post(f"/correct/{to}", data=fields).status_code == 403  # without the key of a page
        assert reader.submit("/account", f"/correct/{to}", **fields).status_code == 403
    assert shown(archive, "road") == before


@pytest.mark.parametrize(
    ("to", "fields", "status"),
    [
        ("speaker", {"report": "nowhere"}, 404),
        ("speaker", {"speaker": "p99"}, 400),
        ("speaker", {"statement": "s99"}, 400),
        ("bounds", {"writing": "other"}, 400),
        ("undo", {"decision": 99}, 400),
        ("undo", {"decision": 10**30}, 400),
        ("undo", {"decision": "x"}, 400),
    ],
)
def test_what_cannot_be_done(
    editor: Visitor, archive: Archive, to: str, fields: dict[str, Any], status: int
) -> None:
    asked = {"report": "meeting", "statement": "s1", "state": "1 test 1", **fields}
    answer = editor.submit("/report/meeting?correct=s1", f"/correct/{to}", **asked)
    assert answer.status_code == status
    assert shown(archive) == archive.record("meeting")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(["restored", "original"]))
def test_any_selection_gives_words_of_the_report(
    editor: Visitor, archive: Archive, start: int, length: int, writing: str
) -> None:
    answer = send(
        editor,
        "/correct/bounds",
        query=f"&writing={writing}",
        begins="",
        ends="",
        start=start,
        end=start + length,
    )
    record = shown(archive)
    one = record.statements[0]
    assert answer.status_code in (303, 400)
    assert one.text == record.text[one.start : one.end] == one.text.strip() != ""
