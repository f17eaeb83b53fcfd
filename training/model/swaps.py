"""Sentences with other names in them: every name in place of another of its class.

Mention replacement, as Dai and Adel (2020, «An Analysis of Simple Data Augmentation for Named Entity Recognition») try
it: the network sees a context with more names than the corpus has there, and learns the name less by heart.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dabir.model.labels import CLASSES, begin
from training.model.samples import Sample

Words = tuple[str, ...]


def mentions(sample: Sample) -> Iterator[tuple[int, int, str]]:
    """The names of a sample of which the corpus tells every label: first word, end, class."""
    bits = sample.allowed["names"]
    starts = {1 << begin("names", name): name for name in CLASSES["names"]}
    for first, bit in enumerate(bits):
        if bit in starts:
            last = first + 1
            while last < len(bits) and bits[last] == bit << 1:
                last += 1
            yield first, last, starts[bit]


def names_of(samples: Sequence[Sample]) -> dict[str, list[Words]]:
    """All names of a corpus by class, as often as they stand there."""
    found: dict[str, list[Words]] = defaultdict(list)
    for sample in samples:
        for first, last, name in mentions(sample):
            found[name].append(tuple(sample.words[first:last]))
    return dict(found)


def swapped(sample: Sample, names: Mapping[str, Sequence[Words]], chance: random.Random) -> Sample:
    """A sample of one paragraph with all its names exchanged; what a teacher said of the old ones is dropped."""
    words: list[str] = []
    bits: list[int] = []
    done = 0
    for first, last, name in mentions(sample):
        other = chance.choice(names[name])
        label = 1 << begin("names", name)
        words += [*sample.words[done:first], *other]
        bits += [*sample.allowed["names"][done:first], label, *[label << 1] * (len(other) - 1)]
        done = last
    words += sample.words[done:]
    bits += sample.allowed["names"][done:]
    return Sample(words, [range(len(words))], {"names": bits})
