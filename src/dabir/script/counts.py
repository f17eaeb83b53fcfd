"""Counts: how often strings were met as words, as parts of words and beside others in well-written text.

The counts are those of `files/halfspaces.npz`, made by `training/halfspaces`. They are logarithms in one byte,
and stand under fingerprints (`dabir.script.fingerprints`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dabir.script.fingerprints import Bits, Places, mixed


class Column(IntEnum):
    """What is counted of a string, of a treebank (PerDT) and, `HOUSE` columns on, of well-written reports."""

    PLAIN = 0  # as a word without half-spaces; of two words with a space or a half-space between: so written
    PART = 1  # as a word or a part of one between half-spaces
    OTHER = 2  # its letters as a word with half-spaces
    LEFT = 3  # words in which it stands left of a half-space
    LEFT_MET = 4  # the same, every occurrence counted
    RIGHT = 5  # words in which it stands right of a half-space
    RIGHT_MET = 6
    BEGINS = 7  # plain words that begin with it and go on with a known part
    ENDS = 8  # plain words that end in it after a known part
    RIGHT_STEM = 9  # words in which it stands right of a half-space but for an ending
    ENDS_STEM = 10  # plain words that end in it but for an ending
    BEFORE = 11  # before a space and a word
    AFTER = 12  # after a word and a space
    BEFORE_GAP = 13  # before a half-space
    AFTER_GAP = 14  # after a half-space


HOUSE = len(Column)  # columns of one collection; those of the press follow those of the treebank
LISTS = 2 * HOUSE  # word lists: hazm plain, hazm with half-spaces, shekar's the same, raw reports the same
VERB = LISTS + 6  # 1 for verb forms, and for two strings with a half-space between that make one
WIDTH = VERB + 1
SCALE = 12.0  # steps of a byte to a doubling of a count, from 0 (1) on
_BUCKETS = 1 << 20
_SHIFT = np.uint64(44)  # what is left of a fingerprint's 64 bits tells the bucket


@dataclass(frozen=True)
class Counts:
    """Counts under fingerprints.

    Attributes:
        keys: Mixed fingerprints, rising; shape (strings,).
        columns: Logarithms of counts; shape (strings + 1, WIDTH), the last row of zeros for unknown strings.
    """

    keys: Bits
    columns: NDArray[np.uint8]

    @cached_property
    def odds(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """For every row, by how much a half-space after, and before, the string is likelier than after any."""
        after, before = (
            _log_odds(self._met(yes), self._met(no))
            for yes, no in ((Column.BEFORE_GAP, Column.BEFORE), (Column.AFTER_GAP, Column.AFTER))
        )
        return after, before

    def _met(self, column: Column) -> NDArray[np.float32]:
        """What was counted, in the treebank and in the press together."""
        logarithms = self.columns[:, (column, HOUSE + column)].astype(np.float32)
        return np.asarray((np.exp2(logarithms / SCALE) - 1).sum(1), np.float32)

    def rows(self, keys: Bits) -> Places:
        """The row of every fingerprint."""
        keys = mixed(keys)
        places = self._starts[(keys >> _SHIFT).astype(np.int64)]
        while (
            lower := self._ended[places] < keys
        ).any():  # it is near the first that begins with the same bits
            places = places + lower
        return np.where(self._ended[places] == keys, places, len(self.keys))

    @cached_property
    def _ended(self) -> Bits:
        """The fingerprints, and the highest number behind them."""
        return np.append(self.keys, np.uint64(2**64 - 1))

    @cached_property
    def _starts(self) -> NDArray[np.int32]:
        """For all first bits of fingerprints, the first row whose fingerprint begins with them or is higher."""
        counts = np.bincount((self.keys >> _SHIFT).astype(np.int64), minlength=_BUCKETS)
        return np.concatenate([[0], counts.cumsum()[:-1]]).astype(np.int32)


def _log_odds(yes: NDArray[np.float32], no: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log-odds of two counts, those of all gaps taken off; few counts stay near nought."""
    weight, share = 0.3, 0.06
    odds = np.log((yes + weight * share) / (no + weight * (1 - share)))
    return np.asarray(odds - np.log(share / (1 - share)), np.float32)
