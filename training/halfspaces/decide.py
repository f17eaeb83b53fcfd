"""Decisions: how the words that were met are written, so that no network is asked when they are met again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dabir.script.fingerprints import LONGEST, fingerprints
from dabir.script.judge import SHORTEST, Judge
from dabir.script.letters import HALF_SPACE
from training.halfspaces.collect import Collection, Rows

CLEAR = 2.0  # log-odds from which on the networks need not be asked again
SURE, SHARE = 2, 0.6  # a word met so often, and in that share of its occurrences written alike, is written so


def decisions(
    judge: Judge, treebank: Collection, press: Collection, lists: Rows
) -> tuple[NDArray[np.uint16], NDArray[np.uint64]]:
    """The `decisions` and `writings` of a judge."""
    listed = {key for key in lists if HALF_SPACE not in key}
    bare = {word.replace(HALF_SPACE, "") for one in (treebank, press) for word in one.words} | listed
    words = sorted(word for word in bare if SHORTEST <= len(word) <= LONGEST and " " not in word)
    masks = {
        word: gaps for word, (gaps, odds) in zip(words, judge.judged(words), strict=True) if odds > CLEAR
    }
    met = set(words)
    masks |= {word: mask(new) for word, new in usual(treebank).items()}
    masks |= {name: 0 for name in whole_words() if name in met}
    writings = sorted(set(masks.values()))
    code = {gaps: number for number, gaps in enumerate(writings, 1)}
    table = np.zeros(len(judge.counts.keys) + 1, np.uint16)
    rows = judge.counts.rows(fingerprints(list(masks)))
    table[rows] = [code[gaps] for gaps in masks.values()]
    table[-1] = 0
    return table, np.array(writings, np.uint64)


def usual(treebank: Collection) -> dict[str, str]:
    """How the words of a treebank are mostly written, by their letters alone."""
    ways: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, count in treebank.words.items():
        ways[word.replace(HALF_SPACE, "")][word] += count
    found = {}
    for letters, written in ways.items():
        word, count = written.most_common(1)[0]
        if count >= SURE and count >= SHARE * written.total() and SHORTEST <= len(letters) <= LONGEST:
            found[letters] = word
    return found


def mask(word: str) -> int:
    """The gaps of a word as bits; see `dabir.script.judge.Judge`."""
    bits = at = 0
    for letter in word:
        if letter == HALF_SPACE:
            bits |= 1 << at
        else:
            at += 1
    return bits


def whole_words() -> Iterator[str]:
    """Words in one piece that look like two: unmistakable names («جهانگیری»), and what the press means otherwise."""
    data = files("dabir.facts").joinpath("data")
    for name in ("given_names.tsv", "surnames.tsv"):
        rows = (
            line.split("\t") for line in data.joinpath(name).read_text("utf-8").splitlines() if line[0] != "#"
        )
        yield from (
            word for word, *_, ambiguous in rows if ambiguous == "no" and not {" ", HALF_SPACE} & set(word)
        )
    for line in (Path(__file__).parent / "whole_words.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line
