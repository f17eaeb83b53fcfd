"""Word ranges: the unit in which every rule of this room speaks of the text."""

from __future__ import annotations

from typing import NamedTuple


class Range(NamedTuple):
    """Words `first` up to, not including, `last`, as indices into `Reading.words`."""

    first: int
    last: int

    def holds(self, other: Range) -> bool:
        """Whether the other range lies within this one."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Range) -> bool:
        """Whether the two ranges share a word."""
        return self.first < other.last and other.first < self.last
