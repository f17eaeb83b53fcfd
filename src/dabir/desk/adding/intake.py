"""Intake: the work of a job that adds reports, and what it tells of itself while it runs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dabir.adding import add
from dabir.archive.following.followup import follow
from dabir.batch import Failure

if TYPE_CHECKING:
    from dabir.archive.keeping import Kept
    from dabir.desk.jobs import Job
    from dabir.desk.office import Office
    from dabir.report import Report

# Reports that are read in one go: few, as pages wait for what lies between.
_TOGETHER = 4
# Seconds that are left to pages after each report.
_PAUSE = 0.005
# Seconds for which one thread runs before another may: Python's own 0.005 would make every page slow.
_TURN = 0.0005
# How many failures, and how many reports, are shown.
_SHOWN = 50


def take_in(
    office: Office,
    job: Job,
    reports: Iterable[Report | Failure],
    *,
    expected: int | None = None,
    told: Callable[[str], str] = str,
    of_sample: bool = False,
) -> None:
    """Read reports and keep them; then note what they follow up.

    Args:
        office: Where to, and with what reader.
        job: The job; it may be stopped at any time, and what is kept by then stays.
        reports: What to read.
        expected: How many there are.
        told: Makes of a reason why something failed the one that is shown.
        of_sample: They are the sample (`dabir.archive.sample`).

    Raises:
        StoppedError: The job is to stop.
        ArchiveError: The archive cannot be written.
    """
    job.tell(expected=expected, stage="loading")
    with _short_turns():
        reader = office.reader
        counts: Counter[str] = Counter()
        job.tell(stage="reading")
        for outcome in add(
            office.archive, _paced(job, reports), reader, together=_TOGETHER, of_sample=of_sample
        ):
            _count(job, counts, outcome, told)
        job.tell(stage="following")
        follow(office.archive, watched=job.each)
    job.tell(stage="")


def _count(
    job: Job, counts: Counter[str], outcome: Kept | Failure | None, told: Callable[[str], str]
) -> None:
    """Tell what became of a report."""
    shown = job.progress
    if isinstance(outcome, Failure):
        counts["failed"] += 1
        job.tell(counts=dict(counts), messages=(*shown.messages, told(outcome.reason))[:_SHOWN])
        return
    counts[outcome.outcome if outcome else "unchanged"] += 1
    counts["copies"] += bool(outcome and outcome.copy_of)
    new = (outcome.name,) if outcome and outcome.outcome != "unchanged" else ()
    job.tell(counts=dict(counts), results=(*shown.results, *new)[:_SHOWN])


def _paced(job: Job, reports: Iterable[Report | Failure]) -> Iterator[Report | Failure]:
    """Reports, as long as the job is not to stop, with time for pages between them."""
    for report in job.each(reports):
        job.sleep(_PAUSE)
        yield report


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let the threads that answer pages have their turn sooner."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
