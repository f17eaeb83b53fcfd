"""Changes of accounts and tokens, each with its line in the audit log: both are kept, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dabir.desk.access import audit, passwords, register, tokens

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from dabir.archive.database import Database
    from dabir.desk.access.accounts import Account, Role


@dataclass(frozen=True, slots=True)
class Doer:
    """Who changes something, and from where.

    Attributes:
        name: The name of his account; "" where he has none, such as who gives a command on the machine itself.
        address: His network address; "" for a command.
    """

    name: str = ""
    address: str = ""


def add(database: Database, doer: Doer, name: str, role: Role, password: str) -> Account:
    """Make an account.

    Raises:
        AccountError: The name is taken, or the name or the password will not do.
    """
    with database.reading() as connection:
        kept = register.free(connection, name)
    hashed = passwords.hashed(passwords.checked(password, kept))
    with database.writing(revises=False) as connection:
        account = register.add(database, connection, name, role, hashed)
        _note(database, connection, doer, "account.add", account.name, role=role)
    return account


def remove(database: Database, doer: Doer, number: int) -> Account:
    """Remove an account with its tokens and saved searches; its sessions end.

    Raises:
        AccountError: There is none of the number.
    """
    with database.writing(revises=False) as connection:
        account = register.entry(connection, number).account
        register.remove(connection, number)
        _note(database, connection, doer, "account.remove", account.name, role=account.role)
    return account


def set_role(database: Database, doer: Doer, number: int, role: Role) -> Account:
    """Let an account do what another role may.

    Raises:
        AccountError: There is none of the number.
    """
    with database.writing(revises=False) as connection:
        account = register.entry(connection, number).account
        register.set_role(connection, number, role)
        _note(database, connection, doer, "account.role", account.name, before=account.role, now=role)
    return account


def set_password(database: Database, doer: Doer, number: int, password: str) -> int:
    """Give an account another password; its sessions end. The new epoch is returned.

    Raises:
        AccountError: There is none of the number, or the password will not do.
    """
    with database.reading() as connection:
        name = register.entry(connection, number).account.name
    hashed = passwords.hashed(passwords.checked(password, name))
    with database.writing(revises=False) as connection:
        name = register.entry(connection, number).account.name
        epoch = register.set_password(connection, number, hashed)
        _note(database, connection, doer, "account.password", name)
    return epoch


def sign_in(database: Database, address: str, name: str, password: str) -> register.Entry | None:
    """The account of a name and a password; None where they do not belong together."""
    found = register.known(database, name, password)
    with database.writing(revises=False) as connection:
        if found is not None:
            doer = Doer(found.account.name, address)
            _note(database, connection, doer, "sign-in", found.account.name)
        else:
            # Of a name that is no account's nothing is kept: it may be a password in the wrong field.
            known = register.find(connection, name)
            meant = known.account.name if known else ""
            _note(database, connection, Doer("", address), "sign-in.failed", meant)
    return found


def sign_out(database: Database, doer: Doer, account: Account) -> None:
    """End all sessions of an account."""
    with database.writing(revises=False) as connection:
        register.end_sessions(connection, account.id)
        _note(database, connection, doer, "sign-out", account.name)


def issue_token(database: Database, doer: Doer, account: Account, name: str, days: int | None) -> str:
    """Make a token for an account, valid for so many days or always; it is returned this once.

    Raises:
        AccountError: The name is empty or too long.
    """
    with database.writing(revises=False) as connection:
        token = tokens.issue(database, connection, account.id, name, days)
        _note(database, connection, doer, "token.issue", " ".join(name.split()), days=days)
    return token


def revoke_token(database: Database, doer: Doer, account: Account, number: int) -> str:
    """Let a token of an account be valid no more; its name is returned.

    Raises:
        AccountError: The account has no such token.
    """
    with database.writing(revises=False) as connection:
        name = tokens.revoke(connection, account.id, number)
        _note(database, connection, doer, "token.revoke", name)
    return name


def _note(
    database: Database, connection: Connection, doer: Doer, action: str, what: str, **details: Any
) -> None:
    audit.write(database, connection, doer.name, action, what, details, doer.address)
