"""Wording: the words and numbers of a text that may be others, and what stands there instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from dabir.script.letters import squeeze
from dabir.script.words import Token, tokens

SYNONYMS = Path(__file__).parents[1] / "synonyms.tsv"
# The share of the expressions with a synonym that give way to it, and of the numbers that change.
WORDS, NUMBERS = 0.75, 0.8
# The longest expression of the list, in words.
LONGEST = 4
# Behind these stands a verb that cannot give way by itself: «خواهد کرد», «می گفت».
BEFORE_VERBS = frozenset({"می", "نمی", "خواهد", "خواهند", "خواهیم", "خواهم", "نخواهد", "نخواهند"})
# Years, which move with the dates instead.
_YEAR = re.compile(r"1[34]\d\d|19\d\d|20\d\d")
_DIGITS = re.compile(r"\d+")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


class Wording(NamedTuple):
    """A stretch of a text that may be worded otherwise: `others` are its synonyms, none for a number."""

    start: int
    end: int
    text: str
    others: tuple[str, ...]


def other_word(others: Sequence[str], lot: Random) -> str | None:
    """A synonym for an expression; None where it stays."""
    share = lot.random() / WORDS
    return others[int(share * len(others))] if share < 1 else None


def other_number(text: str, lot: Random) -> str | None:
    """A number for another, of as many digits; None where it stays."""
    return _DIGITS.sub(lambda run: _number(run[0], lot), text) if lot.random() < NUMBERS else None


def wordings(text: str) -> Iterator[Wording]:
    """The expressions of the list and the numbers of a text, in order; of two that overlap the longer one."""
    found = tokens(text)
    at = 0
    while at < len(found):
        length = _length(text, found, at)
        if length:
            start, end = found[at].start, found[at + length - 1].end
            yield Wording(start, end, text[start:end], thesaurus()[squeeze(text[start:end])])
        elif found[at].kind == "number" and not _YEAR.search(squeeze(found[at].text)):
            yield Wording(found[at].start, found[at].end, found[at].text, ())
        at += length or 1


def _length(text: str, found: Sequence[Token], at: int) -> int:
    """How many words from a place on are an expression of the list, the most that are; 0 for none."""
    if at and found[at - 1].text in BEFORE_VERBS:
        return 0
    length = 0
    for last in range(at, min(at + LONGEST, len(found))):
        key = squeeze(text[found[at].start : found[last].end])
        if found[last].kind != "word" or key not in _beginnings():
            break
        if key in thesaurus():
            length = last - at + 1
    return length


def _number(digits: str, lot: Random) -> str:
    """Another number of as many digits, in digits of the same kind (Persian ones for Arabic ones)."""
    low = 10 ** (len(digits) - 1)
    number = str(low + int(lot.random() * 9 * low))
    return number if digits.isascii() else number.translate(_PERSIAN)


def year_in_digits(year: int, digits: str) -> str:
    """A year written as `digits` write another: with two of them where its century is told, in the same kind."""
    short = len(digits) == 2 and 1300 <= year < 1400
    number = f"{year % 100:02}" if short else str(year)
    return number if digits.isascii() else number.translate(_PERSIAN)


@cache
def thesaurus() -> Mapping[str, tuple[str, ...]]:
    """The other expressions of its group for every expression of `synonyms.tsv`, by its key."""
    return dict(_entries(SYNONYMS.read_text("utf-8").splitlines()))


def _entries(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines:
        group = line.split("\t") if line and not line.startswith("#") else []
        for form in group:
            yield squeeze(form), tuple(other for other in group if other != form)


@cache
def _beginnings() -> frozenset[str]:
    """With what the keys of the list begin: a word that is none of these begins no expression."""
    return frozenset(key[:length] for key in thesaurus() for length in range(1, len(key) + 1))
