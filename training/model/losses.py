"""What the network is made to lessen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from dabir.model.labels import CLASSES, DEEDS, PARTY, size
from training.model.batching import Item
from training.model.samples import EVERYTHING, stretches

ACT = "act"


def loss_of(
    scores: Mapping[str, Tensor], batch: Sequence[Item], weights: Mapping[str, float], taught: float
) -> Tensor:
    """Hard labels and a teacher's, a word, summed over heads.

    Args:
        scores: For each head, batch × words × labels; of pairs, batch × roles × words × words.
        batch: The windows with their labels.
        weights: How much a head's hard labels count, and an act (`act.praise`) beside the others; 1 where it is not named.
        taught: The share of a teacher's labels in the whole, where there are any.
    """
    count = sum(len(item.window.words) for item in batch)
    total = torch.zeros(())
    for name, logits in scores.items():
        if name == PARTY:
            own = _arcs(logits, batch)
        elif name == ACT:
            own = _acts(logits, batch, weights)
        else:
            own = _hard(name, logits, batch)
        total = total + weights.get(name, 1.0) * own * ((1 - taught) / count)
    if taught and any(item.soft is not None for item in batch):
        total = total + _soft(scores, batch) * (taught / count)
    return total


def _hard(head: str, logits: Tensor, batch: Sequence[Item]) -> Tensor:
    """Minus the log of the mass on allowed labels, over the words of which anything is known."""
    places = [
        (row, column, bits)
        for row, item in enumerate(batch)
        for column, bits in enumerate(item.allowed.get(head, ()))
        if bits != EVERYTHING[head]
    ]
    if not places:
        return torch.zeros(())
    row, column, bits = map(torch.tensor, zip(*places, strict=True))
    chosen = logits[row, column].float().log_softmax(-1)
    barred = (bits[:, None] >> torch.arange(size(head))) & 1 == 0
    return -chosen.masked_fill(barred, -math.inf).logsumexp(-1).sum()


def _acts(logits: Tensor, batch: Sequence[Item], weights: Mapping[str, float]) -> Tensor:
    """Cross-entropy of statements: the mean of their words' logits for each act, an act counted by its own weight."""
    total = torch.zeros(())
    for row, item in enumerate(batch):
        for first, last, act in stretches(ACT, item.allowed.get(ACT, ())):
            words = logits[row, first:last].float()
            inside = torch.logaddexp(words[:, 1::2], words[:, 2::2]).mean(0)
            weight = weights.get(f"{ACT}.{act}", 1.0)
            total = total - weight * inside.log_softmax(-1)[DEEDS[ACT].index(act)]
    return total


def _arcs(logits: Tensor, batch: Sequence[Item]) -> Tensor:
    """Binary cross-entropy of pairs, over the words of the sentences of deeds whose parties are known."""
    total = torch.zeros(())
    for row, item in enumerate(batch):
        for arc in item.arcs:
            own = logits[row, arc.role, arc.trigger, arc.scope.start : arc.scope.stop].float()
            wanted = torch.tensor([float(place in arc.words) for place in arc.scope])
            total = total + functional.binary_cross_entropy_with_logits(own, wanted, reduction="sum")
    return total


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
