"""Corrected: a record as the archive shows it, with what editors have said of its statements laid upon it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Row, text

from dabir.archive.people.corrections import meant, standing
from dabir.archive.people.ledger import Decision, Kind

if TYPE_CHECKING:
    from dabir.record import Party, Person, Record, Statement

_SHOWN = (
    "SELECT s.local, s.speaker, s.first, s.last, a.local AS actor FROM statements s"
    " LEFT JOIN actors a ON a.id = s.actor_id WHERE s.version_id = :version"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor has corrected in a statement.

    Attributes:
        number: The decision's number, by which it is taken back.
        kind: «reattribute» or «bounds».
        at: When it was decided, ISO 8601 in UTC.
        by: The account of the editor; None where it was not told.
    """

    number: int
    kind: Kind
    at: str
    by: str | None


class Corrected(NamedTuple):
    """A record as editors have corrected it.

    Attributes:
        record: The record.
        corrections: What they have corrected, in order, by the ids of the statements.
        found: These statements as the reader found them, by their ids.
    """

    record: Record
    corrections: Mapping[str, tuple[Correction, ...]]
    found: Mapping[str, Statement]


def corrected(connection: Connection, version_id: int, record: Record) -> Corrected:
    """A version's record with the corrections in it that hold.

    Args:
        connection: A connection to the archive.
        version_id: The version. One that is no longer its report's newest is shown as the reader found it.
        record: Its record, as it is kept.
    """
    shown = {row.local: row for row in connection.execute(text(_SHOWN), {"version": version_id})}
    found = _by_statement(record, standing(connection, version_id)) if shown else {}
    if not found:
        return Corrected(record, {}, {})
    everybody: tuple[Person | Party, ...] = (*record.people, *record.parties)
    actors = {one.id: one for one in everybody}
    statements = tuple(
        _as_shown(said, shown[said.id], record.text, actors)
        if said.id in found and said.id in shown
        else said
        for said in record.statements
    )
    read = {said.id: said for said in record.statements if said.id in found}
    return Corrected(replace(record, statements=statements), found, read)


def _by_statement(record: Record, decisions: Iterable[Decision]) -> dict[str, tuple[Correction, ...]]:
    """The corrections of a record's statements."""
    found: defaultdict[str, list[Correction]] = defaultdict(list)
    for one in decisions:
        said = meant(record, one.payload)
        if said is not None:
            found[said.id].append(Correction(one.id, one.kind, one.at, one.payload.get("by")))
    return {statement: tuple(own) for statement, own in found.items()}


def _as_shown(said: Statement, row: Row[Any], whole: str, actors: Mapping[str, Person | Party]) -> Statement:
    """A statement with the speaker and the words that the archive shows."""
    named = row.actor == said.speaker_id or _names(said, actors.get(row.actor))
    return replace(
        said,
        start=row.first,
        end=row.last,
        text=whole[row.first : row.last],
        speaker=row.speaker,
        speaker_id=row.actor,
        mention=said.mention if named else None,
    )


def _names(said: Statement, speaker: Person | Party | None) -> bool:
    """Whether the words that name the speaker of a statement name this one."""
    words = said.mention
    if words is None or speaker is None:
        return False
    return any(one.start < words.end and words.start < one.end for one in speaker.mentions)
