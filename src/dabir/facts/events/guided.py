"""Events as frames and a model find them together: the model judges what frames found, and adds what none of them states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dabir.facts.drafts import Draft
from dabir.facts.events.arguments import Party, Trigger, is_led
from dabir.facts.events.cast import Cast, Members, is_country
from dabir.facts.events.deeds import Deed, merged, settled
from dabir.facts.events.find import Attempt, EventFinder
from dabir.facts.events.frames import any_frame
from dabir.facts.events.picked import OURSELVES, Picked
from dabir.facts.events.seen import Seen
from dabir.facts.mentions import Mentions
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.times.find import When
from dabir.record import Status

if TYPE_CHECKING:
    from dabir.model.decode import Labelled

# Where the model sees the one, words may tell the other.
NEAR, FAR = frozenset({"happened", "ongoing"}), frozenset({"historical", "background", "negated"})


class GuidedFinder(EventFinder):
    """The search through one report with a model at hand."""

    def __init__(
        self,
        reading: Reading,
        mentions: Mentions,
        cast: Cast,
        drafts: Sequence[Draft],
        times: Sequence[When],
        seen: Seen,
    ) -> None:
        """Take a report as `EventFinder` does, and what the model sees in it."""
        super().__init__(reading, mentions, cast, drafts, times)
        self.seen = seen
        self.bare: list[Deed] = []
        self.guessed: set[int] = set()
        self.picked = Picked(reading, cast, self.settings, self.arguments.holders)

    def deeds(self) -> list[Deed]:
        """The events; a telling whose source is only guessed is of a deed that another telling tells, if it can be."""
        told = list(self._stated())
        firm = merged(deed for deed in told if id(deed) not in self.guessed)
        known = {id(one) for deed in firm for one in deed.tellings}
        guessed = [deed for deed in told if id(deed) in self.guessed]
        settled(firm, [*self.bare, *(replace(deed, sources=()) for deed in guessed)])
        taken = {id(one) for deed in firm for one in deed.tellings} - known
        left = [deed for deed in guessed if id(deed.tellings[0]) not in taken]
        return merged([*firm, *left])

    def attempts(self) -> Iterator[Attempt]:
        """Every trigger that the model sees, with its frames; of other triggers those that it does not doubt."""
        sights = self.seen.sights()
        tried: list[Attempt] = []  # with the words of the next sight
        for attempt in super().attempts():
            while sights and sights[0].last <= attempt.trigger.stem.first:
                yield self._sighted(sights.pop(0), tried)
                tried = []
            if sights and sights[0].first < attempt.trigger.stem.last:
                tried.append(attempt)
            elif attempt.deed is not None and self._doubts(attempt.trigger):
                yield replace(attempt, deed=None, reason="the model sees no deed in it")
            else:
                yield attempt
        for sight in sights:
            yield self._sighted(sight, tried)
            tried = []

    def _doubts(self, trigger: Trigger) -> bool:
        return not trigger.frame.together and self.seen.doubts(trigger.stem)

    def _sighted(self, sight: Labelled, tried: Sequence[Attempt]) -> Attempt:
        """What the model sees, with what frames found of the same words."""
        best = self._best(sight, tried)
        trigger = best.trigger if best else self._trigger(sight)
        kind = best.deed.type if best and best.deed else sight.name
        words = Range(sight.first, sight.last)
        known = best.deed if best else None
        source = self._speaking(trigger, sight) or self._side(words, 0, known) or self._minded(trigger)
        sides = source, self._side(words, 1, known, source.members if source else ())
        sources, targets = self._apart(trigger, *sides)
        if kind == "MOBILIZE":
            targets = tuple(one for one in targets if is_country(one))  # no recipients are those who are sent
        parties = [side for side in sides if side]
        setting = self.settings.of(sight.first)
        telling = self.telling(trigger, setting, self.spanned(trigger, *parties))
        refused = (
            known is not None and known.type != trigger.frame.type
        )  # «نپذیرفت» is a refusal, and it happened
        status = known.tellings[0].status if known and refused else self._status(sight.first, telling.status)
        telling = replace(telling, words=words, status=status, sure=True)
        mode = self.mode(trigger, setting) if best else None
        deed = Deed(kind, mode, sources, targets, [telling])
        if not sources or not (targets or trigger.frame.alone):
            self.bare.append(deed)
            return Attempt(trigger, None, "nobody is found who does it, or to whom it is done")
        reason = self.unfit(trigger.frame, sources, targets)
        if reason:
            return Attempt(trigger, None, reason)
        if source is not None and source.guessed:
            self.guessed.add(id(deed))
        elif trigger.frame.symmetric:
            self.cast.together.append((*sources, *targets))
        return Attempt(trigger, deed, "", tuple(party.range for party in parties))

    @staticmethod
    def _best(sight: Labelled, tried: Sequence[Attempt]) -> Attempt | None:
        """The frame that counts: one that states a deed, of the type that the model sees rather than of another."""
        alike = [attempt for attempt in tried if attempt.trigger.frame.type == sight.name]
        stating = [attempt for attempt in (*alike, *tried) if attempt.deed is not None]
        return next(iter((*stating, *alike)), None)

    def _status(self, word: int, told: Status) -> Status:
        """How a deed stands as the model sees it, but for how long it is past, or that it was not done: words tell that."""
        status = self.seen.status(word)
        if status == "background" and told in ("happened", "historical"):
            return told
        return told if status in NEAR and told in FAR else status

    def _apart(self, trigger: Trigger, source: Party | None, target: Party | None) -> tuple[Members, Members]:
        """The two sides, nobody on both; of those who do it together («دو طرف گفت‌وگو کردند») one to each."""
        sources, targets = (side.members if side else () for side in (source, target))
        targets = tuple(one for one in targets if all(one is not other for other in sources))
        both = source is not None and self.cast.sides_at(source.range.first) is not None
        if trigger.frame.symmetric and len(sources) > 1 and (both or not targets):
            return sources[:1], sources[1:]
        if trigger.frame.symmetric and not targets and self._is_ours(trigger):
            return sources, self.cast.beside(sources)
        return sources, targets

    @staticmethod
    def _is_ours(trigger: Trigger) -> bool:
        """Whether it is told in the first person plural: «توافق کردیم»."""
        features = trigger.verb.features if trigger.verb else None
        return features is not None and features.person == 1 and bool(features.plural)

    def _trigger(self, sight: Labelled) -> Trigger:
        """What the model sees as a trigger of no frame."""
        words = Range(sight.first, sight.last)
        verb = self.settings.of(sight.first).governing(sight.first)
        own = verb is not None and verb.range.first <= sight.last
        passive = own and verb is not None and verb.features.passive
        return Trigger(any_frame(sight.name), words, words, verb, passive, own)

    def _side(self, words: Range, role: int, known: Deed | None, others: Members = ()) -> Party | None:
        """One side of a deed: whom the model sees, else whom a frame found."""
        sentence = self.reading.sentences[self.reading.sentence_of[words.first]]
        runs = self._joined(self.seen.named(words.first, role, sentence))
        found = [party for run in runs if (party := self.picked.party(run, others)) is not None]
        if found:
            members = {id(one): one for party in found for one in party.members}
            return Party(tuple(members.values()), Range(found[0].range.first, found[-1].range.last))
        if known is not None:
            return Party(known.targets if role else known.sources, words)
        return None

    def _joined(self, runs: Iterator[Range]) -> Iterator[Range]:
        """Runs with nothing but a quotation mark between them as one: «گروه «کمان سرخ»»."""
        last: Range | None = None
        for run in runs:
            if last is not None and run.first == last.last + 1 and self.reading.is_quote(last.last):
                run = Range(last.first, run.last)
            elif last is not None:
                yield last
            last = run
        if last is not None:
            yield last

    def _speaking(self, trigger: Trigger, sight: Labelled) -> Party | None:
        """The speaker, who does what he tells in the first person without naming himself: «با رئیس مجلس گفت‌وگو کردم»."""
        said = self.settings.of(sight.first).said
        speaker = self.cast.speakers.get(id(said)) if said is not None else None
        verb = trigger.verb
        if speaker is None or verb is None or verb.features.person != 1 or trigger.passive:
            return None
        own = trigger.compound or verb.range.first <= trigger.stem.last
        if not own and not self._is_predicate(trigger, is_led(self.reading, trigger.stem.first)):
            return None
        sentence = self.reading.sentences[self.reading.sentence_of[sight.first]]
        runs = self.seen.named(sight.first, 0, sentence)
        named = any(key in OURSELVES for run in runs for key in self.reading.keys[slice(*run)])
        return None if named else Party((speaker,), trigger.stem)

    def _minded(self, trigger: Trigger) -> Party | None:
        """Who does what a verb without a subject says: whom the text has in mind; of a noun nobody is guessed."""
        own = trigger.verb is not None and trigger.verb.range.first <= trigger.stem.last
        speaker = self.cast.before(trigger.stem.first) if trigger.compound or own else None
        return Party((speaker,), trigger.stem, guessed=True) if speaker is not None else None
