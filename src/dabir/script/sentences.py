"""Sentences: where each begins and ends.

A sentence ends at «.», «!», «؟», an ellipsis, and a line break; the quote marks and brackets that close right
after belong to it. A full stop after an initial or an abbreviation, and a mark before a comma, end nothing; a
full stop without a space after it ends a sentence between two Persian words («آمد.او»), as web pages often
lose that space.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dabir.script.words import Token, tokens

_END_MARK = re.compile(r"[.…!؟?]+")
_LINE_BREAK = re.compile("\n")
_CLOSERS = frozenset("»”’)]}›")
_OPENERS = frozenset("«“‘([{‹")
_STRAIGHT = frozenset("\"'")
_GOES_ON = frozenset("،,؛;:")
_TITLES = frozenset({"Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No", "vs", "Jr", "Sr"})

_REACH = 300  # tokens looked back for an opening straight quote: a bound keeps the time linear


def sentences(text: str, words: Sequence[Token] | None = None) -> list[tuple[int, int]]:
    """The spans of a text's sentences, in order, without the white space between them.

    Args:
        text: The text.
        words: Its tokens, where they are at hand; or some that stand side by side, whose sentences are asked for.
    """
    words = tokens(text) if words is None else words
    spans, first = [], 0
    for stop in _stops(text, words):
        spans.append((words[first].start, words[stop - 1].end))
        first = stop
    return spans


def _stops(text: str, words: Sequence[Token]) -> Iterator[int]:
    """For every sentence, the index of the token after its last."""
    first = line = index = 0
    begins = _line_starts(text, words)
    while index < len(words):
        ends = words[index].kind == "punct" and _ends(words, first, index)
        index += 1
        if ends:
            index = _past_closers(text, words, line, index)
            ends = index == len(words) or words[index].text not in _GOES_ON
        if index in begins:
            ends, line = True, index
        if ends:
            yield index
            first = index
    if first < len(words):
        yield len(words)


def _line_starts(text: str, words: Sequence[Token]) -> set[int]:
    """The tokens with a line break before them, but for the first."""
    low, high = (words[0].start, words[-1].end) if words else (0, 0)
    if text.find("\n", low, high) < 0:
        return set()
    starts = [word.start for word in words]
    breaks = (match.start() for match in _LINE_BREAK.finditer(text, low, high))
    return {bisect_left(starts, at) for at in breaks} - {0, len(words)}


def _ends(words: Sequence[Token], first: int, at: int) -> bool:
    """Whether the token at a place is a mark that ends the sentence begun at `first`."""
    mark = words[at]
    if mark.kind != "punct" or mark.text[0] not in ".…!؟?":
        return False
    before = words[at - 1] if at > first else None
    after = words[at + 1] if at + 1 < len(words) else None
    if before is None or before.text in _OPENERS:
        return False
    if mark.text != ".":
        return not (before.text == "و" and mark.text[0] in ".…")
    if _abbreviated(before, mark) or (before.kind == "number" and at - 1 == first):
        return False
    return after is None or after.start > mark.end or _splits(before, after)


def _abbreviated(before: Token, mark: Token) -> bool:
    """Whether a full stop belongs to an initial or an abbreviation."""
    if before.end != mark.start or before.kind not in ("word", "latin"):
        return False
    return len(before.text) == 1 or before.text in _TITLES


def _splits(before: Token, after: Token) -> bool:
    """Whether a full stop ends a sentence though the next token follows without a space."""
    if after.kind == "punct":
        return True
    return after.kind == "word" and (len(after.text) > 1 or after.text == "و") and before.kind != "latin"


def _past_closers(text: str, words: Sequence[Token], line: int, index: int) -> int:
    """Step over further end marks, and over what closes a quote or a bracket after the end."""
    while index < len(words) and words[index].kind == "punct" and _belongs(text, words, line, index):
        index += 1
    return index


def _belongs(text: str, words: Sequence[Token], line: int, index: int) -> bool:
    mark, before = words[index], words[index - 1]
    if text[before.end : mark.start] not in ("", " "):
        return False
    if mark.text in _CLOSERS:
        return True
    if mark.text in _STRAIGHT:
        return _closes(words, line, index)
    return mark.start == before.end and _END_MARK.fullmatch(mark.text) is not None


def _closes(words: Sequence[Token], line: int, index: int) -> bool:
    """Whether a straight quote mark closes what another opened on the same line."""
    mark = words[index]
    if index + 1 < len(words) and words[index + 1].start == mark.end and words[index + 1].kind != "punct":
        return False
    return sum(word.text == mark.text for word in words[max(line, index - _REACH) : index]) % 2 == 1
