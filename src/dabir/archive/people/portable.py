"""Portable decisions: what editors have decided, told without the numbers of one archive, for another to take over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text

from dabir.archive.people import decisions, ledger
from dabir.archive.preparing import text_hash
from dabir.archive.refusal import ArchiveError
from dabir.archive.storable import storable

if TYPE_CHECKING:
    from dabir.archive.database import Database
    from dabir.archive.people.ledger import Decision
    from dabir.archive.store import Archive


def decision_lines(database: Database) -> Iterator[str]:
    """The decisions that stand, in order, each as a line of JSON with the one field `decision`."""
    with database.reading() as connection:
        for decision in ledger.standing(connection):
            told = {"kind": decision.kind, "at": decision.at, **_told(connection, decision)}
            yield json.dumps({"decision": told}, ensure_ascii=False) + "\n"


def _told(connection: Connection, decision: Decision) -> dict[str, Any]:
    """A decision's payload, with entities by their keys."""
    payload = dict(decision.payload)
    if decision.kind in ("reattribute", "bounds"):
        kept = ("report", "text_hash", "start", "end", "local", "first", "last")
        return {name: payload[name] for name in kept if name in payload}
    told = {"entity": _key(connection, payload["entity"])}
    if decision.kind == "merge":
        told["into"] = _key(connection, payload["into"])
    elif decision.kind == "split":
        told |= {
            "new": _key(connection, payload["new"]),
            "reports": payload["reports"],
            "name": payload["name"],
        }
    else:
        told["words"] = payload["new" if decision.kind == "rename" else "text"]
    return told


def _key(connection: Connection, entity: int) -> str:
    return str(
        connection.execute(text("SELECT key FROM entities WHERE id = :id"), {"id": entity}).scalar_one()
    )


class Inheritance:
    """Takes over decisions of another archive, in their order."""

    def __init__(self, archive: Archive) -> None:
        """Take them over into this archive."""
        self.archive = archive
        self._made: dict[str, int] = {}  # what splits have made there, by its key, and here

    def take(self, told: Mapping[str, Any]) -> bool:
        """Take one decision over, as of the moment at which it was taken.

        Returns:
            Whether it was: not where it stands already, and not where what it is about is not here.
        """
        try:
            decision = self._decide(told)
        except (ArchiveError, KeyError, TypeError, AttributeError):  # the last two: a field of another type
            return False
        if decision is not None and isinstance(told.get("at"), str):
            self._date(decision, told["at"])
        return decision is not None

    def _decide(self, told: Mapping[str, Any]) -> Decision | None:
        kind = told["kind"]
        if kind in ("reattribute", "bounds"):
            return self._correct(told)
        entity = self._entity(told["entity"])
        if kind == "merge":
            return decisions.merge(self.archive, entity, self._entity(told["into"]))
        if kind == "split":
            return self._split(entity, told)
        if kind == "rename":
            return decisions.rename(self.archive, entity, told["words"])
        return self._note(entity, told["words"]) if kind == "note" else None

    def _split(self, entity: int, told: Mapping[str, Any]) -> Decision | None:
        """Split, unless it is done already; later decisions may speak of what it made."""
        for known in decisions.history(self.archive, entity=entity):
            payload = known.payload
            same = (known.kind, payload.get("reports")) == ("split", told["reports"])
            if same and known.undone is None and payload["entity"] == entity:
                self._made[told["new"]] = payload["new"]
                return None
        made = decisions.split(self.archive, entity, told["reports"], name=told["name"])
        self._made[told["new"]] = made.payload["new"]
        return made

    def _date(self, decision: Decision, at: str) -> None:
        with self.archive.database.writing() as connection:
            values = {"at": storable(at), "id": decision.id}
            connection.execute(text("UPDATE decisions SET at = :at WHERE id = :id"), values)

    def _note(self, entity: int, words: str) -> Decision | None:
        """A note that says the same of the same is not written twice."""
        known = (one.payload for one in decisions.history(self.archive, entity=entity) if one.kind == "note")
        if any(payload["text"] == words for payload in known):
            return None
        return decisions.note(self.archive, entity, words)

    def _correct(self, told: Mapping[str, Any]) -> Decision:
        name = told["report"]
        record = self.archive.record(name)
        said = next((s for s in record.statements if (s.start, s.end) == (told["start"], told["end"])), None)
        if said is None or text_hash(record.text).hex() != told["text_hash"]:
            raise KeyError(name)
        if told["kind"] == "bounds":
            return decisions.bounds(self.archive, name, said.id, told["first"], told["last"])
        return decisions.reattribute(self.archive, name, said.id, told["local"])

    def _entity(self, key: str) -> int:
        if key in self._made:
            return self._made[key]
        if key.startswith("split:"):  # what a split of this archive is called means nobody in another
            raise KeyError(key)
        with self.archive.reading() as connection:
            found = connection.execute(
                text("SELECT id FROM entities WHERE key = :key"), {"key": key}
            ).scalar()
        if found is None:
            raise KeyError(key)
        return int(found)
