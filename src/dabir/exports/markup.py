"""A report's text as HTML: blocks of the original words, with what the record knows marked in them.

Marks may nest (a quotation in a quotation, a speaker's name in a statement) and cross; the HTML always nests,
a crossing mark being closed and opened again. Nothing of the text is changed: without its tags, every block
is exactly the report's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from dabir.record import Record
from dabir.report import Part

_INLINE = ("dateline", "sign_off")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text to be marked: its offsets, and the attributes of its element.

    `rank` orders marks of the same words: the lower encloses the higher. `id` becomes the element's address;
    a mark that had to be cut keeps it on its first piece only.
    """

    start: int
    end: int
    rank: int
    classes: str
    attributes: tuple[tuple[str, str], ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the report, what it serves as, and where it begins in the text."""

    kind: str
    html: Markup
    start: int


def blocks(record: Record, marks: Iterable[Mark]) -> list[Block]:
    """The report's text, line by line, with the marks in it."""
    every = [*marks, *(_part_mark(part) for part in record.parts if part.kind in _INLINE)]
    writer = _Writer(record.text, sorted(every, key=lambda mark: (mark.start, -mark.end, mark.rank)))
    return [Block(kind, writer.write(start, end), start) for kind, start, end in _lines(record)]


def _lines(record: Record) -> Iterator[tuple[str, int, int]]:
    """Kind and bounds of every line: a dateline, a paragraph and a sign-off may share one."""
    line: list[Part] = []
    for part in record.parts or _bare_lines(record.text):
        if line and _breaks(record.text[line[-1].end : part.start]):
            yield _kind(line), line[0].start, line[-1].end
            line = []
        line.append(part)
    if line:
        yield _kind(line), line[0].start, line[-1].end


def _breaks(gap: str) -> bool:
    """Whether the white space between two parts holds a line break, as `str.splitlines` knows them."""
    return len(f"{gap}.".splitlines()) > 1


def _bare_lines(text: str) -> Iterator[Part]:
    """Every line that is not empty, as a paragraph."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Part("body", start, start + len(line.rstrip("\n\r")))
        start += len(line)


def _kind(line: list[Part]) -> str:
    return next((part.kind for part in line if part.kind not in _INLINE), line[0].kind)


def _part_mark(part: Part) -> Mark:
    return Mark(part.start, part.end, 0, part.kind)


class _Writer:
    """Writes stretches of one text, in order, with the marks that fall into them."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._marks = marks  # in order of their start
        self._next = 0
        self._running: list[Mark] = []  # those around the place that was reached
        self._named: set[str] = set()

    def write(self, start: int, end: int) -> Markup:
        """The words of `text[start:end]` and the tags of their marks; stretches are asked for in order."""
        html, opened, at = list[str](), list[Mark](), start
        self._reach(start)
        while at < end:
            stop = self._next_cut(end)
            kept = _shared(opened, self._running)
            html += ["</span>"] * (len(opened) - kept)
            html += [self._tag(mark) for mark in self._running[kept:]]
            html.append(escape(self._text[at:stop]))
            opened, at = self._running, stop
            self._reach(at)
        return Markup("".join([*html, *["</span>"] * len(opened)]))

    def _reach(self, at: int) -> None:
        """Take up the marks that begin here or before, and leave those that have ended."""
        first = self._next
        while self._next < len(self._marks) and self._marks[self._next].start <= at:
            self._next += 1
        running = [*self._running, *self._marks[first : self._next]]
        self._running = [mark for mark in running if mark.end > at]

    def _next_cut(self, end: int) -> int:
        """Where the next mark begins or ends, if that is before the end of the stretch."""
        begins = self._marks[self._next].start if self._next < len(self._marks) else end
        return min(end, begins, *(mark.end for mark in self._running))

    def _tag(self, mark: Mark) -> str:
        tag = f'<span class="{escape(mark.classes)}"'
        for name, value in mark.attributes:
            tag += f' {name}="{escape(value)}"'
        if mark.id and mark.id not in self._named:
            self._named.add(mark.id)
            tag += f' id="{escape(mark.id)}"'
        return f"{tag}>"


def _shared(opened: Sequence[Mark], wanted: Sequence[Mark]) -> int:
    """How many of the open elements can stay open."""
    for number, (one, other) in enumerate(zip(opened, wanted, strict=False)):
        if one is not other:
            return number
    return min(len(opened), len(wanted))
