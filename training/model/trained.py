"""A network in training, made to label windows as the shipped one does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch

from dabir.model.batches import batches
from dabir.model.decode import Scores
from dabir.model.labels import PARTY
from dabir.model.windows import Window
from training.model.batching import BATCH, tensors
from training.model.network import Tagger


class TorchNetwork:
    """A `dabir.model.tagger.Network` in PyTorch."""

    def __init__(self, net: Tagger) -> None:
        """Take the network; it is not copied."""
        self._net = net
        self.outputs = (*net.heads, *(() if net.pairs is None else (PARTY,)))

    def run(self, windows: Sequence[Window]) -> list[Mapping[str, Scores]]:
        """For each window and head, the probabilities of its words: words × labels."""
        self._net.eval()
        found: dict[int, Mapping[str, Scores]] = {}
        for batch in batches(list(enumerate(windows)), lambda each: len(each[1].ids), BATCH):
            numbers, together = zip(*batch, strict=True)
            found.update(zip(numbers, self._batch(together), strict=True))
        return [found[number] for number in range(len(windows))]

    def _batch(self, windows: Sequence[Window]) -> list[Mapping[str, Scores]]:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self._net(*tensors(windows))
        tables = {
            name: (each.float().sigmoid() if name == PARTY else each.float().softmax(-1)).numpy()
            for name, each in scores.items()
        }
        return [
            {name: _cut(name, table[row], len(window.words)) for name, table in tables.items()}
            for row, window in enumerate(windows)
        ]


def _cut(name: str, table: Scores, words: int) -> Scores:
    """What an output says of so many words, without the padding."""
    return table[:, :words, :words] if name == PARTY else table[:words]
