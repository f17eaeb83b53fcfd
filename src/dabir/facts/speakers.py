"""Who says it: the person or party behind each statement.

The mention beside the cue is a name, a surname, a post, a pronoun, an institution, or missing. Names are looked up;
a pronoun, «این مقام» and a dropped subject go on with the speaker before; a post goes to the person who holds it, to the
speaker before if nothing speaks against it, or to the name that the next statement brings in («نماینده … گفت. علی کریمی …»).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dabir.facts.drafts import Draft
from dabir.facts.mentions import Found, Mentions
from dabir.facts.people import People, Somebody
from dabir.facts.posts import SAME_POST, likeness, may_hold, one_country
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import DEMONSTRATIVES, Role
from dabir.facts.words import PRONOUNS

# How many words away a speaker may be to be looked up by post.
REACH = 5000


@dataclass(slots=True, eq=False)
class Organ:
    """A speaker without a personal name: an institution, an outlet, a country, or somebody known by a post alone.

    `members` are those who speak together («X و Y گفتند»).
    """

    role: Role | None
    name: Range
    mentions: list[Found] = field(default_factory=list)
    members: tuple[Speaker, ...] = ()


Speaker = Somebody | Organ


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks a draft, and how sure that is (0 to 1)."""

    speaker: Speaker | None
    confidence: float


class Resolver:
    """Goes through the statements in order and remembers who spoke last."""

    def __init__(self, reading: Reading, mentions: Mentions, people: People, drafts: Sequence[Draft]) -> None:
        """Take the mentions, the people and the drafts of a report, all in reading order."""
        self.reading, self.mentions, self.people, self.drafts = reading, mentions, people, drafts
        self.organs: list[Organ] = []
        self.last: Speaker | None = None
        self.last_person: Speaker | None = None
        self.read_to = 0
        self._noted: set[tuple[int, Range]] = set()
        self._named_from = self._next_names()

    def resolve(self) -> list[Attribution]:
        """The speaker of every draft, in order."""
        self._introduce()
        found = []
        for place, draft in enumerate(self.drafts):
            attribution = self._attribute(place, draft)
            if draft.parent is None:
                self._remember(draft, attribution.speaker)
            found.append(attribution)
        return found

    def party(self, mention: Found) -> Speaker | None:
        """The person or party that a mention outside the statements stands for, as far as it is known."""
        if mention.name:
            return self.people.of(mention)
        if mention.role is None or mention.role.definite:
            return None
        return self._holder(mention.role) if mention.role.kind == "post" else None

    def _remember(self, draft: Draft, speaker: Speaker | None) -> None:
        """Keep how far the report was read, who spoke last, and who of them was somebody rather than something."""
        self.read_to = draft.content.last
        if speaker is not None:
            self.last = speaker
        if speaker is not None and _is_personal(speaker):
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
            return self._document(draft) or self._asked(draft) or self._before(place, 0.6)
        if mention.parts:
            return self._together(place, draft, mention)
        if mention.name:
            return Attribution(self.people.of(mention), 0.95)
        if mention.pronoun:
            return self._note(mention, self._pronoun(place, mention))
        if self._points_back(mention):
            return self._note(mention, Attribution(self.last, 0.8))
        if mention.role is None:
            return self._note(mention, self._plain(place, mention))
        if mention.role.kind != "post":
            return self._organ(mention)
        return self._note(mention, self._post(place, draft, mention, mention.role))

    def _together(self, place: int, draft: Draft, mention: Found) -> Attribution:
        """Several who speak together are a party of their own."""
        found = [self._attribute(place, replace(draft, mention=part)).speaker for part in mention.parts]
        members = tuple(speaker for speaker in found if speaker is not None)
        if len(members) < len(mention.parts):
            return Attribution(members[0] if members else None, 0.5)
        party = next((organ for organ in self.organs if organ.members == members), None)
        if party is None:
            party = Organ(None, mention.core, members=members)
            self.organs.append(party)
        return self._note(mention, Attribution(party, 0.8))

    def _points_back(self, mention: Found) -> bool:
        """Whether «این …» takes up the speaker before: «این روزنامه», «این ائتلاف»."""
        if self.last is None or self.reading.keys[mention.core.first] not in DEMONSTRATIVES:
            return False
        if mention.role is None or mention.role.kind == "post":
            return True
        if isinstance(self.last, Somebody):
            return False
        return self.last.role is None or self.last.role.kind == mention.role.kind

    def _note(self, mention: Found, attribution: Attribution) -> Attribution:
        """Remember a mention with the one it was found to mean."""
        speaker = attribution.speaker
        if speaker is not None and (id(speaker), mention.core) not in self._noted:
            self._noted.add((id(speaker), mention.core))
            speaker.mentions.append(mention)
        return attribution

    def _pronoun(self, place: int, mention: Found) -> Attribution:
        """Who «وی» is: whoever headed a sentence since the last statement, else the person who spoke last."""
        since = Range(self.read_to, mention.range.first)
        for number in range(self.reading.sentence_of[mention.range.first] - 1, -1, -1):
            sentence = self.reading.sentences[number]
            if sentence.first < since.first:
                break
            heading = self.mentions.at(sentence.first)
            person = self.people.of(heading) if heading else None
            if person:
                return Attribution(person, 0.8)
        if self.last_person is not None:
            return Attribution(self.last_person, 0.9)
        return self._before(place, 0.7)

    def _document(self, draft: Draft) -> Attribution | None:
        """Who speaks in a message («در این پیام آمده است»): whoever heads the report, if nobody has spoken."""
        if draft.cue is None or draft.cue.strength != "text" or self.last_person is not None:
            return None
        opening = self._opening()
        if opening is None or opening.pronoun:
            return None
        return self._organ(opening) if not opening.name else Attribution(self.people.of(opening), 0.7)

    def _asked(self, draft: Draft) -> Attribution | None:
        """Who answers in an interview before anybody is named as a speaker: the first person whom it names."""
        if (
            draft.cue is not None
            or self.last is not None
            or self._named_from[0] is not None
            or not self.people.all
        ):
            return None
        return Attribution(self.people.all[0], 0.5)

    def _plain(self, place: int, mention: Found) -> Attribution:
        """Who a noun phrase that no list knows means: a person of that surname, somebody named next, or a party."""
        key = self.reading.phrase(mention.core)
        person = next(
            (person for person in self.people.all if key == "".join(person.keys[person.given :])), None
        )
        if person is not None:
            return Attribution(person, 0.9)
        if self.reading.keys[mention.core.first] in ("یکی", "یک") and self.last_person is None:
            ahead = self._named_ahead(place)
            if ahead is not None:
                return Attribution(ahead, 0.7)
        return self._organ(mention)

    def _before(self, place: int, confidence: float) -> Attribution:
        """The speaker before; at the beginning, the first who is named."""
        if self.last is not None:
            return Attribution(self.last, confidence)
        ahead = self._named_ahead(place)
        return Attribution(ahead, confidence * 0.7)

    def _named_ahead(self, place: int) -> Somebody | None:
        """The first person whom a later statement names."""
        return self._named_from[place + 1]

    def _post(self, place: int, draft: Draft, mention: Found, role: Role) -> Attribution:
        """Who a post means; within somebody's speech, never the one who is speaking."""
        if role.definite and self.last is not None:
            return Attribution(self.last, 0.85)
        holder = self._holder(role)
        if holder is not None:
            return Attribution(holder, 0.9)
        owned = self.reading.keys[mention.range.last - 1] in PRONOUNS  # «معاون او»: not the one spoken of
        if role.plural or owned or draft.parent is not None:
            return self._organ(mention)
        ahead = self._introduced(place, role)
        if ahead is not None:
            self._give(ahead, role)
            return Attribution(ahead, 0.8)
        new = self.reading.key(mention.range.last) in ("نیز", "هم") and bool(
            self.last and self._roles(self.last)
        )
        if isinstance(self.last, Somebody) and not (role.indefinite or new) and self._free(self.last, role):
            self._give(self.last, role)
            return Attribution(self.last, 0.8)
        return self._organ(mention)

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
                if draft.mention.pronoun or (draft.mention.role and draft.mention.role.kind == "post"):
                    continue
                return None
            person = self.people.of(draft.mention)
            new = (
                person is not None
                and person is not self.last
                and person.mentions[0].range == draft.mention.range
            )
            headline = self.last is None
            posted = draft.mention.role is not None  # «علی کریمی، وزیر راه»: a name that brings its own post
            fits = headline or (new and not posted)
            return person if person is not None and fits and self._free(person, role) else None
        return None

    def _free(self, person: Somebody, role: Role) -> bool:
        """Whether no post of a person speaks against one more."""
        return may_hold(self.reading, person.roles, role)

    def _organ(self, mention: Found) -> Attribution:
        """An institution, an outlet, or somebody known only by a post."""
        key = self.reading.phrase(mention.core)
        for organ in self.organs:
            same = self.reading.phrase(organ.name) == key or one_country(organ.role, mention.role)
            if same or (
                organ.role and mention.role and likeness(self.reading, organ.role, mention.role) > SAME_POST
            ):
                return self._note(mention, Attribution(organ, 0.85))
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
                return self._note(mention, Attribution(known, 0.75))
        organ = Organ(mention.role, mention.core, [mention])
        self.organs.append(organ)
        return Attribution(organ, 0.8)


def _is_personal(speaker: Speaker) -> bool:
    """Whether a speaker is somebody, by name or by post, so that «وی» can mean them."""
    return isinstance(speaker, Somebody) or (speaker.role is not None and speaker.role.kind == "post")
