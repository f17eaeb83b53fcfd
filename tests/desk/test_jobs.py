"""Jobs: one after another, told of while they run, and ended with the desk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dabir.archive import Archive, ArchiveError
from dabir.desk.board import LOST, Board, FullError, Progress
from dabir.desk.jobs import After, Job, Jobs, Work

PATIENCE = 30.0


@pytest.fixture
def store(address: str) -> Iterator[Archive]:
    """An empty archive of either kind."""
    with Archive(address) as archive:
        yield archive


@pytest.fixture
def jobs(store: Archive) -> Jobs:
    """The jobs of one process."""
    return Jobs(store.database)


def added(jobs: Jobs, work: Work, after: After = lambda _: None) -> int:
    """The number of a job that is given."""
    return jobs.add("text", "x", "", work, after)


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


def test_jobs_are_done_one_after_another(jobs: Jobs) -> None:
    order: list[int] = []
    held = Held()
    first = added(jobs, held)
    second = added(jobs, lambda job: order.append(job.progress.id))
    assert held.begun.wait(PATIENCE)
    assert (state(jobs, first), state(jobs, second), jobs.ahead(second)) == ("running", "waiting", 1)
    held.free.set()
    jobs.wait(PATIENCE)
    assert (state(jobs, first), state(jobs, second), order) == ("done", "done", [second])
    assert [one.id for one in jobs.recent()] == [second, first]


def test_a_job_that_fails_costs_no_other(jobs: Jobs) -> None:
    ended: list[str] = []

    def refused(_: Job) -> None:
        raise ArchiveError("the archive is full: make room.")

    def broken(_: Job) -> None:
        raise RuntimeError

    def after(progress: Progress) -> None:
        ended.append(progress.state)
        raise RuntimeError("what comes after fails, too")

    numbers = [added(jobs, work, after) for work in (refused, broken, nothing)]
    jobs.wait(PATIENCE)
    assert [state(jobs, number) for number in numbers] == ["failed", "failed", "done"] == ended
    first, second = (jobs.get(number) for number in numbers[:2])
    assert first
    assert first.progress.fault == "the archive is full: make room."
    assert second
    assert second.progress.fault == "RuntimeError"


def test_a_job_stops_when_it_is_asked_to_also_before_it_begins(jobs: Jobs) -> None:
    held, ended = Held(), list[int]()
    numbers = [added(jobs, held, lambda one: ended.append(one.id)) for _ in range(2)]
    assert held.begun.wait(PATIENCE)
    for number in numbers:
        jobs.stop(number)
    jobs.wait(PATIENCE)
    assert [state(jobs, number) for number in numbers] == ["stopped", "stopped"]
    assert ended == numbers


def test_a_closed_desk_ends_its_jobs_and_takes_no_more(jobs: Jobs) -> None:
    held = Held()
    numbers = [added(jobs, held) for _ in range(2)]
    assert held.begun.wait(PATIENCE)
    jobs.close(PATIENCE)
    assert [state(jobs, number) for number in numbers] == ["stopped", "stopped"]
    with pytest.raises(FullError):
        added(jobs, nothing)


def test_only_so_many_wait_and_only_so_many_are_remembered(store: Archive) -> None:
    jobs, held = Jobs(store.database, most=2, waiting=2), Held()
    added(jobs, held)
    assert held.begun.wait(PATIENCE)
    waiting = [added(jobs, nothing) for _ in range(2)]
    with pytest.raises(FullError):
        added(jobs, nothing)
    assert all(jobs.get(number) for number in waiting)
    held.free.set()
    jobs.wait(PATIENCE)
    last = added(jobs, nothing)
    jobs.wait(PATIENCE)
    assert [one.id for one in jobs.recent()] == [last, last - 1]


# Several processes ----------------------------------------------------------------------------------------------------


def test_jobs_of_another_process_are_seen_waited_for_and_stopped(store: Archive) -> None:
    here, there = Jobs(store.database), Jobs(store.database)
    held, order = Held(), list[str]()
    first = added(there, held)
    assert held.begun.wait(PATIENCE)
    second = added(here, lambda _: order.append("second"))
    assert (state(here, first), state(here, second), here.ahead(second)) == ("running", "waiting", 1)
    assert [one.id for one in there.recent()] == [second, first]
    assert not order
    here.stop(first)
    posted = there.get(first)
    assert posted
    assert posted.stopping
    there.wait(PATIENCE)
    here.wait(PATIENCE)
    assert (state(here, first), state(there, second), order) == ("stopped", "done", ["second"])


def test_a_job_that_is_to_be_done_once_is_not_given_twice(store: Archive) -> None:
    here, there = Jobs(store.database), Jobs(store.database)
    held = Held()
    number = there.add_once("files", "sample", held)
    assert here.add_once("files", "sample", nothing) is None
    held.free.set()
    there.wait(PATIENCE)
    assert number
    assert here.add_once("files", "sample", nothing) == number + 1
    here.wait(PATIENCE)


def test_jobs_of_a_process_that_died_are_stopped_and_keep_nobody_waiting(store: Archive) -> None:
    now = [1000.0]
    dead = Board(store.database, "dead", lambda: now[0])
    alive = Board(store.database, "alive", lambda: now[0])
    given = Progress(0, "text", "x", "", expected=7, counts={"added": 1}, messages=("a",), results=("b", "c"))
    number = dead.post(given, waiting=1, most=10)
    assert number == 1
    second = alive.post(given, waiting=2, most=10)
    assert second == 2
    assert alive.ahead(second) == 1
    now[0] += LOST + 1
    posted = alive.get(number)
    assert posted
    assert posted.progress == replace(given, id=1, state="stopped")
    assert alive.tell([replace(given, id=2)]) == set()
    assert (alive.ahead(second), [one.state for one in alive.recent(5)]) == (0, ["waiting", "stopped"])


def test_what_is_over_stays_so_whatever_is_told_late(store: Archive) -> None:
    board = Board(store.database, "one")
    number = board.post(Progress(0, "text", "x", ""), waiting=1, most=10)
    assert number
    done = Progress(number, "text", "x", "", state="done")
    board.tell([done])
    board.tell([replace(done, state="running")])
    posted = board.get(number)
    assert posted
    assert posted.progress.state == "done"
