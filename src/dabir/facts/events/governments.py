"""Capitals and seats that stand for governments outside of deeds: «روابط تهران و باکو», «موضع مسکو»."""

from __future__ import annotations

from collections.abc import Iterator

from dabir.facts.lexicon import countries
from dabir.facts.mentions import Found, Mentions
from dabir.facts.reading import Reading
from dabir.facts.words import OF_GOVERNMENTS, RELATIONS

BETWEEN = frozenset({"بین", "میان"})
JOINING = frozenset({"و", "با"})
# How many words before «میان» may tell what is between two.
NEAR = 4
STANDING_FOR = ("capital", "government")


def governments(reading: Reading, mentions: Mentions) -> Iterator[Found]:
    """The capitals and seats that stand for a government by what stands before them."""
    done = 0
    for one in mentions.all:
        index = one.range.first
        if index < done or not _is_country(one):
            continue
        last, before = one.range.last, reading.key(index - 1)
        other = _named(mentions, last + 1) if reading.key(last) in JOINING else None
        if other is not None and _relates(reading, index):
            found, last = [one, other], other.range.last
        else:
            found = [one] if before in OF_GOVERNMENTS else []
        yield from (each for each in found if _stands_for(reading, each.range.first))
        done = last


def _named(mentions: Mentions, index: int) -> Found | None:
    """The mention at a word of a country, by its name, its capital or its seat of government."""
    mention = mentions.at(index)
    return mention if mention is not None and _is_country(mention) else None


def _is_country(mention: Found) -> bool:
    return mention.role is not None and mention.role.kind == "country"


def _relates(reading: Reading, index: int) -> bool:
    """Whether what stands before a word is between governments («همکاری», «همکاری‌های نظامی میان»)."""
    first = index - 1 if reading.key(index - 1) not in BETWEEN else index - NEAR
    return not RELATIONS.isdisjoint(reading.keys[max(0, first) : index])


def _stands_for(reading: Reading, index: int) -> bool:
    named = countries().match(reading.keys, index)
    return named is not None and named[1].kind in STANDING_FOR
