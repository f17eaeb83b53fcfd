"""JSON list: one report an object, read one after another, so that a list of any length needs little memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from io import TextIOBase
from json import JSONDecodeError, JSONDecoder
from typing import Any

from dabir.report import Report
from dabir.sources.fields import NAMES, Names, report_of_fields
from dabir.sources.outcome import Outcome, attempted
from dabir.sources.refusal import UnreadableError
from dabir.sources.stream import Stream

_CHUNK = 2**16  # characters
_LONGEST_ITEM = 64 * 2**20  # characters; what is longer is no report, and is not held in memory
_LONGEST_TOKEN = 12  # characters: «-Infinity», «\ud83d\ude00»
_CLOSING = (*" \t\r\n", ",", "]")  # what may follow an item
_BLANK = re.compile(r"[ \t\r\n]*")


def read_list(stream: Stream, name: str, names: Names = NAMES) -> Iterator[Outcome]:
    """The reports of a JSON list; an item that holds none is an error with its number, counted from 1.

    After a fault in the JSON itself nobody can tell where the next item begins: it ends the reading.

    Args:
        stream: The list.
        name: What to call it in an error.
        names: Under which names the fields are looked for.
    """
    number = 0
    with stream.text() as text:
        try:
            for item in _Items(text):
                number += 1
                yield attempted(partial(_report, item, names), f"{name}, item {number}")
        except _BrokenError as error:
            yield UnreadableError(
                f"{name}, item {number + 1}: not JSON ({error}); nothing after it was read: mend the file."
            )
    if number == 0:
        yield UnreadableError(f"{name} holds an empty list: give one JSON object a report.")


def _report(item: Any, names: Names) -> Report:
    if not isinstance(item, dict):
        raise UnreadableError('not a JSON object; write {"id": …, "text": …}.')
    return report_of_fields(item, None, names)


class _BrokenError(Exception):
    """What follows is no JSON."""


class _Items:
    """The items of a list, decoded from a window on the text that moves on with them."""

    def __init__(self, text: TextIOBase) -> None:
        self._text = text
        self._window, self._at = "", 0

    def __iter__(self) -> Iterator[Any]:
        self._expect("[")
        if self._mark() == "]":
            return
        while True:
            yield self._item()
            if self._expect(",", "]") == "]":
                return

    def _expect(self, *marks: str) -> str:
        mark = self._mark()
        if mark not in marks:
            raise _BrokenError(f"«{marks[0]}» is missing")
        self._at += 1
        return mark

    def _mark(self) -> str:
        """The next character that is not blank; none at the end."""
        while True:
            self._at = _end_of_blanks(self._window, self._at)
            if self._at < len(self._window) or not self._more():
                return self._window[self._at : self._at + 1]

    def _item(self) -> Any:
        """The item at this place; the window grows until the item and what closes it are in it."""
        self._mark()
        while True:
            try:
                item, end = _DECODER.raw_decode(self._window, self._at)
            except JSONDecodeError as error:
                if not self._may_be_cut(error) or not self._more():
                    raise _BrokenError(error.msg) from error
            except RecursionError as error:
                raise _BrokenError("too many brackets in one another") from error
            else:
                length = end - self._at
                if self._is_whole(end) or not self._more():
                    self._at += length
                    return item

    def _is_whole(self, end: int) -> bool:
        """Whether an item ends here, rather than being the beginning of a number: «1» of «1.5»."""
        after = self._window[end : end + _LONGEST_TOKEN]
        return after[:1] in _CLOSING or len(after) == _LONGEST_TOKEN

    def _may_be_cut(self, error: JSONDecodeError) -> bool:
        """Whether an error may come from the window's end alone."""
        return error.msg.startswith("Unterminated") or error.pos + _LONGEST_TOKEN >= len(self._window)

    def _more(self) -> bool:
        """Widen the window, twofold if one item fills it, so that the time stays linear."""
        kept = self._window[self._at :]
        if len(kept) > _LONGEST_ITEM:
            raise _BrokenError(f"one item is longer than {_LONGEST_ITEM // 2**20} million characters")
        piece = self._text.read(max(_CHUNK, len(kept)))
        self._window, self._at = kept + piece, 0
        return bool(piece)


_DECODER = JSONDecoder()


def _end_of_blanks(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at
