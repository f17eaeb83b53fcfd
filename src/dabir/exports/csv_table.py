"""CSV: one table of facts as comma-separated values (RFC 4180), for spreadsheets and for everything else.

A spreadsheet takes a cell that begins with «=», «+», «-» or «@» for a formula and works it out, so that a text from
outside could act on the reader's machine (OWASP: CSV injection). Such texts are written with an apostrophe
before the sign; `unguarded` tells the one rule that takes it away again. Numbers and dates are written as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import StringIO
from typing import Any

from dabir.exports.pieces import OnError, each, writable
from dabir.exports.rows import Cell, Table, table_named
from dabir.record import Record

BOM = "\ufeff"
JOINT = "; "  # between the members of a list
_BETWEEN = r"(?<![^\t\n\r,;|])"  # where a cell begins, or would for a program that takes another mark for the separator
# What a program may pass over before it looks for the sign: spaces, quotation marks, signs without width.
_SKIPPED = "(?:[^\\S\\t\\r\\n]|[\"'`´‘’“”«»\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])*+"
_SIGN = "[=+@＝＋＠\\-－−﹢﹣﹦﹫]"
_DANGER = re.compile(rf"\A(?=[\t\r\n])|{_BETWEEN}(?='|{_SKIPPED}{_SIGN})")
_GUARD = re.compile(rf"{_BETWEEN}'")


def csv_table(
    records: Iterable[Record],
    table: str,
    *,
    bom: bool = False,
    separator: str = ",",
    on_error: OnError | None = None,
) -> Iterator[str]:
    r"""One table of records as CSV: the names of the columns, then a piece for every record that has rows.

    Lines end with "\r\n"; line breaks in a text stand as they are, in quotes. A file is to be written with
    `newline=""`.

    Args:
        records: The records, taken as they come.
        table: `reports`, `statements`, `events`, `people` or `commitments`.
        bom: Begin with a byte order mark, by which Excel knows UTF-8.
        separator: What parts cells: a comma, or the semicolon or the tab that some spreadsheets expect.
        on_error: Called with a record that cannot be written, and why; without it that is an error.

    Raises:
        ValueError: There is no such table, or a record cannot be written.
    """
    return _written(records, table_named(table), BOM if bom else "", _writer(separator), on_error)


def _written(
    records: Iterable[Record],
    table: Table[Any],
    beginning: str,
    lines: Callable[[Iterable[Iterable[Cell]]], str],
    on_error: OnError | None,
) -> Iterator[str]:
    yield beginning + lines([[column.name for column in table.columns]])
    yield from filter(None, each(records, lambda record: writable(lines(table.rows(record))), on_error))


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    An apostrophe is put before every sign that begins a formula at the beginning of the text, also behind
    spaces and quotation marks, or behind a comma, a semicolon, a bar, a tab or a line break; also at the
    beginning of a text that starts with a tab or a line break. So that it can be taken away again, an apostrophe that
    stands at such a place by itself gets another.
    """
    return _DANGER.sub("'", text)


def unguarded(cell: str) -> str:
    """The text of a cell: an apostrophe at its beginning, or right behind `,` `;` `|`, tab or line break, goes."""
    return _GUARD.sub("", cell)


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return guarded(JOINT.join(value))
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else value


def _writer(separator: str) -> Callable[[Iterable[Iterable[Cell]]], str]:
    """What turns rows into lines.

    Raises:
        ValueError: The separator is none.
    """
    if separator not in {",", ";", "\t", "|"}:
        raise ValueError(f"{separator!r} parts no cells: take a comma, a semicolon, a tab or a bar.")

    def lines(rows: Iterable[Iterable[Cell]]) -> str:
        buffer = StringIO(newline="")
        writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
        writer.writerows([_cell(value) for value in row] for row in rows)
        return buffer.getvalue()

    return lines
