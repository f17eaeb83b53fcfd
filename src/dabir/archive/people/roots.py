"""Roots: the entities that stand for others in the end, where editors have merged some; for many at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

# Up to so many numbers in one question to the database.
_AT_ONCE = 2000


class Root(NamedTuple):
    """An entity that was merged into no other."""

    id: int
    kind: str
    name: str


def roots(connection: Connection, entities: Iterable[int | None]) -> dict[int, Root]:
    """The root of each of some entities; who has no entity (None) has no root."""
    wanted = {entity for entity in entities if entity is not None}
    found: dict[int, Root] = {}
    into: dict[int, int] = {}
    new = wanted
    while new:
        for number, root, above in _rows(connection, sorted(new)):
            if above is None:
                found[number] = root
            else:
                into[number] = above
        new = {above for above in into.values() if above not in found and above not in into}
    return {entity: found[end] for entity in wanted if (end := _end(into, entity)) in found}


def _end(into: dict[int, int], entity: int) -> int:
    while entity in into:
        entity = into[entity]
    return entity


def _rows(connection: Connection, ids: list[int]) -> Iterable[tuple[int, Root, int | None]]:
    wanted = text("SELECT id, kind, name, merged_into FROM entities WHERE id IN :ids").bindparams(
        bindparam("ids", expanding=True)
    )
    for start in range(0, len(ids), _AT_ONCE):
        for row in connection.execute(wanted, {"ids": ids[start : start + _AT_ONCE]}):
            yield row.id, Root(row.id, row.kind, row.name), row.merged_into
