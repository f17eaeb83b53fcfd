"""Learn how the words of a statement lean towards each act.

    python -m training.acts SHARED [--folds N]

Writes `src/dabir/facts/data/acts.npz` (see `dabir.facts.wording`), learnt from every statement of which the act was
annotated and that nothing is measured on. With `--folds` it first prints how well each of so many parts is told by what the
others teach. Takes three minutes on one core.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import EmbeddingBag, Parameter, functional

from dabir.facts.wording import ACTS, BUCKETS, features
from training.model.corpora import ANNOTATION
from training.model.samples import Spans, laid_out
from training.model.sources import acts_joined, deeds_joined, own_texts, sentences_joined

OUT = Path(__file__).parents[1] / "src/dabir/facts/data/acts.npz"
EPOCHS, BATCH, RATE, DECAY = 6, 64, 0.02, 1e-6
# How far an act counts more than others the rarer it is: 0 not at all, 1 as much as all others together.
EVENING = 0.5


class Example(NamedTuple):
    """A statement: the text that it stands in by its number, its features, and its act."""

    text: int
    buckets: NDArray[np.int64]
    values: NDArray[np.float32]
    act: int


Weights = tuple[NDArray[np.float32], NDArray[np.float32]]


def main() -> None:
    """Learn, and write the weights in 8 bits."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    torch.manual_seed(5)
    known = examples(asked.shared)
    if asked.folds:
        crosswise(known, asked.folds)
    weights, bias = learn(known)
    scales = np.maximum(np.abs(weights).max(axis=0) / 127, 1e-9)
    rounded = np.rint(weights / scales).astype(np.int8)
    np.savez_compressed(OUT, weights=rounded, scales=scales.astype(np.float32), bias=bias)
    print(f"{OUT}: {OUT.stat().st_size:,} bytes from {len(known)} statements")


def examples(shared: Path) -> list[Example]:
    """Every annotated statement that nothing is measured on."""
    data = shared / "data"
    annotated = [
        *((text, line["acts"]) for text, line in acts_joined(ANNOTATION, shared)),
        *((text, line["acts"]) for text, line in deeds_joined(ANNOTATION / "deeds.more.jsonl", data)),
        *((line["text"], line["acts"]) for line in own_texts(ANNOTATION / "tellings.invented.jsonl")),
        *(
            (line["text"], line["acts"])
            for line in sentences_joined(ANNOTATION / "acts.sentences.jsonl", data)
        ),
    ]
    found = []
    for number, (text, acts) in enumerate(annotated):
        reading = laid_out(text)
        spans = Spans(reading)
        for each in acts:
            if each["act"] in ACTS:
                content = spans.words(each["start"], each["end"])
                found.append(Example(number, *features(reading, content), ACTS.index(each["act"])))
    return found


def learn(known: Sequence[Example]) -> Weights:
    """Weights (buckets × acts) and biases by logistic regression."""
    counts = np.bincount([each.act for each in known], minlength=len(ACTS))
    evened = torch.tensor((counts.mean() / np.maximum(counts, 1)) ** EVENING, dtype=torch.float32)
    table, bias = EmbeddingBag(BUCKETS, len(ACTS), mode="sum"), Parameter(torch.zeros(len(ACTS)))
    torch.nn.init.zeros_(table.weight)
    optimizer = torch.optim.Adam([table.weight, bias], lr=RATE)
    chance = np.random.default_rng(5)
    for _ in range(EPOCHS):
        order = chance.permutation(len(known))
        for first in range(0, len(order), BATCH):
            batch = [known[place] for place in order[first : first + BATCH]]
            ends = np.cumsum([0, *(len(each.buckets) for each in batch)])[:-1]
            scores = bias + table(
                torch.tensor(np.concatenate([each.buckets for each in batch])),
                torch.tensor(ends),
                per_sample_weights=torch.tensor(np.concatenate([each.values for each in batch])),
            )
            wanted = torch.tensor([each.act for each in batch])
            loss = functional.cross_entropy(scores, wanted, weight=evened) + DECAY * table.weight.pow(2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return table.weight.detach().numpy(), bias.detach().numpy()


def crosswise(known: Sequence[Example], folds: int) -> None:
    """Print how well each fold of texts is told by what the others teach."""
    right, told, wanted = (np.zeros(len(ACTS)) for _ in range(3))
    for fold in range(folds):
        weights, bias = learn([each for each in known if each.text % folds != fold])
        for each in known:
            if each.text % folds == fold:
                best = int((each.values @ weights[each.buckets] + bias).argmax())
                told[best] += 1
                wanted[each.act] += 1
                right[each.act] += best == each.act
    f1 = 2 * right / np.maximum(told + wanted, 1)
    each_act = ", ".join(f"{act} {value:.2f}" for act, value in zip(ACTS, f1, strict=True))
    print(f"right {right.sum() / wanted.sum():.3f}, mean F1 {f1.mean():.3f} ({each_act})")


if __name__ == "__main__":
    main()
