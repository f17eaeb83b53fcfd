"""What is said: paragraph by paragraph and cue by cue, the content, the cue and the source beside it.

How far a content reaches is told by `extents`; speech quoted inside speech is found by the same rules within it;
speech that no cue announces is told by `turns`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dabir.facts.clauses import has_verb, says_something
from dabir.facts.cues import Cue
from dabir.facts.drafts import Content, Draft
from dabir.facts.extents import Extents
from dabir.facts.mentions import Found, Mentions
from dabir.facts.quotes import trimmed
from dabir.facts.ranges import Range
from dabir.facts.reading import Paragraph, Reading
from dabir.facts.subjects import addressee, source_after, subject
from dabir.facts.tagged_contents import join
from dabir.facts.turns import find_questions, uncued

if TYPE_CHECKING:
    from dabir.model.tags import Tags

# How many words may stand before the colon of a headline «X: …».
HEADLINE_SOURCE = 9


def find_contents(reading: Reading, mentions: Mentions, tags: Tags | None = None) -> list[Draft]:
    """The drafts of all statements of a report, in the order of their contents."""
    drafts: list[Draft] = []
    questions = find_questions(reading)
    for number, paragraph in enumerate(reading.paragraphs):
        if paragraph.kind in ("kicker", "headline", "crosshead"):
            drafts += _headline(reading, mentions, paragraph)
        elif paragraph.kind in ("abstract", "body"):
            found = list(_Scanner(reading, mentions, paragraph.range).drafts())
            drafts += found or uncued(reading, mentions, number, questions, spoken=bool(drafts))
    return drafts if tags is None else join(reading, mentions, tags, drafts)


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
        self.extents = Extents(reading, mentions, words)

    def drafts(self) -> Iterator[Draft]:
        """Every statement of the range, each followed by those quoted within it."""
        cursor, mention, sentence = self.words.first, None, -1
        for cue in self.reading.cues_within(self.words):
            if cue.range.first < cursor or cue.own:
                continue
            if self.reading.sentence_of[cue.range.first] != sentence:
                mention, sentence = None, self.reading.sentence_of[cue.range.first]
            draft = self._draft(cue, mention, cursor)
            if (
                draft is None or draft.content.first < cursor
            ):  # what another cue has introduced is not said again
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

    def _draft(self, cue: Cue, before: Found | None, cursor: int) -> Draft | None:
        """The statement that a cue introduces, if it introduces one.

        Args:
            cue: The reporting expression.
            before: The source of the cue before it in the sentence.
            cursor: Where the content of the cue before it ends.
        """
        if cue.kind in ("according", "report"):
            return self._according(cue)
        clause = Range(self.extents.sentence(cue.range.first).first, cue.range.first)
        quoted = self.extents.quoted_before(clause)
        if quoted is not None:
            clause = Range(quoted.last, clause.last)
        own = subject(self.reading, self.mentions, cue, Range(max(clause.first, cursor), clause.last))
        mention = own or before
        if self.parent is not None and not self._cited(cue, mention):
            return None
        if cue.kind == "subordinate":
            return self._make((self.extents.subordinate(cue), "indirect"), cue, mention)
        content = self._governed(cue, clause, quoted)
        anonymous = own is None and cue.passive and cue.strength != "text"  # «گفته می‌شود که»
        if content is None or (anonymous and content[1] == "indirect"):
            return None
        draft = self._make(content, cue, mention)
        return draft and replace(draft, addressee=addressee(self.reading, self.mentions, cue, clause))

    def _governed(self, cue: Cue, clause: Range, quoted: Range | None) -> Content | None:
        """What a finite verb governs: the words behind it, else the quotation or the clause before it."""
        if self._of_report(cue):
            return None
        behind = self.extents.after_verb(cue, clause)
        if behind is None and quoted is not None:
            return quoted, "direct"
        return behind or self.extents.before_verb(cue, clause)

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

    def _according(self, cue: Cue) -> Draft | None:
        """«به گفته X، S»: the source stands between the expression and the clause."""
        reading, end = self.reading, self.extents.sentence(cue.range.last - 1).last
        mention = source_after(reading, self.mentions, cue.range.last, end)
        if (mention is None and cue.strength == "view") or (
            cue.kind == "report" and self.extents.own_agency(cue.range.last)
        ):
            return None
        start = self.extents.source_end(cue, mention, end)
        outlet = mention is not None and mention.role is not None and mention.role.kind == "outlet"
        if start is None or self.extents.relayed(cue, start, end, outlet=outlet):
            return None
        named = mention or Found(Range(cue.range.last, start), Range(cue.range.last, start))
        return self._make((Range(start, end), "indirect"), cue, named)
