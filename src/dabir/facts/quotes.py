"""Quotation marks: which closes which, and what they hold. Agencies use «…», "…" and “…”, often unbalanced."""

from __future__ import annotations

from dabir.facts.ranges import Range
from dabir.facts.reading import Reading

# A mark that is not closed within so many words is taken to stay open, so that long texts are read in linear time.
MAX_QUOTATION = 2000
# Signs that may open a content by mistake, and those that close it without being part of it.
OPENING_SIGNS = frozenset([".", "..", "...", "؛", "،", ";", ",", ":", "…", "/", "-", "–"])
CLOSING_SIGNS = frozenset([".", "؛", "،", ";", ",", ":"])


def closing_mark(reading: Reading, opening: int, last: int) -> int | None:
    """The mark before `last` that closes the one at `opening`, pairs within it passed over; None if it stays open."""
    straight, depth = reading.keys[opening] == '"', 0
    for index in range(opening + 1, min(last, opening + MAX_QUOTATION)):
        if not reading.is_quote(index) or (reading.keys[index] == '"') != straight:
            continue
        if straight or not reading.opens_quote(index):
            if depth == 0:
                return index
            depth -= 1
        else:
            depth += 1
    return None


def words_outside(reading: Reading, words: Range) -> list[int]:
    """The indices of a range that stand in no quotation marks."""
    outside, depth = [], 0
    for index in range(*words):
        if reading.is_quote(index):
            depth = max(0, depth + (1 if reading.opens_quote(index) else -1))
        elif depth == 0:
            outside.append(index)
    return outside


def trimmed(reading: Reading, words: Range) -> Range | None:
    """A content without its closing stop, and without the marks around it where they hold all of it; None if empty."""
    first, last = words
    while first < last and reading.keys[first] in OPENING_SIGNS:
        first += 1
    last = _without_signs(reading, first, last)
    if first < last and reading.opens_quote(first):
        first, last = _unquoted(reading, first, last)
    elif first < last and reading.is_quote(last - 1) and not _holds_mark(reading, first, last - 1):
        last = _without_signs(reading, first, last - 1)
    return Range(first, last) if any(reading.is_word(index) for index in range(first, last)) else None


def _unquoted(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The bounds without the marks, if the opening one is closed at the very end or not at all."""
    close = closing_mark(reading, first, last)
    if close == last - 1:
        return first + 1, _without_signs(reading, first + 1, last - 1)
    if close is None and not _holds_mark(reading, first + 1, last):
        return first + 1, last
    return first, last


def _holds_mark(reading: Reading, first: int, last: int) -> bool:
    return any(reading.is_quote(index) for index in range(first, last))


def _without_signs(reading: Reading, first: int, last: int) -> int:
    while last > first and reading.keys[last - 1] in CLOSING_SIGNS:
        last -= 1
    return last
