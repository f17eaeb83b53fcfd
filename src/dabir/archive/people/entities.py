"""Entities: the people and institutions behind the actors of many reports, found again or made while reports are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, TextClause, bindparam, text

from dabir.archive.names.identity import entity_key, last_key, name_key
from dabir.archive.names.latin import latin_keys
from dabir.archive.schema import entities, names, spellings
from dabir.record import Party, Person

if TYPE_CHECKING:
    from dabir.archive.database import Database

Actor = Person | Party
# Values that one query asks for.
_TOGETHER = 500


@dataclass(slots=True)
class _Known:
    """What is known of an entity while a batch is kept."""

    id: int
    country: str | None
    names: set[str] = field(default_factory=set)


class Linker:
    """Gives the actors of a batch of reports their entities, inside one writing transaction."""

    def __init__(self, database: Database, connection: Connection) -> None:
        """Work within this transaction."""
        self.database, self.connection = database, connection
        self._known: dict[str, _Known] = {}
        self._given: dict[tuple[int, str], int] = {}
        self._next = 0
        self._new: list[tuple[Any, ...]] = []
        self._new_names: list[tuple[Any, ...]] = []
        self._new_spellings: dict[tuple[str, int], None] = {}
        self._learned: dict[int, str] = {}

    def prepare(self, actors: Iterable[Actor], reports: Sequence[int]) -> None:
        """Look up, at one go, what the archive knows of these actors and what editors have ruled on these reports."""
        keys = {key for actor in actors for key in _possible(actor)}
        self._load(sorted(keys))
        wanted = text("SELECT report_id, key, entity_id FROM assignments WHERE report_id IN :reports")
        rows = self.connection.execute(
            wanted.bindparams(bindparam("reports", expanding=True)), {"reports": list(reports)}
        )
        self._given = {(row.report_id, row.key): row.entity_id for row in rows}
        self._next = self.database.next_id(self.connection, entities)

    def link(self, actor: Actor, report: int) -> int | None:
        """The entity of an actor of a report; None for who is nobody in particular."""
        key = entity_key(actor)
        if key is None:
            return None
        given = self._given.get((report, key))
        if given is not None:
            return given
        known = self._found(key, actor)
        if known.country is None and actor.country is not None:
            known.country = self._learned[known.id] = actor.country
        if actor.name not in known.names:
            known.names.add(actor.name)
            self._name(known, actor)
        return known.id

    def _name(self, known: _Known, actor: Actor) -> None:
        """Set down a name under which an entity was not met before, with its keys."""
        self._new_names.append((known.id, actor.name, name_key(actor.name), last_key(actor.name)))
        keys = latin_keys(actor.name) if isinstance(actor, Person) else ()
        self._new_spellings.update(((key, known.id), None) for key in keys)

    def finish(self) -> None:
        """Keep the entities and names that are new."""
        self.database.insert(self.connection, entities, self._new)
        self.database.insert(self.connection, names, self._new_names)
        self.database.insert(self.connection, spellings, self._unknown_spellings())
        if self._learned:
            rows = [{"id": key, "country": country} for key, country in self._learned.items()]
            self.connection.execute(
                text("UPDATE entities SET country = :country WHERE id = :id AND country IS NULL"), rows
            )

    def _unknown_spellings(self) -> list[tuple[str, int]]:
        """The keys of new names that their entities do not have from other names yet."""
        made = {row[0] for row in self._new}
        before = sorted({entity for _, entity in self._new_spellings} - made)
        wanted = text("SELECT key, entity_id FROM spellings WHERE entity_id IN :ids")
        known = {(row.key, row.entity_id) for row in self._rows(wanted, "ids", before)}
        return [each for each in self._new_spellings if each not in known]

    def _rows(self, wanted: TextClause, name: str, values: Sequence[Any]) -> Iterator[Row[Any]]:
        """The rows of a query for many values, some hundreds at a time."""
        wanted = wanted.bindparams(bindparam(name, expanding=True))
        for start in range(0, len(values), _TOGETHER):
            yield from self.connection.execute(wanted, {name: values[start : start + _TOGETHER]}).all()

    def _found(self, key: str, actor: Actor) -> _Known:
        """The entity of a key; where the archive knows one of another country, the one of this country."""
        known = self._known.get(key)
        if known is None:
            return self._made(key, actor)
        if actor.country is None or known.country in (None, actor.country):
            return known
        other = apart(key, actor.country)
        return self._known.get(other) or self._made(other, actor)

    def _made(self, key: str, actor: Actor) -> _Known:
        known = self._known[key] = _Known(self._next, actor.country)
        kind = "person" if isinstance(actor, Person) else actor.kind
        self._new.append((known.id, kind, key, actor.name, actor.country, None))
        self._next += 1
        return known

    def _load(self, keys: Sequence[str]) -> None:
        found = text("SELECT id, key, country FROM entities WHERE key IN :keys")
        for row in self._rows(found, "keys", keys):
            self._known[row.key] = _Known(row.id, row.country)
        by_id = {known.id: known for known in self._known.values()}
        spelled = text("SELECT entity_id, name FROM names WHERE entity_id IN :ids")
        for row in self._rows(spelled, "ids", list(by_id)):
            by_id[row.entity_id].names.add(row.name)


def _possible(actor: Actor) -> list[str]:
    key = entity_key(actor)
    if key is None:
        return []
    return [key] if actor.country is None else [key, apart(key, actor.country)]


def apart(key: str, country: str) -> str:
    """The key of the entity of another country than the one that has a key already."""
    return f"{key}#{country}"
