"""Saved searches: questions that somebody wants to come back to, each with a name."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, text

from dabir.archive import schema
from dabir.archive.finding.query import parsed
from dabir.archive.finding.search import Way
from dabir.archive.people.ledger import now
from dabir.archive.refusal import ArchiveError
from dabir.archive.storable import storable

if TYPE_CHECKING:
    from dabir.archive.database import Database

# Letters of a name, at most.
LONGEST = 200

_COLUMNS = "SELECT id, account_id, name, question, way, created FROM saved"
_WAYS: tuple[Way, ...] = ("both", "words", "meaning")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that was saved.

    Attributes:
        id: Its number; a number is not given again.
        account: The number of the account whose it is; None where it was saved without one: then it is everybody's.
        name: What it is called.
        question: The query.
        way: By words, by meaning, or by both.
        created: When it was saved, ISO 8601 in UTC.
    """

    id: int
    account: int | None
    name: str
    question: str
    way: Way
    created: str


def save(database: Database, account: int | None, name: str, question: str, way: Way) -> SavedSearch:
    """Save a search under a name; without one it is called after its question.

    Raises:
        QueryError: A field of the query has no such value.
    """
    parsed(question)
    with database.writing(revises=False) as connection:
        # Not the next number: a feed's address must never lead to somebody else's search.
        found = SavedSearch(
            secrets.randbelow(2**31) + 1, account, _named(name, question), storable(question), way, now()
        )
        row = (found.id, account, found.name, found.question, way, found.created)
        database.insert(connection, schema.saved, [row])
    return found


def rename(database: Database, number: int, name: str) -> SavedSearch:
    """Give a saved search another name; "" calls it after its question.

    Raises:
        ArchiveError: There is none of this number.
    """
    with database.writing(revises=False) as connection:
        found = search(connection, number)
        connection.execute(
            text("UPDATE saved SET name = :name WHERE id = :id"),
            {"name": _named(name, found.question), "id": number},
        )
        return search(connection, number)


def remove(database: Database, number: int) -> None:
    """Forget a saved search."""
    with database.writing(revises=False) as connection:
        connection.execute(text("DELETE FROM saved WHERE id = :id"), {"id": number})


def search(connection: Connection, number: int) -> SavedSearch:
    """The saved search of a number.

    Raises:
        ArchiveError: There is none.
    """
    row = connection.execute(text(f"{_COLUMNS} WHERE id = :id"), {"id": number}).one_or_none()
    if row is None:
        raise ArchiveError(f"there is no saved search {number}: it may have been removed.")
    return _of(row)


def searches(connection: Connection, account: int | None) -> list[SavedSearch]:
    """The saved searches of an account and those of everybody, the newest first."""
    rows = connection.execute(
        text(f"{_COLUMNS} WHERE account_id = :account OR account_id IS NULL ORDER BY created DESC, id"),
        {"account": account},
    )
    return [_of(row) for row in rows]


def _named(name: str, question: str) -> str:
    """A name as it is kept."""
    return storable(" ".join(name.split()) or " ".join(question.split()))[:LONGEST]


def _of(row: Row[tuple[object, ...]]) -> SavedSearch:
    way: Way = next((way for way in _WAYS if way == row.way), "both")
    return SavedSearch(row.id, row.account_id, row.name, row.question, way, row.created)
