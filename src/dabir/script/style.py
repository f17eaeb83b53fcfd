"""Styles: which half-spaces a house writes.

The Academy of Persian Language, and PerDT with it, writes a half-space at endings and between the parts of many
compounds («سیاست‌گذاری», «وزارت‌خانه»). Other houses keep it for endings and for «می» and write compounds
in one piece where that is usual («سیاستگذاری»), and with a space where it is not («بین المللی»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from dabir.script.judge import judge
from dabir.script.letters import HALF_SPACE, Folded
from dabir.script.rows import changed
from dabir.script.words import LETTER

Style = Literal["academy", "loose"]

# Endings of nouns, adjectives, participles and verbs, and the marks of verbs: their half-spaces belong to every style.
_ENDING = re.compile(
    "(?:ها(?:ست|ی|یی|یم|یت|یش|یمان|یتان|یشان)?|تر(?:ین|ی|ها|های|ین‌ها|ین‌های)?|ای|ام|ات|اش|اند|ایم|اید|است|مان|تان|شان|ی|یی|اف|"
    f"اک|گان|گانی?)(?:{HALF_SPACE}(?:ها|های|هایی|ای|ام|ات|اش|اند|ایم|اید|مان|تان|شان|تر|ترین))*"
)
_VERB_MARKS = frozenset(
    ("می", "نمی", "همی", "برمی", "درمی", "بازمی", "فرامی", "وامی", "فرومی", "برنمی", "درنمی", "بازنمی")
)
_PARTED = re.compile(rf"[{LETTER}]+(?:{HALF_SPACE}[{LETTER}]+)+")


def loosened(text: str) -> Folded:
    """Write the compounds of a text, restored as the Academy writes, in one piece or apart."""
    return changed(text, _edits(text))


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _PARTED.finditer(text):
        for at, gap in _loose(match[0]):
            yield match.start() + at, match.start() + at + 1, gap


@lru_cache(maxsize=1 << 16)
def _loose(word: str) -> tuple[tuple[int, str], ...]:
    """The places of those half-spaces of a word that are not written, and what stands there instead."""
    found = []
    at = word.find(HALF_SPACE)
    while at >= 0:
        left, right = word[:at].rpartition(HALF_SPACE)[2], word[at + 1 :]
        if left not in _VERB_MARKS and not _ENDING.fullmatch(right):
            found.append((at, "" if _is_usual(left + right.partition(HALF_SPACE)[0]) else " "))
        at = word.find(HALF_SPACE, at + 1)
    return tuple(found)


def _is_usual(word: str) -> bool:
    """Whether a compound is a word in one piece."""
    return judge().look_up([word])[0].one_piece
