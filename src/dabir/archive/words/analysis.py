"""Analysis: the search keys of a text, the same however it is written, and the part of it that shows them best.

A text is cut at spaces and half-spaces alike, so that «می‌شود» and «می شود» cannot differ; fragments that make one word are
joined (verbs, and endings that stand apart), and each word gets the key that `stems` gives it, as does the
same word written in one. Punctuation gives no key, so that phrases reach across it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from dabir.archive.words.fragments import Placed, fragments, lacks
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
_WHITE = re.compile(r"\s")
_MOST = 5  # fragments of a word («گزارش نخواهد شده بوده است»)
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
    return _Words(fold(text).text if _parted(text) else text).keys


def terms(text: str) -> list[Term]:
    """The words of a text as search knows them, in order.

    Offsets count code points of the text as it is given. Endings that are written apart, and the further words of a verb,
    belong to the term before («خواهد گفت» is one); a word that is written in parts has a term for each («رییس‌جمهور»).
    """
    return _picked(text, lambda found: range(len(found)))


def _picked(text: str, pick: Callable[[Sequence[str]], Iterable[int]]) -> list[Term]:
    """Those terms of a text that are picked by their keys."""
    if not _parted(text):
        words = _Words(text)
        return [words.term(at) for at in pick(words.keys)]
    folded = fold(text)
    words, to_source = _Words(folded.text), folded.alignment.to_source
    found = map(words.term, pick(words.keys))
    return [Term(key, *to_source(start, end), at) for key, start, end, at in found]


def _parted(text: str) -> bool:
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
    for stop in range(at + 1, min(at + _MOST, len(placed.fragments))):
        if letters not in openers or not _narrow(text[placed.end(stop - 1) : placed.start(stop)]):
            break
        letters += placed.fragments[stop].letters
        if letters in known and prefixes.get(letters) != opener:
            best = stop + 1, known[letters]
    return best


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text that shows what was searched.

    Attributes:
        text: The words, on one line, with «…» where the text goes on.
        start: Where they begin in the whole text, in code points.
        end: Where they end in it.
        hits: The words that were searched, as `text[first:last]`.
    """

    text: str
    start: int
    end: int
    hits: tuple[tuple[int, int], ...]

    def marked(self, before: str, after: str) -> str:
        """The words with signs before and after every hit."""
        pieces, done = [], 0
        for first, last in self.hits:
            pieces += [self.text[done:first], before, self.text[first:last], after]
            done = last
        return "".join(pieces) + self.text[done:]


def snippet(text: str, wanted: Collection[str], *, width: int = 220) -> Snippet:
    """The part of a text with the most of the wanted keys, those side by side before others; the earliest of equals.

    Behind a line by which a part is found that has all of them, nothing is looked at.

    Args:
        text: The text.
        wanted: Keys, as `terms` gives them; one that ends in an asterisk stands for all that begin with what is before it.
        width: Code points of the part at most, the signs of omission not counted; a longer word is shown whole.
    """
    hits = _hits(text, wanted, width)
    best = _best(hits, width)
    first, last = (best[0].start, best[-1].end) if best else (0, 0)
    start, end = _window(text, first, last, width)
    lead = "…" if text[:start].strip() else ""
    shift = len(lead) - start
    shown = [(hit.start + shift, hit.end + shift) for hit in hits if start <= hit.start and hit.end <= end]
    trail = "…" if text[end:].strip() else ""
    words = lead + _WHITE.sub(" ", text[start:end]) + trail
    return Snippet(words, start, end, tuple(dict.fromkeys(shown)))  # words may share their letters («ﷺ»)


def _hits(text: str, wanted: Collection[str], width: int) -> list[Term]:
    """The terms of a text with wanted keys, up to the line by which all of them stand within a width."""
    whole, prefixes = _wanted(wanted)
    joined = not whole.isdisjoint(_of_groups())
    hits: list[Term] = []
    met: set[str] = set()
    start = position = 0
    enough: int | None = None
    for line in text.split("\n"):  # no word reaches into another line
        if not prefixes and not joined and not _parted(line) and lacks(line, whole):
            start += len(line) + 1
            position += len(line)  # more than its words: those of the lines around it are no neighbours
            continue
        here, words = _hits_of_line(line, whole, prefixes)
        hits += [Term(key, first + start, last + start, at + position) for key, first, last, at in here]
        met.update(hit.key for hit in here)
        start += len(line) + 1
        position += words
        best = _best(hits, width) if here and enough is None and not prefixes and whole <= met else ()
        if best and whole <= {hit.key for hit in best}:
            enough = best[-1].end + width  # what is shown beside it may hold some as well
        if enough is not None and start > enough:
            break
    return hits


@cache
def _of_groups() -> frozenset[str]:
    """The keys that words of several fragments have."""
    return frozenset(groups().keys.values())


def _hits_of_line(line: str, whole: Collection[str], prefixes: tuple[str, ...]) -> tuple[list[Term], int]:
    """The terms of a line with wanted keys, and how many terms it has."""
    words = 0

    def picked(found: Sequence[str]) -> list[int]:
        nonlocal words
        words = len(found)
        return [at for at, key in enumerate(found) if key in whole or (prefixes and key.startswith(prefixes))]

    return _picked(line, picked), words


def _wanted(keys: Collection[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole keys, and the beginnings of keys."""
    prefixes = tuple(key[:-1] for key in keys if key.endswith("*") and len(key) > 1)
    return frozenset(key for key in keys if not key.endswith("*")), prefixes


def _best(hits: Sequence[Term], width: int) -> Sequence[Term]:
    """The hits within a width that have the most distinct keys and neighbours."""
    best, most, start = (0, 0), 0, 0
    counts: Counter[str] = Counter()
    distinct = pairs = 0
    for stop, hit in enumerate(hits):
        counts[hit.key] += 1
        distinct += counts[hit.key] == 1
        pairs += stop > start and _side_by_side(hits, stop)
        while start < stop and hit.end - hits[start].start > width:
            counts[hits[start].key] -= 1
            distinct -= counts[hits[start].key] == 0
            start += 1
            pairs -= _side_by_side(hits, start)
        score = 2 * distinct + min(pairs, distinct - 1)
        if score > most:
            best, most = (start, stop + 1), score
    return hits[slice(*best)]


def _side_by_side(hits: Sequence[Term], at: int) -> bool:
    """Whether a hit follows another one's word at once, and is not the same word."""
    return hits[at].position == hits[at - 1].position + 1 and hits[at].key != hits[at - 1].key


def _window(text: str, first: int, last: int, width: int) -> tuple[int, int]:
    """Up to `width` code points around `text[first:last]`, cut between words."""
    room = max(width - (last - first), 0)
    start = max(first - room // 3, 0)
    end = min(start + max(width, last - start), len(text))
    start = max(min(start, end - width), 0)
    if start:
        start = next((match.end() for match in _WHITE.finditer(text, start - 1, first)), first)
    if end < len(text):
        end = _last_break(text, max(last, start), end)
    return start, end


def _last_break(text: str, first: int, last: int) -> int:
    """Where the last word ends that ends between two offsets; the second where none does."""
    ends = [match.start() for match in _WHITE.finditer(text, first, last + 1)]
    return ends[-1] if ends else max(first, last)
