"""Half-spaces: put back what pages and keyboards lose («می شود», «میشود», «کردهایم», «حوزه ها»).

Every distinct word is judged once (`dabir.script.judge`) and remembered. First words are regrouped whose gaps
are wrong beyond half-spaces («کشور ها», «دان شگاه», «درتهران»), then half-spaces are put into words, then between
words. No step undoes another, and none is judged by what a later one changes, so that restoring twice changes
no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np

from dabir.script.alignment import Alignment
from dabir.script.damage import damage_of
from dabir.script.fingerprints import LONGEST
from dabir.script.gaps import NON_JOINING, PROMISE
from dabir.script.judge import FUNCTION_WORDS, NEVER, SHORTEST, Found, Judge, judge, may_part, with_gaps
from dabir.script.letters import HALF_SPACE, Folded
from dabir.script.rows import Edit, Row, changed, gap_edits

_REMEMBERED = 1 << 17  # words, and pairs of words; then all are forgotten
# Endings that are never words of their own; after a letter that joins nothing they need no half-space.
_PLURALS = frozenset(("ها", "های", "هایی", "هایش", "هایم", "هایت", "هایشان", "هایمان", "هایتان", "ترین"))
_NAME_ENDING = "اف"  # «حسن اف»
_LETTER_NAMES = frozenset(("بی", "ای", "ام", "آی", "تی", "سی", "دی", "وی", "اس", "ال"))  # «اف بی آی»

Quad: TypeAlias = tuple[str, str, str, str]
Doubts: TypeAlias = tuple[int | None, int | None]


class Seen(NamedTuple):
    """A word that was judged.

    Attributes:
        written: How it is written.
        before: Log-odds of a half-space after its last part.
        after: Those of one before its first part.
        strange: Whether it was hardly ever met.
        apart: The two words that it is («درتهران»), else "".
        odd: Whether the words around it may have to be regrouped.
    """

    written: str
    before: float
    after: float
    strange: bool
    apart: str
    odd: bool


class Memory:
    """Words that were judged with one doubt (see `Judge.judged`); None: taken as they are.

    Attributes:
        doubt: The doubt.
        seen: The words.
        plain: Those of them that stay as they are and need no regrouping: nearly all.
        before: Log-odds of a half-space after the words.
        after: Those of one before them.
    """

    def __init__(self, doubt: int | None) -> None:
        self.doubt = doubt
        self.seen: dict[str, Seen] = {}
        self.plain: set[str] = set()
        self.before: dict[str, float] = {}
        self.after: dict[str, float] = {}

    def __getitem__(self, word: str) -> Seen:
        return self.seen[word]

    def keep(self, word: str, seen: Seen) -> None:
        """Remember a word."""
        self.seen[word] = seen
        self.before[word], self.after[word] = seen.before, seen.after
        if seen.written == word and not seen.odd:
            self.plain.add(word)
        else:
            self.plain.discard(word)


class Job(NamedTuple):
    """A text to be restored.

    Attributes:
        text: The text, its letters folded.
        in_words: How much to doubt that half-spaces were deleted from words; None to leave words alone.
        between_words: The same for half-spaces that became spaces.
    """

    text: str
    in_words: int | None
    between_words: int | None


class Restorer:
    """Restores texts, and remembers what it judged."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._seen: dict[int | None, Memory] = {}
        self._odds: dict[Quad, float] = {}
        self._common: dict[str, bool] = {}

    def restore(self, jobs: Sequence[Job]) -> list[Folded]:
        """Restore texts, all of them at once."""
        if sum(len(memory.seen) for memory in self._seen.values()) > _REMEMBERED:
            self._seen.clear()
        rows = [Row.of(job.text) for job in jobs]
        memories = [self._seen.setdefault(job.in_words, Memory(job.in_words)) for job in jobs]
        self._learn_all(zip(memories, (row.words for row in rows), strict=True))
        near = [_neighbours(*each) for each in zip(rows, memories, jobs, strict=True)]
        self._meet({word for words in near for word in words})
        for at, (row, memory, job) in enumerate(zip(rows, memories, jobs, strict=True)):
            if near[at] and self._is_odd(row, memory, job.between_words is not None):
                rows[at] = self._regrouped(row, memory, job.between_words is not None)
        joined = self._joins(rows, memories, jobs)
        return [
            changed(job.text, _edits(job.text, row, memory, places))
            for job, row, memory, places in zip(jobs, rows, memories, joined, strict=True)
        ]

    def _meet(self, words: set[str]) -> None:
        """Look up which of some words are common."""
        if len(self._common) > _REMEMBERED:
            self._common.clear()
        new = sorted(words.difference(self._common))
        if new:
            self._common.update(
                (word, one.common) for word, one in zip(new, self._judge.look_up(new), strict=True)
            )

    def _learn_all(self, words: Iterable[tuple[Memory, Iterable[str]]]) -> None:
        """Judge the words of several texts."""
        by_doubt: dict[int | None, set[str]] = {}
        for memory, some in words:
            by_doubt.setdefault(memory.doubt, set()).update(set(some).difference(memory.seen))
        for doubt, some in by_doubt.items():
            self._learn(some, self._seen[doubt])

    def _learn(self, words: Iterable[str], seen: Memory) -> None:
        """Judge those words that were not judged before; the parts of words first."""
        new = set(words).difference(seen.seen)
        if not new:
            return
        parted = {word for word in new if HALF_SPACE in word}
        parts = {part for word in parted for part in word.split(HALF_SPACE) if part not in seen.seen}
        self._judge_words(sorted((new - parted) | parts), seen)
        for word in parted:
            seen.keep(word, _made_of(word, word, seen))

    def _judge_words(self, words: list[str], seen: Memory) -> None:
        """Judge words without half-spaces: cut them, and their parts, until nothing is left to cut."""
        found = dict(zip(words, self._judge.look_up(words), strict=True)) if words else {}
        gaps = self._gaps(found, seen.doubt)
        cut = {word: with_gaps(word, bits) for word, bits in gaps.items()}
        unknown = [word for word, one in found.items() if not one.known and word not in cut]
        apart = self._judge.apart(unknown) if seen.doubt is not None else {}
        for word, one in found.items():
            before = NEVER if word[-1] in NON_JOINING else one.before
            two = apart.get(word, "")
            odd = one.strange or two != "" or word in _PLURALS
            seen.keep(word, Seen(word, before, one.after, one.strange, two, odd))
        if cut:
            self._learn([part for written in cut.values() for part in written.split(HALF_SPACE)], seen)
            for word, written in sorted(cut.items(), key=lambda item: len(item[0])):
                seen.keep(word, _made_of(word, written, seen))

    def _gaps(self, found: dict[str, Found], doubt: int | None) -> dict[str, int]:
        """The half-spaces of those words that have any, as bits."""
        if doubt is None:
            return {}
        gaps = {word: one.gaps for word, one in found.items() if one.gaps}
        asked = [word for word, one in found.items() if not one.decided and SHORTEST <= len(word) <= LONGEST]
        for word, (bits, _) in zip(asked, self._judge.judged(asked, doubt), strict=True):
            if bits:
                gaps[word] = bits
        return gaps

    def _is_odd(self, row: Row, seen: Memory, joining: bool) -> bool:
        """Whether any words of a row must be regrouped."""
        words, last = row.words, len(row.words) - 1
        for at in _odd_places(words, seen):
            if seen[words[at]].apart:
                return True
            if joining and at and row.spaced[at] and self._one(words[at - 1], words[at], seen):
                return True
            if joining and at < last and row.spaced[at + 1] and self._one(words[at], words[at + 1], seen):
                return True
        return False

    def _regrouped(self, row: Row, seen: Memory, joining: bool) -> Row:
        """Take words apart that are two, and join those that are one without a half-space."""
        found = Row([], [], [], [], set())
        for word, start, end, spaced in zip(*row[:4], strict=True):
            apart = seen[word].apart
            if apart:
                first, _, second = apart.partition(" ")
                self._learn((first, second), seen)
                self._push(found, (first, start, start + len(first), spaced), seen, joining)
                word, start, spaced = second, start + len(first), True
            self._push(found, (word, start, end, spaced), seen, joining)
        for at, (word, start, end) in enumerate(zip(*found[:3], strict=True)):
            if len(word) != end - start or (at and start == found.ends[at - 1]):
                found.regrouped.add(at)
        return found

    def _push(self, row: Row, word: tuple[str, int, int, bool], seen: Memory, joining: bool) -> None:
        """Add a word to a row, joined to the last ones as far as they are one."""
        text, start, end, spaced = word
        while joining and spaced and row.words:
            one = self._one(row.words[-1], text, seen)
            if not one:
                break
            text = one
            _, start, _, spaced = row.pop()
        row.push(text, start, end, spaced)

    def _one(self, first: str, second: str, seen: Memory) -> str:
        """The word without a half-space between that two words are, else ""."""
        ending = second in _PLURALS and first[-1] in NON_JOINING and first not in FUNCTION_WORDS
        ending = ending and first[-2:-1] not in ("", HALF_SPACE)
        if not ending and not seen[first].strange and not seen[second].strange:
            return ""
        one = first + second
        if one not in self._common:
            self._meet({one})
        if not (ending or self._common[one]):
            return ""
        self._learn([one], seen)
        return "" if seen[one].apart else one

    def _joins(self, rows: Sequence[Row], memories: Sequence[Memory], jobs: Sequence[Job]) -> list[list[int]]:
        """For every text, the words that are joined to the ones before them by a half-space."""
        places = [
            _promising(row, memory) if job.between_words is not None else []
            for row, memory, job in zip(rows, memories, jobs, strict=True)
        ]
        quads = [
            [_quad(row, memory, at) for at in some]
            for row, memory, some in zip(rows, memories, places, strict=True)
        ]
        if len(self._odds) > _REMEMBERED:
            self._odds.clear()
        new = {quad for some in quads for quad in some if quad not in self._odds}
        asked = sorted(quad for quad in new if len(quad[1] + quad[2]) <= LONGEST)
        self._odds.update(zip(asked, self._judge.joins(asked), strict=True))
        found = []
        for row, memory, job, some, of_text in zip(rows, memories, jobs, places, quads, strict=True):
            doubt = job.between_words or 0
            are_one = {quad for quad in set(of_text) if self._are_one(quad, memory, doubt)}
            at_quads = [*zip(some, of_text, strict=True)]
            names = {at for at, quad in at_quads if _is_name(quad, job.text[row.ends[at] : row.ends[at] + 2])}
            found.append([at for at, quad in at_quads if quad in are_one or at in names])
        return found

    def _are_one(self, quad: Quad, seen: Memory, doubt: int) -> bool:
        """Whether a half-space stands between the two words in the middle of four.

        Two words that were never met are left alone: they are mostly names («فان پرسی»).
        """
        _, left, right, _ = quad
        is_foreign = len(right) < 2 or (seen[left].strange and seen[right].strange)
        if right == _NAME_ENDING:
            return False  # `_is_name` tells
        return self._odds.get(quad, NEVER) > doubt and not is_foreign and may_part(left, right)


def _odd_places(words: Sequence[str], seen: Memory) -> list[int]:
    """Where the words stand around which words may have to be regrouped."""
    odd = {word for word in set(words).difference(seen.plain) if seen[word].odd}
    return [at for at, word in enumerate(words) if word in odd] if odd else []


def _neighbours(row: Row, seen: Memory, job: Job) -> list[str]:
    """What words would make if they were regrouped; and what they are apart."""
    words, found = row.words, []
    for at in _odd_places(words, seen):
        found += seen[words[at]].apart.split()
        if job.between_words is not None:
            found += [words[at - 1] + words[at]] if at and row.spaced[at] else []
            found += [words[at] + words[at + 1]] if at + 1 < len(words) and row.spaced[at + 1] else []
    return found


def _promising(row: Row, seen: Memory) -> list[int]:
    """The words that may belong to the ones before them."""
    before = np.fromiter(map(seen.before.__getitem__, row.words), np.float32, len(row.words))
    after = np.fromiter(map(seen.after.__getitem__, row.words), np.float32, len(row.words))
    likely = before[:-1] + after[1:] > PROMISE
    return [at for at in (np.flatnonzero(likely) + 1).tolist() if row.spaced[at]]


def _made_of(word: str, written: str, seen: Memory) -> Seen:
    """A word of several parts that were judged."""
    first, *_, last = parts = [seen[part] for part in written.split(HALF_SPACE)]
    strange = word in seen.seen and seen[word].strange
    return Seen(
        HALF_SPACE.join(part.written for part in parts),
        last.before,
        first.after,
        strange,
        "",
        strange,
    )


def _quad(row: Row, seen: Memory, at: int) -> Quad:
    """The parts of words on both sides of the space before a word, and those around them, else ""."""
    words = row.words
    left, right = (seen[word].written.split(HALF_SPACE) for word in words[at - 1 : at + 1])
    before = after = ""
    if len(left) > 1:
        before = left[-2]
    elif at > 1 and row.spaced[at - 1]:
        before = seen[words[at - 2]].written.rpartition(HALF_SPACE)[2]
    if len(right) > 1:
        after = right[1]
    elif at + 1 < len(words) and row.spaced[at + 1]:
        after = seen[words[at + 1]].written.partition(HALF_SPACE)[0]
    return before[:LONGEST], left[-1], right[0], after[:LONGEST]


def _is_name(quad: Quad, follows: str) -> bool:
    """Whether a family name ends here: «حسن اف», but neither «جنگنده اف ۱۶» nor «اف بی آی»."""
    _, left, right, after = quad
    is_sign = any(sign.isdigit() or (sign.isascii() and sign.isalpha()) for sign in follows)
    return right == _NAME_ENDING and len(left) > 2 and not is_sign and after not in _LETTER_NAMES


def _edits(text: str, row: Row, seen: Memory, joined: Sequence[int]) -> Iterator[Edit]:
    """The gaps between letters in which a text and its restored words differ."""
    follows = set(joined)
    mended = {word for word in set(row.words).difference(seen.plain) if seen[word].written != word}
    changed = {at for at, word in enumerate(row.words) if word in mended} if mended else set()
    changed |= row.regrouped
    done = -1
    for at in sorted(changed | follows | {at - 1 for at in joined}):
        if at <= done:
            continue
        first, word = at, seen[row.words[at]].written
        while at + 1 in follows:
            at += 1
            word += HALF_SPACE + seen[row.words[at]].written
        done = at
        if first and row.starts[first] == row.ends[first - 1]:
            yield row.starts[first], row.starts[first], " "
        yield from gap_edits(text, row.starts[first], word)


@cache
def _restorer() -> Restorer:
    return Restorer(judge())


def restore_halfspaces(texts: Sequence[str]) -> list[Folded]:
    """Put half-spaces back into texts whose letters were folded; doing so twice changes no more.

    What is restored depends on what a text has lost (`dabir.script.damage`): one that kept its half-spaces
    stays as it is. Many texts are restored faster together than one by one.
    """
    found = [Folded(text, Alignment(len(text))) for text in texts]
    doubts: list[Doubts] = [(None, None)] * len(texts)
    open_ = list(range(len(texts)))
    while True:
        # What was restored may show damage that was not seen before.
        less = {at: _less_doubt(doubts[at], found[at].text) for at in open_}
        open_ = [at for at, doubt in less.items() if doubt != doubts[at]]
        if not open_:
            return found
        steps = _restorer().restore([Job(found[at].text, *less[at]) for at in open_])
        for at, step in zip(open_, steps, strict=True):
            doubts[at] = less[at]
            found[at] = Folded(step.text, found[at].alignment.then(step.alignment))


def _less_doubt(doubts: Doubts, text: str) -> Doubts:
    """The least of the doubts that were had and those that a text gives now."""
    damage = damage_of(text)
    return _lesser(doubts[0], damage.in_words), _lesser(doubts[1], damage.between_words)


def _lesser(first: int | None, second: int | None) -> int | None:
    return min((doubt for doubt in (first, second) if doubt is not None), default=None)
