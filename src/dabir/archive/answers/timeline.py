"""Timeline: what the reports that a question finds tell of each day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from dabir.archive.answers.deeds import Deed, deeds_with
from dabir.archive.citation import Window
from dabir.archive.finding.conditions import Compiler
from dabir.archive.finding.query import parsed

if TYPE_CHECKING:
    from dabir.archive.store import Archive

# Events that are laid out at most, the newest.
MOST = 5000


@dataclass(frozen=True, slots=True)
class Month:
    """A month in the Gregorian calendar («2018-04»): how many reports came out in it, and what was said in them."""

    month: str
    reports: int
    statements: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened when, as the reports tell that a question finds.

    `deeds` are in the order of their days, each once with all its tellings, what is dated by a whole year or month before
    the days in it; those of no day are left out, and `undated` counts them. `months` count the reports by their publication.
    """

    question: str
    deeds: tuple[Deed, ...]
    undated: int
    months: tuple[Month, ...]


def timeline(
    archive: Archive, question: str, *, after: str | None = None, before: str | None = None
) -> Timeline:
    """The timeline of what a question finds by its words.

    Args:
        archive: The archive.
        question: A query; «about:…» for a person, an institution or a place.
        after: The first day of publication, ISO 8601.
        before: The last.

    Raises:
        QueryError: A field of the query has no such value.
        ArchiveError: `after` or `before` is no day.
    """
    window = Window.checked(after, before)
    with archive.reading() as connection:
        compiler = Compiler(connection, server=archive.database.server)
        where = f"{compiler.condition(parsed(question))}{window.condition}"
        values = {**compiler.values, **window.values}
        found = deeds_with(connection, _events(connection, where, values), window)
        months = _months(connection, where, values)
    dated = tuple(deed for deed in found if deed.day is not None)
    return Timeline(question, dated, len(found) - len(dated), months)


def _events(connection: Connection, where: str, values: dict[str, object]) -> list[int]:
    query = (
        "SELECT e.id FROM events e JOIN versions v ON v.id = e.version_id JOIN reports r ON r.current = v.id"
        f" WHERE {where} ORDER BY e.id DESC LIMIT {MOST}"
    )
    return list(connection.execute(text(query), values).scalars())


def _months(connection: Connection, where: str, values: dict[str, object]) -> tuple[Month, ...]:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for place, source in enumerate(("versions v", "statements s JOIN versions v ON v.id = s.version_id")):
        query = (
            f"SELECT substr(v.day, 1, 7) AS month, count(*) AS number FROM {source} JOIN reports r ON r.current = v.id"
            f" WHERE v.day IS NOT NULL AND {where} GROUP BY substr(v.day, 1, 7)"
        )
        for row in connection.execute(text(query), values):
            counts[row.month][place] = row.number
    return tuple(Month(month, *counts[month]) for month in sorted(counts))
