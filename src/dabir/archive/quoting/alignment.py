"""Alignment: where two texts tell the same words, and what each has that the other has not.

Words are the same where their search keys are (`analysis`), so that spelling and endings do not count; but as search
drops what turns a statement into its opposite, a negated verb is another word here, and so is a verb in the past. What
both texts have in order is found in the way of Ratcliff and Obershelp («Pattern Matching: the Gestalt Approach», 1988;
Python's difflib): the longest run first, then what lies before and behind it. A run of words that say nothing («که در
این»), apart from all others, is chance and does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from dabir.archive.words.analysis import STOP, terms
from dabir.archive.words.inflection import plain
from dabir.script.letters import squeeze
from dabir.script.verbs import finite

Kind = Literal["equal", "left out", "added", "replaced"]

# In a long text a reference is looked for in stretches of so many times its own words, and some more.
STRETCH, SLACK = 2, 10
# Less than this share of a reference's telling words in a stretch is no telling of it.
SHARE = 0.5
# Tenses that are not past; a verb without a tense, as «باید», is not past either.
_NOT_PAST = frozenset({"present", "subjunctive", "future", "modal"})


class Word(NamedTuple):
    """A word of a text, `text[start:end]`: its search key, by what it is compared, and whether it says anything itself."""

    term: str
    key: str
    start: int
    end: int
    telling: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """A text, or a part of one, as a row of words; offsets count code points of the whole `text`."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> Wording:
        """The words of a text."""
        return cls(text, tuple(_words(text)))

    def part(self, first: int, last: int) -> Wording:
        """The words from the number `first` to before `last`."""
        return Wording(self.text, self.words[first:last])

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of the words in the text, with what stands between them; (0, 0) where there are none."""
        return (self.words[0].start, self.words[-1].end) if self.words else (0, 0)

    @property
    def written(self) -> str:
        """The words as they are written."""
        start, end = self.span
        return self.text[start:end]

    @property
    def telling(self) -> int:
        """How many of the words say something by themselves; all of them, where none does."""
        return sum(word.telling for word in self.words) or len(self.words)


class Segment(NamedTuple):
    """A stretch in which two texts agree or differ: its words in the reference and in the other text, as they are written.

    `kind`: both are `equal`; the other has `left out` the reference's words (and `other` is empty), has `added` its own
    (then `reference` is), or has `replaced` those by these.
    """

    kind: Kind
    reference: str
    other: str


class Run(NamedTuple):
    """Words that two texts share in a row: the number of the first in the reference and in the other, and how many."""

    first: int
    at: int
    size: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts side by side; `runs` are the words that both have, in order."""

    reference: Wording
    other: Wording
    runs: tuple[Run, ...]

    @property
    def matched(self) -> int:
        """How many words both have in order."""
        return sum(run.size for run in self.runs)

    @property
    def likeness(self) -> float:
        """The share of the reference's words that the other has in order, 0 to 1."""
        return self.matched / len(self.reference.words) if self.reference.words else 0.0

    @property
    def containment(self) -> float:
        """The share of the shorter text's words that the longer one has in order, 0 to 1."""
        shorter = min(len(self.reference.words), len(self.other.words))
        return self.matched / shorter if shorter else 0.0

    @property
    def density(self) -> float:
        """The share of the other's words that the reference has in order, 0 to 1."""
        return self.matched / len(self.other.words) if self.other.words else 0.0

    def weight(self, weights: Mapping[str, float]) -> float:
        """The share of the weight of the reference's words, given by search key, that the other has in order, 0 to 1."""
        whole = sum(weights.get(word.term, 0.0) for word in self.reference.words)
        shared = (
            word for run in self.runs for word in self.reference.words[run.first : run.first + run.size]
        )
        return sum(weights.get(word.term, 0.0) for word in shared) / whole if whole else 0.0

    def parts(self) -> Iterator[tuple[Kind, Wording, Wording]]:
        """The stretches in which the texts agree and differ, in order: together all words of both."""
        at = other = 0
        for run in (*self.runs, Run(len(self.reference.words), len(self.other.words), 0)):
            yield from self._between(at, run.first, other, run.at)
            at, other = run.first + run.size, run.at + run.size
            if run.size:
                yield "equal", self.reference.part(run.first, at), self.other.part(run.at, other)

    def _between(
        self, first: int, last: int, start: int, end: int
    ) -> Iterator[tuple[Kind, Wording, Wording]]:
        """What stands between two runs, if anything does."""
        kinds: dict[tuple[bool, bool], Kind] = {
            (True, True): "replaced",
            (True, False): "left out",
            (False, True): "added",
        }
        kind = kinds.get((first < last, start < end))
        if kind:
            yield kind, self.reference.part(first, last), self.other.part(start, end)

    def segments(self) -> tuple[Segment, ...]:
        """The same stretches as they are written."""
        return tuple(Segment(kind, mine.written, other.written) for kind, mine, other in self.parts())


def align(reference: Wording, other: Wording) -> Alignment:
    """Lay a text beside a reference, word by word."""
    matcher = SequenceMatcher(
        None, [word.key for word in reference.words], [word.key for word in other.words], autojunk=False
    )
    runs = [Run(*block) for block in matcher.get_matching_blocks() if block.size]
    if any(word.telling for word in reference.words):
        runs = _without_chance(reference, runs)
    return Alignment(reference, other, tuple(runs))


def locate(reference: Wording, text: Wording) -> Alignment | None:
    """The stretch of a text that tells a reference best, laid beside it; None where none has half of its telling words.

    The stretch begins and ends where the reference does: what the text says before and behind is not in it.
    """
    window = _window(reference, text)
    if window is None:
        return None
    start = window[0]
    found = align(reference, text.part(*window))
    if not found.runs:
        return None
    head, tail = found.runs[0], found.runs[-1]
    first = max(start + head.at - head.first, 0)
    missing = len(reference.words) - tail.first - tail.size
    last = start + tail.at + tail.size + missing
    moved = (run._replace(at=run.at + start - first) for run in found.runs)
    return Alignment(reference, text.part(first, last), tuple(moved))


def _window(reference: Wording, text: Wording) -> tuple[int, int] | None:
    """Where the stretch lies that has the most of a reference's telling words; the earliest of several."""
    everything = not any(word.telling for word in reference.words)
    wanted = Counter(word.key for word in reference.words if word.telling or everything)
    width = STRETCH * len(reference.words) + SLACK
    held: Counter[str] = Counter()
    score, best, end = 0, 0, 0
    for at, word in enumerate(text.words):
        if word.key in wanted:
            held[word.key] += 1
            score += held[word.key] <= wanted[word.key]
        leaving = text.words[at - width].key if at >= width else ""
        if leaving in wanted:
            score -= held[leaving] <= wanted[leaving]
            held[leaving] -= 1
        if score > best:
            best, end = score, at + 1
    if best == 0 or best < SHARE * reference.telling:
        return None
    return max(end - width, 0), min(end + len(reference.words), len(text.words))


def _without_chance(reference: Wording, runs: Sequence[Run]) -> list[Run]:
    """The runs that say something, and those that stand directly beside such a run in one of the texts."""
    kept = []
    saying = [any(word.telling for word in reference.words[run.first : run.first + run.size]) for run in runs]
    for at, run in enumerate(runs):
        behind = at > 0 and saying[at - 1] and _adjoin(runs[at - 1], run)
        before = at + 1 < len(runs) and saying[at + 1] and _adjoin(run, runs[at + 1])
        if saying[at] or behind or before:
            kept.append(run)
    return kept


def _adjoin(run: Run, following: Run) -> bool:
    """Whether nothing stands between two runs in the reference, or nothing in the other text."""
    return run.first + run.size == following.first or run.at + run.size == following.at


def _words(text: str) -> Iterator[Word]:
    """The words of a text; where several keys stand for the same letters they are one."""
    held: Word | None = None
    for term in terms(text):
        key = _compared(text[term.start : term.end], term.key)
        word = Word(term.key, key, term.start, term.end, term.key not in STOP or key.startswith(_NOT))
        if held and word.start < held.end:
            word = _joined(held, word)
        elif held:
            yield held
        held = word
    if held:
        yield held


def _joined(one: Word, other: Word) -> Word:
    return Word(
        f"{one.term} {other.term}",
        f"{one.key} {other.key}",
        one.start,
        max(one.end, other.end),
        one.telling or other.telling,
    )


_NOT, _THEN = "≠", "←"


@lru_cache(maxsize=1 << 16)
def _compared(written: str, key: str) -> str:
    """A word's search key, marked where it is a negated verb, and where it is one in the past."""
    says = finite(written)
    if says is not None and plain(says.lemma) == key:
        negative, past = says.negative, says.tense not in _NOT_PAST
    else:
        letters = squeeze(written)
        of_verb = key.endswith("ن") and letters != key
        negative = of_verb and letters.startswith("ن") and not key.startswith("ن")
        past = of_verb and letters.endswith("ه")
    return f"{_NOT if negative else ''}{key}{_THEN if past else ''}"
