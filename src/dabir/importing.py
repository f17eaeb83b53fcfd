"""Importing: exported records go into an archive as they are; their vectors are made anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dabir.adding import TOGETHER
from dabir.archive.refusal import ArchiveError

if TYPE_CHECKING:
    from dabir.archive import Archive
    from dabir.archive.exchange import Kept as Exported
    from dabir.archive.keeping import Kept


class ImportRefusedError(ArchiveError):
    """A file that cannot be imported to its end: one sentence that names it and says what to do."""


def import_lines(archive: Archive, path: Path) -> Iterator[Kept]:
    """Keep the records of a file, and take over the decisions of editors that it holds.

    Yields:
        What became of each record, when it is kept for good.

    Raises:
        ImportRefusedError: The file cannot be opened, or a line is neither a record nor a decision; what stands before it
            is kept.
    """
    from dabir.archive.exchange import read_lines
    from dabir.archive.people.portable import Inheritance

    inheritance = Inheritance(archive)
    with _opened(path) as lines:
        stream = read_lines(lines)
        refusal = None
        while refusal is None:
            batch, refusal = _batch(stream)
            if not batch:
                break
            records = [each for each in batch if not isinstance(each, dict)]
            if records:
                yield from _keep(archive, records)
            for decision in (each for each in batch if isinstance(each, dict)):
                inheritance.take(decision)
    if refusal is not None:
        raise ImportRefusedError(f"{path}, {refusal}") from refusal


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ImportRefusedError(
            f"{path} cannot be opened ({error.strerror or error}): check the name."
        ) from error


def _batch(
    stream: Iterator[Exported | dict[str, Any]],
) -> tuple[list[Exported | dict[str, Any]], ArchiveError | None]:
    """The next lines, as many as are kept together, and what is wrong with the one behind them."""
    batch: list[Exported | dict[str, Any]] = []
    try:
        batch.extend(islice(stream, TOGETHER))
    except ArchiveError as error:
        return batch, error
    return batch, None


def _keep(archive: Archive, records: Sequence[Exported]) -> list[Kept]:
    from dabir.archive.keeping import Entry

    vectors = archive.embedded([one.record for one in records])
    entries = [
        Entry(one.record, matrix, one.reader or None, one.added or None, one.identity or None)
        for one, matrix in zip(records, vectors, strict=True)
    ]
    return archive.keeper("imported").keep(entries)
