"""Posts: what reports call somebody, and from when until when they do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from dabir.archive.answers.subject import Subject
from dabir.archive.citation import Window
from dabir.archive.words.analysis import search_keys


@dataclass(frozen=True, slots=True)
class Post:
    """A post or another description of somebody, as most reports write it.

    `first` and `last` are the days of the first and the last report that gives it, ISO 8601, None where no such report has a
    day; `reports` counts them.
    """

    role: str
    first: str | None
    last: str | None
    reports: int


def posts(connection: Connection, subject: Subject, window: Window) -> tuple[Post, ...]:
    """What reports call somebody, in the order in which they begin; names that differ only in writing are one."""
    query = (
        "SELECT a.role, min(v.day) AS first, max(v.day) AS last, count(DISTINCT v.id) AS reports"
        " FROM actors a JOIN versions v ON v.id = a.version_id"
        f" WHERE {subject.condition('a')} AND a.role <> ''{window.condition} GROUP BY a.role"
    )
    groups: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(text(query), window.values):
        groups["".join(search_keys(row.role)) or row.role].append(row)
    found = map(_post, groups.values())
    return tuple(
        sorted(found, key=lambda post: (post.first is None, post.first or "", -post.reports, post.role))
    )


def _post(rows: Iterable[Row[Any]]) -> Post:
    every = list(rows)
    written = Counter({row.role: row.reports for row in every})
    role = min(written, key=lambda role: (-written[role], role))
    first = min((row.first for row in every if row.first), default=None)
    last = max((row.last for row in every if row.last), default=None)
    return Post(role, first, last, sum(row.reports for row in every))
