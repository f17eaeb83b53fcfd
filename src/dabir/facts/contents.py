"""What is said: the exact words that each reporting expression governs.

A colon gives direct speech, which runs to the end of the paragraph or to the next sentence in which the narrator
speaks again; «که», a comma or nothing at all give indirect speech, which ends with its sentence; «با بیان اینکه»
opens a clause that ends before the main verb. Speech quoted inside speech is found by the same rules within it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dabir.facts.cues import Cue
from dabir.facts.mentions import Found, Mentions
from dabir.facts.ranges import Range
from dabir.facts.reading import Paragraph, Reading
from dabir.facts.subjects import MESSAGES, addressee, source_after, subject
from dabir.facts.words import is_finite, is_first_person, is_participle
from dabir.record import Form
from dabir.script.letters import squeeze

HEADLINE_SOURCE_WORDS = 9
STOPS = frozenset(". .. ... ؛ ، ; , : … /".split())
# Words that cannot begin what is said: the verb has its complement before it.
NO_CLAUSE = frozenset("و تا یا ولی اما را است بود بلکه چراکه چرا زیرا چون".split())
FINAL_STOPS = frozenset(". ؛ ، ; , :".split())


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is known: word ranges of content and cue, and the mention beside the cue."""

    content: Range
    form: Form
    cue: Cue | None
    mention: Found | None
    addressee: Found | None = None
    parent: Draft | None = None


def find_contents(reading: Reading, mentions: Mentions) -> list[Draft]:
    """The drafts of all statements of a report, in the order of their contents."""
    drafts: list[Draft] = []
    for paragraph in reading.paragraphs:
        if paragraph.kind in ("kicker", "headline", "crosshead"):
            drafts += _headline(reading, mentions, paragraph)
        elif paragraph.kind in ("abstract", "body"):
            found = list(_Scanner(reading, mentions, paragraph.range).drafts())
            drafts += found or _running_on(reading, paragraph, drafts)
    return drafts


def _running_on(reading: Reading, paragraph: Paragraph, before: Sequence[Draft]) -> list[Draft]:
    """A paragraph without a reporting expression in which the speaker before goes on.

    It shows itself by quotation marks around it, or by verbs in the first person («تلاش می‌کنیم»); a question is the
    reporter's.
    """
    words = paragraph.range
    if paragraph.kind != "body" or not before or reading.keys[words.last - 1] in ("؟", "?"):
        return []
    quoted = reading.opens_quote(words.first) and not _closed_early(reading, *words)
    first_person = sum(is_first_person(reading.keys[index]) for index in range(*words) if not _in_quotes(reading, words, index))
    content = trimmed(reading, words) if quoted or first_person else None
    return [Draft(content, "direct", None, None)] if content and _has_verb(reading, content) else []


def _in_quotes(reading: Reading, words: Range, index: int) -> bool:
    """Whether a word stands between quotation marks within a paragraph."""
    opened = sum(1 if reading.opens_quote(at) else -1 for at in range(words.first, index) if reading.is_quote(at))
    return opened > 0


def _has_verb(reading: Reading, words: Range) -> bool:
    return any(is_finite(reading.keys[index]) for index in range(*words))


def _headline(reading: Reading, mentions: Mentions, paragraph: Paragraph) -> Iterator[Draft]:
    """«X: S», or a headline with a reporting expression of its own."""
    words = paragraph.range
    colon = next((index for index in range(*words) if reading.keys[index] == ":"), -1)
    found = list(_Scanner(reading, mentions, words).drafts())
    if any(draft.cue for draft in found):
        yield from found
        return
    if not 0 < colon - words.first <= HEADLINE_SOURCE_WORDS or colon + 1 >= words.last:
        return
    source = Range(words.first, colon)
    if any(is_finite(reading.keys[index]) for index in range(*source)):
        return
    inside = [mention for mention in mentions.within(source) if not mention.pronoun]
    content = trimmed(reading, Range(colon + 1, words.last))
    if content:
        yield Draft(content, "direct", None, inside[0] if inside else Found(source, source))


class _Scanner:
    """Reads one paragraph, or one content within it, from cue to cue."""

    def __init__(self, reading: Reading, mentions: Mentions, words: Range, parent: Draft | None = None) -> None:
        self.reading, self.mentions, self.words, self.parent = reading, mentions, words, parent
        self.cues = reading.cues_within(words)

    def drafts(self) -> Iterator[Draft]:
        """Every statement of the range, each followed by those quoted within it."""
        cursor, last_mention, sentence = self.words.first, None, -1
        for place, cue in enumerate(self.cues):
            if cue.range.first < cursor or cue.own:
                continue
            clause = Range(self._clause_start(cue), cue.range.first)
            if self.reading.sentence_of[cue.range.first] != sentence:
                last_mention, sentence = None, self.reading.sentence_of[cue.range.first]
            draft = self._draft(cue, self.cues[place + 1 :], clause)
            if draft is None:
                continue
            if draft.mention is None and last_mention is not None:
                draft = replace(draft, mention=last_mention)
            if self.parent is not None and not self._cited(draft):
                continue
            last_mention = draft.mention
            yield draft
            yield from self._nested(draft)
            cursor = draft.content.last

    def _cited(self, draft: Draft) -> bool:
        """Whether a statement found within speech names who is cited, and not just by chance."""
        mention, cue = draft.mention, draft.cue
        if mention is None or cue is None:
            return False
        known = mention.personal or mention.role is not None
        return known or cue.kind != "verb" or self.reading.key(cue.range.last) in ("که", ":", "«") or cue.strength == "view"

    def _nested(self, draft: Draft) -> Iterator[Draft]:
        """Speech inside speech; two levels are read."""
        if draft.parent is None:
            yield from _Scanner(self.reading, self.mentions, draft.content, draft).drafts()

    def _clause_start(self, cue: Cue) -> int:
        """Where the sentence of a cue begins, within the range that is read."""
        sentence = self.reading.sentences[self.reading.sentence_of[cue.range.first]]
        return max(self.words.first, sentence.first)

    def _sentence_end(self, index: int) -> int:
        sentence = self.reading.sentences[self.reading.sentence_of[index]]
        return min(self.words.last, sentence.last)

    def _draft(self, cue: Cue, later: Sequence[Cue], clause: Range) -> Draft | None:
        if cue.kind == "subordinate":
            mention = subject(self.reading, self.mentions, cue, clause)
            return self._make(self._subordinate(cue, later), "indirect", cue, mention)
        if cue.kind in ("according", "report"):
            return self._according(cue, later)
        if self._of_report(cue):
            return None
        found = self._after_verb(cue, later, clause)
        if found is None:
            return None
        content, form = found
        mention = subject(self.reading, self.mentions, cue, clause)
        if mention is None and cue.passive and form == "indirect" and cue.strength != "text":
            return None  # «گفته می‌شود که»: nobody is said to speak
        draft = self._make(content, form, cue, mention)
        return draft and replace(draft, addressee=addressee(self.reading, self.mentions, cue, clause))

    def _of_report(self, cue: Cue) -> bool:
        """Whether the report speaks of itself: «این گزارش می‌افزاید»."""
        first = cue.range.first
        return self.reading.key(first - 1) == "گزارش" and self.reading.key(first - 2) in ("این", "همین")

    def _make(self, content: Range, form: Form, cue: Cue, mention: Found | None) -> Draft | None:
        """A draft with its content trimmed, or None where nothing that can be said is left."""
        inner = trimmed(self.reading, content)
        if inner is None or (form == "indirect" and not self._says(inner)):
            return None
        return Draft(inner, form, cue, mention, parent=self.parent)

    def _says(self, content: Range) -> bool:
        """Whether a content has a finite verb of its own, or ends with a participle that stands for one."""
        reading, last = self.reading, content.last - 1
        return any(is_finite(reading.keys[index]) for index in range(*content)) or is_participle(
            reading.keys[last], reading.words[last].text
        )

    def _after_verb(self, cue: Cue, later: Sequence[Cue], clause: Range) -> tuple[Range, Form] | None:
        """Content and form of what follows a finite verb."""
        reading, index = self.reading, cue.range.last
        if index >= self.words.last:
            return None
        if cue.strength == "ask" and not self._asks(cue, clause):
            return None
        if cue.strength == "text" and not any(reading.keys[at] in MESSAGES for at in range(*clause)):
            return None
        sign = reading.keys[index]
        if sign == ":":
            return self._direct(index + 1, later), "direct"
        if sign == "این" and reading.keys[index + 1 : index + 3] in (["است", "که"], ["بود", "که"]):
            return self._after_that(index + 3, later)
        if sign == "که" or (sign == "تا" and cue.strength == "ask"):
            return self._after_that(index + 1, later)
        if sign in "،؛" and index + 1 < self.words.last:
            if reading.opens_quote(index + 1) and self._closing(index + 1, self.words.last):
                return self._direct(index + 1, later), "direct"
            return self._bare(cue, index + 1, later)
        if reading.opens_quote(index):
            return self._direct(index, later), "direct"
        return self._bare(cue, index, later)

    def _asks(self, cue: Cue, clause: Range) -> bool:
        """Whether a verb of wanting asks somebody: «از دولت خواست»; the noun «خواست» does not."""
        if cue.features is None or cue.features.lemma != "خواستن":
            return True
        return cue.features.tense in ("past", "perfect", "pluperfect") and any(self.reading.keys[index] == "از" for index in range(*clause))

    def _after_that(self, index: int, later: Sequence[Cue]) -> tuple[Range, Form]:
        """What follows «گفت که»: direct if it is a colon or a quotation that fills the sentence."""
        reading, end = self.reading, self._sentence_end(index - 1)
        if index < end and reading.keys[index] == ":":
            return self._direct(index + 1, later), "direct"
        if index < end and reading.opens_quote(index):
            close = self._closing(index, self.words.last)
            if close and all(not reading.is_word(at) for at in range(close + 1, self._sentence_end(close))):
                return Range(index, close + 1), "direct"
        return Range(index, self._before_next(index, end, later)), "indirect"

    def _bare(self, cue: Cue, index: int, later: Sequence[Cue]) -> tuple[Range, Form] | None:
        """A clause straight behind the verb («گفت از این خبر اطلاعی ندارد»)."""
        reading, end = self.reading, self._sentence_end(index - 1)
        if cue.strength in ("weak", "text") or index >= end:
            return None
        if not reading.is_word(index) and reading.words[index].kind not in ("number", "latin"):
            return None
        if reading.keys[index] in NO_CLAUSE or reading.keys[index].startswith("وگو"):
            return None
        last = cue.range.last - 1
        if is_participle(reading.keys[last], reading.words[last].text) or reading.key(cue.range.first - 1) == "که":
            return None
        if any(other.range.first < end and reading.key(other.range.last) == ":" for other in later):
            return None  # «… سخن می‌گفت، اظهار داشت: …»: the verb before the colon is the one that reports
        return Range(index, self._before_next(index, end, later)), "indirect"

    def _direct(self, index: int, later: Sequence[Cue]) -> Range:
        """Direct speech from a word on: what the quotation marks hold, or the rest of the paragraph."""
        if index < self.words.last and self.reading.opens_quote(index):
            close = self._closing(index, self.words.last)
            if close and self._closes_speech(index, close):
                return Range(index, close + 1)
        return Range(index, self._next_narration(index, later))

    def _closes_speech(self, opening: int, close: int) -> bool:
        """Whether a pair of marks holds all of the speech, not just its first words."""
        if not self._says(Range(opening, close)):
            return False
        rest = [self.reading.keys[index] for index in range(close + 1, self.words.last)]
        return not rest or rest[0] in STOPS or self.reading.keys[close - 1] in STOPS or close - opening > 12

    def _closing(self, opening: int, last: int) -> int | None:
        """The mark that closes a quotation, marks within it passed over."""
        reading, depth = self.reading, 0
        straight = reading.keys[opening] == '"'
        for index in range(opening + 1, last):
            if straight:
                if reading.keys[index] == '"':
                    return index
            elif reading.opens_quote(index) and reading.keys[index] != '"':
                depth += 1
            elif reading.is_quote(index) and reading.keys[index] != '"':
                if depth == 0:
                    return index
                depth -= 1
        return None

    def _next_narration(self, index: int, later: Sequence[Cue]) -> int:
        """Where direct speech ends: before the next sentence that the narrator speaks («وی افزود: …»)."""
        first = self.reading.sentence_of[index] if index < self.words.last else -1
        for cue in later:
            taken_up = self._takes_up(cue, index)
            if taken_up is not None:
                return taken_up
            number = self.reading.sentence_of[cue.range.first]
            start = self.reading.sentences[number].first
            if number > first and start > index and self._narrates(cue, start):
                return start
        return self.words.last

    def _takes_up(self, cue: Cue, index: int) -> int | None:
        """Where, within a sentence of speech, the narrator goes on behind a comma: «… ندارد، علی کریمی افزود: …»."""
        if cue.kind != "verb" or cue.own or self.reading.key(cue.range.last) != ":":
            return None
        start = self.reading.sentences[self.reading.sentence_of[cue.range.first]].first
        for mention in self.mentions.within(Range(max(index, start), cue.range.first)):
            comma = mention.range.first - 1
            if mention.name and self.reading.key(comma) in ("،", "؛") and is_finite(self.reading.key(comma - 1)):
                return comma
        return None

    def _narrates(self, cue: Cue, start: int) -> bool:
        """Whether a sentence within speech is the narrator's: somebody named at its start, and a cue with a colon."""
        if cue.kind not in ("verb", "subordinate") or cue.own or cue.passive:
            return False
        mention = self.mentions.at(start)
        if mention is None or not mention.personal:
            return False
        sentence_end = self._sentence_end(start)
        colon = any(
            other.kind == "verb" and not other.own and self.reading.key(other.range.last) == ":"
            for other in self.cues
            if start <= other.range.first < sentence_end
        )
        return colon

    def _before_next(self, index: int, end: int, later: Sequence[Cue]) -> int:
        """Where an indirect content ends: with its sentence, or before «و افزود» of the same speaker."""
        for cue in later:
            if cue.range.first >= end:
                break
            if cue.range.first > index and cue.kind == "verb" and self.reading.keys[cue.range.first - 1] == "و":
                if not cue.own and self.reading.key(cue.range.last) in (":", "که") and is_finite(self.reading.key(cue.range.first - 2)):
                    return cue.range.first - 1
        return self._before_contrast(index, end)

    def _before_contrast(self, index: int, end: int) -> int:
        """Where the narrator objects: before «اما» or «ولی» behind a finite verb."""
        keys = self.reading.keys
        for at in range(index + 2, end):
            if keys[at] in ("اما", "ولی") and (is_finite(keys[at - 1]) or (keys[at - 1] == "،" and is_finite(keys[at - 2]))):
                return at
        return end

    def _subordinate(self, cue: Cue, later: Sequence[Cue]) -> Range:
        """The clause behind «با بیان اینکه»: up to the main clause of its sentence."""
        end = self._sentence_end(cue.range.last - 1)
        start = cue.range.last
        while start < end and self.reading.keys[start] in ("که", "،", ":"):
            start += 1
        main = next((other for other in later if start < other.range.first < end and self._leads(other)), None)
        if main is None:
            return Range(start, self._clause_end(start, end))
        return Range(start, self._end_before(start, main.range.first))

    def _clause_end(self, start: int, end: int) -> int:
        """The first comma behind a finite verb; the end of the sentence if there is none."""
        for index in range(start + 1, end):
            if self.reading.keys[index] == "،" and is_finite(self.reading.keys[index - 1]):
                return index
        return end

    def _end_before(self, start: int, cue: int) -> int:
        """Where the subordinate clause ends before a main verb: behind its last finite verb.

        «… را مهم دانست و گفت»: a verb joined to the main verb by «و» belongs to the main clause.
        """
        reading, limit = self.reading, cue
        if reading.keys[cue - 1] == "و":
            limit = cue - 1
            while limit > start and is_finite(reading.keys[limit - 1]):
                limit -= 1
            comma = self._last_comma(start, limit)
            if comma:
                return comma
        for index in range(limit - 1, start, -1):
            if is_finite(reading.keys[index]):
                return index + 1
        return self._last_comma(start, cue) or self._participle_end(start, limit) or cue

    def _participle_end(self, start: int, limit: int) -> int | None:
        """The end of the last participle before a word, where a clause has dropped its «است»."""
        keys, words = self.reading.keys, self.reading.words
        return next((at + 1 for at in range(limit - 1, start, -1) if is_participle(keys[at], words[at].text)), None)

    def _last_comma(self, start: int, limit: int) -> int | None:
        """The last comma behind a finite verb before a word."""
        return next(
            (
                index
                for index in range(limit - 1, start, -1)
                if self.reading.keys[index] == "،" and is_finite(self.reading.keys[index - 1])
            ),
            None,
        )

    def _according(self, cue: Cue, later: Sequence[Cue]) -> Draft | None:
        """«به گفته X، S»: the source stands between the expression and the clause."""
        end = self._sentence_end(cue.range.last - 1)
        mention = source_after(self.reading, self.mentions, cue.range.last, end)
        if mention is None and cue.strength == "view":
            return None
        if cue.kind == "report" and self._own_agency(Range(cue.range.last, min(end, cue.range.last + 4))):
            return None
        comma = next((at for at in range(cue.range.last, min(end, cue.range.last + 14)) if self.reading.keys[at] == "،"), None)
        if mention is not None and (comma is None or mention.range.last > comma or mention.range.last + 3 < comma):
            start = mention.range.last
        elif comma is not None:
            start = comma
            mention = mention or Found(Range(cue.range.last, comma), Range(cue.range.last, comma))
        else:
            return None
        if start <= cue.range.last:
            return None
        if any(start <= other.range.first < end and self._governs(other) for other in later):
            relayed = any(other.range.first == start + 1 for other in later)  # «روزنامه … به نقل از …، نوشت: …»
            if cue.kind == "report" or relayed or self.reading.keys[start : start + 1] != ["،"]:
                return None
        return self._make(Range(start, end), "indirect", cue, mention)


    def _governs(self, cue: Cue) -> bool:
        """Whether a finite verb has its own content behind it."""
        return cue.kind == "verb" and not cue.own and self.reading.key(cue.range.last) in (":", "که")

    def _leads(self, cue: Cue) -> bool:
        """Whether a cue begins another content, so that the clause before it ends there."""
        after = cue.range.last
        return cue.kind == "subordinate" or self._governs(cue) or (cue.kind == "verb" and self.reading.opens_quote(after))

    def _own_agency(self, words: Range) -> bool:
        """Whether «به گزارش …» names the agency that publishes the report."""
        agency = self.reading.report.header.agency
        return agency is not None and any(self.reading.keys[index] == squeeze(agency) for index in range(*words))


def trimmed(reading: Reading, words: Range) -> Range | None:
    """A content without its closing stop, and without the marks around it where they hold all of it; None if empty."""
    first, last = words
    while first < last and reading.keys[first] in STOPS:
        first += 1
    last = _without_stops(reading, first, last)
    if first < last and reading.opens_quote(first):
        closes = last - 1 > first and reading.is_quote(last - 1)
        inside = any(reading.is_quote(index) for index in range(first + 1, last - 1))
        if closes and not (inside and _closed_early(reading, first, last)):
            last = _without_stops(reading, first + 1, last - 1)
            first += 1
        elif not any(reading.is_quote(index) for index in range(first + 1, last)):
            first += 1
    elif first < last and reading.is_quote(last - 1) and not any(reading.is_quote(index) for index in range(first, last - 1)):
        last = _without_stops(reading, first, last - 1)
    return Range(first, last) if any(reading.is_word(index) for index in range(first, last)) else None


def _without_stops(reading: Reading, first: int, last: int) -> int:
    while last > first and reading.keys[last - 1] in FINAL_STOPS:
        last -= 1
    return last


def _closed_early(reading: Reading, first: int, last: int) -> bool:
    """Whether the mark that opens a content is closed before its end."""
    depth = 0
    for index in range(first, last - 1):
        if reading.opens_quote(index):
            depth += 1
        elif reading.is_quote(index):
            depth -= 1
            if depth == 0:
                return True
    return False
