"""A report laid out for reading: mended text cut into paragraphs, sentences and words, with the way back.

Every rule of this room works on a `Reading`; only the last step turns word ranges into spans of the original.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dabir.facts.cues import Cue, find_cues
from dabir.facts.ranges import Range
from dabir.record import Span
from dabir.report import PartKind, Report
from dabir.script.letters import Folded, squeeze
from dabir.script.sentences import sentences
from dabir.script.words import Token, tokens
from dabir.script.writing import restore_all

QUOTES_OPEN = "«“„‹"
QUOTES_CLOSE = "»”‟›"
# The straight quote opens and closes alike; which of the two one is depends on what stands around it.
QUOTE_STRAIGHT = '"'
QUOTES = frozenset(QUOTES_OPEN + QUOTES_CLOSE + QUOTE_STRAIGHT)
# Words; what is longer is no sentence, and is read in pieces.
MAX_SENTENCE = 600


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One part of the report as word ranges."""

    kind: PartKind
    range: Range
    sentences: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The mended text of a report in words.

    `keys[i]` is the lookup key of `words[i]`: folded, half-spaces dropped. Punctuation has its own sign as key.
    `pairs` counts how often one key follows another, `vocabulary` holds every key; `cues` holds the reporting
    expressions by their first word.
    """

    report: Report
    restored: Folded
    words: Sequence[Token]
    keys: Sequence[str]
    paragraphs: tuple[Paragraph, ...]
    sentence_of: Sequence[int] = field(repr=False)
    sentences: tuple[Range, ...] = field(repr=False)
    pairs: Mapping[tuple[str, str], int] = field(repr=False)
    vocabulary: frozenset[str] = field(repr=False)
    cues: Mapping[int, Cue] = field(repr=False)

    def is_word(self, index: int) -> bool:
        """Whether the token is a word of letters (not a number, a sign or the end of the text)."""
        return 0 <= index < len(self.words) and self.words[index].kind == "word"

    def key(self, index: int) -> str:
        """The key at an index, "" outside the text."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def text(self, words: Range) -> str:
        """The mended text of a word range."""
        return self.restored.text[self.words[words.first].start : self.words[words.last - 1].end]

    def phrase(self, words: Range) -> str:
        """The key of a whole word range."""
        return "".join(self.keys[words.first : words.last])

    def span(self, words: Range) -> Span:
        """The span of the original text from which a word range came."""
        low, high = self.words[words.first].start, self.words[words.last - 1].end
        start, end = self.restored.alignment.to_source(low, high)
        return Span(start, end, self.report.text[start:end])

    def cues_within(self, words: Range) -> Iterator[Cue]:
        """The reporting expressions that begin and end within a range, in order, one at a time."""
        for index in range(*words):
            cue = self.cues.get(index)
            if cue is not None and cue.range.last <= words.last:
                yield cue

    def is_quote(self, index: int) -> bool:
        """Whether the token is a quotation mark of any kind."""
        return self.key(index) in QUOTES

    def opens_quote(self, index: int) -> bool:
        """Whether the token is a mark that opens a quotation."""
        sign = self.key(index)
        return bool(sign) and (
            sign in QUOTES_OPEN or (sign == QUOTE_STRAIGHT and self._glued(index, index + 1))
        )

    def _glued(self, left: int, right: int) -> bool:
        """Whether two tokens stand without white space between them."""
        return left >= 0 and right < len(self.words) and self.words[left].end == self.words[right].start


def lay_out(report: Report) -> Reading:
    """Mend a report's writing and cut it into paragraphs, sentences and words."""
    return lay_out_all([report])[0]


def lay_out_all(reports: Sequence[Report]) -> list[Reading]:
    """The same for several reports, which are mended together."""
    restored = restore_all([report.text for report in reports])
    return [_laid_out(*each) for each in zip(reports, restored, strict=True)]


def _laid_out(report: Report, restored: Folded) -> Reading:
    words = tokens(restored.text)
    keys = [squeeze(word.text) if word.kind == "word" else word.text for word in words]
    paragraphs, index = [], 0
    for part in report.parts:
        low, high = restored.alignment.to_target(part.start, part.end)
        while index < len(words) and words[index].start < low:
            index += 1
        first = index
        while index < len(words) and words[index].end <= high:
            index += 1
        if index > first:
            paragraphs.append(_paragraph(part.kind, Range(first, index), words, restored.text))
    found = tuple(sentence for paragraph in paragraphs for sentence in paragraph.sentences)
    cues = {cue.range.first: cue for paragraph in paragraphs for cue in find_cues(keys, paragraph.range)}
    sentence_of = [-1] * len(words)
    for number, sentence in enumerate(found):
        for word in range(*sentence):
            sentence_of[word] = number
    return Reading(
        report,
        restored,
        words,
        keys,
        tuple(paragraphs),
        sentence_of,
        found,
        Counter(pairwise(keys)),
        frozenset(keys),
        cues,
    )


def _paragraph(kind: PartKind, words: Range, every: Sequence[Token], text: str) -> Paragraph:
    """Cut one part into sentences of whole words."""
    ends = [end for _, end in sentences(text, every[words.first : words.last])]
    found, first, index = [], words.first, words.first
    for end in ends:
        while index < words.last and every[index].end <= end:
            index += 1
        found += _bounded(first, index)
        first = index
    found += _bounded(first, words.last)
    return Paragraph(kind, words, tuple(found))


def _bounded(first: int, last: int) -> list[Range]:
    """A sentence, or pieces of it where it is longer than any sentence, so that all reading takes linear time."""
    return [Range(at, min(last, at + MAX_SENTENCE)) for at in range(first, last, MAX_SENTENCE)]
