"""A tagger's network run by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from dabir.model.decode import Scores
from dabir.model.session import session
from dabir.model.windows import Window


class OnnxNetwork:
    """Labels windows with a model file of `training.model.graph.tagger`."""

    def __init__(self, model: bytes, *, threads: int) -> None:
        """Load the model.

        Args:
            model: The content of the model file.
            threads: How many processor cores one window may use; 0 for all.
        """
        self._session = session(model, threads)
        self.outputs: Sequence[str] = [output.name for output in self._session.get_outputs()]

    def run(self, windows: Sequence[Window]) -> Iterator[Mapping[str, Scores]]:
        """For each window and head, the probabilities of its words: words × labels.

        The pairs of words, if the model has them, are roles × words × words. Each window is a call of its own: a
        window of some 200 pieces keeps a core busy, and without padding attention needs no mask, and half the time.
        """
        return map(self._one, windows)

    def _one(self, window: Window) -> Mapping[str, Scores]:
        inputs = {"pieces": np.array([window.ids], np.int64), "words": np.array([window.firsts], np.int64)}
        results = self._session.run(self.outputs, inputs)
        return {name: table[0] for name, table in zip(self.outputs, results, strict=True)}
