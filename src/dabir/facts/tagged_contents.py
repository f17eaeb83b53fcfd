"""What is said, as the reading model marks it, joined with what the rules find.

The rules measure contents well where they see a cue; the model also sees speech that no rule expects. A content that
only the model sees is kept where the model is sure and a clause with a verb stands there; one that only the rules see is
dropped where the model finds next to nothing said.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dabir.facts.clauses import says_something
from dabir.facts.cues import Cue
from dabir.facts.drafts import Draft
from dabir.facts.mentions import Found, Mentions
from dabir.facts.quotes import trimmed
from dabir.facts.ranges import Range
from dabir.facts.reading import Paragraph, Reading
from dabir.facts.turns import asks

if TYPE_CHECKING:
    from dabir.model.decode import Labelled
    from dabir.model.tags import Tags

# The least trust in a content of the model's alone, and the least mass that one of the rules' must have; both
# chosen on annotated reports that neither had learnt from.
SEEN, KEPT = 0.76, 0.1
# How many words may stand between a content and the cue or the source that belongs to it.
NEAR = 12


def join(reading: Reading, mentions: Mentions, tags: Tags, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of the rules and of the model, in the order of their contents."""
    kept = [draft for draft in drafts if _spoken(tags, draft.content) >= KEPT or _answers(reading, draft)]
    whole = set(map(id, kept))
    kept = [
        replace(draft, parent=None) if draft.parent and id(draft.parent) not in whole else draft
        for draft in kept
    ]
    more = [
        draft
        for span in tags.of("outer")
        if span.trust >= SEEN and (draft := _draft(reading, mentions, tags, span, kept)) is not None
    ]
    return sorted([*kept, *more], key=lambda draft: (draft.content.first, -draft.content.last))


def _spoken(tags: Tags, words: Range) -> float:
    return tags.mass("outer", *words) + tags.mass("inner", *words)


def _answers(reading: Reading, draft: Draft) -> bool:
    """Whether a content stands behind a question, which says more than its own words («تقریباً شش ماه»)."""
    if draft.cue is not None or draft.mention is not None:
        return False
    number = bisect(reading.paragraphs, draft.content.first, key=lambda part: part.range.first) - 1
    return number > 0 and asks(reading, reading.paragraphs[number - 1])


def _draft(
    reading: Reading, mentions: Mentions, tags: Tags, span: Labelled, kept: Sequence[Draft]
) -> Draft | None:
    """The draft of a content that only the model sees; None where the rules have seen it, or nothing is said."""
    content = trimmed(reading, Range(span.first, span.last))
    if content is None or any(draft.content.meets(content) for draft in kept):
        return None
    if not says_something(reading, content):
        return None
    paragraph = next(part for part in reading.paragraphs if part.range.holds(content))
    if asks(reading, paragraph):
        return None
    taken = {draft.cue.range.first for draft in kept if draft.cue}
    cue = _cue(reading, tags, content, paragraph, taken)
    source = _source(mentions, tags, cue.range if cue else content, paragraph)
    return Draft(content, "direct" if span.name == "direct" else "indirect", cue, source)


def _cue(reading: Reading, tags: Tags, content: Range, paragraph: Paragraph, taken: set[int]) -> Cue | None:
    """The reporting expression that belongs to a content: the nearest that the model marks and no other content has."""
    marked = [Range(span.first, span.last) for span in tags.of("cue")]
    free = [
        cue
        for cue in reading.cues_within(paragraph.range)
        if cue.range.first not in taken and any(cue.range.meets(words) for words in marked)
    ]
    near = [cue for cue in free if not cue.range.meets(content) and _gap(cue.range, content) <= NEAR]
    return min(near, key=lambda cue: _gap(cue.range, content), default=None)


def _source(mentions: Mentions, tags: Tags, beside: Range, paragraph: Paragraph) -> Found | None:
    """The mention that the model marks as a source nearest to a cue."""
    marked = [Range(span.first, span.last) for span in tags.of("source")]
    near = [
        mention
        for mention in mentions.within(paragraph.range)
        if _gap(mention.range, beside) <= NEAR and any(mention.range.meets(words) for words in marked)
    ]
    return min(near, key=lambda mention: _gap(mention.range, beside), default=None)


def _gap(left: Range, right: Range) -> int:
    """How many words stand between two ranges."""
    return max(left.first - right.last, right.first - left.last, 0)
