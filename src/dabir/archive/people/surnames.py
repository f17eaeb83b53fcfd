"""Surnames: whom a report means that gives a surname alone («کی‌روش»), told by the reports that name people in full.

Such a report says nothing else of him, and others may bear the name. So the one is meant of whom reports speak at
that time, in that company. Any report that comes in may tell more: this is worked out when it is asked, not when
reports are kept, and hangs on no order.

- Near are reports within a year of each other; where one has no day, those of the same outlet.
- Whom the report names in full beside, who is of another country or, where posts are told, has none with a word in common,
  is not meant.
- The one of several bearers is meant whom near reports name in full, twice at least, and with somebody who is named here,
  too; another of whom that is true must be named in a third as many at most. Where only one of those who are named here
  is found beside him, he must be named twice as often as all other bearers together.
- The only bearer in the archive is meant where a near report names him and somebody or some institution that is named
  here, too, where two words of the posts are the same or, if it is no common surname and no everyday word, where three
  near reports name him.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dabir.archive.names.identity import is_common
from dabir.facts.lexicon import common_words
from dabir.script.letters import squeeze

# Days between reports that are near each other.
NEAR = 365
# So many near reports must name in full who is meant, and so many times as many as name another who fits.
NAMED, TIMES = 2, 3
# Where a single other person tells who is meant: so many times as many as name all others of the surname.
USUAL = 2
# So many near reports tell alone that the only bearer is meant.
KNOWN = 3
# Words that two posts have in common where they are taken for the same.
SAME_POST = 2


class Place(NamedTuple):
    """A report among others: its current version, its number or that of the one it copies, its day and its outlet."""

    version: int
    original: int
    day: int | None
    outlet: str | None


class Company(NamedTuple):
    """The entities of others whom a report names."""

    people: frozenset[int] = frozenset()
    institutions: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Alone:
    """An actor whom a report names by a surname alone.

    `actor` and `entity` are its numbers, `report` and `day` the report's name and its day (ISO 8601), `post` the search keys
    of the post, and `country` an ISO 3166-1 alpha-3 code.
    """

    actor: int
    entity: int
    name: str
    report: str
    day: str | None
    place: Place
    post: frozenset[str]
    country: str | None

    @property
    def is_vague(self) -> bool:
        """Whether the name tells little: very many bear it, or it is an everyday word."""
        return is_common(self.name) or squeeze(self.name) in common_words()


class Times:
    """Reports, copies once, that are asked for those near another."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Ask these reports."""
        every = {place.original: place for place in places}.values()
        days = [place.day for place in every if place.day is not None]
        self._days = np.sort(np.array(days, dtype=np.int64))
        self._outlets = Counter(place.outlet for place in every if place.outlet)
        self._undated = Counter(place.outlet for place in every if place.outlet and place.day is None)

    def near(self, places: Sequence[Place]) -> list[int]:
        """How many are near each of some reports."""
        days = np.array([place.day or 0 for place in places], dtype=np.int64)
        first = np.searchsorted(self._days, days - NEAR, "left")
        dated: list[int] = (np.searchsorted(self._days, days + NEAR, "right") - first).tolist()
        if not self._undated and all(place.day is not None for place in places):
            return dated
        return [
            self._outlets[place.outlet or ""]
            if place.day is None
            else number + self._undated[place.outlet or ""]
            for place, number in zip(places, dated, strict=True)
        ]


def _are_near(one: Place, other: Place) -> bool:
    """Whether two reports are near each other."""
    if one.day is None or other.day is None:
        return bool(one.outlet) and one.outlet == other.outlet
    return abs(one.day - other.day) <= NEAR


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody who is named in full: in which reports, beside which entities, and what he is called.

    `root` is the number of the entity that stands for him, `versions` are those that name him, and `beside` has for each
    entity the reports that name it, too.
    """

    root: int
    versions: frozenset[int]
    named: Times
    beside: Mapping[int, Sequence[Place]]
    post: frozenset[str]
    countries: frozenset[str]

    def may_be(self, one: Alone) -> bool:
        """Whether nothing that is told of both contradicts that they are one."""
        abroad = one.country and self.countries and one.country not in self.countries
        if abroad or one.place.version in self.versions:
            return False
        return not (one.post and self.post) or bool(one.post & self.post)

    def met(self, company: Iterable[int], place: Place) -> int:
        """How many of these near reports name beside him."""
        return sum(1 for who in company if any(_are_near(other, place) for other in self.beside.get(who, ())))


def who_is(one: Alone, company: Company, bearers: Iterable[tuple[int, Bearer]], *, only: bool) -> int | None:
    """The root of the bearer who is meant, if one is.

    Args:
        one: Who is named by a surname alone.
        company: Who is named in the same report.
        bearers: Who bears the surname in near reports, with how many of these name him (`Times.near`).
        only: Whether one alone bears it in the whole archive.
    """
    if only:
        return next((each.root for near, each in bearers if _is_only(one, company, each, near)), None)
    ranked = sorted(((near, each.root, each) for near, each in bearers), reverse=True)
    fitting = (each for each in ranked if each[2].may_be(one) and each[2].met(company.people, one.place))
    # Looked at one by one, as many as it takes: what a bearer is named beside is dear to know.
    near, root, bearer = next(fitting, (0, 0, None)) if ranked and ranked[0][0] >= NAMED else (0, 0, None)
    if bearer is None or near < NAMED or TIMES * next(fitting, (0,))[0] > near:
        return None
    usual = near >= USUAL * (sum(each[0] for each in ranked) - near)
    return root if usual or bearer.met(company.people, one.place) > 1 else None


def _is_only(one: Alone, company: Company, bearer: Bearer, near: int) -> bool:
    """Whether the only bearer of a surname is meant, whom so many near reports name."""
    if not near or not bearer.may_be(one):
        return False
    if len(one.post & bearer.post) >= SAME_POST or (near >= KNOWN and not one.is_vague):
        return True
    return bearer.met(company.people | company.institutions, one.place) > 0
