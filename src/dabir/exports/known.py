"""A record whose facts can be looked up by their ids, as every export needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dabir.record import Party, Person, Place, Record, Time


@dataclass(frozen=True, slots=True)
class Known:
    """A record, its people, parties, times and places by id, and how many statements everybody makes."""

    record: Record
    actors: Mapping[str, Person | Party]
    times: Mapping[str, Time]
    places: Mapping[str, Place]
    said: Counter[str | None]

    @classmethod
    def of(cls, record: Record) -> Known:
        """A record made ready for looking things up."""
        return cls(
            record,
            {actor.id: actor for actor in everybody(record)},
            {time.id: time for time in record.times},
            {place.id: place for place in record.places},
            Counter(statement.speaker_id for statement in record.statements),
        )

    def actor(self, key: str | None) -> Person | Party | None:
        """The person or the party of an id; None where there is none."""
        return self.actors.get(key) if key else None

    def cast(self, keys: Iterable[str]) -> tuple[Person | Party, ...]:
        """The people and parties of several ids, in their order."""
        return tuple(self.actors[key] for key in keys if key in self.actors)

    def time(self, key: str | None) -> Time | None:
        """The time of an id; None where there is none."""
        return self.times.get(key) if key else None

    def place(self, key: str | None) -> Place | None:
        """The place of an id; None where there is none."""
        return self.places.get(key) if key else None


def everybody(record: Record) -> tuple[Person | Party, ...]:
    """The people of a record, then its parties."""
    return (*record.people, *record.parties)


def role_of(actor: Person | Party) -> str:
    """A person's post; of somebody known by a post alone the head of it; of an institution nothing."""
    return actor.role if isinstance(actor, Person) else actor.post or ""


def kind_of(actor: Person | Party) -> str:
    """`person`, or the kind of a party."""
    return "person" if isinstance(actor, Person) else actor.kind
