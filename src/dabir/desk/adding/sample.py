"""The sample: forty invented reports that fill an empty archive, so that a new desk has something to show."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from dabir.archive import sample
from dabir.desk.adding.intake import take_in
from dabir.gathering import collected, expected

if TYPE_CHECKING:
    from dabir.desk.jobs import Job
    from dabir.desk.office import Office

_FILE = files("dabir.desk").joinpath("data/collection.jsonl")


def fill(office: Office) -> int | None:
    """Let a job fill the archive with the sample if it is empty, or was not filled to the end; the job's number.

    A desk of several processes does it once.
    """
    if not sample.begin(office.archive.database):
        return None
    return office.jobs.add_once("files", _FILE.name, lambda job: _take_in(office, job))


def _take_in(office: Office, job: Job) -> None:
    with as_file(_FILE) as path:
        names = [str(path)]
        take_in(office, job, collected(names), expected=expected(names), of_sample=True)
    sample.finish(office.archive.database)
