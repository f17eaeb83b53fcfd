"""Indexing again: an archive whose words were indexed with other keys than today's."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest

from archive.news import ALL, entry, record_of
from dabir.archive import Archive, reindexing
from dabir.archive.reindexing import outdated, reindex

Rows = Callable[[str], list[Any]]
KEPT = ("SELECT hash, version_id FROM bands", "SELECT id, signature FROM versions", "SELECT * FROM words")


def filled(archive: Archive) -> None:
    records = [record_of(text, name, published="2018-04-17") for name, text in ALL.items()]
    archive.keeper("test 1").keep([entry(record.text, record.id) for record in records])


def contents(rows: Rows) -> list[list[str]]:
    return [sorted(map(repr, rows(query))) for query in KEPT]


@pytest.fixture
def older(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive whose words stand in its index under keys of which today's search knows nothing."""
    filled(archive)
    with archive.database.writing() as connection:
        reindexing.begin(connection)
    monkeypatch.setattr(reindexing, "ANALYSIS", reindexing.ANALYSIS + 1)
    return archive


def test_a_new_archive_has_todays_keys(archive: Archive) -> None:
    filled(archive)
    assert outdated(archive.database) == 0
    assert list(reindex(archive.database)) == []


def test_words_copies_and_stories_are_as_if_added_today(older: Archive, rows: Rows) -> None:
    assert older.search("زعفران", way="words") == []
    assert outdated(older.database) == len(ALL)
    before = contents(rows)[:2]
    assert list(reindex(older.database)) == [1, 2, 3, 4]
    assert contents(rows)[:2] == before
    assert [found.name for found in older.search("زعفران", way="words")] == ["market"]
    assert outdated(older.database) == 0


def test_what_comes_in_meanwhile_is_indexed_once(
    older: Archive, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindexing, "TOGETHER", 1)
    assert list(islice(reindex(older.database), 2)) == [1, 2]
    assert outdated(older.database) == len(ALL) - 2
    older.keeper("test 2").keep([entry("زعفران گران شد\nبهای زعفران امروز بالا رفت.", "later")])
    assert list(reindex(older.database)) == [3, 4]
    assert {found.name for found in older.search("زعفران", way="words")} == {"market", "later"}
    query = "SELECT count(*) FROM words" + (" GROUP BY version_id" if older.database.server else "")
    assert set(rows(query)) == ({(1,)} if older.database.server else {(5,)})
