"""Company: whom somebody met, agreed or worked with, and by which events and commitments he is found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, text

from dabir.archive.answers.deeds import SYMMETRIC, Deed, Participant, What, deeds_with
from dabir.archive.answers.subject import Subject
from dabir.archive.citation import Window


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody whom the bearer of a dossier met, agreed or worked with, and the deeds that tell so, in order."""

    who: Participant
    deeds: tuple[Deed, ...]

    @property
    def done(self) -> int:
        """How many of the deeds have taken place."""
        return sum(deed.done for deed in self.deeds)


def acquaintances(
    connection: Connection, subject: Subject, window: Window, *, newest: int | None = None
) -> tuple[Acquaintance, ...]:
    """Whom somebody met, agreed or worked with, the most met first.

    Args:
        connection: Where to look.
        subject: Who.
        window: When the reports were published.
        newest: Look only at so many of the reports that name him, those that were added last.
    """
    numbers = numbers_of(connection, "event", subject, newest=newest)
    met: defaultdict[int | str, list[Deed]] = defaultdict(list)
    who: dict[int | str, Participant] = {}
    for deed in deeds_with(connection, numbers, window, SYMMETRIC):
        for other in _others(deed, subject):
            who.setdefault(other.key, other)
            met[other.key].append(deed)
    found = (Acquaintance(who[key], tuple(met[key])) for key in who)
    return tuple(sorted(found, key=lambda one: (-one.done, -len(one.deeds), one.who.name, one.who.actor)))


def _others(deed: Deed, subject: Subject) -> list[Participant]:
    """With whom somebody did something: the other side; where there is none, the rest of the own."""
    sides = deed.sources, deed.targets
    own, other = sides if any(map(subject.is_meant, deed.sources)) else sides[::-1]
    return [one for one in other or own if not subject.is_meant(one)]


def numbers_of(
    connection: Connection, what: What, subject: Subject, *, newest: int | None = None
) -> list[int]:
    """The numbers of the events or commitments that somebody has to do with.

    Args:
        connection: Where to look.
        what: Which of them.
        subject: Who.
        newest: Look only at so many of the reports that name him, those that were added last.
    """
    actors = f"SELECT a.id FROM actors a WHERE {subject.condition('a')}"
    if newest is not None:
        actors += f" ORDER BY a.id DESC LIMIT {int(newest)}"
    # CROSS JOIN, and no order, keep SQLite from beginning anywhere but with the actors.
    query = (
        f"SELECT sd.of_id FROM ({actors}) m CROSS JOIN sides sd WHERE sd.actor_id = m.id AND sd.what = :what"
    )
    return sorted(set(connection.execute(text(query), {"what": what}).scalars()))
