"""Fingerprints: 64 bits for every string, and those of all parts of many words at once.

A fingerprint is a polynomial over the code points modulo 2**64 (Karp and Rabin 1987), so that the fingerprint
of a part of a word, or of two strings written together, follows from those at hand without another look at
the letters. Tables of counts are kept under fingerprints: they need no strings and are searched in NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int64]

LONGEST = 40  # letters of a word; what is longer is no word
_BASE = 0x9E3779B97F4A7C15
_MIXER = np.uint64(0xD6E8FEB86659FD93)


def _powers(base: int) -> Bits:
    powers = [1]
    for _ in range(2 * LONGEST + 2):
        powers.append(powers[-1] * base % 2**64)
    return np.array(powers, np.uint64)


_POWERS = _powers(_BASE)
_INVERSES = _powers(pow(_BASE, -1, 2**64))


class Words:
    """The letters of some words and the fingerprints of their parts.

    Attributes:
        codes: Code points, one word a row, padded with zeros; shape (words, LONGEST + 1).
        lengths: Letters of every word.
    """

    def __init__(self, words: Sequence[str]) -> None:
        """Take words of at most `LONGEST` letters."""
        self.lengths: Places = np.fromiter(map(len, words), np.int64, len(words))
        letters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
        width = int(self.lengths.max(initial=0)) + 1
        self.codes = np.zeros((len(words), width), np.uint64)
        self.codes[np.arange(width) < self.lengths[:, None]] = letters
        # The sum of the letters before a place, each by a power that is lower the later it comes.
        self._sums: Bits = np.zeros((len(words), width + 1), np.uint64)
        np.cumsum(self.codes * _INVERSES[1 : width + 1], 1, out=self._sums[:, 1:])

    def part(self, word: Places, start: Places | int, stop: Places) -> Bits:
        """Fingerprints of `words[word][start:stop]`."""
        parts: Bits = (self._sums[word, stop] - self._sums[word, start]) * _POWERS[stop]
        return parts

    def whole(self) -> Bits:
        """Fingerprints of the words."""
        return self._sums[:, -1] * _POWERS[self.lengths]


def joined(first: Bits, second: Bits, length: Places | int, between: str = "") -> Bits:
    """Fingerprints of two strings written together; `length` is that of the second."""
    for letter in between:
        first = first * _POWERS[1] + np.uint64(ord(letter))
    return first * _POWERS[length] + second


def mixed(keys: Bits) -> Bits:
    """Fingerprints whose bits are mixed, so that those of like strings do not stand close together."""
    keys = keys * _MIXER
    return (keys ^ keys >> np.uint64(32)) * _MIXER


def fingerprints(strings: Sequence[str]) -> Bits:
    """Fingerprints of strings of at most twice `LONGEST` letters and one between."""
    return Words(strings).whole()
