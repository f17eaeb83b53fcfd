"""Ledger: the decisions of editors, each kept with all that is needed to take it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from sqlalchemy import Connection, Row, text

from dabir.archive import schema
from dabir.archive.refusal import ArchiveError

if TYPE_CHECKING:
    from dabir.archive.database import Database

Kind: TypeAlias = Literal["merge", "split", "rename", "note", "reattribute", "bounds"]
Payload: TypeAlias = Mapping[str, Any]

_COLUMNS = "SELECT id, at, kind, payload, undone FROM decisions"


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor has decided.

    Attributes:
        id: Its number; later decisions have higher ones.
        at: When it was taken, ISO 8601 in UTC.
        kind: «merge», «split», «rename», «note», «reattribute» or «bounds».
        payload: What it changed, and what was there before.
        undone: When it was taken back, ISO 8601 in UTC; None while it holds.
    """

    id: int
    at: str
    kind: Kind
    payload: Payload
    undone: str | None = None


def keep(database: Database, connection: Connection, kind: Kind, payload: Payload) -> Decision:
    """Write a new decision down; inside the transaction that carries it out."""
    decision = Decision(database.next_id(connection, schema.decisions), now(), kind, payload)
    row = (decision.id, decision.at, kind, json.dumps(payload), None)
    database.insert(connection, schema.decisions, [row])
    return decision


def now() -> str:
    """The present moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def decided(connection: Connection, number: int) -> Decision:
    """The decision of a number.

    Raises:
        ArchiveError: There is none.
    """
    row = connection.execute(text(f"{_COLUMNS} WHERE id = :id"), {"id": number}).first()
    if row is None:
        raise ArchiveError(f"there is no decision {number}: the history of the archive shows their numbers.")
    return _decision(row)


def decisions(connection: Connection) -> list[Decision]:
    """All decisions, the newest first, those that were taken back included."""
    return [_decision(row) for row in connection.execute(text(f"{_COLUMNS} ORDER BY id DESC"))]


def standing(connection: Connection, *, after: int = 0) -> list[Decision]:
    """The decisions behind a number that hold, in order."""
    query = text(f"{_COLUMNS} WHERE id > :after AND undone IS NULL ORDER BY id")
    return [_decision(row) for row in connection.execute(query, {"after": after})]


def naming(connection: Connection, kinds: Iterable[Kind], words: str) -> list[Decision]:
    """The decisions of some kinds that hold and whose payload has these words (letters and digits of ASCII), in order."""
    wanted = ", ".join(f"'{kind}'" for kind in kinds)
    query = text(
        f"{_COLUMNS} WHERE kind IN ({wanted}) AND undone IS NULL AND payload LIKE :words ORDER BY id"
    )
    return [_decision(row) for row in connection.execute(query, {"words": f'%"{words}"%'})]


def take_back(connection: Connection, decision: Decision) -> Decision:
    """Mark a decision as undone."""
    undone = now()
    connection.execute(
        text("UPDATE decisions SET undone = :undone WHERE id = :id"), {"undone": undone, "id": decision.id}
    )
    return Decision(decision.id, decision.at, decision.kind, decision.payload, undone)


def _decision(row: Row[Any]) -> Decision:
    return Decision(row.id, row.at, row.kind, json.loads(row.payload), row.undone)
