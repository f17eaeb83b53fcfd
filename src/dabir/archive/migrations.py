"""Migrations: the steps that bring the tables of an older archive up to the newest form, each in one transaction.

A step is a function of the database and a connection; `STEPS` holds them in order, and an archive keeps the number of
the last one that it has seen. A step that was released is never changed: what is new comes as a step of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from dabir.archive import reindexing
from dabir.archive.finding import traits, vectors
from dabir.archive.refusal import ArchiveError
from dabir.archive.schema import METADATA

if TYPE_CHECKING:
    from dabir.archive.database import Database

Step = Callable[[Connection], None]


def upgrade(database: Database) -> None:
    """Take the steps that the archive has not seen.

    Raises:
        ArchiveError: The database holds tables of another program, or was written by a newer Dabir.
    """
    if _seen(database) == len(STEPS):
        return
    with database.writing() as connection:
        seen = _number(connection)
        if seen > len(STEPS):
            raise ArchiveError(
                f"{database.address} was written by a newer Dabir: install the newest version."
            )
        if seen == 0 and inspect(connection).get_table_names():
            raise ArchiveError(
                f"{database.address} holds the tables of another program: name another database."
            )
        for step in STEPS[seen:]:
            step(connection)
        connection.execute(text("DELETE FROM meta WHERE key = 'schema'"))
        connection.execute(
            text("INSERT INTO meta (key, value) VALUES ('schema', :number)"), {"number": str(len(STEPS))}
        )


def _seen(database: Database) -> int:
    with database.reading() as connection:
        return _number(connection)


def _number(connection: Connection) -> int:
    """How many steps an archive has seen; 0 of an empty database, and of one that is no archive."""
    tables = inspect(connection)
    if not tables.has_table("meta") or not {"key", "value"} <= {
        column["name"] for column in tables.get_columns("meta")
    }:
        return 0
    found = connection.execute(text("SELECT value FROM meta WHERE key = 'schema'")).scalar()
    return int(found) if found is not None and str(found).isdecimal() else 0


def _first(connection: Connection) -> None:
    """All tables of the first release."""
    METADATA.create_all(connection)
    reindexing.begin(connection)
    vectors.create(connection)


def _until(connection: Connection) -> None:
    """The last day of events that are dated by more than a day; of older records it is known when they are read again."""
    if "until" not in {column["name"] for column in inspect(connection).get_columns("events")}:
        connection.execute(text("ALTER TABLE events ADD COLUMN until TEXT"))


def _access(connection: Connection) -> None:
    """Who may use a desk, what was done there, and the searches that were saved."""
    METADATA.create_all(
        connection, [METADATA.tables[name] for name in ("accounts", "tokens", "audit", "saved")]
    )


def _traits(connection: Connection) -> None:
    """What can be counted of each report, in one row; and whatever can be counted is found by an index."""
    METADATA.create_all(connection, [METADATA.tables["traits"]])
    for index in (
        "versions_agency ON versions (agency)",
        "statements_act ON statements (act, version_id)",
        "places_country ON places (country)",
    ):
        connection.execute(text(f"CREATE INDEX IF NOT EXISTS {index}"))
    traits.fill(connection)


def _days(connection: Connection) -> None:
    """Events in the order of their days, of a type or a place as well, and commitments by when they are due."""
    connection.execute(text("DROP INDEX IF EXISTS events_type"))
    for index in (*METADATA.tables["events"].indexes, *METADATA.tables["commitments"].indexes):
        index.create(connection, checkfirst=True)


def _blocks(connection: Connection) -> None:
    """The signs of vectors lie in blocks on PostgreSQL, too."""
    vectors.into_blocks(connection)


def _desks(connection: Connection) -> None:
    """What the processes of a desk share."""
    METADATA.create_all(connection, [METADATA.tables[name] for name in ("jobs", "tries")])


STEPS: tuple[Step, ...] = (_first, _until, _access, _traits, _days, _blocks, _desks)
