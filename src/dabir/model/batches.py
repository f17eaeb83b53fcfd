"""Windows grouped for one call of a network each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def batches(windows: Sequence[T], length: Callable[[T], int], most: int) -> Iterator[Sequence[T]]:
    """Runs of windows in order of their length, cut where padding all to the longest would pass `most` pieces.

    Args:
        windows: The windows, in any order.
        length: How many pieces a window has.
        most: The pieces of a batch, padding included; a longer window is a batch of its own.
    """
    ordered, first = sorted(windows, key=length), 0
    for place, window in enumerate(ordered):
        if place > first and (place + 1 - first) * length(window) > most:
            yield ordered[first:place]
            first = place
    if ordered:
        yield ordered[first:]
