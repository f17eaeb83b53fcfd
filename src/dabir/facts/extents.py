"""How far what is said reaches: the words that each kind of reporting expression governs.

A colon gives direct speech, which runs to the end of the paragraph or to the next sentence in which the narrator
speaks again; «که», a comma or nothing at all give indirect speech, which ends with its sentence; «با بیان اینکه» opens
a clause that ends before the main verb.
"""

from __future__ import annotations

from dabir.facts.clauses import (
    clause_start,
    end_before_contrast,
    end_before_verb,
    first_clause_end,
    has_verb,
)
from dabir.facts.cues import Cue
from dabir.facts.drafts import Content
from dabir.facts.mentions import Found, Mentions
from dabir.facts.phrases import PhraseIndex
from dabir.facts.quotes import OPENING_SIGNS, closing_mark, trimmed
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.subjects import source_after
from dabir.facts.words import MESSAGES, NO_CLAUSE, is_finite, is_participle

# How many words may stand between «به گفته» and the comma behind the source.
SOURCE_WINDOW = 14
# Within how many words behind «به گزارش» the agency is named: «خبرنگار گروه سیاسی …».
AGENCY_WINDOW = 4
# A quotation of so many words is all of the speech even if the sentence goes on behind it.
LONG_QUOTATION = 12


class Extents:
    """Measures what the cues of one range of words govern: a paragraph, or a content within it."""

    def __init__(self, reading: Reading, mentions: Mentions, words: Range) -> None:
        """Take the report, its mentions, and the range that no content may leave."""
        self.reading, self.mentions, self.words = reading, mentions, words

    def sentence(self, index: int) -> Range:
        """The sentence of a word, as far as it lies within the range that is read."""
        sentence = self.reading.sentences[self.reading.sentence_of[index]]
        return Range(max(self.words.first, sentence.first), min(self.words.last, sentence.last))

    def after_verb(self, cue: Cue, clause: Range) -> Content | None:
        """Content and form of what follows a finite verb."""
        reading, index = self.reading, cue.range.last
        if index >= self.words.last or not self._reports(cue, clause):
            return None
        sign = reading.keys[index]
        if sign == ":":
            return self._direct(index + 1), "direct"
        if sign == "این" and reading.keys[index + 1 : index + 3] in (["است", "که"], ["بود", "که"]):
            return self._after_that(index + 3)
        if sign == "که" or (sign == "تا" and cue.strength == "ask"):
            return self._after_that(index + 1)
        if sign in ("،", "؛") and index + 1 < self.words.last:
            index += 1
            if not (reading.opens_quote(index) and closing_mark(reading, index, self.words.last)):
                return self._bare(cue, index)
        return (self._direct(index), "direct") if reading.opens_quote(index) else self._bare(cue, index)

    def quoted_before(self, clause: Range) -> Range | None:
        """The quotation that opens a sentence whose verb comes last: «…»، علی کریمی گفت."""
        if clause.first >= clause.last or not self.reading.opens_quote(clause.first):
            return None
        close = closing_mark(self.reading, clause.first, clause.last)
        if close is None or not has_verb(self.reading, Range(clause.first, close)):
            return None
        return Range(clause.first, close + 1)

    def before_verb(self, cue: Cue, clause: Range) -> Content | None:
        """What stands before the verb in «از اینکه S خبر داد», «از این که S انتقاد کرد»."""
        keys = self.reading.keys
        for index in range(clause.last - 1, clause.first - 1, -1):
            if keys[index] == "از" and keys[index + 1 : index + 2] == ["اینکه"]:
                start = index + 2
            elif keys[index : index + 3] == ["از", "این", "که"]:
                start = index + 3
            else:
                continue
            return Range(start, end_before_verb(self.reading, start, cue.range.first)), "indirect"
        return None

    def _reports(self, cue: Cue, clause: Range) -> bool:
        """Whether a verb reports here: «از دولت خواست» asks, the noun «خواست» does not; «در بیانیه آمده است»."""
        keys = [self.reading.keys[index] for index in range(*clause)]
        if cue.strength == "text":
            return not MESSAGES.isdisjoint(keys)
        if cue.strength == "ask" and cue.features and cue.features.lemma == "خواستن":
            asked = "از" in keys or self.reading.key(cue.range.last) in ("تا", "که")
            return cue.features.tense in ("past", "perfect", "pluperfect") and asked
        return True

    def _after_that(self, index: int) -> Content:
        """What follows «گفت که»: direct if it is a colon or a quotation that fills the sentence."""
        reading, end = self.reading, self.sentence(index - 1).last
        if index < end and reading.keys[index] == ":":
            return self._direct(index + 1), "direct"
        if index < end and reading.opens_quote(index):
            close = closing_mark(reading, index, self.words.last)
            if close and not any(reading.is_word(at) for at in range(close + 1, self.sentence(close).last)):
                return Range(index, close + 1), "direct"
        return Range(index, self._indirect_end(index, end)), "indirect"

    def _bare(self, cue: Cue, index: int) -> Content | None:
        """A clause straight behind the verb («گفت از این خبر اطلاعی ندارد»)."""
        reading, end = self.reading, self.sentence(index - 1).last
        if cue.strength == "text" or index >= end or not self._begins_clause(index):
            return None
        if cue.strength == "weak" and not self._ends_with_verb(Range(index, end)):
            return None
        last = cue.range.last - 1
        if (
            is_participle(reading.keys[last], reading.words[last].text)
            or reading.key(cue.range.first - 1) == "که"
        ):
            return None
        if any(reading.key(other.range.last) == ":" for other in reading.cues_within(Range(index, end))):
            return None  # «… سخن می‌گفت، اظهار داشت: …»: the verb before the colon is the one that reports
        return Range(index, self._indirect_end(index, end)), "indirect"

    def _ends_with_verb(self, words: Range) -> bool:
        """Whether a range is a whole clause: its last word is a finite verb."""
        inner = trimmed(self.reading, words)
        return inner is not None and is_finite(self.reading.keys[inner.last - 1])

    def _begins_clause(self, index: int) -> bool:
        reading = self.reading
        if reading.words[index].kind not in ("word", "number", "latin"):
            return False
        return reading.keys[index] not in NO_CLAUSE and not reading.keys[index].startswith("وگو")

    def _indirect_end(self, index: int, end: int) -> int:
        """Where an indirect content ends: with its sentence, before «و افزود» of the same speaker, or before «اما»."""
        for cue in self.reading.cues_within(Range(index + 1, end)):
            joint = clause_start(self.reading, index, cue.range.first) if self._governs(cue) else None
            sign = self.reading.key(cue.range.last)
            if joint is not None and (sign == ":" or cue.strength == "ask" or joint == cue.range.first - 1):
                return joint
            other = self._other_speaker(index, cue)
            if other is not None:
                return other
        return end_before_contrast(self.reading, Range(index, end))

    def _other_speaker(self, index: int, cue: Cue) -> int | None:
        """The «و» behind which somebody else speaks: «… است و وزیر کشور هم گفت …»."""
        joint = clause_start(self.reading, index, cue.range.first)
        mention = self.mentions.at(joint + 1) if joint is not None and cue.kind == "verb" else None
        if mention is None or not mention.personal:
            return None
        between = self.reading.keys[mention.range.last : cue.range.first]
        return joint if between in ([], ["هم"], ["نیز"]) else None

    def _direct(self, index: int) -> Range:
        """Direct speech from a word on: what the quotation marks hold, or the rest of the paragraph."""
        if index < self.words.last and self.reading.opens_quote(index):
            close = closing_mark(self.reading, index, self.words.last)
            if close and self._closes_speech(index, close):
                return Range(index, close + 1)
        return Range(index, self._next_narration(index))

    def _closes_speech(self, opening: int, close: int) -> bool:
        """Whether a pair of marks holds all of the speech, not just its first words."""
        if not has_verb(self.reading, Range(opening, close)):
            return False
        ended = close + 1 == self.words.last or self.reading.keys[close + 1] in OPENING_SIGNS
        return ended or self.reading.keys[close - 1] in OPENING_SIGNS or close - opening > LONG_QUOTATION

    def _next_narration(self, index: int) -> int:
        """Where direct speech ends: before the next words that are the narrator's («وی افزود: …»)."""
        if index >= self.words.last:
            return self.words.last
        first = self.reading.sentence_of[index]
        for cue in self.reading.cues_within(Range(index, self.words.last)):
            taken_up = self._takes_up(cue, index)
            if taken_up is not None:
                return taken_up
            sentence = self.sentence(cue.range.first)
            if self.reading.sentence_of[cue.range.first] > first and self._narrates(cue, sentence):
                return sentence.first
        return self.words.last

    def _takes_up(self, cue: Cue, index: int) -> int | None:
        """Where, within a sentence of speech, the narrator goes on behind a comma: «… ندارد، علی کریمی افزود: …»."""
        if cue.kind != "verb" or cue.own or self.reading.key(cue.range.last) != ":":
            return None
        start = max(index, self.sentence(cue.range.first).first)
        for mention in self.mentions.within(Range(start, cue.range.first)):
            comma = mention.range.first - 1
            if (
                mention.name
                and self.reading.key(comma) in ("،", "؛")
                and is_finite(self.reading.key(comma - 1))
            ):
                return comma
        return None

    def _narrates(self, cue: Cue, sentence: Range) -> bool:
        """Whether a sentence within speech is the narrator's: somebody named at its start, and a cue with a colon."""
        if cue.kind == "according" and cue.range.first == sentence.first:  # «به گفته وی», «به گفته صالحی»
            source = source_after(self.reading, self.mentions, cue.range.last, sentence.last)
            return source is not None and (source.pronoun or source.name is not None)
        if cue.kind not in ("verb", "subordinate") or cue.own or cue.passive:
            return False
        mention = self.mentions.at(sentence.first)
        if mention is None or not mention.personal:
            return False
        formal = self.reading.keys[mention.range.first] == "وی"
        goes_on = formal or self.reading.key(mention.range.last) in ("همچنین", "نیز")
        signs = (":", "که") if mention.pronoun and goes_on else (":",)
        cues = [cue for cue in self.reading.cues_within(sentence) if cue.kind == "verb" and not cue.own]
        return any(self.reading.key(cue.range.last) in signs for cue in cues)

    def _governs(self, cue: Cue) -> bool:
        """Whether a finite verb has its own content behind it."""
        signs = (":", "که", "تا") if cue.strength == "ask" else (":", "که")
        return cue.kind == "verb" and not cue.own and self.reading.key(cue.range.last) in signs

    def subordinate(self, cue: Cue) -> Range:
        """The clause behind «با بیان اینکه»: up to the main clause of its sentence."""
        start, end = cue.range.last, self.sentence(cue.range.last - 1).last
        while start < end and self.reading.keys[start] in ("که", "،", ":"):
            start += 1
        cues = [cue for cue in self.reading.cues_within(Range(min(start + 1, end), end)) if self._leads(cue)]
        # A verb with a colon is the main one; «که» may stand within the clause: «با یادآوری اینکه X گفته است که …».
        main = next((cue for cue in cues if self._opens_clause(cue)), next(iter(cues), None))
        if main is None:
            return Range(start, first_clause_end(self.reading, Range(start, end)))
        if main.kind == "subordinate" and self.reading.keys[main.range.first - 1] == "و":
            return Range(start, main.range.first - 1)
        return Range(start, end_before_verb(self.reading, start, main.range.first))

    def _leads(self, cue: Cue) -> bool:
        """Whether a cue begins another content, so that the clause before it ends there."""
        quotes = cue.kind == "verb" and not cue.own and self.reading.opens_quote(cue.range.last)
        return cue.kind == "subordinate" or self._governs(cue) or quotes

    def _opens_clause(self, cue: Cue) -> bool:
        return cue.kind == "subordinate" or self.reading.key(cue.range.last) == ":"

    def source_end(self, cue: Cue, mention: Found | None, end: int) -> int | None:
        """Where the source of «به گفته X، S» ends: at its comma, or with the mention if the comma comes later."""
        window = range(cue.range.last + 1, min(end, cue.range.last + SOURCE_WINDOW))
        comma = next((at for at in window if self.reading.keys[at] == "،"), None)
        if mention is not None and (comma is None or not comma - 3 <= mention.range.last <= comma):
            return mention.range.last
        return comma

    def relayed(self, cue: Cue, start: int, end: int, *, outlet: bool) -> bool:
        """Whether a verb behind the source governs the content: «به نقل از …، نوشت: …», «به گزارش …، وزیر گفت: …»."""
        cues = self.reading.cues_within(Range(start, end))
        signs = (":", "که", "،", "«")
        verbs = [
            cue
            for cue in cues
            if cue.kind == "verb" and not cue.own and self.reading.key(cue.range.last) in signs
        ]
        if not verbs:
            return False
        return (
            cue.kind == "report"
            or outlet
            or verbs[0].range.first == start + 1
            or self.reading.keys[start] != "،"
        )

    def own_agency(self, index: int) -> bool:
        """Whether «به گزارش …» names the agency that publishes the report, or stands at the head of the body."""
        body = next((part for part in self.reading.paragraphs if part.kind == "body"), None)
        if body is not None and body.range.first <= index - 2 <= body.range.first + 1:
            return True
        agency = self.reading.report.header.agency
        if agency is None:
            return False
        names = PhraseIndex([(agency, agency)])
        return any(names.match(self.reading.keys, at) for at in range(index, index + AGENCY_WINDOW))
