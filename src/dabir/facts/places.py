"""Names of places among the words."""

from __future__ import annotations

from dabir.facts.lexicon import countries, places
from dabir.facts.reading import Reading


def place_end(reading: Reading, index: int) -> int:
    """Where the longest name of a city, a province or a country that begins at a word ends; the word itself if none."""
    place, country = places().match(reading.keys, index), countries().match(reading.keys, index)
    named = country[0] if country and country[1].kind != "adjective" else index
    return max(place[0] if place else index, named)
