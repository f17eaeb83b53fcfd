from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pycountry
import pytest

from dabir.facts import lexicon
from dabir.script.letters import squeeze

ROOT = Path(__file__).parents[2]
COLUMNS = {
    "given_names.tsv": (3, {1: {"m", "f", "b"}, 2: {"yes", "no"}}),
    "surnames.tsv": (2, {1: {"yes", "no"}}),
    "surname_endings.tsv": (2, {1: {"safe", "unsafe"}}),
    "titles.tsv": (
        3,
        {1: {"honorific", "rank", "clerical", "academic", "religious", "noble"}, 2: {"yes", "no"}},
    ),
    "posts.tsv": (3, {2: {"singular", "plural"}}),
    "countries.tsv": (6, {}),
    "institutions.tsv": (5, {1: {"head", "name"}, 3: {"institution", "outlet"}}),
    "common_words.txt": (1, {}),
}


def rows(name: str) -> list[list[str]]:
    text = files("dabir.facts").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_data_file_is_well_formed(name: str) -> None:
    count, allowed = COLUMNS[name]
    for row in rows(name):
        assert len(row) == count, row
        assert squeeze(row[0]), row
        assert all(row[column] in values for column, values in allowed.items()), row


@pytest.mark.parametrize("name", COLUMNS)
def test_every_data_file_says_what_it_is(name: str) -> None:
    text = files("dabir.facts").joinpath("data", name).read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "Compiled" in text or "CC BY-SA" in text or "made by" in text


@pytest.mark.parametrize("name", COLUMNS)
def test_words_are_in_persian_letters_and_tidy(name: str) -> None:
    forms = [form for row in rows(name) for form in (row[1:] if name == "countries.tsv" else row[:1])]
    for form in forms:
        assert not set(form) & set("يكىة"), form
        assert form == form.strip(" \u200c"), form
        assert not re.search("\u200c[ \u200c]| [ \u200c]", form), form


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "countries.tsv"])
def test_no_phrase_stands_twice(name: str) -> None:
    keys = [squeeze(row[0]) for row in rows(name)]
    assert len(keys) == len(set(keys))


def test_no_words_stand_for_two_countries() -> None:
    codes: dict[str, str] = {}
    for row in rows("countries.tsv"):
        for term in lexicon._terms(row):
            if squeeze(term.form) != "عمان":  # Oman, and Amman without its doubling mark
                assert codes.setdefault(squeeze(term.form), term.code) == term.code


def test_all_countries_have_a_name() -> None:
    named = {term.code for term in lexicon.countries().values() if term.kind == "name"}
    assert {country.alpha_3 for country in pycountry.countries} <= named


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        ("ایالات متحده", "USA", "name"),
        ("امريکا", "USA", "name"),
        ("جمهوری اسلامی ایران", "IRN", "name"),
        ("رژیم صهیونیستی", "ISR", "name"),
        ("روس", "RUS", "adjective"),
        ("تل آویو", "ISR", "capital"),
        ("کاخ سفید", "USA", "government"),
        ("مالی", "MLI", "name"),
    ],
)
def test_countries_by_every_kind_of_word(words: str, code: str, kind: str) -> None:
    term = lexicon.countries()[squeeze(words)]
    assert (term.code, term.kind) == (code, kind)


def test_the_usual_name_of_a_country_comes_first() -> None:
    names = [term.form for term in lexicon.countries().values() if (term.code, term.kind) == ("USA", "name")]
    assert names[0] == "آمریکا"


def test_words_that_often_mean_otherwise_are_marked() -> None:
    assert lexicon.countries()["مالی"].ambiguous
    assert not lexicon.countries()["ایران"].ambiguous
    assert lexicon.given_names()["امید"].ambiguous
    assert not lexicon.given_names()["محمدرضا"].ambiguous
    assert lexicon.surnames()["تهرانی"].ambiguous
    assert not lexicon.surnames()["رضایی"].ambiguous
    assert lexicon.titles()["امیر"].ambiguous
    assert not lexicon.titles()["سرتیپ"].ambiguous


PLURAL_ENDING = re.compile("(?:ان|ها|های|ون|ین|ات)$")
# Arabic broken plurals, words for many people that have no ending, and «رئیسان‌جمهور», whose ending is inside.
OTHER_PLURALS = {
    "اساتید",
    "اصحاب",
    "اصناف",
    "اعضا",
    "اعضای",
    "شهدای",
    "اهالی",
    "ائمه",
    "تجار",
    "رؤسا",
    "رؤسای",
    "رئیسان\u200cجمهور",
    "سفرا",
    "سفرای",
    "شعرا",
    "طلاب",
    "علما",
    "علمای",
    "کادر",
    "کسبه",
    "مراجع",
    "مردم",
    "وزرا",
    "وزرای",
    "وکلا",
    "وکلای",
}


def test_posts_of_many_have_the_form_of_a_plural() -> None:
    heads = {form.split()[0] for form, _, number in rows("posts.tsv") if number == "plural"}
    assert {head for head in heads if not PLURAL_ENDING.search(head)} == OTHER_PLURALS


def test_the_plural_of_a_post_is_not_listed_as_of_one() -> None:
    posts = {form: number for form, _, number in rows("posts.tsv")}
    plurals = {form + ending for form in posts for ending in ("ان", "ها", "\u200cها", "ین")}
    plurals |= {f"{form.removesuffix('ه')}گان" for form in posts if form.endswith("ه")}
    assert {form for form in plurals if posts.get(form) == "singular"} == set()


@pytest.mark.parametrize("load", [lexicon.given_names, lexicon.surnames])
def test_no_everyday_word_is_an_unmistakable_name(load: Callable[[], Any]) -> None:
    sure = {key for key, name in load().items() if not name.ambiguous}
    assert sure & lexicon.common_words() == set()


@pytest.mark.parametrize("load", [lexicon.posts, lexicon.titles, lexicon.institutions])
def test_nothing_else_is_an_unmistakable_given_name(load: Callable[[], Any]) -> None:
    sure = {key for key, name in lexicon.given_names().items() if not name.ambiguous}
    assert sure & set(load()) == set()


def test_lists_are_as_large_as_they_need_to_be() -> None:
    assert len(lexicon.given_names()) > 3500
    assert len(lexicon.surnames()) > 7000
    assert len(lexicon.posts()) > 1000
    assert len(lexicon.places()) > 1000
    assert len(lexicon.common_words()) > 7000
    assert sum(not institution.head for institution in lexicon.institutions().values()) > 500


def test_endings() -> None:
    endings = lexicon.surname_endings()
    assert endings["نژاد"] is True
    assert endings["اف"] is False


def test_the_country_file_is_what_its_script_makes() -> None:
    code = "import countries; print(countries.HEADER + '\\n'.join(countries.lines()))"
    made = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=ROOT / "training/gazetteers",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    kept = files("dabir.facts").joinpath("data", "countries.tsv").read_text(encoding="utf-8")
    assert made.stdout == kept
