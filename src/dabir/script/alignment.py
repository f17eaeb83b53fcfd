"""Which part of a changed text came from which part of the original.

Every step that rewrites text yields one `Alignment`; the steps of a chain are composed into one, and spans
found in the last text are mapped to the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Edit(NamedTuple):
    """`source[start:end]` was replaced by `length` code points."""

    start: int
    end: int
    length: int


@dataclass(frozen=True)
class Alignment:
    """An ordered edit list between a source text and a target text, both measured in code points.

    Edits are in source order, do not overlap, and never touch (touching edits are one edit). What lies
    between them was kept one to one. A replacement of equal length is an edit only where its inner
    correspondence is unknown; letter-for-letter folding needs none.
    """

    source_length: int
    edits: tuple[Edit, ...] = ()

    @classmethod
    def of(cls, source_length: int, edits: Iterable[tuple[int, int, int]]) -> Alignment:
        """Make an alignment from `(start, end, length)` in source order, joining edits that touch.

        Raises:
            ValueError: Edits overlap, are out of order, or lie outside the source.
        """
        joined: list[Edit] = []
        for start, end, length in edits:
            if not 0 <= start <= end <= source_length or length < 0:
                raise ValueError(f"edit ({start}, {end}, {length}) does not fit a text of {source_length}")
            if joined and start < joined[-1].end:
                raise ValueError(f"edit ({start}, {end}, {length}) overlaps the one before it")
            if joined and start == joined[-1].end:
                last = joined.pop()
                joined.append(Edit(last.start, end, last.length + length))
            elif start < end or length:
                joined.append(Edit(start, end, length))
        return cls(source_length, tuple(joined))

    @cached_property
    def target_length(self) -> int:
        """The length of the target text."""
        return self.source_length + sum(e.length - (e.end - e.start) for e in self.edits)

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Start of every edit in the source and in the target."""
        source, target, shift = [], [], 0
        for start, end, length in self.edits:
            source.append(start)
            target.append(start + shift)
            shift += length - (end - start)
        return source, target

    def inverse(self) -> Alignment:
        """The same correspondence seen from the target."""
        edits = tuple(
            Edit(at, at + edit.length, edit.end - edit.start)
            for at, edit in zip(self._starts[1], self.edits, strict=True)
        )
        return Alignment(self.target_length, edits)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a target span to the smallest source span from which all of it came.

        A bound inside a replacement widens to the whole of what was replaced. An insertion at the edge of the
        span adds nothing to it. An empty span stays empty unless it lies within a replacement.

        Raises:
            ValueError: The span does not lie in the target.
        """
        if not 0 <= start <= end <= self.target_length:
            raise ValueError(f"span {start}:{end} lies outside a text of {self.target_length}")
        _, targets = self._starts
        low = self._bound(targets, start, left=True)
        high = self._bound(targets, end, left=False)
        return (low, high) if low <= high else (high, high)

    def to_target(self, start: int, end: int) -> tuple[int, int]:
        """Map a source span to the smallest target span that came from it; the mirror of `to_source`."""
        return self.inverse_cached.to_source(start, end)

    @cached_property
    def inverse_cached(self) -> Alignment:
        """`inverse()`, made once."""
        return self.inverse()

    def _bound(self, targets: list[int], offset: int, *, left: bool) -> int:
        """The source offset of one bound of a target span."""
        index = bisect_right(targets, offset) - 1
        if not left and index >= 0 and targets[index] == offset:
            index -= 1  # an edit that begins where the span ends lies outside it
        if index < 0:
            return offset
        edit, at = self.edits[index], targets[index]
        if offset >= at + edit.length:
            return edit.end + offset - at - edit.length
        return edit.start if left else edit.end

    def then(self, after: Alignment) -> Alignment:
        """Compose: this alignment first (source → middle), `after` next (middle → target).

        Raises:
            ValueError: The middle lengths differ.
        """
        if after.source_length != self.target_length:
            raise ValueError(
                f"cannot compose: {self.target_length} code points against {after.source_length}"
            )
        if not (self.edits and after.edits):
            return after if after.edits else self
        return Alignment.of(self.source_length, _composed(self, after))


def _composed(first: Alignment, second: Alignment) -> Iterator[tuple[int, int, int]]:
    """Edits of the composition, in source order: edits that meet in the middle melt into one."""
    shift = 0
    for low, high, removed, added in _melted(_pieces(first, second)):
        yield low + shift, high + shift + removed, high - low + added
        shift += removed


def _pieces(first: Alignment, second: Alignment) -> list[tuple[int, int, int, int]]:
    """Every edit of both steps: its middle span, and by how much source and target exceed it."""
    before = [
        (at, at + e.length, e.end - e.start - e.length, 0)
        for at, e in zip(first._starts[1], first.edits, strict=True)
    ]
    after = [(e.start, e.end, 0, e.length - (e.end - e.start)) for e in second.edits]
    return sorted(before + after)


def _melted(pieces: list[tuple[int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Join pieces whose spans overlap or touch, adding up their growth."""
    if not pieces:
        return
    low, high, removed, added = pieces[0]
    for start, end, more_removed, more_added in pieces[1:]:
        if start > high:
            yield low, high, removed, added
            low, high, removed, added = start, end, 0, 0
        high = max(high, end)
        removed += more_removed
        added += more_added
    yield low, high, removed, added
