"""Speech without a reporting expression: labelled turns, the answers of an interview, and speakers who go on."""

from __future__ import annotations

from collections.abc import Sequence

from dabir.facts.clauses import has_verb
from dabir.facts.drafts import Draft
from dabir.facts.mentions import Mentions
from dabir.facts.quotes import closing_mark, trimmed, words_outside
from dabir.facts.ranges import Range
from dabir.facts.reading import Paragraph, Reading
from dabir.facts.words import is_first_person

# So many questions make an interview, fewer where the report calls itself one.
QUESTIONS, CALLED = 4, 2
LONGEST_QUESTION = 60
INTERVIEWS = frozenset({"گفتوگو", "گفتوگوی", "گفتوگویی", "گفتگو", "گفتگوی", "گفتگویی", "مصاحبه", "مصاحبهای"})


def uncued(
    reading: Reading, mentions: Mentions, number: int, questions: Sequence[int], *, spoken: bool
) -> list[Draft]:
    """The statement that a body paragraph is as a whole, though nothing in it says so; none if it is the narrator's.

    Args:
        reading: The report in words.
        mentions: Its mentions.
        number: Which paragraph.
        questions: Which paragraphs are questions (`find_questions`).
        spoken: Whether somebody has spoken before it.
    """
    paragraph = reading.paragraphs[number]
    if paragraph.kind != "body" or asks(reading, paragraph):
        return []
    label = mentions.at(paragraph.range.first)
    if label is not None and label.name is not None and reading.key(label.range.last) == ":":
        content = trimmed(reading, Range(label.range.last + 1, paragraph.range.last))
        return [Draft(content, "direct", None, label)] if content and has_verb(reading, content) else []
    if not (_answers(reading, number, questions) or (spoken and _goes_on(reading, paragraph))):
        return []
    content = trimmed(reading, paragraph.range)
    return [Draft(content, "direct", None, None)] if content and has_verb(reading, content) else []


def find_questions(reading: Reading) -> tuple[int, ...]:
    """The numbers of the paragraphs that are questions."""
    return tuple(number for number, paragraph in enumerate(reading.paragraphs) if asks(reading, paragraph))


def asks(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a question, which is the reporter's; a long one is rather an essay's."""
    first, last = paragraph.range
    short = paragraph.kind in ("body", "crosshead") and last - first <= LONGEST_QUESTION
    return short and reading.keys[last - 1] in ("؟", "?")


def _answers(reading: Reading, number: int, questions: Sequence[int]) -> bool:
    """Whether a paragraph stands behind a question of an interview, other paragraphs of the answer passed over."""
    opening = reading.keys[: reading.paragraphs[min(2, number)].range.last]
    least = QUESTIONS if INTERVIEWS.isdisjoint(opening) else CALLED
    return len(questions) >= least and questions[0] < number


def _goes_on(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether the speaker before goes on: marks around the paragraph, or verbs in the first person («تلاش می‌کنیم»)."""
    words = paragraph.range
    if reading.opens_quote(words.first):
        close = closing_mark(reading, words.first, words.last)
        if close is None or close > words.last - 3:
            return True
    return any(is_first_person(reading.keys[index]) for index in words_outside(reading, words))
