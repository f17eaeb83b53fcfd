"""Where a trigger stands: its sentence, the speech it is part of, and the clauses around it, cut at their verbs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from dabir.facts.drafts import Draft
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.words import NOUNS_TOO
from dabir.script.verbs import Features, verb_groups

# Words behind which a clause of its own begins.
OPENING = frozenset({"که", "تا", "اینکه", "زیرا", "چراکه", "اما", "ولی", "بلکه", ";", "؛", ":"})


WANTED = "خواست"


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb: its words, and what its form says."""

    range: Range
    features: Features


@dataclass(frozen=True, slots=True)
class Setting:
    """The part of a sentence in which a trigger's parties may stand.

    `range` ends with the sentence or the speech of which it is part; `holes` are speeches within it, which others make;
    `said` is the statement in whose content it lies.
    """

    range: Range
    holes: tuple[Range, ...]
    verbs: tuple[Verb, ...]
    said: Draft | None

    def open(self, index: int) -> bool:
        """Whether a word belongs to this part, and to no speech within it."""
        return self.range.first <= index < self.range.last and not any(
            hole.first <= index < hole.last for hole in self.holes
        )

    def governing(self, index: int) -> Verb | None:
        """The first finite verb from a word on, which governs it."""
        return next((verb for verb in self.verbs if verb.range.first >= index), None)

    def clause_start(self, index: int) -> int:
        """Where the clause of a word begins: behind the finite verb before it."""
        ends = [verb.range.last for verb in self.verbs if verb.range.last <= index]
        return max([self.range.first, *ends, *(hole.last for hole in self.holes if hole.last <= index)])


class Settings:
    """The settings of a report, made when they are asked for."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        """Take a report and its statements."""
        self.reading = reading
        self._drafts = sorted(drafts, key=lambda draft: draft.content)
        self._starts = [draft.content.first for draft in self._drafts]
        self._verbs: dict[int, tuple[Verb, ...]] = {}
        self._nearby: dict[int, list[Draft]] = {}
        self._made: dict[tuple[int, ...], Setting] = {}

    def of(self, index: int) -> Setting:
        """The setting of a word."""
        sentence = self.reading.sentences[self.reading.sentence_of[index]]
        near = self._near(sentence)
        within = [draft for draft in near if draft.content.first <= index < draft.content.last]
        place = (sentence.first, *map(id, within))
        if place not in self._made:
            self._made[place] = self._setting(sentence, near, within)
        return self._made[place]

    @cached_property
    def beginning(self) -> Mapping[int, Verb]:
        """The finite verbs of the report, by their first words."""
        verbs = chain.from_iterable(map(self._verbs_of, self.reading.sentences))
        return {verb.range.first: verb for verb in verbs}

    def _setting(self, sentence: Range, near: Sequence[Draft], within: Sequence[Draft]) -> Setting:
        """The setting of the words of a sentence that lie within some statements, `near` those that share words with it."""
        said = min(within, key=lambda draft: draft.content.last - draft.content.first, default=None)
        first, last = sentence
        if said is not None:
            first, last = max(first, said.content.first), min(last, said.content.last)
        holes = tuple(
            draft.content for draft in near if draft not in within and first <= draft.content.first < last
        )
        bare = Setting(Range(first, last), holes, (), said)
        verbs = tuple(verb for verb in self._verbs_of(sentence) if bare.open(verb.range.first))
        return Setting(bare.range, holes, verbs, said)

    def _near(self, sentence: Range) -> list[Draft]:
        """The statements that share words with a sentence."""
        near = self._nearby.get(sentence.first)
        if near is None:
            stop = bisect_left(self._starts, sentence.last)
            near = [draft for draft in self._drafts[:stop] if draft.content.last > sentence.first]
            self._nearby[sentence.first] = near
        return near

    def _verbs_of(self, sentence: Range) -> tuple[Verb, ...]:
        known = self._verbs.get(sentence.first)
        if known is None:
            words = slice(*sentence)
            groups = verb_groups(self.reading.words[words], self.reading.keys[words])
            known = tuple(
                Verb(Range(sentence.first + group.start, sentence.first + group.stop), group.features)
                for group in groups
                if (
                    group.features.person != 2 or group.features.plural
                )  # «پراکنده‌ای» is an adjective in news
                and not self._is_noun(sentence.first + group.start, sentence.first + group.stop)
            )
            self._verbs[sentence.first] = known
        return known

    def _is_noun(self, first: int, last: int) -> bool:
        """Whether what could be a verb is rather a noun here: «نشست», «پرداخت» with a verb or a complement behind it."""
        if last - first > 1 or self.reading.keys[first] not in NOUNS_TOO:
            return False
        after = self.reading.key(last)
        if self.reading.keys[first] == WANTED:  # «از مردم خواست در مصرف … صرفه‌جویی کنند», but «به خواست مردم»
            return self.reading.key(first - 1) in ("به", "این", "آن", "بنابه") or not self._asked(first)
        return after not in ("", ".", "،", "؛", "و", "؟", "!", ":", "»")

    def _asked(self, index: int) -> bool:
        """Whether «از» stands before a word in its sentence, and brings in whoever is asked."""
        sentence = self.reading.sentences[self.reading.sentence_of[index]]
        return "از" in self.reading.keys[max(sentence.first, index - 12) : index]
