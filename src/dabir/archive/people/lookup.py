"""Looking up: the entities that somebody means by a name, in Persian or Latin letters, with what was merged into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text

from dabir.archive.names.identity import last_key, name_key
from dabir.archive.names.skeletons import latin_key
from dabir.facts.lexicon import countries
from dabir.script.letters import squeeze

_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or some institution across reports.

    `id` is the entity that stands for all that were merged into it, `members` all of their ids; `kind` is «person»,
    «institution», «outlet» or «post»; `reports` counts the reports that name it.
    """

    id: int
    kind: str
    name: str
    country: str | None
    members: tuple[int, ...]
    reports: int


def find(connection: Connection, name: str) -> list[Entity]:
    """The entities of a name, the most named first.

    A full name, or a surname or another last word («ظریف», «Zarif»); a country also by its capital. Letters,
    half-spaces, hamza and the ways to spell a name in Latin letters do not count.
    """
    for table, column, key in _places(name):
        if not key:
            continue
        found = connection.execute(
            text(f"SELECT DISTINCT entity_id FROM {table} WHERE {column} = :key"), {"key": key}
        )
        ids = list(found.scalars())
        if ids:
            return described(connection, ids)
    return []


def _places(name: str) -> Iterable[tuple[str, str, str]]:
    """Where to look, and for which key, the surest first."""
    if _LATIN.search(name):
        return (("spellings", "key", latin_key(name)),)
    key = name_key(name)
    return (("names", "key", key), ("names", "last", key), ("names", "last", last_key(name)))


def government(connection: Connection, name: str) -> list[Entity]:
    """The government of the country that a name, a capital or a palace stands for, where the archive knows it."""
    country = countries().get(squeeze(name))
    if country is None:
        return []
    ids = connection.execute(
        text("SELECT id FROM entities WHERE key = :key"), {"key": f"country:{country.code}"}
    )
    return described(connection, list(ids.scalars()))


def described(connection: Connection, ids: Sequence[int]) -> list[Entity]:
    """The entities of these ids, each with those that were merged into it; the most named first."""
    found = []
    for root in dict.fromkeys(_root(connection, one) for one in ids):
        members = family(connection, root)
        row = connection.execute(
            text("SELECT kind, name, country FROM entities WHERE id = :id"), {"id": root}
        ).one()
        count = text("SELECT count(DISTINCT version_id) FROM actors WHERE entity_id IN :ids").bindparams(
            bindparam("ids", expanding=True)
        )
        reports = int(connection.execute(count, {"ids": members}).scalar_one())
        found.append(Entity(root, row.kind, row.name, row.country, tuple(members), reports))
    return sorted(found, key=lambda entity: (-entity.reports, entity.id))


def family(connection: Connection, root: int) -> list[int]:
    """An entity and all that were merged into it, at whatever remove."""
    members, new = [root], [root]
    wanted = text("SELECT id FROM entities WHERE merged_into IN :ids ORDER BY id").bindparams(
        bindparam("ids", expanding=True)
    )
    while new:
        new = list(connection.execute(wanted, {"ids": new}).scalars())
        members += new
    return members


def _root(connection: Connection, entity: int) -> int:
    """The entity into which one was merged in the end; itself where it was not."""
    into = text("SELECT merged_into FROM entities WHERE id = :id")
    while (above := connection.execute(into, {"id": entity}).scalar()) is not None:
        entity = above
    return entity
