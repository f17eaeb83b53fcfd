"""How well a branch tells deeds, counted window by window while it learns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dabir.model.labels import DEEDS, PARTY
from training.model.samples import EVERYTHING, Arc

Said = Mapping[str, NDArray[np.float32]]
# A word is taken for a trigger, or for a party, from here on.
SURE = 0.5


class Counts:
    """Hits and misses over windows."""

    def __init__(self) -> None:
        self.triggers: Counter[str] = Counter()
        self.status: Counter[bool] = Counter()
        self.acts: Counter[tuple[str, str]] = Counter()
        self.words: Counter[str] = Counter()
        self.parties: Counter[bool] = Counter()

    def add(self, allowed: Mapping[str, Sequence[int]], arcs: Sequence[Arc], said: Said) -> None:
        """One window: the labels allowed, the parties known, and what the branch says."""
        if "event" in allowed:
            self._events(allowed, said)
        for first, last, act in _stretches("act", allowed["act"]):
            mass = said["act"][first:last].sum(axis=0)
            self.acts[act, DEEDS["act"][int((mass[1::2] + mass[2::2]).argmax())]] += 1
        for arc in arcs:
            self._party(arc, said[PARTY][arc.role, arc.trigger, arc.scope.start : arc.scope.stop])

    def _events(self, allowed: Mapping[str, Sequence[int]], said: Said) -> None:
        for first, _, kind in _stretches("event", allowed["event"]):
            found = said["event"][first]
            self.triggers["told"] += 1
            self.triggers["hit"] += _best(found) == kind
            state = allowed["status"][first]
            mass = said["status"][first]
            guess = 1 + 2 * int((mass[1::2] + mass[2::2]).argmax())
            self.status[bool(state >> guess & 3)] += 1
        for place, bits in enumerate(allowed["event"]):
            begun = place == 0 or _best(said["event"][place - 1]) != _best(said["event"][place])
            if bits != EVERYTHING["event"] and begun and _best(said["event"][place]):
                self.triggers["found"] += 1

    def _party(self, arc: Arc, said: NDArray[np.float32]) -> None:
        wanted = np.array([place in arc.words for place in arc.scope])
        self.words["told"] += int(wanted.sum())
        self.words["found"] += int((said > SURE).sum())
        self.words["hit"] += int((wanted & (said > SURE)).sum())
        if arc.words:
            self.parties[bool(wanted[said.argmax()])] += 1

    def figures(self) -> dict[str, float]:
        """F1 of triggers and of parties' words, accuracies, macro-F1 of acts."""
        return {
            "triggers": _f1(self.triggers),
            "status": _share(self.status),
            "party.words": _f1(self.words),
            "party.first": _share(self.parties),
            "acts": _share(
                Counter(
                    {
                        hit: sum(n for (a, b), n in self.acts.items() if (a == b) == hit)
                        for hit in (True, False)
                    }
                )
            ),
            "acts.macro": round(float(np.mean([self._act(act) for act in DEEDS["act"]])), 4),
        }

    def _act(self, act: str) -> float:
        hit = self.acts[act, act]
        both = sum(n * ((a == act) + (b == act)) for (a, b), n in self.acts.items())
        return 2 * hit / both if both else 0.0


def _stretches(head: str, allowed: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Spans that are labelled with certainty."""
    for first, bits in enumerate(allowed):
        label = bits.bit_length() - 1
        if label > 0 and bits == 1 << label and label % 2:
            last = first + 1
            while last < len(allowed) and allowed[last] == bits << 1:
                last += 1
            yield first, last, DEEDS[head][label // 2]


def _best(row: NDArray[np.float32]) -> str:
    """The event that a word most likely states, "" if rather none."""
    mass = row[1::2] + row[2::2]
    return DEEDS["event"][int(mass.argmax())] if 1 - row[0] > SURE else ""


def _f1(counts: Counter[str]) -> float:
    return round(2 * counts["hit"] / max(1, counts["told"] + counts["found"]), 4)


def _share(counts: Counter[bool]) -> float:
    return round(counts[True] / max(1, counts.total()), 4)
