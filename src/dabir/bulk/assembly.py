"""Assembly: the parts of a job are put together in their order, as one file or as a folder with a file for every day."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import IO, Any

from dabir.bulk.destination import Destination, Form
from dabir.bulk.parts import Parts
from dabir.exports.parquet import write_parquet
from dabir.exports.pieces import library

# How the folder of records without a day is called; DuckDB, Spark and pyarrow read it as no value.
NO_DAY = "__HIVE_DEFAULT_PARTITION__"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OPEN = 64  # files of days that are open at once
_ROWS = 20_000  # of a row group
_WHOLE = "whole"


def assemble(parts: Parts, destination: Destination) -> None:
    """Put the parts together where the records are to go, and remove them.

    What lies there is replaced when all of it is written, and not before.
    """
    draft = parts.folder / _WHOLE
    _removed(draft)
    if not destination.folder:
        _WRITERS[parts.form](parts, draft, destination.packed)
    else:
        draft.mkdir()
        _DAILY[parts.form](parts, draft)
    aside = [parts.aside(number) for number in parts.each() if parts.aside(number).exists()]
    if aside:
        _joined(aside, parts.folder / "aside")
        (parts.folder / "aside").replace(destination.aside)
    else:
        destination.aside.unlink(missing_ok=True)
    _removed(destination.path)
    draft.replace(destination.path)
    shutil.rmtree(parts.folder)


def day_of(published: str | None) -> str:
    """The folder's name for a day of publication («2018-04-17», from the header of a record)."""
    found = _DAY.match(published or "")
    return found[0] if found else NO_DAY


def _removed(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _joined(paths: list[Path], to: Path, *, packed: bool = False) -> None:
    """Write files one after another."""
    with to.open("wb") as file, _packed(file) if packed else nullcontext(file) as out:
        for path in paths:
            with path.open("rb") as part:
                shutil.copyfileobj(part, out)


def _packed(file: IO[bytes]) -> gzip.GzipFile:
    """What is compressed into a file; without the time of writing, so that the same records give the same bytes."""
    return gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0)


def _whole_lines(parts: Parts, to: Path, packed: bool) -> None:
    _joined([parts.path(number) for number in parts.each()], to, packed=packed)


def _whole_table(parts: Parts, to: Path, _: bool) -> None:
    parquet = library("pyarrow.parquet", "Parquet", "parquet")
    with ExitStack() as stack:
        writer: Any = None
        for table in _tables(parts):
            if writer is None:
                writer = stack.enter_context(parquet.ParquetWriter(to, table.schema, compression="zstd"))
            writer.write_table(table)
        if writer is None:
            with to.open("wb") as file:
                write_parquet([], "records", file)


def _tables(parts: Parts) -> Iterator[Any]:
    """The tables of the parts, several put together into one of so many rows that it makes a good row group."""
    arrow, parquet = (library(name, "Parquet", "parquet") for name in ("pyarrow", "pyarrow.parquet"))
    held: list[Any] = []
    for number in parts.each():
        held.append(parquet.read_table(parts.path(number)))
        if sum(table.num_rows for table in held) >= _ROWS:
            yield arrow.concat_tables(held)
            held = []
    if held:
        yield arrow.concat_tables(held)


def _daily_lines(parts: Parts, folder: Path) -> None:
    with _Days(folder) as days:
        for number in parts.each():
            with parts.path(number).open("rb") as lines:
                for line in lines:
                    days.write(day_of(json.loads(line)["report"]["published"]), line)


class _Days:
    """The files of the days in a folder, of which only so many are open at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: OrderedDict[str, IO[bytes]] = OrderedDict()

    def __enter__(self) -> _Days:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._open.values():
            file.close()

    def write(self, day: str, line: bytes) -> None:
        """Write a line behind those of its day."""
        file = self._open.pop(day, None) or self._opened(day)
        self._open[day] = file
        file.write(line)

    def _opened(self, day: str) -> IO[bytes]:
        if len(self._open) >= _OPEN:
            self._open.popitem(last=False)[1].close()
        folder = self._folder / f"date={day}"
        folder.mkdir(exist_ok=True)
        return (folder / "records.jsonl").open("ab")


def _daily_tables(parts: Parts, folder: Path) -> None:
    """A file for every day; of many days, what is of one day may lie in several row groups."""
    compute, parquet = (library(f"pyarrow.{name}", "Parquet", "parquet") for name in ("compute", "parquet"))
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for table in _tables(parts):
            days = table.column("day").cast("string").fill_null(NO_DAY)
            for day in sorted(compute.unique(days).to_pylist()):
                if day not in writers:
                    (folder / f"date={day}").mkdir()
                    path = folder / f"date={day}" / "records.parquet"
                    writers[day] = stack.enter_context(
                        parquet.ParquetWriter(path, table.schema, compression="zstd")
                    )
                writers[day].write_table(table.filter(compute.equal(days, day)))


_WRITERS = {Form.jsonl: _whole_lines, Form.parquet: _whole_table}
_DAILY = {Form.jsonl: _daily_lines, Form.parquet: _daily_tables}
