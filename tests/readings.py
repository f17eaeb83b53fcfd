"""Laying out a sentence or two for the tests of single rules, and telling word ranges in words."""

from collections.abc import Iterator

import numpy as np

from dabir.facts.contents import find_contents
from dabir.facts.drafts import Draft
from dabir.facts.mentions import Found, find_mentions
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading, lay_out
from dabir.model.decode import spans as labelled
from dabir.model.labels import CLASSES, begin, size
from dabir.model.tags import Tags
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
    return Reader(fast=True).read(report_of(*paragraphs, headline=headline, agency=agency))


def drafts_of(*paragraphs: str, headline: str = "", agency: str | None = None) -> tuple[Reading, list[Draft]]:
    reading = reading_of(*paragraphs, headline=headline, agency=agency)
    return reading, find_contents(reading, find_mentions(reading))


def mentions_of(*paragraphs: str) -> tuple[Reading, tuple[Found, ...]]:
    reading = reading_of(*paragraphs)
    return reading, find_mentions(reading).all


def tags_of(reading: Reading, *spans: tuple[str, str, str], trust: float = 0.95) -> Tags:
    """What a model would say that sees these spans and nothing else: head, class and words of each."""
    tables = {
        head: np.full((len(reading.words), size(head)), 0.01 / (size(head) - 1), dtype=np.float32)
        for head in CLASSES
    }
    for table in tables.values():
        table[:, 0] = 0.99
    for head, name, words in spans:
        first, last = place(reading, words)
        tables[head][first:last] = (1 - trust) / (size(head) - 1)
        tables[head][first, begin(head, name)] = trust
        tables[head][first + 1 : last, begin(head, name) + 1] = trust
    paragraphs = [range(*paragraph.range) for paragraph in reading.paragraphs]
    found = {head: tuple(labelled(head, table, paragraphs)) for head, table in tables.items()}
    return Tags(found, tables)


def place(reading: Reading, words: str) -> Range:
    """Where a phrase stands in a reading, as a range of whole words."""
    start = reading.restored.text.index(words)
    inside = [
        index
        for index, word in enumerate(reading.words)
        if start <= word.start and word.end <= start + len(words)
    ]
    return Range(inside[0], inside[-1] + 1)
