"""How well a model tells deeds, counted word by word on annotated samples while it learns."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from dabir.model.labels import DEEDS
from dabir.model.tags import Tags
from training.model.samples import EVERYTHING, Arc, Sample, stretches

# A word is taken for a trigger, or for a party, from here on.
SURE = 0.5
Row = NDArray[np.float32]


class Counts:
    """Hits and misses over samples."""

    def __init__(self) -> None:
        self.triggers: Counter[str] = Counter()
        self.status: Counter[bool] = Counter()
        self.acts: Counter[tuple[str, str]] = Counter()
        self.words: Counter[str] = Counter()
        self.parties: Counter[bool] = Counter()

    def add(self, sample: Sample, tags: Tags) -> None:
        """One sample, and what the model says of it."""
        for first, last, act in stretches("act", sample.allowed["act"]):
            self.acts[act, tags.likeliest("act", first, last)] += 1
        self._events(sample, tags)
        for arc in sample.arcs:
            self._party(arc, tags.naming(arc.trigger, arc.scope.start, arc.scope.stop)[arc.role])

    def _events(self, sample: Sample, tags: Tags) -> None:
        events = tags.probabilities["event"]
        allowed = sample.allowed["event"]
        found = [_best("event", row) if 1 - row[0] > SURE else "" for row in events]
        for first, _, kind in stretches("event", allowed):
            self.triggers["told"] += 1
            self.triggers["hit"] += found[first] == kind
            status = _best("status", tags.probabilities["status"][first])
            wanted = sample.allowed["status"][first]
            self.status[bool(wanted >> 1 + 2 * DEEDS["status"].index(status) & 3)] += 1
        for place, kind in enumerate(found):
            begun = kind and (place == 0 or found[place - 1] != kind)
            self.triggers["found"] += bool(begun and allowed[place] != EVERYTHING["event"])

    def _party(self, arc: Arc, shares: Row) -> None:
        wanted = np.array([place in arc.words for place in arc.scope])
        self.words["told"] += int(wanted.sum())
        self.words["found"] += int((shares > SURE).sum())
        self.words["hit"] += int((wanted & (shares > SURE)).sum())
        if arc.words:
            self.parties[bool(wanted[shares.argmax()])] += 1

    def figures(self) -> dict[str, float]:
        """F1 of triggers and of parties' words; how often the status and the likeliest word of a party are right; acts."""
        right = sum(number for (told, found), number in self.acts.items() if told == found)
        return {
            "triggers": _f1(self.triggers),
            "status": _share(self.status),
            "party.words": _f1(self.words),
            "party.best": _share(self.parties),
            "acts": round(right / max(1, self.acts.total()), 4),
            "acts.macro": round(float(np.mean([self._act(act) for act in DEEDS["act"]])), 4),
        }

    def _act(self, act: str) -> float:
        both = sum(number * ((told == act) + (found == act)) for (told, found), number in self.acts.items())
        return 2 * self.acts[act, act] / both if both else 0.0


def _best(head: str, row: Row) -> str:
    """The class to which a word, or words, most likely belong."""
    return DEEDS[head][int((row[1::2] + row[2::2]).argmax())]


def _f1(counts: Counter[str]) -> float:
    return round(2 * counts["hit"] / max(1, counts["told"] + counts["found"]), 4)


def _share(counts: Counter[bool]) -> float:
    return round(counts[True] / max(1, counts.total()), 4)
