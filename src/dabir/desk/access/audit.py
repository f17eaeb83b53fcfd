"""The audit log: who changed what, when, and from where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, text

from dabir.archive import schema
from dabir.archive.people.ledger import now

if TYPE_CHECKING:
    from dabir.archive.database import Database

_LONGEST = 500  # letters of what something was done to: a stranger's name may be of any length


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done at a desk, or by the command.

    Attributes:
        id: Its number; later ones have higher ones.
        at: When, ISO 8601 in UTC.
        account: The name of the account; "" where there was none.
        action: What was done, such as «sign-in» or «decision.merge».
        what: To what: a report's name, an account's, a search's.
        details: What else is known of it.
        address: From where: the visitor's network address; "" for a command on the machine itself.
    """

    id: int
    at: str
    account: str
    action: str
    what: str
    details: Mapping[str, Any]
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deeds are asked for; None and "" ask for all.

    Attributes:
        account: Of whom.
        action: Of which kind; «decision» stands for all kinds that begin so.
        after: From this moment on, ISO 8601.
        before: Before this moment, ISO 8601.
    """

    account: str | None = None
    action: str = ""
    after: str | None = None
    before: str | None = None


def write(
    database: Database,
    connection: Connection,
    account: str,
    action: str,
    what: str,
    details: Mapping[str, Any],
    address: str,
) -> None:
    """Write a deed down, in the transaction of what was done where there is one."""
    number = database.next_id(connection, schema.audit)
    told = json.dumps(dict(details), ensure_ascii=False, default=str)
    words = (account, action, what[:_LONGEST], told, address)
    database.insert(connection, schema.audit, [(number, now(), *map(_writable, words))])


def deeds(connection: Connection, asked: Asked, *, count: int, start: int = 0) -> list[Deed]:
    """The deeds that are asked for, the last ones first."""
    where, values = _conditions(asked)
    rows = connection.execute(
        text(
            "SELECT id, at, account, action, what, details, address FROM audit"
            f"{where} ORDER BY id DESC LIMIT :count OFFSET :start"
        ),
        {**values, "count": count, "start": start},
    )
    return [_deed(row) for row in rows]


def actions(connection: Connection) -> list[str]:
    """The kinds of deeds that were done so far."""
    return list(connection.execute(text("SELECT DISTINCT action FROM audit ORDER BY action")).scalars())


def _conditions(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The question as SQL, with its values."""
    conditions: dict[str, tuple[str, Any]] = {}
    if asked.account is not None:
        conditions["account"] = ("account = :account", asked.account)
    if asked.action:
        conditions["action"] = (
            "(action = :action OR substr(action, 1, :length) = :action || '.')",
            asked.action,
        )
    if asked.after:
        conditions["after"] = ("at >= :after", asked.after)
    if asked.before:
        conditions["before"] = ("at < :before", asked.before)
    values = {name: value for name, (_, value) in conditions.items()}
    if "action" in values:
        values["length"] = len(asked.action) + 1
    told = " AND ".join(condition for condition, _ in conditions.values())
    return (f" WHERE {told}" if told else ""), values


def _writable(words: str) -> str:
    """Words as every database takes them: halves of letters, which JSON can hold, are left out."""
    return words.encode("utf-8", "replace").decode()


def _deed(row: Row[Any]) -> Deed:
    return Deed(row.id, row.at, row.account, row.action, row.what, json.loads(row.details), row.address)
