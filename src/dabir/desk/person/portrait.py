"""Portraits: what an archive knows of somebody, as far as his pages show it; each part is worked out once for a revision.

Of those of whom thousands of reports speak a stated part is looked at, so that every page is quick: `NEWEST` reports, those
that were added last, for whom they met and what they promised, and as many of their newest statements for contradictions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from dabir.archive.answers.company import Acquaintance, acquaintances, numbers_of
from dabir.archive.answers.contradictions import Contradiction, contradictions
from dabir.archive.answers.posts import Post, posts
from dabir.archive.answers.sayings import Saying
from dabir.archive.answers.spoken import Brief, Spoken, sayings_at, spoken
from dabir.archive.answers.subject import Subject, entity_names, names_of, subject_of
from dabir.archive.answers.undertakings import Undertaking, undertakings_with
from dabir.archive.citation import Window
from dabir.archive.people.bearers import bearers
from dabir.desk.mending import mended
from dabir.desk.refusals import NotFoundError
from dabir.facts.lexicon import country_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from dabir.archive.answers.deeds import Participant
    from dabir.archive.people.lookup import Entity
    from dabir.desk.visits import Visit

T = TypeVar("T")

# Of so many reports and statements, the newest, the pages tell who was met, what was promised and what contradicts.
NEWEST = 1000
# Others of one name.
_OTHERS = 8
_LONGEST = 18  # digits of a number that a database can hold


@dataclass(frozen=True, slots=True)
class Portrait:
    """Somebody, as a visit asks for him."""

    visit: Visit
    subject: Subject

    @property
    def entity(self) -> Entity:
        """The person or the institution."""
        return self.subject.entity

    @property
    def name(self) -> str:
        """The name as it is shown: a person's as it is, any other, made of words, in restored writing."""
        return shown(self.entity)

    @property
    def kind(self) -> str:
        """What it is."""
        return kind_of(self.entity)

    @property
    def whole(self) -> bool:
        """Whether all reports that name him are looked at."""
        return self.entity.reports + len(self.subject.alone) <= NEWEST

    def spellings(self) -> tuple[str, ...]:
        """The other names under which reports speak of him."""
        with self.visit.archive.reading() as connection:
            return tuple(sorted(names_of(connection, self.entity) - {self.entity.name}))

    def likely(self) -> tuple[tuple[int, str, int], ...]:
        """Who is most likely meant by a surname alone: their numbers, their names, and in how many reports."""
        with self.visit.archive.reading() as connection:
            names = entity_names(connection, (who for who, _ in self.subject.likely))
        return tuple((who, names[who], number) for who, number in self.subject.likely)

    def others(self) -> tuple[Entity, ...]:
        """Others of the name, and people of the surname; not those who are himself wherever they are named."""
        name = self.entity.name
        asked = [name, name.split()[-1]] if self.entity.kind == "person" and name.split() else [name]
        with self.visit.archive.reading() as connection:
            found = {one.id: one for each in asked for one in bearers(connection, each)}
        found.pop(self.entity.id, None)
        return tuple(one for one in found.values() if not self._is_he(one))[:_OTHERS]

    def _is_he(self, other: Entity) -> bool:
        """Whether another entity, a surname alone, stands for him in all its reports."""
        own = {one.report for one in self.subject.alone if one.entity in other.members}
        return len(own) >= other.reports

    def posts(self) -> tuple[Post, ...]:
        """What reports call him."""
        return self._recalled("posts", lambda connection: posts(connection, self.subject, Window()))

    def spoken(self, words: str = "") -> Spoken:
        """What he has said, in short; with words, the statements that have them."""
        database = self.visit.archive.database
        return self._recalled(
            ("spoken", words), lambda connection: spoken(database, connection, self.subject, words)
        )

    def sayings(self, briefs: Sequence[Brief]) -> tuple[Saying, ...]:
        """Statements with their words."""
        with self.visit.archive.reading() as connection:
            return sayings_at(connection, [one.id for one in briefs])

    def company(self, window: Window) -> tuple[Acquaintance, ...]:
        """Whom he met, the most met first."""
        find = partial(acquaintances, subject=self.subject, window=window, newest=NEWEST)
        return self._recalled(("company", window), find)

    def promises(self, window: Window) -> tuple[Undertaking, ...]:
        """What binds him and others towards him, in order."""

        def find(connection: Connection) -> tuple[Undertaking, ...]:
            numbers = numbers_of(connection, "commitment", self.subject, newest=NEWEST)
            return undertakings_with(connection, numbers, window)

        return self._recalled(("promises", window), find)

    def contradictions(self) -> tuple[Contradiction, ...]:
        """His statements that do not go together, the likest first."""
        briefs = self.spoken().briefs[:NEWEST]

        def find(connection: Connection) -> tuple[Contradiction, ...]:
            # In the order in which they were said, as `contradictions` takes them.
            return contradictions(sayings_at(connection, [one.id for one in reversed(briefs)]))

        return self._recalled("contradictions", find)

    def _recalled(self, what: object, find: Callable[[Connection], T]) -> T:
        def make() -> T:
            with self.visit.archive.reading() as connection:
                return find(connection)

        return self.visit.recalled(("portrait", self.entity.id, what), make)


def kind_of(one: Entity | Participant) -> str:
    """What somebody is: a government that goes by its country's name is a country."""
    is_country = one.kind == "institution" and one.name == country_name(one.country)
    return "country" if is_country else one.kind


def shown(entity: Entity) -> str:
    """The name of somebody as it is shown."""
    return entity.name if entity.kind == "person" else mended(entity.name)


def portrait(visit: Visit, written: str) -> Portrait:
    """The portrait of the entity of a number, or of the one that stands for it.

    Raises:
        NotFoundError: There is none.
    """
    number = int(written) if written.isdecimal() and len(written) <= _LONGEST else 0

    def look() -> Subject | None:
        with visit.archive.reading() as connection:
            return subject_of(connection, number)

    subject = visit.recalled(("subject", number), look)
    if subject is None:
        raise NotFoundError(written)
    return Portrait(visit, subject)
