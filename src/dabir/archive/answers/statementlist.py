"""The list of statements: those in reports that match a question, by words, speaker and act, those added last first.

The list goes on behind a statement that is named, so that nothing is repeated or missed while the archive grows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from dabir.archive.answers.sayings import FIELDS, Saying
from dabir.archive.answers.side import side
from dabir.archive.citation import Window
from dabir.archive.finding.matching import matching
from dabir.archive.finding.query import Everything, parsed, positive_keys
from dabir.archive.words.analysis import STOP
from dabir.archive.words.sieve import holds_all

if TYPE_CHECKING:
    from dabir.archive.store import Archive
    from dabir.record import Act, Form

# Statements that are looked through at a time for the words of a question.
LOOKED = 1000
_ALWAYS = Window()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which statements are asked for; what is "" or None binds nothing.

    Attributes:
        question: A query; statements that hold its words, in reports that match it.
        speaker: Who has said them: a person, an institution or a country.
        act: What is done by saying them («promise»).
        form: «direct» or «indirect».
        days: The days of publication, ISO 8601.
    """

    question: str = ""
    speaker: str = ""
    act: Act | None = None
    form: Form | None = None
    days: Window = _ALWAYS


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: the version of the report and the number of the statement that is there."""

    version: int
    statement: int


@dataclass(frozen=True, slots=True)
class Statements:
    """A part of a list of statements, and where it goes on; None at its end.

    Of a question's words, so many statements are looked through at a time: the part may be short, or empty, and go on.
    """

    listed: tuple[Saying, ...]
    behind: Place | None


def statements(archive: Archive, asked: Asked, *, behind: Place | None = None, count: int = 20) -> Statements:
    """The statements that are asked for, those of the reports that were added last first; copies tell nothing here.

    Args:
        archive: Where they are.
        asked: Which ones.
        behind: Where the list goes on; its beginning, if nothing is said.
        count: How many at most.

    Raises:
        QueryError: A field of the question has no such value.
        ArchiveError: The archive names nobody as `speaker` has it.
    """
    node = parsed(asked.question)
    keys = frozenset(key for key in positive_keys(node) if not key.endswith("*"))
    keys = keys - STOP or keys
    looked = LOOKED if keys else count
    with archive.reading() as connection:
        where, values = _binding(archive, connection, asked)
        rows = _rows(connection, where, values, behind, looked + 1)
    found: list[Saying] = []
    last: Saying | None = None
    for last in rows[:looked]:
        if holds_all(last.text, keys):
            found.append(last)
        if len(found) == count:
            break
    goes_on = last is not None and last.id != rows[-1].id
    return Statements(tuple(found), Place(last.citation.version, last.id) if last and goes_on else None)


def _binding(archive: Archive, connection: Connection, asked: Asked) -> tuple[list[str], dict[str, object]]:
    """What binds statements `s` of versions `v` and actors `a`, as SQL, and the values in it."""
    where, values = ["r.copy_of IS NULL"], dict[str, object](asked.days.values)
    where += [asked.days.condition.removeprefix(" AND ")] if asked.days.values else []
    for column, value in (("act", asked.act), ("form", asked.form)):
        if value is not None:
            where.append(f"s.{column} = :said_{column}")
            values[f"said_{column}"] = value
    if asked.speaker:
        who = side(connection, asked.speaker).condition("a")
        where.append(f"s.actor_id IN (SELECT a.id FROM actors a WHERE {who})")
    node = parsed(asked.question)
    if node != Everything():
        found = matching(archive.database, connection, node)
        where.append(f"v.id IN (SELECT {found.version} FROM {found.source} WHERE {found.condition})")
        values |= found.values
    return where, values


def _rows(
    connection: Connection, where: list[str], values: dict[str, object], behind: Place | None, count: int
) -> list[Saying]:
    if behind:
        where = [
            *where,
            "s.version_id <= :at_version AND (s.version_id < :at_version OR s.id > :at_statement)",
        ]
        values = {**values, "at_version": behind.version, "at_statement": behind.statement}
    query = (
        f"SELECT {FIELDS} FROM statements s JOIN versions v ON v.id = s.version_id JOIN reports r ON r.current = v.id"
        f" WHERE {' AND '.join(where)} ORDER BY s.version_id DESC, s.id LIMIT :most"
    )
    return [Saying.of(row) for row in connection.execute(text(query), {**values, "most": count})]
