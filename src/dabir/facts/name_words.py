"""Names and what they are made of: how much a word looks like a given name or a surname, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dabir.facts.lexicon import (
    common_words,
    countries,
    given_names,
    institutions,
    places,
    posts,
    surname_endings,
    surnames,
    titles,
)
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.words import (
    COMPOUNDING,
    CONNECTIVES,
    FUNCTION_WORDS,
    INFLECTION,
    NAMING_TITLES,
    THING_HEADS,
    is_finite,
)
from dabir.script.letters import squeeze

Strength = Literal["sure", "likely", "open", "no"]
SAYYED = "سید"
_SAYYEDS = (SAYYED, "سیده")
SIR = "سر"
ENDINGS = ("ان", "ها", "های", "هایی", "تر", "ترین", "گان")


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name in the text.

    `range` covers the name alone, `titled` the titles before it as well; `given` says how many of the first words
    are given names (0: a surname alone); `quoted` whether the name stands in quotation marks.
    """

    range: Range
    titled: Range
    given: int
    quoted: bool = False

    @property
    def full(self) -> bool:
        """Whether the name has a given name or several words, so that it can stand for a person by itself."""
        return self.given > 0 or self.range.last - self.range.first > 1


def given_length(reading: Reading, index: int) -> int:
    """How many words, none to three, one given name takes at an index («محمدرضا», «محمد رضا», «سید علی»)."""
    if not reading.is_word(index):
        return 0
    alone = _given_alone(reading.keys[index], reading.words[index].text)
    return _given_from(reading, index) if alone is None else alone


@lru_cache(maxsize=1 << 15)
def _given_alone(key: str, text: str) -> int | None:
    """Whether a word is a given name, 0 or 1, where that hangs on no other word; else None."""
    if key in _SAYYEDS or (key in given_names().beginnings and key not in FUNCTION_WORDS):
        return None
    return int(_compound_given(key, text))


def may_be_given(key: str, text: str) -> bool:
    """Whether a word may begin a given name, of words that follow too."""
    return _given_alone(key, text) != 0


def _given_from(reading: Reading, index: int) -> int:
    """How many words one given name takes from a word on."""
    found = given_names().match(reading.keys, index)
    if found and FUNCTION_WORDS.isdisjoint(reading.keys[index : found[0]]):
        return found[0] - index
    key = reading.keys[index]
    if key in _SAYYEDS and reading.key(index + 1) not in _SAYYEDS:
        return 1 + (given_length(reading, index + 1) or int(surname_strength(reading, index + 1) != "no"))
    return int(_compound_given(key, reading.words[index].text))


@lru_cache(maxsize=1 << 14)
def _compound_given(key: str, text: str) -> bool:
    """Whether a word is made of two given names («علیرضا», «سیدهاشم», «جلال‌الدین»)."""
    if key.startswith(SAYYED) and len(key) > 5:
        return True
    pieces = [given_names().get(squeeze(piece)) for piece in text.split("\u200c")]
    if len(pieces) > 1 and all(piece and not piece.ambiguous for piece in pieces):
        return True
    if key in common_words() or key in posts() or _derived(key):
        return False
    return any(key[:size] in COMPOUNDING and key[size:] in given_names() for size in range(3, len(key) - 2))


def is_knighted(key: str) -> bool:
    """Whether a word is a given name with «سر» («Sir») written onto it: «سرالکس»."""
    bare = key.removeprefix(SIR)
    known = key in given_names() or key in surnames() or key in common_words()
    return bare != key and bare in given_names() and not known


def is_ambiguous_given(reading: Reading, index: int) -> bool:
    """Whether the given name that begins at a word is an everyday word as well («امید»)."""
    found = given_names().match(reading.keys, index)
    return bool(found and found[1].ambiguous)


def surname_strength(reading: Reading, index: int) -> Strength:
    """How much a word looks like a surname by itself.

    `sure`: a listed surname or a safe ending; `likely`: a listed surname that is an everyday word as well; `open`: an
    unknown word; `no`: a word that is known as something else.
    """
    if not reading.is_word(index):
        return "no"
    return strength_of(reading.keys[index], reading.words[index].text)


@lru_cache(maxsize=1 << 15)
def strength_of(key: str, text: str) -> Strength:
    """`surname_strength` of a word by its key and its text."""
    if key in FUNCTION_WORDS or len(key) < 2 or key in posts() or key in titles():
        return "no"
    everyday = key in common_words() or key in places() or key in countries()
    listed = surnames().get(key)
    if listed is not None:
        return "likely" if listed.ambiguous or everyday or is_finite(key) else "sure"
    if is_finite(key) or everyday or key in institutions():
        return "no"
    if _surname_ending(key, text):
        return "sure"
    return "no" if _inflected(text) or _derived(key) else "open"


def _derived(key: str) -> bool:
    """Whether a word is an everyday word with an ending («شاهدان», «تندروها»)."""
    return any(
        key.endswith(ending) and (key[: -len(ending)] in common_words() or key[: -len(ending)] in posts())
        for ending in ENDINGS
        if len(key) > len(ending) + 2
    )


def _surname_ending(key: str, text: str) -> bool:
    """Whether a word ends like a surname («نورعلی‌اف», «موسی‌زاده»), its first part being long enough."""
    endings = surname_endings()
    last = squeeze(text.rpartition("\u200c")[2]) if "\u200c" in text else None
    return any(
        endings[key[-size:]] or last == key[-size:]
        for size in range(2, min(6, len(key) - 1))
        if key[-size:] in endings
    )


def _inflected(text: str) -> bool:
    """Whether half-spaced pieces mark a word as a noun or a verb («کتاب‌های», «می‌رود», «خانه‌ام»)."""
    first, *rest = text.split("\u200c")
    return bool(rest) and (first in INFLECTION or rest[-1] in INFLECTION)


def is_name_like(reading: Reading, index: int) -> bool:
    """Whether a word can belong to a name, as far as the lists tell."""
    if reading.phrase(Range(index, index + 1)) in institutions():
        return False
    return bool(given_length(reading, index)) or surname_strength(reading, index) != "no"


def has_article(key: str) -> bool:
    """Whether a word has the Arabic article of surnames («الحارثی»)."""
    return key.startswith("ال") and len(key) > 5


def is_organ(reading: Reading, index: int) -> bool:
    """Whether a country, a government's seat or an institution begins at a word («ایران», «کاخ سفید», «روابط عمومی»)."""
    return (
        countries().match(reading.keys, index) is not None
        or institutions().match(reading.keys, index) is not None
    )


def is_unknown(reading: Reading, index: int) -> bool:
    """Whether a word can only be part of a name: a given name, a surname, or in no list at all."""
    return bool(given_length(reading, index)) or surname_strength(reading, index) in ("sure", "open")


def is_everyday_noun(reading: Reading, index: int) -> bool:
    """Whether a word may be a surname behind a given name although it is an everyday word («محمد جوان»)."""
    key = reading.keys[index]
    if not reading.is_word(index) or key in FUNCTION_WORDS or is_finite(key):
        return False
    return (
        not _inflected(reading.words[index].text)
        and not key.endswith("ها")
        and posts().match(reading.keys, index) is None
    )


def recurs(reading: Reading, index: int) -> bool:
    """Whether a noun follows the same surname more than once («ولی‌پور مطلق»), or stands joined to it elsewhere."""
    key = reading.keys[index]
    if key in FUNCTION_WORDS or key in THING_HEADS or is_finite(key) or not reading.is_word(index):
        return False
    before = reading.keys[index - 1]
    return reading.pairs[before, key] > 1 or before + key in reading.vocabulary


def starts_phrase(reading: Reading, index: int) -> bool:
    """Whether a word rather begins something else than a surname: a country, a post, a reporting expression."""
    if countries().match(reading.keys, index) or posts().match(reading.keys, index):
        return True
    return index in reading.cues


def heads_sentence(reading: Reading, index: int) -> bool:
    """Whether nothing but connectives stands before a word in its sentence."""
    at = index - 1
    while (
        at >= 0 and reading.sentence_of[at] == reading.sentence_of[index] and reading.keys[at] in CONNECTIVES
    ):
        at -= 1
    return at < 0 or reading.sentence_of[at] != reading.sentence_of[index]


def post_before(reading: Reading, index: int) -> bool:
    """Whether a post's head stands within the six words before an index, nothing between but its complements."""
    for at in range(index, max(-1, index - 6), -1):
        if not reading.is_word(at) or reading.keys[at] in FUNCTION_WORDS - {"و"}:
            return False
        if posts().match(reading.keys, at):
            return True
    return False


def title_before(reading: Reading, index: int) -> int:
    """Where the titles directly before a word begin."""
    for start in range(max(0, index - 3), index):
        title = titles().match(reading.keys, start)
        if title is not None and title[0] == index:
            return start
    return index


def belongs_to_thing(reading: Reading, index: int) -> bool:
    """Whether a name here is that of a street, a stadium, a hospital («بیمارستان شهید رجایی»)."""
    at = index - 1
    if reading.key(index) in NAMING_TITLES or reading.key(at) in NAMING_TITLES:
        noun = at if reading.key(index) in NAMING_TITLES else at - 1
        if noun >= 0 and is_everyday_noun(reading, noun) and not heads_sentence(reading, noun + 1):
            return True
    while at >= index - 3 and (
        titles().match(reading.keys, max(at, 0)) or reading.key(at) in ("بزرگ", "مطهر", "حضرت")
    ):
        at -= 1
    return reading.key(at) in THING_HEADS
