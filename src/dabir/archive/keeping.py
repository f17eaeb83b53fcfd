"""Keeping: records go into the archive, batch by batch, each batch whole or not at all.

What comes in may be new, the same as before (then nothing is done), or another text of a report that is kept already: a
correction, which becomes its newest version. Copies of other outlets' reports are kept, and marked.

An earlier text that comes again is passed over, even where the outlet went back to it: nothing tells today's page from an
old file that is given once more, as it is whenever a run is gone on with, and each such run would turn reports back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import Connection, bindparam, text

from dabir.archive import sample, schema
from dabir.archive.alike.copies import Copies
from dabir.archive.alike.minhash import likeness
from dabir.archive.alike.stories import Stories
from dabir.archive.facts import Facts
from dabir.archive.finding import fulltext, traits, vectors
from dabir.archive.finding.vectors import Piece
from dabir.archive.people.entities import Actor, Linker
from dabir.archive.preparing import Prepared, packed, prepared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dabir.archive.database import Database
    from dabir.record import Record

Outcome = Literal["added", "corrected", "unchanged"]
# A text under a known id that shares less than this with the known one is another report that happens to have the id.
SAME_REPORT = 0.3
# The tables of what a version says.
_FACTS = ("statements", "events", "commitments", "places", "traits", "actors")


class Entry(NamedTuple):
    """A record to keep, and the centred vectors of its pieces (n x 384; None where they are not known).

    `reader`, `added` and `identity` are given of what another archive has kept before.
    """

    record: Record
    vectors: NDArray[np.float32] | None = None
    reader: str | None = None
    added: str | None = None
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an entry: the report's name in the archive, and the report whose copy it is, if it is one."""

    outcome: Outcome
    name: str
    version: int
    copy_of: int | None = None


@dataclass(slots=True)
class _Report:
    """A report of the archive or of the batch, with the texts that it has had."""

    id: int
    name: str
    number: int
    current: int
    texts: dict[bytes, bytes]  # the hash of each text, and its signature


class Keeper:
    """Keeps records; one serves a whole run."""

    def __init__(self, database: Database, reader: str, *, of_sample: bool = False) -> None:
        """Keep into this database what this reader (its name and version) has read.

        A sample that is there goes (`sample`), unless what is kept is `of_sample`.
        """
        self.database, self.reader, self.of_sample = database, reader, of_sample
        self.stories = Stories(database)

    def keep(self, entries: Sequence[Entry]) -> list[Kept]:
        """Keep a batch in one transaction; when this returns, it is kept for good.

        Raises:
            ArchiveError: The archive cannot be written; then nothing of the batch is kept.
        """
        ready = [prepared(entry.record, entry.identity) for entry in entries]
        stories, self.stories = self.stories, Stories(self.database)
        with self.database.writing() as connection:
            if not self.of_sample:
                sample.make_room(connection)
            elif sample.held(connection) is None:  # others have come meanwhile
                return []
            batch = _Batch(self, connection, ready, stories)
            kept = [batch.take(one, entry) for one, entry in zip(ready, entries, strict=True)]
            batch.finish()
        stories.settle()
        self.stories = stories  # what a batch that failed has left in it is forgotten
        return kept


class _Batch:
    """One batch inside its transaction."""

    def __init__(
        self, keeper: Keeper, connection: Connection, ready: Sequence[Prepared], stories: Stories
    ) -> None:
        self.keeper, self.connection, self.database = keeper, connection, keeper.database
        self.stories = stories
        self.now = datetime.now(UTC).isoformat(timespec="seconds")
        self.known = _known(connection, {one.identity for one in ready})
        self.taken = _names(connection, {one.record.id for one in ready})
        self.copies = Copies(connection, [one.signature for one in ready])
        self.originals: dict[int, int] = {}
        self.next_report = self.database.next_id(connection, schema.reports)
        self.next_version = self.database.next_id(connection, schema.versions)
        self.reports: list[tuple[Any, ...]] = []
        self.versions: list[tuple[Any, ...]] = []
        self.corrected: list[tuple[_Report, int]] = []
        self.new: list[tuple[int, int, Prepared]] = []  # version, report
        self.pieces: list[Piece] = []

    def take(self, one: Prepared, entry: Entry) -> Kept:
        """Decide what an entry is, and set down what has to be written for it."""
        report = self._report_of(one)
        if report is not None and one.text_hash in report.texts:
            return Kept("unchanged", report.name, report.current)
        version = self.next_version
        self.next_version += 1
        original = self.copies.original(one.signature) if report is None else None
        copy_of = self._root(original) if original is not None else None
        outcome: Outcome = "added" if report is None else "corrected"
        if report is None:
            report = self._new_report(one, version, copy_of)
        else:
            self.corrected.append((report, report.current))
            report.number, report.current = report.number + 1, version
        report.texts[one.text_hash] = one.signature.values
        self._write(one, report, version, entry)
        for number, vector in enumerate(entry.vectors if entry.vectors is not None else ()):
            self.pieces.append(Piece(version, number, vector))
        return Kept(outcome, report.name, version, copy_of)

    def _report_of(self, one: Prepared) -> _Report | None:
        """The report of which a text is another version."""
        known = self.known.get(one.identity, [])
        texts = [report.texts for report in known]
        at = same_report(one.identity, one.text_hash, one.signature.values, texts)
        return None if at is None else known[at]

    def _new_report(self, one: Prepared, version: int, copy_of: int | None) -> _Report:
        name, number = one.record.id, 2
        while name in self.taken:
            name, number = f"{one.record.id}~{number}", number + 1
        self.taken.add(name)
        report = _Report(self.next_report, name, 1, version, {})
        self.next_report += 1
        self.reports.append((report.id, name, one.identity, version, copy_of, None))
        self.known.setdefault(one.identity, []).append(report)
        self.originals[version] = copy_of or report.id
        return report

    def _write(self, one: Prepared, report: _Report, version: int, entry: Entry) -> None:
        header = one.record.report
        blob = one.blob
        if report.name != one.record.id:
            blob = packed(replace(one.record, id=report.name))
        self.versions.append(
            (version, report.id, report.number, one.text_hash, entry.added or self.now, entry.reader or self.keeper.reader,
             header.headline, header.agency, header.desk, header.published, one.day, header.url, blob, one.signature.values)
        )  # fmt: skip
        self.copies.add(version, one.signature)
        self.new.append((version, report.id, one))

    def _root(self, version: int) -> int:
        """The report that a version belongs to or, where that is a copy itself, the one it copies."""
        if version not in self.originals:
            found = self.connection.execute(
                text(
                    "SELECT coalesce(r.copy_of, r.id) FROM versions v JOIN reports r ON r.id = v.report_id WHERE v.id = :id"
                ),
                {"id": version},
            )
            self.originals[version] = int(found.scalar_one())
        return self.originals[version]

    def finish(self) -> None:
        """Write everything."""
        insert = self.database.insert
        insert(self.connection, schema.reports, self.reports)
        insert(self.connection, schema.versions, self.versions)
        self._replace()
        current = self._current()
        rows = [(band, version) for version, _, one in current for band in one.signature.bands]
        insert(self.connection, schema.bands, rows)
        fulltext.insert(
            self.database,
            self.connection,
            [fulltext.Words(version, one.headline, one.body) for version, _, one in self.new],
        )
        vectors.insert(self.database, self.connection, self.pieces)
        write_facts(
            self.database,
            self.connection,
            [(version, report, one.record) for version, report, one in current],
        )
        self.stories.take(self.connection, [(version, one.day) for version, _, one in current], self.pieces)

    def _current(self) -> list[tuple[int, int, Prepared]]:
        """The versions of the batch that no later one of the batch corrects."""
        before = {version for _, version in self.corrected}
        return [each for each in self.new if each[0] not in before]

    def _replace(self) -> None:
        """Let corrected reports show their newest versions, and what their older ones said be found no more."""
        for report, before in self.corrected:
            self.connection.execute(
                text("UPDATE reports SET current = :current WHERE id = :id"),
                {"current": report.current, "id": report.id},
            )
            forget(self.connection, before)


def same_report(
    identity: str, text_hash: bytes, values: bytes, known: Sequence[Mapping[bytes, bytes]]
) -> int | None:
    """Of the reports of an identity, the place of the one of which a text is another version; None where it is a new report.

    An address is sure, an id alone needs a likeness.

    Args:
        identity: The identity (`preparing.identity_of`).
        text_hash: The text's hash.
        values: The values of the text's signature.
        known: For each report, the oldest first, the hashes of the texts that it has had, with their signatures' values.
    """
    for at, texts in enumerate(known):
        if text_hash in texts or not identity.startswith("id:"):
            return at
    alike = [(max(likeness(values, each) for each in texts.values()), -at) for at, texts in enumerate(known)]
    best = max(alike, default=None)
    return -best[1] if best and best[0] >= SAME_REPORT else None


def write_facts(
    database: Database, connection: Connection, records: Sequence[tuple[int, int, Record]]
) -> None:
    """Write down what records say, each actor with its entity.

    Args:
        database: The archive's.
        connection: A writing transaction.
        records: The numbers of version and report, and the record.
    """
    linker = Linker(database, connection)
    actors: list[Actor] = []
    for *_, record in records:
        actors += [*record.people, *record.parties]
    linker.prepare(actors, [report for _, report, _ in records])
    facts = Facts(database, connection, linker)
    for version, report, record in records:
        facts.add(version, report, record)
    facts.finish()
    traits.write(connection, [version for version, *_ in records])


def forget(connection: Connection, version: int, *, bands: bool = True) -> None:
    """Take away what a version says, but for its record; with `bands`, let copies of it be found no more."""
    for table in (*_FACTS, *(["bands"] if bands else [])):
        connection.execute(text(f"DELETE FROM {table} WHERE version_id = :version"), {"version": version})


def _known(connection: Connection, identities: Iterable[str]) -> dict[str, list[_Report]]:
    """The reports of these identities with all their texts."""
    wanted = text(
        "SELECT r.id, r.name, r.identity, r.current, v.number, v.text_hash, v.signature FROM reports r"
        " JOIN versions v ON v.report_id = r.id WHERE r.identity IN :identities ORDER BY r.id, v.number"
    ).bindparams(bindparam("identities", expanding=True))
    found: dict[str, list[_Report]] = {}
    for row in connection.execute(wanted, {"identities": sorted(identities)}):
        reports = found.setdefault(row.identity, [])
        if not reports or reports[-1].id != row.id:
            reports.append(_Report(row.id, row.name, 0, row.current, {}))
        reports[-1].number = max(reports[-1].number, row.number)
        reports[-1].texts[bytes(row.text_hash)] = bytes(row.signature)
    return found


def _names(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The names that reports of these ids have taken, with the numbers of those that came later (`7~2`)."""
    wanted = text("SELECT name FROM reports WHERE name IN :ids").bindparams(bindparam("ids", expanding=True))
    taken = set(connection.execute(wanted, {"ids": sorted(ids)}).scalars())
    later = text("SELECT name FROM reports WHERE substr(name, 1, :length) = :start")
    for name in tuple(taken):
        taken.update(connection.execute(later, {"length": len(name) + 1, "start": f"{name}~"}).scalars())
    return taken
