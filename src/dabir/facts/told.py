"""Of whom a post is told in its sentence, where it does not stand beside the name.

A post may be told of several («کریمی، رضایی و صادقی به عنوان داور»), behind a colon or a verb («علی کریمی که سرمربی تیم
است»), as one of many («از مربیان تیم»), or of somebody named within another phrase («سخنگوی علی کریمی رئیس حزب …»).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from dabir.facts.lexicon import posts
from dabir.facts.mentions import AS, Found, Mentions, describes, replaced
from dabir.facts.people import OFFICES
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import DEMONSTRATIVES, Role, phrase_end, role_at
from dabir.facts.words import CONNECTIVES, COPULAS, DESCRIBING, PREPOSITIONS, PRONOUNS, is_finite

# Words between two names of a list, one that no list of names knows included.
LIST_GAP = 6
# Words between a name and the post that is stated of it.
STATED_GAP = 5
# How many hold a post together: «دو معاون وزیر».
NUMBERS = frozenset({"دو", "سه", "چهار", "پنج"})
# In what capacity somebody acts or is appointed: «به عنوان سرمربی», «به سمت مدیرکل».
ACTING = (*AS, ["به", "سمت"], ["در", "سمت"], ["در", "مقام"], ["در", "کسوت"], ["در", "نقش"])
# Walks of life of which one may follow several callings («نویسنده، پژوهشگر و مدرس دانشگاه»).
CALLINGS = frozenset({"academia", "culture", "media"})
# Signs between the names of a list behind a post («داوران: علی کریمی - حسن رضایی»).
LIST_SIGNS = frozenset({"-", "–", "،", "و", "/"})
# The counterpart of whoever was named before, told beside a surname as well.
COUNTERPART = "همتای"
# What «سمت» needs behind it to be a position, not a direction.
APPOINTED = frozenset({"منصوب", "انتخاب", "معرفی", "برگزیده", "گمارده", "گماشته"})


def sentence_head(reading: Reading, mentions: Mentions, number: int) -> Found | None:
    """The mention that heads a sentence, connectives and marks of quotation passed over."""
    index, last = reading.sentences[number]
    while index < last and (reading.keys[index] in CONNECTIVES or reading.is_quote(index)):
        index += 1
    return mentions.at(index)


def governed(reading: Reading, mention: Found) -> bool:
    """Whether a name is what a preposition governs, so that it is not the subject."""
    return reading.key(mention.range.first - 1) in PREPOSITIONS or replaced(reading, mention)


def _past_quotes(reading: Reading, index: int) -> int:
    while reading.is_quote(index):
        index += 1
    return index


class Told:
    """The search for posts told in the sentence of a name."""

    def __init__(self, reading: Reading, mentions: Mentions) -> None:
        """Take a report and its mentions."""
        self.reading, self.mentions = reading, mentions
        self._ends = {mention.range.last: mention for mention in mentions.all if mention.name}

    def find(self) -> Iterator[tuple[Found, Role]]:
        """The names of whom a post is told, each with the post as told."""
        for mention in self.mentions.inner:
            yield from self._behind(mention)
        for mention in self.mentions.all:
            role = mention.role
            if mention.name:
                yield from self._besides(mention, role) if role else self._plainly(mention)
            elif role and role.kind == "post":
                yield from self._told(role)
        for index, key in enumerate(self.reading.keys):
            if key == "یکی":
                yield from self._one_of(index)

    def _behind(self, mention: Found) -> Iterator[tuple[Found, Role]]:
        """The post behind a name that stands within another phrase («سخنگوی علی کریمی رئیس حزب …»)."""
        reading, index = self.reading, _past_quotes(self.reading, mention.core.last)
        comma = reading.key(index) == "،"
        last = self._sentence(mention.core.first).last
        role = role_at(reading, index + comma, last, self._names) if index + comma < last else None
        if role is None or not describes(Found(role.range, role.range, role=role)):
            return
        listed = comma and reading.key(role.range.last) == "و"
        if role.range.last - role.range.first > 1 and not listed:
            yield mention, role

    def _plainly(self, mention: Found) -> Iterator[tuple[Found, Role]]:
        """The description behind a name that begins with a noun which is no post («علی کریمی، ساکن روستای …»)."""
        reading, first = self.reading, _past_quotes(self.reading, mention.range.last)
        first += reading.key(first) == "،"
        full = mention.name is not None and (mention.name.full or reading.key(first) == COUNTERPART)
        if reading.key(first) in DESCRIBING and full:
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

    def _besides(self, mention: Found, role: Role) -> Iterator[tuple[Found, Role]]:
        """What a post beside a name says of others and of more than itself."""
        yield from self._shared(mention, role)
        if role.head in OFFICES and role.range.first < mention.core.first:
            yield from self._behind(mention)
        elif role.sector in CALLINGS and role.range.first > mention.core.first:
            yield from self._callings(mention, role)

    def _callings(self, mention: Found, role: Role) -> Iterator[tuple[Found, Role]]:
        """The callings of one person, in a list («علی کریمی، نویسنده، پژوهشگر و مدرس دانشگاه»)."""
        last, end = self._sentence(role.range.first).last, role.range.last
        while self.reading.key(end) in {"،", "و"} and end + 1 < last:
            more = role_at(self.reading, end + 1, last, self._names)
            if more is None or more.sector not in CALLINGS or more.plural or more.range.last in self._names:
                break
            end = more.range.last
        if end > role.range.last:
            yield mention, replace(role, range=Range(role.range.first, end))

    def _shared(self, mention: Found, role: Role) -> Iterator[tuple[Found, Role]]:
        """Those who act in the post of the last of them: «علی کریمی، حسن رضایی و رضا صادقی به عنوان داور»."""
        if self._acting(role.range.first) is not None:
            for holder in self._list(mention)[1:]:
                if not holder.role:
                    yield holder, role

    def _told(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Those of whom a post by itself is told in its sentence, each with the post as told."""
        start = self._acting(role.range.first)
        if role.definite:
            return
        yield from self._lined_up(role)
        if start is not None and not role.indefinite:
            for holder in self._actors(start):
                yield holder, role
        elif self.reading.key(role.range.first - 1) == ":":
            yield from self._listed(role)
        elif role.indefinite:
            yield from self._introduced(role)
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
        start = next(
            (index - len(sign) for sign in ACTING if list(keys[index - len(sign) : index]) == sign), None
        )
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
        named = (mention for mention in before if mention.name and not replaced(self.reading, mention))
        subject = next(named, None)
        return [subject] if subject and self._reaches(subject, index) else []

    def _reaches(self, subject: Found, index: int) -> bool:
        """Whether the clause of a subject goes on to a word, one relative clause between them passed over."""
        gap = range(subject.range.last, index)
        verbs = [at for at in gap if is_finite(self.reading.keys[at])]
        relative = "که" in self.reading.keys[subject.range.last : verbs[0]] if verbs else True
        cued = any(at in self.reading.cues for at in gap)
        return len(verbs) <= 1 and relative and not cued and not governed(self.reading, subject)

    def _among(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Those who are «از …», one of many («علی کریمی و حسن رضایی از مربیان تیم هستند»)."""
        reading, end = self.reading, self._stated_end(role.range.last)
        among = reading.key(role.range.first - 2) + reading.key(role.range.first - 1) == "ازجمله"
        start = role.range.first - 2 if among else role.range.first - 1
        if reading.key(start) != "از" or reading.key(start - 1) in {"یکی", "دیگر"}:
            return
        end = self._one_more(end)
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
        if (
            first >= last
            or reading.keys[first - 1] != "از"
            or reading.keys[first] in DEMONSTRATIVES | PRONOUNS
        ):
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
        comma = self.reading.key(start - 1) == "،"
        last = self._ending(start - comma)
        holders = self._list(last) if last and not last.role else []
        # Behind a comma or «و», the name is the last of a list whose others are not known as names.
        listed = comma and bool(holders) and self.reading.key(holders[0].range.first - 1) in {"و", "،"}
        if len(holders) > 1 or listed:
            for holder in holders:
                yield holder, role

    def _opened_list(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever is named before a post with a comma, «و» and no other post behind it («کریمی، وزیر راه و رضایی»)."""
        first, last = role.range
        holder = self._ending(first - 1) if self.reading.key(first - 1) == "،" else None
        following = self.mentions.at(last + 1)
        others = self.reading.key(last) == "و" and (following is None or following.name)
        if holder and not holder.role and others and last - first > 1:
            yield holder, role

    def _listed(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever a line names with nothing but a post behind a colon («علی کریمی: استاد دانشگاه»)."""
        holder = self._ending(role.range.first - 1)
        sentence = self._sentence(role.range.first)
        if holder and holder.range.first == sentence.first and role.range.last >= sentence.last - 1:
            yield holder, role

    def _introduced(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever is told to be one of his kind («علی کریمی، یک کارشناس بازار نفت، گفت»)."""
        first, end = role.range
        comma = self.reading.key(first - 1) == "،"
        holder = self._ending(first - comma)
        set_off = comma or self.reading.is_quote(first - 1)
        if holder and not holder.role and set_off and self.reading.key(end) != "را":
            yield holder, replace(role, range=Range(first + 1, self._one_more(end)), indefinite=False)

    def _one_more(self, index: int) -> int:
        """Where a second post of the same person ends that «و» adds at a word; the word itself if there is none."""
        last = self._sentence(index - 1).last
        more = role_at(self.reading, index + 1, last, self._names) if index + 1 < last else None
        if self.reading.key(index) != "و" or more is None or more.range.last in self._names:
            return index
        return more.range.last if describes(Found(more.range, more.range, role=more)) else index

    def _lined_up(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Those whom a line names behind a post and a colon («داوران: علی کریمی - حسن رضایی ناظر: رضا صادقی»)."""
        reading, last = self.reading, self._sentence(role.range.first).last
        holders: list[Found] = []
        end = _past_quotes(reading, role.range.last)
        while reading.key(end) in (LIST_SIGNS if holders else {":"}):
            mention = self.mentions.at(_past_quotes(reading, end + 1))
            if mention is None or not mention.name or mention.role:
                break
            holders.append(mention)
            end = _past_quotes(reading, mention.range.last)
        following = role_at(reading, end, last, self._names) if end < last else None
        closed = end >= last or reading.key(end) == "."
        if holders and (closed or (following and reading.key(following.range.last) == ":")):
            for holder in holders if role.plural else holders[:1]:
                yield holder, role

    def _announced(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever is named behind a post that heads a sentence («سرمربی تیم، علی کریمی، گفت»)."""
        reading, end = self.reading, _past_quotes(self.reading, role.range.last)
        head = sentence_head(reading, self.mentions, reading.sentence_of[role.range.first])
        holder = self.mentions.at(_past_quotes(self.reading, end + 1))
        if head is None or head.role is not role or not (holder and holder.name and not holder.role):
            return
        after = _past_quotes(self.reading, holder.range.last)
        last = after >= self._sentence(role.range.first).last
        if reading.key(end) in {"،", "یعنی"} and not last and reading.key(after) != "و":
            yield holder, role

    def _stated(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever is said to be what a post says («علی کریمی که اکنون سرمربی تیم است»)."""
        end = self._stated_end(role.range.last)
        holder = self._named_before(role.range.first)
        became = self.reading.key(end) == "شد" and end - role.range.first <= 2
        if holder and (became or self.reading.key(end) in COPULAS):
            gap = self.reading.keys[holder.range.last : role.range.first]
            heads = self._head(holder) is holder
            free = len(gap) <= STATED_GAP and not any(map(is_finite, gap))
            if free and (heads or PREPOSITIONS.isdisjoint(gap)):
                yield holder, replace(role, range=Range(role.range.first, end))

    def _stated_end(self, index: int) -> int:
        """Where a post ends whose last word, before «است», looks like a part of the verb."""
        keys = self.reading.keys
        if keys[index : index + 1] == ["در"]:  # «دستیار کریمی در تیم ملی است»
            seat = role_at(self.reading, index + 1, self._sentence(index).last, self._names)
            return seat.range.last if seat and self.reading.key(seat.range.last) in COPULAS else index
        split = self.reading.is_word(index) and not is_finite(keys[index])
        return index + 1 if split and self.reading.key(index + 1) in COPULAS | {"شد"} else index

    def _named_before(self, index: int) -> Found | None:
        """The last who is named before a word in its sentence."""
        before = self.mentions.within(self._sentence(index, index))
        return next((mention for mention in reversed(before) if mention.name), None)

    def _loosely(self, role: Role) -> Iterator[tuple[Found, Role]]:
        """Whoever heads a sentence, a comma and one word before a post («علی کریمی، دیگر عضو شورا، گفت»)."""
        holder = self._named_before(role.range.first)
        if holder is None or holder.role or self._head(holder) is not holder:
            return
        gap = self.reading.keys[_past_quotes(self.reading, holder.range.last) : role.range.first]
        plain = (
            len(gap) == 2 and gap[0] == "،" and gap[1] not in PREPOSITIONS | {"و"} and not is_finite(gap[1])
        )
        after = role.range.last
        if plain and (self.reading.key(after) in {"،", "در", "با"} or self._says(after)):
            yield holder, role

    def _head(self, mention: Found) -> Found | None:
        """The mention that heads the sentence of another."""
        number = self.reading.sentence_of[mention.range.first]
        return sentence_head(self.reading, self.mentions, number)

    def _says(self, index: int) -> bool:
        """Whether a reporting verb of saying begins at a word."""
        cue = self.reading.cues.get(index)
        return cue is not None and cue.strength == "say"

    def _ending(self, index: int) -> Found | None:
        """The mention by name that ends before a word, marks of quotation passed over."""
        while self.reading.is_quote(index - 1):
            index -= 1
        return self._ends.get(index)

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
    def _lists(gap: Sequence[str]) -> bool:
        """Whether nothing stands between two names but the sign of a list, or one more name, or a bracket."""
        joined = not set(gap) - {"(", ")"} or "،" in gap or "و" in gap
        return (
            joined and len(gap) <= LIST_GAP and PREPOSITIONS.isdisjoint(gap) and not any(map(is_finite, gap))
        )

    def _sentence(self, index: int, last: int | None = None) -> Range:
        """The sentence of a word, or its part up to `last`."""
        sentence = self.reading.sentences[self.reading.sentence_of[index]]
        return sentence if last is None else Range(sentence.first, last)
