"""The tagger carries each word's scores home, whatever the windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dabir.model.decode import Scores
from dabir.model.labels import CLASSES, begin, size
from dabir.model.tagger import Tagger, Words
from dabir.model.windows import Window


class Letters:
    """A vocabulary of letters: a word's pieces are its letters."""

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        return [tuple(10 + ord(letter) % 50 for letter in word) for word in words]


class Echo:
    """A network that calls every word a person whose first piece is even."""

    outputs = tuple(CLASSES)

    def run(self, windows: Sequence[Window]) -> list[Mapping[str, Scores]]:
        return [self._scores(window) for window in windows]

    def _scores(self, window: Window) -> dict[str, Scores]:
        scores = {head: np.zeros((len(window.words), size(head)), dtype=np.float32) for head in CLASSES}
        for table in scores.values():
            table[:, 0] = 1
        for row, first in enumerate(window.firsts):
            if window.ids[first] % 2 == 0:
                scores["names"][row] = 0
                scores["names"][row, begin("names", "PER")] = 1
        return scores


words = st.lists(st.text("ابپتجدر", min_size=1, max_size=9), min_size=1, max_size=90)
reports = st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=5)


def _laid(paragraphs: list[list[str]]) -> Words:
    starts = [sum(map(len, paragraphs[:number])) for number in range(len(paragraphs) + 1)]
    ranges = [range(starts[number], starts[number + 1]) for number in range(len(paragraphs))]
    return Words([word for paragraph in paragraphs for word in paragraph], ranges)


@given(reports)
def test_every_word_gets_its_own_scores(texts: list[list[list[str]]]) -> None:
    laid = [_laid(text) for text in texts]
    tagger = Tagger(Letters(), Echo())
    for report, tags in zip(laid, tagger.tag(laid), strict=True):
        wanted = [pieces[0] % 2 == 0 for pieces in Letters().of(report.words)]
        assert [tags.mass("names", n, n + 1, "PER") == 1 for n in range(len(wanted))] == wanted
        assert [span.first for span in tags.of("names")] == [n for n, named in enumerate(wanted) if named]


def test_words_outside_all_paragraphs_are_outside_all_spans() -> None:
    (tags,) = Tagger(Letters(), Echo()).tag([Words(["ا", "ب", "پ"], [range(1, 2)])])
    assert tags.mass("names", 0, 1) == 0
    assert tags.mass("names", 2, 3) == 0


def test_no_report_and_no_word_are_nothing() -> None:
    tagger = Tagger(Letters(), Echo())
    assert tagger.tag([]) == []
    (tags,) = tagger.tag([Words([], [])])
    assert tags.of("names") == []
