"""Facts: what records say, as rows of the tables that are searched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table

from dabir.archive import schema
from dabir.archive.database import Database
from dabir.archive.names.identity import name_key
from dabir.archive.people.entities import Actor, Linker
from dabir.record import Event, Person, Record

Row = tuple[Any, ...]
_TABLES = (schema.actors, schema.statements, schema.events, schema.commitments, schema.places)


class Facts:
    """The rows of a batch of records, gathered and then written at one go."""

    def __init__(self, database: Database, connection: Connection, linker: Linker) -> None:
        """Write into this transaction, with the entities of this linker."""
        self.database, self.connection, self.linker = database, connection, linker
        self._next = {table: database.next_id(connection, table) for table in _TABLES}
        self._rows: dict[Table, list[Row]] = {table: [] for table in (*_TABLES, schema.sides)}

    def add(self, version: int, report: int, record: Record) -> None:
        """Take what a record says."""
        everybody: tuple[Actor, ...] = (*record.people, *record.parties)
        actors = {actor.id: self._actor(actor, version, report) for actor in everybody}
        for said in record.statements:
            self._row(
                schema.statements, version, said.id, actors.get(said.speaker_id or ""), said.speaker, said.form, said.act,
                said.start, said.end, _line(said.text),
            )  # fmt: skip
        spans = {time.id: _span(time.interval) for time in record.times}
        # «تا پایان سال» is the whole year to a record: what is promised is due on its last day.
        dues = {time.id: (time.interval or "").rpartition("/")[2][:10] or None for time in record.times}
        for event in record.events:
            self._event(event, version, record, actors, spans)
        for each in record.commitments:
            number = self._row(
                schema.commitments, version, each.id, each.kind, dues.get(each.time_id or ""), each.start, each.end,
                _line(each.text),
            )  # fmt: skip
            self._sides("commitment", number, actors, each.source_ids, each.target_ids)
        for place in record.places:
            self._row(
                schema.places, version, place.id, place.name, name_key(place.name), place.kind, place.country,
                place.geonames, place.latitude, place.longitude,
            )  # fmt: skip

    def finish(self) -> None:
        """Write all rows."""
        self.linker.finish()
        for table, rows in self._rows.items():
            self.database.insert(self.connection, table, rows)

    def _actor(self, actor: Actor, version: int, report: int) -> int:
        kind, role = ("person", actor.role) if isinstance(actor, Person) else (actor.kind, "")
        return self._row(
            schema.actors, version, actor.id, kind, actor.name, role, actor.country,
            " ".join(actor.sectors), actor.post, actor.institution, self.linker.link(actor, report),
        )  # fmt: skip

    def _event(
        self,
        event: Event,
        version: int,
        record: Record,
        actors: Mapping[str, int],
        spans: Mapping[str, tuple[str | None, str | None]],
    ) -> None:
        day, until = spans.get(event.time_id or "", (None, None))
        if day is None and event.status in ("happened", "ongoing"):
            day = (record.report.published or "")[:10] or None
        number = self._row(
            schema.events, version, event.id, event.type, event.mode, event.status, day, event.place, event.claimed_by,
            event.start, event.end, _line(event.text), until,
        )  # fmt: skip
        self._sides("event", number, actors, event.source_ids, event.target_ids)

    def _sides(
        self,
        what: str,
        number: int,
        actors: Mapping[str, int],
        sources: Iterable[str],
        targets: Iterable[str],
    ) -> None:
        """Who takes part; a side that names an actor twice names it once."""
        for side, ids in (("source", sources), ("target", targets)):
            rows = self._rows[schema.sides]
            rows.extend((what, number, side, actors[one]) for one in dict.fromkeys(ids) if one in actors)

    def _row(self, table: Table, *values: Any) -> int:
        """Set down a row under the table's next number."""
        number = self._next[table]
        self._next[table] = number + 1
        self._rows[table].append((number, *values))
        return number


def _span(interval: str | None) -> tuple[str | None, str | None]:
    """The first day of an interval of ISO 8601, and the last where it is another."""
    first, _, last = (interval or "").partition("/")
    return first[:10] or None, last[:10] if last[:10] > first[:10] else None


def _line(text: str) -> str:
    """A text on one line, as it is shown in lists."""
    return " ".join(text.split())
