"""The forms in which the command writes records, and where each is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from dabir.record import Record


class Format(StrEnum):
    """How records are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


def written(
    records: Iterable[Record], form: Format, *, single: bool = False, width: int | None = None
) -> Iterator[str]:
    """Records in one of the forms, in pieces; of text and JSON Lines one piece is one record.

    Args:
        records: What to write.
        form: The form.
        single: Only one report was asked for: its JSON is an object, while that of several is a list.
        width: The columns at which text is folded; without it no line is.
    """
    if form is Format.text:
        return _cards(records, width)
    if form is Format.json:
        return _json(records, single)
    if form is Format.jsonl:
        return (record.to_json() + "\n" for record in records)
    return _page(records)


def _cards(records: Iterable[Record], width: int | None) -> Iterator[str]:
    from dabir.exports.card import text_card

    for number, record in enumerate(records):
        yield ("\n" if number else "") + text_card(record, width=width)


def _json(records: Iterable[Record], single: bool) -> Iterator[str]:
    every = [record.to_json(indent=2) for record in records]
    if single:
        yield from (f"{record}\n" for record in every)
    else:
        yield "[\n" + ",\n".join(every) + "\n]\n"


def _page(records: Iterable[Record]) -> Iterator[str]:
    from dabir.exports.page import html_page

    every = list(records)
    if every:
        yield html_page(*every)
