"""The database behind an archive, a file of SQLite or a PostgreSQL server: opened, upgraded, locked for writing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from dabir.archive import migrations
from dabir.archive.refusal import ArchiveError

# Any number that no other program is likely to lock.
_LOCK = 1397012701
_WAIT = 120.0  # seconds for which one writer waits for the others
_SERVERS = ("postgresql://", "postgres://")
_REVISE = (
    "INSERT INTO meta (key, value) VALUES ('revision', '1')"
    " ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT)"
)


class Database:
    """One archive's database; safe to use from several threads, and by several processes at once."""

    def __init__(self, address: str, *, create: bool = True) -> None:
        """Open a database and bring its tables up to date.

        Args:
            address: A file's path, or the address of a PostgreSQL server (`postgresql://…`).
            create: Make the file if there is none.

        Raises:
            ArchiveError: The database cannot be opened, is none of Dabir's, or was written by a newer Dabir.
        """
        self.server = address.startswith(_SERVERS)
        self.address = _without_password(address) if self.server else address  # as it is told
        if not self.server and not create and not Path(address).exists():
            raise ArchiveError(
                f"there is no archive at {address}: add reports with `dabir add`, or name one."
            )
        self.engine = _server(address, self.address) if self.server else _file(address)
        try:
            with self._told():
                migrations.upgrade(self)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive throughout.

        Raises:
            ArchiveError: The database fails, or cannot be reached any more.
        """
        with self._told(), self.engine.connect() as connection:
            if self.server:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            else:
                connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def writing(self, *, revises: bool = True) -> Iterator[Connection]:
        """A transaction in which nobody else writes: all of it is kept, or nothing.

        Args:
            revises: Whether it changes what readers are shown: then the archive has a new revision.

        Raises:
            ArchiveError: Others have been writing for two minutes.
        """
        with self._told(), self.engine.connect() as connection:
            if self.server:
                connection.execute(text(f"SET LOCAL lock_timeout = '{_WAIT:g}s'"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            else:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            if revises:
                connection.execute(text(_REVISE))
            connection.commit()

    def insert(self, connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """Insert many rows quickly, their values in the order of the table's columns."""
        if not rows:
            return
        columns = [column.name for column in table.columns]
        cursor = connection.connection.cursor()
        if self.server:
            with cursor.copy(f"COPY {table.name} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row([_storable(value) for value in row])
        else:
            marks = ", ".join("?" * len(columns))
            cursor.executemany(f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})", rows)

    def next_id(self, connection: Connection, table: Table) -> int:
        """The next free number of a table; only to be asked inside `writing`."""
        return int(
            connection.execute(text(f"SELECT coalesce(max(id), 0) + 1 FROM {table.name}")).scalar_one()
        )

    def revision(self) -> int:
        """A number that grows with every change of what readers are shown."""
        with self.reading() as connection:
            found = connection.execute(text("SELECT value FROM meta WHERE key = 'revision'")).scalar()
        return int(found or 0)

    def close(self) -> None:
        """Let the connections go."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell of what the database refuses in one sentence."""
        try:
            yield
        except (OperationalError, DBAPIError) as error:
            raise ArchiveError(_reason(self.address, error)) from error


def _storable(value: Any) -> Any:
    """A value as PostgreSQL can keep it: its texts hold no zero."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value


def _file(address: str) -> Engine:
    path = Path(address)
    if path.is_dir():
        raise ArchiveError(f"{address} is a folder: name a file in it, such as {path / 'archive.dabir'}.")
    if not path.absolute().parent.is_dir():
        raise ArchiveError(f"the folder of {address} is missing: make it, or name another file.")
    # A connection is kept open: when the last one is closed, SQLite tidies up, which takes as long as a batch.
    arguments = {"timeout": _WAIT, "check_same_thread": False}
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, poolclass=QueuePool, connect_args=arguments)
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    """Transactions are begun by `writing` alone; what was committed outlives a crash of the machine."""
    connection.isolation_level = None
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    if not tables or ("meta",) in tables:  # another program's file is left as it is
        connection.execute("PRAGMA journal_mode = WAL")
    for pragma in ("mmap_size = 1073741824", "temp_store = MEMORY", "wal_autocheckpoint = 8000"):
        connection.execute(f"PRAGMA {pragma}")


def _server(address: str, told: str) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise ArchiveError("PostgreSQL needs psycopg: pip install 'dabir[postgres]'.") from None
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):  # a port that is no number is a bare ValueError
        raise ArchiveError(f"{told} is no address of a server: write postgresql://USER@HOST/NAME.") from None
    return create_engine(url, pool_size=4, max_overflow=28, pool_pre_ping=True)


def _without_password(address: str) -> str:
    """An address of a server that may stand in a message."""
    return re.sub(r"(?<=://)([^/@:]*):.+@", r"\1:***@", address)


def _reason(address: str, error: DBAPIError) -> str:
    """What the database says, on one line, and what to do about it."""
    said = " ".join(str(error.orig).split())
    if "file is not a database" in said:
        return f"{address} is no archive: name another file, or leave it to Dabir to make one."
    if "locked" in said or "lock timeout" in said:
        return f"{address} is being written by others: try again when they are done."
    return f"{address} cannot be used ({said}): check the address, its rights and the room on the disk."


def placeholders(values: Iterable[int]) -> str:
    """Whole numbers as a list for SQL's IN; they are no text, so nothing needs quoting."""
    return ", ".join(str(int(value)) for value in values) or "NULL"
