"""Processes that add records to an archive, as `dabir add` does, and may be killed: `python newsroom.py`.

What takes long is stood in for: the records are read already (`Shelf`), the embedder (`Hashes`) makes vectors of words
as they are, and the processes are forked from one that has loaded everything. That one is told what to do in lines of
JSON on standard input, and answers each with the exit codes.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

import dabir.adding
import dabir.archive.keeping
from dabir.archive import Archive
from dabir.archive.names.latin import latin_keys
from dabir.archive.preparing import prepared, text_hash
from dabir.record import Record
from dabir.report import Report

if TYPE_CHECKING:
    from dabir.reader import Reader

READER = "newsroom 1"
TOGETHER = 4  # reports of a batch: few, so that there are many moments at which a process can die


class Shelf:
    """A reader that looks records up instead of making them."""

    version = READER

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = {(record.id, record.text): record for record in records}

    def read_together(self, reports: Sequence[Report]) -> list[Record]:
        return [self.records[report.id, report.text] for report in reports]


class Hashes:
    """An embedder whose vectors are alike where texts begin with the same words."""

    def embed(self, texts: Sequence[str], **_: str) -> np.ndarray:
        rows = [sum(map(_of_word, text.split()[:6])) for text in texts]
        matrix = np.array(rows, dtype=np.float32).reshape(len(texts), 384)
        return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)


def _of_word(word: str) -> np.ndarray:
    return np.random.default_rng(int.from_bytes(text_hash(word)[:4], "big")).normal(size=384)


def report_of(record: Record) -> Report:
    return Report(record.id, record.text, record.report, record.parts)


def added(address: str, records: Sequence[Record], output: Path) -> None:
    """Add records, and write the name of each report down, a line of JSON, when it is kept for good."""
    Archive.embedder = Hashes()  # type: ignore[assignment, method-assign]
    dabir.adding.TOGETHER = TOGETHER
    with output.open("w", 1, "utf-8") as lines, Archive(address) as archive:
        for kept in dabir.adding.add(archive, map(report_of, records), cast("Reader", Shelf(records))):
            if kept is not None:
                print(json.dumps(getattr(kept, "name", None)), file=lines)


def records_of(path: str) -> list[Record]:
    return [Record.from_json(line) for line in Path(path).read_bytes().splitlines()]


def forked(address: str, path: str, output: str) -> int:
    """The number of a new process that adds the records of a file."""
    records = records_of(path)
    prepared(records[0])  # loads what every process needs
    latin_keys(records[0].people[0].name)
    process = os.fork()
    if process:
        return process
    try:
        added(address, records, Path(output))
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def served() -> None:
    """Do what standard input says: let processes run side by side, and kill them after some seconds where it says so."""
    for line in sys.stdin:
        told = json.loads(line)
        processes = [forked(*job) for job in told["jobs"]]
        if told["seconds"] is not None:
            time.sleep(told["seconds"])
            for process in processes:
                os.kill(process, signal.SIGKILL)
        codes = [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes]
        print(json.dumps(codes), flush=True)


if __name__ == "__main__":
    served()
