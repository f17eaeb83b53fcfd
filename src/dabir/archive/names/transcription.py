"""Transcription: an unlisted Persian name in Latin letters, by analogy with listed ones.

Persian writing leaves out short vowels, so which one follows a letter is a guess. The listed names are taken apart, each
letter with the Latin letters that stand for it («کریم»: k a, r, i, m), and every letter of a new name is written as in
the listed names that agree with it in the widest stretch of letters around it. This is the memory-based conversion of
letters to sounds of van den Bosch and Daelemans («Data-oriented methods for grapheme-to-phoneme conversion», EACL 1993).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

# What may stand for a letter that is a consonant, and for one that is a vowel or is not spoken.
_CONSONANTS = {
    "ب": "b",
    "پ": "p",
    "ت": "t",
    "ث": "s th t",
    "ج": "j g dj dzh",
    "چ": "ch c cz",
    "ح": "h",
    "خ": "kh ch x j",
    "د": "d",
    "ذ": "z dh d",
    "ر": "r",
    "ز": "z s",
    "ژ": "zh j g",
    "س": "s c z",
    "ش": "sh ch sch s x",
    "ص": "s",
    "ض": "z d",
    "ط": "t",
    "ظ": "z d dh",
    "غ": "gh g",
    "ف": "f ph v",
    "ق": "gh q g k",
    "ک": "k c q ck ch",
    "گ": "g gu",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "و": "v w",
    "ی": "y j",
}
_VOWELS = {
    "آ": "a",
    "ا": "a e o u",
    "ع": "a e o",
    "و": "ou u o oo au ow v w",
    "ی": "i ee e y ei ie ea a",
    "ه": "eh e a ah",
}
_SPOKEN = "aeiou"
# The letters that need not be spoken, and those that are vowels or carry one.
_SILENT = frozenset("اعوی")
_CARRIERS = frozenset("اآعوی")
# How far around a letter is looked, letters before and behind it, the widest first.
_WINDOWS = ((3, 3), (2, 2), (3, 1), (2, 1), (1, 2), (0, 3), (0, 2), (1, 1), (0, 1), (0, 0))
_REACH = 3
_EDGE = "#"

# The window's number, the letters before, the letter, those behind it, and whether a vowel was written last.
Context: TypeAlias = tuple[int, str, str, str, bool]


# What may stand for a letter, given with whether it is the last one.
Options: TypeAlias = Callable[[str, bool], tuple[str, ...]]


class Step(NamedTuple):
    """A letter of a name and the Latin letters that stand for it."""

    letter: str
    latin: str


def aligned(letters: str, latin: str) -> tuple[Step, ...] | None:
    """The letters of a name, each with its share of the Latin form; None where the two do not go together.

    If it can be, every letter is spoken and ه is mute at the end only.
    """
    return _aligned(letters, latin, _strict) or _aligned(letters, latin, _lenient)


def _aligned(letters: str, latin: str, options: Options) -> tuple[Step, ...] | None:
    """The shares where each letter stands for one of its options, the shortest that will do."""
    if not letters:
        return None if latin else ()
    for option in options(letters[0], len(letters) == 1):
        if latin.startswith(option):
            rest = _aligned(letters[1:], latin[len(option) :], options)
            if rest is not None:
                return (Step(letters[0], option), *rest)
    return None


@cache
def _strict(letter: str, last: bool) -> tuple[str, ...]:
    """All that usually stands for a letter, the shortest first, so that a vowel goes to the letter written for it."""
    consonants = [form for plain in _CONSONANTS.get(letter, "").split() for form in (plain, plain[0] + plain)]
    options = {consonant + vowel for consonant in consonants for vowel in ("", *_SPOKEN)}
    if letter != "ه" or last:
        options |= set(_VOWELS.get(letter, "").split())
    return tuple(sorted(options, key=lambda option: (len(option), option)))


@cache
def _lenient(letter: str, _: bool) -> tuple[str, ...]:
    """All that may stand for a letter."""
    return (*_strict(letter, True), *([""] if letter in _SILENT else []))


class Memory:
    """Listed names by the surroundings of their letters."""

    def __init__(self, names: Iterable[tuple[str, str]], *, clusters: bool = False) -> None:
        """Learn names; each is given by its letters, folded and without spaces, and its Latin form in small letters.

        `clusters`: whether a name may begin with two consonants, as no Persian syllable does («کلینتون»).
        """
        self._clusters = clusters
        counts = Counter(
            case for letters, latin in names for case in _cases(letters, aligned(letters, latin) or ())
        )
        self._written: dict[Context, list[str]] = {}
        for (context, written), _ in counts.most_common():
            self._written.setdefault(context, []).append(written)

    def transcribed(self, letters: str) -> str:
        """A name in small Latin letters; letters that no listed name has are left out."""
        pieces: list[str] = []
        is_open = False
        for at in range(len(letters)):
            pieces.append(self._letter(letters, at, is_open))
            is_open = _is_open(pieces[-1], is_open)
        return "".join(pieces)

    def _letter(self, letters: str, at: int, is_open: bool) -> str:
        """What stands for a letter."""
        for context in _contexts(letters, at, is_open):
            for written in self._written.get(context, ()):
                if at or self._clusters or _begins(letters, written):
                    return written
        return ""


def _cases(letters: str, steps: Sequence[Step]) -> Iterator[tuple[Context, str]]:
    """The surroundings of every letter of a name, with what stands for it."""
    is_open = False
    for at, step in enumerate(steps):
        for context in _contexts(letters, at, is_open):
            yield context, step.latin
        is_open = _is_open(step.latin, is_open)


def _contexts(letters: str, at: int, is_open: bool) -> Iterator[Context]:
    """The surroundings of a letter, the widest first."""
    head = letters[max(0, at - _REACH) : at].rjust(_REACH, _EDGE)
    tail = letters[at + 1 : at + 1 + _REACH].ljust(_REACH, _EDGE)
    for number, (before, behind) in enumerate(_WINDOWS):
        yield number, head[_REACH - before :], letters[at], tail[:behind], is_open


def _is_open(written: str, before: bool = False) -> bool:
    """Whether a vowel stands at the end, given with whether one stood there before."""
    return written[-1] in _SPOKEN if written else before


def _begins(letters: str, written: str) -> bool:
    """Whether a Persian name can begin so: with one consonant before its vowel; و and ی at the front are such."""
    if letters[0] in "وی":
        return written.startswith(("v", "y")) and (_is_open(written) or letters[1:2] in _CARRIERS)
    return letters[0] in _CARRIERS or letters[1:] in ("", "ه") or letters[1] in _CARRIERS or _is_open(written)
