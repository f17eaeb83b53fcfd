"""Signs: rare words of commitments, so that a sentence is compared with none but those that it may speak of.

A sentence that speaks of a commitment has half the weight of its words, three of them, and all that name its places
(`verdicts`). So it must have one at least of the rarest words that together outweigh the rest: the signs of the commitment.
Nothing is lost by looking for these alone, and few sentences have one of them by chance.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate

from dabir.archive.following.verdicts import NEAR, SHARED, Bond, weight

# What sums of the same weights in another order may differ by, and more.
_ROUNDING = 1e-9


class Signposts:
    """Commitments by their signs."""

    def __init__(self) -> None:
        """Show to none yet."""
        self._of: defaultdict[str, set[int]] = defaultdict(set)

    def put(self, commitment: int, signs: Iterable[str]) -> None:
        """Let signs show to a commitment."""
        for key in signs:
            self._of[key].add(commitment)

    def take(self, commitment: int, signs: Iterable[str]) -> None:
        """Let the signs that were put show to a commitment no more."""
        for key in signs:
            self._of[key].discard(commitment)
            if not self._of[key]:
                del self._of[key]

    def shown(self, keys: Iterable[str]) -> set[int]:
        """The commitments to which one at least of some search keys shows."""
        return set().union(*(self._of[key] for key in keys if key in self._of))


def signs(bond: Bond, counts: Mapping[str, int]) -> frozenset[str]:
    """Search keys of which a sentence that speaks of a commitment has one at least; none if nothing can speak of it.

    Args:
        bond: The commitment.
        counts: In how many reports each of its keys stands.
    """
    if len(bond.keys) < SHARED:
        return frozenset()
    # A sentence must have every word of every place: any one of them will do.
    ways = [_heaviest(bond, counts), *(frozenset({key}) for place in bond.places for key in place)]
    return min(ways, key=lambda way: (sum(counts[key] for key in way), sorted(way)))


def _heaviest(bond: Bond, counts: Mapping[str, int]) -> frozenset[str]:
    """The rarest keys, without which the others make no sentence near."""
    rarest = sorted(bond.keys, key=lambda key: (counts[key], key))
    weights = [weight(counts[key]) for key in rarest]
    near = NEAR * math.fsum(weights) * (1 - _ROUNDING)
    rests = enumerate(accumulate(reversed(weights)), 1)
    others = sum(1 for number, rest in rests if rest < near or number < SHARED)
    return frozenset(rarest[: len(rarest) - others])
