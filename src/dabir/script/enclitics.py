"""Enclitics: the plural and the possessive that are written onto a noun («کتاب‌هایشان», «خانه‌اش»)."""

from __future__ import annotations

import re
from typing import NamedTuple

from dabir.script.gaps import NON_JOINING
from dabir.script.judge import is_word
from dabir.script.letters import HALF_SPACE
from dabir.script.verbs import finite


class Parts(NamedTuple):
    """A word's stem and what is written onto it; «کتاب‌هایشان» is «کتاب», «های», «شان»."""

    stem: str
    plural: str
    enclitic: str


_ENDING = re.compile(
    rf"(?:{HALF_SPACE}|(?<=[{''.join(sorted(NON_JOINING))}]))"
    rf"(?P<plural>ها(?:یی?)?){HALF_SPACE}?(?P<possessor>م|ت|ش|مان|تان|شان)?$"
    rf"|{HALF_SPACE}(?P<enclitic>ام|ات|اش|مان|تان|شان)$"
)


def split_enclitics(word: str) -> Parts:
    """Take off a plural and a possessive where they are certain; else the stem is the whole word.

    Certain is what stands after a half-space, and the plural of a known word whose last letter joins nothing
    («کشورها»). Verb forms («کرده‌ام») stay whole.
    """
    match = _ENDING.search(word)
    if not match or finite(word) or not _certain(word, match.start()):
        return Parts(word, "", "")
    return Parts(word[: match.start()], match["plural"] or "", match["possessor"] or match["enclitic"] or "")


def _certain(word: str, cut: int) -> bool:
    return word[cut] == HALF_SPACE or is_word(word[:cut])
