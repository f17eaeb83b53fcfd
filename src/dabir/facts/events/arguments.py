"""The parties around a trigger: whom a preposition, «را», a genitive or a passive brings in, and the clause's subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dabir.facts.events.cast import MAX_OWNER, Cast, Members
from dabir.facts.events.frames import Frame, compounds
from dabir.facts.events.settings import OPENING, Setting, Verb
from dabir.facts.mentions import Found, Mentions
from dabir.facts.name_words import is_unknown
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.times.find import When
from dabir.facts.words import (
    CONNECTIVES,
    CONTROLLING,
    MATTERS,
    NO_SUBJECTS,
    PREPOSITIONS,
    QUANTIFYING,
    is_finite,
)

# What brings in the one who does it: «توسط پلیس», «از سوی دولت», «به دست ارتش».
AGENTS = (
    ("توسط",),
    ("از", "سوی"),
    ("از", "جانب"),
    ("از", "طرف"),
    ("به", "دست"),
    ("بهدست",),
    ("به", "وسیله"),
    ("بهوسیله",),
    ("ازسوی",),
)
# Prepositions of more than one word, by their keys run together.
LONG_MARKERS = {
    "نسبتبه": ("نسبت", "به"),
    "دربرابر": ("در", "برابر"),
    "درمقابل": ("در", "مقابل"),
    "بهسوی": ("به", "سوی"),
    "بهطرف": ("به", "طرف"),
    "بهروی": ("به", "روی"),
    "بهجان": ("به", "جان"),
    "درمیان": ("در", "میان"),
    "دراختیار": ("در", "اختیار"),
    "برضد": ("بر", "ضد"),
    "ازسوی": ("از", "سوی"),
}
MAX_PLAIN = 6
MAX_GENITIVE = 6
MAX_AHEAD = 16
# «دیدار امروزش»: the ending on a time says who does what stands before it.
POSSESSED_TIMES = frozenset({"امروز", "دیروز", "فردا", "اخیر", "دیشب", "امشب"})
STOPS = frozenset({"که", "را", "،", ".", "؛", ":", "و"})


@dataclass(frozen=True, slots=True)
class Party:
    """Who plays a part in a deed, and the words that say so; `guessed` where none do, and the text has somebody in mind."""

    members: Members
    range: Range
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that state a deed, and how: as a noun, or as a verb with what its form says.

    `stem` is the noun of a compound or the simple verb, which the record shows; `range` all words of the trigger.
    """

    frame: Frame
    stem: Range
    range: Range
    verb: Verb | None
    passive: bool
    compound: bool


class Arguments:
    """The search for the parties of one trigger."""

    def __init__(self, reading: Reading, mentions: Mentions, cast: Cast, times: Sequence[When]) -> None:
        """Take a report, its cast and its times."""
        self.reading, self.mentions, self.cast = reading, mentions, cast
        self._timed = {index: when.range.last for when in times for index in range(*when.range)}
        self._agents = dict(_agents(reading.keys))
        self.holders = {index: mention for mention in mentions.all for index in range(*mention.range)}

    # Phrases ------------------------------------------------------------------------------------------------------

    def at(self, index: int, setting: Setting) -> Party | None:
        """The party whose words begin at a word, with those joined to it; None where none does."""
        while index < setting.range.last and (
            self.reading.is_quote(index) or self.reading.keys[index] in ("این", "آن")
        ):
            if self.mentions.at(index) is not None:
                break
            index += 1
        sides = self.cast.sides_at(index) if index < setting.range.last else None
        if sides is not None:
            return Party(sides[0], Range(index, sides[1])) if sides[0] else None
        mention = self.mentions.at(index) or self.cast.group_at(index, setting.range.last)
        if mention is None or mention.range.first >= setting.range.last:
            return None
        members = self.cast.members(mention, index)
        return self._more(Party(members, mention.range), setting) if members else None

    def _more(self, party: Party, setting: Setting) -> Party:
        """A party with those joined to it: «X و Y», «X، Y و Z», «مقامات …، از جمله X»."""
        members, last = party.members, party.range.last
        while True:
            index = last
            while index < setting.range.last and (self.reading.is_quote(index)):
                index += 1
            keys = self.reading.keys[index : index + 3]
            step = 1 if keys[:1] in (["و"], ["،"]) else 0
            if keys[step : step + 2] == ["از", "جمله"]:
                step += 2
            if not step:
                return Party(members, Range(party.range.first, last))
            other = self.mentions.at(index + step) or self.cast.group_at(index + step, setting.range.last)
            if other is None or other.range.last > setting.range.last or other.pronoun:
                return Party(members, Range(party.range.first, last))
            if self.reading.key(other.range.last) == "را" and keys[:1] == ["،"]:
                return Party(members, Range(party.range.first, last))
            more = self.cast.members(other, index)
            if not more:
                return Party(members, Range(party.range.first, last))
            members, last = (*members, *(one for one in more if one not in members)), other.range.last

    def owner(self, index: int, setting: Setting, stop: int) -> Party | None:
        """The party that begins at a word, or that owns the thing which does («از اقدام ایران», «به مواضع ارتش»)."""
        for at in range(index, min(stop, index + MAX_OWNER)):
            party = self.at(at, setting) if setting.open(at) else None
            if party is not None and party.range.last <= stop:
                return party
            key = self.reading.keys[at]
            if at > index and key in PREPOSITIONS and key != "در":
                return None
            if key in STOPS or is_finite(key) or (self.reading.is_quote(at) and at > index + 3):
                return None
        return None

    # Roles --------------------------------------------------------------------------------------------------------

    def genitive(self, trigger: Trigger, setting: Setting) -> Party | None:
        """Who stands right behind a noun of action, adjectives between: «تحریم‌های ظالمانه X», «دیدار X با Y»."""
        index = trigger.stem.last if trigger.compound else trigger.range.last
        for at in range(index, min(setting.range.last, index + MAX_GENITIVE)):
            party = self.at(at, setting) if setting.open(at) else None
            if party is not None:
                return party
            key = self.reading.keys[at]
            if key in PREPOSITIONS or key in STOPS or is_finite(key) or not self.reading.is_word(at):
                if self.reading.is_quote(at):
                    continue
                return None
        return None

    def marked_behind(self, trigger: Trigger, setting: Setting, start: int) -> Party | None:
        """Whom one of the frame's prepositions brings in behind a noun of action."""
        last = min(setting.range.last, start + MAX_AHEAD)
        for at in range(start, last):
            key = self.reading.keys[at]
            if key in OPENING or is_finite(key) or key == ".":
                return None
            width = 0 if self._is_agent(at) else self._marks(trigger.frame.markers, at)
            party = self.owner(at + width, setting, last) if width else None
            if party is not None:
                return party
        return None

    def marked_before(self, trigger: Trigger, setting: Setting, start: int) -> Party | None:
        """Whom one of the frame's prepositions brings in before the trigger in its clause.

        The frame's first preposition goes before its others, the nearest phrase before those farther off.
        """
        places = range(trigger.stem.first - 1, start - 1, -1)
        for marker, at in ((marker, at) for marker in trigger.frame.markers for at in places):
            width = self._marks((marker,), at) if setting.open(at) else 0
            if width and at + width < trigger.stem.first and not self._is_agent(at):
                party = self.owner(at + width, setting, trigger.stem.first)
                if party is None and trigger.frame.complement:
                    party = self._any(at + width, trigger.stem.first, setting)
                if party is None and trigger.compound and not trigger.frame.alone:
                    party = self._stranger(at + width, trigger.stem.first)
                if party is not None:
                    return party
        return None

    def _any(self, first: int, last: int, setting: Setting) -> Party | None:
        """The first party of a stretch («از همکاری با Y خودداری کرد»)."""
        parties = (self.at(at, setting) for at in range(first, last) if setting.open(at))
        return next((party for party in parties if party is not None and party.range.last <= last), None)

    def _stranger(self, first: int, last: int) -> Party | None:
        """A name that no list knows behind a preposition («با نادر فرخ‌پوریان»)."""
        end = first
        while end < min(last, first + MAX_PLAIN):
            key = self.reading.keys[end]
            if (
                key in PREPOSITIONS
                or key in STOPS
                or end in self._timed
                or is_finite(key)
                or not self.reading.is_word(end)
            ):
                break
            end += 1
        if not any(is_unknown(self.reading, at) for at in range(first, end)):
            return None
        words = Range(first, end)
        return Party(self.cast.members(Found(words, words), first), words)

    def _marks(self, markers: Sequence[str], index: int) -> int:
        """How many words one of the prepositions takes that stands at a word; 0 where none does."""
        if index in self.holders and self.holders[index].range.first != index:
            return 0
        for marker in markers:
            words = LONG_MARKERS.get(marker, (marker,))
            if tuple(self.reading.keys[index : index + len(words)]) == words:
                return len(words)
        return 0

    def _is_agent(self, index: int) -> bool:
        return index in self._agents

    def object(self, trigger: Trigger, setting: Setting, start: int) -> Party | None:
        """Who stands before «را», or owns what does: «حملات اسرائیل به غزه را محکوم کرد»."""
        stop = trigger.range.last
        marks = [at for at in range(start, stop) if self.reading.keys[at] == "را" and setting.open(at)]
        if not marks:
            return None
        mark = marks[-1]
        first = self._object_start(start, mark)
        for at in range(first, mark):
            if not setting.open(at) or self._governed(at, first):
                continue
            party = self.at(at, setting)
            if party is not None and party.range.last <= mark:
                return party
        return None

    def _object_start(self, start: int, mark: int) -> int:
        """Where the noun phrase before «را» may begin: behind the clause's subject and its commas."""
        first = start
        head = self._head(start, mark)
        if head is not None and head.range.last < mark:
            first = head.range.last
        commas = [at for at in range(first, mark) if self.reading.keys[at] == "،" and not self._in_list(at)]
        return commas[-1] + 1 if commas else first

    def _in_list(self, comma: int) -> bool:
        return self.mentions.at(comma + 1) is not None and (comma - 1) in self.holders

    def _head(self, start: int, stop: int) -> Found | None:
        """The mention with which a clause begins."""
        at = start
        while at < stop and (self.reading.keys[at] in CONNECTIVES or self.reading.is_quote(at)):
            at += 1
        return self.mentions.at(at) or self.cast.group_at(at, stop)

    def _governed(self, index: int, first: int) -> bool:
        """Whether a word is what a preposition brings in within a phrase."""
        return index > first and self.reading.keys[index - 1] in PREPOSITIONS

    def agent(self, trigger: Trigger, setting: Setting, start: int) -> Party | None:
        """Who does it, as «توسط», «از سوی» or «به دست» says."""
        verb_end = trigger.verb.range.first if trigger.verb else setting.range.last
        for at in range(start, max(verb_end, trigger.range.last)):
            width = self._agents.get(at)
            party = self.owner(at + width, setting, setting.range.last) if width else None
            if party is not None:
                return party
        return None

    def subject(self, trigger: Trigger, setting: Setting, start: int) -> Party | None:
        """Who does what the governing verb says: named in the clause, in the one before it, or dropped."""
        features = trigger.verb.features if trigger.verb else None
        for first in dict.fromkeys((start, setting.range.first)):
            first = self._past_opening(first, trigger.stem.first)
            party = self._named_subject(trigger, setting, first)
            if party is not None:
                return party
        if features is not None and features.person == 1 and setting.said is not None:
            speaker = self.cast.speakers.get(id(setting.said))
            return Party((speaker,), trigger.stem) if speaker is not None else None
        if setting.said is not None:
            return None
        speaker = self.cast.before(trigger.stem.first)
        return Party((speaker,), trigger.stem) if speaker is not None else None

    def _past_opening(self, first: int, stop: int) -> int:
        while first < stop and self.reading.keys[first] in OPENING | {"و", "،"}:
            first += 1
        return first

    def _named_subject(self, trigger: Trigger, setting: Setting, first: int) -> Party | None:
        """The first noun phrase of a clause that no preposition brings in and no «را» follows."""
        related = self._antecedent(first, setting)
        if related is not None:
            return related
        at, last = first, trigger.stem.first
        while at < last:
            if not setting.open(at):
                at = max(
                    (hole.last for hole in setting.holes if hole.first <= at < hole.last), default=at + 1
                )
                continue
            skipped = self._passed(at, last, setting)
            if skipped > at:
                at = skipped
                continue
            party = self.at(at, setting)
            if party is None:
                party = self._plain(at, last, trigger, setting)
            if party is None:
                return None
            if party.range.last > last or self.reading.key(party.range.last) == "را":
                at = party.range.last
                continue
            return party
        return None

    def _passed(self, at: int, last: int, setting: Setting) -> int:
        """Behind what may stand before a subject: a connective, a sign, a time, a number, a phrase with a preposition."""
        key = self.reading.keys[at]
        if at in self._timed:
            return self._timed[at]
        if self.mentions.at(at) is not None or self.cast.sides_at(at):
            return at
        if key in PREPOSITIONS or self._is_agent(at):
            return self._phrase_end(at, last, setting)
        word = self.reading.is_word(at)
        return at + 1 if key in CONNECTIVES | QUANTIFYING or not word else at

    def _phrase_end(self, at: int, last: int, setting: Setting) -> int:
        """Behind a phrase that begins with a preposition."""
        at += 1
        while at < last and self.reading.keys[at] in PREPOSITIONS | {"سوی", "طرف", "جانب", "دست", "وسیله"}:
            at += 1
        party = self.at(at, setting) if at < last else None
        if party is not None and party.range.last <= last:
            return party.range.last
        while at < last:
            key = self.reading.keys[at]
            ahead = self.mentions.at(at)
            if ahead is not None and self.reading.keys[at - 1] not in PREPOSITIONS:
                return ahead.range.last
            if key in PREPOSITIONS or key == "،" or at in self._timed or is_finite(key):
                return at
            at += 1
        return at

    def _plain(self, at: int, last: int, trigger: Trigger, setting: Setting) -> Party | None:
        """A noun phrase that no list knows as the subject of a compound verb, up to the next phrase."""
        if not trigger.compound:
            return None
        end = at
        while end < min(last, at + MAX_PLAIN):
            key = self.reading.keys[end]
            mention = self.mentions.at(end)
            if mention is not None and end > at:
                end = mention.range.last
                if trigger.passive:
                    members = self.cast.members(mention, end)
                    return Party(members, mention.range) if members else None
                break
            stop = key in PREPOSITIONS or key in STOPS or end in self._timed or is_finite(key)
            if stop or not self.reading.is_word(end) or key in QUANTIFYING:
                break
            end += 1
        words = Range(at, end)
        if end == at or end >= last or not setting.open(at) or self.reading.keys[at] in NO_SUBJECTS:
            return None
        found = Found(words, words)
        return Party(self.cast.members(found, at), words)

    def _antecedent(self, first: int, setting: Setting) -> Party | None:
        """Whom a relative clause tells of: the mention right before its «که»."""
        if self.reading.key(first - 1) != "که" or not setting.open(first - 1):
            return None
        holder = self.holders.get(first - 2)
        if holder is None or holder.range.last != first - 1 or is_finite(self.reading.key(first - 2)):
            return None
        members = self.cast.members(holder, first)
        return Party(members, holder.range) if members else None


def _agents(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where one of `AGENTS` stands, and how many words it takes."""
    beginnings = {words[0] for words in AGENTS}
    for at, key in enumerate(keys):
        if key in beginnings:
            width = max(
                (len(words) for words in AGENTS if tuple(keys[at : at + len(words)]) == words), default=0
            )
            if width:
                yield at, width


def is_subjected(reading: Reading, trigger: Trigger) -> bool:
    """Whether a deed is told as «مورد … قرار گرفتن» or «هدف … قرار گرفتن»."""
    return reading.key(trigger.stem.first - 1) in ("مورد", "هدف", "تحت") and trigger.verb is not None


def is_possessed(reading: Reading, stem: Range) -> bool:
    """Whether an ending says that the subject does it: «دیدارش با X», «دیدار امروزش با X»."""
    after = reading.key(stem.last)
    own = reading.keys[stem.last - 1]
    return any(
        (after.endswith(ending) and after.removesuffix(ending) in POSSESSED_TIMES)
        or (own.endswith(ending) and compounds().get(own.removesuffix(ending)) is not None)
        for ending in ("ش", "اش", "شان")
    )


def is_led(reading: Reading, index: int) -> str:
    """What stands before a noun of action: «control» where the clause's subject does it, «matter», or «free»."""
    for at in range(index - 1, max(-1, index - 3), -1):
        key = reading.key(at)
        if key in MATTERS:
            return "matter"
        if key in CONTROLLING:
            return "control"
        if key in PREPOSITIONS:
            return "matter"
    return "free"
