"""Stories: reports of several outlets, or of one over several days, about one thing that happened.

A report joins the story of the report that it is most like, among those of three days before and after: as a copy, by
what its beginning means (the cosine of centred vectors), and by the people, institutions and places that both name.
The thresholds were set by eye; no annotated pairs of stories exist yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import Connection, bindparam, text

from dabir.archive.finding.vectors import WIDTH, Piece, packed, unpacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dabir.archive.database import Database

WINDOW = timedelta(days=3)
# Sure by meaning alone; and where so many people, institutions or places are shared.
ALIKE, NEARLY, SHARED = 0.75, 0.55, 2
# Candidates whose names are compared.
CLOSEST = 8
# Reports that are remembered between two batches, whole days of them: some 60 MB.
REMEMBERED = 40_000


@dataclass(slots=True)
class _Day:
    """The reports of one day: their versions and vectors."""

    versions: list[int] = field(default_factory=list)
    vectors: list[NDArray[np.float32]] = field(default_factory=list)

    def add(self, version: int, vector: NDArray[np.float32]) -> None:
        self.versions.append(version)
        self.vectors.append(vector)

    def drop(self, version: int) -> bool:
        """Forget a version; whether it was there."""
        if version not in self.versions:
            return False
        at = self.versions.index(version)
        del self.versions[at], self.vectors[at]
        return True


class Stories:
    """Gives new reports their stories; remembers the days of the batches before, up to the version seen last."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self.database = database
        self._days: dict[str, _Day] = {}
        self._seen = 0
        self._held = 0

    def take(
        self, connection: Connection, versions: Sequence[tuple[int, str | None]], pieces: Iterable[Piece]
    ) -> None:
        """Find the stories of new versions, given with their days; inside the transaction that keeps them."""
        beginnings = {piece.version: piece.vector for piece in pieces if piece.piece == 0}
        dated = [(version, day) for version, day in versions if day and is_day(day)]
        if not dated:
            return
        self._load(connection, {near for _, day in dated for near in around(day)}, dated[0][0])
        copied = _copied(connection, [version for version, _ in dated])
        for version, day in dated:
            vector = beginnings.get(version)
            partner = self._partner(connection, version, day, vector) if vector is not None else None
            partner = partner or copied.get(version)
            if partner is not None:
                _join(connection, version, partner)
            if vector is not None:  # remembered as it is kept, so that every process compares the same
                self._add(day, version, unpacked([packed(vector)])[0])
        self._seen = dated[-1][0]

    def settle(self) -> None:
        """Forget what is too much to remember; called when a batch is kept."""
        while self._held > REMEMBERED:
            self._held -= len(self._days.pop(next(iter(self._days))).versions)

    def _partner(
        self, connection: Connection, version: int, day: str, vector: NDArray[np.float32]
    ) -> int | None:
        """The version whose story a new one joins."""
        near = [self._days[one] for one in around(day) if self._days[one].versions]
        if not near:
            return None
        versions = [one for each in near for one in each.versions]
        cosines = np.stack([one for each in near for one in each.vectors]) @ vector
        order = [int(at) for at in np.argsort(-cosines, kind="stable")[:CLOSEST] if cosines[at] >= NEARLY]
        if not order:
            return None
        if cosines[order[0]] >= ALIKE:
            return versions[order[0]]
        shared = _shared(connection, version, [versions[at] for at in order])
        return next((versions[at] for at in order if shared[versions[at]] >= SHARED), None)

    def _load(self, connection: Connection, days: set[str], new: int) -> None:
        """Bring what is remembered up to date and add these days to it, but for the batch's own versions, from `new` on."""
        if self._days:
            self._drop(connection)
            self._read(connection, None, new)
        missing = sorted(days - self._days.keys())
        self._days.update((day, _Day()) for day in missing)
        if missing:
            self._read(connection, missing, new)

    def _drop(self, connection: Connection) -> None:
        """Forget the versions that were corrected since the last batch, by whomever."""
        wanted = text(
            "SELECT o.id, o.day FROM versions n JOIN versions o ON o.report_id = n.report_id AND o.id < n.id"
            " WHERE n.id > :seen AND n.number > 1"
        )
        for row in connection.execute(wanted, {"seen": self._seen}):
            if row.day in self._days:
                self._held -= self._days[row.day].drop(row.id)

    def _read(self, connection: Connection, days: Sequence[str] | None, before: int) -> None:
        """Read all of some days; without days, what others have added to those remembered since the last batch."""
        which = "v.id > :after" if days is None else "v.day IN :days"
        wanted = text(
            "SELECT v.id, v.day, x.vector FROM versions v JOIN reports r ON r.current = v.id"
            f" JOIN vectors x ON x.version_id = v.id AND x.piece = 0 WHERE {which} AND v.id < :before ORDER BY v.id"
        )
        if days is None:
            rows = connection.execute(wanted, {"after": self._seen, "before": before}).all()
        else:
            wanted = wanted.bindparams(bindparam("days", expanding=True))
            rows = connection.execute(wanted, {"days": list(days), "before": before}).all()
        matrix = unpacked([bytes(row.vector) for row in rows]) if rows else np.zeros((0, WIDTH), np.float32)
        for row, vector in zip(rows, matrix, strict=True):
            if row.day in self._days:
                self._add(row.day, row.id, vector)

    def _add(self, day: str, version: int, vector: NDArray[np.float32]) -> None:
        self._days[day].add(version, vector)
        self._held += 1


def is_day(day: str) -> bool:
    """Whether it is a day, ISO 8601."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def around(day: str) -> list[str]:
    """The days in which the partners of a day's reports are looked for, in order."""
    middle = date.fromisoformat(day)
    steps = range(-WINDOW.days, WINDOW.days + 1)
    return [(middle + timedelta(days=step)).isoformat() for step in steps]


def _copied(connection: Connection, versions: Sequence[int]) -> dict[int, int]:
    """Of those versions whose reports are copies, the versions that are copied."""
    wanted = text(
        "SELECT r.current, o.current AS original FROM reports r JOIN reports o ON o.id = r.copy_of"
        " WHERE r.current IN :versions"
    ).bindparams(bindparam("versions", expanding=True))
    return {row.current: row.original for row in connection.execute(wanted, {"versions": versions})}


def _shared(connection: Connection, version: int, others: Sequence[int]) -> dict[int, int]:
    """How many people, institutions and places each of the others shares with a version."""
    told: defaultdict[int, set[object]] = defaultdict(set)
    wanted = {"versions": [version, *others]}
    for query in (
        "SELECT version_id, entity_id AS one FROM actors WHERE version_id IN :versions AND entity_id IS NOT NULL",
        "SELECT version_id, key AS one FROM places WHERE version_id IN :versions",
    ):
        for row in connection.execute(text(query).bindparams(bindparam("versions", expanding=True)), wanted):
            told[row.version_id].add(row.one)
    return {other: len(told[version] & told[other]) for other in others}


def _join(connection: Connection, version: int, partner: int) -> None:
    """Put a version's report into its partner's story; where that is in none yet, one begins."""
    both = (
        "SELECT r.id, r.story_id, v.day, v.headline, r.name FROM reports r JOIN versions v ON v.id = r.current"
        " WHERE v.id = :id"
    )
    new = connection.execute(text(both), {"id": version}).one()
    old = connection.execute(text(both), {"id": partner}).first()
    if old is None or new.id == old.id or new.story_id is not None:  # None: it has been corrected since
        return
    story = old.story_id
    if story is None:
        story = int(connection.execute(text("SELECT coalesce(max(id), 0) + 1 FROM stories")).scalar_one())
        first = min((old, new), key=lambda row: (row.day or "9999", row.id))
        connection.execute(
            text(
                "INSERT INTO stories (id, headline, first_day, last_day, size) VALUES (:id, :headline, :day, :day, 1)"
            ),
            {"id": story, "headline": first.headline or first.name, "day": old.day},
        )
        connection.execute(
            text("UPDATE reports SET story_id = :story WHERE id = :id"), {"story": story, "id": old.id}
        )
    connection.execute(
        text("UPDATE reports SET story_id = :story WHERE id = :id"), {"story": story, "id": new.id}
    )
    connection.execute(
        text(
            "UPDATE stories SET size = size + 1,"
            " first_day = CASE WHEN first_day IS NULL OR :day < first_day THEN :day ELSE first_day END,"
            " last_day = CASE WHEN last_day IS NULL OR :day > last_day THEN :day ELSE last_day END WHERE id = :story"
        ),
        {"day": new.day, "story": story},
    )
