"""When two posts are one, and whether a person may hold both."""

from __future__ import annotations

from collections.abc import Sequence

from dabir.facts.lexicon import countries, institutions
from dabir.facts.places import place_end
from dabir.facts.reading import Reading
from dabir.facts.roles import Role

# Likeness above which two posts are one.
SAME_POST = 0.5
# Words that tell no post from another.
EMPTY = frozenset({"و", "در", "این", "یک", "سابق", "امور", "محترم"})
# Heads of those who act or speak for another: whoever holds such a post does not hold the other's.
DELEGATES = ("معاون", "سخنگو", "مشاور", "دستیار", "جانشین", "قائممقام", "نماینده", "وکیل")
# Heads of what one may be in several places at once: a member of a party is a member of parliament, too.
MANIFOLD = ("عضو", "مسئول", "مسوول", "مسؤول", "نامزد", "کاندیدا", "استاد", "کارشناس", "پژوهشگر", "نویسنده")
# Nouns of institutions that say nothing without the name behind them: «شرکت برق», «شرکت آب».
GENERIC = frozenset(
    {"شرکت", "سازمان", "اداره", "ادارهکل", "کل", "استان", "شهرستان", "شهر", "تیم", "باشگاه", "دانشگاه"}
)
# Walks of life of which a person has one.
DISTINCT = frozenset(
    {"sport", "judiciary", "military", "police", "legislature", "diplomacy", "medicine", "media"}
)


# Two forms of one post: «رئیس‌جمهوری», «رئیس جمهور».
HEADS = {"رییسجمهوری": "رییسجمهور"}
PARTS = {"جمهوری": ("جمهور",), "رییسجمهوری": ("رییس", "جمهور"), "رییسجمهور": ("رییس", "جمهور")}


def likeness(reading: Reading, left: Role, right: Role) -> float:
    """How far two posts are the same, 0 to 1: the shared part of the shorter one's words, heads being equal."""
    if left.kind != right.kind or left.plural != right.plural or _stands_for(left) != _stands_for(right):
        return 0.0
    if left.country != right.country and not _countries_meet(reading, left, right):
        return 0.0
    a, b = _words(reading, left), _words(reading, right)
    if not a or not b:
        return 0.0
    short, long = sorted((reading.phrase(left.range), reading.phrase(right.range)), key=len)
    if short in long and len(short) > 5:
        return 0.95
    shared = len(a & b)
    if HEADS.get(left.head, left.head) != HEADS.get(right.head, right.head):
        return shared / len(a | b)
    if min(len(a), len(b)) == 1 or _describes(reading, left) or _describes(reading, right):
        return 0.55 if shared else 0.0
    if _elsewhere(reading, left, right):
        return 0.0
    return shared / min(len(a), len(b)) * 0.9


def _stands_for(role: Role) -> str:
    """The office of those who act for another («معاون», «سخنگو»); "" for those who act for themselves."""
    return next((head for head in DELEGATES if role.head.startswith(head)), "")


def _countries_meet(reading: Reading, left: Role, right: Role) -> bool:
    """Whether two posts can be of one country: a coach is called by his own and by his team's («سرمربی برزیلی قطر»)."""
    if not left.country or not right.country:
        return True
    return not _codes(reading, left).isdisjoint(_codes(reading, right))


def _codes(reading: Reading, role: Role) -> set[str]:
    """The countries that a post names, by name or adjective."""
    found = (countries().match(reading.keys, index) for index in range(*role.range))
    return {term.code for end, term in filter(None, found) if end <= role.range.last and not term.ambiguous}


def _describes(reading: Reading, role: Role) -> bool:
    """Whether a post is told by a nationality or an age alone («سرمربی آلمانی», «دروازه‌بان ۲۷ ساله»), at no place."""
    seat = _seat(reading, role)
    if "ساله" in seat and len(seat) == 2:
        return True
    found = countries().match(reading.keys, role.range.last - 1) if role.country and not seat else None
    return found is not None and found[1].kind == "adjective"


def _elsewhere(reading: Reading, left: Role, right: Role) -> bool:
    """Whether two posts with the same head are held in places that share no name («شرکت برق …», «شرکت آب …»)."""
    a, b = _seat(reading, left), _seat(reading, right)
    return bool(a and b) and a.isdisjoint(b)


def _seat(reading: Reading, role: Role) -> set[str]:
    """The words that name what a post is held in: neither its head nor where that lies."""
    first, last = role.range
    size, seat = 0, set[str]()
    while first < last and size < len(role.head):  # the head, and «این» before it
        size += len(reading.keys[first]) if reading.keys[first] not in EMPTY else 0
        first += 1
    while first < last:
        country = countries().match(reading.keys, first)
        end = min(last, max(place_end(reading, first), country[0] if country else first))
        if end == first:
            key = reading.keys[first]
            if reading.words[first].kind != "punct" and key not in EMPTY and key not in GENERIC:
                seat.add(key)
            end = first + 1
        first = end
    return seat


def _words(reading: Reading, role: Role) -> frozenset[str]:
    """The words of a post that tell it from others."""
    keys = (
        reading.keys[index]
        for index in range(*role.range)
        if reading.words[index].kind != "punct" and reading.keys[index] not in EMPTY
    )
    return frozenset(part for key in keys for part in PARTS.get(key, (key,)))


def may_hold(reading: Reading, posts: Sequence[Role], role: Role) -> bool:
    """Whether the holder of `posts` may hold another: none is of another country or walk, or the same head elsewhere."""
    for known in posts:
        if known.country and role.country and known.country != role.country:
            return False
        same = likeness(reading, known, role) > SAME_POST
        if not same and _serves(reading, known, role):
            return False
        rival = known.head == role.head and not (
            role.head.startswith(MANIFOLD) or _paraphrase(reading, known, role)
        )
        if not same and (rival or _apart(known.sector, role.sector)):
            return False
    return True


def _serves(reading: Reading, left: Role, right: Role) -> bool:
    """Whether of two posts one acts for the other («معاون وزیر نیرو», «وزیر نیرو»)."""
    if _stands_for(left) == _stands_for(right):
        return False
    short, long = sorted((reading.phrase(left.range), reading.phrase(right.range)), key=len)
    return short in long


def _paraphrase(reading: Reading, known: Role, role: Role) -> bool:
    """Whether a post in sport may be another word for one that is known: nicknames of clubs stand for their names.

    Only two clubs that are both called by names of the list are two («سرمربی پرسپولیس», «سرمربی سپاهان»).
    """
    if known.sector != "sport" or role.sector != "sport":
        return False
    return not (_clubs(reading, known) and _clubs(reading, role))


def _clubs(reading: Reading, role: Role) -> bool:
    """Whether a post names an institution by its own name."""
    found = (institutions().match(reading.keys, index) for index in range(*role.range))
    return any(end <= role.range.last and not listed.head for end, listed in filter(None, found))


def _apart(left: str | None, right: str | None) -> bool:
    """Whether two walks of life hardly meet in one person («دادستان», «سرمربی»)."""
    return left != right and left in DISTINCT and right in DISTINCT


def one_country(left: Role | None, right: Role | None) -> bool:
    """Whether two words stand for one government («پاریس», «کاخ الیزه»)."""
    if left is None or right is None:
        return False
    return left.kind == right.kind == "country" and left.country == right.country
