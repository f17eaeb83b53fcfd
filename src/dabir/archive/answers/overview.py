"""Overview: an archive at a glance: how much came in when, what is newest, what its last day told, and who spoke most.

Days beyond `until` are wrong dates of pages, and not looked at. The newest reports and the speakers leave out copies of
other reports; the volume counts them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from dabir.archive.asking import rows_of
from dabir.archive.citation import COLUMNS, Citation
from dabir.archive.people.roots import Root, roots

if TYPE_CHECKING:
    from dabir.archive.store import Archive

# Reports whose statements are counted, the newest of the time that is asked for.
HEARD = 2000
# Speakers that are looked at, so that those whom editors have merged are counted together.
_LOOKED_AT = 60

# SQLite takes tables that are joined by CROSS in this order: the newest days first.
_NEWEST = (
    f"SELECT {COLUMNS} FROM versions v CROSS JOIN reports r WHERE r.current = v.id AND r.copy_of IS NULL"
    " AND {condition} LIMIT :count"
)
_DATED = "v.day <= :until ORDER BY v.day DESC, coalesce(v.published, '') DESC, v.id DESC"
_UNDATED = "v.day IS NULL ORDER BY v.id DESC"
# Every text by the index of days, less those that a correction has replaced: quicker than asking of each whether it holds.
_EVERY = "SELECT day, count(*) AS number FROM versions WHERE day IS NOT NULL GROUP BY day"
_REPLACED = (
    "SELECT o.day, count(*) AS number FROM versions n CROSS JOIN versions o WHERE n.number > 1"
    " AND o.report_id = n.report_id AND o.number = n.number - 1 AND o.day IS NOT NULL GROUP BY o.day"
)
_SPEAKERS = (
    "SELECT a.entity_id, count(*) AS statements FROM (SELECT v.id FROM versions v CROSS JOIN reports r"
    " WHERE r.current = v.id AND r.copy_of IS NULL AND v.day >= :first AND v.day <= :until"
    " ORDER BY v.day DESC, v.id DESC LIMIT :heard) n CROSS JOIN statements s CROSS JOIN actors a"
    " WHERE s.version_id = n.id AND a.id = s.actor_id AND a.kind = 'person' AND a.entity_id IS NOT NULL"
    " GROUP BY a.entity_id ORDER BY 2 DESC, a.entity_id LIMIT :count"
)
_STORIES = (
    "SELECT r.story_id AS id, count(*) AS reports FROM versions v CROSS JOIN reports r"
    " WHERE v.day = :day AND r.current = v.id AND r.story_id IS NOT NULL"
    " GROUP BY r.story_id ORDER BY 2 DESC, r.story_id LIMIT :count"
)
_SIZES = (
    "SELECT s.id, s.headline, count(*) AS reports, count(DISTINCT v.agency) AS outlets FROM stories s"
    " JOIN reports r ON r.story_id = s.id JOIN versions v ON v.id = r.current WHERE s.id IN :ids GROUP BY s.id, s.headline"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke: his entity, his name, what he was called last ("" for nothing), and how many statements are his."""

    entity: int
    name: str
    role: str
    statements: int


@dataclass(frozen=True, slots=True)
class DayStory:
    """A story of a day: how many reports that day brought, and of how many outlets and reports it is in all."""

    id: int
    headline: str
    today: int
    reports: int
    outlets: int


def volume(archive: Archive) -> dict[str, int]:
    """How many reports came out on each day (ISO 8601), as far as their days are known."""
    with archive.reading() as connection:
        counts = Counter({row.day: row.number for row in connection.execute(text(_EVERY))})
        counts.subtract({row.day: row.number for row in connection.execute(text(_REPLACED))})
    return {day: number for day, number in counts.items() if number}


def last_day(archive: Archive, *, until: date) -> str | None:
    """The last day on which a report came out, ISO 8601; None where no day is known."""
    with archive.reading() as connection:
        query = text("SELECT max(day) FROM versions WHERE day <= :until")
        found: str | None = connection.execute(query, {"until": until.isoformat()}).scalar()
    return found


def newest(archive: Archive, *, until: date, count: int = 10) -> list[Citation]:
    """The reports that came out last, the newest first; behind them those of no known day, the last to be added first."""
    with archive.reading() as connection:
        found = _listed(connection, _DATED, until=until.isoformat(), count=count)
        return found + _listed(connection, _UNDATED, count=count - len(found))


def _listed(connection: Connection, condition: str, **values: object) -> list[Citation]:
    return [*map(Citation.of, connection.execute(text(_NEWEST.format(condition=condition)), values))]


def stories_of(archive: Archive, day: str, *, count: int = 6) -> list[DayStory]:
    """The stories of which reports came out on a day, ISO 8601, those with the most reports of the day first."""
    with archive.reading() as connection:
        rows = connection.execute(text(_STORIES), {"day": day, "count": count})
        today = {row.id: row.reports for row in rows}
        known = {row.id: row for row in rows_of(connection, _SIZES, list(today))}
    told = ((known[story], number) for story, number in today.items() if story in known)
    return [DayStory(row.id, row.headline, number, row.reports, row.outlets) for row, number in told]


def speakers(archive: Archive, last: str, *, days: int = 30, count: int = 8) -> list[Speaker]:
    """The people who said most in the days up to one, in the newest reports of these days (`HEARD` of them at most).

    Args:
        archive: Where they speak.
        last: The last day, ISO 8601.
        days: How many days.
        count: How many people at most.
    """
    first = date.fromisoformat(last) - timedelta(days=days - 1)
    values = {"first": first.isoformat(), "until": last, "heard": HEARD, "count": _LOOKED_AT}
    with archive.reading() as connection:
        rows = {row.entity_id: row.statements for row in connection.execute(text(_SPEAKERS), values)}
        known = roots(connection, rows)
        said: Counter[Root] = Counter()
        for entity, number in rows.items():
            said[known[entity]] += number
        most = sorted(said.items(), key=lambda each: (-each[1], each[0].id))[:count]
        return [Speaker(root.id, root.name, _role(connection, root.id), number) for root, number in most]


def _role(connection: Connection, entity: int) -> str:
    """What somebody was called last."""
    query = text("SELECT role FROM actors WHERE entity_id = :entity AND role <> '' ORDER BY id DESC LIMIT 1")
    return str(connection.execute(query, {"entity": entity}).scalar() or "")
