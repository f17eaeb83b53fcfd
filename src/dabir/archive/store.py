"""The archive as a whole: what its users call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, text

from dabir.archive import exchange, preparing
from dabir.archive.database import Database
from dabir.archive.finding.query import parsed, telling_keys
from dabir.archive.finding.search import Hit, Order, Search, Way
from dabir.archive.keeping import Entry, Keeper, Kept
from dabir.archive.refusal import ArchiveError
from dabir.archive.words.snippets import Snippet, snippet
from dabir.report import Header

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dabir.model.embedder import Embedder
    from dabir.record import Record
    from dabir.report import Report


@dataclass(frozen=True, slots=True)
class Found:
    """A report that a search found, as it is shown: its name in the archive, its header, and the words that match.

    `score` is the ranking's (higher is better); `copies` counts the reports that the archive holds as copies of it.
    """

    name: str
    version: int
    header: Header
    snippet: Snippet
    score: float
    copies: int


class Archive:
    """Reports with their records, kept in a file of SQLite or on a PostgreSQL server."""

    def __init__(self, address: str, *, create: bool = True) -> None:
        """Open an archive, and make it where there is none.

        Args:
            address: A file's path, or `postgresql://USER:PASSWORD@HOST/NAME`.
            create: Make the file if there is none.

        Raises:
            ArchiveError: It cannot be opened.
        """
        self.database = Database(address, create=create)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self.database.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive throughout."""
        with self.database.reading() as connection:
            yield connection

    # Keeping ----------------------------------------------------------------------------------------------------------

    def keeper(self, reader: str, *, of_sample: bool = False) -> Keeper:
        """What keeps records that a reader (its name and version) has made; one for a whole run."""
        return Keeper(self.database, reader, of_sample=of_sample)

    def keep(self, records: Iterable[Record], reader: str = "") -> list[Kept]:
        """Keep records with the vectors of their texts, all in one transaction."""
        every = list(records)
        return self.keeper(reader).keep(
            [Entry(*each) for each in zip(every, self.embedded(every), strict=True)]
        )

    def embedded(self, records: Sequence[Record]) -> list[NDArray[np.float32]]:
        """The centred vectors of records' pieces, a matrix for each."""
        from dabir.archive.finding.pieces import pieces
        from dabir.archive.finding.vectors import centred

        parts = [pieces(record) for record in records]
        whole = centred(self.embedder.embed([piece for part in parts for piece in part]))
        ends = [0]
        for part in parts:
            ends.append(ends[-1] + len(part))
        return [whole[first:last] for first, last in pairwise(ends)]

    def unknown(self, reports: Sequence[Report]) -> list[Report]:
        """Those of some reports whose text the archive does not hold yet under their identity."""
        keys = [
            (preparing.identity_of(report.id, report.header), preparing.text_hash(report.text))
            for report in reports
        ]
        wanted = text(
            "SELECT r.identity, v.text_hash FROM reports r JOIN versions v ON v.report_id = r.id"
            " WHERE r.identity IN :identities"
        ).bindparams(bindparam("identities", expanding=True))
        with self.reading() as connection:
            rows = connection.execute(wanted, {"identities": sorted({identity for identity, _ in keys})})
            known = {(row.identity, bytes(row.text_hash)) for row in rows}
        return [report for report, key in zip(reports, keys, strict=True) if key not in known]

    @cached_property
    def embedder(self) -> Embedder:
        """The embedder, loaded when it is first asked for."""
        from dabir.model.embedder import Embedder

        return Embedder()

    # Finding ----------------------------------------------------------------------------------------------------------

    @cached_property
    def finder(self) -> Search:
        """The search of this archive."""
        return Search(self.database, lambda question: self.embedder.embed([question], kind="query")[0])

    def search(
        self, question: str, *, way: Way = "both", order: Order = "best", count: int = 10, start: int = 0
    ) -> list[Found]:
        """The reports that answer a question, with the words that match; see `Search.find`.

        Raises:
            QueryError: A field of the query has no such value.
        """
        with self.reading() as connection:
            hits = self.finder.find(connection, question, way=way, order=order, count=count, start=start)
            return self.shown(connection, question, hits)

    def shown(self, connection: Connection, question: str, hits: Sequence[Hit]) -> list[Found]:
        """Hits of a question with what is shown of them."""
        wanted = text(
            "SELECT v.id, r.name, v.record FROM versions v JOIN reports r ON r.id = v.report_id WHERE v.id IN :ids"
        ).bindparams(bindparam("ids", expanding=True))
        rows = {row.id: row for row in connection.execute(wanted, {"ids": [hit.version for hit in hits]})}
        keys = telling_keys(parsed(question))
        found = []
        for hit in hits:
            row = rows[hit.version]
            words, header = preparing.head_of(bytes(row.record))
            found.append(Found(row.name, hit.version, header, snippet(words, keys), hit.score, hit.copies))
        return found

    def count(self, question: str) -> int:
        """How many reports match a question by its words, copies included."""
        with self.reading() as connection:
            return self.finder.count(connection, question)

    def record(self, name: str, version: int | None = None) -> Record:
        """The record of a report, of its newest version or of another (counted from 1).

        Raises:
            ArchiveError: The archive has no such report, or not this version of it.
        """
        which = "v.id = r.current" if version is None else "v.number = :number"
        with self.reading() as connection:
            blob = connection.execute(
                text(
                    f"SELECT v.record FROM reports r JOIN versions v ON v.report_id = r.id WHERE r.name = :name AND {which}"
                ),
                {"name": name, **({} if version is None else {"number": version})},
            ).scalar()
        if blob is None:
            what = f"no version {version} of it" if version is not None else "no report of that name"
            raise ArchiveError(f"{name}: the archive holds {what}; `dabir search` shows names.")
        return preparing.unpacked(bytes(blob))

    def records(self, question: str = "") -> Iterator[Record]:
        """The records of all reports that match a question by its words, in the order in which they were added."""
        return (one.record for one in exchange.kept(self.database, question))

    def size(self) -> int:
        """How many reports the archive holds."""
        with self.reading() as connection:
            return int(connection.execute(text("SELECT count(*) FROM reports")).scalar_one())
