"""Words of names in Latin letters: as listed, else taken apart into listed parts and endings, else by analogy.

The forms may hold a joint (`JOINT`) where people write them together or apart («گل‌محمدی»: Golmohammadi, Gol Mohammadi).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dabir.archive.names.name_lists import Ending, Origin, endings, known, listed, names
from dabir.archive.names.transcription import Memory
from dabir.script.letters import HALF_SPACE, squeeze

JOINT = "\u200c"

_PERSIAN = re.compile(r"[\u0600-\u06ff]")
_ARTICLE = "ال"
# No part of a compound is shorter, or every word could be taken apart.
_SHORTEST_PART = 3
# No name is longer, and longer words would take their time.
_LONGEST_WORD = 40


def is_persian(word: str) -> bool:
    """Whether a word is written in the Arabic script."""
    return _PERSIAN.search(word) is not None


def is_given(word: str) -> bool:
    """Whether a word is a listed given name of Iran."""
    return squeeze(word) in listed("given")


@lru_cache(maxsize=1 << 15)
def written(word: str, origin: Origin) -> str:
    """One word of a name, or several that are listed together, in Latin letters; what is in another script stays."""
    if not is_persian(word):
        return word
    key = squeeze(word)
    form = known(origin).get(key)
    if form:
        return _jointed(key, form)
    parts = _by_parts(word, key, origin) if len(key) <= _LONGEST_WORD else None
    return parts or _guessed(key, origin)


@lru_cache(maxsize=1 << 15)
def compound(key: str, origin: Origin) -> str | None:
    """A squeezed word of listed parts, as few as can be and the first as long as can be: «خوش‌خبر», «صادقی‌پوریان»."""
    if len(key) > _LONGEST_WORD:
        return None
    cuts = [cut for cut in range(len(key) - 1, _SHORTEST_PART - 1, -1) if _can_end(key[:cut], key[cut:])]
    for head_form in (_part, compound):
        for cut in cuts:
            head = head_form(key[:cut], origin)
            if head:
                return _together(head, key[:cut], key[cut:], origin)
    return None


def with_ending(head: str, ending: Ending) -> str:
    """A surname with its ending; «ای» takes the place of the mute h («افجه‌ای»)."""
    stem = head.removesuffix("eh") if ending.latin == "ei" else head
    joint = "" if ending.apart == "never" else JOINT
    return (stem + joint + ending.latin).replace(" ", "").capitalize()


def _jointed(key: str, form: str) -> str:
    """A listed surname with a joint where two names meet in it."""
    if key in listed("given"):
        return form
    for cut in range(2, len(key) - _SHORTEST_PART + 1):
        head, tail = names("iran").get(key[:cut]), names("iran").get(key[cut:])
        if head and tail and (head + tail).lower() == form.lower():
            return head + JOINT + tail.lower()
    return form


def _by_parts(word: str, key: str, origin: Origin) -> str | None:
    """A word that is made of others: with the article, with a prefix, of listed parts, with a half-space, with an ending."""
    if origin == "arab" and key.startswith(_ARTICLE) and len(key) > len(_ARTICLE):
        return "al-" + written(key.removeprefix(_ARTICLE), origin).removeprefix("al-")
    form = _prefixed(key, origin) or compound(key, origin)
    if form or HALF_SPACE not in word:
        return form or _ended(key, origin)
    head, _, tail = word.rpartition(HALF_SPACE)
    return _together(
        _part(squeeze(head), origin) or written(head, origin), squeeze(head), squeeze(tail), origin
    )


def _prefixed(key: str, origin: Origin) -> str | None:
    """A word behind «عبدال», «ابوال», or behind «سید» if it is known."""
    for prefix, form in (("عبدال", "Abdol"), ("ابوال", "Abol")):
        rest = key.removeprefix(prefix)
        if rest != key and len(rest) >= _SHORTEST_PART:
            return form + written(rest, origin).lower()
    rest = key.removeprefix("سید")
    known_rest = (
        rest != key and len(rest) >= _SHORTEST_PART and (_part(rest, origin) or compound(rest, origin))
    )
    return f"Seyyed {known_rest}" if known_rest else None


def _part(key: str, origin: Origin) -> str | None:
    """A listed name, as it sounds in compounds."""
    return listed("stems").get(key) or known(origin).get(key)


def _can_end(head: str, tail: str) -> bool:
    """Whether letters can be the second part of a word; behind a vowel the ending ی is written with another one."""
    if tail in endings():
        return tail != "ی" or not head.endswith(("ا", "و", "ی"))
    return len(tail) >= _SHORTEST_PART and tail in names("iran")


def _ended(key: str, origin: Origin) -> str | None:
    """A word of which only the ending is known."""
    for cut in range(2, len(key) - _SHORTEST_PART + 1):
        ending = endings().get(key[cut:])
        if ending:
            return with_ending(_guessed(key[:cut], origin), ending)
    return None


def _together(head: str, head_key: str, tail: str, origin: Origin) -> str:
    """The Latin form of the first part of a word with the second: an ending, or another name."""
    if tail in endings():
        return with_ending(head, endings()[tail])
    form = _part(tail, origin) or written(tail, origin)
    if _stand_apart(head_key, tail):
        return f"{head} {form}"
    return (head + JOINT + form).replace(" ", "").capitalize()


def _stand_apart(head: str, tail: str) -> bool:
    """Whether two names are two words in Latin: «محمدپارسا», «رحمانی‌فضلی»."""
    surnames = listed("surnames")
    return (head == "محمد" and is_given(tail)) or (
        head in surnames and tail in surnames and head.endswith("ی")
    )


def _guessed(key: str, origin: Origin) -> str:
    """A word that is not listed, by analogy."""
    return _memory("foreign" if origin == "foreign" else "iran").transcribed(key).capitalize()


@cache
def _memory(origin: Origin) -> Memory:
    """The listed names of an origin, for analogies."""
    pairs = ((key, re.sub("[ '-]", "", form.lower())) for key, form in names(origin).items())
    return Memory(pairs, clusters=origin == "foreign")
