"""The words of time expressions, and a report's words as the signs over which the grammar of times is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dabir.facts.phrases import PhraseIndex
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.words import FRIDAYS
from dabir.script.letters import squeeze
from dabir.script.months import GREGORIAN_MONTHS, JALALI_MONTHS
from dabir.script.numbers import number_at, number_words
from dabir.script.words import Token

OTHER = "."

# The sign of every class of `data/times.tsv`; units that the grammar tells apart have signs of their own.
SIGNS: Mapping[str, str] = {
    "unit": "u", "units": "U", "per": "p", "length": "l", "lengthy": "m", "joined": "N", "jalali": "J", "gregorian": "G",
    "lunar": "L", "weekday": "w", "season": "z", "relative": "r", "part": "d", "year": "y", "last": "g",
    "recent": "R", "next": "x", "current": "c", "ago": "a", "hence": "h", "later": "k", "era": "e", "half": "f",
    "edge": "E", "clock": "K", "each": "v", "set": "s", "reference": "T", "that": "t", "this": "i", "some": "q",
    "dated": "D", "times": "b", "to": "2", "and": "&", "comma": ",", "open": "(", "close": ")", "dash": "-", "slash": "/",
    "seasonal": "F", "many": "P", "lengthx": "X", "budget": "B", "halfof": "5", "quarter": "4", "evening": "W",
}  # fmt: skip
UNIT_SIGNS: Mapping[str, str] = {"D": "O", "M": "M", "Y": "Y"}
# A clock time with a colon, and one with a point, which could as well be a number.
NUMBER, ORDINAL, DATE, CLOCK, POINTED = "n", "o", "A", "C", "Q"


_DATE = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})")
_CLOCK = re.compile(r"([01]?\d|2[0-3]|24(?=[:.]00))[:.]([0-5]\d)")
_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


class Item(NamedTuple):
    """One sign of the grammar: the words it stands for, the sign, and what they say («7», «MO», «2018/4/16»)."""

    range: Range
    sign: str
    value: str


_NOTHING = Item(Range(0, 0), OTHER, "")  # most words: where they stand is never asked for


class Word(NamedTuple):
    """An entry of the list: its class and value."""

    kind: str
    value: str


def items(reading: Reading, words: Range) -> Iterator[Item]:
    """The words of a stretch as signs, each word that has no part in any time as `OTHER`."""
    listed = set(time_words().places(reading.keys, *words))
    index = words.first
    while index < words.last:
        if index in listed or reading.words[index].kind == "number" or reading.keys[index] in _alone():
            item = _item(reading, index, words.last)
            yield item
            index = item.range.last
        else:
            yield _NOTHING
            index += 1


def _item(reading: Reading, index: int, last: int) -> Item:
    token = reading.words[index]
    if token.kind == "number" and (dated := _in_digits(token, index)):
        return dated
    year = _run_together().get(reading.keys[index])
    if year:
        return Item(Range(index, index + 1), SIGNS["year"], year)
    found = time_words().match(reading.keys, index)
    if found and found[1].kind == "joined" and found[0] > index + 1:
        found = None  # «دو سال» is a number and a unit
    number = number_at(reading.words, index) if _counts(reading, index) else None
    if found and found[0] <= last and (number is None or found[0] >= number.stop):
        stop, (kind, value) = found
        if kind == "weekday" and reading.key(index - 1) in FRIDAYS:
            return _NOTHING._replace(range=Range(index, stop))
        sign = UNIT_SIGNS.get(value, "u") if kind == "unit" else SIGNS[kind]
        return Item(Range(index, stop), sign, value)
    if number and number.stop <= last:
        sign = ORDINAL if number.ordinal else NUMBER
        return Item(Range(index, number.stop), sign, f"{number.value:g}" if number.value < 1e6 else "")
    return _NOTHING._replace(range=Range(index, index + 1))


@cache
def _alone() -> frozenset[str]:
    """Keys of the words of numbers, and of those that tell a year by themselves."""
    return number_words() | _run_together().keys()


@cache
def _run_together() -> Mapping[str, str]:
    """The years that two words tell, by the key of the two as one: «سال‌جاری»; as two words they are read one by one."""
    return {squeeze(form): word.value for form, word in _listed() if word.kind == "year!"}


def _counts(reading: Reading, index: int) -> bool:
    """Whether a number may begin with a word; nearly always «نه» says no."""
    return reading.words[index].kind in ("number", "word") and reading.keys[index] != "نه"


def _in_digits(token: Token, index: int) -> Item | None:
    """A date («۹۷/۱/۲۷») or a clock time («۱۰:۳۰») in digits."""
    plain = token.text.translate(_ASCII)
    if _DATE.fullmatch(plain):
        return Item(Range(index, index + 1), DATE, plain.replace(".", "/"))
    clock = _CLOCK.fullmatch(plain)
    if clock:
        sign = CLOCK if ":" in plain else POINTED
        return Item(Range(index, index + 1), sign, f"{int(clock[1]):02}:{clock[2]}")
    return None


@cache
def time_words() -> PhraseIndex[Word]:
    """All words of time expressions."""
    listed = (entry for entry in _listed() if entry[1].kind != "year!")
    return PhraseIndex((*listed, *_months(), *_joined_lengths(), *_evenings()))


def _listed() -> Iterator[tuple[str, Word]]:
    lines = files("dabir.facts").joinpath("data/times.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            forms, kind, value = line.split("\t")
            yield from ((form, Word(kind, value)) for form in forms.split("|"))


def _months() -> Iterator[tuple[str, Word]]:
    """The months, each also with «ماه» behind it."""
    for kind, months in (("jalali", [(name,) for name in JALALI_MONTHS]), ("gregorian", GREGORIAN_MONTHS)):
        for number, names in enumerate(months, 1):
            for name in names:
                yield name, Word(kind, str(number))
                yield f"{name}\u200cماه", Word(kind, f"{number}!")


def _joined_lengths() -> Iterator[tuple[str, Word]]:
    """«سه‌ماهه», «یک‌ساله», «چهارسال»: a number and a unit, or the adjective of one, in one word."""
    numbers = ["یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده"]
    for form, word in tuple(_listed()):
        if word.kind in ("length", "unit"):
            for number, name in enumerate(numbers, 1):
                yield (
                    f"{name}\u200c{form}",
                    Word("joined" if word.kind == "unit" else "lengthy", f"{number}{word.value}"),
                )


def _evenings() -> Iterator[tuple[str, Word]]:
    """«پنجشنبه‌شب»: a weekday and a part of the day in one word."""
    weekdays = [(form, word) for form, word in _listed() if word.kind == "weekday"]
    for form, word in weekdays:
        yield f"{form}\u200cشب", Word("evening", f"{word.value}NI")
