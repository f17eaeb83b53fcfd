"""Examples: gaps with their features and whether a half-space stands in them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dabir.script.counts import Column, Counts
from dabir.script.fingerprints import LONGEST, Words, fingerprints
from dabir.script.gaps import PROMISE, candidates, features, letters, pair_gaps, shape, slots
from dabir.script.letters import HALF_SPACE
from dabir.script.words import tokens

SAME = 3  # occurrences of a word in a fold that are learnt from
COMMON = 20  # a plain word met so often needs no network


@dataclass(frozen=True)
class Examples:
    """Gaps as the networks see them.

    Attributes:
        numbers: Features; shape (gaps, features).
        around: Letters; shape (gaps, 14).
        answers: Whether a half-space stands in the gap.
        names: What the gaps are, for whoever looks at errors.
        lost: Half-spaces in gaps that are no candidates.
    """

    numbers: NDArray[np.float32]
    around: NDArray[np.int8]
    answers: NDArray[np.bool_]
    names: list[str]
    lost: int

    @classmethod
    def together(cls, several: Sequence[Examples]) -> Examples:
        """Several as one."""
        return cls(
            np.concatenate([one.numbers for one in several]),
            np.concatenate([one.around for one in several]),
            np.concatenate([one.answers for one in several]),
            [name for one in several for name in one.names],
            sum(one.lost for one in several),
        )


def folds(sentences: Sequence[str], count: int) -> list[tuple[list[str], list[str]]]:
    """For every fold the sentences outside and inside it."""
    chance = random.Random(3)
    fold_of = [chance.randrange(count) for _ in sentences]
    pairs = []
    for fold in range(count):
        outside = [sentence for sentence, at in zip(sentences, fold_of, strict=True) if at != fold]
        inside = [sentence for sentence, at in zip(sentences, fold_of, strict=True) if at == fold]
        pairs.append((outside, inside))
    return pairs


def met_words(sentences: Iterable[str], counts: Counts | None = None) -> list[str]:
    """The words of sentences; with counts, only those that are worth learning from, few times each."""
    met = Counter(token.text for sentence in sentences for token in tokens(sentence) if token.kind == "word")
    if counts is None:
        return list(met.elements())
    return [word for word, count in met.items() if not _common(word, counts) for _ in range(min(count, SAME))]


def _common(word: str, counts: Counts) -> bool:
    if HALF_SPACE in word:
        return False
    row = (
        counts.columns[counts.rows(Words([word]).whole())[0]] if len(word) <= LONGEST else counts.columns[-1]
    )
    return bool(row[Column.PLAIN] >= 12 * np.log2(1 + COMMON) and not row[Column.OTHER])


def inside(counts: Counts, met: Iterable[str]) -> Examples:
    """The gaps in words from which all half-spaces were deleted."""
    words = [word for word in met if 3 <= len(word.replace(HALF_SPACE, "")) <= LONGEST]
    bare = Words([word.replace(HALF_SPACE, "") for word in words])
    gap = candidates(counts, bare)
    right = [_cut_places(word) for word in words]
    answers = np.array(
        [at in right[word] for word, at in zip(gap.word.tolist(), gap.at.tolist(), strict=True)]
    )
    names = [f"{words[word]}|{at}" for word, at in zip(gap.word.tolist(), gap.at.tolist(), strict=True)]
    numbers = features(counts, slots(gap), shape(gap))
    lost = sum(map(len, right)) - int(answers.sum())
    return Examples(numbers, letters(gap).astype(np.int8), answers, names, lost)


def _cut_places(word: str) -> set[int]:
    parts = word.split(HALF_SPACE)
    return {sum(map(len, parts[:at])) for at in range(1, len(parts))}


class Pair(NamedTuple):
    """Two parts of words side by side, those around them, and whether a half-space stands between."""

    before: str
    left: str
    right: str
    after: str
    half_space: bool


def pairs(sentence: str) -> Iterator[Pair]:
    """All pairs of a sentence in which spaces stand for its half-spaces."""
    row: list[tuple[str, bool]] = []  # parts, and whether a half-space stands before each
    last = None
    for token in tokens(sentence):
        if (
            token.kind != "word"
            or last is None
            or last.kind != "word"
            or sentence[last.end : token.start] != " "
        ):
            yield from _pairs(row)
            row = []
        if token.kind == "word":
            row += [(part, at > 0) for at, part in enumerate(token.text.split(HALF_SPACE))]
        last = token
    yield from _pairs(row)


def _pairs(row: list[tuple[str, bool]]) -> Iterator[Pair]:
    parts = ["", *(part for part, _ in row), ""]
    for at in range(1, len(row)):
        yield Pair(parts[at - 1], parts[at], parts[at + 1], parts[at + 2], row[at][1])


def between(counts: Counts, sentences: Iterable[str]) -> Examples:
    """The gaps between words."""
    met = [
        pair for sentence in sentences for pair in pairs(sentence) if len(pair.left + pair.right) <= LONGEST
    ]
    likely = promise(counts, [pair.left for pair in met], [pair.right for pair in met])
    lost = sum(pair.half_space for pair, may in zip(met, likely, strict=True) if not may)
    met = [pair for pair, may in zip(met, likely, strict=True) if may]
    numbers, around = pair_gaps(counts, [pair[:4] for pair in met])
    names = ["{}|{}_{}|{}".format(*pair) for pair in met]
    return Examples(numbers, around.astype(np.int8), np.array([pair.half_space for pair in met]), names, lost)


def promise(counts: Counts, left: Sequence[str], right: Sequence[str]) -> NDArray[np.bool_]:
    """Whether the restorer asks its networks about two words: by how often each stands at a half-space."""
    before, after = counts.rows(fingerprints(left)), counts.rows(fingerprints(right))
    return np.asarray(counts.odds[0][before] + counts.odds[1][after] > PROMISE)
