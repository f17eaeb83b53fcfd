"""Reading on a cluster: an actor of Ray that takes lines or rows and gives records, or why there are none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pyarrow

from dabir.batch import Failure, unwritten
from dabir.bulk.assembly import day_of
from dabir.bulk.parts import Aside
from dabir.bulk.reading import sorted_out
from dabir.report import Report
from dabir.sources import UnreadableError
from dabir.sources.fields import Names, report_of_fields
from dabir.sources.jsonlines import fields_of_line

# What comes out: the day in whose folder a record goes, the record as JSON, or the line of what was set aside.
_SCHEMA = pyarrow.schema(dict.fromkeys(("date", "record", "aside"), pyarrow.large_string()))


class Reading:
    """An actor that reads: the models are loaded with its first reports."""

    def __init__(self, *, fast: bool, mapping: Mapping[str, str], tables: bool) -> None:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from dabir.reader import Reader

        self._reader = Reader(fast=fast, threads=1)
        self._names = Names.of(mapping)
        self._items = self._rows if tables else self._lines

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        """The records of a batch, and what was set aside of it; each with the day in whose folder it goes."""
        records, aside = sorted_out(list(self._items(batch)), self._reader)
        rows: list[tuple[str, str | None, str | None]] = []
        for record in records:
            try:
                written = record.to_json()
                written.encode()
            except Exception as error:  # a lone surrogate in a text, which nothing can write
                aside.append(
                    Aside(unwritten(record, error).reason, Report(record.id, record.text, record.report))
                )
            else:
                rows.append((day_of(record.report.published), written, None))
        rows += [("", None, each.line().encode("utf-8", "replace").decode()) for each in aside]
        return pyarrow.Table.from_pylist(
            [dict(zip(_SCHEMA.names, row, strict=True)) for row in rows], schema=_SCHEMA
        )

    def _lines(self, batch: pyarrow.Table) -> Iterator[Report | Failure]:
        for row in batch.to_pylist():
            yield _attempted(partial(self._of_line, row["line"]), row["place"])

    def _of_line(self, line: bytes) -> Report:
        return report_of_fields(fields_of_line(line), None, self._names)

    def _rows(self, batch: pyarrow.Table) -> Iterator[Report | Failure]:
        for row in batch.to_pylist():
            given = {name: value for name, value in row.items() if value is not None}
            yield _attempted(partial(report_of_fields, given, None, self._names), "a row of a table")


def _attempted(make: Callable[[], Report], place: str) -> Report | Failure:
    try:
        return make()
    except UnreadableError as error:
        return Failure(f"{place}: {error}")
