"""Parts: what was read of each chunk, in a folder of files; a part is there whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, NamedTuple

from dabir.batch import unwritten
from dabir.bulk.destination import Form
from dabir.exports.parquet import write_parquet
from dabir.exports.pieces import library
from dabir.record import Record
from dabir.report import Report


class Tally(NamedTuple):
    """How many reports were read, and how many set aside."""

    read: int
    aside: int


class Aside(NamedTuple):
    """Something that gave no record: why, and the report where there is one."""

    reason: str
    report: Report | None = None

    def line(self) -> str:
        """It as a line of JSON, which may be given to Dabir again: the reason, and the fields of the report."""
        fields = {"reason": self.reason}
        if self.report is not None:
            header = {name: value for name, value in asdict(self.report.header).items() if value}
            fields |= {"id": self.report.id, "text": self.report.text, **header}
        return json.dumps(fields, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a job.

    Attributes:
        folder: Where they lie.
        form: How records are written.
    """

    folder: Path
    form: Form

    def done(self, number: int) -> Tally | None:
        """What there is of a chunk; None where it must be read yet."""
        path = self.path(number)
        if not path.exists():
            return None
        return Tally(_rows(path) if self.form is Form.parquet else _lines(path), _lines(self.aside(number)))

    def write(self, number: int, records: Sequence[Record], aside: Sequence[Aside]) -> Tally:
        """Lay down what was read of a chunk; records that cannot be written are set aside."""
        failed = list(aside)

        def fail(record: Record, error: Exception) -> None:
            failed.append(
                Aside(unwritten(record, error).reason, Report(record.id, record.text, record.report))
            )

        made = self.folder / f"{self.path(number).name}.tmp"
        with made.open("wb") as file:
            _WRITERS[self.form](records, file, fail)
            _settle(file)
        if failed:
            with _whole(self.aside(number)) as lines:
                lines.write("".join(each.line() for each in failed).encode("utf-8", "surrogatepass"))
        made.replace(self.path(number))
        return Tally(len(records) + len(aside) - len(failed), len(failed))

    def each(self) -> Iterator[int]:
        """The numbers of the parts, in order."""
        return iter(
            sorted(
                int(path.name.partition(".")[0])
                for path in self.folder.glob(f"[0-9]*.part.{self.form.value}")
            )
        )

    def path(self, number: int) -> Path:
        """The file of a chunk's records."""
        return self.folder / f"{number:08d}.part.{self.form.value}"

    def aside(self, number: int) -> Path:
        """The file of what was set aside of a chunk, where there is anything."""
        return self.folder / f"{number:08d}.aside.jsonl"


def _write_lines(
    records: Sequence[Record], file: IO[bytes], on_error: Callable[[Record, Exception], None]
) -> None:
    for record in records:
        try:
            line = record.to_json().encode() + b"\n"
        except Exception as error:  # a lone surrogate in a text, which nothing can write
            on_error(record, error)
        else:
            file.write(line)


def _write_table(
    records: Sequence[Record], file: IO[bytes], on_error: Callable[[Record, Exception], None]
) -> None:
    write_parquet(records, "records", file, on_error=on_error)


_WRITERS = {Form.jsonl: _write_lines, Form.parquet: _write_table}


def _rows(path: Path) -> int:
    return int(library("pyarrow.parquet", "Parquet", "parquet").read_metadata(path).num_rows)


def _lines(path: Path) -> int:
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return sum(1 for _ in file)


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there when all of it was written, and not before."""
    draft = path.with_name(f"{path.name}.tmp")
    with draft.open("wb") as file:
        yield file
        _settle(file)
    draft.replace(path)


def _settle(file: IO[bytes]) -> None:
    """Let what was written outlive a crash of the machine."""
    file.flush()
    os.fsync(file.fileno())
