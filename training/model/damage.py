"""The damage that web text suffers, done to samples with their labels: lost half-spaces, Arabic letters, lost marks."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dabir.model.labels import CLASSES, classes, size
from dabir.script.letters import HALF_SPACE
from training.model.samples import Arc, Sample

_ARABIC = str.maketrans({"ی": "ي", "ک": "ك"})
_QUOTES = '«»"“”'
_MARKS = "،؛:.!؟"
_LEADS = frozenset({"با", "به", "در", "از", "که", "و"})


def damaged(sample: Sample, chance: random.Random) -> Sample:
    """A copy with some kinds of damage, each all through the text, as one faulty extraction does it."""
    lost = chance.choice(("keep", "keep", "delete", "space", "mixed"))
    arabic = chance.random() < 0.3
    drop = chance.choice((0.0, 0.0, 0.0, 0.15, 0.5))
    quotes = 1.0 if chance.random() < 0.15 else drop
    joined = 0.05 if chance.random() < 0.3 else 0.0
    out = Sample([], [], {head: [] for head in sample.allowed})
    rows: list[NDArray[np.float16]] = []
    origins: list[int] = []
    for paragraph in sample.paragraphs:
        first = len(out.words)
        for index in paragraph:
            word = sample.words[index]
            if (word in _QUOTES and chance.random() < quotes) or (word in _MARKS and chance.random() < drop):
                continue
            if arabic:
                word = word.translate(_ARABIC)
            before = len(out.words)
            _add(out, sample, index, _halves(word, lost, chance), joined and chance.random() < joined)
            origins += [index] * (len(out.words) - before)
            if sample.soft is not None:
                rows += [_shifted(sample.soft[index], later) for later in range(len(out.words) - before)]
        if len(out.words) > first:
            out.paragraphs.append(range(first, len(out.words)))
    if rows:
        out.soft = np.stack(rows)
    out.arcs = [moved for arc in sample.arcs if (moved := _moved(arc, origins))]
    return out


def _moved(arc: Arc, origins: Sequence[int]) -> Arc | None:
    """An arc where its words have come to stand; None where its trigger was joined to another word."""
    first, last = bisect_left(origins, arc.scope.start), bisect_left(origins, arc.scope.stop)
    trigger = bisect_left(origins, arc.trigger)
    if trigger == len(origins) or origins[trigger] != arc.trigger:
        return None
    words = frozenset(place for place in range(first, last) if origins[place] in arc.words)
    return arc._replace(trigger=trigger, scope=range(first, last), words=words)


def _shifted(row: NDArray[np.float16], later: int) -> NDArray[np.float16]:
    """A teacher's probabilities for the first part of a word that fell apart, or for a later one, which only goes on."""
    if not later:
        return row
    out, first = row.copy(), 0
    for head in CLASSES:
        begins = range(first + 1, first + size(head), 2)
        for label in begins:
            out[label + 1] += out[label]
            out[label] = 0
        first += size(head)
    return out


def _halves(word: str, lost: str, chance: random.Random) -> list[str]:
    """A word whose half-spaces are kept, deleted or made spaces."""
    if HALF_SPACE not in word or lost == "keep":
        return [word]
    way = chance.choice(("keep", "delete", "space")) if lost == "mixed" else lost
    if way == "keep":
        return [word]
    return [word.replace(HALF_SPACE, "")] if way == "delete" else word.split(HALF_SPACE)


def _add(out: Sample, sample: Sample, index: int, words: list[str], join: bool | float) -> None:
    """Put a word, or the parts it fell into, behind the others; only its first part begins a span."""
    if join and out.words and out.words[-1] in _LEADS:
        out.words[-1] += words[0]
        words = words[1:]
    for number, word in enumerate(words):
        if not word:
            continue
        out.words.append(word)
        for head, bits in sample.allowed.items():
            out.allowed[head].append(bits[index] if number == 0 else _goes_on(head, bits[index]))


def _goes_on(head: str, bits: int) -> int:
    """The labels of what follows within a word: where a span may begin, the one that goes on with it."""
    begins = sum(1 << 1 + 2 * number for number in range(len(classes(head))))
    return (bits & ~begins) | (bits & begins) << 1
