"""Composition: a text put together from a headline, an abstract and paragraphs that came apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from dabir.report import Header, Report
from dabir.script.letters import squeeze
from dabir.sources.layout import split_report
from dabir.sources.refusal import require_persian
from dabir.sources.text import report_of


def compose(header: Header, paragraphs: Iterable[str], *, name: str, id: str | None = None) -> Report:  # noqa: A002
    """A report whose text is kicker, headline, abstract and paragraphs, one a line.

    Args:
        header: What is known; its kicker, headline and abstract go into the text.
        paragraphs: The body. A first paragraph that only repeats the headline or the abstract is left out.
        name: What to call the input in an error.
        id: The report's id; without one, a hash of the text serves.

    Raises:
        UnreadableError: There is no text, or it is not Persian.
    """
    tidied: dict[str, Any] = {key: _tidy(getattr(header, key) or "") or None for key in _HEAD}
    header = replace(header, **tidied)
    head = [line for line in (getattr(header, key) for key in _HEAD) if line]
    body = [line for paragraph in paragraphs for line in map(_tidy, paragraph.splitlines()) if line]
    known = {squeeze(line) for line in head}
    while body and squeeze(body[0]) in known:
        del body[0]
    text = "\n".join([*head, *body])
    require_persian(text, name)
    return report_of(text, split_report(text, replace(header, headline=header.headline or "")), header, id)


def filled(header: Header, known: Header) -> Header:
    """A header, and in what it leaves open what another knows; a date is taken in both calendars or in none."""
    values = {field.name: getattr(known, field.name) for field in fields(Header)}
    if header.published or header.published_jalali:
        values |= {"published": None, "published_jalali": None}
    missing: dict[str, Any] = {
        name: value for name, value in values.items() if value and not getattr(header, name)
    }
    return replace(header, **missing)


_HEAD = ("kicker", "headline", "abstract")


def _tidy(line: str) -> str:
    """A line with single spaces, none at its ends."""
    return re.sub(r"\s+", " ", line).strip()
