"""Personal names as the reading model marks them, joined with those that the rules find.

The rules know which words are given names, titles and posts; the model knows names that no list holds. Where both
see a name in the same place, the model's words are taken where it is sure of them; what only one of them sees is kept
where the model's probabilities speak for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dabir.facts.lexicon import posts, titles
from dabir.facts.name_words import Name, belongs_to_thing, given_length, title_before
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from dabir.model.tags import Tags


# The least trust at which a name that only the model sees is one, and the least that a name of the rules
# must have in probability; both chosen on annotated reports that neither had learnt from.
SEEN, KEPT = 0.6, 0.2
# From this trust on the model's words are taken where the two disagree, but for a part of a fuller name of the rules.
SURE = 0.74


def join(reading: Reading, tags: Tags, found: Sequence[Name]) -> list[Name]:
    """The names of the rules and of the model, in order, none overlapping."""
    seen = list(_names(reading, tags))
    joined: list[Name] = []
    for name in found:
        rivals = [other for other, _ in seen if other.range.meets(name.range)]
        if not rivals and tags.mass("names", *name.range, "PER") >= KEPT:
            joined.append(name)
    for name, trust in seen:
        rivals = [other for other in found if other.range.meets(name.range)]
        whole = any(other.range.holds(name.range) for other in rivals)
        if not whole and (trust >= SURE or (not rivals and trust >= SEEN)):
            joined.append(name)
        else:
            joined += rivals
    apart: list[Name] = []
    for name in sorted(joined, key=lambda name: name.range):
        if not apart or not name.range.meets(apart[-1].range):
            apart.append(name)
    return apart


def _names(reading: Reading, tags: Tags) -> Iterator[tuple[Name, float]]:
    """The people among the model's names, without titles, with its trust in them."""
    for span in tags.of("names", "PER"):
        words = _bare(reading, Range(span.first, span.last))
        if words.first < words.last and not belongs_to_thing(reading, title_before(reading, words.first)):
            yield _name(reading, words), span.trust


def _bare(reading: Reading, words: Range) -> Range:
    """A name's words without titles and posts before it, and without marks and function words around it."""
    first, last = words
    while first < last:
        title = titles().match(reading.keys, first) or posts().match(reading.keys, first)
        if title is not None and title[0] < last and not given_length(reading, first):
            first = title[0]
        elif reading.words[first].kind not in ("word", "latin") or reading.keys[first] in FUNCTION_WORDS:
            first += 1
        else:
            break
    while last > first and reading.words[last - 1].kind not in ("word", "latin"):
        last -= 1
    return Range(first, last)


def _name(reading: Reading, words: Range) -> Name:
    """A name whose given names are those that the lists know, else all words but the last."""
    given, last = words.first, words.last - 1
    while given < last and (more := given_length(reading, given)):
        given += more
    count = min(given, last) - words.first or last - words.first
    quoted = reading.opens_quote(words.first - 1) and reading.is_quote(words.last)
    start = title_before(reading, words.first - 1 if quoted else words.first)
    return Name(words, Range(min(start, words.first), words.last), count, quoted)
