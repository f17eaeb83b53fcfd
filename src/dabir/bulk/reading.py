"""Reading a chunk: what a process of a job does, with the reader that it loads once."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from dabir.batch import Failure, read_batch
from dabir.bulk.parts import Aside, Parts, Tally

if TYPE_CHECKING:
    from dabir.bulk.job import Chunk
    from dabir.reader import Reader
    from dabir.record import Record
    from dabir.report import Report

# Reports that the model reads at once.
_TOGETHER = 16
_LOOK = 1.0  # seconds between two looks at whether the process that gives the work still lives


class _Desk:
    """What this process reads with, and where it lays down what it has read."""

    reader: Reader
    parts: Parts


def begin(parts: Parts, fast: bool) -> None:
    """Make this process ready to read chunks: one processor core is its own, and it ends with the one that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that gives the work
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    from dabir.reader import Reader

    _Desk.reader, _Desk.parts = Reader(fast=fast, threads=1), parts


def _end_with(parent: int) -> None:
    """End this process at once when the one that began it is no more."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def read(chunk: Chunk) -> Tally:
    """Read a chunk and lay down its part."""
    records, aside = sorted_out(chunk.items, _Desk.reader)
    return _Desk.parts.write(chunk.number, records, aside)


def read_alone(report: Report) -> tuple[list[Record], list[Aside]]:
    """The record of one report, or why there is none; nothing is laid down."""
    return sorted_out([report], _Desk.reader)


def sorted_out(items: Sequence[Report | Failure], reader: Reader) -> tuple[list[Record], list[Aside]]:
    """The records of reports in their order, and what gives none."""
    records: list[Record] = []
    aside = [Aside(item.reason) for item in items if isinstance(item, Failure)]
    reports = [item for item in items if not isinstance(item, Failure)]
    for report, outcome in zip(reports, _outcomes(reports, reader), strict=True):
        if isinstance(outcome, Failure):
            aside.append(Aside(outcome.reason, report))
        else:
            records.append(outcome)
    return records, aside


def _outcomes(reports: Sequence[Report], reader: Reader) -> Iterator[Record | Failure]:
    stream = iter(reports)
    while batch := list(islice(stream, _TOGETHER)):
        yield from read_batch(batch, reader)
