"""Sizes: how much an archive holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from dabir.archive.store import Archive

_TABLES = ("reports", "versions", "statements", "events", "commitments", "stories", "entities")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything an archive holds.

    Attributes:
        reports: Reports, copies included.
        versions: Their texts, those that were corrected included.
        statements: Statements of the newest texts.
        events: Events of the newest texts.
        commitments: Promises and agreements of the newest texts.
        stories: Stories, of one report or more.
        entities: People and institutions, those that were merged into others included.
    """

    reports: int
    versions: int
    statements: int
    events: int
    commitments: int
    stories: int
    entities: int


def sizes(archive: Archive) -> Sizes:
    """How much an archive holds; every row is counted, which takes a moment in a large one."""
    with archive.reading() as connection:
        counted = {
            table: int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
            for table in _TABLES
        }
    return Sizes(**counted)
