"""Jobs: one after another, told of while they run, and ended with the desk."""

from __future__ import annotations

import threading

import pytest

from dabir.archive import ArchiveError
from dabir.desk.jobs import FullError, Job, Jobs, Progress

PATIENCE = 30.0


def nothing(_: Job) -> None:
    """Work that is done at once."""


class Held:
    """Work that goes on until it is let go, or stopped."""

    def __init__(self) -> None:
        self.begun, self.free = threading.Event(), threading.Event()

    def __call__(self, job: Job) -> None:
        self.begun.set()
        while not self.free.is_set():
            job.sleep(0.01)


def state(jobs: Jobs, number: int) -> str:
    job = jobs.get(number)
    assert job
    return job.progress.state


def test_jobs_are_done_one_after_another() -> None:
    jobs, order = Jobs(), []
    held = Held()
    first = jobs.add("text", "one", "", held)
    second = jobs.add("text", "two", "", lambda job: order.append(job.progress.id))
    assert held.begun.wait(PATIENCE)
    assert (state(jobs, first), state(jobs, second), jobs.ahead(second)) == ("running", "waiting", 1)
    held.free.set()
    jobs.wait(PATIENCE)
    assert (state(jobs, first), state(jobs, second), order) == ("done", "done", [second])
    assert [one.id for one in jobs.recent()] == [second, first]


def test_a_job_that_fails_costs_no_other() -> None:
    jobs, ended = Jobs(), []

    def refused(_: Job) -> None:
        raise ArchiveError("the archive is full: make room.")

    def broken(_: Job) -> None:
        raise RuntimeError

    def after(progress: Progress) -> None:
        ended.append(progress.state)
        raise RuntimeError("what comes after fails, too")

    numbers = [jobs.add("text", "x", "", work, after) for work in (refused, broken, nothing)]
    jobs.wait(PATIENCE)
    assert [state(jobs, number) for number in numbers] == ["failed", "failed", "done"] == ended
    first, second = (jobs.get(number) for number in numbers[:2])
    assert first
    assert first.progress.fault == "the archive is full: make room."
    assert second
    assert second.progress.fault == "RuntimeError"


def test_a_job_stops_when_it_is_asked_to_also_before_it_begins() -> None:
    jobs, held, ended = Jobs(), Held(), []
    numbers = [jobs.add("text", "x", "", held, lambda one: ended.append(one.id)) for _ in range(2)]
    assert held.begun.wait(PATIENCE)
    for number in numbers:
        job = jobs.get(number)
        assert job
        job.stop()
    jobs.wait(PATIENCE)
    assert [state(jobs, number) for number in numbers] == ["stopped", "stopped"]
    assert ended == numbers


def test_a_closed_desk_ends_its_jobs_and_takes_no_more() -> None:
    jobs, held = Jobs(), Held()
    numbers = [jobs.add("text", "x", "", held) for _ in range(2)]
    assert held.begun.wait(PATIENCE)
    jobs.close(PATIENCE)
    assert [state(jobs, number) for number in numbers] == ["stopped", "stopped"]
    with pytest.raises(FullError):
        jobs.add("text", "x", "", nothing)


def test_only_so_many_wait_and_only_so_many_are_remembered() -> None:
    jobs, held = Jobs(most=2, waiting=2), Held()
    jobs.add("text", "x", "", held)
    assert held.begun.wait(PATIENCE)
    waiting = [jobs.add("text", "x", "", nothing) for _ in range(2)]
    with pytest.raises(FullError):
        jobs.add("text", "x", "", nothing)
    assert all(jobs.get(number) for number in waiting)
    held.free.set()
    jobs.wait(PATIENCE)
    last = jobs.add("text", "x", "", nothing)
    jobs.wait(PATIENCE)
    assert [one.id for one in jobs.recent()] == [last, last - 1]
