"""Laying out a sentence or two for the tests of single rules, and telling word ranges in words."""

from collections.abc import Iterator

from dabir.facts.contents import find_contents
from dabir.facts.drafts import Draft
from dabir.facts.mentions import Found, find_mentions
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading, lay_out
from dabir.reader import Reader
from dabir.record import Record
from dabir.report import Header, Part, PartKind, Report


def report_of(*paragraphs: str, headline: str = "", agency: str | None = None) -> Report:
    """A report of body paragraphs, under a headline if one is given."""
    lines: list[tuple[PartKind, str]] = [("headline", headline)] if headline else []
    lines += [("body", paragraph) for paragraph in paragraphs]
    return Report("r1", "\n".join(line for _, line in lines), Header(agency=agency), tuple(_parts(lines)))


def _parts(lines: list[tuple[PartKind, str]]) -> Iterator[Part]:
    start = 0
    for kind, line in lines:
        yield Part(kind, start, start + len(line))
        start += len(line) + 1


def reading_of(*paragraphs: str, headline: str = "", agency: str | None = None) -> Reading:
    return lay_out(report_of(*paragraphs, headline=headline, agency=agency))


def record_of(*paragraphs: str, headline: str = "", agency: str | None = None) -> Record:
    return Reader().read(report_of(*paragraphs, headline=headline, agency=agency))


def drafts_of(*paragraphs: str, headline: str = "", agency: str | None = None) -> tuple[Reading, list[Draft]]:
    reading = reading_of(*paragraphs, headline=headline, agency=agency)
    return reading, find_contents(reading, find_mentions(reading))


def mentions_of(*paragraphs: str) -> tuple[Reading, tuple[Found, ...]]:
    reading = reading_of(*paragraphs)
    return reading, find_mentions(reading).all


def place(reading: Reading, words: str) -> Range:
    """Where a phrase stands in a reading, as a range of whole words."""
    start = reading.restored.text.index(words)
    inside = [
        index
        for index, word in enumerate(reading.words)
        if start <= word.start and word.end <= start + len(words)
    ]
    return Range(inside[0], inside[-1] + 1)
