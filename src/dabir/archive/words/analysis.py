"""Analysis: the search keys of a text, the same however it is written, and the part of it that shows them best.

A text is cut at spaces and half-spaces alike, so that «می‌شود» and «می شود» cannot differ; fragments that make one word are
joined (verbs, and endings that stand apart), and each word gets the key that `stems` gives it, as does the
same word written in one. Punctuation gives no key, so that phrases reach across it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple, TypeAlias

from dabir.archive.words.fragments import Fragment, fragments
from dabir.archive.words.inflection import groups
from dabir.script.letters import fold

# Raised whenever the keys of a text change: what was indexed before must then be indexed again.
ANALYSIS = 2
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
_INVISIBLE = re.compile(r"(?<=\w)[\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]+(?=\w)")
_WHITE = re.compile(r"\s")
_MOST = 5  # fragments of a word («گزارش نخواهد شده بوده است»)
_FREE_WORDS = "و از به با در بر برای تا که را یا اما ولی نیز هم"
_FREE = frozenset(_FREE_WORDS.split())  # no ending belongs to these
_LETTERS = "بی ای آی تی سی دی وی اس ال پی جی القری المومنین البنین"
_LETTER_NAMES = frozenset(_LETTERS.split())  # «ام» before these is no ending

_Placed: TypeAlias = tuple[int, int, Fragment]


class Term(NamedTuple):
    """A word of a text: its key, its code points `text[start:end]`, and its place among the words of the text, from 0."""

    key: str
    start: int
    end: int
    position: int


def terms(text: str) -> list[Term]:
    """The words of a text as search knows them, in order.

    Offsets count code points of the text as it is given. Endings that are written apart, and the further words of a verb,
    belong to the term before («خواهد گفت» is one); a word that is written in parts has a term for each («رییس‌جمهور»).
    """
    if not _INVISIBLE.search(text):
        return _terms(text)
    folded = fold(text)
    to_source = folded.alignment.to_source
    return [Term(key, *to_source(start, end), at) for key, start, end, at in _terms(folded.text)]


def _terms(text: str) -> list[Term]:
    placed = fragments(text)
    found: list[Term] = []
    at, new = 0, tuple.__new__  # as `Term` does, but in half the time
    while at < len(placed):
        start, end, fragment = placed[at]
        at += 1
        if fragment.plain:
            found.append(new(Term, (fragment.plain, start, end, len(found))))
        elif fragment.ends is not None and at > 1 and _belongs(text, placed, at - 1):
            found[-1] = found[-1]._replace(end=end)
        elif fragment.opens and (group := _group(text, placed, at - 1)):
            at, key = group
            found.append(Term(key, start, placed[at - 1][1], len(found)))
        else:
            for key, first, last in fragment.keys:
                found.append(Term(key, start + first, start + last, len(found)))
    return found


def _belongs(text: str, placed: Sequence[_Placed], at: int) -> bool:
    """Whether an ending that stands apart belongs to the fragment before it."""
    _, end, before = placed[at - 1]
    start, _, ending = placed[at]
    if before.letters in _FREE or not _narrow(text[end:start]):
        return False
    if ending.ends and not before.letters.endswith(tuple(ending.ends)):
        return False
    follows = placed[at + 1][2].letters if at + 1 < len(placed) else ""
    return not (ending.letters == "ام" and follows in _LETTER_NAMES)


def _narrow(gap: str) -> bool:
    return gap in _NARROW or _GAP.fullmatch(gap) is not None


def _group(text: str, placed: Sequence[_Placed], at: int) -> tuple[int, str] | None:
    """The longest word of several fragments that begins with a fragment: where it stops, and its key."""
    keys, openers, prefixes = groups()
    letters, best = placed[at][2].letters, None
    for stop in range(at + 1, min(at + _MOST, len(placed))):
        if letters not in openers or not _narrow(text[placed[stop - 1][1] : placed[stop][0]]):
            break
        letters += placed[stop][2].letters
        if letters in keys and prefixes.get(letters) != placed[at][2].letters:
            best = stop + 1, keys[letters]
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

    Args:
        text: The text.
        wanted: Keys, as `terms` gives them; one that ends in an asterisk stands for all that begin with what is before it.
        width: Code points of the part at most, the signs of omission not counted; a longer word is shown whole.
    """
    whole, prefixes = _wanted(wanted)
    hits = [term for term in terms(text) if term.key in whole or (prefixes and term.key.startswith(prefixes))]
    best = _best(hits, width)
    first, last = (best[0].start, best[-1].end) if best else (0, 0)
    start, end = _window(text, first, last, width)
    lead = "…" if text[:start].strip() else ""
    shift = len(lead) - start
    shown = [(hit.start + shift, hit.end + shift) for hit in hits if start <= hit.start and hit.end <= end]
    trail = "…" if text[end:].strip() else ""
    words = lead + _WHITE.sub(" ", text[start:end]) + trail
    return Snippet(words, start, end, tuple(dict.fromkeys(shown)))  # words may share their letters («ﷺ»)


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
