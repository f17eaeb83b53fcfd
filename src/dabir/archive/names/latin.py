"""Latin: Persian personal names in Latin letters, as English-language newspapers write them, and how to find them so.

Persian writing leaves short vowels out and says nothing of usage («روحانی» is Rouhani, «کری» Kerry). What is known of
names stands in lists (`name_lists`); a word that is in none is taken apart into known ones and the endings that make
surnames (`latin_words`), and what remains is written by analogy with the lists (`transcription`). What people type is
compared by what is left of it when all is dropped that they spell differently (`skeletons`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dabir.archive.names.latin_words import JOINT, compound, is_given, is_persian, with_ending, written
from dabir.archive.names.name_lists import Ending, Origin, endings, given_forms, known, listed, names
from dabir.archive.names.skeletons import latin_key, latin_key_variants
from dabir.script.letters import HALF_SPACE, fold, squeeze

__all__ = ["latin", "latin_key", "latin_keys"]

_WORD = re.compile(rf"[^\W\d_]+(?:[{HALF_SPACE}'’][^\W\d_]+)*")
_KINSHIP = frozenset({"ابن", "بنت", "ابو"})
_TITLES = frozenset({"سید", "سیده", "حاج", "حاجی", "شیخ", "میر", "میرزا", "ملا", "دکتر"})
# Slavic, Georgian, Jewish and Scandinavian surnames.
_FOREIGN = re.compile("(?:وف|ایف|ووا|ویچ|سکی|نکو|شویلی|ادزه|شتاین|سون|سن)$")
_LONGEST_PHRASE = 4
# Longer ones are no names, and shortening them would take its time.
_LONGEST_NAME = 8


@lru_cache(maxsize=1 << 16)
def latin(name: str) -> str:
    """A personal name in Latin letters, as English-language newspapers write it, without diacritics.

    «محمدجواد ظریف» gives «Mohammad Javad Zarif», «ولادیمیر پوتین» «Vladimir Putin». Half-spaces and the variants of Arabic
    letters make no difference. Words that are in Latin or another script stay; digits and marks are left out. A name of
    which nothing can be written gives the empty string.
    """
    return _spelled(name).replace(JOINT, "")


@lru_cache(maxsize=1 << 16)
def latin_keys(name: str) -> tuple[str, ...]:
    """The keys under which somebody who types a Persian name in Latin letters finds it; those of the full name come first.

    The key of what was typed (`latin_key`) is one of them if it is the name, in whichever order and however spelled; also
    if it lacks a given name or a part of the surname, and if it is the surname alone. A name of which nothing can be
    written has no keys.
    """
    words = _spelled(name).split()
    spellings = (spelling for short in _shortenings(words) for spelling in _spellings(" ".join(short)))
    keys = (key for spelling in spellings for key in latin_key_variants(spelling))
    return tuple(dict.fromkeys(filter(None, keys)))


def _spelled(name: str) -> str:
    """A name in Latin letters, with joints where it could be written apart."""
    words = [part for at, word in enumerate(_WORD.findall(fold(name).text)) for part in _unbound(word, at)]
    return " ".join(filter(None, _attached(words, _origin(words))))


def _unbound(word: str, at: int) -> Sequence[str]:
    """A word, given with its place; «سید» that was written together with a given name stands by itself."""
    rest = word.removeprefix("سید").lstrip(HALF_SPACE)
    return (word[:3], rest) if at == 0 and rest != word and is_given(rest) else (word,)


def _attached(words: Sequence[str], origin: Origin) -> list[str]:
    """The words of a name in Latin letters; endings that were written apart belong to the words before them."""
    forms: list[str] = []
    for at, size in _phrases(words, origin):
        ending = endings().get(squeeze(words[at])) if size == 1 else None
        if ending and _is_end(ending, words[:at]):
            forms[-1] = with_ending(forms[-1], ending)
        else:
            forms.append(written("".join(words[at : at + size]), origin))
    return forms


def _is_end(ending: Ending, before: Sequence[str]) -> bool:
    """Whether the ending of a surname, given with the words before it, belongs to the last of them."""
    count = sum(word not in _TITLES for word in before)
    return (ending.apart == "always" and count > 0) or (ending.apart == "third" and count > 1)


def _phrases(words: Sequence[str], origin: Origin) -> Iterator[tuple[int, int]]:
    """Where words begin that are looked up together, and how many."""
    at = 0
    while at < len(words):
        sizes = range(min(_LONGEST_PHRASE, len(words) - at), 1, -1)
        size = next((size for size in sizes if _belong_together(words, at, size, origin)), 1)
        yield at, size
        at += size


def _belong_together(words: Sequence[str], at: int, size: int, origin: Origin) -> bool:
    """Whether words are one listed name; a given name and a surname are two, if they might be one («علی محمدی»)."""
    key = squeeze("".join(words[at : at + size]))
    form = known(origin).get(key)
    if form is None:
        return False
    if " " in form or not is_given(words[at]) or any(word not in _TITLES for word in words[:at]):
        return True
    last = squeeze(words[at + size - 1])
    followed = at + size < len(words)
    return last in endings() or last not in known(origin) or (followed and is_given(key))


def _origin(words: Sequence[str]) -> Origin:
    """Whose name this is: an Arab's or a foreigner's, if a word tells so, else an Iranian's."""
    keys = [squeeze(word) for word in words]
    if any(map(_is_arab, keys)) or "بن" in keys[1:]:
        return "arab"
    return "foreign" if any(map(_is_foreign, keys)) else "iran"


def _is_arab(key: str) -> bool:
    """Whether only an Arab's name has this word."""
    if key in _KINSHIP:
        return True
    if key in names("iran") or key in endings() or compound(key, "iran"):
        return False
    if key in listed("arab"):
        return key not in listed("foreign")
    return key.startswith("ال") and key.removeprefix("ال") in known("arab")


def _is_foreign(key: str) -> bool:
    """Whether only a name from elsewhere has this word."""
    if key in names("iran") or key in names("arab") or key in endings() or not is_persian(key):
        return False
    return key in listed("foreign") or (_FOREIGN.search(key) is not None and not compound(key, "iran"))


def _spellings(spelled: str) -> Iterator[str]:
    """A name with its joints together and apart."""
    yield re.sub(f"[{JOINT}-]", "", spelled)
    if not {JOINT, "-"}.isdisjoint(spelled):
        yield re.sub(f"[{JOINT}-]", " ", spelled)


def _shortenings(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """A name in full and as it may be shortened."""
    yield words
    if 2 < len(words) <= _LONGEST_NAME:
        yield from (words[start:] for start in range(1, len(words) - 1))
        yield words[0], words[-1]
        yield from ((*words[:at], *words[at + 1 :]) for at in range(1, len(words) - 1))
        if words[-2] not in given_forms():
            yield words[:-1]
    if len(words) > 1:
        yield words[-1:]
