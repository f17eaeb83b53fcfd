"""Table: CSV, one report a row, whatever its delimiter and its encoding; the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from dabir.sources.encoding import encoding_of
from dabir.sources.fields import NAMES, Names, report_of_fields
from dabir.sources.outcome import Outcome, attempted
from dabir.sources.refusal import UnreadableError
from dabir.sources.stream import HEAD, Stream

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 8 * 2**20  # characters; a quotation mark that is not closed swallows no more than that
_SAMPLE = 20  # rows from which the delimiter is told


def read_table(stream: Stream, name: str, names: Names = NAMES) -> Iterator[Outcome]:
    """The reports of a table in CSV; a bad row is an error with the number of its line.

    Args:
        stream: The table.
        name: What to call it in an error.
        names: Under which names the fields are looked for among the columns.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    with stream.text() as text:
        rows = _numbered(csv.reader(text, delimiter=_delimiter(stream.head, names)), name)
        first = next(rows, None)
        if first is None or isinstance(first, UnreadableError):
            yield first or UnreadableError(
                f"{name} is empty: give a table whose first row names its columns."
            )
            return
        columns = [column.strip() for column in first[1]]
        try:
            names.require_in(columns, name)
        except UnreadableError as error:
            yield error
            return
        for row in rows:
            yield row if isinstance(row, UnreadableError) else _outcome(columns, *row, names)


_Row = tuple[str, list[str]]


def _numbered(reader: csv._reader, name: str) -> Iterator[_Row | UnreadableError]:  # type: ignore[name-defined]
    """The rows that are not blank, each with its place; what is no row is an error."""
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield UnreadableError(f"{_place(name, start, reader.line_num)}: no row of a table ({error}).")
            continue
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield _place(name, start, reader.line_num), cells


def _place(name: str, start: int, end: int) -> str:
    return f"{name}, line {start}" if end <= start else f"{name}, lines {start} to {end}"


def _outcome(columns: Sequence[str], place: str, cells: Sequence[str], names: Names) -> Outcome:
    """The report of a row, which must have a cell for every column and nothing beyond."""
    if len(cells) < len(columns) or any(cells[len(columns) :]):
        return UnreadableError(
            f"{place}: {len(cells)} cells where the first row names {len(columns)} columns; a delimiter or a"
            " quotation mark in a cell needs quotation marks around the cell."
        )
    fields = dict(zip(columns, cells, strict=False))
    return attempted(partial(report_of_fields, fields, None, names), place)


def _delimiter(head: bytes, names: Names) -> str:
    """The delimiter with which the first rows have the most known columns, and are of one width."""
    text = head.decode(encoding_of(head), "replace")
    if len(head) == HEAD:
        text = text[: text.rfind("\n") + 1] or text  # without the line that is cut
    return max(_DELIMITERS, key=lambda delimiter: _fitness(text, delimiter, names))


def _fitness(text: str, delimiter: str, names: Names) -> tuple[int, float, int]:
    rows = list(islice(filter(None, _sampled(text, delimiter)), _SAMPLE))
    columns = [column.strip() for column in rows[0]] if rows else []
    alike = sum(len(row) == len(columns) for row in rows) / max(len(rows), 1)
    return len(names.wanted(columns)), alike, len(columns)


def _sampled(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a text up to the first that is none."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return
