"""Re-indexing: the words of an archive that was indexed with other search keys than today's, batch by batch.

`analysis.ANALYSIS` counts the changes of the search keys; an archive keeps the number that its words, and the
signatures made of them, were indexed with. A run that is broken off is gone on with by running it again. Until it is
done, a search misses what is still to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, text

from dabir.archive import schema
from dabir.archive.alike.minhash import signature
from dabir.archive.finding import fulltext
from dabir.archive.preparing import unpacked, worded
from dabir.archive.words.analysis import ANALYSIS

if TYPE_CHECKING:
    from dabir.archive.database import Database

TOGETHER = 100
_ALL = 2**62


class _State(NamedTuple):
    """How far a run has come: all versions from `done` on, up to `last`, are still to be indexed."""

    analysis: int
    done: int
    last: int


def outdated(database: Database) -> int:
    """How many versions are still to be indexed with today's keys."""
    with database.reading() as connection:
        state = _state(connection)
        bounds = (
            {"done": state.done, "last": state.last}
            if state.analysis == ANALYSIS
            else {"done": 0, "last": _ALL}
        )
        wanted = text("SELECT count(*) FROM versions WHERE id > :done AND id <= :last")
        return int(connection.execute(wanted, bounds).scalar_one())


def reindex(database: Database) -> Iterator[int]:
    """Index all versions with today's keys.

    Yields:
        The number of each version, when its words are kept for good.
    """
    with database.writing() as connection:
        if _state(connection).analysis != ANALYSIS:
            begin(connection)
    while done := _batch(database):
        yield from done


def begin(connection: Connection) -> None:
    """An empty index; what comes in from now on is indexed as it is kept."""
    connection.execute(text("DROP TABLE IF EXISTS words"))
    fulltext.create(connection)
    last = int(connection.execute(text("SELECT coalesce(max(id), 0) FROM versions")).scalar_one())
    _remember(connection, _State(ANALYSIS, 0, last))


def _batch(database: Database) -> Sequence[int]:
    with database.writing() as connection:
        state = _state(connection)
        wanted = text(
            "SELECT v.id, v.record, r.current FROM versions v JOIN reports r ON r.id = v.report_id"
            f" WHERE v.id > :done AND v.id <= :last ORDER BY v.id LIMIT {TOGETHER}"
        )
        rows = connection.execute(wanted, {"done": state.done, "last": state.last}).all()
        if not rows:
            _remember(connection, _State(ANALYSIS, state.last, state.last))
            return []
        words, bands = [], []
        for version, blob, current in rows:
            keys, headline, body = worded(unpacked(bytes(blob)))
            made = signature(keys)
            words.append(fulltext.Words(version, headline, body))
            connection.execute(
                text("UPDATE versions SET signature = :values WHERE id = :id"),
                {"values": made.values, "id": version},
            )
            connection.execute(text("DELETE FROM bands WHERE version_id = :id"), {"id": version})
            bands += [(band, version) for band in made.bands if version == current]
        fulltext.insert(database, connection, words)
        database.insert(connection, schema.bands, bands)
        _remember(connection, _State(ANALYSIS, rows[-1][0], state.last))
    return [row[0] for row in rows]


def _state(connection: Connection) -> _State:
    found = connection.execute(text("SELECT value FROM meta WHERE key = 'analysis'")).scalar() or ""
    return _State(*map(int, found.split())) if found else _State(0, 0, 0)


def _remember(connection: Connection, state: _State) -> None:
    connection.execute(text("DELETE FROM meta WHERE key = 'analysis'"))
    connection.execute(
        text("INSERT INTO meta (key, value) VALUES ('analysis', :value)"),
        {"value": " ".join(map(str, state))},
    )
