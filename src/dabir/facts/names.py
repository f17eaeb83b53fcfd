"""Personal names among the words: «امیر حاتمی», «سردار حاتمی», «حاتمی».

A name is recognised by what it is made of (given names, surnames, the endings of surnames) and by where it stands
(behind a title, beside a post, in quotation marks, at the head of a sentence of speech); a surname alone by a fuller
name elsewhere in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dabir.facts.lexicon import (
    common_words,
    countries,
    given_names,
    institutions,
    places,
    posts,
    surname_endings,
    surnames,
    titles,
)
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.words import (
    COMPOUNDING,
    CONNECTIVES,
    FUNCTION_WORDS,
    INFLECTION,
    NAMING_TITLES,
    PARTICLES,
    PREPOSITIONS,
    THING_HEADS,
    TIMES,
    is_finite,
)
from dabir.script.letters import squeeze

Strength = Literal["sure", "likely", "open", "no"]
MAX_SURNAME = 3
MAX_GIVEN = 4
SAYYED = "سید"


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name in the text.

    `range` covers the name alone, `titled` the titles before it as well; `given` says how many of the first words
    are given names (0: a surname alone); `quoted` whether the name stands in quotation marks.
    """

    range: Range
    titled: Range
    given: int
    quoted: bool = False

    @property
    def full(self) -> bool:
        """Whether the name has a given name or several words, so that it can stand for a person by itself."""
        return self.given > 0 or self.range.last - self.range.first > 1


def find_names(reading: Reading) -> list[Name]:
    """The personal names of a report, in order: full names, then the surnames that refer to them."""
    found: list[Name] = []
    for paragraph in reading.paragraphs:
        index, last = paragraph.range
        while index < last:
            name = _name_at(reading, index, last) or _subject_name(reading, index, last)
            if name:
                found.append(name)
            index = name.range.last if name else index + 1
    found += list(_shorts(reading, found))
    return sorted(found, key=lambda name: name.range)


# What a name is made of


def given_length(reading: Reading, index: int) -> int:
    """How many words, none to three, one given name takes at an index («محمدرضا», «محمد رضا», «سید علی»)."""
    if not reading.is_word(index):
        return 0
    found = given_names().match(reading.keys, index)
    if found and FUNCTION_WORDS.isdisjoint(reading.keys[index : found[0]]):
        return found[0] - index
    key = reading.keys[index]
    if key in (SAYYED, "سیده"):
        return 1 + (given_length(reading, index + 1) or int(surname_strength(reading, index + 1) != "no"))
    return int(_compound_given(key, reading.words[index].text))


@lru_cache(maxsize=1 << 14)
def _compound_given(key: str, text: str) -> bool:
    """Whether a word is made of two given names («علیرضا», «سیدهاشم», «جلال‌الدین»)."""
    if key.startswith(SAYYED) and len(key) > 5:
        return True
    pieces = [given_names().get(squeeze(piece)) for piece in text.split("\u200c")]
    if len(pieces) > 1 and all(piece and not piece.ambiguous for piece in pieces):
        return True
    return any(key[:size] in COMPOUNDING and key[size:] in given_names() for size in range(3, len(key) - 2))


def _ambiguous_given(reading: Reading, index: int) -> bool:
    found = given_names().match(reading.keys, index)
    return bool(found and found[1].ambiguous)


def surname_strength(reading: Reading, index: int) -> Strength:
    """How much a word looks like a surname by itself.

    `sure`: a listed surname or a safe ending; `likely`: a listed surname that is an everyday word as well; `open`: an
    unknown word; `no`: a word that is known as something else.
    """
    if not reading.is_word(index):
        return "no"
    return _strength(reading.keys[index], reading.words[index].text)


@lru_cache(maxsize=1 << 15)
def _strength(key: str, text: str) -> Strength:
    if key in FUNCTION_WORDS or len(key) < 2 or key in posts() or key in titles():
        return "no"
    everyday = key in common_words() or key in places() or key in countries()
    listed = surnames().get(key)
    if listed is not None:
        return "likely" if listed.ambiguous or everyday or is_finite(key) else "sure"
    if is_finite(key) or everyday or key in institutions():
        return "no"
    if _surname_ending(key, text):
        return "sure"
    return "no" if _inflected(text) else "open"


def _surname_ending(key: str, text: str) -> bool:
    """Whether a word ends like a surname («نورعلی‌اف», «موسی‌زاده»), its first part being long enough."""
    endings = surname_endings()
    last = squeeze(text.rpartition("\u200c")[2]) if "\u200c" in text else None
    return any(
        endings[key[-size:]] or last == key[-size:]
        for size in range(2, min(6, len(key) - 1))
        if key[-size:] in endings
    )


def _inflected(text: str) -> bool:
    """Whether half-spaced pieces mark a word as a noun or a verb («کتاب‌های», «می‌رود», «خانه‌ام»)."""
    first, *rest = text.split("\u200c")
    return bool(rest) and (first in INFLECTION or rest[-1] in INFLECTION)


def _name_like(reading: Reading, index: int) -> bool:
    """Whether a word can belong to a name, nothing else being known of it."""
    if reading.phrase(Range(index, index + 1)) in institutions():
        return False
    return bool(given_length(reading, index)) or surname_strength(reading, index) != "no"


# Names by what they are made of


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
    if body is None or _belongs_to_thing(reading, index):
        return None
    words, given = body
    if quoted:
        words = Range(words.first, _quoted_end(reading, words.last, last))
    return Name(words, Range(index if start > index else words.first, words.last), given, quoted)


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
    doubtful = _ambiguous_given(reading, index) and not titled
    end = index + size
    governed = reading.key(index - 1) in PREPOSITIONS and not given_length(reading, end)
    if doubtful and not governed and not _opens_phrase(reading, index):
        return None  # «با هدایت بیژن …»: a noun before the name
    while (more := given_length(reading, end)) and end + more <= last and end - index < MAX_GIVEN:
        if _ambiguous_given(reading, end) and _starts_phrase(reading, end):
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
    if index >= last or not _noun(reading, index) or _starts_phrase(reading, index):
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
    if index + 1 < last and reading.keys[index] in PARTICLES and _name_like(reading, index + 1):
        end, doubtful = index + 2, False  # «آل احمد», «بن سلمان»
    while end < min(last, index + MAX_SURNAME):
        strength = surname_strength(reading, end)
        weak = strength in ("likely", "open") and not (doubtful and _arabic(reading.keys[end]))
        if end > index and strength == "no" and _recurs(reading, end) and not _starts_phrase(reading, end):
            strength, weak = "likely", False
        if strength == "no" or (
            weak and (doubtful or _starts_phrase(reading, end) or is_finite(reading.key(end + 1)))
        ):
            break
        if strength == "open" and (before == "sure" or end > index + 1):
            break
        if (
            strength == "likely"
            and end > index
            and reading.keys[end] in common_words()
            and not _recurs(reading, end)
        ):
            break
        doubtful, before = False, strength
        end += 1
    return end


def _arabic(key: str) -> bool:
    """Whether a word has the Arabic article of surnames («الحارثی»)."""
    return key.startswith("ال") and len(key) > 5


def _recurs(reading: Reading, index: int) -> bool:
    """Whether a noun follows the same surname more than once («ولی‌پور مطلق»), so that it belongs to the name."""
    key = reading.keys[index]
    if key in FUNCTION_WORDS or is_finite(key) or not reading.is_word(index):
        return False
    return reading.pairs[reading.keys[index - 1], key] > 1


def _starts_phrase(reading: Reading, index: int) -> bool:
    """Whether a word rather begins something else than a surname: a country, a post, a reporting expression."""
    if countries().match(reading.keys, index) or posts().match(reading.keys, index):
        return True
    return index in reading.cues


def _two_surnames(reading: Reading, index: int, last: int) -> tuple[Range, int] | None:
    """Two sure surnames in a row, or an unknown word before one («هاشمی رفسنجانی», «اسپنسر گراهام»)."""
    first, second = (
        surname_strength(reading, index),
        surname_strength(reading, index + 1) if index + 1 < last else "no",
    )
    if second != "sure" or first not in ("sure", "open"):
        return None
    if first == "open" and not _opens_phrase(reading, index):
        return None
    end = _family_end(reading, index + 1, last, doubtful=False)
    return Range(index, end), int(first == "open")


def _opens_phrase(reading: Reading, index: int) -> bool:
    """Whether an unknown word can be a given name: it follows a mark, «و», a title or a post, not another noun."""
    before = reading.key(index - 1)
    if _heads_sentence(reading, index) or before == "و" or (before and not before[0].isalnum()):
        return reading.keys[index] not in THING_HEADS
    return titles().match(reading.keys, index - 1) is not None or _post_before(reading, index - 1)


def _titled_surname(reading: Reading, index: int, at: int, last: int) -> tuple[Range, int] | None:
    """A surname directly behind a title («دکتر نمکی», «سردار باقری»)."""
    title = titles().match(reading.keys, index)
    if title is None or at >= last:
        return None
    strength = surname_strength(reading, at)
    if strength != "sure" and (title[1].ambiguous or title[1].kind == "religious" or strength != "likely"):
        return None
    end = _family_end(reading, at, last, doubtful=False)
    return (Range(at, end), 0) if end > at else None


def _quoted_end(reading: Reading, index: int, last: int) -> int:
    """The mark that closes a quoted name, if hardly more than the name stands in the marks; else the index itself."""
    for at in range(index, min(last, index + 3)):
        if reading.is_quote(at):
            return at
        if not _noun(reading, at):
            break
    return index


def _quoted(reading: Reading, at: int, last: int) -> tuple[Range, int] | None:
    """A name of one to four words in quotation marks, none of them known as something else, with a post beside it."""
    close = at
    while close < min(last, at + 5) and not reading.is_quote(close):
        if not _name_like(reading, close):
            return None
        close += 1
    if close == at or close >= last or not reading.is_quote(close):
        return None
    behind = close + 2 if reading.key(close + 1) == "،" else close + 1
    if posts().match(reading.keys, behind) is None and not _post_before(reading, at - 2):
        return None
    return Range(at, close), int(given_length(reading, at) > 0)


def _post_before(reading: Reading, index: int) -> bool:
    """Whether a post's head stands within the six words before an index, nothing between but its complements."""
    for at in range(index, max(-1, index - 6), -1):
        if not reading.is_word(at) or reading.keys[at] in FUNCTION_WORDS - {"و"}:
            return False
        if posts().match(reading.keys, at):
            return True
    return False


def _belongs_to_thing(reading: Reading, index: int) -> bool:
    """Whether a name here is that of a street, a stadium, a hospital («بیمارستان شهید رجایی»)."""
    at = index - 1
    if reading.key(index) in NAMING_TITLES or reading.key(at) in NAMING_TITLES:
        noun = at if reading.key(index) in NAMING_TITLES else at - 1
        if noun >= 0 and _noun(reading, noun) and not _heads_sentence(reading, noun + 1):
            return True
    while at >= index - 3 and (
        titles().match(reading.keys, max(at, 0)) or reading.key(at) in ("بزرگ", "مطهر", "حضرت")
    ):
        at -= 1
    return reading.key(at) in THING_HEADS


# Names by where they stand


def _subject_name(reading: Reading, index: int, last: int) -> Name | None:
    """Unknown words at the head of a sentence that stand where a speaker does («… با بیان اینکه», «…، دبیر انجمن»)."""
    if not reading.is_word(index) or not _name_like(reading, index) or not _heads_sentence(reading, index):
        return None
    given = given_length(reading, index)
    end = index
    while end < min(last, index + MAX_GIVEN) and end not in reading.cues:
        if not _name_like(reading, end) and not (
            given and index + given <= end < index + given + 2 and _noun(reading, end)
        ):
            break
        end += 1
    if end == index or end >= last:
        return None
    certain = end > index + 1 and (
        (given and not _ambiguous_given(reading, index))
        or all(_unknown(reading, at) for at in range(index, end))
    )
    if not _speaks(reading, end, alone=end == index + 1) and not (certain and _goes_on(reading, end)):
        return None
    words = Range(index, end)
    return Name(words, words, min(given_length(reading, index), end - index - 1))


def _noun(reading: Reading, index: int) -> bool:
    """Whether a word may be a surname behind a given name although it is an everyday word («محمد جوان»)."""
    key = reading.keys[index]
    if not reading.is_word(index) or key in FUNCTION_WORDS or is_finite(key):
        return False
    return (
        not _inflected(reading.words[index].text)
        and not key.endswith("ها")
        and posts().match(reading.keys, index) is None
    )


def _heads_sentence(reading: Reading, index: int) -> bool:
    """Whether nothing but connectives stands before a word in its sentence."""
    at = index - 1
    while (
        at >= 0 and reading.sentence_of[at] == reading.sentence_of[index] and reading.keys[at] in CONNECTIVES
    ):
        at -= 1
    return at < 0 or reading.sentence_of[at] != reading.sentence_of[index]


def _speaks(reading: Reading, index: int, *, alone: bool) -> bool:
    """Whether what follows a run of unknown words shows that they name a speaker."""
    cue = reading.cues.get(index)
    if cue:
        return cue.kind == "subordinate" or reading.key(cue.range.last) in (":", "که")
    key, after = reading.keys[index], reading.key(index + 1)
    if key in {"نیز", "همچنین", "خود"} or (key == "در" and after in {"گفتوگو", "گفتگو", "گفت"}):
        return True
    if alone:
        return key == "با" and after in {"بیان", "اشاره", "تاکید", "اعلام"}
    behind = index + 1 if key == "،" else index
    return posts().match(reading.keys, behind) is not None or key in TIMES


def _unknown(reading: Reading, index: int) -> bool:
    """Whether a word can only be part of a name: a given name, a surname, or in no list at all."""
    return bool(given_length(reading, index)) or surname_strength(reading, index) in ("sure", "open")


def _goes_on(reading: Reading, index: int) -> bool:
    """Whether a sentence of speech goes on behind its subject: a preposition or a comma, and later a colon or «که»."""
    if reading.keys[index] not in PREPOSITIONS | CONNECTIVES | {"،"}:
        return False
    sentence = reading.sentences[reading.sentence_of[index]]
    cues = reading.cues_within(Range(index, sentence.last))
    return any(
        cue.kind == "verb" and not cue.own and reading.key(cue.range.last) in (":", "که") for cue in cues
    )


def _shorts(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Later and earlier mentions by surname of those whose full name was found."""
    taken = {word for name in names for word in range(*name.range)}
    families = {key: size for name in names if name.full for key, size in _family_keys(reading, name)}
    sizes = sorted(set(families.values()), reverse=True)
    for paragraph in reading.paragraphs:
        index, last = paragraph.range
        while index < last:
            size = next(
                (
                    size
                    for size in sizes
                    if _is_short(reading, Range(index, index + size), last, families, taken)
                ),
                0,
            )
            if size:
                yield Name(Range(index, index + size), Range(_title_before(reading, index), index + size), 0)
            index += size or 1


def _is_short(reading: Reading, words: Range, last: int, families: dict[str, int], taken: set[int]) -> bool:
    return (
        words.last <= last
        and reading.phrase(words) in families
        and taken.isdisjoint(range(*words))
        and _refers(reading, words)
    )


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
    if _belongs_to_thing(reading, index):
        return False
    if key not in common_words() and key not in places() and key not in countries():
        return True
    return _heads_sentence(reading, index) or titles().match(reading.keys, index - 1) is not None


def find_surnames(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Surnames that stand alone in the whole report but are unmistakable («نعمت‌زاده», «پوتین»), beside the names found."""
    taken = {word for name in names for word in range(*name.range)}
    for index in range(len(reading.words)):
        if (
            index not in taken
            and surname_strength(reading, index) == "sure"
            and _unmistakable(reading, index)
        ):
            yield Name(Range(index, index + 1), Range(_title_before(reading, index), index + 1), 0)


def _unmistakable(reading: Reading, index: int) -> bool:
    """Whether a listed surname alone is no adjective in -ی («مهتابی») and no given name, or stands where only a name can."""
    if _belongs_to_thing(reading, index):
        return False
    if not reading.keys[index].endswith("ی") and reading.keys[index] not in given_names():
        return True
    return _title_before(reading, index) < index or (
        _heads_sentence(reading, index) and reading.key(index + 1) in PERSONAL
    )


PERSONAL = frozenset({"نیز", "همچنین", "با", "در", "گفت", "افزود", "،", "ادامه", "اظهار", "تصریح"})


def _title_before(reading: Reading, index: int) -> int:
    """Where the titles directly before a word begin."""
    for start in range(max(0, index - 3), index):
        title = titles().match(reading.keys, start)
        if title is not None and title[0] == index:
            return start
    return index
