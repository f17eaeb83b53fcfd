"""Gaps: where half-spaces may stand, and what the networks see of such a place.

A gap between two letters of a word, or between two words, is judged by how its two sides, their stems and what
is made of them were counted (`dabir.script.counts`) and by the letters beside it. This module says which gaps
may be half-spaces and what is seen of them, all gaps of a text at once; `dabir.script.networks` judges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dabir.script.counts import HOUSE, LISTS, VERB, WIDTH, Column, Counts
from dabir.script.fingerprints import Bits, Places, Words, fingerprints, joined
from dabir.script.letters import HALF_SPACE

Floats: TypeAlias = NDArray[np.float32]

PROMISE = (
    -4.0
)  # log-odds; below it not one half-space in two hundred is lost, and most pairs of words lie below

LETTERS = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئءؤأۀ"
NON_JOINING = frozenset("اآأدذرزژوؤء")
# What is written onto nouns, adjectives and participles; without it a word's stem may be better known.
ENDINGS = (
    *("ها", "های", "هایی", "هایش", "هایشان", "هایم", "هایت", "هایمان", "هاست"),
    *("ان", "ی", "ای", "ه", "تر", "ترین", "ترها"),
    *("م", "د", "یم", "ید", "ند", "ام", "اش", "ات", "اند", "مان", "تان", "شان"),
)

_ALL = tuple(range(WIDTH - 1))
_WORD = (
    *(Column.PLAIN, Column.PART, Column.OTHER),
    *(HOUSE + Column.PLAIN, HOUSE + Column.PART, HOUSE + Column.OTHER),
    *range(LISTS, WIDTH),
)
_PIECE = (Column.PART, Column.RIGHT)
_CUT = (Column.PLAIN, Column.PART, HOUSE + Column.PLAIN, HOUSE + Column.PART, LISTS, LISTS + 2, VERB)
_PAIR = (Column.PLAIN, HOUSE + Column.PLAIN)
_SEVERAL = 24  # (as in `Counts`) three times
_BESIDE = (
    *(Column.PLAIN, Column.PART, Column.LEFT, Column.RIGHT),
    *(Column.BEFORE, Column.AFTER, Column.BEFORE_GAP, Column.AFTER_GAP),
)


class Slot(NamedTuple):
    """Strings made of a gap's sides, and the columns of their counts that the network sees."""

    keys: Bits
    columns: tuple[int, ...]


@dataclass(frozen=True)
class Gap:
    """Gaps in words, or between two words written as one: gap `i` is in `words[word[i]]` before letter `at[i]`."""

    words: Words
    word: Places
    at: Places

    def of(self, chosen: NDArray[np.bool_]) -> Gap:
        """Some of the gaps."""
        return Gap(self.words, self.word[chosen], self.at[chosen])

    @property
    def length(self) -> Places:
        """Letters of the words that the gaps are in."""
        return self.words.lengths[self.word]

    def left(self) -> Bits:
        """What stands before the gaps."""
        return self.words.part(self.word, 0, self.at)

    def right(self) -> Bits:
        """What stands after them."""
        return self.words.part(self.word, self.at, self.length)

    def right_stem(self) -> Bits:
        """What stands after them, but for an ending."""
        return self.words.part(self.word, self.at, self.stem(self.at, self.length))

    def stem(self, start: Places | int, stop: Places) -> Places:
        """Where the stems of the parts of the words from `start` to `stop` end."""
        keys, lengths = _endings()
        begins = stop[:, None] - lengths
        fits = begins - np.reshape(start, (-1, 1)) >= 2
        parts = self.words.part(self.word[:, None], np.where(fits, begins, 0), stop[:, None])
        places = np.minimum(np.searchsorted(keys, parts), len(keys) - 1)
        longest: Places = np.where(fits & (keys[places] == parts), lengths, 0).max(1)
        return stop - longest


@cache
def _endings() -> tuple[Bits, Places]:
    """The fingerprints of the endings, rising, and the lengths that they have."""
    return np.sort(fingerprints(ENDINGS)), np.array(sorted({len(ending) for ending in ENDINGS}))


def slots(gap: Gap) -> list[Slot]:
    """What is made of the two sides of gaps."""
    words, word, at, end = gap.words, gap.word, gap.at, gap.length
    left, right = gap.left(), gap.right()
    left_stem = words.part(word, 0, gap.stem(0, at))
    right_end = gap.stem(at, end)
    right_stem = words.part(word, at, right_end)
    return [
        Slot(left, _ALL),
        Slot(right, _ALL),
        Slot(words.part(word, 0, end), _WORD),
        Slot(left_stem, _WORD),
        Slot(right_stem, _ALL),
        Slot(words.part(word, 0, right_end), _WORD),
        Slot(words.part(word, 0, gap.stem(0, end)), _WORD),
        Slot(words.part(word, 0, at + 1), _WORD),
        Slot(words.part(word, 0, at - 1), _WORD),
        Slot(words.part(word, at + 1, end), _PIECE),
        Slot(words.part(word, at - 1, end), _PIECE),
        Slot(joined(left, right, end - at, HALF_SPACE), _CUT),
        Slot(joined(left, right_stem, right_end - at, HALF_SPACE), _CUT),
        Slot(joined(left_stem, right_stem, right_end - at, HALF_SPACE), _CUT),
        Slot(joined(left, right, end - at, " "), _PAIR),
    ]


def beside(gap: Gap, before: Words, after: Words) -> list[Slot]:
    """What is made of gaps between two words and the words around the two."""
    left, right = gap.left(), gap.right()
    right_length = gap.length - gap.at
    first, last = before.whole(), after.whole()
    right_on = joined(right, last, after.lengths)
    return [
        Slot(first, _BESIDE),
        Slot(last, _BESIDE),
        Slot(joined(first, left, gap.at, HALF_SPACE), _CUT),
        Slot(joined(first, left, gap.at, " "), _PAIR),
        Slot(joined(right, last, after.lengths, HALF_SPACE), _CUT),
        Slot(joined(right, last, after.lengths, " "), _PAIR),
        Slot(joined(left, right_on, right_length + after.lengths, HALF_SPACE), _CUT),
        Slot(joined(joined(first, left, gap.at), right, right_length, HALF_SPACE), _CUT),
        Slot(right_on, (VERB,)),
        Slot(joined(first, left, gap.at), (VERB,)),
    ]


def shape(gap: Gap) -> Floats:
    """What is seen of gaps without any counts: the lengths of their sides, and silent heh and yeh before them."""
    last = gap.words.codes[gap.word, gap.at - 1]
    left, right = gap.at, gap.length - gap.at
    seen = [last == ord("ه"), last == ord("ی"), left < 3, right < 3]
    return np.stack([*seen, np.minimum(left, 8) / 8, np.minimum(right, 8) / 8], 1).astype(np.float32)


def letters(gap: Gap) -> NDArray[np.int64]:
    """The letters around gaps, as numbers: four before, four after, the last three and the first three."""
    at, end = gap.at[:, None], gap.length[:, None]
    places = np.concatenate([at + np.arange(-4, 4), end + np.arange(-3, 0), 0 * at + np.arange(3)], 1)
    low = np.concatenate([0 * at + np.zeros(4, int), at + np.zeros(7, int), 0 * at + np.zeros(3, int)], 1)
    high = np.concatenate([at + np.zeros(4, int), end + np.zeros(7, int), at + np.zeros(3, int)], 1)
    inside = (places >= low) & (places < high)
    codes = gap.words.codes[gap.word[:, None], np.where(inside, places, 0)]
    return np.where(inside, _numbers()[np.minimum(codes, len(_numbers()) - 1)], 0)


@cache
def _final() -> NDArray[np.bool_]:
    """Which code points are letters that never join the next, so that no half-space follows them."""
    return np.isin(np.arange(0x110000), [ord(letter) for letter in NON_JOINING])


@cache
def _numbers() -> NDArray[np.int64]:
    """The number of every letter by its code point."""
    numbers = np.zeros(0x700, np.int64)
    for number, letter in enumerate(LETTERS, 1):
        numbers[ord(letter)] = number
    return numbers


def features(counts: Counts, row: Sequence[Slot], *more: Floats) -> Floats:
    """The counts of every gap's strings, side by side, and what else is known; shape (gaps, features)."""
    rows = counts.rows(np.stack([slot.keys for slot in row], 1))
    found = counts.columns[rows].reshape(len(rows), -1)[:, _chosen(tuple(slot.columns for slot in row))]
    return np.concatenate([found.astype(np.float32) / 64, *more], 1)


@cache
def _chosen(columns: tuple[tuple[int, ...], ...]) -> Places:
    """The columns of several strings, put side by side, as columns of all of theirs."""
    return np.array([number * WIDTH + column for number, row in enumerate(columns) for column in row])


def candidates(counts: Counts, words: Words) -> Gap:
    """The gaps in words that may be half-spaces: those at which known sides meet."""
    word, at = np.nonzero(np.arange(words.codes.shape[1]) <= words.lengths[:, None] - 2)
    chosen = (at >= 2) & ~_final()[words.codes[word, at - 1]]
    gap = Gap(words, word[chosen], at[chosen])
    left, right, stem = counts.rows(np.stack([gap.left(), gap.right(), gap.right_stem()]))
    met = counts.columns
    parts = (met[left, Column.PART] > 0) & (met[right, Column.PART] > 0)
    sides = met[left, Column.LEFT] | met[right, Column.RIGHT] | met[stem, Column.RIGHT_STEM]
    return gap.of(parts | (sides > 0))


def met_apart(counts: Counts, pairs: Sequence[tuple[str, str, str, str]]) -> NDArray[np.bool_]:
    """Whether two words were met side by side several times, and never as one."""
    gap = _pair(pairs)
    left, right, length = gap.left(), gap.right(), gap.length - gap.at
    rows = counts.rows(np.stack([joined(left, right, length, " "), joined(left, right, length, HALF_SPACE)]))
    apart, one = counts.columns[rows[0]][:, _PAIR], counts.columns[rows[1]][:, _CUT[:4]]
    return np.asarray((apart >= _SEVERAL).any(1) & ~one.any(1))


def _pair(pairs: Sequence[tuple[str, str, str, str]]) -> Gap:
    lefts = np.fromiter((len(pair[1]) for pair in pairs), np.int64, len(pairs))
    return Gap(Words([pair[1] + pair[2] for pair in pairs]), np.arange(len(pairs)), lefts)


def pair_gaps(counts: Counts, pairs: Sequence[tuple[str, str, str, str]]) -> tuple[Floats, NDArray[np.int64]]:
    """What the networks see of the gaps between two words, given as (before, left, right, after)."""
    gap = _pair(pairs)
    before, after = Words([pair[0] for pair in pairs]), Words([pair[3] for pair in pairs])
    edges = np.stack([before.lengths == 0, after.lengths == 0], 1).astype(np.float32)
    return features(counts, slots(gap) + beside(gap, before, after), shape(gap), edges), letters(gap)
