"""Numbers: the value of a number in digits of any script, in words, or in both («۲ میلیون و ۳۰۰ هزار»)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import inf
from typing import NamedTuple

from dabir.script.letters import squeeze
from dabir.script.words import Token, tokens

Value = int | float


class Number(NamedTuple):
    """A number in a text: `text[start:end]` (offsets in code points) is worth `value`."""

    start: int
    end: int
    value: Value


_THOUSANDS = re.compile(r"\d{1,3}(?:[,٬،]\d{3})+")
_DECIMAL = re.compile(r"(\d+)[./٫](\d+)")
_LONGEST = 40  # characters of a number in digits; what is longer counts nothing
_HALF = "نیم"


def value(text: str) -> Value | None:
    """The value of a number, cardinal or ordinal; None where the text is anything else, or more than that.

    «۳/۵», «۳.۵» and «۳٫۵» are 3.5; «۱٬۲۰۰» and «1,200» are 1200; «دو هزار و سیصد» is 2300; «سی‌ام» is 30;
    «یک و نیم میلیون» is 1500000. A date («۱۳۹۷/۰۱/۱۵») or a time («10:30») is no number.
    """
    words = tokens(text)
    stop, amount = _longest(words, 0)
    return amount if words and stop == len(words) else None


def find_numbers(words: str | Sequence[Token]) -> list[Number]:
    """All numbers of a text or of its tokens, in order; a number of several words is one.

    «نه» on its own is left out: it nearly always says no.
    """
    words = tokens(words) if isinstance(words, str) else words
    found, index = [], 0
    while index < len(words):
        stop, amount = _longest(words, index)
        if stop > index and not (stop == index + 1 and words[index].text == "نه"):
            found.append(Number(words[index].start, words[stop - 1].end, amount))
        index = max(stop, index + 1)
    return found


class Amount(NamedTuple):
    """A number among tokens: where it stops, what it is worth, and whether it counts off («پنجم»)."""

    stop: int
    value: Value
    ordinal: bool


def number_at(words: Sequence[Token], start: int) -> Amount | None:
    """The longest number that begins with a token, None where none does."""
    stop, amount = _longest(words, start)
    if stop == start:
        return None
    last = _part(words[stop - 1])
    return Amount(stop, amount, last is not None and last[1] == "ordinal")


@cache
def number_words() -> frozenset[str]:
    """The keys of all words that numbers are made of."""
    return frozenset(_words())


@dataclass
class _Tally:
    """A number growing part by part; every part must be smaller than the one before."""

    total: Value = 0  # what the groups closed by a multiplier («دو هزار») are worth
    group: Value | None = None  # what stands since the last multiplier
    room: float = inf  # the next multiplier must be smaller
    step: float = inf  # the next part of the group must be smaller
    closed: bool = False

    def take(self, part: tuple[Value, str] | None) -> bool:
        """Add a part; false where it does not continue the number."""
        if part is None:
            return False
        amount, kind = part
        if kind == "multiplier":
            return self._multiply(amount)
        if amount >= self.step:
            return False
        self.group = (self.group or 0) + amount
        self.step = _step(amount, kind)
        self.closed = kind == "ordinal"
        return True

    def _multiply(self, amount: Value) -> bool:
        if amount >= self.room:
            return False
        self.total += amount if self.group is None else self.group * amount
        self.group, self.room, self.step = None, amount, amount
        return True

    @property
    def value(self) -> Value:
        return self.total + (self.group or 0)


def _step(amount: Value, kind: str) -> float:
    """What the next part must be smaller than: 100 after «سیصد», 10 after «بیست», 1 («نیم») after «پنج»."""
    if kind == "half":
        return 0
    if kind == "digits" or amount < 20 or amount % 10:
        return 1
    return 100 if amount >= 100 else 10


def _longest(words: Sequence[Token], start: int) -> tuple[int, Value]:
    """The longest number that begins with a token: where it stops (at `start`: there is none), its value."""
    if start == len(words) or _part(words[start]) is None:
        return start, 0
    tally = _Tally()
    stop = index = start
    while index < len(words) and tally.take(_part(words[index])):
        stop = index + 1
        index = stop + 1 if stop < len(words) and words[stop].text == "و" else stop
        if tally.closed or (index == stop and not _multiplies(words, stop)):
            break
    return stop, tally.value


def _multiplies(words: Sequence[Token], index: int) -> bool:
    part = _part(words[index]) if index < len(words) else None
    return part is not None and part[1] == "multiplier"


def _part(word: Token) -> tuple[Value, str] | None:
    """The value of one token and what it is: `digits`, `word`, `ordinal`, `multiplier` or `half`."""
    if word.kind == "number":
        amount = digits(word.text)
        return None if amount is None else (amount, "digits")
    return _words().get(squeeze(word.text)) if word.kind == "word" else None


def digits(text: str) -> Value | None:
    """The value of a number in digits; None for a date, a time or anything else."""
    if len(text) > _LONGEST:
        return None
    plain = "".join(str(unicodedata.digit(char, char)) if char.isdecimal() else char for char in text)
    if plain.isdecimal():
        return int(plain)
    if _THOUSANDS.fullmatch(plain):
        return int(re.sub(r"\D", "", plain))
    decimal = _DECIMAL.fullmatch(plain)
    return float(f"{decimal[1]}.{decimal[2]}") if decimal else None


@cache
def _words() -> dict[str, tuple[Value, str]]:
    """Number words by their keys, ordinals («پنجم», «پنجمین») included."""
    table: dict[str, tuple[Value, str]] = {squeeze(_HALF): (0.5, "half")}
    for line in files(__package__).joinpath("data/numbers.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        word, amount, kind = line.split("\t")
        table[squeeze(word)] = int(amount), kind
        if kind == "word":
            for ending in ("م", "مین") if not word.endswith("ی") else ("ام", "امین"):
                table.setdefault(squeeze(word) + ending, (int(amount), "ordinal"))
    return table
