"""Changes: what one text of a report has that another has not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.desk.report import changes as module
from dabir.desk.report.changes import Kind, changes

OLD = "پل باز شد\nوزیر گفت: پل دو سال پیش آغاز شد.\nباران بارید."
NEW = "پل باز شد\nوزیر گفت: پل سه سال پیش آغاز شد.\nباران بارید.\nانتهای پیام"

TEXTS = st.text(alphabet="ابپ \n", max_size=60)


def told(before: str, after: str) -> list[list[tuple[Kind, str]]]:
    return [
        [(piece.kind, piece.words) for piece in line.pieces]
        for passage in changes(before, after)
        for line in passage.lines
    ]


def test_a_word_and_a_line() -> None:
    assert told(OLD, NEW) == [
        [("same", "پل باز شد")],
        [("same", "وزیر گفت: پل"), ("gone", "دو"), ("new", "سه"), ("same", "سال پیش آغاز شد.")],
        [("same", "باران بارید.")],
        [("new", "انتهای پیام")],
    ]
    assert [passage.changed for passage in changes(OLD, NEW)] == [False, True, False, True]


def test_the_same_text() -> None:
    assert [passage.changed for passage in changes(OLD, OLD)] == [False]
    assert changes("", "\n") == []


def test_a_paragraph_before_one_that_changes() -> None:
    assert told("یک دو سه چهار", "پیش از آن\nیک دو سه پنج") == [
        [("new", "پیش از آن")],
        [("same", "یک دو سه"), ("gone", "چهار"), ("new", "پنج")],
    ]


def words(lines: list[list[tuple[Kind, str]]], without: Kind) -> list[str]:
    return " ".join(piece for line in lines for kind, piece in line if kind != without).split()


@given(TEXTS, TEXTS)
def test_both_texts_are_told_whole(before: str, after: str) -> None:
    lines = told(before, after)
    assert words(lines, without="new") == before.split()
    assert words(lines, without="gone") == after.split()


def test_long_passages_are_told_whole_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAIRS", 4)
    assert told("یک دو سه", "یک دو چهار") == [[("gone", "یک دو سه")], [("new", "یک دو چهار")]]
