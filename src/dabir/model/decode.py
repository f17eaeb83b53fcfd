"""Label scores into spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dabir.model.labels import classes

Scores = NDArray[np.float32]
# What no name ends with, in whichever letters: it belongs to what follows.
UNENDING = frozenset(
    {"و", "یا", "که", "كه", "را", "از", "به", "در", "با", "تا", "بر"}
    | {"،", ",", "؛", ";", ".", ":", "-", "–", "(", "«"}
)


class Labelled(NamedTuple):
    """Words `first` to before `last` as one span of a class; `trust` is the mean probability of its labels."""

    first: int
    last: int
    name: str
    trust: float


def trimmed(span: Labelled, words: Sequence[str]) -> Labelled:
    """A name's span without conjunctions, prepositions and signs at its end («بانک رفاه و»); `words`: the report's."""
    last = span.last
    while last > span.first + 1 and words[last - 1] in UNENDING:
        last -= 1
    return span._replace(last=last)


def spans(head: str, probabilities: Scores, paragraphs: Sequence[range]) -> Iterator[Labelled]:
    """The spans of one head; `probabilities`: words × labels. No span crosses the end of a paragraph."""
    labels = probabilities.argmax(axis=1)
    for paragraph in paragraphs:
        part = labels[paragraph.start : paragraph.stop]
        if not part.any():
            continue
        if not _lawful(part):
            part = _best(probabilities[paragraph.start : paragraph.stop])
        for first, last, label in _runs(part):
            low, high = paragraph.start + first, paragraph.start + last
            own = probabilities[range(low, high), part[first:last]]
            yield Labelled(low, high, classes(head)[(label - 1) // 2], float(own.mean()))


def _lawful(labels: NDArray[np.int64]) -> bool:
    """Whether every label that goes on with a span has a span to go on with."""
    before = np.concatenate(([0], labels[:-1]))
    goes_on = (labels > 0) & (labels % 2 == 0)
    return bool(np.all(~goes_on | (before == labels) | (before == labels - 1)))


def _best(probabilities: Scores) -> NDArray[np.int64]:
    """The most probable lawful labels of a paragraph (Viterbi, with no weights but the law)."""
    scores = np.log(probabilities.astype(np.float64) + 1e-9)
    size = scores.shape[1]
    barred = np.zeros((size, size))
    for label in range(2, size, 2):
        barred[[n for n in range(size) if n not in (label - 1, label)], label] = -np.inf
    total = scores[0] + barred[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for word in range(1, len(scores)):
        ways = total[:, None] + barred
        back[word] = ways.argmax(axis=0)
        total = ways[back[word], range(size)] + scores[word]
    path = [int(total.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        path.append(int(back[word, path[-1]]))
    return np.array(path[::-1], dtype=np.int64)


def _runs(labels: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """First and last word, and beginning label, of each span."""
    starts = [index for index, label in enumerate(labels) if label % 2 == 1]
    for start in starts:
        end = start + 1
        while end < len(labels) and labels[end] == labels[start] + 1:
            end += 1
        yield start, end, int(labels[start])
