"""Parquet: one table of facts as a typed, compressed file, for pandas, DuckDB, Spark and R."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from dabir.exports.pieces import OnError, each, library
from dabir.exports.rows import Cell, Column, Table, table_named
from dabir.record import Record

ROWS = 20_000  # of a row group, at most
CHARACTERS = 20_000_000  # of all texts of a row group, about; what is held in memory at a time


def write_parquet(
    records: Iterable[Record], table: str, file: IO[bytes], *, on_error: OnError | None = None
) -> int:
    """Write one table of records as a Parquet file, row group by row group.

    Days are `date32`, moments are `timestamp[us]` in Asia/Tehran, lists are lists of strings. What a column
    means stands in the metadata of its field.

    Args:
        records: The records, taken as they come.
        table: `reports`, `statements`, `events`, `people` or `commitments`.
        file: Where to; it is not closed.
        on_error: Called with a record that cannot be written, and why; without it that is an error.

    Returns:
        How many rows were written.

    Raises:
        ValueError: There is no such table, pyarrow is not installed, or a record cannot be written.
    """
    wanted = table_named(table)
    arrow = library("pyarrow", "Parquet", "parquet")
    schema = _schema(arrow, wanted)
    rows = (row for rows in each(records, lambda record: _rows(wanted, record), on_error) for row in rows)
    written = 0
    with library("pyarrow.parquet", "Parquet", "parquet").ParquetWriter(
        file, schema, compression="zstd"
    ) as writer:
        for group in _groups(rows):
            writer.write_table(_arrow_table(arrow, schema, group))
            written += len(group)
    return written


def _rows(table: Table[Any], record: Record) -> list[tuple[Cell, ...]]:
    """The rows of a record, of which every text can be written.

    Raises:
        UnicodeEncodeError: One cannot.
    """
    rows = list(table.rows(record))
    for row in rows:
        for value in row:
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    text.encode()
    return rows


def _groups(rows: Iterator[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    """Rows in groups that fit into memory."""
    group: list[tuple[Cell, ...]] = []
    characters = 0
    for row in rows:
        group.append(row)
        characters += sum(len(value) for value in row if isinstance(value, str))
        if len(group) == ROWS or characters >= CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


def _arrow_table(arrow: Any, schema: Any, group: list[tuple[Cell, ...]]) -> Any:
    columns = zip(*group, strict=True)
    arrays = [arrow.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return arrow.Table.from_arrays(arrays, schema=schema)


def _schema(arrow: Any, table: Table[Any]) -> Any:
    return arrow.schema(
        [
            arrow.field(column.name, _type(arrow, column), metadata={"meaning": column.meaning})
            for column in table.columns
        ],
        metadata={"dabir.table": table.name},
    )


def _type(arrow: Any, column: Column[Any]) -> Any:
    types = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "integer": arrow.int64(),
        "real": arrow.float64(),
        "day": arrow.date32(),
        "moment": arrow.timestamp("us", tz="Asia/Tehran"),
    }
    return types[column.kind]
