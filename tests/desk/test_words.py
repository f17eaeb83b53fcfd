"""The words of the pages: the same in both languages, none missing, none left over."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from dabir.desk.language import interface

DESK = Path(str(files("dabir.desk")))
WORDS = {
    f"{path.stem}.{key}": pair
    for path in sorted((DESK / "data/words").glob("*.toml"))
    for key, pair in tomllib.loads(path.read_text("utf-8")).items()
}
TEXTS = {
    path: path.read_text("utf-8")
    for path in DESK.rglob("*")
    if path.suffix in {".py", ".html", ".js"} and path.is_file()
}
SPELLED = re.compile(r"""["']([a-z_]+\.[a-z_0-9]+)["']""")
# `t("search." ~ way)` and f"search.{way}": any key of the page may be meant that ends as the rest says.
BEGUN = re.compile(r"""["']([a-z_]+\.[a-z_]*)["']\s*[~+]|f["']([a-z_]+\.[a-z_]*)\{""")


def names(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same(key: str) -> None:
    persian, english = WORDS[key]
    assert persian.strip()
    assert english.strip()
    assert names(persian) == names(english)
    assert not re.search("[يك]", persian)


def test_no_word_is_left_over() -> None:
    spelled = {key for text in TEXTS.values() for key in SPELLED.findall(text)}
    begun = tuple({one or other for text in TEXTS.values() for one, other in BEGUN.findall(text)})
    assert [key for key in WORDS if key not in spelled and not key.startswith(begun)] == []


def test_numbers_and_days_are_written_as_the_language_does() -> None:
    persian, english = interface("fa"), interface("en")
    assert (persian.number(12345), english.number(12345)) == ("۱۲٬۳۴۵", "12,345")
    assert persian.day("2018-04-16") == "۲۷ فروردین ۱۳۹۷ (۱۶ آوریل ۲۰۱۸)"
    assert english.day("2018-04-16") == "16 April 2018 (27 Farvardin 1397)"
    assert english.moment("2018-04-16T14:30:00+04:30").endswith(", 14:30")
    assert english.day(None) == ""
