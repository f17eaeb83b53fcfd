"""The register: the accounts that an archive has, with the hashes of their passwords."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, text

from dabir.archive import schema
from dabir.archive.people.ledger import now
from dabir.desk.access import passwords
from dabir.desk.access.accounts import ROLES, Account, Role
from dabir.desk.access.faults import AccountError
from dabir.script.letters import fold

if TYPE_CHECKING:
    from dabir.archive.database import Database
    from dabir.desk.access.sessions import Session

_LONGEST = 60
_MARKS = " ._-@\u200c"
_COLUMNS = "id, name, role, epoch, created"


@dataclass(frozen=True, slots=True)
class Entry:
    """An account as it is listed.

    Attributes:
        account: The account.
        epoch: What its sessions must hold.
        created: When it was made, ISO 8601 in UTC.
    """

    account: Account
    epoch: int
    created: str


def plain(name: str) -> str:
    """A name of an account as it is kept: whoever writes it with other letters of the same look means the same.

    Raises:
        AccountError: It is empty, too long, or holds signs that no name needs.
    """
    written = " ".join(fold(unicodedata.normalize("NFKC", name)).text.casefold().split())
    if not written or len(written) > _LONGEST:
        raise AccountError("name_length", most=_LONGEST)
    if not all(sign.isalnum() or unicodedata.combining(sign) or sign in _MARKS for sign in written):
        raise AccountError("name_signs", name=written)
    return written


def key(name: str) -> str:
    """A name as it would be kept; "" for what can be no account's."""
    try:
        return plain(name)
    except AccountError:
        return ""


def size(connection: Connection) -> int:
    """How many accounts there are."""
    return int(connection.execute(text("SELECT count(*) FROM accounts")).scalar_one())


def entries(connection: Connection) -> list[Entry]:
    """All accounts, by their names."""
    return [_entry(row) for row in connection.execute(text(f"SELECT {_COLUMNS} FROM accounts ORDER BY name"))]


def entry(connection: Connection, number: int) -> Entry:
    """The account of a number.

    Raises:
        AccountError: There is none.
    """
    row = connection.execute(
        text(f"SELECT {_COLUMNS} FROM accounts WHERE id = :id"), {"id": number}
    ).one_or_none()
    if row is None:
        raise AccountError("no_number", number=number)
    return _entry(row)


def find(connection: Connection, name: str) -> Entry | None:
    """The account of a name; None where there is none, or it can be no account's."""
    kept = key(name)
    row = connection.execute(
        text(f"SELECT {_COLUMNS} FROM accounts WHERE name = :name"), {"name": kept}
    ).one_or_none()
    return _entry(row) if row else None


def named(connection: Connection, name: str) -> Entry:
    """The account of a name.

    Raises:
        AccountError: There is none.
    """
    found = find(connection, name)
    if found is None:
        raise AccountError("no_account", name=name[:_LONGEST])
    return found


def of_session(connection: Connection, session: Session) -> Account | None:
    """The account of a session, if the session is not over."""
    row = connection.execute(
        text(f"SELECT {_COLUMNS} FROM accounts WHERE id = :id AND epoch = :epoch"),
        {"id": session.account, "epoch": session.epoch},
    ).one_or_none()
    return _entry(row).account if row else None


def free(connection: Connection, name: str) -> str:
    """A name that an account may be given, as it is kept.

    Raises:
        AccountError: It is taken, or is none.
    """
    if find(connection, name) is not None:
        raise AccountError("name_taken", name=plain(name))
    return plain(name)


def add(database: Database, connection: Connection, name: str, role: Role, hashed: str) -> Account:
    """Make an account.

    Args:
        database: The archive's database.
        connection: A transaction in which it may be written.
        name: The account's name.
        role: What it may do.
        hashed: The hash of its password, by `passwords.hashed`.

    Raises:
        AccountError: The name is taken, or is none.
    """
    account = Account(database.next_id(connection, schema.accounts), free(connection, name), role)
    row = (account.id, account.name, role, hashed, _epoch(), now())
    database.insert(connection, schema.accounts, [row])
    return account


def remove(connection: Connection, number: int) -> None:
    """Remove an account with its tokens and saved searches; its sessions end."""
    connection.execute(text("DELETE FROM accounts WHERE id = :id"), {"id": number})


def set_role(connection: Connection, number: int, role: Role) -> None:
    """Let an account do what another role may."""
    connection.execute(text("UPDATE accounts SET role = :role WHERE id = :id"), {"id": number, "role": role})


def set_password(connection: Connection, number: int, hashed: str) -> int:
    """Give an account another password; its sessions end. The new epoch is returned."""
    connection.execute(
        text("UPDATE accounts SET password = :hashed WHERE id = :id"), {"id": number, "hashed": hashed}
    )
    return end_sessions(connection, number)


def end_sessions(connection: Connection, number: int) -> int:
    """End all sessions of an account; the new epoch is returned."""
    epoch = _epoch()
    connection.execute(
        text("UPDATE accounts SET epoch = :epoch WHERE id = :id"), {"id": number, "epoch": epoch}
    )
    return epoch


def known(database: Database, name: str, password: str) -> Entry | None:
    """The account of a name and a password; None where they do not belong together.

    An unknown name takes as long as a wrong password, so that nobody learns which names there are.
    """
    with database.reading() as connection:
        found = find(connection, name)
        kept = _password(connection, found.account.id) if found else None
    if not passwords.fits(password, kept) or found is None or kept is None:
        return None
    if passwords.is_outdated(kept):
        _rehash(database, found.account.id, kept, passwords.hashed(password))
    return found


def role_of(written: str) -> Role:
    """The role of a name.

    Raises:
        AccountError: There is no such role.
    """
    for role in ROLES:
        if role == written:
            return role
    raise AccountError("no_role", role=written[:_LONGEST])


def _password(connection: Connection, number: int) -> str:
    """What is kept of an account's password."""
    found = text("SELECT password FROM accounts WHERE id = :id")
    return str(connection.execute(found, {"id": number}).scalar_one())


def _rehash(database: Database, number: int, old: str, hashed: str) -> None:
    """Keep a password's hash of today's strength, unless the password was changed meanwhile."""
    with database.writing(revises=False) as connection:
        connection.execute(
            text("UPDATE accounts SET password = :hashed WHERE id = :id AND password = :old"),
            {"id": number, "hashed": hashed, "old": old},
        )


def _epoch() -> int:
    """A number that no account has had: numbers of removed accounts are given again, their sessions must not be."""
    return secrets.randbits(62)


def _entry(row: Row[Any]) -> Entry:
    return Entry(Account(row.id, row.name, role_of(row.role)), row.epoch, row.created)
