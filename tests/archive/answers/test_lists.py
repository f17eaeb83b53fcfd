"""The lists of reports and of statements, which go on behind what was given."""

from __future__ import annotations

import pytest

from archive.minutes import keep, minutes, promised, said
from dabir.archive import Archive, ArchiveError
from dabir.archive.answers.reportlist import Place, reports
from dabir.archive.answers.sizes import sizes
from dabir.archive.answers.statementlist import Asked, statements
from dabir.archive.citation import Window


@pytest.fixture
def filled(archive: Archive) -> Archive:
    keep(
        archive,
        minutes("old", "2018-05-01", said("بهمن کاویانی", "پل تازه باز می‌شود")),
        minutes("undated", None, said("آرام گریگوریان", "راه بسته است")),
        minutes(
            "new", "2018-06-01", said("آرام گریگوریان", "پل را می‌سازیم"), said("بهمن کاویانی", "راه باز است")
        ),
        minutes("same day", "2018-06-01", promised("بهمن کاویانی", "هزینهٔ پل را می‌پردازیم")),
    )
    return archive


def names(archive: Archive, question: str = "", behind: Place | None = None, count: int = 20) -> list[str]:
    return [one.report for one in reports(archive, question, behind=behind, count=count)]


def test_reports_come_newest_first_and_those_of_no_day_last(filled: Archive) -> None:
    assert names(filled) == ["same day", "new", "old", "undated"]
    assert names(filled, "راه") == ["new", "undated"]
    assert names(filled, count=2) == ["same day", "new"]


def test_reports_go_on_behind_each(filled: Archive) -> None:
    whole = reports(filled)
    for number, one in enumerate(whole, 1):
        assert reports(filled, behind=Place(one.day, one.version)) == whole[number:]


def test_statements_are_asked_for_by_words_speaker_and_days(filled: Archive) -> None:
    def texts(asked: Asked) -> list[str]:
        return [one.text for one in statements(filled, asked).listed]

    assert texts(Asked("پل", "گریگوریان")) == ["پل را می‌سازیم"]
    assert texts(Asked("راه", days=Window("2018-06-01"))) == ["راه باز است"]
    assert "پل تازه باز می‌شود" in texts(Asked("پل"))
    assert "راه باز است" not in texts(Asked("پل"))
    with pytest.raises(ArchiveError, match="names nobody"):
        statements(filled, Asked(speaker="هیچ‌کس"))


def test_statements_go_on_behind_each(filled: Archive) -> None:
    whole = list(statements(filled, Asked()).listed)
    found, behind = [], None
    while True:
        part = statements(filled, Asked(), behind=behind, count=1)
        found += part.listed
        behind = part.behind
        if behind is None:
            break
    assert found == whole
    assert len(whole) >= 4


def test_sizes_count_everything(filled: Archive) -> None:
    assert sizes(filled).reports == sizes(filled).versions == 4
