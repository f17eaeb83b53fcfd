"""Jobs: long work that a desk does behind its pages, one job after another, whichever of its processes does it.

The process that is given a job does it, in a thread of its own; the board (`dabir.desk.board`) tells all others.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from dabir.archive import ArchiveError
from dabir.desk.board import Board, FullError, Posted, Progress

if TYPE_CHECKING:
    from dabir.archive.database import Database

T = TypeVar("T")

# How many jobs are remembered, and how many may wait.
_MOST, _WAITING = 100, 20
# Seconds between two looks at the board, and after which it is told of a job that has nothing new to tell.
_LOOK, _BEAT = 0.5, 5.0

_log = logging.getLogger(__name__)


class StoppedError(Exception):
    """A job is to end before it is done."""


class Job:
    """A piece of work, for its worker, who tells of it and asks whether to go on."""

    def __init__(self, progress: Progress) -> None:
        """Begin with this."""
        self._progress = progress
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        return self._progress

    def tell(self, **changes: Any) -> None:
        """Change what is told of its progress."""
        with self._lock:
            self._progress = replace(self._progress, **changes)

    def stop(self) -> None:
        """Ask it to stop."""
        self._stopping.set()

    def sleep(self, seconds: float) -> None:
        """Wait, unless it is to stop.

        Raises:
            StoppedError: It is.
        """
        if self._stopping.wait(seconds):
            raise StoppedError

    def each(self, things: Iterable[T]) -> Iterator[T]:
        """Things, one by one, as long as it is not to stop.

        Raises:
            StoppedError: It is.
        """
        for thing in things:
            self.sleep(0)
            yield thing
        self.sleep(0)


Work: TypeAlias = Callable[[Job], None]
After: TypeAlias = Callable[[Progress], None]


class Jobs:
    """The jobs of a desk; safe to use from several threads. The threads that do and tell them live while there are any."""

    def __init__(self, database: Database, most: int = _MOST, waiting: int = _WAITING) -> None:
        """Remember so many jobs of an archive's desk, and let so many wait."""
        self._board = Board(database, secrets.token_hex(8))
        self._most, self._waiting = most, waiting
        self._queue: deque[tuple[Job, Work, After]] = deque()
        self._mine: dict[int, Job] = {}
        self._lock, self._idle = threading.Lock(), threading.Event()
        self._worker: threading.Thread | None = None
        self._watcher: threading.Thread | None = None
        self._closed = False

    def add(self, kind: str, what: str, by: str, work: Work, after: After = lambda _: None) -> int:
        """Give a job; its number is returned.

        Args:
            kind: What kind of work it is.
            what: What it works on.
            by: The account that gives it.
            work: Does it; raises an exception where it cannot, whose words are then shown.
            after: Is called with what became of it, however it ended, and once it will never run.

        Raises:
            FullError: There are too many already, or the desk is being closed.
        """
        number = self._added(Progress(0, kind, what, by, created=_now()), work, after, once=False)
        assert number is not None  # which it only is where it is to be done once
        return number

    def add_once(self, kind: str, what: str, work: Work) -> int | None:
        """Give a job unless one of its kind on the same thing waits or runs already, in whatever process; its number.

        Raises:
            FullError: There are too many already, or the desk is being closed.
        """
        return self._added(Progress(0, kind, what, "", created=_now()), work, lambda _: None, once=True)

    def _added(self, given: Progress, work: Work, after: After, *, once: bool) -> int | None:
        with self._lock:
            if self._closed:
                raise FullError
            number = self._board.post(given, waiting=self._waiting, most=self._most, once=once)
            if number is not None:
                job = Job(replace(given, id=number))
                self._mine[number] = job
                self._queue.append((job, work, after))
                self._begin()
            return number

    def get(self, number: int) -> Posted | None:
        """The job of a number, whoever does it; None where there is none, or it is forgotten."""
        mine, posted = self._mine.get(number), self._board.get(number)
        return Posted(mine.progress, posted.stopping) if mine and posted else posted

    def recent(self, count: int = 10) -> list[Progress]:
        """The last jobs, the newest first."""
        mine = dict(self._mine)
        return [mine[one.id].progress if one.id in mine else one for one in self._board.recent(count)]

    def ahead(self, number: int) -> int:
        """How many jobs come before one that waits."""
        return self._board.ahead(number)

    def stop(self, number: int) -> None:
        """Ask a job to stop, whoever does it."""
        self._board.stop(number)
        mine = self._mine.get(number)
        if mine:
            mine.stop()

    def close(self, seconds: float = 30.0) -> None:
        """Take no more jobs, stop those that there are, and wait for the one that runs, so many seconds at most."""
        with self._lock:
            self._closed = True
            threads = self._worker, self._watcher
            for job in self._mine.values():
                job.stop()
        for thread in threads:
            if thread is not None:
                thread.join(seconds)

    def wait(self, seconds: float | None = None) -> None:
        """Wait until there is nothing to do, so many seconds at most."""
        worker = self._worker
        if worker is not None:
            worker.join(seconds)

    def _begin(self) -> None:
        """Let the threads live; inside the lock."""
        if self._worker is None:
            self._idle.clear()
            self._worker = threading.Thread(target=self._run, name="dabir-jobs", daemon=True)
            self._worker.start()
        if self._watcher is None:
            self._watcher = threading.Thread(target=self._watch, name="dabir-board", daemon=True)
            self._watcher.start()

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._worker = None
                    self._idle.set()
                    return
                job, work, after = self._queue.popleft()
            _done(job, self._in_turn(work))
            with suppress(ArchiveError):  # whoever looks for it will take it for stopped
                self._board.tell([job.progress])
            self._mine.pop(job.progress.id)
            try:
                after(job.progress)
            except Exception:
                _log.exception("What comes after job %s failed", job.progress.id)

    def _in_turn(self, work: Work) -> Work:
        """Work that begins when all jobs before it are over, those of other processes, too."""

        def begun(job: Job) -> None:
            while self._board.ahead(job.progress.id):
                job.sleep(_LOOK)
            job.tell(state="running")
            self._board.tell([job.progress])
            work(job)

        return begun

    def _watch(self) -> None:
        """Tell the board how far jobs are, and them whether they are to stop, as long as there are any."""
        told: dict[int, Progress] = {}
        beat = time.monotonic()
        while not self._over():
            jobs = {number: job.progress for number, job in list(self._mine.items())}
            due = time.monotonic() >= beat + _BEAT
            new = [one for number, one in jobs.items() if due or told.get(number) != one]
            with suppress(ArchiveError):  # it is told the next time
                stopping = self._board.tell(new) | self._board.stopping()
                told, beat = jobs, time.monotonic() if due else beat
                for job in [self._mine[number] for number in stopping if number in self._mine]:
                    job.stop()

    def _over(self) -> bool:
        """Whether there is nothing more to watch, after the time between two looks."""
        if not self._idle.wait(_LOOK):
            return False
        with self._lock:
            if self._worker is not None:
                return False
            self._watcher = None
            return True


def _done(job: Job, work: Work) -> None:
    """Do a job, and tell what became of it."""
    try:
        job.sleep(0)
        work(job)
    except StoppedError:
        job.tell(state="stopped", ended=_now())
    except ArchiveError as error:
        job.tell(state="failed", fault=str(error), ended=_now())
    except Exception as error:  # one job must not cost those behind it
        _log.exception("Job %s failed", job.progress.id)
        told = " ".join(str(error).split())
        job.tell(state="failed", fault=told or type(error).__name__, ended=_now())
    else:
        job.tell(state="done", ended=_now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
