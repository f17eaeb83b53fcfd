"""The dossier: all that an archive knows of one person or institution, each fact with the reports that tell it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, text

from dabir.archive.answers.contradictions import Contradiction, contradictions
from dabir.archive.answers.deeds import SYMMETRIC, Deed, Participant, What, deeds_with
from dabir.archive.answers.sayings import Saying, sayings_of
from dabir.archive.answers.undertakings import Undertaking, undertakings_with
from dabir.archive.citation import Window
from dabir.archive.database import placeholders
from dabir.archive.names.latin import latin
from dabir.archive.people.bearers import bearer
from dabir.archive.people.lookup import Entity
from dabir.archive.words.analysis import search_keys

if TYPE_CHECKING:
    from dabir.archive.store import Archive


@dataclass(frozen=True, slots=True)
class Post:
    """A post or another description of somebody, as most reports write it.

    `first` and `last` are the days of the first and the last report that gives it, ISO 8601, None where no such report has a
    day; `reports` counts them.
    """

    role: str
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody whom the bearer of a dossier met, agreed or worked with, and the deeds that tell so, in order."""

    who: Participant
    deeds: tuple[Deed, ...]

    @property
    def done(self) -> int:
        """How many of the deeds have taken place."""
        return sum(deed.done for deed in self.deeds)


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
        entity, others = bearer(connection, name)
        statements = sayings_of(connection, _members(entity), window)
        return Dossier(
            entity=entity,
            latin=latin(entity.name) if entity.kind == "person" else "",
            spellings=_spellings(connection, entity),
            others=others,
            window=window,
            posts=_posts(connection, entity, window),
            statements=statements,
            acquaintances=_acquaintances(connection, entity, window),
            commitments=undertakings_with(connection, _numbers(connection, "commitment", entity), window),
            notes=_notes(connection, entity),
            contradictions=contradictions(statements),
        )


def _spellings(connection: Connection, entity: Entity) -> tuple[str, ...]:
    """The names of an entity but the one that it goes by."""
    query = f"SELECT DISTINCT a.name FROM names a WHERE {_members(entity)}"
    return tuple(sorted(set(connection.execute(text(query)).scalars()) - {entity.name}))


def _posts(connection: Connection, entity: Entity, window: Window) -> tuple[Post, ...]:
    """The roles of an entity's actors; those that differ only in writing are one."""
    query = (
        "SELECT a.role, v.id AS version, v.day FROM actors a JOIN versions v ON v.id = a.version_id"
        f" WHERE {_members(entity)} AND a.role <> ''{window.condition}"
    )
    groups: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(text(query), window.values):
        groups["".join(search_keys(row.role)) or row.role].append(row)
    posts = map(_post, groups.values())
    return tuple(
        sorted(posts, key=lambda post: (post.first is None, post.first or "", -post.reports, post.role))
    )


def _post(rows: Iterable[Row[Any]]) -> Post:
    every = list(rows)
    written = Counter(row.role for row in every)
    role = min(written, key=lambda role: (-written[role], role))
    days = [row.day for row in every if row.day]
    return Post(role, min(days, default=None), max(days, default=None), len({row.version for row in every}))


def _acquaintances(connection: Connection, entity: Entity, window: Window) -> tuple[Acquaintance, ...]:
    deeds = deeds_with(connection, _numbers(connection, "event", entity), window, SYMMETRIC)
    met: defaultdict[int | str, list[Deed]] = defaultdict(list)
    who: dict[int | str, Participant] = {}
    for deed in deeds:
        for other in _others(deed, entity):
            who.setdefault(other.key, other)
            met[other.key].append(deed)
    found = (Acquaintance(who[key], tuple(met[key])) for key in who)
    return tuple(sorted(found, key=lambda one: (-one.done, -len(one.deeds), one.who.name, one.who.actor)))


def _others(deed: Deed, entity: Entity) -> list[Participant]:
    """With whom an entity did something: the other side; where there is none, the rest of its own."""
    sides = deed.sources, deed.targets
    own, other = sides if any(one.entity == entity.id for one in deed.sources) else sides[::-1]
    return [one for one in other or own if one.entity != entity.id]


def _numbers(connection: Connection, what: What, entity: Entity) -> list[int]:
    """The numbers of the events or commitments that an entity has to do with."""
    # CROSS JOIN, and no order, keep SQLite from beginning anywhere but with the actors.
    query = (
        "SELECT sd.of_id FROM actors a CROSS JOIN sides sd"
        f" WHERE {_members(entity)} AND sd.actor_id = a.id AND sd.what = :what"
    )
    return sorted(set(connection.execute(text(query), {"what": what}).scalars()))


def _notes(connection: Connection, entity: Entity) -> tuple[Note, ...]:
    query = "SELECT at, payload FROM decisions WHERE kind = 'note' AND undone IS NULL ORDER BY at, id"
    told = [(row.at, json.loads(row.payload)) for row in connection.execute(text(query))]
    return tuple(Note(at, note["text"]) for at, note in told if note.get("entity") in entity.members)


def _members(entity: Entity) -> str:
    """The condition on an actor `a` that it is an entity or what was merged into it."""
    return f"a.entity_id IN ({placeholders(entity.members)})"
