"""Changes: what an outlet has changed in a report from one of its texts to another, line by line and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Kind = Literal["same", "gone", "new"]

# Beyond so many pairs of words two passages are not compared word by word.
_PAIRS = 4_000_000
_WORD = re.compile(r"\n|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts have, or one of them."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the two texts laid upon each other."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether there is anything in it that only one of the texts has."""
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines in a row that have changed, or that have not."""

    changed: bool
    lines: tuple[Line, ...]


def changes(before: str, after: str) -> list[Passage]:
    """Two texts laid upon each other."""
    lines = _lines(_rows(before), _rows(after))
    return [Passage(changed, tuple(some)) for changed, some in groupby(lines, lambda line: line.changed)]


def _rows(text: str) -> list[str]:
    """The lines of a text that hold words."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield from (Line((Piece("same", row),)) for row in before[first:last])
        elif kind == "replace":
            yield from _words(before[first:last], after[start:end])
        else:
            yield from (Line((Piece("gone", row),)) for row in before[first:last])
            yield from (Line((Piece("new", row),)) for row in after[start:end])


def _words(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Rows that were replaced by others, compared word by word; line breaks are words like others."""
    old, new = (_WORD.findall("\n".join(rows)) for rows in (before, after))
    if len(old) * len(new) > _PAIRS:
        yield from (Line((Piece("gone", row),)) for row in before)
        yield from (Line((Piece("new", row),)) for row in after)
        return
    row: list[tuple[Kind, str]] = []
    for kind, word in _compared(old, new):
        if word != "\n":
            row.append((kind, word))
        elif kind != "gone" and row:
            yield _line(row)
            row = []
    if row:
        yield _line(row)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Kind, str]]:
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (("same", word) for word in old[first:last])
        else:
            yield from (("gone", word) for word in old[first:last])
            yield from (("new", word) for word in new[start:end])


def _line(row: Iterable[tuple[Kind, str]]) -> Line:
    return Line(
        tuple(
            Piece(kind, " ".join(word for _, word in words))
            for kind, words in groupby(row, lambda one: one[0])
        )
    )
