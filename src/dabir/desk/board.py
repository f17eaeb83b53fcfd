"""The board: what becomes of jobs, kept in the archive, so that every process of a desk can tell it and stop them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, bindparam, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dabir.archive.database import Database

State = Literal["waiting", "running", "done", "failed", "stopped"]
# Seconds after which a process that has told nothing is taken for dead, and its jobs with it.
LOST = 30.0
_LIVES = "state IN ('waiting', 'running') AND seen > :since"


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


class Posted(NamedTuple):
    """A job as the board shows it, and whether somebody has asked it to stop."""

    progress: Progress
    stopping: bool


class Board:
    """The board of an archive, for one process that does jobs; safe to use from several threads."""

    def __init__(self, database: Database, owner: str, clock: Callable[[], float] = time.time) -> None:
        """Open it.

        Args:
            database: The archive's.
            owner: The process; no other has this name.
            clock: The present time in seconds; the same for all processes.
        """
        self.database, self.owner, self._clock = database, owner, clock

    def post(self, given: Progress, *, waiting: int, most: int, once: bool = False) -> int | None:
        """Put up a job that waits; its number.

        Args:
            given: What is told of it; its number does not count.
            waiting: So many may wait.
            most: So many jobs are remembered, those that are not over in any case.
            once: Not where one of its kind on the same thing waits or runs: then there is no number.

        Raises:
            FullError: There are too many.
        """
        with self.database.writing(revises=False) as connection:
            alive = [_progress(row) for row in self._living(connection)]
            if once and any((one.kind, one.what) == (given.kind, given.what) for one in alive):
                return None
            if sum(one.state == "waiting" for one in alive) >= waiting:
                raise FullError
            last = connection.execute(text("SELECT coalesce(max(id), 0) FROM jobs")).scalar_one()
            row = self._row(replace(given, id=int(last) + 1))
            connection.execute(
                text(
                    "INSERT INTO jobs (id, owner, seen, state, stopping, told)"
                    " VALUES (:id, :owner, :seen, :state, 0, :told)"
                ),
                {**row, "owner": self.owner},
            )
            self._forget(connection, most)
        return int(last) + 1

    def tell(self, jobs: Iterable[Progress]) -> set[int]:
        """Tell how far jobs of this process are; the numbers of those that somebody has asked to stop."""
        rows = [self._row(one) for one in jobs]
        if not rows:
            return set()
        with self.database.writing(revises=False) as connection:
            connection.execute(
                text(
                    "UPDATE jobs SET seen = :seen, state = :state, told = :told"
                    " WHERE id = :id AND state IN ('waiting', 'running')"  # what is over stays so
                ),
                rows,
            )
            query = text("SELECT id FROM jobs WHERE stopping = 1 AND id IN :ids")
            wanted = query.bindparams(bindparam("ids", expanding=True))
            return set(connection.execute(wanted, {"ids": [row["id"] for row in rows]}).scalars())

    def stopping(self) -> set[int]:
        """The numbers of this process's jobs that somebody has asked to stop and that are not over."""
        query = f"SELECT id FROM jobs WHERE owner = :owner AND stopping = 1 AND {_LIVES}"
        with self.database.reading() as connection:
            return set(connection.execute(text(query), {"owner": self.owner, **self._since()}).scalars())

    def stop(self, number: int) -> None:
        """Ask a job to stop."""
        with self.database.writing(revises=False) as connection:
            connection.execute(text("UPDATE jobs SET stopping = 1 WHERE id = :id"), {"id": number})

    def get(self, number: int) -> Posted | None:
        """The job of a number; None where there is none, or it is forgotten."""
        with self.database.reading() as connection:
            row = connection.execute(text("SELECT * FROM jobs WHERE id = :id"), {"id": number}).first()
        return None if row is None else Posted(self._shown(row), bool(row.stopping))

    def recent(self, count: int) -> list[Progress]:
        """The last jobs, the newest first."""
        query = "SELECT * FROM jobs ORDER BY id DESC LIMIT :count"
        with self.database.reading() as connection:
            return [self._shown(row) for row in connection.execute(text(query), {"count": count})]

    def ahead(self, number: int) -> int:
        """How many jobs come before one that waits."""
        with self.database.reading() as connection:
            return sum(row.id < number for row in self._living(connection))

    def _living(self, connection: Connection) -> list[Row[Any]]:
        """The jobs that are not over, of processes that live."""
        return list(connection.execute(text(f"SELECT * FROM jobs WHERE {_LIVES}"), self._since()))

    def _since(self) -> dict[str, float]:
        return {"since": self._clock() - LOST}

    def _shown(self, row: Row[Any]) -> Progress:
        """A job as it is told of; stopped if whoever did it is no more."""
        found = _progress(row)
        lost = not found.over and row.seen <= self._since()["since"]
        return replace(found, state="stopped") if lost else found

    def _row(self, one: Progress) -> dict[str, Any]:
        return {"id": one.id, "seen": self._clock(), "state": one.state, "told": json.dumps(asdict(one))}

    def _forget(self, connection: Connection, most: int) -> None:
        """Forget the oldest jobs that are over, where there are too many."""
        query = (
            f"DELETE FROM jobs WHERE NOT ({_LIVES})"
            " AND id NOT IN (SELECT id FROM jobs ORDER BY id DESC LIMIT :most)"
        )
        connection.execute(text(query), {"most": most, **self._since()})


def _progress(row: Row[Any]) -> Progress:
    told = json.loads(row.told)
    return Progress(
        **{**told, "id": row.id, "messages": tuple(told["messages"]), "results": tuple(told["results"])}
    )
