"""A tagger's network run by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dabir.model.decode import Scores
from dabir.model.labels import PARTY
from dabir.model.pieces import PAD
from dabir.model.session import session
from dabir.model.windows import Window


class OnnxNetwork:
    """Labels windows with a model file of `training.model.graph.tagger`."""

    def __init__(self, model: bytes, *, threads: int) -> None:
        """Load the model.

        Args:
            model: The content of the model file.
            threads: How many processor cores one batch may use; 0 for all.
        """
        self._session = session(model, threads)
        self.outputs: Sequence[str] = [output.name for output in self._session.get_outputs()]

    def run(self, windows: Sequence[Window]) -> list[Mapping[str, Scores]]:
        """For each window and head, the probabilities of its words: words × labels.

        The pairs of words, if the model has them, are roles × words × words.
        """
        length = max(len(window.ids) for window in windows)
        ids = np.full((len(windows), length), PAD, dtype=np.int64)
        places = np.zeros((len(windows), max(len(window.words) for window in windows)), dtype=np.int64)
        for row, window in enumerate(windows):
            ids[row, : len(window.ids)] = window.ids
            places[row, : len(window.words)] = window.firsts
        lengths = np.array([len(window.ids) for window in windows], dtype=np.int32)
        results = self._session.run(self.outputs, {"pieces": ids, "lengths": lengths, "words": places})
        tables = dict(zip(self.outputs, results, strict=True))
        return [
            {name: cut(name, table[row], len(window.words)) for name, table in tables.items()}
            for row, window in enumerate(windows)
        ]


def cut(name: str, table: Scores, words: int) -> Scores:
    """What an output says of so many words, without the padding."""
    return table[:, :words, :words] if name == PARTY else table[:words]
