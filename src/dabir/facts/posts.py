"""When two posts are one, and whether a person may hold both."""

from __future__ import annotations

from collections.abc import Sequence

from dabir.facts.lexicon import places
from dabir.facts.reading import Reading
from dabir.facts.roles import Role

# Likeness above which two posts are one.
SAME_POST = 0.5
# Words that tell no post from another.
EMPTY = frozenset({"و", "در", "این", "یک", "سابق", "امور", "محترم"})
# Words that only tell where or in what kind of body somebody serves.
PLACED = frozenset({"استان", "شهرستان", "شهر", "کشور", "شرکت", "اداره", "ادارهکل"})
# Walks of life of which a person has one.
DISTINCT = frozenset(
    {"sport", "judiciary", "military", "police", "legislature", "diplomacy", "medicine", "media"}
)


def likeness(reading: Reading, left: Role, right: Role) -> float:
    """How far two posts are the same, 0 to 1: the shared part of the shorter one's words, heads being equal."""
    if left.kind != right.kind or left.plural != right.plural:
        return 0.0
    if left.country and right.country and left.country != right.country:
        return 0.0
    a, b = _words(reading, left), _words(reading, right)
    if not a or not b:
        return 0.0
    short, long = sorted((reading.phrase(left.range), reading.phrase(right.range)), key=len)
    if short in long and len(short) > 5:
        return 0.95
    shared = len(a & b)
    if left.head != right.head:
        return shared / len(a | b)
    if min(len(a), len(b)) == 1:
        return 0.55 if shared else 0.0
    if a <= b or b <= a:
        return 0.9
    a, b = _matters(a), _matters(b)
    return len(a & b) / max(min(len(a), len(b)), 1) * 0.9


def _words(reading: Reading, role: Role) -> frozenset[str]:
    """The words of a post that tell it from others."""
    return frozenset(
        reading.keys[index]
        for index in range(*role.range)
        if reading.words[index].kind != "punct" and reading.keys[index] not in EMPTY
    )


def _matters(words: frozenset[str]) -> frozenset[str]:
    """The words that say what a post is about, not where: two companies of one province are not one."""
    return frozenset(word for word in words if word not in places() and word not in PLACED)


def may_hold(reading: Reading, posts: Sequence[Role], role: Role) -> bool:
    """Whether the holder of `posts` may hold another: none is of another country or walk, or the same head elsewhere."""
    for known in posts:
        if known.country and role.country and known.country != role.country:
            return False
        same = likeness(reading, known, role) > SAME_POST
        if not same and (known.head == role.head or _apart(known.sector, role.sector)):
            return False
    return True


def _apart(left: str | None, right: str | None) -> bool:
    """Whether two walks of life hardly meet in one person («دادستان», «سرمربی»)."""
    return left != right and left in DISTINCT and right in DISTINCT


def one_country(left: Role | None, right: Role | None) -> bool:
    """Whether two words stand for one government («پاریس», «کاخ الیزه»)."""
    if left is None or right is None:
        return False
    return left.kind == right.kind == "country" and left.country == right.country
