"""Which part of a changed text came from which part of the original.

Every step that rewrites text yields one `Alignment`; the steps of a chain are composed into one, and spans found
in the last text are mapped to the first.
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

    Edits are in source order, do not overlap, and never touch (touching edits are one edit). What lies between
    them was kept one to one. A replacement of equal length is an edit only where its inner correspondence is
    unknown; letter-for-letter folding needs none.
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

    @property
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
            raise ValueError(f"cannot compose: {self.target_length} code points against {after.source_length}")
        return Alignment.of(self.source_length, _composed(self, after))


def _composed(first: Alignment, second: Alignment) -> Iterator[tuple[int, int, int]]:
    """Edits of the composition, in source order: overlapping edits of both steps melt into one."""
    spans = sorted(
        [(at, at + e.length) for at, e in zip(first._starts[1], first.edits, strict=True)]
        + [(e.start, e.end) for e in second.edits]
    )
    for low, high in _merged(spans):
        source = _outer(first.inverse_cached, low, high)
        target = _outer(second, low, high)
        yield source[0], source[1], target[1] - target[0]


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join spans that overlap or touch."""
    if not spans:
        return
    low, high = spans[0]
    for start, end in spans[1:]:
        if start <= high:
            high = max(high, end)
        else:
            yield low, high
            low, high = start, end
    yield low, high


def _outer(alignment: Alignment, low: int, high: int) -> tuple[int, int]:
    """The target span of a source span whose bounds lie on no edit's inside, edits at the bounds included."""
    before = after = 0
    starts = alignment._starts[0]
    index = bisect_right(starts, high) - 1
    while index >= 0 and starts[index] >= low:
        index -= 1
    shift = alignment._starts[1][index] + alignment.edits[index].length - alignment.edits[index].end if index >= 0 else 0
    before = low + shift
    after = high + shift
    for edit in alignment.edits[index + 1 :]:
        if edit.start > high:
            break
        after += edit.length - (edit.end - edit.start)
    return before, after
