"""A network in training, made to label windows as the shipped one does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch

from dabir.model.decode import Scores
from dabir.model.windows import Window
from training.model.batching import tensors
from training.model.network import Tagger


class TorchNetwork:
    """A `dabir.model.tagger.Network` in PyTorch."""

    def __init__(self, net: Tagger) -> None:
        """Take the network; it is not copied."""
        self._net = net
        self.outputs = tuple(net.heads)

    def run(self, windows: Sequence[Window]) -> list[Mapping[str, Scores]]:
        """For each window and head, the probabilities of its words: words × labels."""
        self._net.eval()
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self._net(*tensors(windows))
        tables = {head: logits.float().softmax(-1).numpy() for head, logits in scores.items()}
        return [
            {head: table[row, : len(window.words)] for head, table in tables.items()}
            for row, window in enumerate(windows)
        ]
