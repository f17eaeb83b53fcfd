"""The reading model at work: the words of reports go in, their tags come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from dabir.model.calibration import Calibration
from dabir.model.decode import Scores, spans, trimmed
from dabir.model.labels import PARTY, size
from dabir.model.tags import Tags
from dabir.model.windows import Window, Word, pack

# From which probability on a word may state a deed.
MAYBE = 0.05
# Heads of which only the probabilities count.
UNSPANNED = frozenset({"act", "status"})


class Words(NamedTuple):
    """A report's words in reading order, and its paragraphs as ranges of them."""

    words: Sequence[str]
    paragraphs: Sequence[range]


class Vocabulary(Protocol):
    """What cuts words into pieces; `dabir.model.pieces.Pieces` is the one that ships."""

    def of(self, words: Sequence[str]) -> Sequence[Word]:
        """The piece numbers of each word, at least one."""


class Network(Protocol):
    """What labels windows, each as if it stood alone."""

    @property
    def outputs(self) -> Sequence[str]:
        """The heads that the network has, and `PARTY` if it pairs words."""

    def run(self, windows: Sequence[Window]) -> Iterable[Mapping[str, Scores]]:
        """For each window and head, the probabilities of its words: words × labels (of pairs, roles × words × words)."""


class Tagger:
    """Labels words with a network."""

    def __init__(self, pieces: Vocabulary, network: Network, calibration: Calibration | None = None) -> None:
        """Take the vocabulary and the calibration that belong to a network; uncalibrated if there is none."""
        self.pieces, self.network = pieces, network
        self.calibration = calibration or Calibration({})

    def tag(self, reports: Sequence[Words]) -> list[Tags]:
        """Tag reports."""
        windows = [
            (number, window)
            for number, report in enumerate(reports)
            for window in pack(report.paragraphs, self.pieces.of(report.words))
        ]
        heads = [name for name in self.network.outputs if name != PARTY]
        tables = [
            {head: np.zeros((len(report.words), size(head)), dtype=np.float32) for head in heads}
            for report in reports
        ]
        for table in tables:
            for scores in table.values():
                scores[:, 0] = 1.0  # words outside all paragraphs are outside all spans
        pairs: list[dict[int, tuple[range, Scores]]] = [{} for _ in reports]
        results = self.network.run([window for _, window in windows])
        for (number, window), result in zip(windows, results, strict=True):
            words = [window.words[place] for place in window.kept]
            for head in heads:
                tables[number][head][words] = result[head][window.kept.start : window.kept.stop]
            if PARTY in result:
                pairs[number].update(_pairs(window, result))
        return [self._tags(*each) for each in zip(reports, tables, pairs, strict=True)]

    def _tags(
        self, report: Words, table: Mapping[str, Scores], pairs: Mapping[int, tuple[range, Scores]]
    ) -> Tags:
        found = {
            head: tuple(
                span._replace(trust=self.calibration.trust(head, span.trust))
                for span in spans(head, scores, report.paragraphs)
            )
            for head, scores in table.items()
            if head not in UNSPANNED
        }
        found["names"] = tuple(trimmed(span, report.words) for span in found["names"])
        return Tags(found, table, pairs)


def _pairs(window: Window, result: Mapping[str, Scores]) -> Iterator[tuple[int, tuple[range, Scores]]]:
    """The pairs of the words of a window that may state a deed."""
    words = range(window.words[0], window.words[-1] + 1)
    for place in window.kept:
        if 1.0 - result["event"][place, 0] > MAYBE and len(words) == len(window.words):
            yield window.words[place], (words, result[PARTY][:, place].copy())
