"""Where clauses end. Persian puts the verb last, so the end of a clause is looked for behind a finite verb."""

from __future__ import annotations

from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.words import is_finite, is_participle


def has_verb(reading: Reading, words: Range) -> bool:
    """Whether a range has a finite verb."""
    return any(is_finite(reading.keys[index]) for index in range(*words))


def says_something(reading: Reading, words: Range) -> bool:
    """Whether a range has a finite verb, or ends with a participle that stands for one («… برگزار شده»)."""
    last = words.last - 1
    return has_verb(reading, words) or is_participle(reading.keys[last], reading.words[last].text)


def first_clause_end(reading: Reading, words: Range) -> int:
    """The first comma behind a finite verb; the end of the range if there is none."""
    for index in range(words.first + 1, words.last):
        behind = index - 2 if _closes(reading, index - 1) else index - 1
        if reading.keys[index] == "،" and is_finite(reading.keys[behind]):
            return index
    return words.last


def _closes(reading: Reading, index: int) -> bool:
    """Whether a mark of quotation closes at a word."""
    return reading.is_quote(index) and not reading.opens_quote(index)


def end_before_verb(reading: Reading, start: int, verb: int) -> int:
    """Where a subordinate clause that begins at `start` ends before the main verb at `verb`: behind its own verb.

    «… را مهم دانست و گفت»: a verb joined to the main verb by «و» belongs to the main clause.
    """
    limit = verb
    if reading.keys[verb - 1] == "و":
        limit = verb - 1
        while limit > start and is_finite(reading.keys[limit - 1]):
            limit -= 1
        comma = _last_comma(reading, start, limit)
        if comma:
            return comma
    for index in range(limit - 1, start, -1):
        if is_finite(reading.keys[index]):
            return index + 2 if _closes(reading, index + 1) else index + 1
    return _last_comma(reading, start, verb) or _participle_end(reading, start, limit) or verb


def clause_start(reading: Reading, start: int, verb: int) -> int | None:
    """The «و» that joins the clause of a verb to the one before it («… نبود و از شهرداری خواست»); None if none does."""
    for index in range(verb - 1, start, -1):
        if is_finite(reading.keys[index]):
            return None
        if reading.keys[index] == "و" and is_finite(reading.keys[index - 1]):
            return index
    return None


def end_before_contrast(reading: Reading, words: Range) -> int:
    """Where the narrator objects: before «اما» or «ولی» behind a finite verb; the end of the range otherwise."""
    keys = reading.keys
    for at in range(words.first + 2, words.last):
        behind = keys[at - 2] if keys[at - 1] == "،" else keys[at - 1]
        if keys[at] in ("اما", "ولی") and is_finite(behind):
            return at
    return words.last


def _last_comma(reading: Reading, start: int, limit: int) -> int | None:
    """The last comma behind a finite verb before a word."""
    keys = reading.keys
    commas = (at for at in range(limit - 1, start, -1) if keys[at] == "،" and is_finite(keys[at - 1]))
    return next(commas, None)


def _participle_end(reading: Reading, start: int, limit: int) -> int | None:
    """The end of the last participle before a word, where a clause has dropped its «است»."""
    keys, words = reading.keys, reading.words
    ends = (at + 1 for at in range(limit - 1, start, -1) if is_participle(keys[at], words[at].text))
    return next(ends, None)
