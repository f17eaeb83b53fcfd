"""Whether cores are better used by threads or by processes: `python -m benchmarks.cores SOURCE [--count 200] [--fast]`.

The same reports are read, in turns, by one process on one core; by one process whose model uses all cores for each window;
by one process with a thread a core, which share one reader, its model on one core; and by a process a core, as `dabir
batch` does it. Loading is not counted. Printed is the best of the turns, in reports a second.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path

from dabir.batch import report_lines
from dabir.reader import Reader
from dabir.report import Report

TURNS, TOGETHER = 3, 8


def main() -> None:
    """Measure, and print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--fast", action="store_true")
    options = parser.parse_args()
    with options.source.open("rb") as lines:
        reports = [one for one in report_lines(lines, options.source.name) if isinstance(one, Report)]
    reports = list(islice(reports, options.count))
    chunks = [reports[first : first + TOGETHER] for first in range(0, len(reports), TOGETHER)]
    cores, fast = os.cpu_count() or 1, options.fast
    context = multiprocessing.get_context("spawn")
    with ThreadPoolExecutor(cores) as threads, ProcessPoolExecutor(cores, context) as processes:
        ways: dict[str, Callable[[], object]] = {
            "one core": lambda: [_read(chunk, fast, 1) for chunk in chunks],
            f"one process, {cores} threads of the model": lambda: [
                _read(chunk, fast, cores) for chunk in chunks
            ],
            f"one process, {cores} threads that read": lambda: list(
                threads.map(lambda chunk: _read(chunk, fast, 1), chunks)
            ),
            f"{cores} processes": lambda: list(
                processes.map(_read, chunks, [fast] * len(chunks), [1] * len(chunks))
            ),
        }
        best = dict.fromkeys(ways, 0.0)
        for turn in range(TURNS + 1):  # the first turn loads the models
            for name, work in ways.items():
                began = time.perf_counter()
                work()
                if turn:
                    best[name] = max(best[name], len(reports) / (time.perf_counter() - began))
    for name, rate in best.items():
        print(f"{name:40}{rate:8.1f} reports a second")


@cache
def _reader(fast: bool, threads: int) -> Reader:
    return Reader(fast=fast, threads=threads)


def _read(chunk: Sequence[Report], fast: bool, threads: int) -> int:
    return len(_reader(fast, threads).read_together(chunk))


if __name__ == "__main__":
    main()
