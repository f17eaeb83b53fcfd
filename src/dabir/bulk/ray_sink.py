"""Writing from a cluster: records go into folders of their days, wherever fsspec can write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import fsspec
import pyarrow
from ray.data.datasource import Datasink

from dabir.bulk.destination import Form
from dabir.bulk.parts import Tally
from dabir.exports.parquet import write_parquet
from dabir.record import Record

# Records that are written together, about; with fewer, days would have very many small files.
_TOGETHER = 5_000


class Days(Datasink[Tally]):
    """Files of records in folders of their days, and of what was set aside; the names tell which task has written them."""

    def __init__(self, out: str, form: Form) -> None:
        """Write below this address.

        Attributes:
            tally: What was written, once all of it is.
        """
        self._out, self._form = out, form
        self.tally = Tally(0, 0)

    @property
    def min_rows_per_write(self) -> int:
        """How many rows a task is given, if there are so many."""
        return _TOGETHER

    def write(self, blocks: Iterable[Any], ctx: Any) -> Tally:
        """Write what one task is given; the same task, run again, writes the same files."""
        days: defaultdict[str, list[str]] = defaultdict(list)
        aside: list[str] = []
        for block in blocks:
            for row in pyarrow.table(block).to_pylist():
                if row["aside"] is None:
                    days[row["date"]].append(row["record"])
                else:
                    aside.append(row["aside"])
        for day, records in sorted(days.items()):
            with self._opened(f"date={day}/records-{ctx.task_idx:06d}.{self._form.value}") as file:
                self._write(records, file)
        if aside:
            with self._opened(f"_aside/aside-{ctx.task_idx:06d}.jsonl") as file:
                file.write("".join(aside).encode())
        return Tally(sum(map(len, days.values())), len(aside))

    def _write(self, records: Sequence[str], file: Any) -> None:
        if self._form is Form.jsonl:
            file.writelines(f"{record}\n".encode() for record in records)
        else:
            write_parquet(map(Record.from_json, records), "records", file)

    def _opened(self, name: str) -> Any:
        return fsspec.open(f"{self._out}/{name}", "wb", auto_mkdir=True).open()

    def on_write_complete(self, write_result: Any) -> None:
        """Add up what the tasks have written."""
        told = write_result.write_returns
        self.tally = Tally(sum(one.read for one in told), sum(one.aside for one in told))
