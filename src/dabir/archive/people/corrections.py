"""Corrections: an editor's word on who said a statement, and on where it begins and ends.

A correction belongs to one text of one report, and to the place at which the reader had found the statement. It is laid upon
what a reader finds there, so that it holds when the text is read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Row, text

from dabir.archive.finding import traits
from dabir.archive.people import ledger
from dabir.archive.people.ledger import Decision, Kind, Payload
from dabir.archive.preparing import unpacked
from dabir.archive.refusal import ArchiveError

if TYPE_CHECKING:
    from dabir.archive.store import Archive
    from dabir.record import Record, Statement

KINDS: tuple[Kind, ...] = ("reattribute", "bounds")
# A statement that overlaps the place of a correction by this share of both together is the one that was meant.
SAME = 0.5


class _Read(NamedTuple):
    """A version of a report, and what the reader has found in it."""

    id: int
    report: str
    text_hash: str
    record: Record


def reattribute(
    archive: Archive, report: str, statement: str, speaker: str | None, *, by: str | None = None
) -> Decision:
    """Say who said a statement.

    Args:
        archive: The archive.
        report: The report's name.
        statement: The statement's id in the report's newest record («s3»).
        speaker: The id of a person or a party in that record («p1»); None if nobody in it can be meant.
        by: The account of the editor who says so.

    Raises:
        ArchiveError: The report, the statement or the speaker is not there, or it is attributed so already.
    """
    with archive.database.writing() as connection:
        version, said = _statement(connection, report, statement)
        actor = None if speaker is None else _speaker(connection, version, speaker)
        payload = {
            **_place(version, said, by),
            "speaker": actor.name if actor else "",
            "local": actor.local if actor else None,
            "entity": actor.entity_id if actor else None,
        }
        shown = _shown(connection, version, said)
        if (shown.actor_id, shown.speaker) == (actor.id if actor else None, payload["speaker"]):
            raise ArchiveError(f"{statement} of {report} is attributed so already: name another speaker.")
        return _decide(archive, connection, "reattribute", payload, version)


def bounds(
    archive: Archive, report: str, statement: str, start: int, end: int, *, by: str | None = None
) -> Decision:
    """Say where the words of a statement begin and end.

    Args:
        archive: The archive.
        report: The report's name.
        statement: The statement's id in the report's newest record («s3»).
        start: Where it begins in the report's text, in code points.
        end: Where it ends.
        by: The account of the editor who says so.

    Raises:
        ArchiveError: The report or the statement is not there, the offsets hold no words, or it has them already.
    """
    with archive.database.writing() as connection:
        version, said = _statement(connection, report, statement)
        whole = version.record.text
        if not 0 <= start < end <= len(whole) or not whole[start:end].strip():
            raise ArchiveError(
                f"{start} to {end} holds no words of {report}: its text has {len(whole)} code points, counted from 0."
            )
        shown = _shown(connection, version, said)
        if (shown.first, shown.last) == (start, end):
            raise ArchiveError(f"{statement} of {report} has these bounds already: give others.")
        payload = {**_place(version, said, by), "first": start, "last": end}
        return _decide(archive, connection, "bounds", payload, version)


def apply(connection: Connection, version_id: int) -> None:
    """Lay the corrections that hold upon a version whose facts were just written; doing it twice changes nothing more.

    Args:
        connection: A writing transaction.
        version_id: The version.
    """
    head = _head(connection, "v.id = :of", version_id)
    if head is None:
        return
    found = _standing(connection, head)
    if found:
        _lay(connection, _read(head), found)


def withdraw(connection: Connection, payload: Payload) -> None:
    """Show a statement as the reader found it and the corrections that still hold want it, when one was taken back."""
    head = _head(connection, "r.name = :of AND v.id = r.current", payload["report"])
    if head is None or bytes(head.text_hash).hex() != payload["text_hash"]:
        return  # the text that it was about is no longer the newest
    version = _read(head)
    said = meant(version.record, payload)
    if said is None:
        return
    actor = text("SELECT id FROM actors WHERE version_id = :version AND local = :local")
    values = {"version": version.id, "local": said.speaker_id or ""}
    changed = {
        "actor_id": connection.execute(actor, values).scalar(),
        "speaker": _storable(connection, said.speaker),
        "first": said.start,
        "last": said.end,
        "text": _line(connection, said.text),
    }
    _update(connection, version.id, said.id, changed)
    apply(connection, version.id)


def standing(connection: Connection, version_id: int) -> list[Decision]:
    """The corrections of a version that hold, in order."""
    head = _head(connection, "v.id = :of", version_id)
    return _standing(connection, head) if head else []


# The statement that is meant ------------------------------------------------------------------------------------------


def _head(connection: Connection, condition: str, of: str | int) -> Row[Any] | None:
    query = "SELECT v.id, r.name, v.text_hash, v.record FROM versions v JOIN reports r ON r.id = v.report_id"
    return connection.execute(text(f"{query} WHERE {condition}"), {"of": of}).first()


def _read(head: Row[Any]) -> _Read:
    return _Read(head.id, head.name, bytes(head.text_hash).hex(), unpacked(bytes(head.record)))


def _statement(connection: Connection, report: str, statement: str) -> tuple[_Read, Statement]:
    """A statement of a report's newest version, as the reader found it."""
    head = _head(connection, "r.name = :of AND v.id = r.current", report)
    if head is None:
        raise ArchiveError(f"{report}: the archive holds no report of that name; `dabir search` shows names.")
    version = _read(head)
    found = next((said for said in version.record.statements if said.id == statement), None)
    if found is None:
        raise ArchiveError(f"{report} has no statement {statement}: its record shows their ids.")
    return version, found


def _speaker(connection: Connection, version: _Read, local: str) -> Row[Any]:
    query = text(
        "SELECT id, local, name, entity_id FROM actors WHERE version_id = :version AND local = :local"
    )
    found = connection.execute(query, {"version": version.id, "local": local}).first()
    if found is None:
        raise ArchiveError(f"{version.report} has no person or party {local}: its record shows their ids.")
    return found


def _shown(connection: Connection, version: _Read, said: Statement) -> Row[Any]:
    """A statement as the archive shows it."""
    query = text(
        "SELECT actor_id, speaker, first, last FROM statements WHERE version_id = :version AND local = :local"
    )
    return connection.execute(query, {"version": version.id, "local": said.id}).one()


def _place(version: _Read, said: Statement, by: str | None) -> dict[str, Any]:
    """By what a statement is found again, and who has corrected it."""
    return {
        "report": version.report,
        "text_hash": version.text_hash,
        "start": said.start,
        "end": said.end,
        **({"by": by} if by else {}),
    }


def meant(record: Record, payload: Payload) -> Statement | None:
    """The statement of a record at the place of a correction."""
    ranked = [(_overlap(said, payload), -number) for number, said in enumerate(record.statements)]
    share, number = max(ranked, default=(0.0, 0))
    return record.statements[-number] if share >= SAME else None


def _overlap(said: Statement, payload: Payload) -> float:
    """The share of two places that is in both."""
    both = min(said.end, payload["end"]) - max(said.start, payload["start"])
    either = max(said.end, payload["end"]) - min(said.start, payload["start"])
    return max(0, both) / either if either else 1.0


# Laying corrections upon it -------------------------------------------------------------------------------------------


def _decide(
    archive: Archive, connection: Connection, kind: Kind, payload: Payload, version: _Read
) -> Decision:
    decision = ledger.keep(archive.database, connection, kind, payload)
    _lay(connection, version, [decision])
    return decision


def _standing(connection: Connection, head: Row[Any]) -> list[Decision]:
    """The corrections of a version that hold; two reports may have one text."""
    found = ledger.naming(connection, KINDS, bytes(head.text_hash).hex())
    return [one for one in found if one.payload["report"] == head.name]


def _lay(connection: Connection, version: _Read, corrections: list[Decision]) -> None:
    for decision in corrections:
        said = meant(version.record, decision.payload)
        if said is not None:
            _update(connection, version.id, said.id, dict(_changes(connection, version, decision)))


def _changes(connection: Connection, version: _Read, decision: Decision) -> Iterator[tuple[str, Any]]:
    """The columns that a correction sets."""
    payload = decision.payload
    if decision.kind == "reattribute":
        yield "actor_id", _actor(connection, version.id, payload)
        yield "speaker", payload["speaker"]
        return
    yield "first", payload["first"]
    yield "last", payload["last"]
    yield "text", _line(connection, version.record.text[payload["first"] : payload["last"]])


def _actor(connection: Connection, version: int, payload: Payload) -> int | None:
    """The actor whom a correction means: of this name, else of this entity; a later reader may have given it another id."""
    if payload["local"] is None:
        return None
    query = text(
        "SELECT id FROM actors WHERE version_id = :version AND (name = :name OR entity_id = :entity)"
        " ORDER BY CASE WHEN name = :name THEN 0 ELSE 1 END, CASE WHEN local = :local THEN 0 ELSE 1 END, id LIMIT 1"
    )
    values = {
        "version": version,
        "name": payload["speaker"],
        "entity": payload["entity"],
        "local": payload["local"],
    }
    return connection.execute(query, values).scalar()


def _update(connection: Connection, version: int, local: str, values: dict[str, Any]) -> None:
    setting = ", ".join(f"{column} = :{column}" for column in values)
    query = f"UPDATE statements SET {setting} WHERE version_id = :version AND local = :local"
    connection.execute(text(query), {**values, "version": version, "local": local})
    traits.write(connection, [version])


def _line(connection: Connection, words: str) -> str:
    """Words on one line, as facts are written."""
    return _storable(connection, " ".join(words.split()))


def _storable(connection: Connection, words: str) -> str:
    """Words as the database can keep them: a text of PostgreSQL holds no zero."""
    return words if connection.dialect.name == "sqlite" else words.replace("\0", "\ufffd")
