"""Workers: processes that read chunks, one for each core; one that dies costs no more than what killed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from dabir.batch import Failure
from dabir.bulk.job import Chunk
from dabir.bulk.parts import Aside, Parts, Tally
from dabir.bulk.reading import begin, read, read_alone

if TYPE_CHECKING:
    from dabir.record import Record
    from dabir.report import Report

# Chunks that are read or wait, for each process: what is held in memory.
_AHEAD = 2
_DIED = "the process that read it died twice, perhaps for want of memory: give it more."


class Workers:
    """The processes of a job."""

    def __init__(self, count: int, parts: Parts, *, fast: bool) -> None:
        """Begin so many, for these parts."""
        self._count, self._parts, self._fast = count, parts, fast
        self._pool = self._begun(count)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        """End them, when they have laid down what they are reading."""
        self._pool.shutdown(cancel_futures=True)

    def read(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Tally]]:
        """Read chunks, and tell of each when its part is laid down, in whichever order."""
        reading: dict[Future[Tally], Chunk] = {}
        for chunk in chunks:
            if len(reading) >= _AHEAD * self._count:
                yield from self._finished(reading)
            reading[self._pool.submit(read, chunk)] = chunk
        while reading:
            yield from self._finished(reading)

    def _finished(self, reading: dict[Future[Tally], Chunk]) -> Iterator[tuple[Chunk, Tally]]:
        """Those chunks that are done first; where a process has died, all that were being read."""
        done, _ = wait(reading, return_when=FIRST_COMPLETED)
        try:
            for future in done:
                yield reading[future], future.result()
                del reading[future]
        except BrokenProcessPool:
            left = list(reading.values())
            reading.clear()
            self._pool = self._begun(self._count)
            yield from ((chunk, self._carefully(chunk)) for chunk in left)

    def _carefully(self, chunk: Chunk) -> Tally:
        """Read a chunk that may have killed a process: by itself, and if that dies as well, report by report."""
        known = self._parts.done(chunk.number)
        if known:
            return known
        with self._begun(1) as pool:
            try:
                return pool.submit(read, chunk).result()
            except BrokenProcessPool:
                pass
        records: list[Record] = []
        aside: list[Aside] = []
        for item in chunk.items:
            found, failed = self._alone(item)
            records += found
            aside += failed
        return self._parts.write(chunk.number, records, aside)

    def _alone(self, item: Report | Failure) -> tuple[list[Record], list[Aside]]:
        """The record of one report, or why there is none; its process reads nothing else."""
        if isinstance(item, Failure):
            return [], [Aside(item.reason)]
        with self._begun(1) as pool:
            try:
                return pool.submit(read_alone, item).result()
            except BrokenProcessPool:
                return [], [Aside(f"{item.id}: {_DIED}", item)]

    def _begun(self, count: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            count, mp_context=get_context("spawn"), initializer=begin, initargs=(self._parts, self._fast)
        )
