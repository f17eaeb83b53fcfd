"""Text: a plain report, with its headline first or without one, and what its own words say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from dabir.report import Header, Part, Report, text_id
from dabir.script.letters import fold
from dabir.sources.address import day_of_address
from dabir.sources.agencies import outlet_of_address, outlet_of_name, outlets
from dabir.sources.dateline import Dateline, find_dateline, find_interview
from dabir.sources.dates import read_moment
from dabir.sources.layout import split_report
from dabir.sources.refusal import require_persian

_INTERVIEW_REACH = 2  # paragraphs in which a report says to whom its speaker spoke


def read_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002
    url: str | None = None,
    header: Header | None = None,
    name: str = "The text",
) -> Report:
    """Make a report of plain text; the text stays as it is, and the parts hold offsets into it.

    The first line is the headline unless it is a paragraph; a short second line the abstract where the report
    begins only after it. Datelines, sign-off and credits fill the header.

    Args:
        text: The report.
        id: Its id; without one, a hash of the text serves.
        url: The address it comes from, which also tells the agency.
        header: What is known already; it goes before what the text says.
        name: What to call the text in an error.

    Raises:
        UnreadableError: The text is empty, binary or not Persian.
    """
    require_persian(text, name)
    given = header or Header()
    parts = split_report(text, given)
    return report_of(text, parts, replace(given, url=given.url or url), id)


def report_of(text: str, parts: Sequence[Part], given: Header, id: str | None) -> Report:  # noqa: A002
    """A report of a text whose parts are known; they fill what `given` leaves open in the header."""
    found: dict[str, Any] = {}
    for name, value in _facts(text, parts, given):
        if value:
            found.setdefault(name, value)
    missing = {name: value for name, value in found.items() if not getattr(given, name)}
    return Report(id if id is not None else text_id(text), text, replace(given, **missing), tuple(parts))


def _facts(text: str, parts: Sequence[Part], given: Header) -> Iterator[tuple[str, str | None]]:
    """Header fields and their values, the surest first."""
    names = {field.name for field in fields(Header)}
    outlet = outlet_of_address(given.url) if given.url else None
    agency = given.agency or (outlet.short if outlet else None)
    yield "agency", agency
    for part in parts:
        words = text[part.start : part.end]
        if part.kind in names:
            yield part.kind, words
        elif part.kind == "credit":
            yield from _credit(words)
        elif part.kind == "dateline":
            yield from _named(find_dateline(text, part.start), agency)
    bodies = [part for part in parts if part.kind in ("abstract", "body")][:_INTERVIEW_REACH]
    for part in bodies:
        yield from _named(find_interview(text, part.start, part.end), agency)
    moment = day_of_address(given.url) if given.url and not _is_dated(given) else None
    if moment:
        yield "published", moment.published
        yield "published_jalali", moment.published_jalali


def _is_dated(header: Header) -> bool:
    return bool(header.published or header.published_jalali)


def _named(dateline: Dateline | None, agency: str | None) -> Iterator[tuple[str, str | None]]:
    """What a dateline names; to a known publisher an agency that no list knows is a source."""
    if dateline:
        outlet = dateline.outlet
        relayed = outlet is not None and agency not in (None, outlet.short) and outlet not in outlets()
        yield "source" if relayed else "agency", outlet.short if outlet else None
        yield "desk", dateline.desk
        yield "place", dateline.place
        yield "source", dateline.source


def _credit(line: str) -> Iterator[tuple[str, str | None]]:
    """What a line such as «کد خبر: ۱۲۳۴» or «منبع: رویترز» says."""
    plain = fold(line).text.replace("\u200c", " ")
    source = re.match(r"(?:منبع|منابع) *: *(.+)", plain)
    moment = None if source else read_moment(plain)
    if moment:
        yield "published", moment.published
        yield "published_jalali", moment.published_jalali
    code = re.search(r"(?:کد|شناسه) *(?:خبر|مطلب) *:? *(\d+)", plain)
    if code:
        yield "code", "".join(str(int(digit)) for digit in code[1])
    if source:
        outlet = outlet_of_name(source[1])
        yield "source", outlet.short if outlet else source[1].strip(" .")
    byline = re.match(r"(?:خبرنگار|گزارشگر|نویسنده|گزارش) *(?::|از) *(.+)", plain)
    if byline:
        yield "reporter", byline[1].strip(" .")
