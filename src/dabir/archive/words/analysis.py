"""Analysis: the search keys of a text, the same however it is written.

A text is cut at spaces and half-spaces alike, so that «می‌شود» and «می شود» cannot differ; fragments that make one word are
joined (verbs, and endings that stand apart), and each word gets the key that `stems` gives it, as does the
same word written in one. Punctuation gives no key, so that phrases reach across it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from dabir.archive.words.fragments import Placed, fragments
from dabir.archive.words.inflection import groups
from dabir.script.letters import fold

# Raised whenever the keys of a text change: what was indexed before must then be indexed again.
ANALYSIS = 3
# Keys that say nothing of a text's matter; they are indexed for phrases, and a search for several words may leave them out.
STOP = frozenset(
    line
    for line in files("dabir.archive").joinpath("data", "stop_words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
)

# What may stand between the fragments of one word; a new line parts words.
_NARROW = frozenset({"", " ", "\u200c"})
_GAP = re.compile("[ \t\u00a0\u00ad¬\u2000-\u200f\u202a-\u202f\u2060-\u2069\ufeff]*")
# Invisible signs inside words, which must go before the text is cut.
_MARK = re.compile(r"[\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_INVISIBLE = re.compile(rf"(?<=\w){_MARK.pattern}+(?=\w)")
LONGEST_GROUP = 5  # fragments of a word («گزارش نخواهد شده بوده است»)
_FREE_WORDS = "و از به با در بر برای تا که را یا اما ولی نیز هم"
_FREE = frozenset(_FREE_WORDS.split())  # no ending belongs to these
_LETTERS = "بی ای آی تی سی دی وی اس ال پی جی القری المومنین البنین"
_LETTER_NAMES = frozenset(_LETTERS.split())  # «ام» before these is no ending


class Term(NamedTuple):
    """A word of a text: its key, its code points `text[start:end]`, and its place among the words of the text, from 0."""

    key: str
    start: int
    end: int
    position: int


def search_keys(text: str) -> list[str]:
    """The search keys of a text, in order: those of its `terms`, in a third of the time."""
    return _Words(fold(text).text if is_parted(text) else text).keys


def terms(text: str) -> list[Term]:
    """The words of a text as search knows them, in order.

    Offsets count code points of the text as it is given. Endings that are written apart, and the further words of a verb,
    belong to the term before («خواهد گفت» is one); a word that is written in parts has a term for each («رییس‌جمهور»).
    """
    return picked_terms(text, lambda found: range(len(found)))


def picked_terms(text: str, pick: Callable[[Sequence[str]], Iterable[int]]) -> list[Term]:
    """Those terms of a text that are picked by their keys."""
    if not is_parted(text):
        words = _Words(text)
        return [words.term(at) for at in pick(words.keys)]
    folded = fold(text)
    words, to_source = _Words(folded.text), folded.alignment.to_source
    found = map(words.term, pick(words.keys))
    return [Term(key, *to_source(start, end), at) for key, start, end, at in found]


def is_parted(text: str) -> bool:
    """Whether invisible signs part words; the first look, for any of them, takes a tenth of the time."""
    return _MARK.search(text) is not None and _INVISIBLE.search(text) is not None


class _Word(NamedTuple):
    """Where a word stands that is no fragment by itself: its fragments, and its offsets in a single one («رییس» above)."""

    first: int
    last: int
    start: int | None = None
    end: int | None = None


class _Words:
    """The words of a text: their keys, and what tells where they stand.

    Most fragments are words of their own and are taken over in runs; only the others are looked at.
    """

    def __init__(self, text: str) -> None:
        self.text, self.placed = text, fragments(text)
        self.keys: list[str] = []
        self.runs: list[tuple[int, int]] = []  # the first word of a run of plain ones, and its fragment
        self.others: dict[int, _Word] = {}
        plain = [fragment.plain for fragment in self.placed.fragments]
        done = 0
        for at in [at for at, key in enumerate(plain) if not key]:
            if at < done:
                continue
            if at > done:
                self.runs.append((len(self.keys), done))
                self.keys += plain[done:at]
            done = self._special(at)
        self.runs.append((len(self.keys), done))
        self.keys += plain[done:]

    def term(self, at: int) -> Term:
        """A word with its offsets."""
        placed, word = self.placed, self.others.get(at)
        if word is None:
            first, fragment = self.runs[bisect_right(self.runs, at, key=itemgetter(0)) - 1]
            word = _Word(fragment + at - first, fragment + at - first)
        start, end = placed.start(word.first), placed.end(word.last)
        if word.end is not None:
            end = start + word.end
        if word.start is not None:
            start += word.start
        return Term(self.keys[at], start, end, at)

    def _special(self, at: int) -> int:
        """Take a fragment that is no plain word; the place behind what was taken."""
        fragment = self.placed.fragments[at]
        if fragment.ends is not None and at and _belongs(self.text, self.placed, at):
            self._lengthen(at)
            return at + 1
        group = _group(self.text, self.placed, at) if fragment.opens else None
        if group:
            stop, key = group
            self.others[len(self.keys)] = _Word(at, stop - 1)
            self.keys.append(key)
            return stop
        for key, start, end in fragment.keys:
            self.others[len(self.keys)] = _Word(at, at, start, end)
            self.keys.append(key)
        return at + 1

    def _lengthen(self, at: int) -> None:
        """Let the last word reach to the end of a fragment."""
        last = len(self.keys) - 1
        before = self.others.get(last) or _Word(at - 1, at - 1)
        self.others[last] = before._replace(last=at, end=None)


def _belongs(text: str, placed: Placed, at: int) -> bool:
    """Whether an ending that stands apart belongs to the fragment before it."""
    before, ending = placed.fragments[at - 1], placed.fragments[at]
    if before.letters in _FREE or (ending.ends and not before.letters.endswith(tuple(ending.ends))):
        return False
    if not _narrow(text[placed.end(at - 1) : placed.start(at)]):
        return False
    follows = placed.fragments[at + 1].letters if at + 1 < len(placed.fragments) else ""
    return not (ending.letters == "ام" and follows in _LETTER_NAMES)


def _narrow(gap: str) -> bool:
    return gap in _NARROW or _GAP.fullmatch(gap) is not None


def _group(text: str, placed: Placed, at: int) -> tuple[int, str] | None:
    """The longest word of several fragments that begins with a fragment: where it stops, and its key."""
    known, openers, prefixes = groups()
    opener = letters = placed.fragments[at].letters
    best = None
    for stop in range(at + 1, min(at + LONGEST_GROUP, len(placed.fragments))):
        if letters not in openers or not _narrow(text[placed.end(stop - 1) : placed.start(stop)]):
            break
        letters += placed.fragments[stop].letters
        if letters in known and prefixes.get(letters) != opener:
            best = stop + 1, known[letters]
    return best
