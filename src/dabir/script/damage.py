"""Damage: which half-spaces a text has lost, told from its commonest ones.

Plurals in «ها» after a joining letter and verbs with «می» are in every report, and their half-spaces are
easily counted: kept («کتاب‌ها»), deleted («کتابها») or turned into a space («کتاب ها»). Where nearly all were
kept, the text needs no restoring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log
from typing import NamedTuple

from dabir.script.letters import HALF_SPACE
from dabir.script.words import LETTER

ENOUGH = 5  # half-spaces to judge a text by; one with fewer is restored as if it were damaged
TOLERATED = 0.02  # share of half-spaces that may be missing in a text that is left alone

# Both begin with plain letters, which are searched for much faster than classes of them.
_PLURAL = re.compile(rf"ها(?:یی?|یش|یشان|یم|یمان)?(?![{LETTER}])")
_VERB = re.compile(
    rf"می([ {HALF_SPACE}]?)"
    "(?:شو|کن|گوی|توان|خواه|باش|ده[دنی]|گیر|رود|رون|آی|رس[دنا]|گرد[دن]|یاب|ساز|کرد|شد|رفت|آمد|پرداز|گذ|پذیر)"
)
_BEFORE_PLURAL = re.compile(rf"[{LETTER}][بپتثجچحخسشصضطظعغفقکگلمنهیئ]")
_PRONOUN = re.compile(rf"(?:آن|این|(?<![{LETTER}])تن|انت)$")  # «آنها», «تنها», «انتها» are written so
_WORD_ENDS = re.compile(rf"[^{LETTER}{HALF_SPACE}]ن?$|^ن?$")


class Damage(NamedTuple):
    """How many of the half-spaces that were counted are still there, deleted, or turned into spaces."""

    kept: int
    deleted: int
    spaced: int

    @property
    def in_words(self) -> int | None:
        """How much to doubt that half-spaces were deleted from words; None where they need not be looked for."""
        return self._doubt(self.deleted)

    @property
    def between_words(self) -> int | None:
        """How much to doubt that spaces were half-spaces; None where they need not be looked for."""
        return self._doubt(self.spaced)

    def _doubt(self, missing: int) -> int | None:
        """By how much the log-odds of a half-space are less than in a text in which all are missing alike.

        Of Bayes' rule: where one half-space in ten was deleted, a gap is ten times less likely one of them.
        """
        total = sum(self)
        if total >= ENOUGH and missing <= TOLERATED * total:
            return None
        return round(log((total + 1) / (missing + 1)))


def damage_of(text: str) -> Damage:
    """Count what a text, its letters folded, has lost."""
    gaps = [*_plural_gaps(text), *_verb_gaps(text)]
    kept, spaced = gaps.count(HALF_SPACE), gaps.count(" ")
    return Damage(kept, len(gaps) - kept - spaced, spaced)


def _plural_gaps(text: str) -> Iterator[str]:
    """What stands between every noun and its plural ending: a half-space, a space, or nothing."""
    for match in _PLURAL.finditer(text):
        at = match.start()
        gap = text[at - 1 : at] if text[at - 1 : at] in (" ", HALF_SPACE) else ""
        stem = text[max(0, at - len(gap) - 4) : at - len(gap)]
        if _BEFORE_PLURAL.fullmatch(stem[-2:]) and not _PRONOUN.search(stem):
            yield gap


def _verb_gaps(text: str) -> Iterator[str]:
    """What stands between «می» or «نمی» and a verb."""
    for match in _VERB.finditer(text):
        if _WORD_ENDS.search(text[max(0, match.start() - 2) : match.start()]):
            yield match[1]
