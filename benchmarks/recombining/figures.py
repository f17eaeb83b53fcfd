"""Figures: what came out of the recombination, beside what went in."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

from dabir.record import Record
from recombining.plans import Plan

# So many new reports are compared with one another, by the words of which so many in a row make a shingle.
SAMPLE, SHINGLE = 500, 3
# The likeness from which two reports would be taken for one, and how many of the most frequent people are counted.
ALIKE, FREQUENT = 0.5, 20
FACTS = ("people", "parties", "statements", "events", "times", "places", "commitments")

Shingles = frozenset[tuple[str, ...]]


class Figures:
    """Counts of the new records, taken as they pass by."""

    def __init__(self, records: Sequence[Record]) -> None:
        """Count the records that were read."""
        self._read, self._made = _Sizes(), _Sizes()
        for record in records:
            self._read.add(record)
        self._kinds: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._sample = Sample(Random(0))

    def add(self, plan: Plan, record: Record) -> None:
        """Count a new record."""
        self._made.add(record)
        self._kinds[plan.kind] += 1
        self._names.update(person.name for person in record.people)
        if plan.kind == "report":
            self._sample.add(frozenset(chosen.source.number for chosen in plan.pieces), record.text)

    def lines(self) -> Iterator[str]:
        """A table."""
        yield ", ".join(f"{kind}: {count:,}" for kind, count in self._kinds.items())
        yield f"{'':28}{'read':>10}{'made':>10}"
        read = dict(self._read.rows())
        for name, made in self._made.rows():
            yield f"{name:28}{read.get(name, 0):10,.2f}{made:10,.2f}"
        often = sum(count for _, count in self._names.most_common(FREQUENT)) / (self._names.total() or 1)
        yield f"names of people              {len(self._names):,}, the first {FREQUENT} in {often:.1%} of all places"
        alike = self._sample.likenesses()
        below = sum(one < ALIKE for one in alike) / (len(alike) or 1)
        yield f"pairs that share a source    {len(alike):,}, {below:.2%} of them less than {ALIKE} alike"


class _Sizes:
    """Lengths of texts, and how many facts there are."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._facts: Counter[str] = Counter()

    def add(self, record: Record) -> None:
        self._lengths.append(len(record.text))
        self._facts.update({kind: len(getattr(record, kind)) for kind in FACTS})

    def rows(self) -> Iterator[tuple[str, float]]:
        yield "characters", statistics.mean(self._lengths)
        if len(self._lengths) > 1:
            for number, length in enumerate(statistics.quantiles(self._lengths, n=10), 1):
                yield f"  of {number} in 10 at most", length
        for kind in FACTS:
            yield f"{kind} in a report", self._facts[kind] / len(self._lengths)


class Sample:
    """Some of the reports that pass by, each with the same chance (J. Vitter, «Random sampling with a reservoir», 1985)."""

    def __init__(self, lot: Random) -> None:
        """Begin with none."""
        self._lot = lot
        self._seen = 0
        self._kept: list[tuple[frozenset[int], str]] = []

    def add(self, sources: frozenset[int], text: str) -> None:
        """Let a report pass by, with the numbers of its sources."""
        self._seen += 1
        if len(self._kept) < SAMPLE:
            self._kept.append((sources, text))
        elif (place := self._lot.randrange(self._seen)) < SAMPLE:
            self._kept[place] = sources, text

    def likenesses(self) -> list[float]:
        """Of every two that share a source the share of their shingles that stand in both (Jaccard's index)."""
        known = [(sources, shingles(text)) for sources, text in self._kept]
        return [
            likeness(one, other)
            for (here, one), (there, other) in combinations(known, 2)
            if not here.isdisjoint(there)
        ]


def shingles(text: str) -> Shingles:
    """The runs of words of a text."""
    words = text.split()
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def likeness(one: Shingles, other: Shingles) -> float:
    """Jaccard's index of two sets."""
    return len(one & other) / (len(one | other) or 1)
