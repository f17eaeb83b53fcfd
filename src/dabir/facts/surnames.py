"""Surnames that stand alone: those that take up a full name of the report, and those that nobody could mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from dabir.facts.lexicon import common_words, countries, given_names, places, titles
from dabir.facts.name_words import (
    Name,
    belongs_to_thing,
    heads_sentence,
    strength_of,
    title_before,
)
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.script.letters import squeeze

# What may follow a surname in -ی that heads a sentence.
PERSONAL = frozenset({"نیز", "همچنین", "با", "در", "گفت", "افزود", "،", "ادامه", "اظهار", "تصریح"})


def short_names(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Later and earlier mentions by surname of those whose full name was found."""
    taken = {word for name in names for word in range(*name.range)}
    families = {key: size for name in names if name.full for key, size in _family_keys(reading, name)}
    sizes = sorted(set(families.values()), reverse=True)
    openers = {key[:size] for key in families for size in range(len(key) + 1)}
    for paragraph in reading.paragraphs:
        index, last = paragraph.range
        while index < last:
            if reading.keys[index] not in openers:
                index += 1
                continue
            tried = (Range(index, index + size) for size in sizes if index + size <= last)
            words = next((words for words in tried if _is_short(reading, words, families, taken)), None)
            if words is not None:
                yield Name(words, Range(title_before(reading, index), words.last), 0)
            index = words.last if words is not None else index + 1


def _is_short(reading: Reading, words: Range, families: Mapping[str, int], taken: AbstractSet[int]) -> bool:
    return reading.phrase(words) in families and taken.isdisjoint(range(*words)) and _refers(reading, words)


def _family_keys(reading: Reading, name: Name) -> Iterator[tuple[str, int]]:
    """The keys by which a full name may be taken up again: the family name, whole or one word or half of it."""
    first, last = name.range
    family = Range(min(first + max(name.given, 1), last - 1), last)
    yield reading.phrase(family), family.last - family.first
    for index in range(*family):
        if len(reading.keys[index]) > 2:
            yield reading.keys[index], 1
        if reading.keys[index].startswith("ال") and len(reading.keys[index]) > 5:
            yield reading.keys[index][2:], 1
        head, mark, _ = reading.words[index].text.partition("\u200c")
        if mark and len(squeeze(head)) > 3:
            yield squeeze(head), 1


def _refers(reading: Reading, words: Range) -> bool:
    """Whether a surname that is an everyday word as well stands here where a person would."""
    index, key = words.first, reading.phrase(words)
    if belongs_to_thing(reading, index):
        return False
    stem = key.removesuffix("ی")
    if not any(word in known for word in (key, stem) for known in (common_words(), places(), countries())):
        return True
    return heads_sentence(reading, index) or titles().match(reading.keys, index - 1) is not None


def find_surnames(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Surnames that stand alone in the whole report but are unmistakable («نعمت‌زاده», «پوتین»), beside the names found."""
    taken = {word for name in names for word in range(*name.range)}
    for index, (key, word) in enumerate(zip(reading.keys, reading.words, strict=True)):
        if (
            word.kind == "word"
            and strength_of(key, word.text) == "sure"
            and index not in taken
            and _unmistakable(reading, index)
        ):
            yield Name(Range(index, index + 1), Range(title_before(reading, index), index + 1), 0)


def _unmistakable(reading: Reading, index: int) -> bool:
    """Whether a listed surname alone is no adjective in -ی («مهتابی») and no given name, or stands where only a name can."""
    if belongs_to_thing(reading, index):
        return False
    if not reading.keys[index].endswith("ی") and reading.keys[index] not in given_names():
        return True
    return title_before(reading, index) < index or (
        heads_sentence(reading, index) and reading.key(index + 1) in PERSONAL
    )
