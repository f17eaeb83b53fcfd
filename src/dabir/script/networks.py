"""Networks: small ones of two hidden layers, run in NumPy; `training/halfspaces` trains them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dabir.script.gaps import Floats

UNSURE = 3.0  # log-odds below which one network asks the others


@dataclass(frozen=True)
class Network:
    """Networks of two hidden layers for one question. The first answers; where it is unsure, all of them together.

    Attributes:
        letters: What every letter at every place adds to the first layer; shape (networks, 14, letters + 1, first).
        first: Weights from the features; shape (networks, features, first).
        second: Weights of the second layers; shape (networks, first, second).
        last: Weights to the answers; shape (networks, second).
        biases: Those of the three layers; shapes (networks, first), (networks, second), (networks,).
    """

    letters: Floats
    first: Floats
    second: Floats
    last: Floats
    biases: tuple[Floats, Floats, Floats]

    def __call__(self, numbers: Floats, around: NDArray[np.int64]) -> Floats:
        """Log-odds that a half-space stands in gaps; shape (gaps,)."""
        odds: Floats = self._answers(slice(0, 1), numbers, around)[0]
        unsure = np.flatnonzero(np.abs(odds) < UNSURE)
        if len(unsure):
            others = self._answers(slice(1, None), numbers[unsure], around[unsure])
            odds[unsure] = (odds[unsure] + others.sum(0)) / len(self.last)
        return odds

    def _answers(self, members: slice, numbers: Floats, around: NDArray[np.int64]) -> Floats:
        """The log-odds of some of the networks; shape (networks, gaps)."""
        near = self.letters[members, np.arange(around.shape[1]), around].sum(2)
        first, second, last = (biases[members, None] for biases in self.biases)
        hidden = np.maximum(numbers @ self.first[members] + near + first, 0)
        middle = np.maximum(hidden @ self.second[members] + second, 0)
        return np.asarray((middle @ self.last[members, :, None])[..., 0] + last, np.float32)

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Network:
        """Take the networks of one kind from the arrays of a file."""
        parts = ("letters", "first", "second", "last", "b1", "b2", "b3")
        letters, first, second, last, *biases = (
            arrays[f"{name}.{part}"].astype(np.float32) for part in parts
        )
        return cls(letters, first, second, last, (biases[0], biases[1], biases[2]))
