"""Grapheme clusters: where a text may be cut without taking apart what a reader sees as one character.

The rules of Unicode Standard Annex #29 (extended grapheme clusters), told by the categories that Python
knows. Where they need a table that Python lacks (which symbols are pictographs, which Indic consonants are
joined), no cut is made: every place that is found is a boundary, a few boundaries are not found.
"""

from __future__ import annotations

import re
import unicodedata

_JOINER = "\u200d"  # zero width joiner: an emoji family hangs together by it
# Spacing marks, marks above and below, the half-space (Extend, by the annex), skin colours, tags of flags.
_MARKS = frozenset({"Mn", "Me", "Mc"})
_EXTENDS = re.compile("[\u200c\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\u0e33\u0eb3\uff9e\uff9f]")
# Signs that stand before a number or a letter and belong to it («؀»).
_PREPENDED = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3"
    "\U000113d1\U0001193f\U00011941\U00011a84-\U00011a89\U00011d46\U00011f02]"
)
_LEADING = re.compile("[\u1100-\u115f\ua960-\ua97c]")
_HANGUL = re.compile("[\u1100-\u11ff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb]")
_VOWEL_OR_FINAL = re.compile("[\u1160-\u11ff\ud7b0-\ud7fb]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_VIRAMA = 9  # the canonical combining class of what joins Indic consonants


def boundary_before(text: str, at: int) -> int:
    """The last place at or before `at` where the text may be cut."""
    at = min(max(at, 0), len(text))
    while not _is_boundary(text, at):
        at -= 1
    return at


def boundary_after(text: str, at: int) -> int:
    """The first place at or after `at` where the text may be cut."""
    at = min(max(at, 0), len(text))
    while not _is_boundary(text, at):
        at += 1
    return at


def _is_boundary(text: str, at: int) -> bool:
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if after < "\u0300" and before < "\u0300":  # quickly, for what is most of a text in Latin letters
        return (before, after) != ("\r", "\n")
    if unicodedata.category(before) in ("Cc", "Zl", "Zp") or unicodedata.category(after) in (
        "Cc",
        "Zl",
        "Zp",
    ):
        return True
    return not (
        unicodedata.category(after) in _MARKS
        or _EXTENDS.match(after)
        or _PREPENDED.match(before)
        or _hangs_on(before, after)
        or (not after.isspace() and _has_virama(text, at))
        or (_FLAG.match(before) and _FLAG.match(after) and _inside_flag(text, at))
    )


def _hangs_on(before: str, after: str) -> bool:
    """Whether a joiner or the parts of a Korean syllable hold the two together."""
    if before == _JOINER:
        return not after.isspace()
    if not (_HANGUL.match(before) and _HANGUL.match(after)):
        return False
    return bool(_LEADING.match(before) or _VOWEL_OR_FINAL.match(after))


def _has_virama(text: str, at: int) -> bool:
    """Whether one of the marks right before joins an Indic consonant to the next."""
    while at and unicodedata.category(text[at - 1]) in _MARKS:
        at -= 1
        if unicodedata.combining(text[at]) == _VIRAMA:
            return True
    return False


def _inside_flag(text: str, at: int) -> bool:
    """Whether an odd number of regional indicators stands before: two of them make a flag."""
    start = at
    while start and _FLAG.match(text[start - 1]):
        start -= 1
    return (at - start) % 2 == 1
