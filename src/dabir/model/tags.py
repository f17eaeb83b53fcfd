"""What the reading model says of one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dabir.model.decode import Labelled, Scores
from dabir.model.labels import ROLES, begin, classes

# So that no probability is nothing.
LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Tags:
    """The spans of each head in order, and the probabilities behind them (words × labels).

    `pairs` holds, for each word that may state a deed, the words that were seen with it, and for each of the `ROLES` the
    probability that they name who has it: roles × words.
    """

    spans: Mapping[str, Sequence[Labelled]]
    probabilities: Mapping[str, Scores]
    pairs: Mapping[int, tuple[range, Scores]] = field(default_factory=dict)

    def knows(self, head: str) -> bool:
        """Whether the model has a head."""
        return head in self.probabilities

    def naming(self, trigger: int, first: int, last: int) -> Scores:
        """The probabilities that words name the parties to what a word states: roles × words."""
        out = np.zeros((len(ROLES), last - first), dtype=np.float32)
        if trigger in self.pairs:
            words, shares = self.pairs[trigger]
            low, high = max(first, words.start), min(last, words.stop)
            if low < high:
                out[:, low - first : high - first] = shares[:, low - words.start : high - words.start]
        return out

    def mass(self, head: str, first: int, last: int, name: str | None = None) -> float:
        """The mean probability that words lie in a span of a head, of one class or of any."""
        part = self.probabilities[head][first:last]
        if not len(part):
            return 0.0
        if name is None:
            return float(1.0 - part[:, 0].mean())
        label = begin(head, name)
        return float(part[:, label : label + 2].sum(axis=1).mean())

    def leaning(self, head: str, first: int, last: int) -> Mapping[str, float]:
        """How far the words of a span speak for each class: the mean of the logs of its probability in each."""
        part = self.probabilities[head][first:last]
        inside = part[:, 1::2] + part[:, 2::2]
        means = np.log(inside + LEAST).mean(axis=0) if len(part) else np.zeros(len(classes(head)))
        return dict(zip(classes(head), map(float, means), strict=True))

    def likeliest(self, head: str, first: int, last: int) -> str:
        """The class that the words of a span speak for together."""
        leaning = self.leaning(head, first, last)
        return max(leaning, key=lambda name: leaning[name])

    def of(self, head: str, name: str | None = None) -> list[Labelled]:
        """The spans of a head, of one class or of all."""
        return [span for span in self.spans[head] if name is None or span.name == name]
