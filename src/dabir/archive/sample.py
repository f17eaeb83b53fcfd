"""The sample: invented reports that an empty archive may be filled with, until the first others are kept.

An archive that holds it says so (the key `sample` of its `meta`: `begun`, then `whole`). Whatever else is to be kept
makes it go, as invented reports must not stand among real ones: reports and records, people and stories, corrections
and decisions. Accounts, the audit log, saved searches and feeds stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, text

from dabir.archive import reindexing, schema

if TYPE_CHECKING:
    from dabir.archive.database import Database

State = Literal["begun", "whole"]
# What is not of the reports.
_STAYS = frozenset({"meta", "feeds", "accounts", "tokens", "audit", "saved", "jobs", "tries"})


def begin(database: Database) -> bool:
    """Say of an empty archive that what is kept next is the sample; False where it holds that or other reports already.

    A sample that was begun before, and not ended, may be gone on with.
    """
    with database.writing() as connection:
        state = held(connection)
        if state is not None:
            return state == "begun"
        if connection.execute(text("SELECT count(*) FROM reports")).scalar_one():
            return False
        connection.execute(text("INSERT INTO meta (key, value) VALUES ('sample', 'begun')"))
    return True


def finish(database: Database) -> None:
    """Say that the sample is whole."""
    with database.writing() as connection:
        connection.execute(text("UPDATE meta SET value = 'whole' WHERE key = 'sample'"))


def held(connection: Connection) -> State | None:
    """How far an archive is filled with the sample; None where it holds none."""
    found = connection.execute(text("SELECT value FROM meta WHERE key = 'sample'")).scalar()
    return "whole" if found == "whole" else "begun" if found else None


def make_room(connection: Connection) -> None:
    """Take the sample away, if there is one; inside the transaction that keeps others."""
    if held(connection) is None:
        return
    for name in ("signs", "vectors"):
        connection.execute(text(f"DELETE FROM {name}"))
    for table in reversed(schema.METADATA.sorted_tables):
        if table.name not in _STAYS:
            connection.execute(table.delete())
    reindexing.begin(connection)
    connection.execute(text("DELETE FROM meta WHERE key = 'sample'"))
