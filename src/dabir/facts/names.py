"""Personal names among the words: «امیر حاتمی», «سردار حاتمی», «حاتمی».

A name is recognised by what it is made of (given names, surnames, the endings of surnames) and by where it stands
(behind a title, beside a post, in quotation marks); a surname alone by a fuller name elsewhere in the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dabir.facts.cues import find_cues
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
from dabir.facts.reading import Range, Reading
from dabir.facts.words import CONNECTIVES, FUNCTION_WORDS, THING_HEADS, is_finite
from dabir.script.letters import squeeze

Strength = Literal["sure", "likely", "open", "no"]
MAX_SURNAME = 3
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
    """All personal names of a report, in order: full names first found, then the surnames that refer to them."""
    found: list[Name] = []
    for paragraph in reading.paragraphs:
        index = paragraph.range.first
        while index < paragraph.range.last:
            name = _name_at(reading, index, paragraph.range.last) or _subject_name(reading, index, paragraph.range.last)
            if name:
                found.append(name)
            index = name.range.last if name else index + 1
    found += list(_shorts(reading, found))
    found += list(_lone(reading, found))
    return sorted(found, key=lambda name: name.range)


def _name_at(reading: Reading, index: int, last: int) -> Name | None:
    """The name, titles before it included, that begins at a word."""
    if _belongs_to_thing(reading, index):
        return None
    start = _titles_end(reading, index, last)
    quoted = start < last and reading.opens_quote(start)
    at = start + 1 if quoted else start
    if start > index:
        body = _given_and_surname(reading, at, last, titled=True) or _titled_surname(reading, index, at, last)
    else:
        body = _given_and_surname(reading, at, last, titled=quoted)
    if body is None and quoted:
        body = _quoted(reading, at, last)
    if body is None:
        return None
    words, given = body
    return Name(words, Range(index, words.last), given, quoted)


def _titles_end(reading: Reading, index: int, last: int) -> int:
    """Where the titles that begin at a word end; the word itself if it is no title."""
    start = index
    while start < last:
        title = titles().match(reading.keys, start)
        if title is None or title[0] >= last:
            break
        if title[1].ambiguous and not _begins_name(reading, title[0]):
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


def given_length(reading: Reading, index: int) -> int:
    """How many words, 0 to 2, one given name takes at an index («محمدرضا», «محمد رضا», «سید علی»)."""
    if not reading.is_word(index):
        return 0
    found = given_names().match(reading.keys, index)
    if found:
        return found[0] - index
    key = reading.keys[index]
    if key == SAYYED or key == "سیده":
        return 1 + (given_length(reading, index + 1) or int(surname_strength(reading, index + 1) != "no"))
    if key.startswith(SAYYED) and len(key) > 5:
        return 1
    pieces = [squeeze(piece) for piece in reading.words[index].text.split("\u200c")]
    return int(len(pieces) > 1 and all(piece in given_names() for piece in pieces))


def _ambiguous_given(reading: Reading, index: int) -> bool:
    found = given_names().match(reading.keys, index)
    return bool(found and found[1].ambiguous)


def _given_and_surname(reading: Reading, index: int, last: int, *, titled: bool) -> tuple[Range, int] | None:
    """A name that begins with a given name: its words and how many of them are given names."""
    size = given_length(reading, index)
    if not size or index + size > last:
        return None
    doubtful = _ambiguous_given(reading, index) and not titled
    end = index + size
    while (more := given_length(reading, end)) and end + more <= last and end - index < 4:
        end += more
        doubtful = doubtful and end - index - more > size
    given = end - index
    family = _family_end(reading, end, last, doubtful=doubtful)
    if family > end:
        return Range(index, family), given
    if given > size and not doubtful:
        return Range(index, end), given - 1
    if titled and given:
        return Range(index, end), given
    return None


def _family_end(reading: Reading, index: int, last: int, *, doubtful: bool) -> int:
    """Where the family name that begins at a word ends; the word itself if none does."""
    end = index
    while end < min(last, index + MAX_SURNAME):
        strength = surname_strength(reading, end)
        if strength == "no" or (strength == "open" and (doubtful or end > index + 1)):
            break
        if end > index and strength == "likely" and _starts_phrase(reading, end):
            break
        doubtful = False
        end += 1
    return end


def _starts_phrase(reading: Reading, index: int) -> bool:
    """Whether a word behind a complete name rather begins something else: a place, a country, a post."""
    return (
        places().match(reading.keys, index) is not None
        or countries().match(reading.keys, index) is not None
        or posts().match(reading.keys, index) is not None
    )


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
    if key in FUNCTION_WORDS or len(key) < 2:
        return "no"
    listed = surnames().get(key)
    if listed is not None:
        return "likely" if listed.ambiguous else "sure"
    if key in posts() or key in titles() or is_finite(key):
        return "no"
    if _safe_ending(key, text):
        return "sure"
    if key in common_words() or key in countries() or key in institutions():
        return "no"
    return "no" if _inflected(text) else "open"


def _safe_ending(key: str, text: str) -> bool:
    """Whether a word ends like a surname («نورعلی‌اف», «موسی‌زاده»), its first part being long enough."""
    endings = surname_endings()
    for size in range(2, min(6, len(key) - 2)):
        if key[-size:] in endings and len(key) - size >= 2:
            if endings[key[-size:]]:
                return True
            pieces = text.split("\u200c")
            if len(pieces) > 1 and squeeze(pieces[-1]) == key[-size:]:
                return True
    return False


def _inflected(text: str) -> bool:
    """Whether half-spaced endings mark a word as a noun or a verb («کتاب‌های», «می‌رود», «خانه‌ام»)."""
    pieces = text.split("\u200c")
    return len(pieces) > 1 and (
        pieces[0] in {"می", "نمی", "بی", "غیر", "هم", "نا", "پیش"}
        or pieces[-1] in {"ها", "های", "هایی", "ام", "ات", "اش", "مان", "تان", "شان", "ای", "اند", "تر", "ترین", "اید", "ایم"}
    )


def _titled_surname(reading: Reading, index: int, at: int, last: int) -> tuple[Range, int] | None:
    """A surname directly behind a title («دکتر نمکی», «سردار باقری»)."""
    title = titles().match(reading.keys, index)
    if title is None or title[1].ambiguous:
        return None
    end = _family_end(reading, at, last, doubtful=False)
    return (Range(at, end), 0) if end > at else None


def _quoted(reading: Reading, at: int, last: int) -> tuple[Range, int] | None:
    """A name of one to four unknown words in quotation marks, with a post beside it."""
    close = at
    while close < min(last, at + 5) and not reading.is_quote(close):
        if surname_strength(reading, close) == "no" and not given_length(reading, close):
            return None
        close += 1
    if close == at or close >= last or not reading.is_quote(close):
        return None
    before, after = at - 2, close + 1
    beside = posts().match(reading.keys, after) or _post_before(reading, before)
    return (Range(at, close), int(given_length(reading, at) > 0)) if beside else None


def _post_before(reading: Reading, index: int) -> bool:
    """Whether a post's head stands within the six words before an index, nothing between but its complements."""
    for at in range(index, max(-1, index - 6), -1):
        if not reading.is_word(at) or reading.keys[at] in FUNCTION_WORDS - {"و"}:
            return False
        if posts().match(reading.keys, at):
            return True
    return False


def _subject_name(reading: Reading, index: int, last: int) -> Name | None:
    """Unknown words at the head of a sentence that stand where a speaker does («… با بیان اینکه», «…، دبیر انجمن»)."""
    if not _heads_sentence(reading, index):
        return None
    end = index
    while end < min(last, index + 4) and (given_length(reading, end) or surname_strength(reading, end) != "no"):
        end += 1
    if end == index or end >= last:
        return None
    words = Range(index, end)
    if not _speaks(reading, end, last, alone=end == index + 1):
        return None
    given = min(given_length(reading, index), end - index - 1)
    return Name(words, words, given)


def _heads_sentence(reading: Reading, index: int) -> bool:
    """Whether nothing but connectives stands before a word in its sentence."""
    at = index - 1
    while at >= 0 and reading.sentence_of[at] == reading.sentence_of[index] and reading.keys[at] in CONNECTIVES:
        at -= 1
    return at < 0 or reading.sentence_of[at] != reading.sentence_of[index]


def _speaks(reading: Reading, index: int, last: int, *, alone: bool) -> bool:
    """Whether what follows a run of unknown words shows that they name a speaker."""
    cues = find_cues(reading, Range(index, min(last, index + 6)))
    if cues and cues[0].range.first == index and (cues[0].kind == "subordinate" or reading.key(cues[0].range.last) in (":", "که")):
        return True
    key = reading.keys[index]
    if key in {"نیز", "همچنین"} or (key == "در" and reading.key(index + 1) in {"گفتوگو", "گفتگو", "گفت"}):
        return True
    if alone:
        return key == "با" and reading.key(index + 1) in {"بیان", "اشاره", "تاکید", "اعلام"}
    after = index + 1 if key == "،" else index
    return posts().match(reading.keys, after) is not None or key in {"امروز", "دیروز", "صبح", "ظهر", "عصر", "شامگاه", "ضمن"}


def _lone(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Surnames alone that are unmistakable («نعمت‌زاده», «پوتین»)."""
    taken = {word for name in names for word in range(*name.range)}
    for index, key in enumerate(reading.keys):
        if index in taken or len(key) < 3 or key in common_words() or key in places() or key in countries():
            continue
        if surname_strength(reading, index) == "sure" and not _belongs_to_thing(reading, index):
            words = Range(index, index + 1)
            yield Name(words, Range(_title_before(reading, index), index + 1), 0)


def _belongs_to_thing(reading: Reading, index: int) -> bool:
    """Whether a name here is that of a street, a stadium, a hospital («بیمارستان شهید رجایی»)."""
    at = index - 1
    if at >= 0 and titles().match(reading.keys, at):
        at -= 1
    return reading.key(at) in THING_HEADS


def _shorts(reading: Reading, names: Sequence[Name]) -> Iterator[Name]:
    """Later and earlier mentions by surname of those whose full name was found."""
    taken = {word for name in names for word in range(*name.range)}
    families = {key: size for name in names if name.full for key, size in _family_keys(reading, name)}
    longest = max(families.values(), default=0)
    for paragraph in reading.paragraphs:
        index = paragraph.range.first
        while index < paragraph.range.last:
            size = next(
                (
                    n
                    for n in range(longest, 0, -1)
                    if index + n <= paragraph.range.last
                    and reading.phrase(Range(index, index + n)) in families
                    and taken.isdisjoint(range(index, index + n))
                    and _refers(reading, index, n)
                ),
                0,
            )
            if size:
                start = _title_before(reading, index)
                yield Name(Range(index, index + size), Range(start, index + size), 0)
            index += size or 1


def _family_keys(reading: Reading, name: Name) -> Iterator[tuple[str, int]]:
    """The keys by which a full name may be taken up again: the family name, whole or its first or last word."""
    first, last = name.range
    family = Range(min(first + max(name.given, 1), last - 1), last)
    yield reading.phrase(family), family.last - family.first
    for index in range(*family):
        if len(reading.keys[index]) > 2:
            yield reading.keys[index], 1
            if "\u200c" in reading.words[index].text:
                head = squeeze(reading.words[index].text.split("\u200c")[0])
                if len(head) > 3:
                    yield head, 1


def _refers(reading: Reading, index: int, size: int) -> bool:
    """Whether a surname that is an everyday word as well stands here where a person would."""
    if _belongs_to_thing(reading, index):
        return False
    key = reading.phrase(Range(index, index + size))
    if key not in common_words() and key not in places() and key not in countries():
        return True
    before = reading.key(index - 1)
    starts = index == 0 or reading.sentence_of[index] != reading.sentence_of[index - 1] or not before.isalpha()
    return starts or titles().match(reading.keys, index - 1) is not None


def _title_before(reading: Reading, index: int) -> int:
    """Where the titles directly before a word begin."""
    for start in range(max(0, index - 3), index):
        title = titles().match(reading.keys, start)
        if title is not None and title[0] == index:
            return start
    return index
