"""Vocabulary: the Persian words that search knows, and how each is inflected.

The lists are `data/words.tsv` (words that are whole, and the endings that each takes), `data/forms.tsv` (irregular forms and
spellings), `data/compounds.toml` (words of several parts that are also written as one) and the verbs of `dabir.script`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dabir.archive.words.inflection import forms_of_one_word, nouns, participles, plain
from dabir.script.letters import HALF_SPACE, squeeze


class Vocabulary(NamedTuple):
    """What the rules know, all in the letters that `plain` leaves.

    Attributes:
        words: Words that are whole, and the endings that each takes.
        forms: Other forms and spellings, and the words that they are of.
        plurals: Those of the forms that are plurals.
        verbs: Verb forms of one word, and their infinitives; participles and infinitives, too.
        nouns: Those verb forms that are nouns as well («بازگشت», «رفتن»).
        participles: Those that are participles («برگزیده»).
        compounds: Compounds written as one, and their parts.
        behind_known: Last parts that make compounds of many words («سازی»): as they are written in one, and on their own.
        behind_any: Last parts that do so of any word («زاده»).
        behind_names: Last parts that do so of names («پور»).
        prefixes: First parts that do so of known words.
        first_names: Given names that join others («محمد»).
        second_names: Given names that are joined to them («رضا»).
    """

    words: dict[str, str]
    forms: dict[str, str]
    plurals: frozenset[str]
    verbs: dict[str, str]
    nouns: frozenset[str]
    participles: frozenset[str]
    compounds: dict[str, tuple[str, ...]]
    behind_known: dict[str, str]
    behind_any: dict[str, str]
    behind_names: dict[str, str]
    prefixes: frozenset[str]
    first_names: frozenset[str]
    second_names: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The lists, read when they are first asked for."""
    parts = tomllib.loads(_read("compounds.toml"))
    rows = [line.split("\t") for line in _lines("forms.tsv")]
    return Vocabulary(
        words=dict(_words()),
        forms={plain(form): plain(word) for word, forms, _ in rows for form in forms.split("|")},
        plurals=frozenset(
            plain(form) for _, forms, kind in rows for form in forms.split("|") if kind == "plural"
        ),
        verbs=forms_of_one_word(),
        nouns=nouns(),
        participles=participles(),
        compounds=dict(_compounds(parts["compounds"])),
        behind_known=_by_spelling(parts["behind_known"]),
        behind_any=_by_spelling(parts["behind_any"]),
        behind_names=_by_spelling(parts["behind_names"]),
        prefixes=_set(parts["prefixes"]),
        first_names=_set(parts["first_names"]),
        second_names=_set(parts["second_names"]),
    )


def _read(name: str) -> str:
    return files("dabir.archive").joinpath("data", name).read_text("utf-8")


def _lines(name: str) -> Iterator[str]:
    return (line for line in _read(name).splitlines() if line and not line.startswith("#"))


def _set(words: str) -> frozenset[str]:
    return frozenset(plain(word) for word in words.split())


def _by_spelling(words: str) -> dict[str, str]:
    """Last parts of compounds, by how they stand in one: «آموز» has no madda there."""
    return {word.replace("آ", "ا"): word for word in map(squeeze, words.split())}


def _words() -> Iterator[tuple[str, str]]:
    for line in _lines("words.tsv"):
        word, endings = line.split("\t")
        yield plain(word), endings


def _compounds(lines: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Compounds with their parts; «بعنوان=به‌عنوان» gives another spelling."""
    for line in lines.split():
        written, _, apart = line.partition("=")
        yield plain(written), tuple(plain(part) for part in (apart or written).split(HALF_SPACE))
