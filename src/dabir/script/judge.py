"""The judge: where half-spaces stand in words and between them, by the learnt file `files/halfspaces.npz`.

Words that were met are decided in the file; networks decide the rest. `training/halfspaces` makes the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dabir.script.counts import HOUSE, LISTS, Column, Counts
from dabir.script.fingerprints import LONGEST, Words, fingerprints
from dabir.script.gaps import candidates, features, letters, met_apart, pair_gaps, shape, slots
from dabir.script.letters import HALF_SPACE
from dabir.script.networks import Network

SHORTEST = 3  # letters of a word that may have lost a half-space
NEVER = -100.0  # log-odds where there is no half-space for certain
# Words that are often written onto the next one by mistake; what they begin is cut only if it is no word itself.
FUNCTION_WORDS = ("از", "با", "بر", "به", "برای", "تا", "در", "را", "که", "و", "این", "آن", "هر")
_MET = 18  # (as in `Counts`) met apart twice at least
_COMMON = 53  # (the same) twenty times
_AS_IS = (Column.PLAIN, HOUSE + Column.PLAIN)
_PARTS = (Column.PART, HOUSE + Column.PART)
_WRITTEN = (Column.PLAIN, Column.OTHER, HOUSE + Column.PLAIN, HOUSE + Column.OTHER, LISTS, LISTS + 1)
_ONE_PIECE = (Column.PLAIN, HOUSE + Column.PLAIN, LISTS, LISTS + 2)
_ONGOING = ("می", "نمی")
_PERSONAL = ("م", "ی", "د", "ه", "ت", "ش", "توان")  # how the verbs after those may end
_ONCE = 12  # (as in `Counts`) met once


class Found(NamedTuple):
    """What is known of a word.

    Attributes:
        decided: Whether `gaps` says how it is written.
        gaps: Its half-spaces as bits (see `Judge.writings`).
        before: Log-odds of a half-space after it.
        after: Those of one before it.
        common: Whether it is often met as it is.
        known: Whether it was ever met as a word, with half-spaces or without.
        strange: Whether it was not met twice, as a part of a word either.
        one_piece: Whether it was met, or is listed, as a word without half-spaces.
    """

    decided: bool
    gaps: int
    before: float
    after: float
    common: bool
    known: bool
    strange: bool
    one_piece: bool


@dataclass(frozen=True)
class Judge:
    """What was learnt.

    Attributes:
        counts: Counts of strings.
        decisions: For every row of the counts 0, or 1 more than the place in `writings` of how the word is written.
        writings: Gaps of words as bits: bit `i` for a half-space before letter `i`; shape (writings,).
        inside: The networks for gaps in words.
        between: Those for gaps between words.
    """

    counts: Counts
    decisions: NDArray[np.uint16]
    writings: NDArray[np.uint64]
    inside: Network
    between: Network

    def look_up(self, words: Sequence[str]) -> list[Found]:
        """What is known of words without half-spaces, or of parts of words."""
        rows = self.counts.rows(fingerprints([word[: LONGEST + 1] for word in words]))
        columns = self.counts.columns[rows]
        decided = self.decisions[rows]
        gaps = self.writings[np.maximum(decided, 1) - 1]
        before, after = (odds[rows].tolist() for odds in self.counts.odds)
        met = np.stack(
            [
                (columns[:, _AS_IS] >= _COMMON).any(1),
                columns[:, _WRITTEN].any(1),
                (columns[:, _PARTS] <= _ONCE).all(1),
                columns[:, _ONE_PIECE].any(1),
            ]
        )
        asked = zip((decided > 0).tolist(), gaps.tolist(), before, after, *met.tolist(), strict=True)
        return list(map(Found._make, asked))

    def judged(self, words: Sequence[str], doubt: float = 0.0) -> list[tuple[int, float]]:
        """For words that are not decided, the networks' decisions as bits, and the log-odds of the least sure.

        Args:
            words: Words of `SHORTEST` to `LONGEST` letters.
            doubt: Log-odds that a half-space must have over those of its absence.
        """
        found = [(0, np.inf)] * len(words)
        gap = candidates(self.counts, Words(words)) if words else None
        if gap is None or not len(gap.word):
            return found
        odds = self.inside(features(self.counts, slots(gap), shape(gap)), letters(gap)) - doubt
        least = np.full(len(words), np.inf)
        np.minimum.at(least, gap.word, np.abs(odds))
        for word, places in _chosen(gap.word, gap.at, odds).items():
            found[word] = sum(1 << at for at in places if may_part(words[word][:at], words[word][at:])), 0.0
        return [(gaps, float(sure)) for (gaps, _), sure in zip(found, least, strict=True)]

    def joins(self, pairs: Sequence[tuple[str, str, str, str]]) -> list[float]:
        """Log-odds of a half-space between two parts of words, given as (before, left, right, after)."""
        odds = np.full(len(pairs), NEVER, np.float32)
        open_ = np.flatnonzero(~met_apart(self.counts, pairs)).tolist() if pairs else []
        if open_:
            odds[open_] = self.between(*pair_gaps(self.counts, [pairs[at] for at in open_]))
        return odds.tolist()

    def apart(self, words: Sequence[str]) -> dict[str, str]:
        """Of words that are not known, those that are two written together («درتهران»), with a space between."""
        tried = [(word, way) for word in words for way in _ways(word)]
        if not tried:
            return {}
        rows = self.counts.rows(fingerprints([way for _, way in tried]))
        pairs = self.counts.columns[rows][:, _AS_IS].max(1)
        found: dict[str, tuple[int, str]] = {}
        for (word, way), met in zip(tried, pairs.tolist(), strict=True):
            if met >= _MET:
                found[word] = max(found.get(word, (0, "")), (met, way))
        return {word: way for word, (_, way) in found.items()}


def _ways(word: str) -> Iterator[str]:
    """How a word may be taken apart: a function word, a space and the rest."""
    if not SHORTEST < len(word) <= LONGEST:
        return
    for function in FUNCTION_WORDS:
        rest = word.removeprefix(function)
        if rest != word and len(rest) > 2:
            yield f"{function} {rest}"
    if word.endswith("را") and len(word) > 4:
        yield f"{word[:-2]} را"


@lru_cache(maxsize=1 << 16)
def is_word(word: str) -> bool:
    """Whether a word without half-spaces was met twice at least."""
    (found,) = judge().look_up([word])
    return found.one_piece and not found.strange


def may_part(left: str, right: str) -> bool:
    """Whether a half-space between two strings is allowed by grammar: after «می» comes a verb, no «میچل»."""
    return left not in _ONGOING or right.endswith(_PERSONAL)


def _chosen(
    words: NDArray[np.int64], places: NDArray[np.int64], odds: NDArray[np.float32]
) -> dict[int, list[int]]:
    """The gaps that are half-spaces, by word: the likelier first, none beside another («کوچه‌ای», no «کوچ‌ه‌ای»)."""
    found: dict[int, list[int]] = {}
    for at in sorted(np.flatnonzero(odds > 0).tolist(), key=lambda at: -odds[at]):
        row = found.setdefault(int(words[at]), [])
        if all(abs(place - places[at]) > 1 for place in row):
            row.append(int(places[at]))
    return found


def with_gaps(word: str, gaps: int) -> str:
    """A word with half-spaces before the letters that bits name."""
    return "".join(HALF_SPACE + letter if gaps >> at & 1 else letter for at, letter in enumerate(word))


@cache
def judge() -> Judge:
    """The judge of `files/halfspaces.npz`, loaded when it is first asked."""
    with files(__package__).joinpath("files", "halfspaces.npz").open("rb") as file, np.load(file) as arrays:
        counts = Counts(arrays["keys"], arrays["columns"])
        networks = Network.of(arrays, "inside"), Network.of(arrays, "between")
        return Judge(counts, arrays["decisions"], arrays["writings"], *networks)
