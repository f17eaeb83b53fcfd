"""Trust that means what it says: of the spans with a trust of 0.9, nine in ten are right.

A network's own probabilities are too sure of themselves. Each head's mean probability of a span is bent by two numbers
(Platt 1999), fitted on annotated text that the network had not learnt from; see `training.model.calibrate`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

# Keeps the logarithm of odds finite.
_EDGE = 1e-4


def log_odds(probability: float) -> float:
    """The logarithm of a probability's odds; for 0 and 1, of nearly 0 and nearly 1."""
    inner = min(max(probability, _EDGE), 1 - _EDGE)
    return log(inner / (1 - inner))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Slope and intercept for each head; a head that is not named is taken at its word."""

    heads: Mapping[str, tuple[float, float]]

    @classmethod
    def of(cls, described: bytes) -> Calibration:
        """Take the content of a `calibration.json`."""
        return cls({head: (slope, intercept) for head, (slope, intercept) in json.loads(described).items()})

    def trust(self, head: str, probability: float) -> float:
        """How likely a span is right whose labels have this mean probability."""
        if head not in self.heads:
            return probability
        slope, intercept = self.heads[head]
        return 1 / (1 + exp(-(slope * log_odds(probability) + intercept)))
