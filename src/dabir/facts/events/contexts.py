"""The contexts of an event, of PLOVER's thirty-seven: those whose words stand in the sentences that tell it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from dabir.facts.phrases import PhraseIndex
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading

PLURALS = ("", "ها", "های")


def contexts_of(reading: Reading, tellings: Iterable[Range]) -> tuple[str, ...]:
    """The contexts that are named around the words of an event, in the order of the file."""
    sentences = {reading.sentence_of[words.first] for words in tellings}
    named = {context for number in sentences for context in _named(reading, reading.sentences[number])}
    return tuple(context for context in contexts() if context in named)


@cache
def contexts() -> tuple[str, ...]:
    """The names of the contexts."""
    return tuple(_data())


def _named(reading: Reading, words: Range) -> Iterator[str]:
    for index in range(*words):
        found = _index().match(reading.keys, index)
        if found and found[0] <= words.last:
            yield from found[1]


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(files("dabir.facts").joinpath("data/contexts.toml").read_text("utf-8"))


@cache
def _index() -> PhraseIndex[tuple[str, ...]]:
    """The contexts that a word or phrase names."""
    found: dict[str, tuple[str, ...]] = {}
    for context, words in _data().items():
        for form in (f"{word}\u200c{ending}" if ending else word for word in words for ending in PLURALS):
            found[form] = (*found.get(form, ()), context)
    return PhraseIndex(found.items())
