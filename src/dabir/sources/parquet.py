"""Parquet: one report a row; only the columns that are a report's are read, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from dabir.sources.fields import NAMES, Names, report_of_fields
from dabir.sources.outcome import Outcome, attempted
from dabir.sources.refusal import UnreadableError
from dabir.sources.stream import Stream

_ROWS = 256  # that are held in memory
_BUFFER = 2**20  # bytes of a column; without a buffer a whole row group's would be held


def read_parquet(stream: Stream, name: str, names: Names = NAMES) -> Iterator[Outcome]:
    """The reports of a Parquet file; a bad row is an error with its number, counted from 1.

    Args:
        stream: The file, neither packed nor a pipe.
        name: What to call it in an error.
        names: Under which names the fields are looked for among the columns.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield UnreadableError(f"{name} is in Parquet, which needs pyarrow: pip install 'dabir[parquet]'.")
        return
    whole = stream.whole()
    if not whole.seekable():
        yield UnreadableError(
            f"{name} is in Parquet, which can be read neither packed nor from a pipe: give the file."
        )
        return
    try:
        yield from _reports(ParquetFile(whole, buffer_size=_BUFFER), name, names)
    except UnreadableError as error:
        yield error
    except (pa.ArrowException, OSError, ValueError) as error:
        yield UnreadableError(f"{name} cannot be read to its end ({_line(error)}): get it anew.")


def _reports(file: Any, name: str, names: Names) -> Iterator[Outcome]:
    columns = file.schema_arrow.names
    names.require_in(columns, name)
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS, columns=names.wanted(columns)):
        for row in batch.to_pylist():
            number += 1
            yield attempted(partial(report_of_fields, row, None, names), f"{name}, row {number}")


def count_rows(stream: Stream) -> int | None:
    """How many rows a Parquet file says that it has; None where it cannot be asked."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError:
        return None
    try:
        return int(ParquetFile(stream.whole()).metadata.num_rows)
    except (pa.ArrowException, OSError):
        return None


def _line(error: Exception) -> str:
    """An error's words on one line, without the full stop that a sentence around them has."""
    return " ".join(str(error).split()).rstrip(".")
