"""The sample: it fills an empty archive alone, and goes with the first other report."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from archive.news import ALL, entry
from dabir.archive import Archive, sample, schema

STAYS = {"meta", "feeds", "accounts", "tokens", "audit", "saved"}


def filled(archive: Archive) -> None:
    assert sample.begin(archive.database)
    archive.keeper("test", of_sample=True).keep([entry(words, name) for name, words in ALL.items()])


def state(archive: Archive) -> str | None:
    with archive.reading() as connection:
        return sample.held(connection)


def test_an_archive_says_how_far_it_is_filled(archive: Archive) -> None:
    assert state(archive) is None
    filled(archive)
    assert state(archive) == "begun"
    assert sample.begin(archive.database)  # a desk that was stopped goes on with it
    sample.finish(archive.database)
    assert state(archive) == "whole"
    assert not sample.begin(archive.database)


def test_an_archive_with_reports_is_not_filled(archive: Archive) -> None:
    archive.keeper("test").keep([entry("سد کارون\nسد کارون پر شد.", "dam")])
    assert not sample.begin(archive.database)
    assert state(archive) is None


def test_the_sample_goes_with_the_first_other_report(
    archive: Archive, rows: Callable[[str], list[Any]]
) -> None:
    filled(archive)
    with archive.database.writing() as connection:
        connection.execute(
            text("INSERT INTO feeds (url, wait, failures) VALUES ('https://a.example/feed', 1, 0)")
        )
    archive.keeper("test").keep([entry("سد کارون\nسد کارون پر شد.", "dam")])
    assert state(archive) is None
    assert rows("SELECT name FROM reports") == [("dam",)]
    assert [found.name for found in archive.search("سد کارون", way="words")] == ["dam"]
    assert archive.search("وزیر", way="words") == []
    assert len(rows("SELECT url FROM feeds")) == 1
    counts = {
        table.name: rows(f"SELECT count(*) FROM {table.name}")[0][0]
        for table in schema.METADATA.sorted_tables
        if table.name not in STAYS
    }
    assert counts["reports"] == counts["versions"] == 1
    assert counts["entities"] == counts["statements"] == counts["followups"] == 0


def test_what_is_kept_of_the_sample_leaves_it(archive: Archive) -> None:
    filled(archive)
    archive.keeper("test", of_sample=True).keep([entry("سد کارون\nسد کارون پر شد.", "dam")])
    assert archive.size() == len(ALL) + 1


def test_a_sample_that_had_to_go_does_not_come_back(archive: Archive) -> None:
    filling = archive.keeper("test", of_sample=True)
    filled(archive)
    archive.keeper("test").keep([entry("سد کارون\nسد کارون پر شد.", "dam")])
    assert filling.keep([entry(ALL["match"], "match")]) == []
    assert archive.size() == 1
