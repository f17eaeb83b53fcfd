"""Families: which entities editors have made one, all of them at once, for work that goes through many reports."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, text

from dabir.archive.people.roots import roots


class Families:
    """The merged entities of an archive as they are when this is made; few, as each is an editor's decision."""

    def __init__(self, connection: Connection) -> None:
        """Read them."""
        merged = connection.execute(text("SELECT id FROM entities WHERE merged_into IS NOT NULL ORDER BY id"))
        ends = roots(connection, merged.scalars())
        self._root = {entity: root.id for entity, root in ends.items()}
        self._members: defaultdict[int, list[int]] = defaultdict(list)
        for entity, root in self._root.items():
            self._members[root].append(entity)

    def root(self, entity: int) -> int:
        """The entity that stands for one."""
        return self._root.get(entity, entity)

    def members(self, root: int) -> list[int]:
        """An entity that stands for others, and those."""
        return [root, *self._members.get(root, ())]
