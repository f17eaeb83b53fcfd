"""What a report says of its people apart from the post beside the name, for the record alone.

A post may be told of several («کریمی، رضایی و صادقی به عنوان داور»), behind a colon, of somebody named within another post
(«سخنگوی علی کریمی رئیس حزب …»), or in a sentence that does not name its holder («استاندار یزد … . علی کریمی …»). All
this is read when the speakers are known already, so that it changes nothing about who said what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from dabir.facts.lexicon import posts
from dabir.facts.mentions import AS, Found, Mentions, describes, replaced
from dabir.facts.people import People, Somebody, fullest_role
from dabir.facts.posts import SAME_POST, likeness, may_hold
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import DEMONSTRATIVES, Role, phrase_end, role_at
from dabir.facts.words import (
    CONNECTIVES,
    COPULAS,
    DESCRIBING,
    FACELESS,
    PREPOSITIONS,
    PRONOUNS,
    REPORTERS,
    is_finite,
)

# How many sentences from a post alone its holder may be named.
REACH = 3
# Words between two names of a list, one that no list of names knows included.
LIST_GAP = 6
# Words between a name and the post that is stated of it.
STATED_GAP = 5
# How many hold a post together: «دو معاون وزیر».
NUMBERS = frozenset({"دو", "سه", "چهار", "پنج"})
# In what capacity somebody acts or is appointed: «به عنوان سرمربی», «به سمت مدیرکل».
ACTING = (*AS, ["به", "سمت"], ["در", "سمت"], ["در", "مقام"], ["در", "کسوت"], ["در", "نقش"])
# What «سمت» needs behind it to be a position, not a direction.
APPOINTED = frozenset({"منصوب", "انتخاب", "معرفی", "برگزیده", "گمارده", "گماشته"})
# Walks of life whose heads also name whoever is spoken of in a story («پدر», «پیامبر»).
HOMELY = frozenset({"civil", "religion"})


def describe(reading: Reading, mentions: Mentions, people: People) -> None:
    """Give the people of a report the posts that it tells of them elsewhere than beside their names."""
    found = _Descriptions(reading, mentions, people)
    found.noted()
    found.within_the_sentence()
    found.across_sentences()


class _Descriptions:
    """The search for posts apart from their holders' names; every step gives the people what it finds."""

    def __init__(self, reading: Reading, mentions: Mentions, people: People) -> None:
        self.reading, self.mentions, self.people = reading, mentions, people
        self.ends = {mention.range.last: mention for mention in mentions.all if mention.name}

    def noted(self) -> None:
        """The posts by which somebody was spoken of again."""
        for person in self.people.all:
            for mention in person.mentions:
                if mention.role and mention.role.kind == "post" and not mention.role.indefinite:
                    self._give(person, mention.role)

    def within_the_sentence(self) -> None:
        """The posts in a sentence that names their holders, though not joined to the name."""
        for mention in self.mentions.inner:
            self._give_all([(mention, role) for role in self._behind(mention)])
        for mention in self.mentions.all:
            role = mention.role
            if mention.name:
                self._give_all(self._shared(mention, role) if role else self._plainly(mention))
            elif role and role.kind == "post":
                self._give_all(self._told(role))
        for index, key in enumerate(self.reading.keys):
            if key == "یکی":
                self._give_all(self._one_of(index))

    def across_sentences(self) -> None:
        """The posts that head a sentence, to somebody named at the head of another who has none."""
        for number in range(len(self.reading.sentences)):
            mention = self._head(number)
            if mention and mention.role and self._is_open(mention):
                person = self._titled(number) or self._ahead(number) or self._back(number, mention.role)
                self._give(person, mention.role)
        for person in self.people.all:
            self._fuller(person)

    def _give_all(self, told: Iterable[tuple[Found, Role]]) -> None:
        for holder, role in told:
            self._give(self.people.of(holder), role)

    def _give(self, person: Somebody | None, role: Role) -> None:
        if person is not None:
            person.take(role, self.reading.phrase(role.range))

    def _behind(self, mention: Found) -> Iterator[Role]:
        """The post behind a name that stands within another phrase («سخنگوی علی کریمی رئیس حزب …»)."""
        reading, index = self.reading, self._past_quotes(mention.core.last)
        comma = reading.key(index) == "،"
        last = self._sentence(mention.core.first).last
        role = role_at(reading, index + comma, last, self._names) if index + comma < last else None
        if role and describes(Found(role.range, role.range, role=role)):
            if not (comma and reading.key(role.range.last) == "و"):
                yield role

    def _plainly(self, mention: Found) -> Iterator[tuple[Found, Role]]:
        """The description behind a name that begins with a noun which is no post («علی کریمی، ساکن روستای …»)."""
        reading, first = self.reading, self._past_quotes(mention.range.last)
        first += reading.key(first) == "،"
        if reading.key(first) in DESCRIBING and mention.name and mention.name.full:
            end = self._phrase_end(first + 1)
            if end > first + 1 and reading.key(end) != "را":
                yield mention, Role(Range(first, end), "post", reading.keys[first])

    def _phrase_end(self, index: int) -> int:
        """Where a noun phrase ends whose first noun stands before a word."""
        return phrase_end(self.reading, index - 1, index, self._sentence(index - 1).last, self._names)

    @cached_property
    def _names(self) -> dict[int, int]:
        """Where the name ends to which a word belongs."""
        named = (*self.mentions.all, *self.mentions.inner)
        return {word: mention.core.last for mention in named if mention.name for word in range(*mention.core)}

    def _past_quotes(self, index: int) -> int:
        while self.reading.is_quote(index):
            index += 1
        return index

    def _shared(self, mention: Found, role: Role) -> Iterator[tuple[Found, Role]]:
        """Those who act in the post of the last of them: «علی کریمی، حسن رضایی و رضا صادقی به عنوان داور»."""
        if self._acting(role.range.first) is not None:
            for holder in self._list(mention)[1:]:
                if not holder.role:
                    yield holder, role

    def _told(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Those of whom a post by itself is told in its sentence, each with the post as told."""
        start = self._acting(role.range.first)
        if start is not None and not role.indefinite:
            for holder in self._actors(start):
                yield holder, role
        elif self.reading.key(role.range.first - 1) == ":":
            yield from self._listed(role)
        elif role.plural:
            yield from self._among(role)
            yield from self._together(role)
        elif describes(Found(role.range, role.range, role=role)):
            yield from self._announced(role)
            yield from self._opened_list(role)
            yield from self._stated(role)
            yield from self._loosely(role)

    def _acting(self, index: int) -> int | None:
        """Where «به عنوان» and its like begin before a word."""
        keys = self.reading.keys
        start = next((index - len(sign) for sign in ACTING if list(keys[index - len(sign) : index]) == sign), None)
        if start is None or keys[index - 1] != "سمت":
            return start
        return None if APPOINTED.isdisjoint(keys[index : self._sentence(index).last]) else start

    def _actors(self, index: int) -> list[Found]:
        """Those who act in the capacity that is named from a word on: the name or names before it, or the subject."""
        at = index - 1 if self.reading.key(index - 1) == "را" else index
        beside = self._ending(at)
        if beside and not replaced(self.reading, beside):
            return self._list(beside)
        before = reversed(self.mentions.within(self._sentence(index, index)))
        subject = next((mention for mention in before if mention.name and not self._governed(mention)), None)
        if subject is None or any(at in self.reading.cues for at in range(subject.range.last, index)):
            return []
        return [subject]

    def _among(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Those who are «از …», one of many («علی کریمی و حسن رضایی از مربیان تیم هستند»)."""
        reading, end = self.reading, self._stated_end(role.range.last)
        among = reading.key(role.range.first - 2) + reading.key(role.range.first - 1) == "ازجمله"
        start = role.range.first - 2 if among else role.range.first - 1
        if reading.key(start) != "از":
            return
        told = replace(role, range=Range(start, end), plural=False)
        beside = self._ending(start - 1 if reading.key(start - 1) == "،" else start)
        if reading.key(end) in COPULAS:
            last = self._named_before(start)
            for holder in self._list(last) if last else ():
                yield holder, told
        elif beside and (reading.key(end) in {"،", "که", "نیز", "هم", ")"} or self._says(end)):
            yield beside, told

    def _one_of(self, index: int) -> Iterator[tuple[Found, Role]]:
        """Whoever is «یکی از …», whatever noun follows («علی کریمی، یکی از کسبه بازار»)."""
        reading, last = self.reading, self._sentence(index).last
        first = index + 2 + (reading.key(index + 1) == "دیگر")
        if first >= last or reading.keys[first - 1] != "از" or reading.keys[first] in DEMONSTRATIVES | PRONOUNS:
            return
        end = self._phrase_end(first + 1)
        if end == first + 1 and posts().match(reading.keys, first) is None:
            return  # «یکی از آنهاست», «یکی از گزینه‌ها»
        holder = self._subject(index)
        if holder and reading.key(end) != "را" and first not in self._names:
            yield holder, Role(Range(index, end), "post", reading.keys[first])

    def _subject(self, index: int) -> Found | None:
        """Whoever is named right before a word, but for a comma, «که», «نیز», «به عنوان»."""
        start = self._acting(index) or index
        while self.reading.key(start - 1) in {"،", "که", "نیز", "هم", "خود"}:
            start -= 1
        return self._ending(start)

    def _together(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Those who hold one post together («علی کریمی و حسن رضایی، نمایندگان مردم یزد»)."""
        start = role.range.first
        start -= self.reading.key(start - 1) in NUMBERS
        last = self._ending(start - 1 if self.reading.key(start - 1) == "،" else start)
        holders = self._list(last) if last and not last.role else []
        # Behind a comma or «و», the name is the last of a list whose others are not known as names.
        if len(holders) > 1 or (holders and self.reading.key(holders[0].range.first - 1) in {"و", "،"}):
            for holder in holders:
                yield holder, role

    def _opened_list(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever is named before a post with a comma, somebody else being named behind it («کریمی، وزیر راه و رضایی»)."""
        holder = self._ending(role.range.first - 1) if self.reading.key(role.range.first - 1) == "،" else None
        following = self.mentions.at(role.range.last + 1) if self.reading.key(role.range.last) == "و" else None
        if holder and not holder.role and following and following.name:
            yield holder, role

    def _listed(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever a line names with nothing but a post behind a colon («علی کریمی: استاد دانشگاه»)."""
        holder = self._ending(role.range.first - 1)
        sentence = self._sentence(role.range.first)
        if holder and holder.range.first == sentence.first and role.range.last >= sentence.last - 1:
            yield holder, role

    def _announced(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever is named behind a post that heads a sentence or a line («سرمربی تیم، علی کریمی، گفت», «داور: علی کریمی»)."""
        reading, end = self.reading, self._past_quotes(role.range.last)
        head = self._head(reading.sentence_of[role.range.first])
        holder = self.mentions.at(self._past_quotes(end + 1))
        if head is None or head.role is not role or not (holder and holder.name and not holder.role):
            return
        after = self._past_quotes(holder.range.last)
        last = after >= self._sentence(role.range.first).last
        if reading.key(end) == ":" and (last or reading.key(after) == "."):
            yield holder, role
        elif reading.key(end) in {"،", "یعنی"} and not last and reading.key(after) != "و":
            yield holder, role

    def _stated(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever is said to be what a post says («علی کریمی که اکنون سرمربی تیم است»)."""
        end = self._stated_end(role.range.last)
        holder = self._named_before(role.range.first)
        became = self.reading.key(end) == "شد" and end - role.range.first <= 2
        if holder and (became or self.reading.key(end) in COPULAS):
            gap = self.reading.keys[holder.range.last : role.range.first]
            heads = self._head(self.reading.sentence_of[holder.range.first]) is holder
            free = len(gap) <= STATED_GAP and not any(map(is_finite, gap))
            if free and (heads or PREPOSITIONS.isdisjoint(gap)):
                yield holder, replace(role, range=Range(role.range.first, end))

    def _stated_end(self, index: int) -> int:
        """Where a post ends whose last word, before «است», looks like a part of the verb."""
        keys = self.reading.keys
        split = self.reading.is_word(index) and not is_finite(keys[index])
        return index + 1 if split and self.reading.key(index + 1) in COPULAS | {"شد"} else index

    def _named_before(self, index: int) -> Found | None:
        """The last who is named before a word in its sentence."""
        before = self.mentions.within(self._sentence(index, index))
        return next((mention for mention in reversed(before) if mention.name), None)

    def _loosely(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever heads a sentence, a comma and one word before a post («علی کریمی، دیگر عضو شورا، گفت»)."""
        holder = self._named_before(role.range.first)
        if holder is None or holder.role or self._head(self.reading.sentence_of[holder.range.first]) is not holder:
            return
        gap = self.reading.keys[self._past_quotes(holder.range.last) : role.range.first]
        plain = len(gap) == 2 and gap[0] == "،" and gap[1] not in PREPOSITIONS | {"و"} and not is_finite(gap[1])
        after = role.range.last
        if plain and (self.reading.key(after) in {"،", "در", "با"} or self._says(after)):
            yield holder, role

    def _says(self, index: int) -> bool:
        """Whether a reporting verb of saying begins at a word."""
        cue = self.reading.cues.get(index)
        return cue is not None and cue.strength == "say"

    def _ending(self, index: int) -> Found | None:
        """The mention by name that ends before a word, marks of quotation passed over."""
        while self.reading.is_quote(index - 1):
            index -= 1
        return self.ends.get(index)

    def _list(self, last: Found) -> list[Found]:
        """The names of a list, from its last one on backwards."""
        found = [last]
        sentence = self._sentence(last.range.first)
        for mention in reversed(self.mentions.within(Range(sentence.first, last.range.first))):
            gap = self.reading.keys[mention.range.last : found[-1].range.first]
            if not mention.name or not self._lists(gap):
                break
            found.append(mention)
        return found

    @staticmethod
    def _lists(gap: list[str]) -> bool:
        """Whether nothing stands between two names but the sign of a list, or one more name, or a bracket."""
        joined = not set(gap) - {"(", ")"} or "،" in gap or "و" in gap
        return joined and len(gap) <= LIST_GAP and PREPOSITIONS.isdisjoint(gap) and not any(map(is_finite, gap))

    def _governed(self, mention: Found) -> bool:
        """Whether a name is what a preposition governs, so that it is not the subject."""
        return self.reading.key(mention.range.first - 1) in PREPOSITIONS or replaced(self.reading, mention)

    def _sentence(self, index: int, last: int | None = None) -> Range:
        """The sentence of a word, or its part up to `last`."""
        sentence = self.reading.sentences[self.reading.sentence_of[index]]
        return sentence if last is None else Range(sentence.first, last)

    def _head(self, number: int) -> Found | None:
        """The mention that heads a sentence, connectives and marks of quotation passed over."""
        index, last = self.reading.sentences[number]
        while index < last and (self.reading.keys[index] in CONNECTIVES or self.reading.is_quote(index)):
            index += 1
        return self.mentions.at(index)

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
        return any(
            likeness(self.reading, role, known) > SAME_POST
            for person in self.people.all
            for known in person.roles
        )

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
            for above, below in zip(parts, parts[1:], strict=False)
            if above.kind in ("headline", "crosshead")
        }

    def _ahead(self, number: int) -> Somebody | None:
        """The first who is named behind a sentence, if the report names him there for the first time in its body."""
        for later in range(number + 1, min(number + 1 + REACH, len(self.reading.sentences))):
            head = self._head(later)
            if head and self._is_open(head):
                return None
            for mention in self.mentions.within(self.reading.sentences[later]):
                if mention.name and not self._governed(mention):
                    return self._without(mention) if self._is_new(mention, number) else None
        return None

    def _is_new(self, mention: Found, number: int) -> bool:
        """Whether somebody is named for the first time, the headline left out, behind a sentence."""
        person = self.people.of(mention)
        if person is None:
            return False
        headline = self.reading.paragraphs[0].range
        full = (known for known in person.mentions if known.name and known.name.full)
        body = (known.range.first for known in full if known.range.first >= headline.last)
        return min(body, default=0) > self.reading.sentences[number].first

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

    def _fuller(self, person: Somebody) -> None:
        """Give a person the fuller forms in which the report tells the same post of nobody («وزیر نیرو», «وزیر نیروی عراق»)."""
        role = fullest_role(self.reading, person.roles)
        if role is None or role.definite:
            return
        for mention in self.mentions.all:
            fuller = mention.role
            if fuller and describes(mention) and fuller.head == role.head and not fuller.definite:
                words, more = (set(self.reading.keys[slice(*known.range)]) for known in (role, fuller))
                if words < more and len(words) > 1:
                    self._give(person, fuller)
