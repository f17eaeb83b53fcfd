"""What the reading model says of one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dabir.model.decode import Labelled, Scores
from dabir.model.labels import begin


@dataclass(frozen=True, slots=True)
class Tags:
    """The spans of each head in order, and the probabilities behind them (words × labels)."""

    spans: Mapping[str, Sequence[Labelled]]
    probabilities: Mapping[str, Scores]

    def mass(self, head: str, first: int, last: int, name: str | None = None) -> float:
        """The mean probability that words lie in a span of a head, of one class or of any."""
        part = self.probabilities[head][first:last]
        if not len(part):
            return 0.0
        if name is None:
            return float(1.0 - part[:, 0].mean())
        label = begin(head, name)
        return float(part[:, label : label + 2].sum(axis=1).mean())

    def of(self, head: str, name: str | None = None) -> list[Labelled]:
        """The spans of a head, of one class or of all."""
        return [span for span in self.spans[head] if name is None or span.name == name]
