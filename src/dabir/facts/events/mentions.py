"""Mentions as events need them: phrases cut where a deed runs into them («سخنگوی دولت | حملات | اسرائیل»)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dabir.facts.events.frames import Entry, compounds
from dabir.facts.mentions import Found, Mentions
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import role_at
from dabir.facts.words import PURPOSEFUL, is_finite
from dabir.script.verbs import finite

# Endings that a noun of action has in no name of an office.
PLURAL_ENDINGS = ("های", "هایی", "ات", "اتی")


def recut(reading: Reading, mentions: Mentions) -> Mentions:
    """The mentions, none of which holds the words of a deed."""
    whole = (mention for mention in mentions.all if not _is_deed(reading, mention))
    return Mentions(tuple(cut for mention in whole for cut in _cut(reading, mention)), mentions.inner)


def _is_deed(reading: Reading, mention: Found) -> bool:
    """Whether a mention is nothing but a noun of action of several words («حکومت نظامی»)."""
    found = compounds().match(reading.keys, mention.range.first)
    several = mention.range.last - mention.range.first > 1
    return several and found is not None and found[0] == mention.range.last and bool(found[1].nouns)


def _cut(reading: Reading, mention: Found) -> Iterator[Found]:
    """A mention, or what stands before and behind the deed in it."""
    role = mention.role
    if role is None or mention.name is not None or role.kind not in ("post", "institution"):
        yield mention
        return
    first, last = mention.range
    at = next((index for index in range(first, last) if _states_deed(reading, index, first, last)), None)
    if at is None:
        split = _object_at(reading, mention) if reading.key(last) == "را" else None
        if split is None:
            yield mention
            return
        at = split - 1
        words = Range(first, split)
        yield replace(mention, range=words, core=words, role=replace(role, range=words))
        yield from _found(reading, split, last)
        return
    if at > first:
        words = Range(first, at)
        yield replace(mention, range=words, core=words, role=replace(role, range=words))
    yield from _found(reading, at + 1, last)


def _found(reading: Reading, index: int, last: int) -> Iterator[Found]:
    """The posts, institutions and countries of a stretch."""
    while index < last:
        found = role_at(reading, index, last, {})
        if found is not None:
            yield Found(found.range, found.range, role=found)
        index = found.range.last if found else index + 1


def _object_at(reading: Reading, mention: Found) -> int | None:
    """Where the object begins that ran into a subject («حزب بامداد | شهرداری لنگر را»): at another head, two words on."""
    first, last = mention.range
    for index in range(first + 2, last):
        role = role_at(reading, index, last, {})
        if role is not None and role.range.last == last and role.kind != "country":
            return index
    return None


def _states_deed(reading: Reading, index: int, first: int, last: int) -> bool:
    found = compounds().match(reading.keys, index)
    if found is None:
        return False
    stop, entry = found
    if _has_verb(reading, stop, entry):
        return True
    if index == first or not entry.nouns or reading.keys[first] in PURPOSEFUL:
        return False
    key = reading.keys[stop - 1]
    plural = key.endswith(PLURAL_ENDINGS) and len(key) > 4
    return plural or (stop == last and any(_marks(reading, stop, entry)))


def _has_verb(reading: Reading, stop: int, entry: Entry) -> bool:
    """Whether a verb that makes a compound of the phrase follows it, at once or behind one word."""
    if reading.key(stop) in ("کردن", "نمودن", "شدن", "دادن", "شده", "کرده", "داده"):
        return bool(entry.verbs)
    for at in (stop, stop + 1):
        key = reading.key(at)
        if is_finite(key):
            features = finite(key)
            return features is not None and features.lemma in entry.verbs
    return False


def _marks(reading: Reading, stop: int, entry: Entry) -> Iterator[bool]:
    for frame in entry.nouns:
        yield reading.key(stop) in frame.markers
