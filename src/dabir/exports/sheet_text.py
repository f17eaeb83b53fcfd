"""A sheet as plain text for a terminal, a pipe or a mail, in the manner of the card: no control codes, no columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from dabir.exports.persian import digits
from dabir.exports.sheet import Bar, Chart, Item, Section, Sheet, Source

_RULE = "─" * 24


def sheet_text(sheet: Sheet, *, width: int | None = None) -> str:
    """A sheet line by line; lines are folded at `width` columns, and not at all without it."""
    lines = [" · ".join(filter(None, (sheet.heading, sheet.latin))), *sheet.facts, _RULE, ""]
    for section in sheet.sections:
        lines += [*_section(section), ""]
    return "\n".join(folded for line in lines for folded in _fold(line, width)).rstrip() + "\n"


def _section(section: Section) -> Iterator[str]:
    yield section.title
    if section.chart:
        yield from (f"  • {_bar(bar, section.chart)}" for bar in section.chart.bars)
    for number, item in enumerate(section.items, 1):
        yield from _item(item, f"  {digits(number)}. ")


def _bar(bar: Bar, chart: Chart) -> str:
    counts = [
        f"{name} {digits(count)}" for name, count in zip(chart.classes, bar.counts, strict=True) if count
    ]
    return " — ".join(filter(None, (f"{bar.label}: {'، '.join(counts)}", bar.words)))


def _item(item: Item, mark: str) -> Iterator[str]:
    """An entry: what it is, then further in its words, its reports and its entries."""
    inner = " " * len(mark)
    first, *more = filter(
        None, (" — ".join(filter(None, (item.head, "، ".join(item.facts)))), item.text, "–")
    )
    yield mark + first
    yield from (inner + words for words in more[:-1])
    bare = not (item.head or item.text)  # then the report itself is the entry, and its headline the words
    for source in item.sources:
        yield from (inner + headline for headline in (source.headline,) if bare and headline)
        yield f"{inner}◂ {_source(source)}"
    for each in item.items:
        yield from _item(each, f"{inner}• ")


def _source(source: Source) -> str:
    return " · ".join(filter(None, (source.origin, source.report, source.url)))


def _fold(line: str, width: int | None) -> list[str]:
    """A line folded at `width`, its continuation as far in as its beginning."""
    indent = " " * (len(line) - len(line.lstrip(" ")))
    if width is None or len(line) <= width:
        return [line]
    return textwrap.wrap(
        line, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
