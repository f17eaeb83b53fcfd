"""The commands that fill an archive, end to end."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

import dabir.sources
from commands.desk import DROUGHT, MEETING, Run, lines
from dabir.sources import Clock, Visitor
from website import Reply, Time, page, serving

READ = ("add", "--fast")


def test_add_keeps_reports_and_passes_over_what_is_known(run: Run, path: Path, news: Path) -> None:
    first = run(*READ, news)
    assert (first.code, first.out, first.err) == (0, f"{path}: 3 added; 3 reports in all.\n", "")
    again = run(*READ, news)
    assert (again.code, again.out) == (0, f"{path}: 0 added, 3 known already; 3 reports in all.\n")


def test_add_counts_corrections_and_copies(run: Run, archive: Path, news: Path) -> None:
    news.write_bytes(
        lines(
            ("d1", DROUGHT.replace("یک‌سوم", "یک‌چهارم"), "2018-05-02", "نوا"),
            ("c1", MEETING, "2018-04-18", "سپهر"),
        )
    )
    assert run(*READ, news).out == f"{archive}: 1 added (1 copies), 1 corrected; 4 reports in all.\n"


def test_add_names_what_cannot_be_read_and_keeps_the_rest(run: Run, path: Path, news: Path) -> None:
    bad = news.with_name("bad.txt")
    bad.write_bytes(b"\x00\x01\x02\xff")
    news.write_bytes(b"{broken\n" + news.read_bytes())
    outcome = run(*READ, bad, news.with_name("missing.txt"), news)
    assert outcome.code == 1
    assert outcome.out == f"{path}: 3 added, 3 failed; 3 reports in all.\n"
    complaints = outcome.err.splitlines()
    assert [line.split(":")[0] for line in complaints] == ["dabir"] * 3
    for place, complaint in zip(("bad.txt", "missing.txt", f"{news}, line 1"), complaints, strict=True):
        assert place in complaint


def test_add_takes_columns_and_refuses_what_is_no_mapping(run: Run, path: Path, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text(f'key,words\n7,"{DROUGHT}"\n', "utf-8")
    assert run(*READ, table, "--map", "id=key", "--map", "text=words").out.startswith(f"{path}: 1 added;")
    refused = run(*READ, table, "--map", "text")
    assert (refused.code, refused.err) == (
        1,
        "dabir: text: write FIELD=COLUMN, such as text=body.\n",
    )


def test_a_run_that_is_broken_off_tells_how_to_go_on(
    run: Run, path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dabir import Reader

    monkeypatch.setattr("dabir.adding.TOGETHER", 1)
    whole = Reader.read_together
    calls: list[int] = []

    def broken(self: Reader, reports: object) -> object:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return whole(self, reports)

    monkeypatch.setattr(Reader, "read_together", broken)
    outcome = run(*READ, news)
    assert outcome.code == 130
    assert outcome.out == f"{path}: 2 added; 2 reports in all.\n"
    assert "To go on, give the same command again." in outcome.err
    assert run(*READ, news).out == f"{path}: 1 added, 2 known already; 3 reports in all.\n"


def test_a_run_that_is_broken_off_while_promises_are_followed_up_loses_nothing(
    run: Run, path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dabir.archive.following import followup

    def broken(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(followup._Run, "take", broken)
        outcome = run(*READ, news)
    assert (outcome.code, outcome.out) == (130, f"{path}: 3 added; 3 reports in all.\n")
    assert outcome.err == (
        "dabir: broken off while promises were followed up; all reports are kept."
        " To go on, give the same command again.\n"
    )
    assert _followed(path) is None
    assert run(*READ, news).out == f"{path}: 0 added, 3 known already; 3 reports in all.\n"
    assert _followed(path) == "3"


def _followed(path: Path) -> str | None:
    """Up to which version promises were followed up."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT value FROM meta WHERE key = 'followed'").fetchone()
    return found[0] if found else None


@pytest.mark.parametrize("name", [".", "no/news.dabir", "plain.dabir"])
def test_what_cannot_be_an_archive_is_told(run: Run, news: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "plain.dabir").write_text("no database at all, but a text of some length\n" * 40)
    outcome = run(*READ, news, "-a", tmp_path / name)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("dabir: ")
    assert outcome.err.count("\n") == 1


def test_watch_keeps_what_is_new_in_a_feed(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    time = Time()
    clock = Clock(time.now, time.now, time.sleep)
    monkeypatch.setattr(dabir.sources, "Visitor", partial(Visitor, clock=clock))
    with serving() as site:
        item = (
            "<item><title>پل</title><link>/a</link></item><item><title>راه</title><link>/gone</link></item>"
        )
        site.replies["/feed"] = Reply(f"<rss version='2.0'><channel>{item}</channel></rss>")
        site.replies["/a"] = Reply(page("گشایش پل تازه"))
        first = run("watch", f"{site.address}/feed", "--once", "--fast")
        again = run("watch", f"{site.address}/feed", "--once", "--fast")
    assert (first.code, first.out) == (1, f"{path}: 1 added, 1 failed; 1 reports in all.\n")
    assert "/gone answered 404" in first.err
    assert again.out == f"{path}: 0 added, 1 failed; 1 reports in all.\n"
    assert site.asked.count("/a") == 1


def test_reread_reads_what_another_version_has_read(run: Run, archive: Path) -> None:
    assert run("reread", "--fast").out == f"{archive}: 0 of 0 reports read again.\n"
    _as_of_old(archive)
    assert run("reread", "--fast").out == f"{archive}: 3 of 3 reports read again.\n"
    assert run("reread", "--fast").out == f"{archive}: 0 of 0 reports read again.\n"


def test_reread_indexes_anew_what_another_version_indexed(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dabir.archive import reindexing

    monkeypatch.setattr(reindexing, "ANALYSIS", reindexing.ANALYSIS + 1)
    assert "another version indexed its words; run `dabir reread`" in run("search", "پل").err
    done = f"{archive}: 3 of 3 texts indexed again.\n{archive}: 0 of 0 reports read again.\n"
    assert run("reread", "--fast").out == done
    assert not run("search", "پل").err


def test_reread_names_what_cannot_be_read_any_more(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dabir import Reader

    whole = Reader.read_together

    def read(self: Reader, reports: Sequence[dabir.Report]) -> list[dabir.Record]:
        if any(report.id == "m2" for report in reports):
            raise RuntimeError("trouble")
        return whole(self, reports)

    monkeypatch.setattr(Reader, "read_together", read)
    _as_of_old(archive)
    outcome = run("reread", "--fast")
    assert (outcome.code, outcome.out) == (1, f"{archive}: 2 of 3 reports read again.\n")
    assert outcome.err.startswith("dabir: m2 ")
    assert len(run("export", "jsonl").out.splitlines()) == 3


def _as_of_old(archive: Path) -> None:
    connection = sqlite3.connect(archive)
    with connection:
        connection.execute("UPDATE versions SET reader = 'dabir 0.0'")
    connection.close()


@pytest.mark.usefixtures("archive")
def test_import_brings_an_export_back(run: Run, tmp_path: Path) -> None:
    exported = tmp_path / "all.jsonl"
    assert run("decide", "rename", "سیمین پارسا", "سیمین پارسای جنوب").code == 0
    assert run("export", "jsonl", "--versions", "-o", exported).code == 0
    other = tmp_path / "other.dabir"
    assert run("import", exported, "-a", other).out == f"{other}: 3 added; 3 reports in all.\n"
    assert (
        run("export", "jsonl", "--versions", "-a", other).out.splitlines()[:3]
        == (exported.read_text("utf-8").splitlines()[:3])
    )
    assert "سیمین پارسای جنوب" in run("decide", "find", "پارسا", "-a", other).out


@pytest.mark.usefixtures("archive")
def test_import_names_the_file_and_the_line_that_is_no_record(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    whole = run("export", "jsonl").out.splitlines(keepends=True)
    broken.write_text(whole[0] + "{broken\n" + whole[1], "utf-8")
    other = tmp_path / "other.dabir"
    outcome = run("import", broken, "-a", other)
    assert (outcome.code, outcome.out) == (1, f"{other}: 1 added, 1 failed; 1 reports in all.\n")
    assert outcome.err.startswith(f"dabir: {broken}, line 2 is no record: ")


@pytest.mark.usefixtures("archive")
def test_import_goes_on_behind_a_file_that_is_no_export(run: Run, tmp_path: Path) -> None:
    broken, missing, whole = (tmp_path / f"{name}.jsonl" for name in ("broken", "missing", "whole"))
    first, *more = run("export", "jsonl").out.splitlines(keepends=True)
    broken.write_text(first + "{broken\n", "utf-8")
    whole.write_text("".join(more), "utf-8")
    other = tmp_path / "other.dabir"
    outcome = run("import", broken, missing, tmp_path, whole, "-a", other)
    assert (outcome.code, outcome.out) == (1, f"{other}: 3 added, 3 failed; 3 reports in all.\n")
    told = outcome.err.splitlines()
    assert told[0].startswith(f"dabir: {broken}, line 2 is no record: ")
    assert told[1].startswith(f"dabir: {missing} cannot be opened (")
    assert told[2].startswith(f"dabir: {tmp_path} cannot be opened (")
    assert run("import", broken, whole, "-a", other).out == (
        f"{other}: 0 added, 3 known already, 1 failed; 3 reports in all.\n"
    )


@pytest.mark.usefixtures("path")
def test_import_of_a_missing_file_is_told(run: Run, tmp_path: Path) -> None:
    outcome = run("import", tmp_path / "missing.jsonl")
    assert outcome.code == 1
    assert outcome.err.startswith(f"dabir: {tmp_path / 'missing.jsonl'} cannot be opened")


@pytest.mark.usefixtures("path")
def test_search_by_meaning_end_to_end(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dabir.archive import Archive
    from dabir.model.embedder import Embedder

    monkeypatch.setattr(Archive, "embedder", Embedder())
    assert run(*READ, news).code == 0
    found = run("search", "water shortage for farmers", "--json", "--count", 1)
    assert found.code == 0
    assert json.loads(found.out)["name"] == "d1"
