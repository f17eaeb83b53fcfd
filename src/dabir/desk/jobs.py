"""Jobs: long work that a desk does behind its pages, one job after another in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Literal, TypeAlias, TypeVar

from dabir.archive import ArchiveError

T = TypeVar("T")

State = Literal["waiting", "running", "done", "failed", "stopped"]
# How many jobs are remembered, and how many may wait.
_MOST, _WAITING = 100, 20

_log = logging.getLogger(__name__)


class StoppedError(Exception):
    """A job is to end before it is done."""


class FullError(Exception):
    """There are as many jobs waiting as may."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes:
        id: Its number.
        kind: What kind of work it is.
        what: What it works on, for people.
        by: The account that gave it; "" for one without a name.
        state: Whether it waits, runs, or how it ended.
        stage: What it does at present; each kind of work has its own.
        expected: Of how many things; None where that is not known.
        counts: How many came to what.
        messages: What was told of it: its first failures.
        results: What it has made: the first names.
        fault: Why it failed.
        created: When it was given, ISO 8601 in UTC.
        ended: When it ended.
    """

    id: int
    kind: str
    what: str
    by: str
    state: State = "waiting"
    stage: str = ""
    expected: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    fault: str = ""
    created: str = ""
    ended: str = ""

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.state in ("done", "failed", "stopped")


class Job:
    """A piece of work: its worker tells of it and asks whether to go on, pages look at it."""

    def __init__(self, progress: Progress) -> None:
        """Begin with this."""
        self._progress = progress
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        return self._progress

    @property
    def stopping(self) -> bool:
        """Whether somebody has asked it to stop."""
        return self._stopping.is_set()

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
    """The jobs of a desk; safe to use from several threads. The thread that does them lives while there are any."""

    def __init__(self, most: int = _MOST, waiting: int = _WAITING) -> None:
        """Remember so many jobs, and let so many wait."""
        self._most, self._waiting = most, waiting
        self._jobs: OrderedDict[int, Job] = OrderedDict()
        self._queue: deque[tuple[Job, Work, After]] = deque()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self._last, self._closed = 0, False

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
        with self._lock:
            if self._closed or len(self._queue) >= self._waiting:
                raise FullError
            self._last += 1
            job = Job(Progress(self._last, kind, what, by, created=_now()))
            self._jobs[self._last] = job
            self._queue.append((job, work, after))
            self._forget()
            if self._worker is None:
                self._worker = threading.Thread(target=self._run, name="dabir-jobs", daemon=True)
                self._worker.start()
            return self._last

    def get(self, number: int) -> Job | None:
        """The job of a number; None where there is none, or it is forgotten."""
        with self._lock:
            return self._jobs.get(number)

    def recent(self, count: int = 10) -> list[Progress]:
        """The last jobs, the newest first."""
        with self._lock:
            return [job.progress for job in islice(reversed(self._jobs.values()), count)]

    def ahead(self, number: int) -> int:
        """How many jobs come before one that waits."""
        with self._lock:
            return sum(not job.progress.over for each, job in self._jobs.items() if each < number)

    def close(self, seconds: float = 30.0) -> None:
        """Take no more jobs, stop those that there are, and wait for the one that runs, so many seconds at most."""
        with self._lock:
            self._closed = True
            worker = self._worker
            for job in self._jobs.values():
                job.stop()
        if worker is not None:
            worker.join(seconds)

    def wait(self, seconds: float | None = None) -> None:
        """Wait until there is nothing to do, so many seconds at most."""
        worker = self._worker
        if worker is not None:
            worker.join(seconds)

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._queue:
                    self._worker = None
                    return
                job, work, after = self._queue.popleft()
            _done(job, work)
            try:
                after(job.progress)
            except Exception:
                _log.exception("What comes after job %s failed", job.progress.id)

    def _forget(self) -> None:
        """Forget the oldest jobs that are over, where there are too many."""
        over = [number for number, job in self._jobs.items() if job.progress.over]
        for number in over[: max(0, len(self._jobs) - self._most)]:
            del self._jobs[number]


def _done(job: Job, work: Work) -> None:
    """Do a job, and tell what became of it."""
    try:
        job.sleep(0)
        job.tell(state="running")
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
