"""Rows: the words of a text between its gaps, and what is changed in the gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from dabir.script.alignment import Alignment
from dabir.script.letters import HALF_SPACE, Folded
from dabir.script.verse import protected
from dabir.script.words import LETTER

_WORD = re.compile(rf"([{LETTER}]++(?:{HALF_SPACE}[{LETTER}]++)*+)")
_GAP = f" {HALF_SPACE}"

Edit: TypeAlias = tuple[int, int, str]  # start, end, and what stands there instead


class Row(NamedTuple):
    """The words of a text in order, column by column.

    Attributes:
        words: The words.
        starts: Where they begin.
        ends: Where they end.
        spaced: Whether one space stands before them.
        regrouped: The places of those that were made of several, or taken apart.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    spaced: list[bool]
    regrouped: set[int]

    @classmethod
    def of(cls, text: str) -> Row:
        """Cut a text into words, but for what is left alone (`dabir.script.verse`)."""
        pieces = _WORD.split(_masked(text))
        bounds = list(accumulate(map(len, pieces)))
        return cls(pieces[1::2], bounds[:-1:2], bounds[1::2], [gap == " " for gap in pieces[:-1:2]], set())

    def push(self, word: str, start: int, end: int, spaced: bool) -> None:
        """Add a word."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self.spaced.append(spaced)

    def pop(self) -> tuple[str, int, int, bool]:
        """Take the last word away."""
        return self.words.pop(), self.starts.pop(), self.ends.pop(), self.spaced.pop()


def _masked(text: str) -> str:
    """The text without the letters of what is left alone."""
    pieces, done = [], 0
    for start, end in protected(text):
        pieces += [text[done:start], "\n" * (end - start)]
        done = end
    return "".join(pieces) + text[done:] if pieces else text


def gap_edits(text: str, at: int, word: str) -> Iterator[Edit]:
    """The gaps in which a word, as it should be written, differs from the text where it begins.

    The letters of both are the same.
    """
    parts = word.split(HALF_SPACE)
    # The usual case, and much the fastest: all of its half-spaces were deleted.
    if text.startswith("".join(parts), at):
        for part in parts[:-1]:
            at += len(part)
            yield at, at, HALF_SPACE
        return
    place = 0
    while place < len(word):
        begin, new = at, place
        while text[at] in _GAP:
            at += 1
        while word[place] in _GAP:
            place += 1
        if text[begin:at] != word[new:place]:
            yield begin, at, word[new:place]
        at += 1
        place += 1


def changed(text: str, edits: Iterable[Edit]) -> Folded:
    """A text with edits made: start, end and what stands there instead, in order."""
    pieces, lengths, done = [], [], 0
    for start, end, new in edits:
        pieces += [text[done:start], new]
        lengths.append((start, end, len(new)))
        done = end
    return Folded("".join(pieces) + text[done:], Alignment.of(len(text), lengths))
