"""The database behind an archive: what is opened, what is refused, and how older archives are brought up to date."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text

from archive.minutes import done, keep, minutes, said
from archive.news import MATCH, record_of
from dabir.archive import Archive, ArchiveError, migrations
from dabir.archive.keeping import Entry

SAID = minutes("a", "2020-05-01", said("بهمن کاویانی", "پل تازه باز شد"))
SEEN = text("SELECT value FROM meta WHERE key = 'schema'")


def refused(address: str | Path, **options: Any) -> str:
    """The sentence with which an address is refused."""
    with pytest.raises(ArchiveError) as caught:
        Archive(str(address), **options)
    reason = str(caught.value)
    assert "\n" not in reason
    assert reason.endswith(".")
    return reason


def run(address: str, *statements: str) -> None:
    """Let another program write to a database."""
    url = address.replace("postgresql:", "postgresql+psycopg:") if ":/" in address else f"sqlite:///{address}"
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


# Migrations -----------------------------------------------------------------------------------------------------------


def test_what_was_kept_is_there_when_it_is_opened_again(address: str) -> None:
    with Archive(address) as archive:
        keep(archive, SAID)
    with Archive(address, create=False) as archive:
        assert archive.record("a") == SAID


def test_events_of_an_older_archive_get_their_last_day_when_they_are_read_again(address: str) -> None:
    with Archive(address) as archive:
        keep(
            archive, minutes("a", "2020-05-01", done("CONSULT", "بهمن کاویانی", "سیمین پارسا", "دیدار کردند"))
        )
    run(
        address,
        "ALTER TABLE events DROP COLUMN until",
        "UPDATE meta SET value = '1' WHERE key = 'schema'",
    )
    for _ in range(2):
        with Archive(address) as archive, archive.reading() as connection:
            rows = connection.execute(text("SELECT day, until FROM events")).all()
            assert [tuple(row) for row in rows] == [("2020-05-01", None)]


def _second(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE reports ADD COLUMN remark TEXT DEFAULT 'نو'"))


def _broken(connection: Connection) -> None:
    _second(connection)
    connection.execute(text("SELECT 1 FROM nowhere"))


def test_an_older_archive_is_upgraded_with_all_that_it_holds(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive(address) as archive:
        keep(archive, SAID)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, _second))
    for _ in range(2):  # a step is taken once
        with Archive(address) as archive, archive.reading() as connection:
            assert connection.execute(text("SELECT name, remark FROM reports")).all() == [("a", "نو")]
            assert connection.execute(SEEN).scalars().all() == [str(len(migrations.STEPS))]
            assert archive.record("a") == SAID


def test_a_step_that_fails_leaves_the_archive_as_it_was(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive(address) as archive:
        keep(archive, SAID)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, _broken))
        assert "nowhere" in refused(address)
    with Archive(address) as archive, archive.reading() as connection:
        columns = list(connection.execute(text("SELECT * FROM reports")).keys())
        assert "name" in columns
        assert "remark" not in columns
        assert archive.record("a") == SAID


def test_an_archive_of_a_newer_dabir_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, _second))
        Archive(address).close()
    assert refused(address).endswith("was written by a newer Dabir: install the newest version.")


# Other programs' databases --------------------------------------------------------------------------------------------

FOREIGN = {
    "another table": ("CREATE TABLE places (name TEXT)",),
    "another meta": ("CREATE TABLE meta (name TEXT)", "INSERT INTO meta VALUES ('schema')"),
    "another schema": ("CREATE TABLE meta (key TEXT, value TEXT)", "INSERT INTO meta VALUES ('schema', 'v-2b')"),
    "nothing in meta": ("CREATE TABLE meta (key TEXT, value TEXT)",),
}  # fmt: skip


@pytest.mark.parametrize("statements", FOREIGN.values(), ids=FOREIGN)
def test_a_database_of_another_program_is_refused(address: str, statements: tuple[str, ...]) -> None:
    run(address, *statements)
    assert refused(address).endswith("holds the tables of another program: name another database.")


def test_a_file_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    run(str(path), *FOREIGN["another table"])
    before = path.read_bytes()
    refused(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(MATCH, "utf-8")
    assert refused(path) == f"{path} is no archive: name another file, or leave it to Dabir to make one."
    assert path.read_text("utf-8") == MATCH


def test_a_damaged_archive_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "archive.dabir"
    with Archive(str(path)) as archive:
        keep(archive, SAID)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    with pytest.raises(ArchiveError, match=r"archive\.dabir cannot be used .*malformed"):  # noqa: SIM117
        with Archive(str(path)) as archive:
            archive.record("a")


# Addresses ------------------------------------------------------------------------------------------------------------


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    expected = f"{tmp_path} is a folder: name a file in it, such as {tmp_path / 'archive.dabir'}."
    assert refused(tmp_path) == expected


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none/archive.dabir"
    assert refused(path) == f"the folder of {path} is missing: make it, or name another file."
    assert not path.parent.exists()


def test_a_missing_archive_is_not_made_where_one_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "archive.dabir"
    expected = f"there is no archive at {path}: add reports with `dabir add`, or name one."
    assert refused(path, create=False) == expected
    assert not path.exists()


@pytest.mark.parametrize("name", ["بایگانی خبر.dabir", "a?mode=ro#1 100%25.dabir"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    with Archive(str(tmp_path / name)) as archive:
        keep(archive, SAID)
    assert {each.name for each in tmp_path.iterdir()} == {name}


def test_postgresql_needs_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    expected = "PostgreSQL needs psycopg: pip install 'dabir[postgres]'."
    assert refused("postgresql://editor@127.0.0.1/news") == expected


def test_a_server_that_does_not_answer_is_told_of_without_the_password() -> None:
    pytest.importorskip("psycopg")
    reason = refused("postgresql://editor:rosewater@127.0.0.1:1/news")
    assert reason.startswith("postgresql://editor:***@127.0.0.1:1/news cannot be used (")
    assert "rosewater" not in reason


def test_what_is_no_address_of_a_server_is_told_of() -> None:
    pytest.importorskip("psycopg")
    reason = refused("postgresql://editor:rosewater@host:port/news")
    assert reason.endswith("is no address of a server: write postgresql://USER@HOST/NAME.")
    assert "rosewater" not in reason


# Writing --------------------------------------------------------------------------------------------------------------


def test_who_waits_too_long_for_others_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dabir.archive.database._WAIT", 0.05)
    entry = Entry(record_of(MATCH, "match"))
    with Archive(address) as one, Archive(address) as other:
        with (
            one.database.writing(),
            pytest.raises(ArchiveError, match="is being written by others: try again"),
        ):
            other.keeper("test").keep([entry])
        assert [kept.outcome for kept in other.keeper("test").keep([entry])] == ["added"]


def test_a_reader_sees_one_state_throughout(address: str) -> None:
    with Archive(address) as archive, Archive(address) as other:
        with archive.reading() as connection:
            count = text("SELECT count(*) FROM reports")
            assert connection.execute(count).scalar() == 0
            keep(other, SAID)
            assert connection.execute(count).scalar() == 0
        assert archive.size() == 1


def test_a_file_outlives_a_crash_of_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "archive.dabir"
    with Archive(str(path)) as archive, archive.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchall() == [("ok",)]
