"""Tokens: what programs show to the API instead of signing in; only their hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, text

from dabir.archive import schema
from dabir.archive.people.ledger import now
from dabir.desk.access.accounts import Account
from dabir.desk.access.faults import AccountError
from dabir.desk.access.register import role_of

if TYPE_CHECKING:
    from dabir.archive.database import Database

_BEGINNING = "dabir_"
_LONGEST = 60
# When a token was last used is kept to within this: a program that asks all the time need not write all the time.
_PRECISION = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its owner sees it later; the token itself is shown once.

    Attributes:
        id: Its number.
        name: What its owner calls it.
        created: When it was made, ISO 8601 in UTC.
        last_used: When it was last used, to within ten minutes; None if never.
        expires: From when on it is not valid any more; None if always.
    """

    id: int
    name: str
    created: str
    last_used: str | None
    expires: str | None

    @property
    def is_over(self) -> bool:
        """Whether it is not valid any more."""
        return self.expires is not None and self.expires <= now()


def issue(database: Database, connection: Connection, account: int, name: str, days: int | None) -> str:
    """Make a token for an account; it is returned this once.

    Args:
        database: The archive's database.
        connection: A transaction in which it may be written.
        account: The account's number.
        name: What it is called.
        days: For how long it is valid; None for always.

    Raises:
        AccountError: The name is empty or too long.
    """
    written = " ".join(name.split())
    if not written or len(written) > _LONGEST:
        raise AccountError("token_name", most=_LONGEST)
    token = _BEGINNING + secrets.token_urlsafe(32)
    until = None if days is None else (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
    number = database.next_id(connection, schema.tokens)
    row = (number, account, written, _hash(token), now(), None, until)
    database.insert(connection, schema.tokens, [row])
    return token


def of_account(connection: Connection, account: int) -> list[Token]:
    """The tokens of an account, the newest first."""
    rows = connection.execute(
        text(
            "SELECT id, name, created, last_used, expires FROM tokens WHERE account_id = :id ORDER BY id DESC"
        ),
        {"id": account},
    )
    return [_token(row) for row in rows]


def revoke(connection: Connection, account: int, number: int) -> str:
    """Let a token of an account be valid no more; its name is returned.

    Raises:
        AccountError: The account has no such token.
    """
    values = {"id": number, "account": account}
    name = connection.execute(
        text("SELECT name FROM tokens WHERE id = :id AND account_id = :account"), values
    ).scalar()
    if name is None:
        raise AccountError("no_token")
    connection.execute(text("DELETE FROM tokens WHERE id = :id AND account_id = :account"), values)
    return str(name)


def holder(connection: Connection, token: str) -> tuple[int, Account] | None:
    """The number of a token and the account for which it stands; None where it is not valid."""
    row = connection.execute(
        text(
            "SELECT t.id, a.id AS account, a.name, a.role FROM tokens t JOIN accounts a ON a.id = t.account_id"
            " WHERE t.hash = :hash AND (t.expires IS NULL OR t.expires > :now)"
        ),
        {"hash": _hash(token), "now": now()},
    ).one_or_none()
    return (row.id, Account(row.account, row.name, role_of(row.role))) if row else None


def used(database: Database, number: int) -> None:
    """Keep that a token was used just now."""
    since = (datetime.now(UTC) - _PRECISION).isoformat(timespec="seconds")
    stale = text("SELECT 1 FROM tokens WHERE id = :id AND (last_used IS NULL OR last_used < :since)")
    with database.reading() as connection:
        if not connection.execute(stale, {"id": number, "since": since}).scalar():
            return
    with database.writing(revises=False) as connection:
        connection.execute(
            text("UPDATE tokens SET last_used = :now WHERE id = :id"), {"id": number, "now": now()}
        )


def _hash(token: str) -> str:
    """What is kept of a token; it is random, so it needs no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _token(row: Row[Any]) -> Token:
    return Token(row.id, row.name, row.created, row.last_used, row.expires)
