"""How well a network in training does on held-out text: names on PEYMA, parts of speech on the annotated `dev`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from dabir.model.decode import Labelled, Scores, spans
from dabir.model.labels import CLASSES, size
from dabir.model.pieces import Pieces
from dabir.model.windows import Window, pack
from training.model.batching import BATCH, tensors
from training.model.network import Tagger
from training.model.samples import PEYMA, Sample, named, reported
from training.model.sources import annotated_reports, tagged_sentences


@dataclass(slots=True)
class Held:
    """Held-out samples, cut into windows, and the spans that should be found."""

    samples: list[Sample]
    windows: list[tuple[int, Window]]
    heads: tuple[str, ...]


def held_out(shared: Path, pieces: Pieces, names: str = "dev") -> dict[str, Held]:
    """What every run is measured on."""
    sentences = tagged_sentences(shared / f"data/peyma/{names}.txt", "|")
    gold = annotated_reports(shared / "gold/dev.jsonl", shared / "gold/dev.texts.jsonl")
    speech = tuple(head for head in CLASSES if head != "names")
    return {
        "peyma": _held([named([sentence], PEYMA) for sentence in sentences], pieces, ("names",)),
        "gold": _held([reported(each) for each in gold], pieces, speech),
    }


def _held(samples: list[Sample], pieces: Pieces, heads: tuple[str, ...]) -> Held:
    windows = [
        (number, window)
        for number, sample in enumerate(samples)
        for window in pack(sample.paragraphs, pieces.of(sample.words))
    ]
    return Held(samples, sorted(windows, key=lambda each: len(each[1].ids)), heads)


def probabilities(net: Tagger, held: Held) -> list[dict[str, Scores]]:
    """For each sample and head, words × labels."""
    net.eval()
    out = [
        {head: np.zeros((len(sample.words), size(head)), dtype=np.float32) for head in CLASSES}
        for sample in held.samples
    ]
    rest = held.windows
    while rest:
        count = max(1, BATCH // len(rest[0][1].ids))
        while count > 1 and count * len(rest[min(count, len(rest)) - 1][1].ids) > BATCH:
            count -= 1
        batch, rest = rest[:count], rest[count:]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(*tensors([window for _, window in batch]))
        for head, logits in scores.items():
            values = logits.float().softmax(-1).numpy()
            for row, (number, window) in enumerate(batch):
                for place in window.kept:
                    out[number][head][window.words[place]] = values[row, place]
    return out


def figures(net: Tagger, held: Mapping[str, Held]) -> dict[str, float]:
    """F1 of exact spans by head; contents also at an overlap of at least half."""
    out: dict[str, float] = {}
    for name, part in held.items():
        read = probabilities(net, part)
        for head in part.heads:
            counts = np.zeros(4)
            for sample, scores in zip(part.samples, read, strict=True):
                found = list(spans(head, scores[head], sample.paragraphs))
                counts += _count(list(wanted(sample, head)), found)
            hit, loose, predicted, gold = counts
            out[f"{name}.{head}"] = round(2 * hit / max(1, predicted + gold), 4)
            if head == "outer":
                out["gold.outer.half"] = round(2 * loose / max(1, predicted + gold), 4)
    return out


def wanted(sample: Sample, head: str) -> Iterator[Labelled]:
    """The spans that a sample's labels tell."""
    exact = np.zeros((len(sample.words), size(head)), dtype=np.float32)
    for index, bits in enumerate(sample.allowed[head]):
        if bits & (bits - 1) == 0:
            exact[index, bits.bit_length() - 1] = 1.0
        else:
            exact[index, 0] = 1.0
    return spans(head, exact, sample.paragraphs)


def _count(gold: Sequence[Labelled], found: Sequence[Labelled]) -> np.ndarray:
    """Exact matches, matches of at least half, found, wanted."""
    exact = len({each[:3] for each in gold} & {each[:3] for each in found})
    loose, left = 0, list(found)
    for each in gold:
        best = max(left, key=lambda other: overlap(each, other), default=None)
        if best is not None and overlap(each, best) >= 0.5:
            loose += 1
            left.remove(best)
    return np.array([exact, loose, len(found), len(gold)])


def overlap(left: Labelled, right: Labelled) -> float:
    """Words in both of two spans, as a share of the words from the first to the last of either."""
    shared = min(left.last, right.last) - max(left.first, right.first)
    return shared / (max(left.last, right.last) - min(left.first, right.first)) if shared > 0 else 0.0
