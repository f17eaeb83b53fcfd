"""Short names that a report sets in brackets or quotation marks beside the full one: «جنبش مقاومت اسلامی (حماس)»."""

from __future__ import annotations

from collections.abc import Iterator

from dabir.facts.lexicon import institutions
from dabir.facts.mentions import Found, Mentions
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import Role
from dabir.facts.words import is_finite

# So many words a full name has.
LEAST, MOST = 2, 8


def aliases(reading: Reading, mentions: Mentions) -> Iterator[tuple[Range, Found]]:
    """The words of short names and of full ones, each with the institution as the full name with the short one behind it."""
    for mention in mentions.all:
        role = mention.role
        if role is None or role.kind != "institution" or mention.name is not None:
            continue
        short = _quoted_end(reading, mention.range) or mention.range
        first, last = short
        bracketed = reading.key(first - 1) == "(" and reading.key(last) == ")"
        quoted = first > 0 and reading.opens_quote(first - 1) and reading.is_quote(last)
        start = _start(reading, first - 1) if bracketed or quoted else None
        if start is None:
            continue
        words = Range(start, last + 1)
        full = Found(words, words, role=Role(words, "institution", role.head, country=role.country))
        yield short, full
        yield Range(start, first - 1), full


def _quoted_end(reading: Reading, words: Range) -> Range | None:
    """What stands in quotation marks at the end of a name («جنبش مقاومت اسلامی «حماس»»)."""
    if not reading.is_quote(words.last - 1):
        return None
    openings = (at for at in range(words.last - 2, words.first, -1) if reading.opens_quote(at))
    opening = next(openings, None)
    return None if opening is None else Range(opening + 1, words.last - 1)


def _start(reading: Reading, end: int) -> int | None:
    """Where the full name before a word begins: at the nearest head of institutions with only words behind it."""
    for start in range(end - 1, max(-1, end - MOST), -1):
        listed = institutions().match(reading.keys, start)
        if not reading.is_word(start) or is_finite(reading.keys[start]):
            return None
        if end - start >= LEAST and listed is not None and listed[1].head:
            return start
    return None
