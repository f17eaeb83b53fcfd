"""Exchange: an archive's records as JSON Lines, with what only the archive knows, and back without loss.

A line is a record with one more field, `archive`: the version's number, when and by which reader it was made, and by
what the report is known. Any program that reads records reads these lines, too. The decisions of editors follow the
records, one a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, text

from dabir.archive.finding.conditions import Compiler
from dabir.archive.finding.query import parsed
from dabir.archive.preparing import unpacked
from dabir.archive.refusal import ArchiveError

if TYPE_CHECKING:
    from dabir.archive.database import Database
    from dabir.record import Record

# Records that are read from the database at a time.
TOGETHER = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with what the archive knows of it; `number` counts the versions of its report from 1."""

    record: Record
    identity: str
    number: int
    added: str
    reader: str

    def line(self) -> str:
        """The record as a line of JSON with the field `archive`."""
        known = {
            "identity": self.identity,
            "version": self.number,
            "added": self.added,
            "reader": self.reader,
        }
        return f'{self.record.to_json()[:-1]},"archive":{json.dumps(known, ensure_ascii=False)}}}\n'


def kept(database: Database, question: str = "", *, versions: bool = False) -> Iterator[Kept]:
    """The records of all reports that match a question by its words, in the order in which they were added.

    Args:
        database: The archive's.
        question: A query; "" for everything.
        versions: Give the older versions of the reports, too.

    Raises:
        QueryError: A field of the query has no such value.
    """
    with database.reading() as connection:
        compiler = Compiler(connection, server=database.server)
        where = compiler.condition(parsed(question))
        current = connection.execute(
            text(
                f"SELECT r.id, v.id FROM versions v JOIN reports r ON r.current = v.id WHERE {where} ORDER BY v.id"
            ),
            compiler.values,
        ).all()
        wanted = [row[0] if versions else row[1] for row in current]
        yield from _kept(connection, "v.report_id" if versions else "v.id", wanted)


def kept_versions(database: Database, versions: Sequence[int]) -> Iterator[Kept]:
    """The records of some versions, in the order in which they were added."""
    with database.reading() as connection:
        yield from _kept(connection, "v.id", sorted(versions))


def _kept(connection: Connection, column: str, wanted: Sequence[int]) -> Iterator[Kept]:
    query = text(
        "SELECT v.record, r.identity, v.number, v.added, v.reader FROM versions v JOIN reports r ON r.id = v.report_id"
        f" WHERE {column} IN :ids ORDER BY v.id"
    ).bindparams(bindparam("ids", expanding=True))
    for start in range(0, len(wanted), TOGETHER):
        for row in connection.execute(query, {"ids": wanted[start : start + TOGETHER]}).all():
            yield Kept(unpacked(bytes(row.record)), row.identity, row.number, row.added, row.reader)


def read_line(line: str | bytes, number: int) -> Kept | dict[str, Any]:
    """A line of an export: a record with what an archive knew of it, or an editor's decision.

    Raises:
        ArchiveError: The line is neither.
    """
    from dabir.record import Record

    try:
        data = json.loads(line)
        if "decision" in data:
            return dict(data["decision"])
        known = data.pop("archive", {})
        record = Record.from_json(json.dumps(data))
        identity, added, reader = (str(known.get(name) or "") for name in ("identity", "added", "reader"))
        return Kept(record, identity, int(known.get("version", 1)), added, reader)
    except (ValueError, TypeError, AttributeError) as error:
        raise ArchiveError(
            f"line {number} is no record: give what `dabir export jsonl` or `dabir read -f jsonl` has written."
        ) from error


def read_lines(lines: Iterable[bytes]) -> Iterator[Kept | dict[str, Any]]:
    """Every line of an export; empty lines are passed over.

    Raises:
        ArchiveError: A line is no record and no decision.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield read_line(line, number)
