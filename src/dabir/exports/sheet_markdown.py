"""A sheet as Markdown (CommonMark, its tables as GitHub has them)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from dabir.exports.persian import digits
from dabir.exports.sheet import Chart, Item, Section, Sheet, Source

# What means something to Markdown wherever it stands, and what does at the beginning of a line.
_INSIDE = re.compile(r"[\\`*_\[\]#]")
_FIRST = re.compile(r"[-+=>]|[0-9]{1,9}(?=[.)])")
_MARK = "-   "  # so wide that all readers take what stands four places in as the entry's own
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", "|": "&#124;", "~": "&#126;"})


def sheet_markdown(sheet: Sheet) -> str:
    """A sheet as one Markdown document."""
    lines = [f"# {plain(sheet.heading)}", ""]
    if sheet.latin:
        lines += [f"*{plain(sheet.latin)}*", ""]
    lines += [*(f"- {plain(fact)}" for fact in sheet.facts), ""]
    for section in sheet.sections:
        lines += [f"## {plain(section.title)}", "", *_section(section), ""]
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """A text in which Markdown finds no marks of its own, on one line."""
    line = " ".join(text.split())
    first = _FIRST.match(line)
    start = first.end() if first else 0
    rest = _INSIDE.sub(r"\\\g<0>", line[start:]).translate(_ENTITIES)
    return f"{_opening(line[:start])}{rest}"


def _opening(mark: str) -> str:
    """What would begin a list, a quotation or a heading, as plain letters."""
    return "".join(f"&#{ord(sign)};" for sign in mark)


def _section(section: Section) -> Iterator[str]:
    if section.chart:
        yield from _table(section.chart)
    for item in section.items:
        yield from _item(item, 0)


def _table(chart: Chart) -> Iterator[str]:
    last = ("تراز",) if chart.has_words else ()
    yield _row("دوره", *chart.classes, *last)
    yield "|" + " --- |" * (len(chart.classes) + 1 + len(last))
    for bar in chart.bars:
        yield _row(bar.label, *map(digits, bar.counts), *((bar.words,) if last else ()))
    yield ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(plain, cells))} |"


def _item(item: Item, indent: int) -> Iterator[str]:
    """An entry of a list; its words, its reports and its entries belong to it."""
    head = f"**{plain(item.head)}**" if item.head else ""
    facts = plain("، ".join(item.facts))
    first, *more = filter(None, (" — ".join(filter(None, (head, facts))), plain(item.text), "–"))
    inner = " " * (indent + len(_MARK))
    yield " " * indent + _MARK + first
    if more[:-1]:
        yield from ("", inner + more[0])
    if item.sources or item.items:
        yield ""
    yield from (inner + _MARK + _source(source) for source in item.sources)
    for each in item.items:
        yield from _item(each, len(inner))


def _source(source: Source) -> str:
    headline = plain(source.headline)
    shown = f"[{headline}](<{_address(source.link)}>)" if source.link else headline
    return " · ".join(filter(None, (shown, plain(source.origin), f"`{_code(source.report)}`")))


def _address(url: str) -> str:
    """An address without what would end it."""
    return quote(url, safe="%/:?#[]@!$&()*+,;=~-._'")


def _code(name: str) -> str:
    """A name between back ticks, which cannot hold one."""
    return " ".join(name.split()).replace("`", "'") or "-"
