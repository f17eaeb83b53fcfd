"""Follow-up: what became of promises and agreements, told by later reports.

A later report follows a commitment up if it names an entity that the commitment binds, speaks of the same matter, and tells
an outcome (`verdicts`). Every commitment is followed, also one that was carried out: an agreement may be broken years after.
Reports may be kept in any order: what comes in late is followed up by what was there before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sqlalchemy import Connection, bindparam, text

from dabir.archive import schema
from dabir.archive.asking import rows_of
from dabir.archive.following.followers import Follower, Followers
from dabir.archive.following.frequencies import Frequencies
from dabir.archive.following.pending import OpenCommitment, open_commitments
from dabir.archive.following.pledges import Candidate, Pledges, Window
from dabir.archive.following.verdicts import (
    Bond,
    Told,
    Verdict,
    comparable,
    likeness,
    threshold,
    verdict,
)
from dabir.archive.people.families import Families

if TYPE_CHECKING:
    from dabir.archive.database import Database
    from dabir.archive.store import Archive

__all__ = ["OpenCommitment", "follow", "open_commitments"]

# Reports that are followed up in one transaction.
TOGETHER = 100
# Of several things that one report tells of a commitment, the first of these counts.
_ORDER: Mapping[Verdict, int] = {"broken": 0, "denied": 1, "carried out": 2, "repeated": 3}
_MARK = "followed"
Watch: TypeAlias = Callable[[Sequence[int]], Iterable[int]]


class _Match(NamedTuple):
    """What a report tells of a commitment."""

    verdict: Verdict
    told: Told
    likeness: float

    @property
    def rank(self) -> tuple[int, float, str]:
        return _ORDER[self.verdict], -self.likeness, self.told.local


def follow(archive: Archive, *, since_version: int | None = None, watched: Watch = iter) -> int:
    """Find out what reports tell of earlier commitments, and keep it in the table `followups`.

    Args:
        archive: The archive.
        since_version: Follow again from behind this version on (0: all; after reports were read again, or entities joined);
            None goes on where the last call ended.
        watched: Is given the numbers of the versions that are gone through, and gives them back one by one (to show how far
            it is).

    Returns:
        How many follow-ups were found.

    Raises:
        ArchiveError: The archive cannot be written; the next call then takes up the same reports.
    """
    with archive.reading() as connection:
        mark = _mark(connection) if since_version is None else since_version
        newest = int(connection.execute(text("SELECT coalesce(max(id), 0) FROM versions")).scalar_one())
        families = Families(connection)
        versions = _followers(connection, families, mark)
    run = _Run(archive.database, families)
    found, stream = 0, iter(watched(versions))
    while batch := list(islice(stream, TOGETHER)):
        with archive.database.writing() as connection:
            found += run.take(connection, batch)
    if newest != mark or since_version is not None:
        with archive.database.writing() as connection:
            _set_mark(connection, newest)
    return found


def _mark(connection: Connection) -> int:
    """The newest version when the archive was followed up last."""
    found = connection.execute(text("SELECT value FROM meta WHERE key = :key"), {"key": _MARK}).scalar()
    return int(found or 0)


def _set_mark(connection: Connection, version: int) -> None:
    connection.execute(text("DELETE FROM meta WHERE key = :key"), {"key": _MARK})
    connection.execute(
        text("INSERT INTO meta (key, value) VALUES (:key, :value)"), {"key": _MARK, "value": str(version)}
    )


def _followers(connection: Connection, families: Families, mark: int) -> list[int]:
    """The versions behind a mark, and those before it that may tell of commitments behind it; in the order of their days."""
    new = text(
        "SELECT v.id, v.day FROM versions v JOIN reports r ON r.current = v.id WHERE v.id > :mark AND v.day IS NOT NULL"
    )
    found = {row.id: row.day for row in connection.execute(new, {"mark": mark})}
    if mark > 0:
        found.update(_told_before(connection, families, mark))
    return sorted(found, key=lambda version: (found[version], version))


def _told_before(connection: Connection, families: Families, mark: int) -> Iterator[tuple[int, str]]:
    """Versions up to a mark that were published after a commitment behind it, and name one of its entities."""
    bound = text(
        # In this order SQLite takes the tables; it would else go through all commitments.
        "SELECT a.entity_id, min(v.day) AS day FROM commitments c CROSS JOIN sides s CROSS JOIN actors a"
        " CROSS JOIN versions v WHERE c.version_id > :mark AND s.what = 'commitment' AND s.of_id = c.id"
        " AND a.id = s.actor_id AND a.entity_id IS NOT NULL AND v.id = c.version_id AND v.day IS NOT NULL"
        " GROUP BY a.entity_id"
    )
    naming = text(
        "SELECT DISTINCT v.id, v.day FROM actors a JOIN versions v ON v.id = a.version_id"
        " WHERE a.entity_id IN :ids AND a.version_id <= :mark AND v.day >= :day"
    ).bindparams(bindparam("ids", expanding=True))
    for entity, day in connection.execute(bound, {"mark": mark}).all():
        ids = families.members(families.root(entity))
        for row in connection.execute(naming, {"ids": ids, "mark": mark, "day": day}):
            yield row.id, row.day


class _Run:
    """One run through the reports of an archive; remembers commitments, and how rare words are."""

    def __init__(self, database: Database, families: Families) -> None:
        self.database, self.families = database, families
        self.frequencies = Frequencies(database)
        self.pledges = Pledges(families, self.frequencies)

    def take(self, connection: Connection, versions: Sequence[int]) -> int:
        """Find what these versions tell, and keep it in place of what was known of them."""
        batch = Followers(connection, versions, self.families)
        windows = self.pledges.windows(connection, batch.all)
        after = [(one, window) for one, window in zip(batch.all, windows, strict=True) if window.since]
        told = batch.told([one.version for one, _ in after])
        rows = [row for one, window in after for row in self._rows(one, window, told[one.version])]
        forgetting = text("DELETE FROM followups WHERE version_id IN :ids")
        connection.execute(forgetting.bindparams(bindparam("ids", expanding=True)), {"ids": list(versions)})
        still = _existing(connection, {row[0] for row in rows})
        rows = [row for row in rows if row[0] in still]
        self.database.insert(connection, schema.followups, rows)
        return len(rows)

    def _rows(
        self, follower: Follower, window: Window, every: Iterable[Told]
    ) -> Iterator[tuple[int, int, str, str, str, float]]:
        """What a report tells of commitments, as rows of `followups`."""
        for candidate, near in self._near(window, every):
            one_story = follower.story is not None and follower.story == candidate.story
            matches = self._matches(candidate.bond, near, one_story=one_story)
            best = min(matches, default=None, key=lambda match: match.rank)
            if best is not None:
                like, told = round(best.likeness, 4), best.told
                yield candidate.id, follower.version, best.verdict, told.what, told.local, like

    def _near(self, window: Window, every: Iterable[Told]) -> Iterable[tuple[Candidate, list[Told]]]:
        """The commitments of which a report may speak, and what it tells that may speak of each."""
        found: dict[int, tuple[Candidate, list[Told]]] = {}
        for told in every:
            for candidate in self.pledges.met(window, told.keys):
                if comparable(candidate.bond, told):
                    found.setdefault(candidate.id, (candidate, []))[1].append(told)
        return found.values()

    def _matches(self, bond: Bond, near: Iterable[Told], *, one_story: bool) -> Iterator[_Match]:
        for told in near:
            said = verdict(bond, told)
            # Within a story the same words are rather told again than said again.
            if said is None or (said == "repeated" and one_story):
                continue
            like = likeness(bond, told, self.frequencies.weights)
            if like >= threshold(bond, told):
                yield _Match(said, told, like)


def _existing(connection: Connection, commitments: Iterable[int]) -> set[int]:
    """Those of some commitments that no correction has taken away since they were read."""
    rows = rows_of(connection, "SELECT id FROM commitments WHERE id IN :ids", sorted(commitments))
    return {row.id for row in rows}
