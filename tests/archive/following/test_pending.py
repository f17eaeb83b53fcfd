"""Commitments that are due between two days."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from archive.minutes import keep, minutes, promised
from dabir.archive import Archive
from dabir.archive.following.pending import due_commitments

FIRST, LAST, TODAY = date(2018, 5, 1), date(2018, 6, 30), date(2018, 6, 10)


@pytest.fixture
def filled(archive: Archive) -> Archive:
    keep(
        archive,
        minutes(
            "bridge",
            "2018-04-01",
            promised("بهمن کاویانی", "پل را باز می‌کنیم", due="2018-06-20"),
            promised("بهمن کاویانی", "هزینه‌اش را می‌پردازیم", due="2018-06-01"),
            promised("بهمن کاویانی", "راه را می‌سازیم"),
        ),
        minutes("water", "2018-04-02", promised("سیمین پارسا", "آب را می‌رسانیم", due="2018-09-01")),
    )
    return archive


def test_what_is_due_first_comes_first(filled: Archive) -> None:
    found = due_commitments(filled, first=FIRST, last=LAST, today=TODAY)
    assert [(one.due, one.overdue) for one in found] == [("2018-06-01", True), ("2018-06-20", False)]
    assert [one.name for one in found[0].sources] == ["بهمن کاویانی"]
    assert len(due_commitments(filled, first=FIRST, last=LAST, count=1)) == 1


def test_what_was_carried_out_is_due_no_more(filled: Archive) -> None:
    with filled.database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO followups SELECT c.id, v.id, 'carried out', 'event', 'e1', 0.9 FROM commitments c, versions v"
                " JOIN reports r ON r.current = v.id WHERE c.due = '2018-06-01' AND r.name = 'water'"
            )
        )
    assert [one.due for one in due_commitments(filled, first=FIRST, last=LAST)] == ["2018-06-20"]
