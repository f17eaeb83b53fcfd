"""The commands with which editors decide, end to end."""

from __future__ import annotations

import pytest

from commands.desk import Run

pytestmark = pytest.mark.usefixtures("archive")


def found(run: Run, name: str) -> list[list[str]]:
    return [line.split("\t") for line in run("decide", "find", name).out.splitlines()]


def test_find_lists_numbers_kinds_and_reports(run: Run) -> None:
    (one,) = found(run, "کاویانی")
    assert one[1:] == ["بهمن کاویانی", "person", "IRN", "2 reports"]
    assert found(run, "Kaviani") == [one]
    nobody = run("decide", "find", "کاویونی")
    assert (nobody.code, nobody.out) == (1, "")
    assert "is one of these meant: «بهمن کاویانی»?" in nobody.err


def test_two_are_merged_and_parted_again(run: Run) -> None:
    before = found(run, "گریگوریان")
    outcome = run("decide", "merge", "گریگوریان", "بهمن کاویانی")
    assert (outcome.code, outcome.out) == (0, "decision 1 is kept; `dabir decide undo 1` takes it back.\n")
    assert found(run, "گریگوریان") == found(run, "کاویانی")
    assert run("decide", "undo", 1).out == "decision 1 (merge) is undone.\n"
    assert found(run, "گریگوریان") == before


def test_one_is_split_by_reports(run: Run) -> None:
    (one,) = found(run, "کاویانی")
    assert run("decide", "split", one[0], "m2", "--name", "بهرام کاویانی").code == 0
    assert sorted(each[1] for each in found(run, "کاویانی")) == ["بهرام کاویانی", "بهمن کاویانی"]
    ambiguous = run("decide", "rename", "کاویانی", "x")
    assert ambiguous.code == 1
    assert "«کاویانی» means 2: give one of the numbers that `dabir decide find` shows." in ambiguous.err
    assert run("decide", "undo", 1).code == 0
    assert found(run, "کاویانی") == [one]


def test_names_and_notes_are_shown(run: Run) -> None:
    assert run("decide", "rename", "کاویانی", "بهمن کاویانی‌فرد").code == 0
    assert run("decide", "note", "کاویانی", "پیش‌تر استاندار بود").code == 0
    shown = run("who", "کاویانی").out
    assert shown.startswith("بهمن کاویانی‌فرد · ")
    assert "پیش‌تر استاندار بود" in shown


def test_the_history_tells_all_decisions_on_one_line_each(run: Run) -> None:
    assert run("decide", "history").out == ""
    run("decide", "split", "کاویانی", "m2", "--name", "بهرام کاویانی")
    run("decide", "undo", 1)
    run("decide", "note", "پارسا", "یک\nدو")
    rows = [line.split("\t") for line in run("decide", "history").out.splitlines()]
    assert [row[0] for row in rows] == ["2", "1"]
    assert [row[2] for row in rows] == ["note", "split"]
    assert rows[0][3] == "stands"
    assert rows[1][3].startswith("undone ")
    assert "بهرام کاویانی" in rows[1][4]
    assert "moves" not in rows[1][4]


def test_what_cannot_be_decided_is_told(run: Run) -> None:
    run("decide", "note", "پارسا", "یک")
    run("decide", "undo", 1)
    for arguments, told in (
        (("undo", 1), "decision 1 was taken back already"),
        (("undo", 9), "there is no decision 9"),
        (("merge", 999, "کاویانی"), "there is no entity 999"),
        (("split", "کاویانی", "nowhere"), "nowhere: the archive holds no report of that name"),
        (("note", "کسی‌نیست", "x"), "the archive names nobody"),
    ):
        outcome = run("decide", *arguments)
        assert (outcome.code, outcome.out) == (1, "")
        assert told in outcome.err
