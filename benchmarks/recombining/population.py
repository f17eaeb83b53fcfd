"""The population: invented people for the reports, a few of whom are told of often and most seldom.

Who stands in a role of the reports that were read is drawn from those who hold that role, so that a post goes with the
same few people everywhere. How often somebody is drawn follows the law of Zipf and Mandelbrot (B. Mandelbrot, «An
informational theory of the statistical structure of language», 1953).
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import NamedTuple

from dabir.facts.lexicon import rows

PEOPLE = 20_000
# The share of those who are told of in another role than their own.
MOVERS = 0.05
# By how much the ranks are shifted: the most frequent person is in some reports of a hundred, not in every third.
SHIFT = 10
# The share of men among the given names of the news.
MEN = 0.8
# So often somebody else is looked for where the one drawn is in the report already.
TRIES = 20


class Human(NamedTuple):
    """An invented person."""

    given: str
    family: str

    @property
    def full(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"


class _Pool(NamedTuple):
    """People with the sums of their frequencies."""

    people: Sequence[Human]
    sums: Sequence[float]

    @classmethod
    def of(cls, people: Sequence[Human]) -> _Pool:
        weights = (1 / (rank + SHIFT) for rank in range(1, len(people) + 1))
        return cls(people, list(accumulate(weights)))

    def drawn(self, lot: Random) -> Human:
        return self.people[min(bisect(self.sums, lot.random() * self.sums[-1]), len(self.people) - 1)]


class Population:
    """The people of all reports, each with a role."""

    def __init__(self, roles: Iterable[str], lot: Random, *, count: int) -> None:
        """Share the people out among the roles as the reports that were read do.

        Args:
            roles: The role of every person of those reports, "" for none.
            lot: What decides.
            count: How many people there are; at least one for each role.
        """
        often = Counter(roles)
        total = often.total()
        shares = {role: max(1, round(count * number / total)) for role, number in often.items()}
        people = list(_people(sum(shares.values()), lot))
        self._all = _Pool.of(people)
        self._of: Mapping[str, _Pool] = dict(_shared_out(shares, people, lot))

    def __len__(self) -> int:
        return len(self._all.people)

    def drawn(self, role: str, lot: Random, present: Collection[Human]) -> Human:
        """Somebody for a role who is not among those present (unless all who are drawn are)."""
        pool = self._all if lot.random() < MOVERS else self._of[role]
        one = pool.drawn(lot)
        for _ in range(TRIES):
            if one not in present:
                break
            one = self._all.drawn(lot)
        return one


def _shared_out(
    shares: Mapping[str, int], people: Sequence[Human], lot: Random
) -> Iterator[tuple[str, _Pool]]:
    mixed = lot.sample(people, len(people))
    at = 0
    for role, number in shares.items():
        yield role, _Pool.of(mixed[at : at + number])
        at += number


def _people(count: int, lot: Random) -> Iterator[Human]:
    """So many people, no two of the same name; some surnames are frequent."""
    surnames = [name for name, everyday in rows("surnames.tsv") if everyday == "no"]
    families = _Pool.of([Human("", name) for name in lot.sample(surnames, len(surnames))])
    men, women = _given("m"), _given("f")
    known: set[Human] = set()
    while len(known) < count:
        given = lot.choice(men if lot.random() < MEN else women)
        human = Human(given, families.drawn(lot).family)
        if human not in known:
            known.add(human)
            yield human


def _given(sex: str) -> list[str]:
    named = rows("given_names.tsv")
    return [name for name, other, everyday in named if other in (sex, "b") and everyday == "no"]
