"""A kept report: its record as editors have corrected it, with its versions, its copies, its story and what followed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, text

from dabir.archive import preparing
from dabir.archive.answers.undertakings import Undertaking, undertakings_with
from dabir.archive.citation import COLUMNS, Citation, Window
from dabir.archive.people.corrected import Corrected, corrected
from dabir.archive.people.roots import Root, roots
from dabir.archive.refusal import ArchiveError
from dabir.archive.storable import storable

if TYPE_CHECKING:
    from dabir.archive.store import Archive
    from dabir.record import Record

# Copies that are told, the newest.
COPIES = 12


class NoSuchReportError(ArchiveError):
    """The archive holds no report of a name, or no such version of it."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the texts that a report has had.

    Attributes:
        number: Counted from 1.
        added: When it was kept, ISO 8601 in UTC.
        reader: The name and version of the reader that made its record.
    """

    number: int
    added: str
    reader: str


@dataclass(frozen=True, slots=True)
class InStory:
    """The story that a report belongs to, and how many reports it has."""

    id: int
    headline: str
    size: int


@dataclass(frozen=True, slots=True)
class Followed:
    """An earlier commitment that the report says something of, and what: «carried out», «repeated», «denied», «broken»."""

    verdict: str
    undertaking: Undertaking


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as the archive knows it.

    Attributes:
        name: Its name in the archive.
        corrected: The record of the version that is shown, corrected where that is the newest.
        version: The version that is shown.
        versions: All of them, the newest first.
        entities: Who stands for the people and parties of the record, by their ids; of the newest version only.
        undertakings: The commitments of the record with what followed them, by their ids; of the newest version only.
        followed: What it says of commitments that other reports have told.
        original: The report whose copy it is.
        copies: Other reports of the same words, the newest of them.
        copy_count: How many there are.
        story: Its story, if other reports tell it too.
    """

    name: str
    corrected: Corrected
    version: Version
    versions: tuple[Version, ...]
    entities: Mapping[str, Root]
    undertakings: Mapping[str, Undertaking]
    followed: tuple[Followed, ...]
    original: Citation | None
    copies: tuple[Citation, ...]
    copy_count: int
    story: InStory | None

    @property
    def record(self) -> Record:
        """The record that is shown."""
        return self.corrected.record

    @property
    def current(self) -> bool:
        """Whether the newest version is shown."""
        return self.version.number == self.versions[0].number


def kept_report(archive: Archive, name: str, version: int | None = None) -> KeptReport:
    """A report with all that the archive knows of it.

    Args:
        archive: Where it is.
        name: Its name.
        version: Which of its versions, counted from 1; the newest, if nothing is said.

    Raises:
        NoSuchReportError: There is no such report, or no such version of it.
    """
    with archive.reading() as connection:
        report = _report(connection, name)
        versions = _versions(connection, report.id)
        number = versions[0].number if version is None else version
        shown = next((one for one in versions if one.number == number), None)
        if shown is None:
            raise NoSuchReportError(
                f"{name} has no version {number}: it has {len(versions)}, counted from 1."
            )
        key, record = _record(connection, report.id, number)
        return KeptReport(
            report.name,
            corrected(connection, key, record),
            shown,
            versions,
            _entities(connection, key),
            _undertakings(connection, key),
            _followed(connection, key),
            _original(connection, report),
            _copies(connection, report),
            _copy_count(connection, report),
            _story(connection, report.story_id),
        )


def _report(connection: Connection, name: str) -> Row[Any]:
    query = text("SELECT id, name, copy_of, story_id FROM reports WHERE name = :name")
    found = connection.execute(query, {"name": storable(name)}).first()
    if found is None:
        raise NoSuchReportError(
            f"{name}: the archive holds no report of that name; `dabir search` shows names."
        )
    return found


def _versions(connection: Connection, report: int) -> tuple[Version, ...]:
    query = text("SELECT number, added, reader FROM versions WHERE report_id = :id ORDER BY number DESC")
    return tuple(Version(*row) for row in connection.execute(query, {"id": report}))


def _record(connection: Connection, report: int, number: int) -> tuple[int, Record]:
    """The number of a version in the archive, and its record as it is kept."""
    query = text("SELECT id, record FROM versions WHERE report_id = :id AND number = :number")
    row = connection.execute(query, {"id": report, "number": number}).one()
    return row.id, preparing.unpacked(bytes(row.record))


def _entities(connection: Connection, version: int) -> dict[str, Root]:
    query = text("SELECT local, entity_id FROM actors WHERE version_id = :version AND entity_id IS NOT NULL")
    rows = connection.execute(query, {"version": version}).all()
    known = roots(connection, (row.entity_id for row in rows))
    return {row.local: known[row.entity_id] for row in rows if row.entity_id in known}


def _undertakings(connection: Connection, version: int) -> dict[str, Undertaking]:
    query = text("SELECT id, local FROM commitments WHERE version_id = :version")
    local = {row.id: row.local for row in connection.execute(query, {"version": version})}
    return {local[one.id]: one for one in undertakings_with(connection, list(local), Window())}


def _followed(connection: Connection, version: int) -> tuple[Followed, ...]:
    query = text("SELECT commitment_id, verdict FROM followups WHERE version_id = :version")
    verdicts = {row.commitment_id: row.verdict for row in connection.execute(query, {"version": version})}
    return tuple(
        Followed(verdicts[one.id], one) for one in undertakings_with(connection, list(verdicts), Window())
    )


def _original(connection: Connection, report: Row[Any]) -> Citation | None:
    query = text(f"SELECT {COLUMNS} FROM reports r JOIN versions v ON v.id = r.current WHERE r.id = :id")
    found = connection.execute(query, {"id": report.copy_of}).first() if report.copy_of else None
    return Citation.of(found) if found else None


def _copies(connection: Connection, report: Row[Any]) -> tuple[Citation, ...]:
    query = text(
        f"SELECT {COLUMNS} FROM reports r JOIN versions v ON v.id = r.current"
        " WHERE r.copy_of = :root AND r.id <> :id ORDER BY r.id DESC LIMIT :count"
    )
    values = {"root": report.copy_of or report.id, "id": report.id, "count": COPIES}
    found = [Citation.of(row) for row in connection.execute(query, values)]
    return tuple(sorted(found, key=lambda citation: citation.order))


def _copy_count(connection: Connection, report: Row[Any]) -> int:
    query = text("SELECT count(*) FROM reports WHERE copy_of = :root AND id <> :id")
    values = {"root": report.copy_of or report.id, "id": report.id}
    return int(connection.execute(query, values).scalar_one())


def _story(connection: Connection, story: int | None) -> InStory | None:
    query = text("SELECT id, headline, size FROM stories WHERE id = :id AND size > 1")
    found = connection.execute(query, {"id": story}).first() if story is not None else None
    return InStory(found.id, found.headline, found.size) if found else None
