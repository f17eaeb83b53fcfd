"""Paragraphs packed into windows of bounded length, and back.

A window holds whole paragraphs, each closed by an end mark, so that speech that runs on sees where it began. A
paragraph too long for one is read in windows that overlap, and each word is taken from where it stands farther from
a cut. Windows depend on the report alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dabir.model.pieces import BEGIN, END

LIMIT, OVERLAP = 256, 64
Word = tuple[int, ...]


@dataclass(slots=True)
class Window:
    """What is read at once: `ids` are pieces; word `words[i]` of the report has its first piece at `firsts[i]`.

    `kept` are the places in `words` for which this window is the one to ask.
    """

    ids: list[int] = field(default_factory=lambda: [BEGIN])
    words: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    kept: range = range(0)

    def add(self, number: int, pieces: Word) -> None:
        """Put a word behind the others."""
        self.words.append(number)
        self.firsts.append(len(self.ids))
        self.ids += pieces


def pack(
    paragraphs: Sequence[range], pieces: Sequence[Word], *, limit: int = LIMIT, overlap: int = OVERLAP
) -> Iterator[Window]:
    """Windows over paragraphs, which are ranges of word numbers; `pieces[i]` are those of word `i`."""
    window = Window()
    for paragraph in paragraphs:
        length = 1 + sum(len(pieces[number]) for number in paragraph)
        if window.words and len(window.ids) + length > limit:
            yield _whole(window)
            window = Window()
        if len(window.ids) + length > limit:
            yield from _cut(paragraph, pieces, limit, overlap)
            continue
        for number in paragraph:
            window.add(number, pieces[number])
        window.ids.append(END)
    if window.words:
        yield _whole(window)


def _whole(window: Window) -> Window:
    window.kept = range(len(window.words))
    return window


def _cut(paragraph: range, pieces: Sequence[Word], limit: int, overlap: int) -> Iterator[Window]:
    """Overlapping windows over one long paragraph."""
    first, kept = paragraph.start, paragraph.start
    while first < paragraph.stop:
        window, number = Window(), first
        while number < paragraph.stop and len(window.ids) + len(pieces[number]) < limit:
            window.add(number, pieces[number])
            number += 1
        if number == first:  # a single word longer than a window: its head is read
            window.add(first, pieces[first][: limit - 2])
            number += 1
        window.ids.append(END)
        back, shared = number, 0
        while number < paragraph.stop and back > first + 1 and shared < overlap:
            back -= 1
            shared += len(pieces[back])
        until = number if number == paragraph.stop else (back + number + 1) // 2
        window.kept = range(kept - first, until - first)
        yield window
        first, kept = (back if number < paragraph.stop else number), until
