"""Runs: a job done from where it stands to its end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dabir.bulk.assembly import assemble
from dabir.bulk.job import Chunk, Job
from dabir.bulk.parts import Parts, Tally
from dabir.bulk.workers import Workers


@dataclass(slots=True)
class Outcome:
    """What became of a job.

    Attributes:
        read: How many reports were read.
        aside: How many were set aside.
        before: How many of both an earlier run had done.
        failures: The file, or the folder, of what was set aside; None where nothing was.
    """

    read: int = 0
    aside: int = 0
    before: int = 0
    failures: Path | str | None = None


class Run:
    """One run of a job.

    Attributes:
        outcome: What has become of the job by now.
    """

    def __init__(self, job: Job, *, workers: int = 0, anew: bool = False) -> None:
        """Begin it, or take it up where another run has left it.

        Args:
            job: The job.
            workers: How many processes read; 0 for one a core.
            anew: Begin from the start, whatever is there.

        Raises:
            JobError: It cannot be done.
        """
        job.begin(anew=anew)
        self._job, self._workers = job, workers or os.cpu_count() or 1
        self._parts = Parts(job.destination.parts, job.destination.form)
        self.outcome = Outcome()

    def __iter__(self) -> Iterator[int]:
        """Do it, and tell again and again how many reports more are done."""
        with Workers(self._workers, self._parts, fast=self._job.fast) as workers:
            told = 0
            for _, tally in workers.read(self._left()):
                self._count(tally)
                yield self._done() - told
                told = self._done()
            yield self._done() - told
        assemble(self._parts, self._job.destination)
        self.outcome.failures = self._job.destination.aside if self.outcome.aside else None

    def _left(self) -> Iterator[Chunk]:
        """The chunks that have no part yet."""
        for chunk in self._job.chunks():
            tally = self._parts.done(chunk.number)
            if tally is None:
                yield chunk
            else:
                self._count(tally)
                self.outcome.before += sum(tally)

    def _count(self, tally: Tally) -> None:
        self.outcome.read += tally.read
        self.outcome.aside += tally.aside

    def _done(self) -> int:
        return self.outcome.read + self.outcome.aside
