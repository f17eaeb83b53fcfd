"""Personal names among the words: «امیر حاتمی», «سردار حاتمی», «دیمیتری پسکوف».

A name is recognised by what it is made of (given names, surnames, the endings of surnames) and by where it stands
(behind a title, beside a post, in quotation marks, at the head of a sentence of speech); a surname alone by a fuller
name elsewhere in the report (`surnames`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from dabir.facts.lexicon import common_words, posts, surname_endings, titles
from dabir.facts.name_words import (
    Name,
    belongs_to_thing,
    given_length,
    has_article,
    heads_sentence,
    is_ambiguous_given,
    is_everyday_noun,
    is_name_like,
    is_organ,
    may_be_given,
    post_before,
    recurs,
    starts_phrase,
    strength_of,
    surname_strength,
)
from dabir.facts.ranges import Range
from dabir.facts.reading import QUOTES, Reading
from dabir.facts.surnames import short_names
from dabir.facts.tagged_names import join
from dabir.facts.words import CONNECTIVES, PARTICLES, PREPOSITIONS, THING_HEADS, TIMES, is_finite

if TYPE_CHECKING:
    from dabir.model.tags import Tags


MAX_SURNAME = 3
MAX_GIVEN = 4


def find_names(reading: Reading, tags: Tags | None = None) -> list[Name]:
    """The personal names of a report, in order: full names, and the surnames that refer to them."""
    found: list[Name] = []
    places, done = sorted({*_openers(reading), *_heads(reading)}), 0
    for paragraph in reading.paragraphs:
        first, last = paragraph.range
        for index in places[bisect_left(places, first) : bisect_left(places, last)]:
            if index < done:
                continue
            name = _name_at(reading, index, last) or _subject_name(reading, index, last)
            if name:
                found.append(name)
                done = name.range.last
    if tags is not None:
        found = join(reading, tags, found)
    found = _without_strangers(reading, found)
    found += list(short_names(reading, found))
    return sorted(found, key=lambda name: name.range)


def _openers(reading: Reading) -> Iterator[int]:
    """The words and marks with which a name may begin, whatever stands around them: few of all."""
    for index, (key, word) in enumerate(zip(reading.keys, reading.words, strict=True)):
        if _may_begin(key, word.text) if word.kind == "word" else key in QUOTES:
            yield index


def _heads(reading: Reading) -> Iterator[int]:
    """The words that head a sentence (`heads_sentence`)."""
    for first, last in reading.sentences:
        index = first
        while index < last and reading.keys[index] in CONNECTIVES:
            yield index
            index += 1
        if index < last:
            yield index


def _without_strangers(reading: Reading, names: Sequence[Name]) -> list[Name]:
    """The names, without a second word where the first is another one's surname («آریل شارون»: «شارون چشم‌اندازی …»)."""
    full = [name.range for name in names if name.full]
    families: dict[str, set[str]] = {}
    for first, last in full:
        families.setdefault(reading.keys[last - 1], set()).add(reading.keys[first])
    known = Counter(reading.phrase(words) for words in full)
    return [_as_surname(name) if _strange(reading, name, families, known) else name for name in names]


def _strange(
    reading: Reading, name: Name, families: Mapping[str, AbstractSet[str]], known: Mapping[str, int]
) -> bool:
    """Whether a name of two words is another one's surname with a word that belongs to no name."""
    first, last = name.range
    if last - first != 2 or name.quoted or known.get(reading.phrase(name.range), 0) > 1:
        return False
    others = families.get(reading.keys[first], set()) - {reading.keys[first]}
    own = families.get(reading.keys[last - 1], set()) - {reading.keys[first]}
    return bool(others) and not own


def _as_surname(name: Name) -> Name:
    first = name.range.first
    return replace(name, range=Range(first, first + 1), titled=Range(name.titled.first, first + 1), given=0)


def _name_at(reading: Reading, index: int, last: int) -> Name | None:
    """The name, titles before it included, that begins at a word."""
    if not reading.is_word(index) and not reading.opens_quote(index):
        return None
    start = _titles_end(reading, index, last)
    quoted = start < last and reading.opens_quote(start)
    at = start + 1 if quoted else start
    body = _given_and_surname(reading, at, last, titled=start > index or quoted) or _two_surnames(
        reading, at, last
    )
    if body is None and start > index:
        body = _titled_surname(reading, index, at, last)
    if body is None and quoted:
        body = _quoted(reading, at, last)
    if body is None or belongs_to_thing(reading, index):
        return None
    words, given = body
    if quoted:
        words = Range(words.first, _quoted_end(reading, words.last, last))
    return Name(words, Range(index if start > index else words.first, words.last), given, quoted)


@lru_cache(maxsize=1 << 15)
def _may_begin(key: str, text: str) -> bool:
    """Whether a name may begin with a word, whatever stands around it: nearly all words begin none."""
    return key in titles().beginnings or may_be_given(key, text) or strength_of(key, text) in ("sure", "open")


def _titles_end(reading: Reading, index: int, last: int) -> int:
    """Where the titles that begin at a word end; the word itself if it is no title."""
    start = index
    while start < last:
        title = titles().match(reading.keys, start)
        if title is None or title[0] >= last or (title[1].ambiguous and not _begins_name(reading, title[0])):
            break
        post = posts().match(reading.keys, start)
        if post is not None and post[0] > title[0]:
            break
        start = title[0]
    return start


def _begins_name(reading: Reading, index: int) -> bool:
    """Whether a word can be the first of a name: a given name, another title, or a mark of quotation."""
    return (
        reading.opens_quote(index)
        or given_length(reading, index) > 0
        or titles().match(reading.keys, index) is not None
    )


def _given_and_surname(reading: Reading, index: int, last: int, *, titled: bool) -> tuple[Range, int] | None:
    """A name that begins with a given name: its words and how many of them are given names."""
    size = given_length(reading, index)
    if not size or index + size > last:
        return None
    doubtful = is_ambiguous_given(reading, index) and not titled
    end = index + size
    governed = reading.key(index - 1) in PREPOSITIONS and not given_length(reading, end)
    if doubtful and not governed and not _opens_phrase(reading, index):
        return None  # «با هدایت بیژن …»: a noun before the name
    while (more := given_length(reading, end)) and end + more <= last and end - index < MAX_GIVEN:
        if is_ambiguous_given(reading, end) and starts_phrase(reading, end):
            break
        end += more
    family = _family_end(reading, end, last, doubtful=doubtful and end == index + size)
    if family > end:
        return Range(index, family), end - index
    if end - index > 1 and not doubtful:
        return Range(index, end), end - index - 1  # «محمد ابراهیم»: the second given name is the surname
    if not doubtful and _everyday_surname(reading, end, last):
        return Range(index, end + 1), end - index
    ends = reading.is_quote(end) if reading.is_quote(index - 1) else titled
    return (Range(index, end), end - index) if titled and ends else None


def _everyday_surname(reading: Reading, index: int, last: int) -> bool:
    """Whether an everyday word behind a given name can only be its surname: a sign or a post follows («مریم متخصص،»)."""
    if index >= last or not is_everyday_noun(reading, index) or starts_phrase(reading, index):
        return False
    after = reading.key(index + 1)
    return index + 1 < last and (
        after in ("،", ")", "؛", "و")
        or reading.is_quote(index + 1)
        or posts().match(reading.keys, index + 1) is not None
    )


def _family_end(reading: Reading, index: int, last: int, *, doubtful: bool) -> int:
    """Where the family name that begins at a word ends; the word itself if none does.

    Behind a doubtful given name only a sure surname counts; behind a sure surname no unknown word does.
    """
    end, before = index, "open"
    if index + 1 < last and reading.keys[index] in PARTICLES and is_name_like(reading, index + 1):
        end, doubtful = index + 2, False  # «آل احمد», «بن سلمان»
    while end < min(last, index + MAX_SURNAME):
        if end + 1 < last and reading.keys[end + 1] in surname_endings() and is_everyday_noun(reading, end):
            end, doubtful, before = end + 2, False, "sure"  # «ستوده فر»: an ending written apart
            continue
        strength = surname_strength(reading, end)
        verb = is_finite(reading.key(end + 1)) and end + 1 not in reading.cues
        weak = strength in ("likely", "open") and not (doubtful and has_article(reading.keys[end]))
        if end > index and strength == "no" and recurs(reading, end) and not starts_phrase(reading, end):
            strength, weak = "likely", False
        if strength == "no" or (weak and (doubtful or verb or starts_phrase(reading, end))):
            break
        if strength == "open" and (before == "sure" or end > index + 1) and not recurs(reading, end):
            break
        if (
            strength == "likely"
            and end > index
            and reading.keys[end] in common_words()
            and not recurs(reading, end)
        ):
            break
        doubtful, before = False, strength
        end += 1
    return end


def _two_surnames(reading: Reading, index: int, last: int) -> tuple[Range, int] | None:
    """Two sure surnames in a row, or an unknown word before one («هاشمی رفسنجانی», «اسپنسر گراهام»)."""
    first = surname_strength(reading, index)
    if first not in ("sure", "open") or index + 1 >= last or surname_strength(reading, index + 1) != "sure":
        return None
    if first == "open" and not _opens_phrase(reading, index):
        return None
    end = _family_end(reading, index + 1, last, doubtful=False)
    return Range(index, end), int(first == "open")


def _opens_phrase(reading: Reading, index: int) -> bool:
    """Whether an unknown word can be a given name: it follows a mark, «و», a title or a post, not another noun."""
    before = reading.key(index - 1)
    if heads_sentence(reading, index) or before == "و" or (before and not before[0].isalnum()):
        return reading.keys[index] not in THING_HEADS
    return titles().match(reading.keys, index - 1) is not None or post_before(reading, index - 1)


def _titled_surname(reading: Reading, index: int, at: int, last: int) -> tuple[Range, int] | None:
    """A surname directly behind a title («دکتر نمکی», «سردار باقری»)."""
    title = titles().match(reading.keys, index)
    if title is None or at >= last:
        return None
    strength = surname_strength(reading, at)
    vague = title[1].ambiguous or title[1].kind == "religious"
    if strength != "sure" and (strength != "likely" or (vague and reading.keys[at] in common_words())):
        return None
    end = _family_end(reading, at, last, doubtful=False)
    return (Range(at, end), 0) if end > at else None


def _quoted_end(reading: Reading, index: int, last: int) -> int:
    """The mark that closes a quoted name, if hardly more than the name stands in the marks; else the index itself."""
    for at in range(index, min(last, index + 3)):
        if reading.is_quote(at):
            return at
        if not is_everyday_noun(reading, at):
            break
    return index


def _quoted(reading: Reading, at: int, last: int) -> tuple[Range, int] | None:
    """A name of one to four words in quotation marks, none of them known as something else, with a post beside it."""
    close = at
    while close < min(last, at + 5) and not reading.is_quote(close):
        if not is_name_like(reading, close):
            return None
        close += 1
    if close == at or close >= last or not reading.is_quote(close):
        return None
    behind = close + 2 if reading.key(close + 1) == "،" else close + 1
    speaks = close - at > 1 and close + 1 < last and _speaks(reading, close + 1, alone=False)
    if posts().match(reading.keys, behind) is None and not post_before(reading, at - 2) and not speaks:
        return None
    return Range(at, close), int(given_length(reading, at) > 0)


def _subject_name(reading: Reading, index: int, last: int) -> Name | None:
    """Unknown words at the head of a sentence that stand where a speaker does («… با بیان اینکه», «…، دبیر انجمن»)."""
    if not heads_sentence(reading, index) or not is_name_like(reading, index) or is_organ(reading, index):
        return None
    given = given_length(reading, index)
    end = index
    while end < min(last, index + MAX_GIVEN) and end not in reading.cues:
        if not is_name_like(reading, end) and not (
            given and index + given <= end < index + given + 2 and is_everyday_noun(reading, end)
        ):
            break
        end += 1
    if end == index or end >= last:
        return None
    certain = end > index + 1 and (
        (given and not is_ambiguous_given(reading, index))
        or all(is_name_like(reading, at) for at in range(index, end))
    )
    if not _speaks(reading, end, alone=end == index + 1) and not (certain and _goes_on(reading, end)):
        return None
    words = Range(index, end)
    return Name(words, words, min(given_length(reading, index), end - index - 1))


def _speaks(reading: Reading, index: int, *, alone: bool) -> bool:
    """Whether what follows a run of unknown words shows that they name a speaker."""
    cue = reading.cues.get(index)
    if cue:
        return cue.kind == "subordinate" or reading.key(cue.range.last) in (":", "که")
    key, after = reading.keys[index], reading.key(index + 1)
    if (
        (key == ":" and not alone)
        or key in {"نیز", "همچنین", "خود"}
        or (key == "در" and after in {"گفتوگو", "گفتگو", "گفت"})
    ):
        return True
    if alone:
        return key == "با" and after in {"بیان", "اشاره", "تاکید", "اعلام"}
    behind = index + 1 if key == "،" else index
    return posts().match(reading.keys, behind) is not None or key in TIMES


def _goes_on(reading: Reading, index: int) -> bool:
    """Whether a sentence of speech goes on behind its subject: a preposition or a comma, and later a colon or «که»."""
    if reading.keys[index] not in PREPOSITIONS | CONNECTIVES | {"،"}:
        return False
    sentence = reading.sentences[reading.sentence_of[index]]
    cues = reading.cues_within(Range(index, sentence.last))
    return any(
        cue.kind == "verb" and not cue.own and reading.key(cue.range.last) in (":", "که") for cue in cues
    )
