"""Posts and institutions among the words: «وزیر دفاع جمهوری آذربایجان», «سازمان ملل», «این مقام مسئول».

Each is a noun phrase: a listed head and the chain of complements behind it, cut where another phrase begins.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dabir.facts.lexicon import Institution, Post, countries, institutions, places, posts
from dabir.facts.name_words import is_unknown
from dabir.facts.phrases import PhraseIndex
from dabir.facts.places import place_end
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.words import (
    COPULAS,
    FURTHER,
    GOVERNING,
    PHRASE_STOPS,
    POSSESSED,
    POSTED,
    PRONOUNS,
    RELATIONAL,
    SEATS,
    SUPERLATIVES,
    TERMS,
    UNNAMED,
    is_finite,
)

RoleKind = Literal["post", "institution", "outlet", "country"]
MAX_WORDS = 18
LEARNED = frozenset({"academia", "medicine"})
DEMONSTRATIVES = frozenset({"این", "آن", "همین", "همان"})
# What stands before a head and belongs to it.
_DETERMINERS = DEMONSTRATIVES | SUPERLATIVES | {"یک"}
# Walks of life whose institutions most countries have («وزارت نفت», «فدراسیون فوتبال»).
NATIONAL = frozenset({"government", "sport", "military", "judiciary", "legislature", "police"})
# Words that go on with no name where another stands behind them: «خبر از», «پیش از», «هدف قرار».
OTHERWISE: Mapping[str, Collection[str]] = {
    **dict.fromkeys(("خبر", "پیش", "پس", "قبل", "بعد", "کمتر", "بیشتر"), ("از",)),
    "هدف": ("قرار", "حمله", "حملات", "سوقصد", "گلوله", "تیراندازی"),
}
# What a number counts that has nothing to do with the post before it.
MEASURES = frozenset({"جلسه", "ماه", "بازی", "گل", "امتیاز"})


@dataclass(frozen=True, slots=True)
class Role:
    """A noun phrase that names somebody by a post, or an institution, an outlet, a country.

    `head` is the squeezed head, `sector` the walk of life of a post; `definite` marks «این مقام», somebody spoken of
    before, and `indefinite` «یک مقام».
    """

    range: Range
    kind: RoleKind
    head: str
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    country: str | None = None
    sector: str | None = None


def find_roles(reading: Reading, names: Mapping[int, int]) -> list[Role]:
    """All posts and institutions of a report, in order, none within another.

    Args:
        reading: The report in words.
        names: Where the personal name ends to which a word belongs. No phrase runs into a name, but for those whose
            head needs one («دفتر آیت‌الله کریمی», «همسر علی کریمی»).
    """
    found = []
    for paragraph in reading.paragraphs:
        first, last = paragraph.range
        heads = set(_heads().places(reading.keys, first, last))
        done = first
        for index in range(first, last):
            if index < done or not (index in heads or reading.keys[index] in _DETERMINERS):
                continue
            role = role_at(reading, index, last, names)
            if role:
                found.append(role)
                done = role.range.last
    known = {reading.phrase(role.range) for role in found}
    return [_without_object(reading, role, known) for role in found]


@cache
def _heads() -> PhraseIndex[bool]:
    """Every post, institution and country, so that one look-up tells where any of them begins."""
    return PhraseIndex((key, True) for index in (posts(), institutions(), countries()) for key in index)


def _without_object(reading: Reading, role: Role, known: Collection[str]) -> Role:
    """A post cut before an object that ran into it («وزیر اقتصاد حجم صادرات را … دانست»), if it stands elsewhere alone."""
    if reading.key(role.range.last) != "را":
        return role
    first, last = role.range
    end = next((at for at in range(last - 1, first, -1) if reading.phrase(Range(first, at)) in known), None)
    return replace(role, range=Range(first, end)) if end else role


def role_at(reading: Reading, index: int, last: int, names: Mapping[int, int]) -> Role | None:
    """The post, the institution or the country that begins at a word, «این» or «یک» before it included."""
    if index in names or not reading.is_word(index):
        return None
    before = reading.keys[index]
    if before == "ما":
        return None  # «ما در …» is no «مادر»
    at = index + 1 if before in _DETERMINERS else index
    post = posts().match(reading.keys, at) if at < last else None
    place = institutions().match(reading.keys, at) if at < last else None
    if post and post[0] <= last and (place is None or post[0] >= place[0]):
        role: Role | None = _post(reading, at, post, last, names)
    elif place and place[0] <= last:
        role = _institution(reading, at, place, last, names)
    else:
        return _country_at(reading, index, last)
    if role is None or at == index:
        return role
    words = Range(index, role.range.last)
    return replace(role, range=words, definite=before in DEMONSTRATIVES, indefinite=before == "یک")


def _post(reading: Reading, at: int, found: tuple[int, Post], last: int, names: Mapping[int, int]) -> Role:
    """A post whose head was found at a word."""
    end = phrase_end(reading, at, found[0], last, names)
    head = reading.phrase(Range(at, found[0]))
    country = _country(reading, at, end)
    return Role(Range(at, end), "post", head, plural=found[1].plural, country=country, sector=found[1].sector)


def _institution(
    reading: Reading, at: int, found: tuple[int, Institution], last: int, names: Mapping[int, int]
) -> Role | None:
    """An institution or an outlet that was found at a word; None if it is a head without a name («سازمان»)."""
    after, listed = found
    end = phrase_end(reading, at, after, last, names) if listed.head else after
    named = institutions().match(reading.keys, after) if listed.outlet and listed.head else None
    if named and named[1].outlet and named[0] <= last:
        end = max(end, named[0])  # «روزنامه واشنگتن پست»
    if listed.outlet and listed.head and end < last and end not in names and _names_outlet(reading, end):
        end += 1  # «روزنامه نیویورک تایمز»
    if listed.head and end == at + 1 and reading.key(at - 1) not in DEMONSTRATIVES:
        return None
    if listed.head and reading.keys[after - 1] not in RELATIONAL:
        end = _before_holder(reading, after, end, names)
    elif not listed.head and listed.sector in NATIONAL and listed.country is None:
        end = _nation_end(reading, end, last, names)
    kind: RoleKind = "outlet" if listed.outlet else "institution"
    country = listed.country or _country(reading, at, end)
    return Role(Range(at, end), kind, reading.phrase(Range(at, after)), country=country)


def _nation_end(reading: Reading, index: int, last: int, names: Mapping[int, int]) -> int:
    """Where the country behind a listed institution ends («وزارت نفت هند»), an object left out («… ایران را»)."""
    nation = countries().match(reading.keys, index) if index < last and index not in names else None
    if nation is None or nation[0] > last or nation[1].kind == "capital" or nation[1].ambiguous:
        return index
    return index if reading.key(nation[0]) == "را" else nation[0]


def _before_holder(reading: Reading, first: int, last: int, names: Mapping[int, int]) -> int:
    """Where an institution's phrase ends: before a post with a name behind it («نهاد تصمیم قاضی علی کریمی»)."""
    for index in range(first + 1, last):
        post = posts().match(reading.keys, index)
        if post and post[0] == last and last in names and not post[1].plural:
            return index
    return last


def _country_at(reading: Reading, index: int, last: int) -> Role | None:
    """A country, a capital or a seat of government by itself."""
    found = countries().match(reading.keys, index)
    if found is None or found[0] > last or found[1].kind == "adjective":
        return None
    words = Range(index, found[0])
    return Role(words, "country", reading.phrase(words), country=found[1].code)


def phrase_end(reading: Reading, start: int, index: int, last: int, names: Mapping[int, int]) -> int:
    """Where the noun phrase ends whose head stands at `start` up to `index`."""
    end = _bearer_end(reading, index, names) if reading.keys[index - 1] in RELATIONAL else index
    while end < min(last, start + MAX_WORDS) and end not in names:
        key = reading.keys[end]
        if key == "،":
            step = _list_step(reading, end, last, names)
        elif key == "و":
            step = 1 if _joins(reading, end, last, names) or (end == index and _one_more(reading, end)) else 0
        elif key in DEMONSTRATIVES and end == index:
            step = 2 if end + 1 < last and end + 1 not in names and _complement(reading, end + 1) else 0
        elif key in PRONOUNS and end == index:
            return end + 1  # «معاون او»
        elif key == "در":
            step = 1 if _seat(reading, start, end, last) else 0
        elif key == "از":
            step = 1 if end > index and _school(reading, start, end) else 0
        elif reading.is_quote(end):
            step = _quoted_step(reading, end, last, names)
        elif key + reading.key(end + 1) in TERMS or _governs(reading, end):
            step = 2
        else:
            predicate = end > index and _is_predicate(reading, end)
            step = int(_complement(reading, end) and not predicate and not _after_place(reading, index, end))
        if not step:
            break
        end += step
        if key in POSSESSED:
            break
    while end > index and reading.keys[end - 1] in {"و", "،", "در"}:
        end -= 1
    return end


def _bearer_end(reading: Reading, index: int, names: Mapping[int, int]) -> int:
    """Where the name behind a relational head ends, marks of quotation included («سخنگوی «علی کریمی»»)."""
    if reading.opens_quote(index) and index + 1 in names:
        end = names[index + 1]
        return end + 1 if reading.is_quote(end) else end
    return names.get(index, index)


def _names_outlet(reading: Reading, index: int) -> bool:
    """Whether a word behind a city goes on with the name of an outlet: an outlet by itself, or in no list."""
    listed = institutions().match(reading.keys, index)
    own = listed is not None and listed[1].outlet and not listed[1].head
    return _after_place(reading, index - 1, index) and (own or is_unknown(reading, index))


def _after_place(reading: Reading, first: int, index: int) -> bool:
    """Whether the phrase is complete: the word before ended the name of a city, a province or a country."""
    return any(place_end(reading, start) == index for start in range(max(first, index - 3), index))


def _complement(reading: Reading, index: int) -> bool:
    """Whether a word can go on with a noun phrase."""
    token = reading.words[index]
    if index in reading.cues or reading.key(index + 1) in OTHERWISE.get(reading.keys[index], ()):
        return False
    if token.kind == "number":
        return reading.key(index + 1) not in MEASURES  # «مربی ۹ جلسه محروم شد»
    if token.kind in ("honorific", "latin"):
        return True
    return (
        token.kind == "word"
        and reading.keys[index] not in PHRASE_STOPS
        and not is_finite(reading.keys[index])
    )


def _joins(reading: Reading, index: int, last: int, names: Collection[int]) -> bool:
    """Whether «و» joins two complements, not two phrases («وزیر راه و شهرسازی», but «وزیر راه و استاندار»)."""
    after = index + 1
    if after >= last or after in names or reading.keys[after] in FURTHER or not _complement(reading, after):
        return False
    # «نماینده مردم ورامین و پیشوا در مجلس»: a town whose name is a post, too
    town = place_end(reading, after) > after and reading.key(after + 1) == "در"
    return town or posts().match(reading.keys, after) is None


def _is_predicate(reading: Reading, index: int) -> bool:
    """Whether a word belongs to the verb behind it («وارد شد», «مهم و لازم است»), which the name of a place never does."""
    after = index + 3 if reading.key(index + 1) == "و" and reading.key(index + 3) in COPULAS else index + 1
    verb = is_finite(reading.key(after)) and after not in reading.cues
    return verb and place_end(reading, index) != index + 1


def _one_more(reading: Reading, index: int) -> bool:
    """Whether «و» joins two heads that share their complement («عضو و رئیس کمیسیون»)."""
    post = posts().match(reading.keys, index + 1)
    return post is not None and not post[1].plural


def _governs(reading: Reading, index: int) -> bool:
    """Whether a noun names with its preposition what an organ does («ستاد مبارزه با قاچاق»)."""
    if reading.keys[index] + reading.key(index + 1) not in GOVERNING:
        return False
    organ = institutions().get(reading.keys[index - 1])
    return reading.keys[index - 1] == "و" or (organ is not None and organ.head)


def _list_step(reading: Reading, index: int, last: int, names: Collection[int]) -> int:
    """How far a list of complements goes on behind a comma («وزیر صنعت، معدن و تجارت»); 0 if it is another comma."""
    for at in range(index + 1, min(last, index + 5)):
        if at in names:
            return 0
        if reading.keys[at] == "و":
            return at - index if at > index + 1 and _joins(reading, at, last, names) else 0
        if reading.keys[at] == "،":
            return at - index if at > index + 1 and _list_step(reading, at, last, names) else 0
        if at == index + 2 and _adjectives(reading, index) and institutions().match(reading.keys, at):
            return 2
        if not _complement(reading, at) or posts().match(reading.keys, at):
            return 0
    return 0


def _adjectives(reading: Reading, comma: int) -> bool:
    """Whether a comma parts two adjectives of one post («معاون سیاسی، امنیتی استانداری یزد»)."""
    return reading.key(comma - 1).endswith("ی") and reading.key(comma + 1).endswith("ی")


def _seat(reading: Reading, start: int, index: int, last: int) -> bool:
    """Whether «در» belongs to the post: «نماینده مردم شیراز در مجلس», «معاون وزیر در امور مجلس»."""
    head = reading.keys[start]
    if reading.key(index + 1) == "امور":
        return True
    after = index + 1
    if head in UNNAMED and after < last and institutions().match(reading.keys, after):
        return True  # «مقام آگاه در وزارت نفت»
    if after >= last or (head not in POSTED and head + reading.key(start + 1) not in POSTED):
        return False
    return reading.keys[after] in SEATS or any(
        known.match(reading.keys, after) for known in (places(), countries(), institutions())
    )


def _school(reading: Reading, start: int, index: int) -> bool:
    """Whether «از» tells where a scholar or a speaker comes from («کارشناس خاورمیانه از دانشگاه …»)."""
    head, after = posts().match(reading.keys, start), institutions().match(reading.keys, index + 1)
    learned = head is not None and head[1].sector in LEARNED
    place = place_end(reading, index + 1)
    return (learned and after is not None) or (place > index + 1 and place in reading.cues)


def _quoted_step(reading: Reading, index: int, last: int, names: Mapping[int, int]) -> int:
    """The length of a short quoted complement («روزنامه «کیهان»»), marks included; 0 if it is none."""
    if not reading.opens_quote(index) or index + 1 in names:
        return 0
    for at in range(index + 1, min(last, index + 6)):
        if reading.is_quote(at):
            return at + 1 - index
    return 0


def _country(reading: Reading, start: int, end: int) -> str | None:
    """The country that a phrase names by its name or adjective."""
    index, code = start, None
    while index < end:
        found = countries().match(reading.keys, index)
        if found and found[0] <= end and found[1].kind != "capital" and not found[1].ambiguous:
            code = found[1].code
        index = found[0] if found and found[0] <= end else index + 1
    return code
