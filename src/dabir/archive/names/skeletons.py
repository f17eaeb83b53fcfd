"""Skeletons: what is left of a name in Latin letters when all is dropped that people spell differently.

«Rouhani», «Rohani» and «Ruhani» have one skeleton, and so have «Qasem» and «Ghasem», «Alipour», «Ali Pour» and
«Ali-Poor». Each consonant stays, with one letter for each sound; of the vowels inside a word only i and its diphthongs
do, for the others come and go from one spelling to the next; of a vowel at the beginning or at the end its kind stays.
It is the idea of Soundex (R. C. Russell, 1918), made for names out of Persian.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

# Letters that Unicode does not take apart into a letter and a mark, and what stands for ayn and hamza.
_PLAIN = str.maketrans(
    {"ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ə": "a"}
    | dict.fromkeys("'’‘`´ʼʿʾ\u200c", "")
)
_LETTERS = re.compile("[a-z]+")
# «Abd al-Rahman», «Abdurrahman»; «Abu al-Fazl»; «Zein al-Din», «Zinedine»; «Fath Allah».
_COMPOUNDS = (
    (re.compile(r"\babd(?:[aeou]?l)?[ -]+(?:[aeou]l[ -]+)?(?=[a-z])(?!allah)"), "abdol"),
    (re.compile(r"\babd[aeou]([dnrstz])\1"), r"abdol\1"),
    (re.compile(r"\bab[ou]+[ -]*[aeu]?l[ -]+(?=[a-z])"), "abol"),
    (re.compile(r"(?<=[a-z])[ -]*[aeou][ld]?[ -]*d(?:i|ee|ie)ne?\b"), "eddin"),
    (re.compile(r"(?<=[a-z])[ -]+(?=[aou]llahi?\b)"), ""),
)
_ARTICLES = frozenset({"al", "el"})
_SONS = dict.fromkeys(("ben", "ibn", "ebn"), "bin")
_SEYYED = re.compile(r"s[ae]y+[aei]d|syed")

_MOHAMMAD = re.compile(r"m[ou]h[aeiou]m+(?=[aeiou]d)")
_SOUNDS = {
    "kh": "X",
    "gh": "g",
    "q": "g",
    "sch": "S",
    "sh": "S",
    "tch": "C",
    "ch": "C",
    "zh": "j",
    "jh": "j",
    "dj": "j",
    "ph": "f",
    "th": "t",
    "dh": "d",
    "ck": "k",
    "chr": "kr",
    "x": "ks",
}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_SPELLINGS = (
    (re.compile(r"ehi$"), "ei"),  # «Khamenehi»
    (re.compile(r"ee"), "i"),
    (re.compile(r"ff$"), "v"),  # «Lavroff»
    (re.compile(r"(?<=i)c$"), "C"),  # «Modric», «Modrich»
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c"), "k"),
    (re.compile(r"(?<=[aeiouy])w(?![aeiouy])"), "u"),
    (re.compile(r"w"), "v"),
    (re.compile(r"([^aeiouy])\1"), r"\1"),
)
_VOWELS = re.compile(r"[aeiouy]+")
_INITIALS = {"a": "a", "e": "e", "i": "e", "o": "o", "u": "o", "y": "y"}
_ROUND = frozenset("ou")
# A short e, which many write as i («Qasim», «Fatima»).
_SHORT_E = re.compile(r"(?<![aeiouy])e(?![aeiouyh]|$)")

# Words that are written together with the next one, or apart from it, when a name has more than two.
_FIRST_PARTS = (
    "mohammad ali amir hassan hossein hamid ahmad gholam mir haj haji gol nour shah khosh nik pour agha khan"
)
_LAST_PARTS = (
    "zadeh zadegan pour nejad nia far fard manesh vand khah doust bakhsh kia panah nasab parast rad mehr tabar "
    "shenas abadi oghlou parvar khani kar"
)
# Of so many words every one is tried in both spellings.
_FEW = 3


def latin_key(text: str) -> str:
    """The key of a name in Latin letters as somebody typed it: its skeletons in alphabetical order, parted by spaces.

    Letters of other scripts, digits and marks count for nothing; so do «Seyyed» and the Arabic article, unless there is
    nothing else. A text without Latin letters has the empty key.
    """
    return " ".join(sorted(map(skeleton, joined(text))))


def latin_key_variants(text: str) -> Iterator[str]:
    """The key of a name in Latin letters, and those of its spellings with an i for an e.

    Of a name of many words only all or none are spelled so.
    """
    choices = [_with_either(word) for word in joined(text)]
    few = len(choices) <= _FEW
    for skeletons in product(*map(dict.fromkeys, choices)) if few else zip(*choices, strict=True):
        yield " ".join(sorted(skeletons))


def joined(text: str) -> list[str]:
    """The words of a name in small letters without marks; what is written together or apart is together."""
    plain = _unmarked(text)
    for pattern, together in _COMPOUNDS:
        plain = pattern.sub(together, plain)
    words: list[str] = _LETTERS.findall(plain)
    words = [_SONS.get(word, word) for word in words if not _is_by_the_way(word)] or words
    return _with_first_parts(_with_last_parts(words))


def _unmarked(text: str) -> str:
    """A text in small letters, without accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _is_by_the_way(word: str) -> bool:
    """Whether a word is left out as often as not: «Seyyed», the Arabic article."""
    return word in _ARTICLES or _SEYYED.fullmatch(word) is not None


def _with_last_parts(words: Sequence[str]) -> list[str]:
    """Put the endings of surnames to the words before them: «Ahmadi Nejad»; what also begins some, only at the end."""
    groups: list[list[str]] = []
    for at, word in enumerate(words, start=1):
        ends = skeleton(word) in _skeletons(_LAST_PARTS)
        if groups and ends and (at == len(words) or skeleton(word) not in _skeletons(_FIRST_PARTS)):
            groups[-1].append(word)
        else:
            groups.append([word])
    return list(map("".join, groups))


def _with_first_parts(words: Sequence[str]) -> list[str]:
    """Put the first halves of double names to the second ones, as long as two words are left: «Mohammad Javad»."""
    groups: list[list[str]] = []
    spare = len(words) - 2
    for word in words:
        if spare > 0 and groups and _is_first_part(groups[-1]):
            groups[-1].append(word)
            spare -= 1
        else:
            groups.append([word])
    return list(map("".join, groups))


def _is_first_part(group: Sequence[str]) -> bool:
    return len(group) == 1 and skeleton(group[0]) in _skeletons(_FIRST_PARTS)


@cache
def _skeletons(words: str) -> frozenset[str]:
    return frozenset(map(skeleton, words.split()))


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The skeleton of a word in small letters from a to z: a capital letter in it stands for a sound that takes two."""
    word = _SOUND.sub(lambda match: _SOUNDS[match[0]], _MOHAMMAD.sub("M", word))
    for pattern, sound in _SPELLINGS:
        word = pattern.sub(sound, word)
    core = re.sub(r"(?<=[aeiouy])h$", "", word)
    return _VOWELS.sub(lambda match: _vowel(match, len(core)), core)


def _vowel(match: re.Match[str], end: int) -> str:
    """What is left of vowels that follow each other, given with where the word ends."""
    run = match[0]
    if match.start() == 0:
        return _INITIALS[run[0]] + _glide(run[1:])
    if match.end() == end and not _glide(run):
        return "a" if _ROUND.isdisjoint(run) else "u"
    return _glide(run)


def _glide(vowels: str) -> str:
    return "i" if "i" in vowels or "y" in vowels else ""


@lru_cache(maxsize=1 << 16)
def _with_either(word: str) -> tuple[str, str]:
    """The skeleton of a word, and that with an i for every short e."""
    return skeleton(word), skeleton(_SHORT_E.sub("i", word))
