"""How well a network does on held-out text: names on PEYMA, parts of speech on the annotated `dev`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dabir.model.decode import Labelled, spans
from dabir.model.labels import CLASSES, PARTY, size
from dabir.model.tagger import Tagger, Words
from training.model.corpora import deeds, sentences
from training.model.counts import Counts
from training.model.samples import PEYMA, Sample, named, reported
from training.model.sources import annotated_reports, tagged_sentences


class Stretch(Protocol):
    """A stretch of words: a labelled span, or a range."""

    @property
    def first(self) -> int:
        """The first word."""

    @property
    def last(self) -> int:
        """The word behind the last."""


@dataclass(slots=True)
class Held:
    """Held-out samples, and the heads whose labels they know; those without any are measured for deeds."""

    samples: list[Sample]
    heads: tuple[str, ...]


def held_out(shared: Path, part: str = "dev") -> dict[str, Held]:
    """What every run is measured on: PEYMA's `dev` (or another part), and the annotated `dev`."""
    peyma = tagged_sentences(shared / f"data/peyma/{part}.txt", "|")
    gold = annotated_reports(shared / "gold/dev.jsonl", shared / "gold/dev.texts.jsonl")
    speech = tuple(head for head in CLASSES if head != "names")
    return {
        "peyma": Held([named([sentence], PEYMA) for sentence in peyma], ("names",)),
        "gold": Held([reported(each) for each in gold], speech),
        "deeds": Held(deeds(shared, held=True), ()),
        "sentences": Held(sentences(shared, held=True), ()),
    }


def figures(tagger: Tagger, held: Mapping[str, Held]) -> dict[str, float]:
    """F1 of exact spans by head; contents also at an overlap of at least half."""
    out: dict[str, float] = {}
    for name, part in held.items():
        read = tagger.tag([Words(sample.words, sample.paragraphs) for sample in part.samples])
        if not part.heads and PARTY in tagger.network.outputs:
            counts_of = Counts()
            for sample, tags in zip(part.samples, read, strict=True):
                counts_of.add(sample, tags)
            out |= {f"{name}.{measure}": value for measure, value in counts_of.figures().items()}
        for head in part.heads:
            counts = np.zeros(4)
            for sample, tags in zip(part.samples, read, strict=True):
                counts += _count(list(wanted(sample, head)), tags.of(head))
            hit, loose, predicted, gold = counts
            out[f"{name}.{head}"] = round(float(2 * hit / max(1, predicted + gold)), 4)
            if head == "outer":
                out["gold.outer.half"] = round(float(2 * loose / max(1, predicted + gold)), 4)
    return out


def wanted(sample: Sample, head: str) -> Iterator[Labelled]:
    """The spans that a sample's labels tell."""
    exact = np.zeros((len(sample.words), size(head)), dtype=np.float32)
    for index, bits in enumerate(sample.allowed[head]):
        certain = bits & (bits - 1) == 0
        exact[index, bits.bit_length() - 1 if certain else 0] = 1.0
    return spans(head, exact, sample.paragraphs)


def _count(gold: Sequence[Labelled], found: Sequence[Labelled]) -> NDArray[np.int64]:
    """Exact matches, matches of at least half, found, wanted."""
    exact = len({each[:3] for each in gold} & {each[:3] for each in found})
    loose, left = 0, list(found)
    for each in gold:
        best = max(left, key=lambda other: overlap(each, other), default=None)
        if best is not None and overlap(each, best) >= 0.5:
            loose += 1
            left.remove(best)
    return np.array([exact, loose, len(found), len(gold)])


def overlap(left: Stretch, right: Stretch) -> float:
    """Words in both of two spans, as a share of the words from the first to the last of either."""
    shared = min(left.last, right.last) - max(left.first, right.first)
    return shared / (max(left.last, right.last) - min(left.first, right.first)) if shared > 0 else 0.0
