"""Keeping records: what is new, what is known, what corrects, what copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from archive.news import ALL, DROUGHT, MARKET, MATCH, MEETING, entry, record_of
from dabir.archive import Archive, ArchiveError
from dabir.archive.keeping import Entry, Kept

Rows = Callable[[str], list[Any]]


def keep(archive: Archive, *entries: Entry) -> list[Kept]:
    return archive.keeper("test 1").keep(entries)


def outcomes(kept: list[Kept]) -> list[str]:
    return [one.outcome for one in kept]


def test_what_is_kept_comes_back_as_it_was(archive: Archive) -> None:
    records = [record_of(text, name, published="2018-04-17") for name, text in ALL.items()]
    assert outcomes(keep(archive, *map(Entry, records))) == ["added"] * 4
    assert [archive.record(record.id) for record in records] == records
    assert archive.size() == 4


def test_what_is_known_is_not_kept_again(archive: Archive, rows: Rows) -> None:
    keep(archive, entry(MATCH, "a"))
    before = rows("SELECT count(*) FROM statements")
    assert outcomes(keep(archive, entry(MATCH, "a"))) == ["unchanged"]
    assert rows("SELECT count(*) FROM statements") == before
    assert rows("SELECT count(*) FROM versions") == [(1,)]


def test_a_batch_may_hold_a_report_twice(archive: Archive) -> None:
    assert outcomes(keep(archive, entry(MATCH, "a"), entry(MATCH, "a"))) == ["added", "unchanged"]


def test_another_text_of_an_address_is_a_correction(archive: Archive, rows: Rows) -> None:
    keep(archive, entry(MATCH, "a", url="https://example.ir/news/1"))
    corrected = MATCH.replace("دو بر یک", "سه بر یک").replace("نیکزاد", "نیکپور")
    (kept,) = keep(archive, entry(corrected, "b", url="http://www.example.ir/news/1/"))
    assert (kept.outcome, kept.name) == ("corrected", "a")
    assert archive.record("a").text == corrected
    assert archive.record("a", 1).text == MATCH
    assert rows("SELECT count(DISTINCT version_id) FROM statements") == [(1,)]
    assert rows("SELECT count(*) FROM actors WHERE name LIKE '%نیکزاد%'") == [(0,)]


def test_two_corrections_in_one_batch_leave_the_last(archive: Archive, rows: Rows) -> None:
    texts = [MATCH, MATCH.replace("دو بر یک", "سه بر یک"), MATCH.replace("دو بر یک", "چهار بر یک")]
    kept = keep(archive, *(entry(text, "a") for text in texts))
    assert outcomes(kept) == ["added", "corrected", "corrected"]
    assert archive.record("a").text == texts[-1]
    assert rows("SELECT number FROM versions ORDER BY id") == [(1,), (2,), (3,)]
    assert rows("SELECT DISTINCT version_id FROM statements") == [(3,)]


def test_sources_that_are_given_again_turn_no_report_back(archive: Archive, rows: Rows) -> None:
    from dabir import Report

    texts = [MATCH, MATCH.replace("دو بر یک", "سه بر یک")]
    keep(archive, *(entry(text, "a") for text in texts))
    assert archive.unknown([Report.of(text, id="a") for text in texts]) == []
    for given in (texts, texts[:1]):
        assert set(outcomes(keep(archive, *(entry(text, "a") for text in given)))) == {"unchanged"}
    assert archive.record("a").text == texts[1]
    assert rows("SELECT count(*) FROM versions") == [(2,)]


def test_another_report_under_a_known_id_gets_a_name_of_its_own(archive: Archive) -> None:
    kept = keep(archive, entry(MATCH, "1"), entry(DROUGHT, "1"), entry(MARKET, "1"))
    assert [one.name for one in kept] == ["1", "1~2", "1~3"]
    assert archive.record("1~2").text == DROUGHT
    assert archive.record("1~2").id == "1~2"
    again = keep(archive, entry(DROUGHT, "1"), entry(MATCH, "1"))
    assert [(one.outcome, one.name) for one in again] == [("unchanged", "1~2"), ("unchanged", "1")]


def test_a_copy_is_kept_and_marked(archive: Archive, rows: Rows) -> None:
    first = keep(archive, entry(MEETING, "a", url="https://one.example/1"))[0]
    opening, rest = MEETING.split("\n", 1)
    near = f"{opening}\n{rest.replace('امروز', '')}"
    exact, changed, other = keep(
        archive,
        entry(MEETING, "b", url="https://two.example/7"),
        entry(near, "c", url="https://three.example/9"),
        entry(DROUGHT, "d", url="https://two.example/8"),
    )
    assert first.copy_of is None
    assert other.copy_of is None
    assert exact.copy_of == changed.copy_of == 1
    assert rows("SELECT name, copy_of FROM reports ORDER BY id") == [
        ("a", None),
        ("b", 1),
        ("c", 1),
        ("d", None),
    ]


def test_copies_within_a_batch_are_found(archive: Archive) -> None:
    kept = keep(archive, *(entry(MEETING, name, url=f"https://{name}.example/") for name in "abc"))
    assert [one.copy_of for one in kept] == [None, 1, 1]


def test_a_person_is_one_through_many_reports(archive: Archive, rows: Rows) -> None:
    keep(archive, entry(MEETING, "a"))
    keep(
        archive,
        entry(
            MEETING.replace("بهمن کاویانی", "بهمن كاوياني").replace("ایروان", "تهران"),
            "b",
            url="https://x.example/",
        ),
    )
    assert rows("SELECT count(*) FROM entities WHERE key = 'person:بهمنکاویانی'") == [(1,)]
    assert rows(
        "SELECT count(*) FROM actors a JOIN entities e ON e.id = a.entity_id WHERE e.key = 'person:بهمنکاویانی'"
    ) == [(2,)]


def test_a_report_without_facts_is_kept(archive: Archive) -> None:
    bare = record_of("هوای استان تا پایان هفته سرد می‌ماند و باران می‌بارد.", "bare")
    assert outcomes(keep(archive, Entry(bare))) == ["added"]
    assert archive.record("bare") == bare


def test_a_text_with_a_zero_is_kept_whole(archive: Archive) -> None:
    from dataclasses import replace

    record = record_of(MATCH, "zero")
    odd = replace(record, report=replace(record.report, headline="برد\0 خانگی"))
    keep(archive, Entry(odd))
    assert archive.record("zero") == odd


def test_a_report_that_is_not_there_is_named(archive: Archive) -> None:
    keep(archive, entry(MATCH, "a"))
    with pytest.raises(ArchiveError, match="nobody: the archive holds no report of that name"):
        archive.record("nobody")
    with pytest.raises(ArchiveError, match="a: the archive holds no version 7 of it"):
        archive.record("a", 7)


def test_a_batch_that_fails_leaves_nothing(
    archive: Archive, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = archive.keeper("test 1")
    monkeypatch.setattr("dabir.archive.keeping.write_facts", _fail)
    with pytest.raises(RuntimeError):
        keeper.keep([entry(MATCH, "a", published="2018-04-17")])
    monkeypatch.undo()
    assert rows("SELECT count(*) FROM reports") == [(0,)]
    assert outcomes(keeper.keep([entry(MATCH, "a", published="2018-04-17")])) == ["added"]


def _fail(*_: object) -> None:
    raise RuntimeError


def test_unknown_reports_are_told_before_they_are_read(archive: Archive) -> None:
    from dabir import Report

    keep(archive, entry(MATCH, "a"))
    known, new = Report.of(MATCH, id="a"), Report.of(DROUGHT, id="b")
    assert archive.unknown([known, new]) == [new]
