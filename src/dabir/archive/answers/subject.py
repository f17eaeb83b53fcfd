"""Subjects: whom an answer is of, an entity with those who are meant by a surname alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, text

from dabir.archive.answers.deeds import Participant
from dabir.archive.asking import rows_of
from dabir.archive.citation import Window
from dabir.archive.database import placeholders
from dabir.archive.people.bearers import bearer
from dabir.archive.people.lookup import Entity, described
from dabir.archive.people.namesakes import Told, told_by_surname
from dabir.archive.people.surnames import Alone


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody, or an institution.

    Attributes:
        entity: The entity.
        others: Who else may be meant by the name that was asked for.
        alone: The actors in other reports who are the same, known there by a surname alone.
        likely: Where the entity is a surname alone: who is most likely meant, by their numbers, and in how many reports.
    """

    entity: Entity
    others: tuple[Entity, ...] = ()
    alone: tuple[Alone, ...] = ()
    likely: tuple[tuple[int, int], ...] = ()

    @property
    def actors(self) -> frozenset[int]:
        """The numbers of the actors who are meant by a surname alone."""
        return frozenset(one.actor for one in self.alone)

    def condition(self, actor: str) -> str:
        """The condition on an actor (its alias in a query) that it is the one."""
        own = f"{actor}.entity_id IN ({placeholders(self.entity.members)})"
        return f"({own} OR {actor}.id IN ({placeholders(sorted(self.actors))}))" if self.alone else own

    def is_meant(self, one: Participant) -> bool:
        """Whether a participant of something is the one."""
        return one.entity == self.entity.id or one.actor in self.actors


def subject_named(connection: Connection, name: str, window: Window | None = None) -> Subject:
    """Whom a name means; by a surname alone, somebody who is named in full in other reports, if one can be told.

    Args:
        connection: Where to look.
        name: The name.
        window: When the reports were published that give a surname alone.

    Raises:
        ArchiveError: The archive names nobody so.
    """
    entity, others = bearer(connection, name)
    if entity.kind != "person":
        return Subject(entity, others)
    told = told_by_surname(connection, names_of(connection, entity), window)
    own = Counter(who for who, alone in told.items() for one in alone if one.entity in entity.members)
    who, most = next(iter(own.most_common(1)), (None, 0))
    if who is None or 2 * most < own.total():  # a full name, or a surname that may be anybody's
        return Subject(entity, _rest(others, told, entity.id), told.get(entity.id, ()))
    others = tuple(other for other in (entity, *others) if other.id != who)
    return Subject(described(connection, [who])[0], _rest(others, told, who), told[who])


def _rest(others: Iterable[Entity], told: Told, who: int) -> tuple[Entity, ...]:
    """Those of other bearers of a name of whom not all is somebody's who is known already."""
    left = {one.entity for root, alone in told.items() if root != who for one in alone}
    taken = {one.entity for one in told.get(who, ())} - left
    return tuple(other for other in others if not taken.issuperset(other.members))


def subject_of(connection: Connection, entity: int, window: Window | None = None) -> Subject | None:
    """The entity that stands for one of this number, None if there is none; `window` as for `subject_named`."""
    known = text("SELECT id FROM entities WHERE id = :id")
    if connection.execute(known, {"id": entity}).scalar() is None:
        return None
    found = described(connection, [entity])[0]
    if found.kind != "person":
        return Subject(found)
    told = told_by_surname(connection, names_of(connection, found), window)
    meant = Counter(
        {who: len(_own(found, alone)) for who, alone in told.items() if who not in (None, found.id)}
    )
    likely = tuple((who, number) for who, number in meant.most_common() if who is not None and number)
    return Subject(found, alone=told.get(found.id, ()), likely=likely)


def _own(entity: Entity, alone: Iterable[Alone]) -> set[str]:
    """The reports in which an entity itself is known by a surname alone."""
    return {one.report for one in alone if one.entity in entity.members}


def names_of(connection: Connection, entity: Entity) -> set[str]:
    """The names under which reports speak of an entity."""
    query = f"SELECT DISTINCT n.name FROM names n WHERE n.entity_id IN ({placeholders(entity.members)})"
    return set(connection.execute(text(query)).scalars())


def entity_names(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The names of the entities of these numbers, of those that were merged, too."""
    rows = rows_of(connection, "SELECT id, name FROM entities WHERE id IN :ids", sorted(set(ids)))
    return {row.id: row.name for row in rows}
