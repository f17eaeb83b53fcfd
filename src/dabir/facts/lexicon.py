"""The gazetteers: names, titles, posts, countries, institutions, places and words that are none of these.

Each list is a text file in `data/` (that of places, which the sources read, too, in the one of `dabir.script`)
whose header says what it holds and where it comes from. A list is read when it is first asked for and kept.
Phrases are looked up in squeezed form (`dabir.script.letters.squeeze`): «حسن اف», «حسن‌اف» and «حسناف» are one
entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from dabir.facts.phrases import PhraseIndex, squeeze_all
from dabir.script.letters import squeeze
from dabir.script.places import place_names

Gender = Literal["m", "f", "b"]
TitleKind = Literal["honorific", "rank", "clerical", "academic", "religious", "noble"]
CountryKind = Literal["name", "adjective", "capital", "government"]


class Given(NamedTuple):
    """A given name; `ambiguous` if it is also an everyday word («امید», «پیروز»)."""

    form: str
    gender: Gender
    ambiguous: bool


class Surname(NamedTuple):
    """A surname; `ambiguous` if it is also an everyday word or an adjective («اصلی», «تهرانی»)."""

    form: str
    ambiguous: bool


class Title(NamedTuple):
    """Words before a name and no part of it; `ambiguous` if also a given name or an everyday word."""

    form: str
    kind: TitleKind
    ambiguous: bool


class Post(NamedTuple):
    """The head of a phrase that says what somebody is («وزیر», «سرمربی»), and its walk of life."""

    form: str
    sector: str
    plural: bool


class CountryTerm(NamedTuple):
    """Words that stand for a country (ISO 3166-1 alpha-3); `ambiguous` if they often mean something else."""

    form: str
    code: str
    kind: CountryKind
    ambiguous: bool


class Institution(NamedTuple):
    """An institution: the `head` of institution names («وزارت») or a whole name («ناتو»).

    `outlet` marks those that publish news; `country` is an ISO 3166-1 alpha-3 code, or None.
    """

    form: str
    head: bool
    sector: str
    outlet: bool
    country: str | None


def rows(name: str) -> Iterator[list[str]]:
    """The fields of every line of a data file that is neither empty nor a comment."""
    text = files("dabir.facts").joinpath("data", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


@cache
def given_names() -> PhraseIndex[Given]:
    """Given names, Iranian and foreign, in Persian writing."""
    return PhraseIndex(
        (form, Given(form, cast(Gender, g), a == "yes")) for form, g, a in rows("given_names.tsv")
    )


@cache
def surnames() -> PhraseIndex[Surname]:
    """Surnames, Iranian and foreign, in Persian writing."""
    return PhraseIndex((form, Surname(form, a == "yes")) for form, a in rows("surnames.tsv"))


@cache
def surname_endings() -> Mapping[str, bool]:
    """Endings that make surnames («نژاد», «فر»), squeezed; False if sure only when written apart."""
    return {squeeze(ending): safe == "safe" for ending, safe in rows("surname_endings.tsv")}


@cache
def titles() -> PhraseIndex[Title]:
    """Titles, ranks and honorifics that stand before names."""
    return PhraseIndex(
        (form, Title(form, cast(TitleKind, kind), a == "yes")) for form, kind, a in rows("titles.tsv")
    )


@cache
def posts() -> PhraseIndex[Post]:
    """Heads of phrases that say what somebody is; those in a vowel in the construct too («سخنگوی»)."""
    return PhraseIndex(
        (shape, Post(form, sector, n == "plural"))
        for form, sector, n in rows("posts.tsv")
        for shape in _construct(form)
    )


def _construct(form: str) -> tuple[str, ...]:
    return (form, f"{form}ی") if form.endswith(("ا", "و")) else (form,)


@cache
def countries() -> PhraseIndex[CountryTerm]:
    """Names, adjectives, capitals and seats of government of the countries of the world."""
    return PhraseIndex((term.form, term) for row in rows("countries.tsv") for term in _terms(row))


def _terms(row: list[str]) -> Iterator[CountryTerm]:
    """The terms of one country; a `?` after a term marks it as ambiguous."""
    code, name, *lists = row
    kinds: tuple[CountryKind, ...] = ("name", "adjective", "capital", "government")
    lists[0] = f"{name}|{lists[0]}"
    for kind, forms in zip(kinds, lists, strict=True):
        for form in filter(None, forms.split("|")):
            yield CountryTerm(form.removesuffix("?"), code, kind, form.endswith("?"))


def country_name(code: str | None) -> str:
    """The common Persian name of a country by its ISO 3166-1 alpha-3 code; an unlisted code itself, empty for None."""
    return _country_names().get(code, code) if code else ""


@cache
def _country_names() -> Mapping[str, str]:
    """The first name of every country in the list is its common one."""
    names: dict[str, str] = {}
    for term in countries().values():
        if term.kind == "name":
            names.setdefault(term.code, term.form)
    return names


@cache
def institutions() -> PhraseIndex[Institution]:
    """Heads of institution names, and institutions known by name."""
    return PhraseIndex((row[0], _institution(*row)) for row in rows("institutions.tsv"))


def _institution(form: str, kind: str, sector: str, voice: str, country: str) -> Institution:
    return Institution(form, kind == "head", sector, voice == "outlet", None if country == "-" else country)


@cache
def places() -> PhraseIndex[str]:
    """Provinces and cities, each with itself as written."""
    return PhraseIndex((form, form) for form in place_names())


@cache
def common_words() -> frozenset[str]:
    """Squeezed everyday words that are no names."""
    return frozenset(squeeze_all([word for (word,) in rows("common_words.txt")]))
