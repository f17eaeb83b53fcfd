"""Exports at the desk: exactly what a question finds, as files that browsers keep."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import unquote

import pytest
from httpx import Response
from hypothesis import given
from hypothesis import strategies as st

from archive.minutes import Line, keep, minutes
from dabir import Record
from dabir.archive import Archive
from dabir.archive.exchange import kept
from dabir.desk.pages import exporting
from dabir.desk.pages.exporting import disposition
from dabir.exports.archived import BINARY, FILES, TABULAR, Form, Table
from desk.visitors import Visitor


def export(client: Visitor, form: str, q: str = "", **options: object) -> Response:
    return client.get(f"/export/{form}", params={"q": q, **options})


def names(answer: Response) -> list[str]:
    assert answer.status_code == 200
    return [Record.from_json(line).id for line in answer.text.splitlines()]


@pytest.mark.parametrize("form", list(Form))
def test_every_form_is_a_file_of_its_kind(client: Visitor, form: Form) -> None:
    for library in ({"parquet": "pyarrow", "spacy": "spacy"}.get(form),):
        if library:
            pytest.importorskip(library)
    answer = export(client, form, "سد OR پل")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FILES[form].media
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="dabir')
    assert len(answer.content) > 100
    if form in BINARY:
        assert int(answer.headers["Content-Length"]) == len(answer.content)


@pytest.mark.parametrize(
    "question",
    ["", "سد", "speaker:کاویانی", "سد OR agency:نوا", "place:جلفا -سد", "زعفران", "کهکشان", "on:1397-02"],
)
def test_what_is_shown_is_taken_out_and_nothing_else(
    archive: Archive, client: Visitor, question: str
) -> None:
    shown = archive.search(question, way="words", order="newest", count=50)
    assert sorted(names(export(client, "jsonl", question))) == sorted(one.name for one in shown)


def test_days_may_stand_in_fields_of_their_own(client: Visitor) -> None:
    found = names(export(client, "jsonl", "گفت OR سد OR پل", after="2018-05-01", before="1397-02-12"))
    assert found == ["drought", "opening"]


def test_by_meaning_what_comes_nearest_is_taken_out(client: Visitor) -> None:
    assert names(export(client, "jsonl", "saffron")) == []
    assert names(export(client, "jsonl", "saffron", way="both")) == ["meeting", "drought", "match", "market"]
    assert names(export(client, "jsonl", "سد", way="both")) == ["drought"]


@pytest.mark.parametrize("table", list(Table))
def test_tables_for_spreadsheets(client: Visitor, table: str) -> None:
    answer = export(client, "csv", table=table)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert {row["report_id"] for row in rows} <= {"meeting", "drought", "match", "market", "opening", "visit"}
    assert rows


def test_long_files_come_in_several_parts(archive: Archive, client: Visitor) -> None:
    keep(
        archive,
        *(
            minutes(f"n{number}", "2018-06-01", Line("plain", f"زنبور {number} " + "آب " * 900))
            for number in range(60)
        ),
    )
    with client.stream("GET", "/export/jsonl", params={"q": "زنبور"}) as answer:
        parts = list(answer.iter_raw())
    assert len(parts) > 1
    assert len(b"".join(parts).decode().splitlines()) == 60


def test_who_leaves_midway_leaves_nothing_behind(archive: Archive) -> None:
    keep(
        archive,
        *(
            minutes(f"n{number}", "2018-06-01", Line("plain", f"زنبور {number} " + "آب " * 900))
            for number in range(60)
        ),
    )
    sent = exporting._sent(Form.jsonl, kept(archive.database, "زنبور"), Table.statements)
    assert next(sent)
    assert archive.database.engine.pool.checkedout() == 1
    del sent
    assert archive.database.engine.pool.checkedout() == 0


def test_the_search_page_links_the_forms_with_its_question(client: Visitor) -> None:
    page = client.get("/search", params={"q": "سد", "order": "newest"}).text
    for form in ("jsonl", "ninjs", "polecat"):
        assert f'/export/{form}?q=%D8%B3%D8%AF&amp;way=words"' in page
    for table in Table:
        assert f"/export/csv?q=%D8%B3%D8%AF&amp;way=words&amp;table={table.value}" in page


# Refusals -------------------------------------------------------------------------------------------------------------


def test_a_wrong_question_is_refused_in_words(client: Visitor) -> None:
    answer = export(client, "jsonl", "type:چیز")
    assert (answer.status_code, "شناخته نیست" in answer.text) == (400, True)


def test_a_form_whose_library_is_missing_is_refused(client: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dabir.exports.archived.find_spec", lambda _: None)
    answer = export(client, "parquet", "سد")
    assert (answer.status_code, "parquet" in answer.text) == (400, True)
    assert "/export/parquet" not in client.get("/search?q=سد").text


def test_what_would_not_fit_into_memory_is_refused(client: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST", 2)
    client.cookies.set("language", "en")
    answer = export(client, "spacy")
    assert (answer.status_code, "holds 2 reports at most" in answer.text) == (400, True)


@pytest.mark.parametrize("path", ["/export/pdf", "/export/csv?table=secrets", "/export/jsonl?way=guess"])
def test_what_there_is_not_is_refused(client: Visitor, path: str) -> None:
    assert client.get(path).status_code == 400


def test_a_record_that_cannot_be_written_does_not_cost_the_others(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dabir.exports.ninjs as module

    whole = module.ninjs_object

    def broken(record: Record, **options: object) -> object:
        if record.id == "match":
            raise ValueError("odd")
        return whole(record, **options)

    monkeypatch.setattr(module, "ninjs_object", broken)
    answer = export(client, "ninjs")
    assert len([json.loads(line) for line in answer.text.splitlines()]) == 5


@given(st.text(max_size=80), st.sampled_from(list(Form)))
def test_a_file_may_be_named_after_any_question(question: str, form: Form) -> None:
    named = disposition(form, Table.events, question)
    assert named.isascii()
    assert named.isprintable()
    plain, _, told = named.partition("; filename*=UTF-8''")
    assert plain.count('"') == 2
    assert ("-events" in plain) is (form in TABULAR)
    assert unquote(told).endswith(FILES[form].suffix)
    assert not set(unquote(told)) & set('/\\:*?"<>|\n\0')
