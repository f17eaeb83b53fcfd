"""The list of stories: the biggest or the newest of some days and of an outlet, with what can be told of each in a line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, text

from dabir.archive.asking import rows_of
from dabir.archive.citation import Window
from dabir.archive.people.roots import Root, roots

if TYPE_CHECKING:
    from dabir.archive.store import Archive

Order = Literal["biggest", "newest"]

# People who are told of a story.
PEOPLE = 4

_ORDERS: Mapping[Order, str] = {
    "biggest": "s.size DESC, coalesce(s.last_day, '') DESC, s.id DESC",
    "newest": "s.last_day DESC NULLS LAST, s.id DESC",
}
_BOUNDS = {"after": " AND s.last_day >= :after", "before": " AND s.first_day <= :before"}
_BROUGHT = (
    " AND EXISTS (SELECT 1 FROM reports o JOIN versions w ON w.id = o.current"
    " WHERE o.story_id = s.id AND w.agency = :outlet)"
)
_REPORTS = (
    "SELECT r.story_id, v.agency, count(*) AS reports FROM reports r JOIN versions v ON v.id = r.current"
    " WHERE r.story_id IN :ids GROUP BY r.story_id, v.agency"
)
_PEOPLE = (
    "SELECT r.story_id, a.entity_id, count(DISTINCT r.id) AS reports FROM reports r JOIN actors a"
    " ON a.version_id = r.current WHERE r.story_id IN :ids AND a.kind = 'person' AND a.entity_id IS NOT NULL"
    " GROUP BY r.story_id, a.entity_id"
)
# From one name to the next by the index, so that all texts of an outlet are one step.
_OUTLETS = (
    "WITH RECURSIVE outlets (name) AS (SELECT min(agency) FROM versions UNION ALL"
    " SELECT (SELECT v.agency FROM versions v WHERE v.agency > o.name ORDER BY v.agency LIMIT 1) FROM outlets o"
    " WHERE o.name IS NOT NULL) SELECT name FROM outlets WHERE name IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list.

    Attributes:
        id: Its number.
        headline: That of the report that began it.
        first_day: The day of its first report, ISO 8601; None where no day is known.
        last_day: That of its last.
        reports: How many reports it has, copies included.
        outlets: Of how many outlets.
        people: Those whom most of its reports name.
    """

    id: int
    headline: str
    first_day: str | None
    last_day: str | None
    reports: int
    outlets: int
    people: tuple[Root, ...]


def story_lines(
    archive: Archive,
    *,
    order: Order = "biggest",
    window: Window | None = None,
    outlet: str | None = None,
    count: int = 20,
    start: int = 0,
) -> list[StoryLine]:
    """Stories, a part of the list.

    Args:
        archive: Where they are.
        order: The biggest or the newest first.
        window: The days in which some part of a story lies.
        outlet: Only stories of which this outlet has a report.
        count: How many at most.
        start: How many of the list are left out before.
    """
    bounds = (window or Window()).values
    where = "".join(_BOUNDS[name] for name in bounds) + (_BROUGHT if outlet else "")
    wanted = text(
        f"SELECT s.id, s.headline, s.first_day, s.last_day FROM stories s WHERE s.size > 1{where}"
        f" ORDER BY {_ORDERS[order]} LIMIT :count OFFSET :start"
    )
    values = {**bounds, **({"outlet": outlet} if outlet else {}), "count": count, "start": start}
    with archive.reading() as connection:
        rows = connection.execute(wanted, values).all()
        ids = [row.id for row in rows]
        sizes, people = _sizes(connection, ids), _people(connection, ids)
    return [
        StoryLine(row.id, row.headline, row.first_day, row.last_day, *sizes[row.id], tuple(people[row.id]))
        for row in rows
    ]


def outlets(archive: Archive) -> list[str]:
    """The outlets of an archive, by name."""
    with archive.reading() as connection:
        return sorted(connection.execute(text(_OUTLETS)).scalars())


def _sizes(connection: Connection, ids: Sequence[int]) -> Mapping[int, tuple[int, int]]:
    """How many reports stories have, and of how many outlets."""
    found: defaultdict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows_of(connection, _REPORTS, ids):
        reports, brought = found[row.story_id]
        found[row.story_id] = reports + row.reports, brought + (row.agency is not None)
    return found


def _people(connection: Connection, ids: Sequence[int]) -> Mapping[int, list[Root]]:
    """Whom most reports of each story name."""
    rows = list(rows_of(connection, _PEOPLE, ids))
    known = roots(connection, (row.entity_id for row in rows))
    named: defaultdict[int, Counter[Root]] = defaultdict(Counter)
    for row in rows:
        named[row.story_id][known[row.entity_id]] += row.reports
    most: defaultdict[int, list[Root]] = defaultdict(list)
    for story, counted in named.items():
        ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0].name, each[0].id))
        most[story] = [root for root, _ in ordered[:PEOPLE]]
    return most
