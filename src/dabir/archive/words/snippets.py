"""Snippets: the part of a text that shows best what was searched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dabir.archive.words.analysis import LONGEST_GROUP, Term, is_parted, picked_terms
from dabir.archive.words.fragments import opens
from dabir.archive.words.sieve import holders

_WHITE = re.compile(r"\s")
_WRITTEN = re.compile(r"\S+")


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
    hits: list[Term] = []
    met: set[str] = set()
    start = 0
    enough: int | None = None
    for line in text.split("\n"):  # no word reaches into another line
        here = [_moved(hit, start) for hit in _hits_of_line(line, whole, prefixes)]
        hits += here
        met.update(hit.key for hit in here)
        start += len(line) + 1
        best = _best(hits, width) if here and enough is None and not prefixes and whole <= met else ()
        if best and whole <= {hit.key for hit in best}:
            enough = best[-1].end + width  # what is shown beside it may hold some as well
        if enough is not None and start > enough:
            break
    return hits


def _moved(hit: Term, start: int) -> Term:
    """A term of a part of a text as one of the text; as there are fewer words than letters, parts have no neighbours."""
    return Term(hit.key, hit.start + start, hit.end + start, hit.position + start)


def _hits_of_line(line: str, whole: frozenset[str], prefixes: tuple[str, ...]) -> list[Term]:
    """The terms of a line with wanted keys; only what stands around words that may have one is looked at."""
    if prefixes or is_parted(line):
        return _hits_of(line, whole, prefixes)
    places = holders(line, whole)
    if places is None:
        return _hits_of(line, whole, prefixes)
    if not places:
        return []
    pieces = line.split()
    spans = [match.span() for match in _WRITTEN.finditer(line)]
    found: list[Term] = []
    for first, last, held in _stretches(pieces, places):
        start, end = spans[first][0], spans[last - 1][1]
        here = (_moved(hit, start) for hit in _hits_of(line[start:end], whole, prefixes))
        # What stands at the edges may belong to words beyond them, and be no word.
        found += [hit for hit in here if any(_overlap(hit, spans[at]) for at in held)]
    return found


def _overlap(hit: Term, span: tuple[int, int]) -> bool:
    return hit.start < span[1] and span[0] < hit.end


def _stretches(pieces: Sequence[str], places: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    """Stretches of pieces around places, whose words do not depend on what stands beyond; with the places in each."""
    first, last, held = 0, 0, list[int]()
    for at in places:
        start = _start(pieces, at)
        if held and start > last:
            yield first, last, held
            held = []
        first = first if held else start
        last = min(at + LONGEST_GROUP + 2, len(pieces))
        held.append(at)
    if held:
        yield first, last, held


def _start(pieces: Sequence[str], at: int) -> int:
    """A place before another one that no word of several pieces reaches across."""
    start = max(at - 1, 0)
    while any(opens(piece) for piece in pieces[max(start - LONGEST_GROUP + 1, 0) : start]):
        start -= 1
    return start


def _hits_of(part: str, whole: frozenset[str], prefixes: tuple[str, ...]) -> list[Term]:
    """The terms of a part of a line with wanted keys."""

    def picked(found: Sequence[str]) -> list[int]:
        return [at for at, key in enumerate(found) if key in whole or (prefixes and key.startswith(prefixes))]

    return picked_terms(part, picked)


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
