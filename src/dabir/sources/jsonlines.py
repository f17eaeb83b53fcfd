"""JSON Lines: one report a line, as `{"id", "text"}` or in the fields that news collections use.

A file that is one such object, on however many lines, is one report.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO

from dabir.report import Report
from dabir.sources.fields import NAMES, Names, report_of_fields
from dabir.sources.outcome import Outcome, attempted
from dabir.sources.refusal import UnreadableError

_LINES_ADVICE = "give it with --jsonl, or with the ending .jsonl, one JSON object a line."
_LONGEST_LINE = 64 * 2**20  # bytes; what is longer is no line of a report, and is not held in memory


class LineError(UnreadableError):
    """A line that holds no report: `number` is its number, counted from 1, and `reason` says what is wrong."""

    def __init__(self, reason: str, number: int) -> None:
        super().__init__(f"Line {number}: {reason}")
        self.reason, self.number = reason, number


def read_lines(
    lines: Iterable[str | bytes], *, on_error: Callable[[LineError], None] | None = None
) -> Iterator[Report]:
    """Make a report of every line; empty lines are passed over.

    Args:
        lines: Lines of text, or of bytes in UTF-8; an open file will do.
        on_error: Called for a line that holds no report, which is then passed over; without it the first such
            line ends the reading.

    Raises:
        LineError: A line holds no report, and there is no `on_error`.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            report = read_json_line(line, number)
        except LineError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            yield report


def read_json_line(line: str | bytes, number: int = 1) -> Report:
    """Make a report of one line of JSON.

    Its fields are taken as `dabir.sources.fields` says.

    Args:
        line: A JSON object, as text or as UTF-8.
        number: The line's number, for the error.

    Raises:
        LineError: The line is no JSON object, or holds no Persian text.
    """
    try:
        return _of_line(line, NAMES)
    except UnreadableError as error:
        raise LineError(str(error), number) from error


def read_line_stream(lines: Iterable[bytes], name: str, names: Names = NAMES) -> Iterator[Outcome]:
    """The reports of a stream of JSON Lines; a bad line is an error with its number, an empty line nothing.

    Args:
        lines: Lines in UTF-8.
        name: What to call the stream in an error.
        names: Under which names the fields are looked for.
    """
    empty = True
    for number, line in enumerate(lines, 1):
        if line.strip():
            empty = False
            yield attempted(partial(_of_line, line, names), f"{name}, line {number}")
    if empty:
        yield UnreadableError(f"{name} is empty: give one JSON object a line.")


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; one of more than 64 MB comes in pieces."""
    return iter(lambda: stream.readline(_LONGEST_LINE), b"")


def is_object(line: bytes) -> bool:
    """Whether a line is a JSON object, as no report begins with one."""
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return False
    return text.startswith("{") and isinstance(_parsed(text), dict)


def looks_like_json_lines(data: str | bytes) -> bool:
    """Whether a text, or bytes in UTF-8, have a JSON object on their first line and anything on a later one."""
    text = data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else data
    first, _, rest = text.lstrip().partition("\n")
    return first.startswith("{") and bool(rest.strip()) and isinstance(_parsed(first), dict)


def read_json(
    text: str,
    name: str,
    *,
    id: str | None = None,  # noqa: A002
    names: Names = NAMES,
) -> Report | None:
    """Make a report of a text that is one JSON object, with the fields of `read_json_line`.

    Args:
        text: The whole text of a file.
        name: What to call the text in an error.
        id: The report's id where the object has none.
        names: Under which names the fields are looked for.

    Returns:
        The report; None where the text is no JSON, but prose that begins with a bracket.

    Raises:
        UnreadableError: The text is a list in JSON, or JSON Lines, or the object holds no Persian text.
    """
    data = _parsed(text) if text.lstrip().startswith(("{", "[")) else None
    if isinstance(data, list):
        raise UnreadableError(f"{name} is a list in JSON: {_LINES_ADVICE}")
    if data is None:
        if looks_like_json_lines(text):
            raise UnreadableError(f"{name} holds several objects in JSON: {_LINES_ADVICE}")
        return None
    try:
        return report_of_fields(_checked(data), id, names)
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error


def _of_line(line: str | bytes, names: Names) -> Report:
    return report_of_fields(fields_of_line(line), None, names)


def fields_of_line(line: str | bytes) -> dict[str, Any]:
    """The object of a line."""
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
    except UnicodeDecodeError:
        text = ""
    data = _parsed(text)
    if data is None and text.strip() != "null":
        raise UnreadableError("not JSON in UTF-8; write one JSON object a line.")
    return _checked(data)


def _parsed(text: str) -> Any:
    """What a text in JSON holds; None where it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _checked(data: Any) -> dict[str, Any]:
    """The data as the fields of a report."""
    if not isinstance(data, dict):
        raise UnreadableError('not a JSON object; write {"id": …, "text": …}.')
    return data
