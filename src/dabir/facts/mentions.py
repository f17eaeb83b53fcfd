"""All words that may name somebody who speaks: names, posts, institutions and pronouns, told apart once for a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dabir.facts.name_words import Name
from dabir.facts.names import find_names
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import Role, find_roles
from dabir.facts.surnames import find_surnames
from dabir.facts.tagged_posts import cut
from dabir.facts.words import PRONOUNS, is_finite

if TYPE_CHECKING:
    from dabir.model.tags import Tags


# What may stand between a name and the post in which its bearer acts.
AS = (["به", "عنوان"], ["بهعنوان"], ["بعنوان"])

INSTEAD = frozenset({"جای", "بجای", "بهجای", "جایگزین", "جانشین"})


@dataclass(frozen=True)
class Found:
    """One mention: a name with the posts beside it, a post or institution alone, or a pronoun.

    `range` covers the whole («دکتر علی کریمی، وزیر راه»); `core` the words that the record shows: the name without
    titles where there is a name, else all. `role` is the post or the institution, `name` the personal name,
    `pronoun` marks «وی» and its like, and `parts` are those who speak together («X و Y گفتند»). A noun phrase that no
    list knows has none of them.
    """

    range: Range
    core: Range
    name: Name | None = None
    role: Role | None = None
    pronoun: bool = False
    parts: tuple[Found, ...] = ()

    @property
    def personal(self) -> bool:
        """Whether this can only be a person: a name, a post or a pronoun."""
        return self.pronoun or self.name is not None or (self.role is not None and self.role.kind == "post")


class Mentions:
    """The mentions of a report in order, none overlapping, with lookup by place.

    `inner` holds the names within posts and institutions («دفتر آیت‌الله کریمی»), which do not speak there.
    """

    def __init__(self, found: Sequence[Found], inner: Sequence[Found] = ()) -> None:
        """Keep mentions that are already in order."""
        self.all = tuple(found)
        self.inner = tuple(inner)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.range.first for mention in self.all]

    def within(self, words: Range) -> list[Found]:
        """The mentions that begin and end within a range."""
        low, high = bisect_left(self._starts, words.first), bisect_left(self._starts, words.last)
        return [mention for mention in self.all[low:high] if mention.range.last <= words.last]

    def at(self, index: int) -> Found | None:
        """The mention that begins at a word."""
        place = bisect_left(self._starts, index)
        return self.all[place] if place < len(self.all) and self._starts[place] == index else None


def find_mentions(reading: Reading, tags: Tags | None = None) -> Mentions:
    """Find the names, posts, institutions and pronouns of a report, names and the posts beside them joined."""
    names = find_names(reading, tags)
    roles = find_roles(reading, {word: name.range.last for name in names for word in range(*name.titled)})
    if tags is not None:
        roles = cut(roles, tags)
    within = {word for role in roles for word in range(*role.range)}
    names += [name for name in find_surnames(reading, names) if within.isdisjoint(range(*name.range))]
    pronouns = [
        Found(Range(index, index + 1), Range(index, index + 1), pronoun=True)
        for index, key in enumerate(reading.keys)
        if key in PRONOUNS
    ]
    named = [Found(name.titled, name.range, name=name) for name in names]
    single = [
        *(mention for mention in named if mention.core.first not in within),
        *(Found(role.range, role.range, role=role) for role in roles),
        *(mention for mention in pronouns if mention.range.first not in within),
    ]
    inner = [mention for mention in named if mention.core.first in within]
    return Mentions(_joined(reading, sorted(single, key=lambda mention: mention.range)), inner)


def _joined(reading: Reading, single: Sequence[Found]) -> list[Found]:
    """Join a name with the post before or behind it into one mention."""
    joined: list[Found] = []
    for place, mention in enumerate(single):
        last = joined[-1] if joined else None
        if last and last.range.last > mention.range.first:
            continue
        whole = _apposition(reading, last, mention, single[place + 1 : place + 3]) if last else None
        if whole:
            joined[-1] = whole
        else:
            joined.append(mention)
    return joined


def _apposition(reading: Reading, left: Found, right: Found, after: Sequence[Found]) -> Found | None:
    """«نام[،] سمت» or «سمت نام» as one mention; None if the two do not belong together."""
    if reading.sentence_of[left.range.first] != reading.sentence_of[right.range.first]:
        return None
    between = range(left.range.last, right.range.first)
    gap = [reading.keys[index] for index in between if reading.words[index].kind != "honorific"]
    marks = [sign for sign in gap if sign not in '«»"“”)(']
    if left.name and not left.role and describes(right) and marks in AS and not replaced(reading, left):
        return Found(left.range, left.core, left.name, right.role)  # «علی کریمی به عنوان سرمربی»
    if left.name and not left.role and describes(right):
        if _heads_line(reading, right, after):
            return None
        if marks in ([], ["،"]) and (not marks or _closed(reading, right, after)):
            return Found(Range(left.range.first, right.range.last), left.core, left.name, right.role)
    elif left.role and not left.name and right.name and describes(left) and not marks:
        return Found(Range(left.range.first, right.range.last), right.core, right.name, left.role)
    elif left.name and left.role and right.role and gap == ["و"] and left.role.range.last == left.range.last:
        return _several_posts(reading, left, right, after)
    return None


def _heads_line(reading: Reading, right: Found, after: Sequence[Found]) -> bool:
    """Whether a post is that of the name behind its colon («علی کریمی - رضا صادقی ناظر: حسن رضایی»)."""
    end = right.range.last
    named = bool(after) and after[0].name is not None and after[0].range.first == end + 1
    return named and reading.key(end) == ":"


def replaced(reading: Reading, mention: Found) -> bool:
    """Whether a mention is somebody whose place another takes («به جای علی کریمی»)."""
    return reading.key(mention.range.first - 1) in INSTEAD


def describes(mention: Found) -> bool:
    """Whether a mention is a post by itself that can stand beside a name."""
    role = mention.role
    return (
        role is not None
        and mention.name is None
        and role.kind == "post"
        and not (role.plural or role.indefinite)
    )


def _closed(reading: Reading, right: Found, after: Sequence[Found]) -> bool:
    """Whether a post behind a comma is not the first of a list of people («کریمی، وزیر راه و …»)."""
    if reading.key(right.range.last) != "و" or right.name is not None:
        return True
    return bool(after) and after[0].range.first == right.range.last + 1 and _one_holder(reading, after)


def _one_holder(reading: Reading, posts: Sequence[Found]) -> bool:
    """Whether the first of `posts` is one more of the person before, neither somebody else's nor somebody else."""
    index = posts[0].range.last
    if not describes(posts[0]) or (len(posts) > 1 and posts[1].name and posts[1].range.first <= index + 1):
        return False
    rest = Range(index, reading.sentences[reading.sentence_of[index - 1]].last)
    for cue in reading.cues_within(rest):
        if cue.features:
            return not cue.features.plural
    verb = next((reading.keys[at] for at in range(*rest) if is_finite(reading.keys[at])), "")
    return not verb.endswith("ند")


def _several_posts(reading: Reading, left: Found, right: Found, after: Sequence[Found]) -> Found | None:
    """«نام، سمت و سمت» as one mention with one post in two parts."""
    if left.role is None or not _one_holder(reading, (right, *after)):
        return None
    role = replace(left.role, range=Range(left.role.range.first, right.range.last))
    return replace(left, range=Range(left.range.first, right.range.last), role=role)
