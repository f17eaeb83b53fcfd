"""Inflection: the infinitive of every verb form, as search meets it: in one word or in several, spaced in any way.

The verbs and their forms are those of `dabir.script.verbs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dabir.script.letters import HALF_SPACE, squeeze
from dabir.script.verbs import Features, verbs, written

# Tenses whose forms keep a prefix that stands apart: «بر می‌گردد», but not «در آمد».
_ONGOING = ("present", "imperfect", "imperfect_perfect")
# Nouns of three pieces with spellings that lack the middle one; they have a key of their own, as their parts say nothing.
_JOINED = {"گفت‌و‌گو": "گفتگو", "جست‌و‌جو": "جستجو", "شست‌و‌شو": "شستشو"}
_NOUN_ENDINGS = ("", "ی", "یی", "یم", "یش", "ها", "های", "هایی", "هایش", "هایشان")


def plain(word: str) -> str:
    """The letters by which the lists of search know a word: squeezed, with آ only at its beginning («درامد» for «درآمد»)."""
    return _inner(squeeze(word))


def _inner(letters: str) -> str:
    return letters if letters.find("آ", 1) < 0 else letters[0] + letters[1:].replace("آ", "ا")


class Groups(NamedTuple):
    """Words that are written in several pieces.

    Attributes:
        keys: Their keys, by their letters in one.
        openers: What such words begin with, up to the end of a piece.
        prefixes: For verb forms in which a prefix on its own is rather a preposition («در آمد»), that prefix.
    """

    keys: dict[str, str]
    openers: set[str]
    prefixes: dict[str, str]


@cache
def forms_of_one_word() -> dict[str, str]:
    """Infinitives by the letters of verb forms, also of those that are written in several words; of participles, too."""
    found = {
        _inner(letters): _inner(says.lemma) for letters, (_, says) in written().items() if not _is_rare(says)
    }
    for verb in verbs():
        infinitive = _inner(verb.infinitive)
        for form in (f"{verb.past}ه", f"ن{verb.past}ه", f"{verb.past}ن", f"ن{verb.past}ن"):
            found.setdefault(_inner(verb.prefix + form), infinitive)
    found.update((plain(form), word) for form, word in _JOINED.items())
    return found


def _is_rare(says: Features) -> bool:
    """Whether a form is that of «تو» without «می»: in news it is nearly always a noun («درخواستی», «نیازی»)."""
    return says.person == 2 and not says.plural and says.tense not in _ONGOING


@cache
def nouns() -> frozenset[str]:
    """Those forms of one word that are nouns as well: «بازگشت», «بازگشتن», «گفت‌وگو»."""
    of_verbs = (_inner(verb.prefix + form) for verb in verbs() for form in (verb.past, f"{verb.past}ن"))
    return frozenset((*of_verbs, *map(plain, _JOINED)))


@cache
def participles() -> frozenset[str]:
    """The past participles: «برگزیده»."""
    return frozenset(_inner(f"{verb.prefix}{verb.past}ه") for verb in verbs())


@cache
def groups() -> Groups:
    """The words of several pieces, verbs most of them («خواهد گفت», «می شود»)."""
    infinitives, prefix_of = forms_of_one_word(), {verb.infinitive: verb.prefix for verb in verbs()}
    found = Groups({}, set(), {})
    for letters, (form, says) in written().items():
        key, prefix = _inner(letters), prefix_of.get(says.lemma, "")
        infinitive = infinitives.get(key)
        if infinitive:
            found.keys[key] = infinitive
            found.openers.update(_openers(form))
        if infinitive and prefix:
            found.openers.add(prefix)
            if not says.negative and says.tense not in _ONGOING:
                found.prefixes[key] = prefix
    for form, word in _JOINED.items():
        found.openers.update(_openers(form))
        found.keys.update((plain(form) + ending, word) for ending in _NOUN_ENDINGS)
    return found


def _openers(form: str) -> Iterator[str]:
    """What a form begins with, up to the end of each of its pieces but the last."""
    pieces = form.replace(HALF_SPACE, " ").split(" ")
    return (_inner("".join(pieces[:count])) for count in range(1, len(pieces)))
