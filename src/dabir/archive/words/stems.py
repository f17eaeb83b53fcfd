"""Stems: the search keys of one written word, the same for its spellings, its endings and its verb forms.

An ending is taken off where it is certain: the plural in «ها» and the superlative behind any word, others where the lists
(`dabir.archive.words.vocabulary`) allow them behind a known word. A word that no list knows keeps its letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dabir.archive.words.vocabulary import vocabulary

# Letters of a key at most; a longer run of letters is no word, and databases limit what they index.
LONGEST = 64

_PLURAL = re.compile(r"(?<=..)ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان|ست|یند)?$")
_SUPERLATIVE = re.compile(r"(?<=..)ترین$")
_BEHIND_HEH = re.compile(r"(?<=ه)(?:ای|ام|ات|اش|اند|ایم|اید|ی|یی)$")
_POSSESSIVE = re.compile(r"(?:ش|شان|مان|تان)$")
_BEHIND_VOWEL = re.compile(r"(?<=[او])ی(?:ش|شان|مان|تان)$")
_COPULA = re.compile(r"(?:م|یم|ید|ند)$")
_PEOPLE = re.compile(r"(?:ان|ین)$")
# What may be written onto the last part of a compound; the longest first.
ENDINGS = (
    *("", "هایمان", "هایتان", "هایشان", "هایی", "هایش", "هایم", "های", "ها"),
    *("ترین", "یشان", "شان", "مان", "گان", "یان", "تر", "ان", "ین", "یی", "ای", "ی", "ش"),
)


class Stem(NamedTuple):
    """A search key, and the letters that it stands for: `word[start:end]`."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=1 << 16)
def stems(word: str) -> tuple[Stem, ...]:
    """The keys of a word without half-spaces, given as `plain` leaves it.

    There is one, but for a word that is written in parts as well: «رییسجمهور» has the keys of «رییس جمهور».
    """
    if len(word) > LONGEST:
        return (Stem(word[:LONGEST], 0, len(word)),)
    parts = [] if _known(word) else _parts(word)
    if not parts:
        return (Stem(key(word), 0, len(word)),)
    found, start = [], 0
    for part, end in zip(parts, _ends(word, parts), strict=True):
        found += [Stem(stem.key, start, end) for stem in stems(part)]
        start = end
    return tuple(found)


def _ends(word: str, parts: list[str]) -> list[int]:
    """Where the parts of a word end in it; the first may be shorter as it is written («بعنوان» for «به‌عنوان»)."""
    ends, end = [], len(word)
    for part in reversed(parts):
        ends.append(end)
        end = max(end - len(part), 1)
    return ends[::-1]


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """The key of a word of one part, given as `plain` leaves it."""
    lists = vocabulary()
    if word in lists.words:
        return word
    if word in lists.verbs:
        return lists.verbs[word]
    if word in lists.forms:
        return key(lists.forms[word])
    stem = _shorter(word)
    return key(stem) if stem else _with_madda(word)


def _with_madda(word: str) -> str:
    """A word whose آ was written ا («امریکا»), if there is no such word but one with آ."""
    if not word.startswith("ا"):
        return word
    other = "آ" + word[1:]
    return key(other) if _known(other) else word


def _known(word: str) -> bool:
    """Whether a word, less its endings, stands in a list."""
    return _listed(word) or ((stem := _shorter(word)) != "" and _known(stem))


def _listed(word: str) -> bool:
    lists = vocabulary()
    return word in lists.words or word in lists.verbs or word in lists.forms


def _takes(word: str, ending: str) -> bool:
    """Whether a listed word takes a kind of ending (see `data/words.tsv`)."""
    lists = vocabulary()
    return ending in lists.words.get(lists.forms.get(word, word), "")


def _shorter(word: str) -> str:
    """The word without its last ending, if it has one for certain; else ""."""
    rules = (_singular, _positive, _unpossessed, _definite, _one_person, _predicate)
    return next((stem for rule in rules if (stem := rule(word))), "")


def _singular(word: str) -> str:
    """«کتابها», «کتابهایشان»; «برنامهای» is «برنامه‌ای», but «کتابهای» is «کتاب‌های»."""
    match = _PLURAL.search(word)
    if not match:
        return ""
    stem = word[: match.start()]
    of_one = match[0] == "های" and not _is_noun(stem) and _takes(stem + "ه", "s")
    return stem + "ه" if of_one else stem


def _positive(word: str) -> str:
    """«بزرگترین»; «بزرگتر» where «بزرگ» is known to take it, so not «دفتر»."""
    match = _SUPERLATIVE.search(word)
    if match:
        return word[: match.start()]
    stem = word.removesuffix("تر") if word.endswith("تر") else ""
    return stem if _takes(stem, "t") or stem in vocabulary().participles else ""


def _unpossessed(word: str) -> str:
    """«کشورشان», «اعضایش», «برنامهاش», «خانهای»."""
    for pattern in (_BEHIND_HEH, _POSSESSIVE, _BEHIND_VOWEL):
        match = pattern.search(word)
        stem = word[: match.start()] if match else ""
        if _owned(stem) and not (pattern is _BEHIND_HEH and _sounded(stem)):
            return stem
    return ""


def _sounded(word: str) -> bool:
    """Whether the heh at a word's end is a consonant («راه»): then «راهی» is no «راه‌ی»."""
    return word.endswith("اه") or _takes(word, "h")


def _owned(word: str) -> bool:
    """Whether a word is a noun that may be somebody's; plurals are."""
    return _takes(word, "s") or word in vocabulary().nouns or bool(_one_person(word))


def _definite(word: str) -> str:
    """«اعضای», «نیروی»; «طرحی», «اقداماتی»."""
    stem = word[:-1] if word.endswith("ی") else ""
    if stem.endswith(("ا", "و")) and _owned(stem):
        return stem
    if stem.endswith(("ای", "وی")) and (_takes(stem[:-1], "y") or _is_plural(stem[:-1])):
        return stem[:-1]
    return stem if _takes(stem, "y") or _is_plural(stem) or _positive(stem) else ""


def _is_plural(word: str) -> bool:
    return word in vocabulary().plurals or bool(_one_person(word))


def _one_person(word: str) -> str:
    """«مسیولان», «مسیولین», «نمایندگان», «دانشجویان»."""
    match = _PEOPLE.search(word)
    if not match or word in vocabulary().words:
        return ""
    stem = word[: match.start()]
    ways = [stem]
    if stem.endswith("گ"):
        ways.append(stem[:-1] + "ه")
    elif stem.endswith(("ای", "وی")):
        ways.append(stem[:-1])
    return next((way for way in ways if _takes(way, "a") or way in vocabulary().participles), "")


def _predicate(word: str) -> str:
    """«معتقدند», «امیدواریم»."""
    match = _COPULA.search(word)
    stem = word[: match.start()] if match else ""
    return stem if _takes(stem, "c") else ""


def _parts(word: str) -> list[str]:
    """The parts of a word that is written apart as well; none of another."""
    for ending in ENDINGS:
        body = len(word) - len(ending)
        parts = _divided(word[:body]) if body > 2 and word.endswith(ending) else []
        if parts:
            return [*parts[:-1], parts[-1] + ending]
    return _after_and(word)


def _divided(word: str) -> list[str]:
    """The parts of a word without ending: a listed compound, two names, or a known word and what makes compounds of many."""
    lists = vocabulary()
    if word in lists.compounds:
        return list(lists.compounds[word])
    for cut in range(2, len(word) - 1):
        first, second = word[:cut], word[cut:]
        ways = (
            lists.behind_any.get(second),
            lists.behind_known.get(second) if len(first) > 2 and _is_noun(first) else None,
            lists.behind_names.get(second) if _is_name(first) else None,
            second if first in lists.prefixes and len(second) > 2 and _is_nominal(second) else None,
            second if first in lists.first_names and second in lists.second_names else None,
        )
        found = next((way for way in ways if way), "")
        if found:
            return [first, found]
    return []


def _is_noun(word: str) -> bool:
    lists = vocabulary()
    return word in lists.words or word in lists.forms


def _is_name(word: str) -> bool:
    """Whether a word is a given name that joins others, or may be a surname in -ی."""
    lists = vocabulary()
    return word in lists.first_names or word in lists.second_names or (len(word) > 3 and word.endswith("ی"))


def _is_nominal(word: str) -> bool:
    """Whether a word, less its endings, is known and no verb."""
    return word not in vocabulary().verbs and _known(word)


def _after_and(word: str) -> list[str]:
    """«وفرهنگ»: «و» that is written onto the next word."""
    ways = (word[1:], "آ" + word[2:]) if word[1:2] == "ا" else (word[1:],)
    rest = next((way for way in ways if len(way) > 2 and _known(way)), "")
    return ["و", rest] if word.startswith("و") and rest else []
