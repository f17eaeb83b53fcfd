"""The events of a report: every trigger is tried with every frame it may belong to, and what came of it is kept.

A trigger is a noun of action or a verb (`frames`); its parties stand around it (`arguments`) in its part of the sentence
(`settings`); who they are is told by the report's people and parties (`cast`). What lacks a party is no event, and the
attempt says why. Several tellings of one deed between the same parties are one event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dabir.facts.drafts import Draft
from dabir.facts.events.arguments import Arguments, Party, Trigger, is_led, is_possessed, is_subjected
from dabir.facts.events.cast import Cast, Members, is_country, is_nobody, is_outlet
from dabir.facts.events.deeds import Deed, Telling, merged
from dabir.facts.events.frames import EZAFE, Frame, compounds, simple_verbs
from dabir.facts.events.settings import WANTED, Setting, Settings, Verb
from dabir.facts.events.status import status_of
from dabir.facts.mentions import Mentions
from dabir.facts.parties import Organ, Speaker
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.times.find import When
from dabir.facts.words import DOING, INFINITIVES, REPORTERS, SUPPORTING_VERBS, is_finite
from dabir.script.letters import squeeze

MAX_GAP = 12
# Words around a trigger in which a frame's `never` words speak against it.
BESIDE = 3
Reason = str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One trigger with one frame: the deed it states and the words of its parties, or why it states none."""

    trigger: Trigger
    deed: Deed | None
    reason: Reason
    parties: tuple[Range, ...] = ()


class EventFinder:
    """The search through one report."""

    def __init__(
        self,
        reading: Reading,
        mentions: Mentions,
        cast: Cast,
        drafts: Sequence[Draft],
        times: Sequence[When],
    ) -> None:
        """Take a report whose statements have their speakers and whose times are found."""
        self.reading, self.mentions, self.cast, self.times = reading, mentions, cast, times
        self.settings = Settings(reading, drafts)
        self.arguments = Arguments(reading, mentions, cast, times)
        self.acting: list[Range] = []

    def deeds(self) -> list[Deed]:
        """The events of the report, each once, in order."""
        return merged(self._stated())

    def _stated(self) -> Iterator[Deed]:
        """The deeds that attempts state; who is a party to one acts, and is no place there."""
        for attempt in self.attempts():
            if attempt.deed is not None:
                self.acting += attempt.parties
                yield attempt.deed

    def attempts(self) -> Iterator[Attempt]:
        """Every trigger with every frame, the best frame of a trigger first."""
        done = -1
        for part in self.reading.paragraphs:
            if part.kind in ("sign_off", "credit", "dateline"):
                continue
            for index in self._places(part.range):
                if index < done:
                    continue
                for trigger, setting in self._triggers(index):
                    attempt = self._attempt(trigger, setting)
                    yield attempt
                    if attempt.deed is not None:
                        done = max(trigger.stem.last, trigger.range.last if trigger.compound else 0)
                        break

    # Triggers -----------------------------------------------------------------------------------------------------

    def _places(self, words: Range) -> list[int]:
        """Where in a stretch a trigger may begin, in order."""
        verbs = (index for index in range(*words) if index in self.settings.beginning)
        return sorted({*compounds().places(self.reading.keys, *words), *verbs})

    def _triggers(self, index: int) -> Iterator[tuple[Trigger, Setting]]:
        """The triggers that begin at a word: the longest phrase, as a compound verb before as a noun; then a simple verb."""
        found = compounds().match(self.reading.keys, index)
        if found is not None and not self._within_name(index, found[0]):
            stop, entry = found
            stem = Range(index, stop)
            setting = self.settings.of(index)
            infinitive = INFINITIVES.get(self.reading.key(stop))
            if infinitive in entry.verbs:
                for frame, passive in entry.verbs[infinitive]:
                    words = Range(index, stop + 1)
                    yield Trigger(frame, stem, words, setting.governing(stop + 1), passive, False), setting
                return
            verb = setting.governing(stop)
            seen: set[int] = set()
            if verb is not None and self._adjacent(stem, verb):
                for frame, passive in entry.verbs.get(verb.features.lemma, ()):
                    seen.add(frame.number)
                    words = Range(index, verb.range.last)
                    yield Trigger(frame, stem, words, verb, passive or verb.features.passive, True), setting
            for frame in entry.nouns:
                if frame.number not in seen:
                    yield Trigger(frame, stem, stem, verb, False, False), setting
            return
        yield from self._simple(index)

    def _simple(self, index: int) -> Iterator[tuple[Trigger, Setting]]:
        verb = self.settings.beginning.get(index)
        stated = simple_verbs().get(verb.features.lemma) if verb is not None else None
        if verb is None or stated is None:
            return
        key = self.reading.keys[index]
        if not (is_finite(key) or is_finite(self.reading.key(index + 1)) or key == WANTED):
            return
        setting = self.settings.of(index)
        for frame in stated if verb in setting.verbs else ():
            yield Trigger(frame, verb.range, verb.range, verb, verb.features.passive, True), setting

    def _adjacent(self, stem: Range, verb: Verb) -> bool:
        """Whether a compound's noun and verb belong together: few words between them, and no new clause."""
        between = self.reading.keys[stem.last : verb.range.first]
        told = any(at in self.reading.cues for at in range(stem.last, verb.range.last))  # «… خاطرنشان کرد»
        if told or len(between) > MAX_GAP or any(key in ("که", "،", "تا", ":", "را") for key in between):
            return False
        nearer = (compounds().match(self.reading.keys, at) for at in range(stem.last, verb.range.first))
        return not any(found and verb.features.lemma in found[1].verbs for found in nearer)

    def _within_name(self, first: int, last: int) -> bool:
        """Whether a trigger's word is part of a name or of an office («وزیر جنگ», «سازمان همکاری اسلامی»)."""
        holder = self.arguments.holders.get(first)
        return holder is not None and holder.range.first <= first and last <= holder.range.last

    # Attempts -----------------------------------------------------------------------------------------------------

    def _attempt(self, trigger: Trigger, setting: Setting) -> Attempt:
        reason = self._against(trigger, setting)
        if reason:
            return Attempt(trigger, None, reason)
        sides = self._sides(trigger, setting)
        if isinstance(sides, str):
            return Attempt(trigger, None, sides)
        sources, targets, parties = sides
        reason = self.unfit(trigger.frame, sources, targets)
        if reason:
            return Attempt(trigger, None, reason)
        telling = self.telling(trigger, setting, self.spanned(trigger, *parties))
        refused = trigger.frame.negated if telling.status == "negated" else None
        if refused:
            telling = replace(telling, status="happened")
        deed = Deed(refused or trigger.frame.type, self.mode(trigger, setting), sources, targets, [telling])
        if trigger.frame.symmetric:
            self.cast.together.append((*sources, *targets))
        return Attempt(trigger, deed, "", tuple(party.range for party in parties))

    def _against(self, trigger: Trigger, setting: Setting) -> Reason:
        """What speaks against a frame before any party is looked for."""
        first, last = trigger.stem.first, trigger.range.last if trigger.compound else trigger.stem.last
        frame = trigger.frame
        if frame.never:
            near = _phrases(self.reading.keys[max(setting.range.first, first - BESIDE) : first])
            near |= _phrases(self.reading.keys[trigger.stem.last : last + BESIDE])
            if against := min(near & frame.never, default=None):
                return f"«{against}» speaks against it"
        if not (frame.nowhere or frame.beside):
            return ""
        clause = self._clause(trigger, setting)
        beside = _phrases(self.reading.keys[clause.first : setting.range.last])
        if against := min(beside & frame.nowhere, default=None):
            return f"«{against}» in the clause speaks against it"
        if frame.beside and frame.beside.isdisjoint(beside):
            return "none of the words stands beside it that it needs"
        return ""

    def _clause(self, trigger: Trigger, setting: Setting) -> Range:
        start = setting.clause_start(trigger.stem.first)
        end = trigger.verb.range.last if trigger.verb else setting.range.last
        return Range(start, max(end, trigger.range.last))

    def _sides(self, trigger: Trigger, setting: Setting) -> tuple[Members, Members, list[Party]] | Reason:
        """The two sides of a deed and those who are told as such, or what is missing."""
        if trigger.frame.together:
            found = self._together(trigger, setting)
        elif is_subjected(self.reading, trigger) and not trigger.compound:
            found = self._subjected(trigger, setting)
        else:
            found = self._told(trigger, setting)
        if isinstance(found, str):
            return found
        actor, target = found
        parties = [party for party in (actor, target) if party is not None]
        if target is None and trigger.frame.symmetric and len(actor.members) > 1:
            return actor.members[:1], actor.members[1:], parties
        if target is None and not trigger.frame.alone:
            return "nobody is found to whom it is done: " + ("no " + ", ".join(trigger.frame.recipient))
        return actor.members, target.members if target else (), parties

    def _together(self, trigger: Trigger, setting: Setting) -> tuple[Party, Party | None] | Reason:
        """«ما» in what somebody says: those who were last told of together, the speaker among them."""
        features = trigger.verb.features if trigger.verb else None
        speaker = self.cast.speakers.get(id(setting.said)) if setting.said is not None else None
        if features is None or features.person != 1 or not features.plural or speaker is None:
            return "it is not told by somebody of himself and others"
        others = self.cast.beside((speaker,))
        if not others:
            return "nobody is told of together with the speaker"
        return Party((speaker,), trigger.stem), Party(others, trigger.stem)

    def _subjected(self, trigger: Trigger, setting: Setting) -> tuple[Party, Party | None] | Reason:
        """«مورد حمایت X قرار گرفت»: X does it to the subject; «مورد حمایت قرار داد»: the subject to the object."""
        assert trigger.verb is not None
        start = setting.clause_start(trigger.stem.first)
        behind = self.arguments.genitive(trigger, setting)
        if trigger.verb.features.lemma != "دادن":
            actor = behind or self.arguments.agent(trigger, setting, start)
            target = self.arguments.subject(trigger, setting, start)
        else:
            actor = self.arguments.subject(trigger, setting, start)
            target = self.arguments.object(trigger, setting, start)
        if actor is None:
            return "nobody is found who does it"
        return actor, target

    def _told(self, trigger: Trigger, setting: Setting) -> tuple[Party, Party | None] | Reason:
        """Who does it to whom where a verb or a noun of action tells it."""
        frame, args = trigger.frame, self.arguments
        start = setting.clause_start(trigger.stem.first)
        led = is_led(self.reading, trigger.stem.first)
        predicate = trigger.compound or self._is_predicate(trigger, led)
        behind = None if trigger.compound else args.genitive(trigger, setting)
        target = args.marked_behind(trigger, setting, behind.range.last if behind else trigger.stem.last)
        if target is None and predicate:
            target = args.marked_before(trigger, setting, start)
        if target is None and "را" in frame.recipient and trigger.compound and not trigger.passive:
            target = args.object(trigger, setting, start)
        actor = args.agent(trigger, setting, start)
        if target is None and frame.symmetric and behind is not None and len(behind.members) > 1:
            return behind, None
        told = trigger.range.last > trigger.stem.last and not trigger.compound  # «محکوم کردنِ Y»
        owned = (
            target is None
            and behind is not None
            and (EZAFE in frame.recipient or (told and "را" in frame.recipient))
        )
        if owned:
            target, behind = behind, None
        if target is None and frame.complement and trigger.verb is not None:
            target = self._complement(trigger, setting)
        actor = actor or behind
        moved = frame.alone and not {"را", EZAFE} & set(frame.recipient)  # «سربازان اعزام شدند»: no recipient
        if trigger.passive and target is None and not moved:
            target = args.subject(trigger, setting, start)
        if actor is None and not trigger.passive and self._has_subject(trigger, led, predicate, owned):
            actor = args.subject(trigger, setting, start)
        if actor is None and frame.symmetric and target is not None and len(target.members) > 1:
            return target, None  # «توافق میان X و Y»
        if actor is None:
            return "nobody is found who does it"
        return actor, target

    def _has_subject(self, trigger: Trigger, led: str, predicate: bool, owned: bool) -> bool:
        """Whether the subject of the governing verb does what a trigger says."""
        if trigger.compound:
            return True
        if is_possessed(self.reading, trigger.stem):
            return True
        if trigger.verb is None or led == "matter":
            return False
        if owned:  # «با محکومیت Y», but «پس از بازداشت Y»
            first = trigger.stem.first
            return not DOING.isdisjoint((self.reading.key(first - 1), self.reading.keys[first]))
        return predicate or led == "control"

    def spanned(self, trigger: Trigger, *parties: Party) -> Range:
        """The words from the first to the last of a trigger and its parties."""
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

    def _is_predicate(self, trigger: Trigger, led: str) -> bool:
        """Whether a noun of action is the object of a verb that only carries it («دیدارهایی داشت»)."""
        return trigger.verb is not None and led == "free" and trigger.verb.features.lemma in SUPPORTING_VERBS

    def unfit(self, frame: Frame, sources: Members, targets: Members) -> Reason:
        """What speaks against the parties of a deed; "" where nothing does."""
        if not sources:
            return "nobody is found who does it"
        if frame.type == "CONSULT" and any(_reports(one) for one in (*sources, *targets)):
            return "to speak to an outlet or a reporter is an interview"
        if any(self._publishes(one) for one in (*sources, *targets)):
            return "a party is the agency that reports"
        if any(is_nobody(self.reading, one) for one in (*sources, *targets)):
            return "a party is nobody in particular"
        if set(map(id, sources)) & set(map(id, targets)):
            return "both parties are the same"
        if frame.country and not any(map(is_country, targets)):
            return "the recipient is no country"
        return ""

    def _publishes(self, one: Speaker) -> bool:
        """Whether a party is the agency whose report this is."""
        agency = self.reading.report.header.agency
        return (
            isinstance(one, Organ)
            and bool(agency)
            and is_outlet(one)
            and squeeze(agency or "") in self.reading.phrase(one.name)
        )

    def mode(self, trigger: Trigger, setting: Setting) -> str | None:
        """The mode of the frame, else the finer one that words of the clause tell."""
        if not trigger.frame.modes:
            return trigger.frame.mode
        clause = self._clause(trigger, setting)
        words = _phrases(self.reading.keys[clause.first : setting.range.last])
        return next(
            (mode for mode, telling in trigger.frame.modes.items() if telling & words), trigger.frame.mode
        )

    def telling(self, trigger: Trigger, setting: Setting, extent: Range) -> Telling:
        """The telling of a deed by a trigger."""
        clause = self._clause(trigger, setting)
        when = self._when(clause, trigger)
        return Telling(
            trigger.stem,
            extent,
            status_of(self.reading, trigger, clause, when),
            setting.said,
            when,
            clause,
            trigger.compound,
        )

    def _when(self, clause: Range, trigger: Trigger) -> When | None:
        """The day or hour that the trigger's clause tells, the nearest of several."""
        near = [
            when
            for when in self.times
            if clause.first <= when.range.first < clause.last and when.value.type in ("DATE", "TIME")
        ]
        return min(near, key=lambda when: abs(when.range.first - trigger.stem.first), default=None)


def _phrases(keys: Sequence[str]) -> set[str]:
    """Words, and every two and three of them side by side («سلاح سرد»), squeezed."""
    pairs = [one + other for one, other in pairwise(keys)]
    return {*keys, *pairs, *(pair + last for pair, last in zip(pairs, keys[2:], strict=False))}


def _reports(one: Speaker) -> bool:
    """Whether a party is an outlet or a reporter."""
    role = one.role if isinstance(one, Organ) else None
    return role is not None and (role.kind == "outlet" or role.head in REPORTERS)
