"""Mentions: the reports that name somebody, the newest first, and what they call him."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from dabir.archive.citation import COLUMNS, Citation
from dabir.archive.database import placeholders
from dabir.archive.people.lookup import Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """A report that names somebody: by which name and with which post, each «» where there is none, and on which desk."""

    citation: Citation
    name: str
    role: str
    desk: str


def mentions(connection: Connection, entity: Entity, *, count: int, start: int = 0) -> tuple[Mention, ...]:
    """The reports that name an entity or what was merged into it, the newest first, each once.

    Args:
        connection: Where to look.
        entity: The entity.
        count: So many at most.
        start: Pass over so many.
    """
    # The first of a report's actors stands for all; which reports are shown is told before more is read of them.
    wanted = (
        "SELECT min(a.id) AS id, v.id AS version, v.day FROM actors a CROSS JOIN versions v"
        f" WHERE a.entity_id IN ({placeholders(entity.members)}) AND v.id = a.version_id GROUP BY v.id, v.day"
        " ORDER BY coalesce(v.day, '') DESC, v.id DESC LIMIT :count OFFSET :start"
    )
    query = (
        f"SELECT {COLUMNS}, v.desk, a.name, a.role FROM ({wanted}) m JOIN actors a ON a.id = m.id"
        " JOIN versions v ON v.id = m.version JOIN reports r ON r.id = v.report_id"
        " ORDER BY coalesce(v.day, '') DESC, v.id DESC"
    )
    rows = connection.execute(text(query), {"count": count, "start": start})
    return tuple(Mention(Citation.of(row), row.name, row.role, row.desk or "") for row in rows)
