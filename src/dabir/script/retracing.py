"""Retracing: which part of a restored text came from which part of the original, where nothing but the two is kept.

Restoring mends letters and moves gaps. Letters are mended again, which is quick; what then still differs
are gaps.
"""

from __future__ import annotations

import re

from dabir.script.alignment import Alignment
from dabir.script.letters import HALF_SPACE, fold

_STRIDE = 64  # signs that are compared at once
_GAP = re.compile(f"[ \n{HALF_SPACE}]+")


def retraced(original: str, restored: str) -> Alignment | None:
    """The alignment from a text to its restored form; None where these letters are not what that text is restored to."""
    if original == restored:
        return Alignment(len(original))
    folded = fold(original)
    moved = _moved(folded.text, restored)
    return None if moved is None else folded.alignment.then(Alignment.of(len(folded.text), moved))


def _moved(source: str, target: str) -> list[tuple[int, int, int]] | None:
    """The gaps that differ, as edits of the source; None where letters differ."""
    edits = []
    at = to = 0
    while (at, to) != (len(source), len(target)):
        same = _shared(source, at, target, to)
        at, to = at + same, to + same
        old, new = _GAP.match(source, at), _GAP.match(target, to)
        end, stop = old.end() if old else at, new.end() if new else to
        if end > at or stop > to:
            edits.append((at, end, stop - to))
        elif not same:
            return None
        at, to = end, stop
    return edits


def _shared(one: str, at: int, other: str, to: int) -> int:
    """How many signs two texts share from these places on."""
    longest = min(len(one) - at, len(other) - to)
    low = 0
    while low < longest and one[at + low : at + low + _STRIDE] == other[to + low : to + low + _STRIDE]:
        low += _STRIDE
    while low < longest and one[at + low] == other[to + low]:
        low += 1
    return min(low, longest)
