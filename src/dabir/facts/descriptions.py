"""What a report says of its people apart from the post beside the name, for the record alone.

Posts are told in the sentence of a name (`dabir.facts.told`), or in one that does not name their holder («استاندار یزد …
افتتاح کرد. علی کریمی …»). All this is read when the speakers are known already, so that it changes nothing about who
said what.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import pairwise

from dabir.facts.mentions import Found, Mentions, describes
from dabir.facts.people import People, Somebody, fullest_role
from dabir.facts.posts import SAME_POST, likeness, may_hold
from dabir.facts.reading import Reading
from dabir.facts.roles import Role
from dabir.facts.told import Told, governed, sentence_head
from dabir.facts.words import FACELESS, REPORTERS

# How many sentences from a post alone its holder may be named.
REACH = 3
# Walks of life whose heads also name whoever is spoken of in a story («پدر», «پیامبر»).
HOMELY = frozenset({"civil", "religion"})


def describe(reading: Reading, mentions: Mentions, people: People) -> None:
    """Give the people of a report the posts that it tells of them elsewhere than beside their names."""
    found = _Descriptions(reading, mentions, people)
    found.noted()
    found.told()
    found.linked()
    found.fuller()


class _Descriptions:
    """The search for posts apart from their holders' names; every step gives the people what it finds."""

    def __init__(self, reading: Reading, mentions: Mentions, people: People) -> None:
        self.reading, self.mentions, self.people = reading, mentions, people
        self.posts: dict[str, list[Role]] = defaultdict(list)  # what anybody is told to be, by its head
        for role in (role for person in people.all for role in person.roles):
            self.posts[role.head].append(role)

    def noted(self) -> None:
        """The posts by which somebody was spoken of again."""
        for person in self.people.all:
            for mention in person.mentions:
                if mention.role and mention.role.kind == "post" and not mention.role.indefinite:
                    self._give(person, mention.role)

    def told(self) -> None:
        """The posts in a sentence that names their holders."""
        for holder, role in Told(self.reading, self.mentions).find():
            self._give(self.people.of(holder), role)

    def linked(self) -> None:
        """The posts that head a sentence, to somebody named at the head of another who has none."""
        for number in range(len(self.reading.sentences)):
            mention = self._head(number)
            if mention and mention.role and self._is_open(mention):
                person = self._titled(number) or self._ahead(number) or self._back(number, mention.role)
                self._give(person, mention.role)

    def fuller(self) -> None:
        """Fuller forms of the posts that people have, as the report tells them by themselves («وزیر راه و شهرسازی»)."""
        alone: dict[str, dict[frozenset[str], Role]] = defaultdict(dict)
        for mention in self.mentions.all:
            role = mention.role
            if role and describes(mention) and not role.definite:
                alone[role.head].setdefault(frozenset(self.reading.keys[slice(*role.range)]), role)
        owners = {phrase: person for person in self.people.all for phrase in person.phrases}
        for person in self.people.all:
            known = fullest_role(self.reading, person.roles)
            words = frozenset(self.reading.keys[slice(*known.range)]) if known else frozenset()
            for more, role in alone[known.head].items() if known and not known.definite else ():
                owner = owners.get(self.reading.phrase(role.range), person)
                if len(words) > 1 and words < more and owner is person:
                    self._give(person, role)

    def _give(self, person: Somebody | None, role: Role) -> None:
        phrase = self.reading.phrase(role.range)
        if person is not None and phrase not in person.phrases:
            person.take(role, phrase)
            self.posts[role.head].append(role)

    def _head(self, number: int) -> Found | None:
        return sentence_head(self.reading, self.mentions, number)

    def _is_open(self, mention: Found) -> bool:
        """Whether a mention is a post that is told of nobody yet, and tells enough to be told of somebody."""
        role = mention.role
        if role is None or not describes(mention) or role.definite or role.head in REPORTERS:
            return False
        alone = role.range.last - role.range.first == 1
        told = not (alone and role.head in FACELESS) and role.sector not in HOMELY
        return told and not self._held(role)

    def _held(self, role: Role) -> bool:
        """Whether anybody of the report holds a post."""
        return any(likeness(self.reading, role, known) > SAME_POST for known in self.posts[role.head])

    def _without(self, mention: Found | None) -> Somebody | None:
        """The person whom a mention names, if nothing is told of him yet."""
        person = self.people.of(mention) if mention else None
        return None if person is None or fullest_role(self.reading, person.roles) else person

    def _titled(self, number: int) -> Somebody | None:
        """Whoever heads the headline or crosshead right above a sentence («کریمی: …», «استاندار یزد گفت …»)."""
        above = self._above.get(self.reading.sentences[number].first)
        return self._without(self._head(above)) if above is not None else None

    @cached_property
    def _above(self) -> dict[int, int]:
        """The sentence of the headline or crosshead over a paragraph, by the paragraph's first word."""
        parts = [part for part in self.reading.paragraphs if part.kind != "dateline"]
        return {
            below.range.first: self.reading.sentence_of[above.range.first]
            for above, below in pairwise(parts)
            if above.kind in ("headline", "crosshead")
        }

    def _ahead(self, number: int) -> Somebody | None:
        """The first who is named behind a sentence, if the report names him there for the first time in its body."""
        for later in range(number + 1, min(number + 1 + REACH, len(self.reading.sentences))):
            head = self._head(later)
            if head and self._is_open(head):
                return None
            for mention in self.mentions.within(self.reading.sentences[later]):
                if mention.name and not governed(self.reading, mention):
                    return self._without(mention) if self._is_new(mention, number) else None
        return None

    def _is_new(self, mention: Found, number: int) -> bool:
        """Whether somebody is named for the first time, the headline left out, behind a sentence."""
        first = self._first_named.get(id(self.people.of(mention)), 0)
        return first > self.reading.sentences[number].first

    @cached_property
    def _first_named(self) -> dict[int, int]:
        """Where everybody is first named in full below the headline, looked up once for all of his mentions."""
        headline = self.reading.paragraphs[0].range
        found: dict[int, int] = {}
        for person in self.people.all:
            for mention in person.mentions:
                first = mention.range.first
                if mention.name and mention.name.full and first >= headline.last:
                    found[id(person)] = min(first, found.get(id(person), first))
        return found

    def _back(self, number: int, role: Role) -> Somebody | None:
        """Whoever headed one of the last sentences, if nobody else has since and he may hold one post more."""
        if self.reading.key(role.range.last) in ("نیز", "هم"):
            return None
        for earlier in range(number - 1, max(-1, number - 1 - REACH), -1):
            head = self._head(earlier)
            person = self.people.of(head) if head else None
            if person is not None:
                return person if may_hold(self.reading, person.roles, role) else None
            if head and head.role:
                return None
        return None
