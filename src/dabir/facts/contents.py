"""What is said: the exact words that each reporting expression governs.

A colon gives direct speech, which runs to the end of the paragraph or to the next sentence in which the narrator
speaks again; «که», a comma or nothing at all give indirect speech, which ends with its sentence; «با بیان اینکه»
opens a clause that ends before the main verb. Speech quoted inside speech is found by the same rules within it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dabir.facts.clauses import (
    clause_start,
    end_before_contrast,
    end_before_verb,
    first_clause_end,
    has_verb,
    says_something,
)
from dabir.facts.cues import Cue
from dabir.facts.drafts import Content, Draft
from dabir.facts.mentions import Found, Mentions
from dabir.facts.quotes import OPENING_SIGNS, closing_mark, trimmed
from dabir.facts.ranges import Range
from dabir.facts.reading import Paragraph, Reading
from dabir.facts.subjects import addressee, source_after, subject
from dabir.facts.turns import find_questions, uncued
from dabir.facts.words import MESSAGES, NO_CLAUSE, is_finite, is_participle
from dabir.script.letters import squeeze

# How many words may stand before the colon of a headline «X: …», and between «به گفته» and its comma.
HEADLINE_SOURCE = 9
SOURCE_WINDOW = 14
# A quotation of so many words is all of the speech even if the sentence goes on behind it.
LONG_QUOTATION = 12


def find_contents(reading: Reading, mentions: Mentions) -> list[Draft]:
    """The drafts of all statements of a report, in the order of their contents."""
    drafts: list[Draft] = []
    questions = find_questions(reading)
    for number, paragraph in enumerate(reading.paragraphs):
        if paragraph.kind in ("kicker", "headline", "crosshead"):
            drafts += _headline(reading, mentions, paragraph)
        elif paragraph.kind in ("abstract", "body"):
            found = list(_Scanner(reading, mentions, paragraph.range).drafts())
            drafts += found or uncued(reading, mentions, number, questions, spoken=bool(drafts))
    return drafts


def _headline(reading: Reading, mentions: Mentions, paragraph: Paragraph) -> Iterator[Draft]:
    """«X: S», or a headline with a reporting expression of its own."""
    words = paragraph.range
    window = range(words.first, min(words.last, words.first + HEADLINE_SOURCE + 1))
    colon = next((index for index in window if reading.keys[index] == ":"), words.first)
    source, content = (
        Range(words.first, colon),
        trimmed(reading, Range(min(colon + 1, words.last), words.last)),
    )
    if colon == words.first or content is None or has_verb(reading, source):
        yield from _Scanner(reading, mentions, words).drafts()
        return
    inside = [mention for mention in mentions.within(source) if not mention.pronoun]
    outer = Draft(content, "direct", None, inside[0] if inside else Found(source, source))
    yield outer
    yield from _Scanner(reading, mentions, content, outer).drafts()


class _Scanner:
    """Reads one paragraph, or one content within it, from cue to cue."""

    def __init__(
        self, reading: Reading, mentions: Mentions, words: Range, parent: Draft | None = None
    ) -> None:
        self.reading, self.mentions, self.words, self.parent = reading, mentions, words, parent

    def drafts(self) -> Iterator[Draft]:
        """Every statement of the range, each followed by those quoted within it."""
        cursor, mention, sentence = self.words.first, None, -1
        for cue in self.reading.cues_within(self.words):
            if cue.range.first < cursor or cue.own:
                continue
            if self.reading.sentence_of[cue.range.first] != sentence:
                mention, sentence = None, self.reading.sentence_of[cue.range.first]
            draft = self._draft(cue, mention)
            if draft is None:
                continue
            mention, cursor = draft.mention, draft.content.last
            yield draft
            yield from self._nested(draft)

    def _nested(self, draft: Draft) -> Iterator[Draft]:
        """Speech inside speech; two levels are read."""
        if draft.parent is None:
            yield from _Scanner(self.reading, self.mentions, draft.content, draft).drafts()

    def _cited(self, cue: Cue, mention: Found | None) -> bool:
        """Whether a statement within speech names who is cited, and not just by chance."""
        if mention is None:
            return False
        if mention.personal or mention.role is not None or cue.kind != "verb" or cue.strength == "view":
            return True
        return self.reading.key(cue.range.last) in ("که", ":", "«")

    def _sentence(self, index: int) -> Range:
        """The sentence of a word, as far as it lies within the range that is read."""
        sentence = self.reading.sentences[self.reading.sentence_of[index]]
        return Range(max(self.words.first, sentence.first), min(self.words.last, sentence.last))

    def _draft(self, cue: Cue, before: Found | None) -> Draft | None:
        """The statement that a cue introduces, if it introduces one; `before` is the source of the cue before."""
        if cue.kind in ("according", "report"):
            return self._according(cue)
        clause = Range(self._sentence(cue.range.first).first, cue.range.first)
        quoted = self._quoted_before(clause)
        if quoted is not None:
            clause = Range(quoted.last, clause.last)
        own = subject(self.reading, self.mentions, cue, clause)
        mention = own or before
        if self.parent is not None and not self._cited(cue, mention):
            return None
        if cue.kind == "subordinate":
            return self._make((self._subordinate(cue), "indirect"), cue, mention)
        content = None if self._of_report(cue) else self._after_verb(cue, clause)
        if content is None and not self._of_report(cue):
            content = (quoted, "direct") if quoted else self._before_verb(cue, clause)
        if content is None or (
            own is None and cue.passive and content[1] == "indirect" and cue.strength != "text"
        ):
            return None  # «گفته می‌شود که»: nobody is said to speak
        draft = self._make(content, cue, mention)
        return draft and replace(draft, addressee=addressee(self.reading, self.mentions, cue, clause))

    def _of_report(self, cue: Cue) -> bool:
        """Whether the report speaks of itself: «این گزارش می‌افزاید»."""
        first = cue.range.first
        return self.reading.key(first - 1) == "گزارش" and self.reading.key(first - 2) in ("این", "همین")

    def _make(self, content: Content, cue: Cue, mention: Found | None) -> Draft | None:
        """A draft with its content trimmed, or None where nothing that can be said is left."""
        inner = trimmed(self.reading, content[0])
        if inner is None or (content[1] == "indirect" and not says_something(self.reading, inner)):
            return None
        return Draft(inner, content[1], cue, mention, parent=self.parent)

    # What follows a finite verb

    def _after_verb(self, cue: Cue, clause: Range) -> Content | None:
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

    def _quoted_before(self, clause: Range) -> Range | None:
        """The quotation that opens a sentence whose verb comes last: «…»، علی کریمی گفت."""
        if clause.first >= clause.last or not self.reading.opens_quote(clause.first):
            return None
        close = closing_mark(self.reading, clause.first, clause.last)
        if close is None or not has_verb(self.reading, Range(clause.first, close)):
            return None
        return Range(clause.first, close + 1)

    def _before_verb(self, cue: Cue, clause: Range) -> Content | None:
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
        reading, end = self.reading, self._sentence(index - 1).last
        if index < end and reading.keys[index] == ":":
            return self._direct(index + 1), "direct"
        if index < end and reading.opens_quote(index):
            close = closing_mark(reading, index, self.words.last)
            if close and not any(reading.is_word(at) for at in range(close + 1, self._sentence(close).last)):
                return Range(index, close + 1), "direct"
        return Range(index, self._indirect_end(index, end)), "indirect"

    def _bare(self, cue: Cue, index: int) -> Content | None:
        """A clause straight behind the verb («گفت از این خبر اطلاعی ندارد»)."""
        reading, end = self.reading, self._sentence(index - 1).last
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
            sentence = self._sentence(cue.range.first)
            if self.reading.sentence_of[cue.range.first] > first and self._narrates(cue, sentence):
                return sentence.first
        return self.words.last

    def _takes_up(self, cue: Cue, index: int) -> int | None:
        """Where, within a sentence of speech, the narrator goes on behind a comma: «… ندارد، علی کریمی افزود: …»."""
        if cue.kind != "verb" or cue.own or self.reading.key(cue.range.last) != ":":
            return None
        start = max(index, self._sentence(cue.range.first).first)
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

    # What follows other expressions

    def _subordinate(self, cue: Cue) -> Range:
        """The clause behind «با بیان اینکه»: up to the main clause of its sentence."""
        start, end = cue.range.last, self._sentence(cue.range.last - 1).last
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

    def _according(self, cue: Cue) -> Draft | None:
        """«به گفته X، S»: the source stands between the expression and the clause."""
        reading, end = self.reading, self._sentence(cue.range.last - 1).last
        mention = source_after(reading, self.mentions, cue.range.last, end)
        if (mention is None and cue.strength == "view") or (
            cue.kind == "report" and self._own_agency(cue.range.last)
        ):
            return None
        start = self._source_end(cue, mention, end)
        outlet = mention is not None and mention.role is not None and mention.role.kind == "outlet"
        if start is None or self._relayed(cue, start, end, outlet=outlet):
            return None
        named = mention or Found(Range(cue.range.last, start), Range(cue.range.last, start))
        return self._make((Range(start, end), "indirect"), cue, named)

    def _source_end(self, cue: Cue, mention: Found | None, end: int) -> int | None:
        """Where the source of «به گفته X، S» ends: at its comma, or with the mention if the comma comes later."""
        window = range(cue.range.last + 1, min(end, cue.range.last + SOURCE_WINDOW))
        comma = next((at for at in window if self.reading.keys[at] == "،"), None)
        if mention is not None and (comma is None or not comma - 3 <= mention.range.last <= comma):
            return mention.range.last
        return comma

    def _relayed(self, cue: Cue, start: int, end: int, *, outlet: bool) -> bool:
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

    def _own_agency(self, index: int) -> bool:
        """Whether «به گزارش …» names the agency that publishes the report."""
        agency = self.reading.report.header.agency
        return agency is not None and squeeze(agency) in self.reading.keys[index : index + 4]
