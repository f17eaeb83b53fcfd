"""Scope: whether a question is about what matches by its words, or about what comes nearest to what it means."""

from __future__ import annotations

import pytest

from archive.news import ALL, MARKET, entry, vectors_of
from dabir.archive import Archive
from dabir.archive.finding.query import QueryError
from dabir.archive.finding.scope import is_listed, listed
from dabir.archive.finding.search import Search, Way
from dabir.archive.finding.vectors import _centre


@pytest.fixture
def library(archive: Archive) -> Archive:
    archive.keeper("test 1").keep([entry(text, name) for name, text in ALL.items()])
    archive.finder = Search(archive.database, lambda _: _centre() + 100 * vectors_of(MARKET)[0])
    return archive


def names(archive: Archive, question: str, way: Way) -> list[str] | None:
    with archive.reading() as connection:
        found = listed(archive.finder, connection, question, way)
        if found is None:
            return None
        rows = connection.exec_driver_sql("SELECT current, name FROM reports")
        known = {row.current: row.name for row in rows}
    return [known[version] for version in found]


@pytest.mark.parametrize(
    ("question", "way"),
    [
        ("saffron prices", "words"),
        ("", "both"),
        ("", "meaning"),
        ("act:report", "meaning"),
        ("سد", "both"),
        ("زعفران OR act:denial", "both"),
    ],
)
def test_words_that_match_are_what_a_question_is_about(library: Archive, question: str, way: Way) -> None:
    assert names(library, question, way) is None


@pytest.mark.parametrize(("question", "way"), [("saffron prices", "both"), ("سد", "meaning")])
def test_else_it_is_about_what_comes_nearest(library: Archive, question: str, way: Way) -> None:
    found = names(library, question, way)
    assert found is not None
    assert found[0] == "market"
    assert sorted(found) == sorted(ALL)


def test_what_was_counted_is_not_counted_again(library: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dabir.archive.finding.matching.count", None)
    with library.reading() as connection:
        assert not is_listed(library.finder, connection, "سد", "both", matches=1)
        assert is_listed(library.finder, connection, "saffron", "both", matches=0)


def test_a_question_that_cannot_be_asked_is_about_nothing(library: Archive) -> None:
    with pytest.raises(QueryError):
        names(library, "type:چیز", "words")
