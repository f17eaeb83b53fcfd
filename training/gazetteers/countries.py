"""Make `src/dabir/facts/data/countries.tsv`: the CLDR names of all countries and what the news call them.

Run it from the root of the project: `python training/gazetteers/countries.py`. It needs Babel and pycountry.
"""

from __future__ import annotations

import re
from pathlib import Path

import pycountry
from babel import Locale

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src/dabir/facts/data/countries.tsv"
HEADER = """\
# Countries, made by training/gazetteers/countries.py from country_variants.tsv beside it and the Persian
# names of Unicode CLDR (Unicode licence), taken from Babel; the codes come from pycountry.
# Columns: ISO 3166-1 alpha-3 code (XKX: Kosovo, in common use); usual name; other names; adjectives and
# peoples; capitals; seats of government that stand for it. Several are parted by |; ? marks words that often
# mean otherwise.
"""


def variants() -> dict[str, list[list[str]]]:
    """The hand-written forms by code: name, other names, adjectives, capitals, seats, each a list."""
    lines = (HERE / "country_variants.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {
        code: [[form for form in field.split("|") if form not in ("", "-")] for field in fields]
        for code, *fields in rows
    }


def cldr_names() -> dict[str, str]:
    """The Persian names by alpha-3 code, without CLDR's additions in brackets or after a comma."""
    territories = Locale("fa").territories
    return {
        country.alpha_3: re.split(r" \(|،", territories[country.alpha_2])[0].replace("ٔ", "")
        for country in pycountry.countries
    }


def lines() -> list[str]:
    """One line for each country, in the order of codes."""
    written, names = variants(), cldr_names()
    result = []
    for code in sorted(written.keys() | names.keys()):
        name, others, *rest = written.get(code) or [[], [], [], [], []]
        usual = (name or [names[code]])[0]
        known = {form.removesuffix("?") for form in (usual, *others)}
        others += [form for form in (names.get(code),) if form and form not in known]
        result.append("\t".join([code, usual, *("|".join(forms) for forms in (others, *rest))]))
    return result


if __name__ == "__main__":
    TARGET.write_text(HEADER + "".join(f"{line}\n" for line in lines()), encoding="utf-8")
