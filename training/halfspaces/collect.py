"""Counting: from sentences to the columns of `dabir.script.counts`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from dabir.script.counts import HOUSE, LISTS, SCALE, VERB, WIDTH, Column, Counts
from dabir.script.fingerprints import LONGEST, fingerprints, mixed
from dabir.script.gaps import ENDINGS
from dabir.script.letters import HALF_SPACE
from dabir.script.verbs import written
from dabir.script.words import tokens

LISTS_SCALE = 8.0  # the lists count up to hundreds of millions
_ENDINGS = sorted(ENDINGS, key=len, reverse=True)

Rows: TypeAlias = dict[str, list[int]]


def stem(word: str) -> str:
    """A word without its ending, as `dabir.script.gaps.Gap.stem` has it."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)]
    return word


def cuts(word: str) -> list[tuple[str, str]]:
    """What stands left and right of every half-space of a word, by the letters alone."""
    parts = word.split(HALF_SPACE)
    return [("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts))]


class Collection:
    """The counts of some sentences.

    Attributes:
        words: How often every word was met.
        rows: For every string its columns (`Column`).
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        self.rows: Rows = {}
        self._pairs: Counter[tuple[str, str]] = Counter()
        for sentence in sentences:
            found = [token.text if token.kind == "word" else "" for token in tokens(sentence)]
            self.words.update(filter(None, found))
            self._pairs.update(pair for pair in pairwise(found) if all(pair))
        for word, count in self.words.items():
            self._add_word(word, count)
        self._add_plain_words()
        self._add_pairs()

    def _add(self, string: str, column: Column, count: int = 1) -> None:
        self.rows.setdefault(string, [0] * HOUSE)[column] += count

    def _add_word(self, word: str, count: int) -> None:
        if HALF_SPACE not in word:
            self._add(word, Column.PLAIN, count)
            self._add(word, Column.PART, count)
            return
        self._add(word.replace(HALF_SPACE, ""), Column.OTHER, count)
        parts = word.split(HALF_SPACE)
        for part in parts:
            self._add(part, Column.PART, count)
        for first, second in pairwise(parts):
            self._add(first + HALF_SPACE + second, Column.PART, count)
            self._add(first, Column.BEFORE_GAP, count)
            self._add(second, Column.AFTER_GAP, count)
        for left, right in cuts(word):
            self._add_sides(left, right, count)
        for part in parts[1:-1]:
            self._add(part, Column.LEFT)
            self._add(part, Column.RIGHT)

    def _add_sides(self, left: str, right: str, count: int) -> None:
        self._add(left, Column.LEFT)
        self._add(left, Column.LEFT_MET, count)
        self._add(right, Column.RIGHT)
        self._add(right, Column.RIGHT_MET, count)
        self._add(stem(right), Column.RIGHT_STEM)
        self._add(left + HALF_SPACE + right, Column.PLAIN, count)

    def _add_plain_words(self) -> None:
        """How many plain words look as though they were made of known parts."""
        known = {name: {k for k, row in self.rows.items() if row[name]} for name in Column}
        for word in [word for word in self.words if HALF_SPACE not in word]:
            for cut in range(2, len(word)):
                left, right = word[:cut], word[cut:]
                if right in known[Column.RIGHT] and left in known[Column.PART]:
                    self._add(right, Column.ENDS)
                if left in known[Column.LEFT] and right in known[Column.PART]:
                    self._add(left, Column.BEGINS)
                if stem(right) in known[Column.RIGHT_STEM] and left in known[Column.PART]:
                    self._add(stem(right), Column.ENDS_STEM)

    def _add_pairs(self) -> None:
        for (first, second), count in self._pairs.items():
            whole = first.replace(HALF_SPACE, ""), second.replace(HALF_SPACE, "")
            near = first.rpartition(HALF_SPACE)[2], second.partition(HALF_SPACE)[0]
            for left, right in {whole, near}:
                self._add(f"{left} {right}", Column.PLAIN, count)
                self._add(left, Column.BEFORE, count)
                self._add(right, Column.AFTER, count)


def listed(lists: dict[str, dict[str, int]], raw: Iterable[str]) -> Rows:
    """Columns of the word lists, and of the words of raw text."""
    rows: Rows = {}
    for name, words in lists.items():
        column = 0 if name == "hazm" else 2
        for word, count in words.items():
            _list_word(rows, word, count, column)
    met = Counter(token.text for line in raw for token in tokens(line) if token.kind == "word")
    for word, count in met.items():
        if count > 1:
            rows.setdefault(word.replace(HALF_SPACE, ""), [0] * 6)[5 if HALF_SPACE in word else 4] += count
    return rows


def _list_word(rows: Rows, word: str, count: int, column: int) -> None:
    if HALF_SPACE not in word:
        rows.setdefault(word, [0] * 6)[column] += count
        return
    rows.setdefault(word.replace(HALF_SPACE, ""), [0] * 6)[column + 1] += count
    for left, right in cuts(word):
        rows.setdefault(left + HALF_SPACE + right, [0] * 6)[column] += count


def verb_rows() -> Rows:
    """The forms of the verbs, and their parts at every gap."""
    rows: Rows = {}
    for key, (form, *_) in written().items():
        rows[key] = [1]
        parts = form.replace(" ", HALF_SPACE).split(HALF_SPACE)
        for at in range(1, len(parts)):
            rows["".join(parts[:at]) + HALF_SPACE + "".join(parts[at:])] = [1]
    return rows


def counts_of(treebank: Collection, press: Collection, lists: Rows, verbs: Rows) -> Counts:
    """All the columns as they are looked up when a text is restored."""
    blocks = [
        (treebank.rows, 0, SCALE),
        (press.rows, HOUSE, SCALE),
        (lists, LISTS, LISTS_SCALE),
        (verbs, VERB, 1.0),
    ]
    strings = sorted(
        {key for rows, _, _ in blocks for key in rows if len(key) <= LONGEST + 1 and _worth(key, blocks)}
    )
    keys = mixed(fingerprints(strings))
    order = np.argsort(keys)
    place = {strings[at]: row for row, at in enumerate(order.tolist())}
    columns = np.zeros((len(strings) + 1, WIDTH), np.uint8)
    for rows, column, scale in blocks:
        kept = [(place[key], row) for key, row in rows.items() if key in place]
        if not kept:
            continue
        values = np.array([row for _, row in kept], np.float64)
        bytes_ = np.minimum(np.rint(np.log2(1 + values) * scale), 255).astype(np.uint8)
        columns[[at for at, _ in kept], column : column + values.shape[1]] = bytes_
    return Counts(keys[order], columns)


def _worth(key: str, blocks: list[tuple[Rows, int, float]]) -> bool:
    """Whether a string says enough to be kept: two words met side by side only once do not."""
    if " " not in key:
        return True
    return sum(rows[key][Column.PLAIN] for rows, _, _ in blocks[:2] if key in rows) > 1
