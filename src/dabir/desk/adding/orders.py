"""Orders: what an editor wants added, be it a text, files or an address, becomes a job."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dabir.archive.feeds import Feeds
from dabir.desk.access import audit, guard
from dabir.desk.adding.intake import take_in
from dabir.gathering import collected, expected

if TYPE_CHECKING:
    from dabir.desk.board import Progress
    from dabir.desk.jobs import After, Job, Work
    from dabir.desk.visits import Visit
    from dabir.report import Report

_LONGEST = 200  # letters of what a job is called


def add_text(visit: Visit, report: Report) -> int:
    """Add one report; the job's number is returned.

    Raises:
        FullError: Too many jobs are waiting.
    """
    office = visit.office

    def work(job: Job) -> None:
        take_in(office, job, [report], expected=1)

    return _given(visit, "text", report.header.headline or report.id, work)


def add_files(visit: Visit, folder: Path, files: Sequence[Path], mapping: Mapping[str, str]) -> int:
    """Add all reports of files, and remove the folder in which they are; the job's number is returned.

    The mapping tells in which columns the fields of reports stand, where the names of the columns do not.

    Raises:
        FullError: Too many jobs are waiting; the folder is removed.
    """
    office, names = visit.office, [str(path) for path in files]

    def told(reason: str) -> str:
        return reason.replace(f"{folder}/", "")

    def work(job: Job) -> None:
        take_in(office, job, collected(names, mapping=mapping), expected=expected(names), told=told)

    def after() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    try:
        return _given(visit, "files", "، ".join(path.name for path in files), work, after)
    except BaseException:
        after()
        raise


def add_address(visit: Visit, url: str, most: int | None) -> int:
    """Add the page at an address, or those that a feed or a sitemap there names; the job's number is returned.

    A desk that others can reach only asks for addresses of the public internet.

    Args:
        visit: The request that asks for it.
        url: An http or https address.
        most: How many pages at most.

    Raises:
        FullError: Too many jobs are waiting.
    """
    office = visit.office

    def work(job: Job) -> None:
        from dabir.sources import Clock, Visitor
        from dabir.sources.public import public_opener

        opener = None if office.settings.local else public_opener()
        visitor = Visitor(clock=Clock(sleep=job.sleep), opener=opener)
        known = Feeds(office.archive.database).knows
        take_in(office, job, collected([url], limit=most, known=known, visitor=visitor))

    return _given(visit, "address", url, work)


def stop(visit: Visit, job: Progress) -> None:
    """Ask a job to stop."""
    visit.office.jobs.stop(job.id)
    guard.record(visit, "report.add.stop", job.what, job=job.id)


def _given(visit: Visit, kind: str, what: str, work: Work, after: Callable[[], None] = lambda: None) -> int:
    doer, called = guard.doer(visit), " ".join(what.split())[:_LONGEST]
    noted = _noted(visit, called, after)
    number = visit.office.jobs.add(kind, called, doer.name, work, noted)
    guard.record(visit, "report.add", called, job=number)
    return number


def _noted(visit: Visit, what: str, after: Callable[[], None]) -> After:
    """What comes after a job: the audit log tells what became of it."""
    doer, database = guard.doer(visit), visit.archive.database

    def done(progress: Progress) -> None:
        after()
        details = {"job": progress.id, "state": progress.state}
        details |= {name: number for name, number in progress.counts.items() if number}
        with database.writing(revises=False) as connection:
            audit.write(database, connection, doer.name, "report.add.end", what, details, doer.address)

    return done
