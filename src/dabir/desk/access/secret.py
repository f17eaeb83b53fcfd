"""The secret: what an archive's desks sign sessions and forms with, made once and kept in the archive."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from dabir.archive.database import Database

# Whoever knows its value can sign in as anybody: it is never shown, and no export writes it.
_KEY = "secret"


def secret_of(database: Database) -> str:
    """The secret of an archive, made when it is first asked for."""
    with database.reading() as connection:
        found = _kept(connection)
    if found is not None:
        return found
    with database.writing(revises=False) as connection:
        found = _kept(connection)  # another desk may have been quicker
        if found is None:
            found = secrets.token_hex(32)
            connection.execute(
                text("INSERT INTO meta (key, value) VALUES (:key, :value)"), {"key": _KEY, "value": found}
            )
    return found


def _kept(connection: Connection) -> str | None:
    found = connection.execute(text("SELECT value FROM meta WHERE key = :key"), {"key": _KEY}).scalar()
    return None if found is None else str(found)
