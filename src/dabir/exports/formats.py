"""The forms in which the command writes records, and where each is made.

Every record is made ready by itself, so that one that cannot be written does not cost the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from dabir.exports.pieces import OnError, each, writable
from dabir.record import Record


class Format(StrEnum):
    """How records are written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    html = "html"


def written(
    records: Iterable[Record],
    form: Format,
    on_error: OnError,
    *,
    single: bool = False,
    width: int | None = None,
) -> Iterator[str]:
    """Records in one of the forms, in pieces; no piece where there is no record.

    Args:
        records: What to write.
        form: The form; of text and JSON Lines one piece is one record.
        on_error: Called with a record that cannot be written, and why; it is passed over.
        single: Only one report was asked for: its JSON is an object, while that of several is a list.
        width: The columns at which text is folded; without it no line is.
    """
    if form is Format.text:
        return _cards(records, width, on_error)
    if form is Format.json:
        return _json(records, single, on_error)
    if form is Format.jsonl:
        return each(records, lambda record: record.to_json() + "\n", on_error)
    return _page(records, on_error)


def _cards(records: Iterable[Record], width: int | None, on_error: OnError) -> Iterator[str]:
    from dabir.exports.card import text_card

    cards = each(records, lambda record: writable(text_card(record, width=width)), on_error)
    for number, card in enumerate(cards):
        yield ("\n" if number else "") + card


def _json(records: Iterable[Record], single: bool, on_error: OnError) -> Iterator[str]:
    every = list(each(records, lambda record: record.to_json(indent=2), on_error))
    if single:
        yield from (f"{record}\n" for record in every)
    elif every:
        yield "[\n" + ",\n".join(every) + "\n]\n"


def _page(records: Iterable[Record], on_error: OnError) -> Iterator[str]:
    from dabir.exports.page import html_page

    def tried(record: Record) -> Record:
        """The record, of which a page of its own could be made."""
        writable(html_page(record))
        return record

    every = list(each(records, tried, on_error))
    if every:
        yield html_page(*every)
