"""Sayings: what some actors of an archive have said, in order, what copies of a report repeat told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, text

from dabir.archive.citation import COLUMNS, Citation, Window, told_once
from dabir.record import Act, Form


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement, and the report that has it.

    `id` is its number in the archive and `local` its id in the record; `start` and `end` are code points of the report's
    text, `text` the words on one line; `copies` counts the copies of the report that repeat it.
    """

    id: int
    local: str
    speaker: str
    form: Form
    act: Act
    start: int
    end: int
    text: str
    citation: Citation
    copies: int = 0

    @classmethod
    def of(cls, row: Row[Any]) -> Saying:
        """The statement in a row of `FIELDS`."""
        citation = Citation.of(row)
        return cls(row.id, row.local, row.speaker, row.form, row.act, row.first, row.last, row.text, citation)


# What a query selects of a statement `s`, its version `v` and report `r`.
FIELDS = f"s.id, s.local, s.speaker, s.form, s.act, s.first, s.last, s.text, {COLUMNS}"


def sayings_of(connection: Connection, condition: str, window: Window) -> tuple[Saying, ...]:
    """What the actors `a` who meet a condition have said, in the order of publication."""
    # CROSS JOIN keeps SQLite from beginning anywhere but with the actors.
    query = (
        f"SELECT {FIELDS} FROM actors a CROSS JOIN statements s JOIN versions v ON v.id = s.version_id"
        f" JOIN reports r ON r.id = v.report_id WHERE {condition} AND s.actor_id = a.id{window.condition}"
    )
    return said_once(map(Saying.of, connection.execute(text(query), window.values)))


def said_once(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    """Statements in the order of publication; those that a copy of a report repeats are counted with the first."""
    return tuple(replace(first, copies=len(again)) for first, *again in told_once(sayings))
