"""The dossier: all that an archive knows of one person or institution, each fact with the reports that tell it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from dabir.archive.answers.company import Acquaintance, acquaintances, numbers_of
from dabir.archive.answers.contradictions import Contradiction, contradictions
from dabir.archive.answers.posts import Post, posts
from dabir.archive.answers.sayings import Saying, sayings_of
from dabir.archive.answers.subject import Subject, names_of, subject_named, subject_of
from dabir.archive.answers.undertakings import Undertaking, undertakings_with
from dabir.archive.citation import Window
from dabir.archive.names.latin import latin
from dabir.archive.people.lookup import Entity
from dabir.archive.people.surnames import Alone
from dabir.archive.refusal import ArchiveError

if TYPE_CHECKING:
    from dabir.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Note:
    """What an editor has noted; `at` is when, ISO 8601 in UTC."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of an entity between two days.

    Attributes:
        entity: Whom the dossier is of.
        latin: A person's name in Latin letters; "" for others.
        spellings: Other ways in which reports write the name.
        others: Further entities that the name may mean, the most named first.
        window: Which days of publication were asked for.
        posts: What the reports call the person, in the order in which they begin.
        statements: What was said, in order.
        acquaintances: Whom the entity met, agreed or worked with, the most met first.
        commitments: The promises and agreements that bind the entity, or others towards it, in order.
        notes: What editors have noted, in order.
        contradictions: Statements that do not go together, side by side, the likest first.
        by_surname: The names of the reports that give a surname alone, by which this person is most likely meant
            (`people.surnames`), in order; what they tell is among the rest.
    """

    entity: Entity
    latin: str
    spellings: tuple[str, ...]
    others: tuple[Entity, ...]
    window: Window
    posts: tuple[Post, ...]
    statements: tuple[Saying, ...]
    acquaintances: tuple[Acquaintance, ...]
    commitments: tuple[Undertaking, ...]
    notes: tuple[Note, ...]
    contradictions: tuple[Contradiction, ...]
    by_surname: tuple[str, ...] = ()


def dossier(archive: Archive, name: str, *, after: str | None = None, before: str | None = None) -> Dossier:
    """What an archive knows of a person or an institution.

    Args:
        archive: Where to look.
        name: A full name, a surname, a name in Latin letters, or a country or its capital for its government.
        after: Only of reports published on this day (ISO 8601) or later.
        before: Only of reports published on this day or before.

    Raises:
        ArchiveError: The archive names nobody so, or a day is none.
    """
    window = Window.checked(after, before)
    with archive.reading() as connection:
        return _dossier(connection, subject_named(connection, name, window), window)


def dossier_of(
    archive: Archive, entity: int, *, after: str | None = None, before: str | None = None
) -> Dossier:
    """What an archive knows of the entity of a number, or of the one that stands for it.

    Args:
        archive: Where to look.
        entity: The number.
        after: Only of reports published on this day (ISO 8601) or later.
        before: Only of reports published on this day or before.

    Raises:
        ArchiveError: There is no such entity, or a day is none.
    """
    window = Window.checked(after, before)
    with archive.reading() as connection:
        subject = subject_of(connection, entity, window)
        if subject is None:
            raise ArchiveError(
                f"there is no entity {entity} in the archive: `dabir decide find` shows their numbers."
            )
        return _dossier(connection, subject, window)


def _dossier(connection: Connection, subject: Subject, window: Window) -> Dossier:
    entity = subject.entity
    statements = sayings_of(connection, subject.condition("a"), window)
    return Dossier(
        entity=entity,
        latin=latin(entity.name) if entity.kind == "person" else "",
        spellings=tuple(sorted(names_of(connection, entity) - {entity.name})),
        others=subject.others,
        window=window,
        posts=posts(connection, subject, window),
        statements=statements,
        acquaintances=acquaintances(connection, subject, window),
        commitments=undertakings_with(connection, numbers_of(connection, "commitment", subject), window),
        notes=_notes(connection, entity),
        contradictions=contradictions(statements),
        by_surname=_reports(subject.alone),
    )


def _reports(alone: Iterable[Alone]) -> tuple[str, ...]:
    """The names of the reports in which some actors are, in order."""
    ordered = sorted(alone, key=lambda one: (one.day is None, one.day or "", one.place.version))
    return tuple(dict.fromkeys(one.report for one in ordered))


def _notes(connection: Connection, entity: Entity) -> tuple[Note, ...]:
    query = "SELECT at, payload FROM decisions WHERE kind = 'note' AND undone IS NULL ORDER BY at, id"
    told = [(row.at, json.loads(row.payload)) for row in connection.execute(text(query))]
    return tuple(Note(at, note["text"]) for at, note in told if note.get("entity") in entity.members)
