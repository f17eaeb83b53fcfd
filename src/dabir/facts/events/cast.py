"""Who is meant: the person or party behind each mention, pronoun, dropped subject and «دو طرف» of an event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from dabir.facts.drafts import Draft
from dabir.facts.lexicon import countries, institutions
from dabir.facts.mentions import Found, Mentions
from dabir.facts.parties import Attribution, Organ, Speaker, is_personal
from dabir.facts.people import Somebody
from dabir.facts.phrases import squeeze_all
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.roles import Role
from dabir.facts.speakers import Resolver
from dabir.facts.told import sentence_head
from dabir.facts.words import EQUIPMENT, GROUP_ENDINGS, NO_GROUPS, NOBODY, PREPOSITIONS, SIDES, UNNAMED

Members = tuple[Speaker, ...]

# «دو طرف», «سه کشور»: as many as were last told of together.
SEVERAL = {"دو": 2, "سه": 3, "چهار": 4, "هردو": 2, "هرسه": 3}
BOTH = frozenset({"طرفین", "دوطرف", "دوکشور", "سهکشور"})
MAX_OWNER = 7
# Nobody alone, somebody with a word behind it («افراد مسلح»).
GROUPS_TOO = frozenset({"افراد"})


@cache
def group_words() -> frozenset[str]:
    """Nouns for groups of people and for bodies in the plural («کشورهای», «شبه‌نظامیان»), squeezed."""
    lines = files("dabir.facts").joinpath("data/groups.txt").read_text("utf-8").splitlines()
    return frozenset(squeeze_all([line for line in lines if line and not line.startswith("#")]))


@cache
def bodies() -> frozenset[str]:
    """Heads of institution names in the plural («بانک‌ها», «شهرداری‌های»), squeezed."""
    heads = [form for form, listed in institutions().items() if listed.head]
    return frozenset(head + ending for head in heads for ending in ("ها", "های", "هایی"))


@cache
def peoples() -> frozenset[str]:
    """Peoples by their adjectives in the plural («آمریکایی‌ها», «کردها»), squeezed."""
    return frozenset(
        key + ending
        for key, term in countries().items()
        if term.kind == "adjective"
        for ending in ("ها", "های", "ان", "یها")
    )


class Cast:
    """The persons and parties of a report, by the words that stand for them."""

    def __init__(
        self,
        reading: Reading,
        mentions: Mentions,
        resolver: Resolver,
        drafts: Sequence[Draft],
        attributions: Sequence[Attribution],
    ) -> None:
        """Take a report whose statements have their speakers."""
        self.reading, self.mentions, self.resolver = reading, mentions, resolver
        self.speakers = {id(draft): one.speaker for draft, one in zip(drafts, attributions, strict=True)}
        self._anchors = sorted(self._spoken(drafts, attributions), key=lambda pair: pair[0])
        self._places = [place for place, _ in self._anchors]
        self.together: list[Members] = []

    def _spoken(
        self, drafts: Sequence[Draft], attributions: Sequence[Attribution]
    ) -> Iterator[tuple[int, Speaker]]:
        """Who is in the reader's mind from which word on: who spoke, and who headed a sentence."""
        for draft, attribution in zip(drafts, attributions, strict=True):
            if attribution.speaker is not None and draft.parent is None:
                yield draft.content.first, attribution.speaker
        for number, sentence in enumerate(self.reading.sentences):
            head = sentence_head(self.reading, self.mentions, number)
            if head and not head.pronoun and (head.name or (head.role and not head.role.plural)):
                speaker = self.one(head)
                if speaker is not None:
                    yield sentence.first, speaker

    def one(self, mention: Found) -> Speaker | None:
        """The person or party of a mention that is no pronoun; None where it is nobody in particular."""
        if mention.name:
            person = self.resolver.people.of(mention)
            if person is not None:
                return person
        role = mention.role
        if role is None:
            return None
        return self.resolver.anyone(mention)

    def members(self, mention: Found, index: int) -> Members:
        """All whom a mention stands for: one, those who act together, or whom a pronoun takes up.

        Args:
            mention: The mention.
            index: The word from which to look back for whom a pronoun means.
        """
        if mention.parts:
            return tuple(member for part in mention.parts for member in self.members(part, index))
        if mention.pronoun:
            speaker = self.before(index, personal=True)
            return (speaker,) if speaker is not None else ()
        if mention.role and mention.role.definite and mention.role.kind != "country":
            speaker = self.before(index, personal=mention.role.kind == "post")
            return (speaker,) if speaker is not None else ()
        speaker = self.one(mention)
        if speaker is None and mention.role is None and mention.name is None:
            speaker = self._group(mention)
        return (speaker,) if speaker is not None else ()

    def _group(self, mention: Found) -> Speaker:
        """A group of people that no list knows, as a party of its own."""
        return self.resolver.unlisted(mention)

    def before(self, index: int, *, personal: bool = False) -> Speaker | None:
        """Who was last in the reader's mind before the sentence of a word."""
        sentence = self.reading.sentences[self.reading.sentence_of[index]]
        for place in range(bisect_left(self._places, sentence.first) - 1, -1, -1):
            speaker = self._anchors[place][1]
            if is_personal(speaker) or not personal:
                return speaker
        return None

    def beside(self, some: Members) -> Members:
        """Those who were last told of together with one of some people or parties."""
        own = set(map(id, some))
        for members in reversed(self.together):
            others = tuple(one for one in members if id(one) not in own)
            if 0 < len(others) < len(members):
                return others
        return ()

    def several(self, index: int, count: int) -> Members:
        """«دو طرف», «سه کشور»: the last who were told of together, else the countries named before."""
        for members in reversed(self.together):
            if len(members) == count:
                return members
        found: dict[str, Speaker] = {}
        for mention in self.mentions.within(Range(0, index)):
            role = mention.role
            if role and role.country and role.country not in found and len(found) < count:
                speaker = self.one(mention) if role.kind == "country" else None
                if speaker is not None:
                    found[role.country] = speaker
        return tuple(found.values()) if len(found) == count else ()

    def sides_at(self, index: int) -> tuple[Members, int] | None:
        """Those whom «دو طرف» at a word means, and where the phrase ends."""
        keys = self.reading.keys
        if keys[index] in BOTH:
            return self.several(index, 3 if keys[index].startswith("سه") else 2), index + 1
        if keys[index] in SEVERAL and self.reading.key(index + 1) in SIDES:
            return self.several(index, SEVERAL[keys[index]]), index + 2
        return None

    def group_at(self, index: int, last: int) -> Found | None:
        """A group of people that no list knows («کارخانه‌داران», «شبه‌نظامیان»), with its complement."""
        key = self.reading.key(index)
        if not self.is_group(index):
            return None
        end = index + 1
        while end < min(last, index + 4) and self.mentions.at(end) is None and self._qualifies(end):
            end += 1
        owner = self.mentions.at(end)
        if owner is not None and owner.role is not None and owner.range.last <= last:
            if key in EQUIPMENT:
                return owner
            end = owner.range.last
        elif key in EQUIPMENT and end > index + 1 and (nation := self.nation(index + 1, end)):
            return nation
        if key in ("گروه", "افراد", "عناصر", "اعضای") and end == index + 1:
            return None
        words = Range(index, end)
        return Found(words, words)

    def nation(self, first: int, last: int) -> Found | None:
        """The country whose adjective stands in a phrase («جنگنده‌های انگلیسی»)."""
        for at in range(first, last):
            named = countries().match(self.reading.keys, at)
            if named is not None:
                words = Range(at, named[0])
                role = Role(words, "country", self.reading.phrase(words), country=named[1].code)
                return Found(words, words, role=role)
        return None

    def is_group(self, index: int) -> bool:
        """Whether a word is a noun for a group of people."""
        key = self.reading.key(index)
        if not self.reading.is_word(index) or key in NO_GROUPS or key in PREPOSITIONS or key in UNNAMED:
            return False
        return (
            key in group_words()
            or key in bodies()
            or key in peoples()
            or (len(key) > 5 and key.endswith(GROUP_ENDINGS))
        )

    def _qualifies(self, index: int) -> bool:
        """Whether a word goes on with the name of a group: an adjective or a country."""
        key = self.reading.keys[index]
        named = countries().match(self.reading.keys, index)
        return named is not None or (
            key.endswith("ی") and len(key) > 3 and key not in PREPOSITIONS and self.reading.is_word(index)
        )

    def role_of(self, speaker: Speaker) -> Role | None:
        """The post or institution by which a party is known."""
        if isinstance(speaker, Somebody):
            return speaker.roles[0] if speaker.roles else None
        return speaker.role


def is_country(speaker: Speaker) -> bool:
    """Whether a party is a country."""
    return isinstance(speaker, Organ) and speaker.role is not None and speaker.role.kind == "country"


def is_outlet(speaker: Speaker) -> bool:
    """Whether a party is a medium, which tells what others do."""
    return isinstance(speaker, Organ) and speaker.role is not None and speaker.role.kind == "outlet"


def is_nobody(reading: Reading, speaker: Speaker) -> bool:
    """Whether a party says only that there is somebody («برخی», «کسانی», «افراد»)."""
    if not isinstance(speaker, Organ):
        return False
    if speaker.role is not None:
        return speaker.role.head in UNNAMED | NOBODY
    first, last = speaker.name
    key = reading.keys[first]
    return key in NOBODY and (last - first == 1 or key not in GROUPS_TOO)
