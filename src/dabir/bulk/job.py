"""Jobs: what is to be read and how, and whether what lies there already is of the same job."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from dabir.batch import Failure
from dabir.bulk.destination import Destination, Form
from dabir.exports.pieces import library
from dabir.gathering import collected, expected
from dabir.reader import Reader
from dabir.report import Report

# Reports of a chunk: enough for the model to read many at once, few enough for a kill to cost little.
CHUNK = 64
_NOTE = "job.json"


class JobError(ValueError):
    """A job cannot be done, or not be gone on with: one sentence that says why and what to do."""


class Chunk(NamedTuple):
    """Reports that are read together, with the number of their chunk from 0; what is no report is among them."""

    number: int
    items: tuple[Report | Failure, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What to read, where to, and how.

    Attributes:
        sources: Names of files, folders, patterns and addresses, as `dabir.gathering.collected` takes them.
        destination: Where the records go.
        fast: Read by rules alone.
        mapping: Under which names collections keep the fields of a report.
    """

    sources: Sequence[str]
    destination: Destination
    fast: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)

    def chunks(self) -> Iterator[Chunk]:
        """The reports in their chunks; what cannot be read at all is among them in its place."""
        stream = collected(self.sources, mapping=self.mapping)
        number = 0
        while items := tuple(islice(stream, CHUNK)):
            yield Chunk(number, items)
            number += 1

    def expected(self) -> int | None:
        """How many reports to expect; None where that cannot be known beforehand."""
        return expected(self.sources)

    def begin(self, *, anew: bool = False) -> None:
        """Make the folder of the parts, or take up the one that is there.

        Args:
            anew: Begin from the start, and put the outcome in the place of what is there.

        Raises:
            JobError: The destination is there already, or the parts are of another job.
            ValueError: Parquet is to be written, and pyarrow is not installed.
        """
        destination = self.destination
        if destination.form is Form.parquet:
            library("pyarrow", "Parquet", "parquet")
        if destination.path.exists() and not anew:
            raise JobError(f"{destination.path} is there already: name another place, or give --overwrite.")
        note = destination.parts / _NOTE
        if anew and destination.parts.exists():
            _emptied(destination.parts)
        if note.exists() and _noted(note) != self._identity():
            raise JobError(
                f"{destination.parts} holds parts of another job: give the command that began it,"
                " or --overwrite to begin from the start."
            )
        try:
            destination.parts.mkdir(parents=True, exist_ok=True)
            note.write_text(json.dumps(self._identity(), ensure_ascii=False, indent=1) + "\n", "utf-8")
        except OSError as error:
            raise JobError(
                f"{destination.parts} cannot be made ({error.strerror}): name another place."
            ) from error

    def _identity(self) -> dict[str, Any]:
        """What must be the same for parts to be gone on with."""
        return {
            "sources": [_stamp(name) for name in self.sources],
            "form": self.destination.form.value,
            "columns": dict(self.mapping),
            "reader": Reader(fast=self.fast).version,
            "chunk": CHUNK,
        }


def _stamp(name: str) -> list[str | int]:
    """A name and, if it is that of a file, its size in bytes and when it was changed."""
    path = Path(name)
    try:
        if path.is_file():
            stat = path.stat()
            return [str(path.resolve()), stat.st_size, stat.st_mtime_ns]
    except OSError:  # it is told of when it is to be read
        pass
    return [name]


def _noted(note: Path) -> Any:
    try:
        return json.loads(note.read_text("utf-8"))
    except ValueError:
        return None


def _emptied(folder: Path) -> None:
    """Remove what an earlier run has left in a folder of parts, and nothing that is not of one."""
    for path in (*folder.glob("[0-9]*"), *folder.glob(_NOTE)):
        path.unlink()
