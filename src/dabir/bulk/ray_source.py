"""Lines of JSON as Ray Data reads them: in blocks, so that a file may be larger than the memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

import pyarrow
from ray.data.datasource import FileBasedDatasource

from dabir.bulk.job import CHUNK

_SCHEMA = pyarrow.schema({"line": pyarrow.binary(), "place": pyarrow.string()})


class Lines(FileBasedDatasource):
    """Lines of JSON, with what they are called in an error."""

    def _read_stream(self, f: Any, path: str) -> Iterator[pyarrow.Table]:
        name = PurePosixPath(path).name
        lines = enumerate(io.BufferedReader(f), 1)
        while some := list(islice(lines, CHUNK)):
            kept = [(line, f"{name}, line {number}") for number, line in some if line.strip()]
            rows = [dict(zip(_SCHEMA.names, row, strict=True)) for row in kept]
            yield pyarrow.Table.from_pylist(rows, schema=_SCHEMA)
