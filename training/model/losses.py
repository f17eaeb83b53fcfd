"""What the network is made to lessen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from dabir.model.labels import CLASSES, size
from training.model.batching import Item
from training.model.samples import EVERYTHING


def loss_of(
    scores: Mapping[str, Tensor], batch: Sequence[Item], weights: Mapping[str, float], taught: float
) -> Tensor:
    """Hard labels and a teacher's, a word, summed over heads.

    Args:
        scores: For each head, batch × words × labels.
        batch: The windows with their labels.
        weights: How much a head's hard labels count; 1 where it is not named.
        taught: The share of a teacher's labels in the whole, where there are any.
    """
    count = sum(len(item.window.words) for item in batch)
    total = torch.zeros(())
    for head, logits in scores.items():
        total = total + weights.get(head, 1.0) * hard_loss(head, logits, [item.allowed for item in batch]) * (
            (1 - taught) / count
        )
    if taught and any(item.soft is not None for item in batch):
        total = total + _soft(scores, batch) * (taught / count)
    return total


def hard_loss(head: str, logits: Tensor, batch: Sequence[Mapping[str, list[int]]]) -> Tensor:
    """Minus the log of the mass on allowed labels, over the words of which anything is known.

    Args:
        head: Whose labels they are.
        logits: Batch × words × labels.
        batch: For each window the bits of the labels allowed, by head.
    """
    places = [
        (row, column, bits)
        for row, allowed in enumerate(batch)
        for column, bits in enumerate(allowed.get(head, ()))
        if bits != EVERYTHING[head]
    ]
    if not places:
        return torch.zeros(())
    row, column, bits = map(torch.tensor, zip(*places, strict=True))
    chosen = logits[row, column].float().log_softmax(-1)
    barred = (bits[:, None] >> torch.arange(size(head))) & 1 == 0
    return -chosen.masked_fill(barred, -math.inf).logsumexp(-1).sum()


def _soft(scores: Mapping[str, Tensor], batch: Sequence[Item]) -> Tensor:
    """Cross-entropy to the teacher's probabilities."""
    total, first = torch.zeros(()), 0
    for head in CLASSES:
        last = first + size(head)
        for row, item in enumerate(batch):
            if item.soft is not None:
                wanted = torch.from_numpy(item.soft[:, first:last]).float()
                own = scores[head][row, : len(wanted)].float().log_softmax(-1)
                total = total - (wanted * own).sum()
        first = last
    return total
