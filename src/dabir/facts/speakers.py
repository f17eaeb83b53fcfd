"""Who says it: the person or party behind each statement.

The mention beside the cue is a name, a surname, a post, a pronoun, an institution, or missing. Names are looked up;
a pronoun, «این مقام» and a dropped subject go on with the speaker before, or with whoever headed a sentence since; a post
goes to the person who holds it, to the name that the next statement brings in («نماینده … گفت. علی کریمی …»), or to the
speaker before if nothing speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dabir.facts.aliases import aliases
from dabir.facts.drafts import Draft
from dabir.facts.mentions import Found, Mentions
from dabir.facts.parties import Attribution, Organ, Speaker, called, is_personal, known_as
from dabir.facts.people import People, Somebody, one_surname
from dabir.facts.posts import SAME_POST, likeness, may_hold, one_country
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import DEMONSTRATIVES, Role
from dabir.facts.words import PRONOUNS, WRITINGS

# How many words away a speaker may be to be looked up by post.
REACH = 5000
# Pronouns of one who speaks about himself: a phrase that holds one is an object («بزرگترین مشکل ما»), no source.
FIRST_PERSONS = frozenset({"من", "ما", "خود"})
# Nouns that begin a paraphrase for somebody of the report: «مرد شماره دو تنیس جهان», «پدیده جام».
DESCRIBING = frozenset({"مرد", "زن", "بانوی", "پدیده", "اسطوره", "چهره"})


class Resolver:
    """Goes through the statements in order and remembers who spoke last."""

    def __init__(self, reading: Reading, mentions: Mentions, people: People, drafts: Sequence[Draft]) -> None:
        """Take the mentions, the people and the drafts of a report, all in reading order."""
        self.reading, self.mentions, self.people, self.drafts = reading, mentions, people, drafts
        self.organs: list[Organ] = []
        self.last: Speaker | None = None
        self.last_person: Speaker | None = None
        self.relayed = False
        self._spoken: dict[int, Speaker | None] = {}
        self.read_to = 0
        self._noted: set[tuple[int, Range]] = set()
        self._named_from = self._next_names()
        self._aliases = {reading.phrase(words): full for words, full in aliases(reading, mentions)}
        self._headline_end = next(
            (part.range.last for part in reading.paragraphs if part.kind == "headline"), 0
        )

    def resolve(self) -> list[Attribution]:
        """The speaker of every draft, in order."""
        self._introduce()
        found = []
        for place, draft in enumerate(self.drafts):
            attribution = self._attribute(place, draft)
            self._remember(draft, attribution.speaker)
            found.append(attribution)
        return [replace(one, speaker=known_as(one.speaker)) for one in found]

    def party(self, mention: Found) -> Speaker | None:
        """The person or party that a mention outside the statements stands for, as far as it is known."""
        if mention.name:
            return self.people.of(mention)
        if mention.role is None or mention.role.definite:
            return None
        return self._holder(mention.role) if mention.role.kind == "post" else None

    def anyone(self, mention: Found) -> Speaker | None:
        """The person or party that a post, an institution or a country outside the statements stands for, known or new."""
        speaker = self.party(mention)
        if speaker is None and mention.role is not None and not mention.role.definite:
            speaker = self._organ(mention).speaker
        return known_as(speaker)

    def unlisted(self, mention: Found) -> Speaker:
        """A noun phrase that no list knows, as a party known by its words."""
        speaker = self._organ(mention).speaker
        assert speaker is not None
        return speaker

    def _remember(self, draft: Draft, speaker: Speaker | None) -> None:
        """Keep how far the report was read, who spoke last, and who of them was somebody rather than something.

        What an outlet relays counts as not read yet: «وی» is whoever it tells of, or cites, never the outlet.
        """
        self._spoken[id(draft)] = speaker
        personal = is_personal(speaker) or _unknown_somebody(draft, speaker)
        if draft.parent is not None:
            if personal and self.relayed:
                self.last_person = speaker
            return
        self.relayed = not personal
        self.read_to = draft.content.last if personal else draft.content.first
        if speaker is not None:
            self.last = speaker
        if personal:
            self.last_person = speaker

    def _next_names(self) -> list[Somebody | None]:
        """For every draft, and for the end, the first person named as a speaker from there on."""
        names: list[Somebody | None] = [None]
        for draft in reversed(self.drafts):
            names.append((self.people.of(draft.mention) if draft.mention else None) or names[-1])
        return names[::-1]

    def _introduce(self) -> None:
        """Give the post that opens the abstract or the first paragraph to the first who is named as a speaker.

        Agencies open with «شهردار … از … خبر داد» and bring the name only in the next paragraph.
        """
        person = self._named_ahead(-1)
        role = self._opening_role()
        if person is None or role is None or self._holder(role) is not None or not self._free(person, role):
            return
        if person.mentions[0].range.first > role.range.first and not any(
            mention.role and mention.role.range.last > role.range.last for mention in person.mentions
        ):
            self._give(person, role)

    def _opening_role(self) -> Role | None:
        """The post at the head of the first sentence behind the headline."""
        mention = self._opening()
        role = mention.role if mention and not mention.name else None
        return (
            role
            if role and role.kind == "post" and not (role.plural or role.indefinite or role.definite)
            else None
        )

    def _opening(self) -> Found | None:
        """The mention at the head of the first sentence behind the headline."""
        first = next((part for part in self.reading.paragraphs if part.kind in ("abstract", "body")), None)
        return self.mentions.at(first.range.first) if first else None

    def _attribute(self, place: int, draft: Draft) -> Attribution:
        """Who speaks a draft, by the kind of mention that stands beside its cue."""
        mention = draft.mention
        if mention is None:
            return self._document(draft) or self._asked(draft) or self._before(place)
        if mention.parts:
            return self._together(place, draft, mention)
        if mention.name:
            return Attribution(self.people.of(mention), "name")
        if mention.pronoun:
            other = self._other(draft, mention)
            return self._note(mention, other or self._pronoun(place, mention))
        if self._points_back(mention):
            role = mention.role
            personal = role is not None and role.kind == "post" and not role.plural
            back = self._brought_up(mention)
            if back is None:
                back = self._pronoun(place, mention) if personal else Attribution(self.last, "again")
            return self._note(mention, back)
        if mention.role is None:
            return self._note(mention, self._plain(place, draft, mention))
        if mention.role.kind != "post":
            return self._note(mention, self._organ(self._named_outlet(place, mention.role) or mention))
        return self._note(mention, self._post(place, draft, mention, mention.role))

    def _together(self, place: int, draft: Draft, mention: Found) -> Attribution:
        """Several who speak together are a party of their own."""
        members: tuple[Speaker, ...] = ()
        for part in mention.parts:
            if members and part.role is not None and not part.name:  # the name to come is the first one's
                speaker = self._holder(part.role) or self._organ(part).speaker
            else:
                speaker = self._attribute(place, replace(draft, mention=part)).speaker
            members += (speaker,) if speaker is not None else ()
        if len(members) < len(mention.parts):
            return Attribution(members[0] if members else None, "together")
        party = next((organ for organ in self.organs if organ.members == members), None)
        if party is None:
            party = Organ(None, mention.core, members=members)
            self.organs.append(party)
        return self._note(mention, Attribution(party, "together"))

    def _points_back(self, mention: Found) -> bool:
        """Whether «این …» takes up the speaker before: «این روزنامه», «این ائتلاف»."""
        if self.last is None or self.reading.keys[mention.core.first] not in DEMONSTRATIVES:
            return False
        if mention.role is None or mention.role.kind == "post":
            return True
        if isinstance(self.last, Somebody):
            return False
        return self.last.role is None or self.last.role.kind == mention.role.kind

    def _brought_up(self, mention: Found) -> Attribution | None:
        """Somebody unnamed whom a sentence since the last statement brought up («یک دیپلمات … . این دیپلمات گفت»)."""
        role = mention.role
        if role is None or role.plural:
            return None
        for known in reversed(self.mentions.within(Range(self.read_to, mention.range.first))):
            if known.role and known.role.indefinite and known.role.head == role.head and not known.name:
                return self._organ(known)
        return None

    def _named_outlet(self, place: int, role: Role) -> Found | None:
        """The outlet that a later statement names, if this one is «یک روزنامه …»."""
        if role.kind != "outlet" or not role.indefinite:
            return None
        for draft in self.drafts[place + 1 :]:
            named = draft.mention.role if draft.mention else None
            if named and named.kind == "outlet" and not (named.indefinite or named.definite):
                return draft.mention
        return None

    def _note(self, mention: Found, attribution: Attribution) -> Attribution:
        """Remember a mention with the one it was found to mean."""
        speaker = attribution.speaker
        if speaker is not None and (id(speaker), mention.core) not in self._noted:
            self._noted.add((id(speaker), mention.core))
            speaker.mentions.append(mention)
        return attribution

    def _pronoun(self, place: int, mention: Found) -> Attribution:
        """Who «وی» is: whoever headed a sentence since the last statement, else the person who spoke last."""
        person = self._headed(mention)
        if person is not None:
            return Attribution(person, "headed")
        if self.last_person is not None:
            return Attribution(self.last_person, "pronoun")
        # An institution is no «وی»; a party that no list knows may be somebody.
        listed = isinstance(self.last, Organ) and self.last.role is not None
        person = self._named_before(mention.range.first) if listed else None
        return Attribution(person, "named") if person is not None else self._before(place)

    def _citing(self, draft: Draft) -> Speaker | None:
        """Somebody in whose speech a statement stands; None where nobody speaks, or an outlet that only relays."""
        outer = self._spoken.get(id(draft.parent)) if draft.parent else None
        return outer if is_personal(outer) else None

    def _other(self, draft: Draft, mention: Found) -> Attribution | None:
        """Who «او» is in somebody's speech: the last person named before, but for the one who speaks."""
        citing = self._citing(draft)
        if citing is None:
            return None
        person = self._named_before(mention.range.first, citing)
        return Attribution(person, "named") if person is not None else None

    def _named_before(self, index: int, but: Speaker | None = None) -> Somebody | None:
        """The person named last before a word, but for one."""
        for mention in reversed(self.mentions.within(Range(max(0, index - REACH), index))):
            person = self.people.of(mention)
            if person is not None and person is not but:
                return person
        return None

    def _headed(self, mention: Found) -> Somebody | None:
        """The person who headed a sentence since the last statement, the nearest first."""
        for number in range(self.reading.sentence_of[mention.range.first] - 1, -1, -1):
            sentence = self.reading.sentences[number]
            if sentence.last <= self.read_to:
                break
            heading = self.mentions.at(max(sentence.first, self.read_to))
            person = self.people.of(heading) if heading else None
            if person and not (mention.role and not self._free(person, mention.role)):
                return person
        return None

    def _document(self, draft: Draft) -> Attribution | None:
        """Who speaks in a message («در این پیام آمده است»): whoever heads the report, if nobody has spoken."""
        if draft.cue is None or draft.cue.strength != "text" or self.last_person is not None:
            return None
        opening = self._opening()
        if opening is None or opening.pronoun:
            return None
        return self._organ(opening) if not opening.name else Attribution(self.people.of(opening), "document")

    def _asked(self, draft: Draft) -> Attribution | None:
        """Who answers in an interview before anybody is named as a speaker: the first person whom it names."""
        if (
            draft.cue is not None
            or self.last is not None
            or self._named_from[0] is not None
            or not self.people.all
        ):
            return None
        return Attribution(self.people.all[0], "asked")

    def _plain(self, place: int, draft: Draft, mention: Found) -> Attribution:
        """Who a noun phrase that no list knows means: a person of that surname, somebody named next, or a party."""
        if not FIRST_PERSONS.isdisjoint(self.reading.keys[mention.core.first : mention.core.last]):
            return self._before(place)
        key = self.reading.phrase(mention.core)
        person = next((person for person in self.people.all if one_surname(key, person)), None)
        if person is not None:
            return Attribution(person, "surname")
        if self._paraphrases(place, draft, mention):
            return self._pronoun(place, mention)
        if self.reading.keys[mention.core.first] in WRITINGS and (owner := self._outlet_within(mention)):
            return self._organ(owner)
        if self.reading.keys[mention.core.first] in ("یکی", "یک") and self.last_person is None:
            ahead = self._named_ahead(place)
            if ahead is not None:
                return Attribution(ahead, "ahead")
        return self._organ(mention)

    def _outlet_within(self, mention: Found) -> Found | None:
        """The outlet whose writing a noun phrase names («گزارش واشنگتن پست»)."""
        for inner in self.mentions.within(mention.core):
            if inner.role and inner.role.kind == "outlet" and inner.range.last == mention.core.last:
                return inner
        return None

    def _paraphrases(self, place: int, draft: Draft, mention: Found) -> bool:
        """Whether a noun phrase is other words for somebody of the report: a known noun, an age, or right behind a headline.

        «علی کریمی: راه باز است» as the headline, «مالک باشگاه گفت راه باز است» as the abstract.
        """
        keys = self.reading.keys[mention.core.first : mention.core.last]
        if keys[0] in DESCRIBING or "ساله" in keys:
            return True
        before = self.drafts[place - 1] if place else None
        headed = before is not None and before.cue is None and before.content.first < self._headline_end
        return headed and _singular(draft) and isinstance(self.last, Somebody)

    def _before(self, place: int) -> Attribution:
        """The speaker before; at the beginning, the first who is named."""
        if self.last is not None:
            return Attribution(self.last, "before")
        return Attribution(self._named_ahead(place), "ahead")

    def _named_ahead(self, place: int) -> Somebody | None:
        """The first person whom a later statement names."""
        return self._named_from[place + 1]

    def _post(self, place: int, draft: Draft, mention: Found, role: Role) -> Attribution:
        """Who a post means; within somebody's speech, never the one who is speaking."""
        if role.definite and self.last is not None:
            return Attribution(self.last, "again")
        holder = self._holder(role)
        if isinstance(holder, Organ) and draft.parent is None:
            holder = self._identified(place, holder, role)
        if holder is not None:
            return Attribution(holder, "holder")
        owned = self.reading.keys[mention.range.last - 1] in PRONOUNS  # «معاون او»: not the one spoken of
        if role.plural or owned or self._citing(draft) is not None:
            return self._organ(mention)
        ahead = self._introduced(place, role)
        if ahead is not None:
            self._give(ahead, role)
            return Attribution(ahead, "introduced")
        new = self.reading.key(mention.range.last) in ("نیز", "هم") and bool(
            self.last and self._roles(self.last)
        )
        last = self.last or self._headed(mention)
        if isinstance(last, Somebody) and not (role.indefinite or new) and self._free(last, role):
            self._give(last, role)
            return Attribution(last, "given")
        return self._organ(mention)

    def _identified(self, place: int, organ: Organ, role: Role) -> Speaker:
        """Whom the next statement brings in by name as the holder of a post that has spoken before, if it does."""
        person = self._introduced(place, role) if self.last is not None else None
        if person is None:
            return organ
        organ.person = person
        self.organs.remove(organ)
        self.last, self.last_person = known_as(self.last), known_as(self.last_person)
        self._give(person, role)
        for mention in organ.mentions:
            self._note(mention, Attribution(person, "introduced"))
        return person

    def _give(self, person: Somebody, role: Role) -> None:
        """Keep a post with the person whose it was found to be."""
        person.take(role, self.reading.phrase(role.range))

    def _holder(self, role: Role) -> Speaker | None:
        """The person, or the party known by a post, whose post is the same; the best match, the last speaker first."""
        best: Speaker | None = None
        best_score = SAME_POST
        for speaker in self._near(role.range.first):
            for known in self._roles(speaker):
                score = likeness(self.reading, role, known) + (0.05 if speaker is self.last else 0.0)
                if score > best_score:
                    best, best_score = speaker, score
        return best

    @staticmethod
    def _roles(speaker: Speaker) -> list[Role]:
        """The posts by which a speaker is known."""
        if isinstance(speaker, Somebody):
            return speaker.roles
        return [speaker.role] if speaker.role else []

    def _near(self, index: int) -> Iterator[Speaker]:
        """The people and parties spoken of not too far from a word; in a report of usual length, all of them."""
        speakers: list[Speaker] = [*self.people.all, *self.organs]
        for speaker in speakers:
            first, last = speaker.mentions[0].range.first, speaker.mentions[-1].range.first
            if first - REACH < index < last + REACH:
                yield speaker

    def _introduced(self, place: int, role: Role) -> Somebody | None:
        """The person whose name first comes with the next statements, without a post that speaks against this one.

        Agencies bring in a speaker by post and give the name in the next paragraph.
        """
        for draft in self.drafts[place + 1 : place + 4]:
            if draft.parent is not None or draft.mention is None:
                continue
            if draft.mention.name is None:
                if draft.mention.pronoun:
                    return self._named_between(place, draft, role)
                if draft.mention.role and draft.mention.role.kind == "post":
                    continue
                return None
            return self._brought_in(draft.mention, role)
        return None

    def _brought_in(self, mention: Found, role: Role) -> Somebody | None:
        """The person of a mention by name, if that is the first word of them and no post speaks against this one."""
        person = self.people.of(mention)
        if person is None or not self._free(person, role):
            return None
        new = person is not self.last and person.mentions[0].range == mention.range
        headline = self.last is None
        posted = mention.role is not None  # «علی کریمی، وزیر راه»: a name that brings its own post
        return person if headline or (new and not posted) else None

    def _named_between(self, place: int, draft: Draft, role: Role) -> Somebody | None:
        """Whom a pronoun takes up who headed a sentence since a statement («علی کریمی با تبریک … . وی گفت»)."""
        first, last = self.drafts[place].content.last, draft.content.first
        for number in range(self.reading.sentence_of[first - 1] + 1, self.reading.sentence_of[last]):
            heading = self.mentions.at(self.reading.sentences[number].first)
            if heading is not None and heading.name is not None:
                return self._brought_in(heading, role)
        return None

    def _free(self, person: Somebody, role: Role) -> bool:
        """Whether no post of a person speaks against one more."""
        return may_hold(self.reading, person.roles, role)

    def _organ(self, mention: Found) -> Attribution:
        """An institution, an outlet, or somebody known only by a post."""
        mention = self._aliases.get(self.reading.phrase(mention.core), mention)
        key = self._called(mention.core, mention.role)
        for organ in self.organs:
            same = self._called(organ.name, organ.role) == key or one_country(organ.role, mention.role)
            if same or (
                organ.role and mention.role and likeness(self.reading, organ.role, mention.role) > SAME_POST
            ):
                self._fuller(organ, mention)
                return self._note(mention, Attribution(organ, "known"))
        if mention.role and mention.role.definite:
            known = next(
                (
                    organ
                    for organ in reversed(self.organs)
                    if organ.role and organ.role.kind == mention.role.kind
                ),
                None,
            )
            if known is not None:
                return self._note(mention, Attribution(known, "known"))
        organ = Organ(mention.role, mention.core, [mention])
        self.organs.append(organ)
        return Attribution(organ, "new")

    def _fuller(self, organ: Organ, mention: Found) -> None:
        """Call a party by the fuller of two forms of its name («وزارت بهداشت», «وزارت بهداشت افغانستان»)."""
        role = mention.role
        if role is None or organ.role is None or role.definite or role.kind in ("country", "outlet"):
            return
        short, long = self.reading.phrase(organ.name), self.reading.phrase(mention.core)
        if role.head == organ.role.head and len(long) > len(short) and long.startswith(short):
            organ.role, organ.name = role, mention.core

    def _called(self, name: Range, role: Role | None) -> str:
        return self.reading.phrase(called(self.reading, name, role))


def _unknown_somebody(draft: Draft, speaker: Speaker | None) -> bool:
    """Whether a speaker whom no list knows is one and no many («منبعی آگاه گفت», but «برخی گفتند»)."""
    unknown = isinstance(speaker, Organ) and speaker.role is None and not speaker.members
    return unknown and _singular(draft)


def _singular(draft: Draft) -> bool:
    """Whether the verb of a statement's cue is in the singular."""
    return draft.cue is not None and draft.cue.features is not None and not draft.cue.features.plural
