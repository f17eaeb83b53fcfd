"""Samples into windows, and windows into batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dabir.model.pieces import PAD, Pieces
from dabir.model.windows import Window, pack
from training.model.damage import damaged
from training.model.samples import EVERYTHING, Arc, Sample

# Padded pieces in a batch.
BATCH = 2048


@dataclass(slots=True)
class Item:
    """One window, the labels allowed for its words, and what a teacher says of them (words × labels of all heads).

    `arcs` are the parties that are known, in places of the window.
    """

    window: Window
    allowed: Mapping[str, list[int]]
    soft: NDArray[np.float16] | None
    arcs: list[Arc] = field(default_factory=list)


def items(samples: Sequence[Sample], pieces: Pieces, chance: random.Random, harm: float) -> Iterator[Item]:
    """One pass over samples, a share `harm` of them damaged, cut into windows of varying length."""
    for sample in samples:
        seen = damaged(sample, chance) if chance.random() < harm else sample
        limit = chance.randint(160, 256)
        for window in pack(seen.paragraphs, pieces.of(seen.words), limit=limit):
            allowed = {head: [bits[n] for n in window.words] for head, bits in seen.allowed.items()}
            soft = None if seen.soft is None else seen.soft[window.words]
            if soft is not None or any(map(_tells, allowed, allowed.values())):
                yield Item(window, allowed, soft, list(within(seen.arcs, window)))


def _tells(head: str, bits: Sequence[int]) -> bool:
    """Whether anything is known of a window's words."""
    return any(each != EVERYTHING[head] for each in bits)


def within(arcs: Sequence[Arc], window: Window) -> Iterator[Arc]:
    """Arcs in places of a window, if the whole sentence lies in it."""
    places = {word: place for place, word in enumerate(window.words)}
    for arc in arcs:
        if arc.scope.start in places and arc.scope.stop - 1 in places:
            scope = range(places[arc.scope.start], places[arc.scope.stop - 1] + 1)
            yield Arc(places[arc.trigger], arc.role, scope, frozenset(places[n] for n in arc.words))


def merged(sentences: Sequence[Sample], chance: random.Random) -> Iterator[Sample]:
    """Sentences that follow one another, one to four as one paragraph."""
    at = 0
    while at < len(sentences):
        group = sentences[at : at + chance.choice((1, 1, 2, 3, 4))]
        at += len(group)
        words = [word for each in group for word in each.words]
        names = [bits for each in group for bits in each.allowed["names"]]
        taught = [each.soft for each in group if each.soft is not None]
        soft = np.concatenate(taught) if len(taught) == len(group) else None
        yield Sample(words, [range(len(words))], {"names": names}, soft)


def batches(chosen: list[Item], chance: random.Random) -> list[list[Item]]:
    """Items of like length together, in random order."""
    chosen.sort(key=lambda item: len(item.window.ids) + chance.random() * 8)
    out: list[list[Item]] = [[]]
    for item in chosen:
        if out[-1] and (len(out[-1]) + 1) * len(item.window.ids) > BATCH:
            out.append([])
        out[-1].append(item)
    chance.shuffle(out)
    return out


def tensors(batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, their mask, and the places of words, padded."""
    length = max(len(window.ids) for window in batch)
    count = max(len(window.words) for window in batch)
    ids = torch.full((len(batch), length), PAD)
    words = torch.zeros((len(batch), count), dtype=torch.long)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        words[row, : len(window.words)] = torch.tensor(window.firsts)
    return ids, ids != PAD, words
