"""The forms in which the command writes records, and where each is made.

Every record is made ready by itself, so that one that cannot be written does not cost the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from dabir.record import Record

OnError = Callable[[Record, Exception], None]
T = TypeVar("T")


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
        return _ready(records, lambda record: record.to_json() + "\n", on_error)
    return _page(records, on_error)


def _ready(records: Iterable[Record], make: Callable[[Record], T], on_error: OnError) -> Iterator[T]:
    """What is made of every record from which it can be made."""
    for record in records:
        try:
            made = make(record)
        except Exception as error:
            on_error(record, error)
        else:
            yield made


def _cards(records: Iterable[Record], width: int | None, on_error: OnError) -> Iterator[str]:
    from dabir.exports.card import text_card

    cards = _ready(records, lambda record: _encodable(text_card(record, width=width)), on_error)
    for number, card in enumerate(cards):
        yield ("\n" if number else "") + card


def _json(records: Iterable[Record], single: bool, on_error: OnError) -> Iterator[str]:
    every = list(_ready(records, lambda record: record.to_json(indent=2), on_error))
    if single:
        yield from (f"{record}\n" for record in every)
    elif every:
        yield "[\n" + ",\n".join(every) + "\n]\n"


def _page(records: Iterable[Record], on_error: OnError) -> Iterator[str]:
    from dabir.exports.page import html_page

    def tried(record: Record) -> Record:
        """The record, of which a page of its own could be made."""
        _encodable(html_page(record))
        return record

    every = list(_ready(records, tried, on_error))
    if every:
        yield html_page(*every)


def _encodable(text: str) -> str:
    """The text; one that holds a lone surrogate can be written nowhere.

    Raises:
        UnicodeEncodeError: It holds one.
    """
    text.encode()
    return text
