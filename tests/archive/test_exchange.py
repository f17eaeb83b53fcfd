"""Exchange: what goes out of an archive as JSON Lines comes back without loss, into another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.minutes import keep, minutes, promised, said
from archive.news import ALL, DROUGHT, MARKET, MATCH, entry, record_of
from archive.newsroom import Hashes
from dabir import Record
from dabir.archive import Archive, ArchiveError
from dabir.archive.exchange import kept, read_line
from dabir.archive.finding.query import QueryError
from dabir.archive.keeping import Entry
from dabir.importing import import_lines

BAD = " is no record: give what `dabir export jsonl` or `dabir read -f jsonl` has written."


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "embedder", Hashes())


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    """An archive to import into."""
    with Archive(str(tmp_path / "other.dabir")) as archive:
        yield archive


def lines(archive: Archive, question: str = "", *, versions: bool = True) -> list[str]:
    return [one.line() for one in kept(archive.database, question, versions=versions)]


def imported(archive: Archive, path: Path, text: str) -> list[str]:
    path.write_text(text, "utf-8")
    return [one.outcome for one in import_lines(archive, path)]


def test_an_archive_comes_back_as_it_was(archive: Archive, other: Archive, tmp_path: Path) -> None:
    corrected = [MATCH.replace("دو بر یک", f"{number} بر یک") for number in ("سه", "چهار")]
    url = "https://pars.example/news/7"
    archive.keeper("test 1").keep([entry(MATCH, "1", url=url), entry(DROUGHT, "2"), entry(MARKET, "2")])
    archive.keeper("test 2").keep([entry(text, "other", url=url) for text in corrected])
    archive.keeper("old").keep([entry(ALL["meeting"], "3")._replace(added="2019-03-02T10:00:00+00:00")])
    before = lines(archive)
    expected = ["added"] * 3 + ["corrected"] * 2 + ["added"]
    assert imported(other, tmp_path / "lines.jsonl", "".join(before)) == expected
    assert lines(other) == before
    assert {"2", "2~2"} <= {record.id for record in other.records()}
    assert [other.record("1", number).text for number in (1, 2, 3)] == [MATCH, *corrected]
    assert imported(other, tmp_path / "lines.jsonl", "".join(before)) == ["unchanged"] * 6
    assert lines(other) == before


def test_an_import_is_found_by_words_and_by_meaning(archive: Archive, tmp_path: Path) -> None:
    text = record_of(MARKET, "market").to_json() + "\n"
    assert imported(archive, tmp_path / "read.jsonl", text) == ["added"]
    assert [hit.name for hit in archive.search("زعفران", way="words")] == ["market"]
    assert [hit.name for hit in archive.search(" ".join(MARKET.split()[:6]), way="meaning")] == ["market"]


def test_what_was_only_read_is_imported_too(archive: Archive, tmp_path: Path) -> None:
    records = [record_of(text, name) for name, text in ALL.items()]
    text = "\n\n".join(record.to_json() for record in records)
    assert imported(archive, tmp_path / "read.jsonl", text) == ["added"] * 4
    assert list(archive.records()) == records
    assert {one.reader for one in kept(archive.database)} == {"imported"}
    assert all(one.added for one in kept(archive.database))


def test_a_question_and_old_versions(archive: Archive) -> None:
    first = minutes("a", "2020-05-01", said("بهمن کاویانی", "پل مرزی باز شد"))
    second = minutes("a", "2020-05-01", said("بهمن کاویانی", "سد جنوبی پر شد"))
    third = minutes("b", "2020-05-02", said("سیمین پارسا", "سد شمالی پر شد"))
    keep(archive, first, third)
    keep(archive, second)
    assert [one.record for one in kept(archive.database, "سد")] == [third, second]
    found = [(one.record, one.number) for one in kept(archive.database, "سد", versions=True)]
    assert found == [(first, 1), (third, 1), (second, 2)]
    assert lines(archive, "پل", versions=False) == []
    with pytest.raises(QueryError):
        lines(archive, "type:NONSENSE")


def test_more_records_than_are_read_at_a_time(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dabir.archive.exchange.TOGETHER", 3)
    records = [minutes(f"n{number}", None, said("بهمن کاویانی", f"گزارش {number}")) for number in range(8)]
    keep(archive, *records)
    assert list(archive.records()) == records


def test_lines_are_records_for_any_program(archive: Archive) -> None:
    record = minutes("a", "2020-05-01", promised("بهمن کاویانی", "پل تازه افتتاح می‌شود", due="2021-03-01"))
    keep(archive, record)
    (line,) = lines(archive)
    assert Record.from_json(line) == record
    assert json.loads(line)["archive"] | {"added": ""} == {
        "identity": "url:news.example/a", "version": 1, "added": "", "reader": "test 1",
    }  # fmt: skip


BROKEN = {
    "no JSON": "سد کارون",
    "half a line": record_of(MATCH, "a").to_json()[:-20],
    "no record": '{"id": "a", "text": "ب"}',
    "a list": "[1, 2]",
    "a number": "7",
    "a text": '"decision"',
    "a wrong archive": record_of(MATCH, "a").to_json()[:-1] + ',"archive":[1]}',
    "a wrong version": record_of(MATCH, "a").to_json()[:-1] + ',"archive":{"version":{}}}',
    "a wrong decision": '{"decision": 7}',
    "half a character": record_of(MATCH, "a").to_json().replace("سپیدرود", "\\ud800"),
}


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_a_bad_line_is_told_of_with_its_number(line: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        read_line(line, 7)
    assert str(caught.value) == f"line 7{BAD}"


def test_what_stands_before_a_bad_line_is_kept(archive: Archive, tmp_path: Path) -> None:
    records = [minutes(f"n{number}", None, said("بهمن کاویانی", f"گزارش {number}")) for number in range(21)]
    text = "\n".join(record.to_json() for record in records[:20])
    path = tmp_path / "lines.jsonl"
    with pytest.raises(ArchiveError) as caught:
        imported(archive, path, f"{text}\n{{\n{records[20].to_json()}\n")
    assert str(caught.value) == f"{path}, line 21{BAD}"
    assert list(archive.records()) == records[:20]


def test_a_name_that_is_taken_here_is_made_another(other: Archive, tmp_path: Path) -> None:
    other.keeper("test").keep([entry(MATCH, "1")])
    text = record_of(DROUGHT, "1").to_json() + "\n"
    assert imported(other, tmp_path / "lines.jsonl", text) == ["added"]
    assert other.record("1").text == MATCH
    assert other.record("1~2").text == DROUGHT


def test_odd_signs_in_a_name(archive: Archive, tmp_path: Path) -> None:
    record = replace(record_of(MATCH, "any"), id="خبر ۷\0\n'\";")
    archive.keeper("test").keep([Entry(record)])
    (one,) = kept(archive.database)
    assert one.record.id == "خبر ۷\ufffd\n'\";"
    assert imported(archive, tmp_path / "lines.jsonl", one.line()) == ["unchanged"]
    assert [each.outcome for each in archive.keeper("test").keep([Entry(record)])] == ["unchanged"]
