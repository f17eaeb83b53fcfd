"""Whom words name that a model picked as a party of a deed: the mentions among them, cut or widened to those words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from dabir.facts.events.arguments import Party
from dabir.facts.events.cast import Cast, Members
from dabir.facts.events.settings import Settings
from dabir.facts.mentions import Found
from dabir.facts.parties import Speaker
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import DEMONSTRATIVES
from dabir.facts.told import sentence_head
from dabir.facts.words import ANEW, EQUIPMENT, SOMEBODY, STRAY

# What stands between the parts of a list.
PARTING = frozenset({"و", "،", "؛", "نیز", "هم"})
# What a model picks along with a name.
LEADING = frozenset({"کشور", "آقای", "آقایان", "خانم", "جناب", "از", "به", "با"})
TRAILING = frozenset({"از", "را"})
# Words that stand for whoever speaks, and for several who were told of before.
OURSELVES = frozenset({"من", "ما", "بنده", "اینجانب"})
THEM = frozenset({"آنها", "آنان", "اینها", "اینان"})
COUNTRY = "کشور"
EACH = "هر"
# The country of whoever speaks or acts.
OWN_COUNTRY = frozenset({"کشورش", "کشورشان", "کشورم", "میهنش", "وطنش"})


class Picked:
    """The parties of one report by the words that a model picks."""

    def __init__(
        self, reading: Reading, cast: Cast, settings: Settings, holders: Mapping[int, Found]
    ) -> None:
        """Take a report, its cast and settings, and the mention to which each word belongs."""
        self.reading, self.cast, self.settings, self.holders = reading, cast, settings, holders
        self.groups: list[Range] = []

    def party(self, words: Range, others: Members = ()) -> Party | None:
        """Who the words name, all of a list; None where they name nobody.

        Args:
            words: The words.
            others: Those on the other side, whom «این کشور» does not take up.
        """
        members: dict[int, Speaker] = {}
        for part in self._parts(words):
            members.update({id(one): one for one in self._members(part, others)})
        return Party(tuple(members.values()), words) if members else None

    def _parts(self, words: Range) -> Iterator[Range]:
        """The parts of a list; «و» within a mention («وزیر راه و شهرسازی») parts nothing."""
        at = words.first
        while at < words.last:
            if self._parts_at(at):
                at += 1
                continue
            first = at
            while at < words.last and (at == first or not self._parts_at(at)):
                mention = self.holders.get(at)
                at = min(mention.range.last, words.last) if mention else at + 1
            part = self._trimmed(Range(first, at))
            if part.first < part.last:
                yield part

    def _parts_at(self, at: int) -> bool:
        key = self.reading.keys[at]
        listed = key == "جمله" and self.reading.key(at - 1) == "از"
        return key in PARTING or listed

    def _trimmed(self, part: Range) -> Range:
        """A part without signs around it, without «کشور» and the like before a name, and without a phrase behind it."""
        first, last = part
        anew = (
            at for at in range(first + 1, last) if at not in self.holders and self.reading.keys[at] in ANEW
        )
        last = next(anew, last)
        while first < last and first not in self.holders and self._empty(first, LEADING):
            first += 1
        while last > first and last - 1 not in self.holders and self._empty(last - 1, TRAILING):
            last -= 1
        closed = self.reading.is_quote(last) and any(
            self.reading.opens_quote(at) for at in range(first, last)
        )
        return Range(first, last + closed)

    def _empty(self, at: int, words: frozenset[str]) -> bool:
        return self.reading.words[at].kind == "punct" or self.reading.keys[at] in words

    def _members(self, part: Range, others: Members) -> Members:
        sides = self.cast.sides_at(part.first + (self.reading.keys[part.first] == EACH))
        if sides is not None:
            return sides[0]
        held = list(dict.fromkeys(self.holders[at] for at in range(*part) if at in self.holders))
        if held and held[0].range.first > part.first and self._is_group(part.first):
            return self._unlisted(part)
        named = [mention for mention in held if mention.name is not None or mention.pronoun or mention.parts]
        if named:
            return tuple(one for mention in named for one in self.cast.members(mention, part.first))
        if held:
            meant = self._fitted(held[0], part)
            return self.cast.members(meant, part.first) if meant is not None else ()
        pointed = self._pointed(part, others)
        return self._unlisted(part) if pointed is None else pointed

    def _is_group(self, at: int) -> bool:
        return self.cast.is_group(at) and self.reading.keys[at] not in EQUIPMENT

    def _unlisted(self, part: Range) -> Members:
        """A party that no mention names, by its own words."""
        self.groups.append(part)
        return self.cast.members(Found(part, part), part.first)

    def _pointed(self, part: Range, others: Members) -> Members | None:
        """Whom words take up that name nobody by themselves («ما», «آنها», «این کشور»); None where they do name somebody."""
        keys = self.reading.keys[part.first : part.last]
        if keys[0] in OWN_COUNTRY or (keys[0] == "خود" and self.reading.key(part.first - 1) == COUNTRY):
            return self._own_country(part.first)
        if keys[0] in STRAY:
            return ()
        if keys[0] in DEMONSTRATIVES and len(keys) > 1:
            return self._same(keys[1], part.first, others)
        if keys[0] in EQUIPMENT or len(keys) == 1:  # «جنگنده‌های انگلیسی», «اسرائیلی»
            nation = self.cast.nation(*part)
            if nation is not None:
                return self.cast.members(nation, part.first)
        if len(keys) > 1 and keys[-1] not in THEM:
            return None
        if keys[0] in OURSELVES:
            said = self.settings.of(part.first).said
            speaker = self.cast.speakers.get(id(said)) if said is not None else None
            return (speaker,) if speaker is not None else ()
        if keys[-1] in THEM:  # «آنها», «خودروهای آنها»
            return self._last(
                part.first, others, lambda one: bool(one.parts or (one.role and one.role.plural))
            )
        if keys[0] == COUNTRY:
            return self._same(keys[0], part.first, others)
        return () if keys[0] in DEMONSTRATIVES | OURSELVES or not self.reading.is_word(part.first) else None

    def _same(self, noun: str, index: int, others: Members) -> Members | None:
        """Whom a noun with «این» takes up: the last country, or who was last called by that noun."""
        if noun == COUNTRY:
            return self._last(index, others, lambda one: one.role is not None and one.role.kind == "country")
        known = self._last(index, others, lambda one: self.reading.keys[one.range.first] == noun)
        if not known:
            known = self._group_of(noun, index)
        if known or noun not in SOMEBODY:
            return known or None
        person = self.cast.before(index, personal=True)
        return (person,) if person is not None else None

    def _group_of(self, noun: str, index: int) -> Members:
        """The party that no list knows and that has a noun among its words: «این مربیان» after «جمعی از مربیان کتابخانه»."""
        known = (words for words in reversed(self.groups) if words.last <= index)
        words = next((each for each in known if noun in self.reading.keys[slice(*each)]), None)
        return self.cast.members(Found(words, words), words.first) if words is not None else ()

    def _own_country(self, index: int) -> Members:
        """The country of who heads the sentence of a word, or was last in mind before it: «کشورش»."""
        number = self.reading.sentence_of[index]
        head = sentence_head(self.reading, self.cast.mentions, number)
        known = (self.cast.members(head, index) if head else ()) or (self.cast.before(index),)
        roles = [self.cast.role_of(one) for one in known if one is not None]
        role = next((role for role in roles if role is not None and role.country), None)
        named = self.cast.nation(*role.range) if role is not None else None
        return self.cast.members(named, index) if named is not None else ()

    def _last(self, index: int, others: Members, fits: Callable[[Found], bool]) -> Members:
        """Those of the last mention before a word that fits."""
        for mention in reversed(self.cast.mentions.within(Range(0, index))):
            members = self.cast.members(mention, mention.range.first) if fits(mention) else ()
            if members and all(one is not other for one in members for other in others):
                return members
        return ()

    def _fitted(self, mention: Found, part: Range) -> Found | None:
        """A mention as the words have it: cut behind, widened, or what is meant of it («سفیر ایران»); None of one word."""
        role, (first, last) = mention.role, mention.range
        if role is None or role.kind == "country" or role.definite:
            return mention
        if first < part.first:
            half = 2 * (min(last, part.last) - part.first) >= last - first
            several = Found(part, part) if part.last - part.first > 1 else None
            return mention if half else self.cast.nation(*part) or several
        if first > part.first:
            return Found(part, part)
        return replace(mention, range=part, core=part, role=replace(role, range=part))
