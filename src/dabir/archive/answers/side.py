"""Sides: those between whom a relation is, and by which words a text speaks of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, text

from dabir.archive.answers.deeds import Participant
from dabir.archive.database import placeholders
from dabir.archive.names.identity import name_key
from dabir.archive.people.bearers import bearer
from dabir.archive.people.lookup import Entity, described, government
from dabir.archive.words.analysis import search_keys
from dabir.facts.lexicon import countries, country_name
from dabir.script.letters import squeeze


@dataclass(frozen=True, slots=True)
class Side:
    """A person, an institution or a country in a relation.

    `entity` is None for a country whose government no report names; `country` is the ISO 3166-1 alpha-3 code (from the list
    of countries) of one that is meant as such: with its government and all who belong to it. `others`: who else may be meant
    by the name.
    """

    name: str
    entity: Entity | None
    country: str | None
    others: tuple[Entity, ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        """The numbers of its entities."""
        return self.entity.members if self.entity else ()

    def condition(self, actor: str) -> str:
        """The condition on an actor (its alias in a query) that it belongs to this side."""
        ids = f"{actor}.entity_id IN ({placeholders(self.members)})"
        return ids if self.country is None else f"({actor}.country = '{self.country}' OR {ids})"

    def is_same(self, other: Side) -> bool:
        """Whether two sides are one."""
        return (self.country, self.members) == (other.country, other.members)

    def has(self, one: Participant) -> bool:
        """Whether somebody belongs to this side."""
        own = self.entity is not None and one.entity == self.entity.id
        return own or (self.country is not None and one.country == self.country)


class Phrases(NamedTuple):
    """What a side is called, in search keys with spaces between: what means nothing else, and what may mean others, too."""

    sure: frozenset[str]
    doubtful: frozenset[str]


def side(connection: Connection, name: str, entity: int | None = None) -> Side:
    """Whom a name means in a relation.

    Args:
        connection: Where to look.
        name: The name.
        entity: The number of the one of its bearers who is meant; another's counts for nothing.

    Raises:
        ArchiveError: The archive names nobody so.
    """
    term = countries().get(squeeze(name))
    if term is not None and term.kind != "adjective":
        known = government(connection, name)
        return Side(country_name(term.code), known[0] if known else None, term.code)
    first, others = bearer(connection, name)
    meant = _chosen(connection, name, entity) or first
    rest = tuple(one for one in (first, *others) if one.id != meant.id)
    return Side(meant.name, meant, None, rest)


def _chosen(connection: Connection, name: str, entity: int | None) -> Entity | None:
    """The entity of a number, if it bears the name."""
    query = text("SELECT id FROM entities WHERE id = :id")
    if entity is None or connection.execute(query, {"id": entity}).scalar() is None:
        return None
    found = described(connection, [entity])[0]
    called = text(f"SELECT key FROM names WHERE entity_id IN ({placeholders(found.members)})")
    keys = {name_key(found.name), *connection.execute(called).scalars()}
    return found if name_key(name) in keys else None


def phrases(connection: Connection, one: Side) -> Phrases:
    """By which words statements speak of a side.

    A country goes by its names, its adjectives, its capital and its seat of government, an institution by its names, a
    person by a full name; a surname, and a country's name that is a common word, too, are doubtful.
    """
    query = f"SELECT DISTINCT name FROM names WHERE entity_id IN ({placeholders(one.members)})"
    names = set(connection.execute(text(query)).scalars())
    doubtful: set[str] = set()
    if one.country is not None:
        words = [term for term in countries().values() if term.code == one.country]
        doubtful = {term.form for term in words if term.ambiguous}
        names |= {term.form for term in words if not term.ambiguous}
    elif one.entity is not None and one.entity.kind == "person":
        doubtful = {name.split()[-1] for name in names if name.split()}
    unsure = _keys(doubtful)
    return Phrases(_keys(names) - unsure, unsure)


def _keys(names: Iterable[str]) -> frozenset[str]:
    found = (" ".join(search_keys(name)) for name in names)
    return frozenset(keys for keys in found if keys)
