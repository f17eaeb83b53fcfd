"""Decisions: what editors rule about people, institutions and statements; every one can be taken back.

Two entities that are one are **merged**; one that is two is **split**: in the reports that are named, its actors become an
entity of their own, also when these reports are read again. An entity may be **renamed** and have **notes**. Who said a
statement, and which words it is, is corrected in `corrections`. Taking back restores what was there; where a later
decision builds on an earlier one, the later must go first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, text

from dabir.archive import schema
from dabir.archive.finding import traits
from dabir.archive.names.identity import entity_key
from dabir.archive.names.latin import latin_keys
from dabir.archive.people import corrections, ledger
from dabir.archive.people.corrections import apply, bounds, reattribute
from dabir.archive.people.ledger import Decision, Payload
from dabir.archive.people.lookup import family
from dabir.archive.people.roots import Root, roots
from dabir.archive.refusal import ArchiveError
from dabir.record import Party, Person

if TYPE_CHECKING:
    from dabir.archive.database import Database
    from dabir.archive.store import Archive

__all__ = [
    "Decision",
    "apply",
    "bounds",
    "history",
    "merge",
    "note",
    "reattribute",
    "rename",
    "split",
    "undo",
]


def merge(archive: Archive, entity: int, into: int) -> Decision:
    """Let an entity, with all that were merged into it, be one with another, which stands for both.

    Args:
        archive: The archive.
        entity: The entity's number; one that was merged is meant with what stands for it.
        into: The other's.

    Raises:
        ArchiveError: There is no such entity, or they are one already.
    """
    with archive.database.writing() as connection:
        one, other = _root(connection, entity), _root(connection, into)
        if one.id == other.id:
            raise ArchiveError(
                f"{entity} and {into} are one already («{one.name}»): there is nothing to merge."
            )
        _set_merged(connection, one.id, other.id)
        return ledger.keep(archive.database, connection, "merge", {"entity": one.id, "into": other.id})


def split(archive: Archive, entity: int, reports: Iterable[str], *, name: str | None = None) -> Decision:
    """Let those whom some reports name as one entity be another.

    Args:
        archive: The archive.
        entity: The entity's number; those that were merged into it are meant, too.
        reports: The names of the reports.
        name: What the new entity is called; as the old one, if nothing is said.

    Raises:
        ArchiveError: There is no such entity or report, or a report does not name the entity.
    """
    names = sorted(set(reports))
    if not names:
        raise ArchiveError("no report is named: say in which reports somebody else is meant.")
    with archive.database.writing() as connection:
        root = _root(connection, entity)
        called = root.name if name is None else _words(name, "name")
        moving = _moving(connection, family(connection, root.id), names)
        new = _made(archive.database, connection, root.id, called, moving)
        moves = _moved(connection, moving, new)
        payload = {"entity": root.id, "new": new, "reports": names, "name": called, "moves": moves}
        return ledger.keep(archive.database, connection, "split", payload)


def rename(archive: Archive, entity: int, name: str) -> Decision:
    """Give an entity the name under which it is shown.

    Raises:
        ArchiveError: There is no such entity, it has the name already, or the name is empty.
    """
    called = _words(name, "name")
    with archive.database.writing() as connection:
        root = _root(connection, entity)
        if root.name == called:
            raise ArchiveError(f"{root.id} is called «{called}» already: give another name.")
        _set_name(connection, root.id, called)
        payload = {"entity": root.id, "old": root.name, "new": called}
        return ledger.keep(archive.database, connection, "rename", payload)


def note(archive: Archive, entity: int, words: str) -> Decision:
    """Write a note about an entity.

    Raises:
        ArchiveError: There is no such entity, or the note is empty.
    """
    said = _words(words, "note")
    with archive.database.writing() as connection:
        root = _root(connection, entity)
        return ledger.keep(archive.database, connection, "note", {"entity": root.id, "text": said})


def undo(archive: Archive, number: int) -> Decision:
    """Take a decision back, and restore what was there.

    Raises:
        ArchiveError: There is no such decision, it was taken back already, or a later one builds on it.
    """
    with archive.database.writing() as connection:
        decision = ledger.decided(connection, number)
        if decision.undone is not None:
            raise ArchiveError(f"decision {number} was taken back already, at {decision.undone}.")
        later = _in_the_way(connection, decision)
        if later is not None:
            raise ArchiveError(
                f"decision {later.id} ({later.kind}, {later.at}) builds on decision {number}: take that back first."
            )
        undone = ledger.take_back(connection, decision)
        _restore(connection, decision)
        return undone


def history(archive: Archive, *, entity: int | None = None) -> list[Decision]:
    """What editors have decided, the newest first, with what was taken back; about one entity only, if one is named."""
    with archive.reading() as connection:
        found = ledger.decisions(connection)
    return [one for one in found if entity is None or entity in _Traces.of(one).entities]


# Entities -------------------------------------------------------------------------------------------------------------


def _root(connection: Connection, entity: int) -> Root:
    """What stands for an entity."""
    found = roots(connection, [entity]).get(entity)
    if found is None:
        raise ArchiveError(
            f"there is no entity {entity} in the archive: `dabir decide find` shows their numbers."
        )
    return found


def _words(given: str, what: str) -> str:
    """A name or a note as it can be kept."""
    words = given.strip()
    if not words:
        raise ArchiveError(f"the {what} is empty: write one.")
    if "\0" in words or words != words.encode("utf-8", "replace").decode():
        raise ArchiveError(f"the {what} {words!r} has signs that are no text: leave them out.")
    return words


def _set_merged(connection: Connection, entity: int, into: int | None) -> None:
    connection.execute(
        text("UPDATE entities SET merged_into = :into WHERE id = :id"), {"into": into, "id": entity}
    )


def _set_name(connection: Connection, entity: int, name: str) -> None:
    connection.execute(text("UPDATE entities SET name = :name WHERE id = :id"), {"name": name, "id": entity})


# Splits ---------------------------------------------------------------------------------------------------------------


def _moving(connection: Connection, members: Sequence[int], names: Sequence[str]) -> list[Row[Any]]:
    """The actors of some entities in some reports."""
    known = text("SELECT name FROM reports WHERE name IN :names").bindparams(
        bindparam("names", expanding=True)
    )
    found = set(connection.execute(known, {"names": list(names)}).scalars())
    for name in names:
        if name not in found:
            raise ArchiveError(
                f"{name}: the archive holds no report of that name; `dabir search` shows names."
            )
    query = text(f"{_ACTORS} WHERE r.name IN :names AND a.entity_id IN :members ORDER BY a.id").bindparams(
        bindparam("names", expanding=True), bindparam("members", expanding=True)
    )
    rows = list(connection.execute(query, {"names": list(names), "members": list(members)}))
    missing = found - {row.report for row in rows}
    if missing:
        raise ArchiveError(f"{min(missing)} does not name {members[0]}: leave it out.")
    return rows


_ACTORS = (
    "SELECT a.id, a.local, a.kind, a.name, a.role, a.country, a.sectors, a.post, a.institution, a.entity_id,"
    " r.id AS report_id, r.name AS report FROM actors a JOIN reports r ON r.current = a.version_id"
)


def _made(database: Database, connection: Connection, old: int, name: str, moving: Sequence[Row[Any]]) -> int:
    """A new entity like an old one, with the names of the actors that it gets."""
    new = database.next_id(connection, schema.entities)
    connection.execute(
        text(
            "INSERT INTO entities (id, kind, key, name, country, merged_into)"
            " SELECT :new, kind, :key, :name, country, NULL FROM entities WHERE id = :old"
        ),
        # No reader makes such a key: what stands for the split comes by the assignments alone.
        {"new": new, "key": f"split:{new}", "name": name, "old": old},
    )
    spelled = text(
        "INSERT INTO names (entity_id, name, key, last) SELECT CAST(:new AS BIGINT), name, max(key), max(last)"
        " FROM names WHERE entity_id IN :olds AND name IN :names GROUP BY name"
    ).bindparams(bindparam("olds", expanding=True), bindparam("names", expanding=True))
    values = {
        "olds": sorted({row.entity_id for row in moving}),
        "names": sorted({row.name for row in moving}),
    }
    connection.execute(spelled, {"new": new, **values})
    if all(row.kind == "person" for row in moving):
        _spell(database, connection, new, values["names"])
    return new


def _spell(database: Database, connection: Connection, entity: int, called: Iterable[str]) -> None:
    """Let an entity be found by its names in Latin letters."""
    keys = dict.fromkeys(key for name in called for key in latin_keys(name))
    database.insert(connection, schema.spellings, [(key, entity) for key in keys])


def _moved(connection: Connection, moving: Sequence[Row[Any]], new: int) -> list[dict[str, Any]]:
    """Give actors a new entity, now and whenever their reports are read again; returns what they had before."""
    moves = [
        {"report": row.report_id, "actor": row.local, "key": key, "old": row.entity_id, "assigned": None}
        for row in moving
        if (key := _key(row)) is not None
    ]
    for move in moves:
        move["assigned"] = _assigned(connection, move)
    for report, key in sorted({(move["report"], move["key"]) for move in moves}):
        _assign(connection, report, key, new)
    _set_entity(connection, {row.id: new for row in moving})
    return moves


def _key(actor: Row[Any]) -> str | None:
    """By what the actor of a row is known when its report is read again."""
    sectors = tuple(actor.sectors.split())
    if actor.kind == "person":
        person = Person(
            actor.local, actor.name, actor.role, actor.country, (), sectors, actor.post, actor.institution
        )
        return entity_key(person)
    party = Party(
        actor.local, actor.kind, actor.name, actor.country, (), sectors, actor.post, actor.institution
    )
    return entity_key(party)


def _assigned(connection: Connection, move: Payload) -> int | None:
    """The entity that an earlier split has given to this name in this report."""
    query = text("SELECT entity_id FROM assignments WHERE report_id = :report AND key = :key")
    return connection.execute(query, {"report": move["report"], "key": move["key"]}).scalar()


def _assign(connection: Connection, report: int, key: str, entity: int | None) -> None:
    """Let a name in a report stand for an entity; for whom it stands by itself, if none is given."""
    values = {"report": report, "key": key}
    connection.execute(text("DELETE FROM assignments WHERE report_id = :report AND key = :key"), values)
    if entity is not None:
        query = text("INSERT INTO assignments (report_id, key, entity_id) VALUES (:report, :key, :entity)")
        connection.execute(query, {**values, "entity": entity})


def _set_entity(connection: Connection, entities: Mapping[int, int]) -> None:
    """Give actors their entities."""
    query = text("UPDATE actors SET entity_id = :entity WHERE id = :id")
    if entities:
        connection.execute(query, [{"id": actor, "entity": entity} for actor, entity in entities.items()])
        traits.write_of_actors(connection, entities)


# Taking back ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Traces:
    """What a decision builds on: the entities that it speaks of, those that it made, and the places that it wrote to."""

    entities: frozenset[int]
    made: frozenset[int]
    places: frozenset[tuple[object, ...]]

    @classmethod
    def of(cls, decision: Decision) -> _Traces:
        payload = decision.payload
        entities = {payload[name] for name in ("entity", "into") if payload.get(name) is not None}
        places: set[tuple[object, ...]] = set()
        if decision.kind in ("merge", "rename"):
            places.add((decision.kind, payload["entity"]))
        moves = payload.get("moves", ())
        entities.update(move["old"] for move in moves)
        places.update(("assigned", move["report"], move["key"]) for move in moves)
        made = {payload["new"]} if decision.kind == "split" else set()
        return cls(frozenset(entities | made), frozenset(made), frozenset(places))


def _in_the_way(connection: Connection, decision: Decision) -> Decision | None:
    """The last decision that builds on one."""
    traces = _Traces.of(decision)
    for later in reversed(ledger.standing(connection, after=decision.id)):
        found = _Traces.of(later)
        if found.entities & traces.made or found.places & traces.places:
            return later
    return None


def _restore(connection: Connection, decision: Decision) -> None:
    """Put back what a decision has changed; nothing that still holds builds on it."""
    payload = decision.payload
    if decision.kind == "merge":
        _set_merged(connection, payload["entity"], None)
    elif decision.kind == "rename":
        _set_name(connection, payload["entity"], payload["old"])
    elif decision.kind == "split":
        _join(connection, payload)
    elif decision.kind in corrections.KINDS:
        corrections.withdraw(connection, payload)


def _join(connection: Connection, payload: Payload) -> None:
    """Give actors the entities back that they had before a split, and take the new one away."""
    for move in payload["moves"]:
        _assign(connection, move["report"], move["key"], move["assigned"])
    query = text(f"{_ACTORS} WHERE a.entity_id = :new ORDER BY a.id")
    rows = connection.execute(query, {"new": payload["new"]}).all()
    _set_entity(connection, {row.id: _before(row, payload) for row in rows})
    connection.execute(text("DELETE FROM entities WHERE id = :new"), {"new": payload["new"]})


def _before(actor: Row[Any], payload: Payload) -> int:
    """The entity that an actor had before a split; a report that was read again may have other actors than it had then."""
    key = _key(actor)
    same = [move for move in payload["moves"] if (move["report"], move["key"]) == (actor.report_id, key)]
    exact = [move for move in same if move["actor"] == actor.local]
    return int(next((move["old"] for move in (*exact, *same)), payload["entity"]))
