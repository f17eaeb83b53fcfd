"""Places: towns, provinces and countries where something is, told from people, teams and institutions that bear their names.

A name of several readings is the one that the report's other places speak for: its country named elsewhere, or other
towns of it; else the most populous, at home rather than abroad unless ten times as many live there. A capital that acts
is its government (`dabir.facts.events`), and no place there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log10
from typing import NamedTuple

from dabir.facts.lexicon import CountryTerm, common_words, countries, country_name, places, rows
from dabir.facts.mentions import Mentions
from dabir.facts.phrases import PhraseIndex
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.words import MONTHS, PLACE_LEADS, THING_HEADS
from dabir.record import Place, PlaceKind
from dabir.script.letters import HALF_SPACE

PROVINCES = frozenset({"استان", "استانهای"})
TOWNS = frozenset({"شهر", "شهرستان", "بندر", "شهرهای"})
# Behind these a name is that of a thing («بیمارستان تهران»).
_NO_PLACE_BEHIND = THING_HEADS - TOWNS - PROVINCES - {"فرودگاه", "استان", "روستای"}
# What speaks for a reading: its country named, another town of it, home, and the power of ten of those who live there.
NAMED, BESIDE, HOME = 3.0, 1.5, 1.0
# A region is as well known as a town of so many.
KNOWN = 1_000_000
COUNTRY = "country"


class Town(NamedTuple):
    """One reading of a name; see `data/towns.tsv` and `data/regions.tsv`."""

    name: str
    kind: PlaceKind
    geonames: int | None
    country: str
    latitude: float | None
    longitude: float | None
    people: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is named: its words and its readings."""

    range: Range
    readings: tuple[Town, ...]


@cache
def towns() -> PhraseIndex[tuple[Town, ...]]:
    """Towns, provinces and regions by name, each with all of its readings."""
    found: dict[str, list[Town]] = {}
    for name, country, latitude, longitude in rows("regions.tsv"):
        region = Town(name, "region", None, country, float(latitude), float(longitude), KNOWN)
        found.setdefault(name, []).append(region)
    for name, kind, geonames, country, latitude, longitude, people in rows("towns.tsv"):
        town = Town(name, _kind(kind), int(geonames), country, float(latitude), float(longitude), int(people))
        found.setdefault(name, []).append(town)
    return PhraseIndex((name, tuple(readings)) for name, readings in found.items())


def _kind(word: str) -> PlaceKind:
    return "province" if word == "province" else "city"


@cache
def _named() -> PhraseIndex[bool]:
    """Every country, listed place and town, so that one look-up tells where any of them begins."""
    return PhraseIndex((key, True) for index in (countries(), places(), towns()) for key in index)


def _matches(
    keys: Sequence[str], index: int
) -> tuple[tuple[int, CountryTerm] | None, tuple[int, str] | None, tuple[int, tuple[Town, ...]] | None]:
    """The country, the listed place and the town that are named from a word on, each with its end."""
    return countries().match(keys, index), _listed(keys, index), _town(keys, index)


def _town(keys: Sequence[str], index: int) -> tuple[int, tuple[Town, ...]] | None:
    """The town, province or region named from a word on; a name of one word is no two words («را میان» is no «رامیان»)."""
    found = towns().match(keys, index)
    fits = found is not None and _fits(found[1][0].name, found[0] - index)
    return found if fits else None


def _listed(keys: Sequence[str], index: int) -> tuple[int, str] | None:
    found = places().match(keys, index)
    return found if found is not None and _fits(found[1], found[0] - index) else None


def _fits(name: str, words: int) -> bool:
    """Whether a name may be written in so many words: with a space for each half-space or space that it has."""
    return words <= len(re.split(f"[ {HALF_SPACE}]", name))


class Whereabouts:
    """The places of one report, and what they were found to be."""

    def __init__(
        self,
        reading: Reading,
        mentions: Mentions,
        acting: Collection[Range] = (),
        times: Collection[Range] = (),
    ) -> None:
        """Find the places.

        Args:
            reading: The report in words.
            mentions: Its mentions: a name within a person's or an institution's is none of a place.
            acting: The words of countries and capitals that act, and so are no places there.
            times: The words of times, whose months may bear the names of towns («مهر»).
        """
        self.reading = reading
        taken = {
            index
            for mention in mentions.all
            if mention.name is not None or (mention.role is not None and mention.role.kind != COUNTRY)
            for index in range(*mention.range)
        }
        taken |= {index for words in (*acting, *times) for index in range(*words)}
        self.spots = tuple(self._find(taken))
        self._votes = self._count([*self.spots, *self._governments(acting)])
        self._known = {spot.range.first: self._best(spot) for spot in self.spots}

    def _find(self, taken: Collection[int]) -> Iterator[Spot]:
        for paragraph in self.reading.paragraphs:
            if paragraph.kind in ("sign_off", "credit"):
                continue
            first, last = done, _ = paragraph.range
            for index in _named().places(self.reading.keys, first, last):
                spot = self._at(index, last) if index >= done and index not in taken else None
                if spot is not None:
                    yield spot
                    done = spot.range.last

    def _at(self, index: int, last: int) -> Spot | None:
        """The place that is named from a word on, before the end of its paragraph."""
        before = self.reading.key(index - 1)
        if before in _NO_PLACE_BEHIND:
            return None
        keys: Sequence[str] = self.reading.keys
        nation, listed, town = found = _matches(keys, index)
        # «… در کردستان», and «عراق …» in the next line
        if any(each is not None and each[0] > last for each in found):
            keys = keys[:last]
            nation, listed, town = _matches(keys, index)
        region = town is not None and any(reading.kind == "region" for reading in town[1])
        behind = max(found[0] for found in (nation, listed, town, (index,)) if found)
        if town is not None and region and town[0] == behind:
            return Spot(Range(index, behind), self._fit(town[1], before))
        if nation and nation[1].kind == "name" and nation[0] == behind:
            return self._nation(index, nation, before)
        if town is None or town[0] < behind:
            return None
        if listed is None and (before not in PLACE_LEADS or keys[index] in common_words()):
            return None
        if keys[index] in MONTHS and before not in TOWNS | {"اهل"}:
            return None
        return Spot(Range(index, behind), self._fit(town[1], before))

    @staticmethod
    def _nation(index: int, nation: tuple[int, CountryTerm], before: str) -> Spot | None:
        last, country = nation
        if country.ambiguous and before not in PLACE_LEADS:
            return None
        code = country.code
        return Spot(Range(index, last), (Town(country_name(code), "country", None, code, None, None, 0),))

    @staticmethod
    def _fit(readings: tuple[Town, ...], before: str) -> tuple[Town, ...]:
        """The readings that the word before allows: «استان تهران» is no town."""
        allowed = {"city"} if before in TOWNS else {"city", "region"}
        wanted = {"province"} if before in PROVINCES else allowed
        return tuple(town for town in readings if town.kind in wanted) or readings

    def _best(self, spot: Spot) -> Town:
        if len(spot.readings) == 1:
            return spot.readings[0]
        return max(spot.readings, key=self._weight)

    def _weight(self, town: Town) -> float:
        votes = self._votes
        home = town.country == "IRN"  # which nearly every report names
        weight = NAMED * (votes["named", town.country] > 0 and not home) + BESIDE * (
            votes["sole", town.country] > 0
        )
        return weight + HOME * home + log10(town.people + 1)

    @staticmethod
    def _count(spots: Iterable[Spot]) -> Counter[tuple[str, str]]:
        """How often which country is named, and towns that only it has."""
        votes: Counter[tuple[str, str]] = Counter()
        for spot in spots:
            if len(spot.readings) == 1:
                town = spot.readings[0]
                votes["named" if town.kind == COUNTRY else "sole", town.country] += 1
        return votes

    def _governments(self, acting: Collection[Range]) -> Iterator[Spot]:
        """The countries that act: no places, but they speak for the places of theirs."""
        for words in acting:
            nation = countries().match(self.reading.keys, words.first)
            if nation is not None:
                code = nation[1].code
                yield Spot(words, (Town(country_name(code), "country", None, code, None, None, 0),))

    def town(self, spot: Spot) -> Town:
        """What a place was found to be."""
        return self._known[spot.range.first]

    def within(self, words: Range) -> list[Spot]:
        """The places named in a stretch."""
        return [spot for spot in self.spots if words.first <= spot.range.first < words.last]


def places_of_record(reading: Reading, whereabouts: Whereabouts) -> tuple[tuple[Place, ...], dict[int, int]]:
    """The places as the record shows them, each once, and by the first word of each mention the place's number there."""
    grouped: dict[Town, list[Spot]] = {}
    for spot in whereabouts.spots:
        grouped.setdefault(whereabouts.town(spot), []).append(spot)
    found: list[Place] = []
    ids: dict[int, int] = {}
    for number, (town, spots) in enumerate(grouped.items()):
        found.append(_place(reading, town, spots, f"l{number + 1}"))
        ids.update({spot.range.first: number for spot in spots})
    return tuple(found), ids


def _place(reading: Reading, town: Town, spots: Sequence[Spot], key: str) -> Place:
    return Place(
        id=key,
        name=town.name,
        kind=town.kind,
        country=town.country,
        geonames=town.geonames,
        latitude=town.latitude,
        longitude=town.longitude,
        mentions=tuple(reading.span(spot.range) for spot in spots),
    )
