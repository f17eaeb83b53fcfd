"""The events of a report: every trigger is tried with every frame it may belong to, and what came of it is kept.

A trigger is a noun of action or a verb (`frames`); its parties stand around it (`arguments`) in its part of the sentence
(`settings`); who they are is told by the report's people and parties (`cast`). What lacks a party is no event, and the
attempt says why. Several tellings of one deed between the same parties are one event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dabir.facts.drafts import Draft
from dabir.facts.events.arguments import Arguments, Party, Trigger, is_led
from dabir.facts.events.cast import Cast, Members, is_nobody
from dabir.facts.events.frames import EZAFE, Frame, compounds, simple_verbs
from dabir.facts.events.settings import Setting, Settings, Verb
from dabir.facts.events.status import status_of
from dabir.facts.mentions import Mentions
from dabir.facts.parties import Organ
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.times.find import When
from dabir.facts.words import PREPOSITIONS, is_finite
from dabir.record import Status

MAX_GAP = 5
# Words around a trigger in which a frame's `never` words speak against it.
BESIDE = 3
Reason = str


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of a deed: its words, and how it stands there."""

    words: Range
    extent: Range
    status: Status
    draft: Draft | None
    when: When | None
    place: Range | None
    sure: bool


@dataclass(slots=True)
class Deed:
    """One event: its frame and mode, its parties, and its tellings in order."""

    frame: Frame
    mode: str | None
    sources: Members
    targets: Members
    tellings: list[Telling] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One trigger with one frame: the deed it states, or why it states none."""

    trigger: Trigger
    deed: Deed | None
    reason: Reason


class EventFinder:
    """The search through one report."""

    def __init__(
        self, reading: Reading, mentions: Mentions, cast: Cast, drafts: Sequence[Draft], times: Sequence[When]
    ) -> None:
        """Take a report whose statements have their speakers and whose times are found."""
        self.reading, self.mentions, self.cast, self.times = reading, mentions, cast, times
        self.settings = Settings(reading, drafts)
        self.arguments = Arguments(reading, mentions, cast)

    def deeds(self) -> list[Deed]:
        """The events of the report, each once, in order."""
        found: dict[tuple[str, frozenset[int]], Deed] = {}
        for attempt in self.attempts():
            if attempt.deed is None:
                continue
            deed = attempt.deed
            key = deed.frame.type, frozenset(id(one) for one in (*deed.sources, *deed.targets))
            known = found.setdefault(key, deed)
            if known is not deed:
                known.tellings += deed.tellings
                known.mode = known.mode or deed.mode
        return list(found.values())

    def attempts(self) -> Iterator[Attempt]:
        """Every trigger with every frame, the best frame of a trigger first."""
        done = -1
        for part in self.reading.paragraphs:
            if part.kind in ("sign_off", "credit", "dateline"):
                continue
            for index in range(*part.range):
                if index < done:
                    continue
                for trigger, setting in self._triggers(index):
                    attempt = self._attempt(trigger, setting)
                    yield attempt
                    if attempt.deed is not None:
                        done = max(trigger.stem.last, trigger.range.last if trigger.compound else 0)
                        break

    # Triggers -----------------------------------------------------------------------------------------------------

    def _triggers(self, index: int) -> Iterator[tuple[Trigger, Setting]]:
        """The triggers that begin at a word: the longest phrase, as a compound verb before as a noun; then a simple verb."""
        found = compounds().match(self.reading.keys, index)
        if found is not None and not self._within_name(index, found[0]):
            stop, entry = found
            stem = Range(index, stop)
            setting = self.settings.of(index)
            verb = setting.governing(stop)
            seen: set[int] = set()
            if verb is not None and self._adjacent(stem, verb):
                for frame, passive in entry.verbs.get(verb.features.lemma, ()):
                    seen.add(frame.number)
                    yield Trigger(frame, stem, Range(index, verb.range.last), verb, passive or verb.features.passive, True), setting
            for frame in entry.nouns:
                if frame.number not in seen:
                    yield Trigger(frame, stem, stem, verb, False, False), setting
            return
        yield from self._simple(index)

    def _simple(self, index: int) -> Iterator[tuple[Trigger, Setting]]:
        if not is_finite(self.reading.keys[index]) and not is_finite(self.reading.key(index + 1)):
            return
        setting = self.settings.of(index)
        verb = next((verb for verb in setting.verbs if verb.range.first == index), None)
        for frame in simple_verbs().get(verb.features.lemma, ()) if verb else ():
            assert verb is not None
            yield Trigger(frame, verb.range, verb.range, verb, verb.features.passive, True), setting

    def _adjacent(self, stem: Range, verb: Verb) -> bool:
        """Whether a compound's noun and verb belong together: few words between them, and no new clause."""
        between = self.reading.keys[stem.last : verb.range.first]
        return len(between) <= MAX_GAP and not any(key in ("که", "،", "تا", ":", "را") for key in between)

    def _within_name(self, first: int, last: int) -> bool:
        """Whether a trigger's word is part of a name or of an office («وزیر جنگ», «سازمان همکاری اسلامی»)."""
        holder = self.arguments._holders.get(first)
        return holder is not None and holder.range.first <= first and last <= holder.range.last

    # Attempts -----------------------------------------------------------------------------------------------------

    def _attempt(self, trigger: Trigger, setting: Setting) -> Attempt:
        reason = self._against(trigger, setting)
        if reason:
            return Attempt(trigger, None, reason)
        sides = self._sides(trigger, setting)
        if isinstance(sides, str):
            return Attempt(trigger, None, sides)
        sources, targets, words = sides
        reason = self._unfit(trigger.frame, sources, targets)
        if reason:
            return Attempt(trigger, None, reason)
        telling = self._telling(trigger, setting, words)
        deed = Deed(trigger.frame, self._mode(trigger, setting), sources, targets, [telling])
        if trigger.frame.symmetric:
            self.cast.together.append((*sources, *targets))
        return Attempt(trigger, deed, "")

    def _against(self, trigger: Trigger, setting: Setting) -> Reason:
        """What speaks against a frame before any party is looked for."""
        first, last = trigger.stem.first, trigger.range.last if trigger.compound else trigger.stem.last
        near = [*self.reading.keys[max(setting.range.first, first - BESIDE) : first], *self.reading.keys[trigger.stem.last : last + BESIDE]]
        against = next((key for key in near if key in trigger.frame.never), None)
        if against:
            return f"«{against}» speaks against it"
        clause = self._clause(trigger, setting)
        if trigger.frame.beside and trigger.frame.beside.isdisjoint(self.reading.keys[slice(*clause)]):
            return "none of the words stands beside it that it needs"
        return ""

    def _clause(self, trigger: Trigger, setting: Setting) -> Range:
        start = setting.clause_start(trigger.stem.first)
        end = trigger.verb.range.last if trigger.verb else setting.range.last
        return Range(start, max(end, trigger.range.last))

    def _sides(self, trigger: Trigger, setting: Setting) -> tuple[Members, Members, Range] | Reason:
        """The two sides of a deed and the words that tell them, or what is missing."""
        frame, args = trigger.frame, self.arguments
        start = setting.clause_start(trigger.stem.first)
        led = is_led(self.reading, trigger.stem.first)
        predicate = trigger.compound or self._is_predicate(trigger)
        behind = None if trigger.compound and trigger.stem == trigger.range else args.genitive(trigger, setting)
        if trigger.compound and behind is not None and behind.range.first >= trigger.range.last:
            behind = None
        after = behind.range.last if behind else trigger.stem.last
        target = args.marked_behind(trigger, setting, after)
        if target is None and predicate:
            target = args.marked_before(trigger, setting, start)
        if target is None and "را" in frame.recipient and trigger.compound and not trigger.passive:
            target = args.object(trigger, setting, start)
        actor = args.agent(trigger, setting, start)
        if target is None and frame.symmetric and behind is not None and len(behind.members) > 1:
            return behind.members[:1], behind.members[1:], behind.range
        if target is None and EZAFE in frame.recipient and behind is not None:
            target, behind = behind, None
        if target is None and frame.complement and trigger.verb is not None:
            target = self._complement(trigger, setting)
        named = None
        if actor is None:
            actor = behind if behind is not target else None
        if actor is None and (predicate or led == "control") and led != "matter" and trigger.verb is not None:
            if trigger.passive and target is None:
                target = args.subject(trigger, setting, start)
            elif not trigger.passive:
                actor = named = args.subject(trigger, setting, start)
        elif trigger.passive and target is None:
            target = args.subject(trigger, setting, start)
        if frame.symmetric and target is None and named is not None and len(named.members) > 1:
            return named.members[:1], named.members[1:], named.range
        if actor is None:
            return "nobody is found who does it"
        if target is None:
            if frame.alone:
                return actor.members, (), actor.range
            return "nobody is found to whom it is done: " + ("no " + ", ".join(frame.recipient) if frame.recipient else "")
        return actor.members, target.members, self._spanned(trigger, actor, target)

    def _spanned(self, trigger: Trigger, *parties: Party) -> Range:
        return Range(
            min([trigger.range.first, *(party.range.first for party in parties)]),
            max([trigger.range.last, *(party.range.last for party in parties)]),
        )

    def _complement(self, trigger: Trigger, setting: Setting) -> Party | None:
        """Who owns what is asked for or refused, between the trigger and its verb or before «را»."""
        last = trigger.verb.range.first if trigger.verb else setting.range.last
        for at in range(trigger.stem.last, last):
            if setting.open(at) and (party := self.arguments.at(at, setting)):
                if self.reading.key(at - 1) in ("برای", "در"):
                    continue
                return party
        return None

    def _is_predicate(self, trigger: Trigger) -> bool:
        """Whether a noun of action is the object of its clause's verb: nothing but its own complements stands between."""
        if trigger.verb is None:
            return False
        before = self.reading.key(trigger.stem.first - 1)
        holder = self.arguments._holders.get(trigger.stem.first - 1)
        free = holder is not None or before in ("را", "،", "نیز", "هم", "خود", ".", "") or not self.reading.is_word(trigger.stem.first - 1)
        return free and trigger.verb.features.lemma in SUPPORTING

    def _unfit(self, frame: Frame, sources: Members, targets: Members) -> Reason:
        if any(is_nobody(one) for one in (*sources, *targets)):
            return "a party is nobody in particular"
        if set(map(id, sources)) & set(map(id, targets)):
            return "both parties are the same"
        if frame.country and not any(isinstance(one, Organ) and one.role and one.role.kind == "country" for one in targets):
            return "the recipient is no country"
        return ""

    def _mode(self, trigger: Trigger, setting: Setting) -> str | None:
        """The mode of the frame, else the finer one that words of the clause tell."""
        clause = self._clause(trigger, setting)
        words = frozenset(self.reading.keys[slice(*clause)])
        return next((mode for mode, telling in trigger.frame.modes.items() if telling & words), trigger.frame.mode)

    def _telling(self, trigger: Trigger, setting: Setting, extent: Range) -> Telling:
        clause = self._clause(trigger, setting)
        when = self._when(clause, trigger)
        return Telling(
            trigger.stem,
            extent,
            status_of(self.reading, trigger, setting, clause, when),
            setting.said,
            when,
            None,
            trigger.compound,
        )

    def _when(self, clause: Range, trigger: Trigger) -> When | None:
        """The time of the trigger's clause, the nearest of several."""
        near = [when for when in self.times if clause.first <= when.range.first < clause.last]
        return min(near, key=lambda when: abs(when.range.first - trigger.stem.first), default=None)


# Verbs with which a noun of action makes a predicate even where other words stand between them.
SUPPORTING = frozenset(
    "کردن نمودن داشتن دادن گرفتن زدن آوردن ساختن نشستن پرداختن رسیدن یافتن رساندن رفتن بردن ورزیدن شدن گفتن انجام".split()
)

__all__ = ["PREPOSITIONS", "Attempt", "Deed", "EventFinder", "Telling"]
