"""Re-reading: old records brought up to a new reader, batch by batch, with all that editors have decided kept.

Texts, words and vectors stay as they are; only what was read out of a text is replaced. A run that is broken off is
gone on with by running it again: what is left is what still carries another reader's version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, text

from dabir.archive.keeping import forget, write_facts
from dabir.archive.people import corrections
from dabir.archive.preparing import packed, unpacked
from dabir.report import Report

if TYPE_CHECKING:
    from dabir.archive.database import Database
    from dabir.record import Record

Read = Callable[[Sequence[Report]], Sequence["Record | None"]]

TOGETHER = 16


def outdated(database: Database, reader: str) -> int:
    """How many reports another reader than this has read."""
    with database.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) {_OLD}"), {"reader": reader}).scalar_one())


_OLD = "FROM versions v JOIN reports r ON r.current = v.id WHERE v.reader <> :reader"


def reread(database: Database, reader: str, read: Read) -> Iterator[str]:
    """Read again what another reader has read, the newest first.

    Args:
        database: The archive's.
        reader: The new reader's name and version.
        read: Reads reports; None in place of a record that cannot be made any more, whose old one then stays.

    Yields:
        The name of each report, when its new record is kept for good.
    """
    last = 2**62
    while rows := _batch(database, reader, last):
        last = rows[-1][0]
        old = [unpacked(blob) for *_, blob in rows]
        new = read([Report(one.id, one.text, one.report, one.parts) for one in old])
        done = [
            (version, report, record)
            for (version, report, _), record in zip(rows, new, strict=True)
            if record
        ]
        with database.writing() as connection:
            done = _still_current(connection, done)
            _replace(database, connection, reader, done)
        yield from (record.id for *_, record in done)


def _batch(database: Database, reader: str, before: int) -> list[tuple[int, int, bytes]]:
    query = f"SELECT v.id, r.id, v.record {_OLD} AND v.id < :before ORDER BY v.id DESC LIMIT {TOGETHER}"
    with database.reading() as connection:
        rows = connection.execute(text(query), {"reader": reader, "before": before}).all()
    return [(row[0], row[1], bytes(row[2])) for row in rows]


def _still_current(
    connection: Connection, records: Sequence[tuple[int, int, Record]]
) -> list[tuple[int, int, Record]]:
    """Those whose versions nobody has corrected while they were read."""
    wanted = text("SELECT current FROM reports WHERE id IN :ids").bindparams(bindparam("ids", expanding=True))
    current = set(connection.execute(wanted, {"ids": [report for _, report, _ in records]}).scalars())
    return [each for each in records if each[0] in current]


def _replace(
    database: Database, connection: Connection, reader: str, records: Sequence[tuple[int, int, Record]]
) -> None:
    update = text("UPDATE versions SET record = :record, reader = :reader WHERE id = :id")
    for version, _, record in records:
        connection.execute(update, {"record": packed(record), "reader": reader, "id": version})
        forget(connection, version, bands=False)
    write_facts(database, connection, records)
    for version, *_ in records:
        corrections.apply(connection, version)
    # What followed the old commitments went with them: the archive is followed up anew.
    connection.execute(text("DELETE FROM meta WHERE key = 'followed'"))
