"""Paragraphs packed into windows: nothing lost, nothing twice, nothing too long."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.model.pieces import BEGIN, END
from dabir.model.windows import Window, pack

Pieces = list[tuple[int, ...]]
words = st.lists(st.integers(10, 99), min_size=1, max_size=6).map(tuple)
reports = st.lists(st.lists(words, min_size=1, max_size=60), min_size=1, max_size=12)


def _laid(report: list[Pieces]) -> tuple[list[range], Pieces]:
    flat = [word for paragraph in report for word in paragraph]
    starts = [sum(map(len, report[:number])) for number in range(len(report) + 1)]
    return [range(low, high) for low, high in pairwise(starts)], flat


def _kept(windows: list[Window]) -> list[int]:
    return [window.words[place] for window in windows for place in window.kept]


@given(reports, st.integers(20, 80), st.integers(0, 12))
def test_every_word_is_asked_of_one_window(report: list[Pieces], limit: int, overlap: int) -> None:
    paragraphs, flat = _laid(report)
    windows = list(pack(paragraphs, flat, limit=limit, overlap=overlap))
    assert _kept(windows) == list(range(len(flat)))
    assert all(len(window.ids) <= limit for window in windows)


@given(reports, st.integers(20, 80), st.integers(0, 12))
def test_words_stand_where_the_window_says(report: list[Pieces], limit: int, overlap: int) -> None:
    paragraphs, flat = _laid(report)
    for window in pack(paragraphs, flat, limit=limit, overlap=overlap):
        assert window.ids[0] == BEGIN
        assert window.ids[-1] == END
        for number, first in zip(window.words, window.firsts, strict=True):
            assert tuple(window.ids[first : first + len(flat[number])]) == flat[number]


def test_short_paragraphs_share_a_window_and_each_is_closed() -> None:
    windows = list(pack([range(2), range(2, 3)], [(11,), (12, 13), (14,)]))
    assert [window.ids for window in windows] == [[BEGIN, 11, 12, 13, END, 14, END]]


def test_a_long_paragraph_is_read_with_context_on_both_sides_of_a_cut() -> None:
    windows = list(pack([range(30)], [(number,) for number in range(10, 40)], limit=22, overlap=8))
    first, second = windows[0], windows[1]
    shared = set(first.words) & set(second.words)
    assert len(shared) == 8
    assert first.words[first.kept.stop - 1] in shared
    assert second.words[second.kept.start] in shared


def test_a_word_longer_than_a_window_is_read_by_its_head() -> None:
    windows = list(pack([range(2)], [tuple(range(10, 60)), (5,)], limit=20, overlap=4))
    assert _kept(windows) == [0, 1]
    assert len(windows[0].ids) == 20


@pytest.mark.parametrize("paragraphs", [[], [range(0)]])
def test_nothing_gives_nothing(paragraphs: list[range]) -> None:
    assert list(pack(paragraphs, [])) == []
