"""Found: the events that a choice finds, remembered, with what is wrong about the choice instead of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dabir.archive import ArchiveError, QueryError
from dabir.archive.answers.happenings import Happening, Happenings, happenings, spots, types

if TYPE_CHECKING:
    from dabir.archive.answers.happenings import Asked, Spot
    from dabir.desk.visits import Visit

_NONE = Happenings((), more=False)


@dataclass(frozen=True, slots=True)
class Found:
    """Events, and where they took place and how many there are of each type, as a visitor asks for them.

    `fault` is why there are none: a sentence in English, "" where nothing is wrong.
    """

    visit: Visit
    asked: Asked
    all: Happenings
    fault: str = ""

    @classmethod
    def of(cls, visit: Visit, asked: Asked) -> Found:
        """What is found."""
        try:
            return cls(visit, asked, _recalled(visit, asked))
        except (ArchiveError, QueryError) as fault:
            return cls(visit, asked, _NONE, str(fault))

    @property
    def events(self) -> tuple[Happening, ...]:
        """The events, the latest first."""
        return self.all.events

    def types(self) -> list[tuple[str, int]]:
        """How many there are of each type, of other types as well if one is asked for."""
        if self.fault or not self.asked.type:
            return types(self.events)
        return types(_recalled(self.visit, replace(self.asked, type="")).events)

    def spots(self) -> list[Spot]:
        """Where they took place."""
        if self.fault:
            return []
        located = replace(self.asked, located=True)
        return self.visit.recalled(
            ("spots", located), lambda: spots(self.visit.archive, _recalled(self.visit, located).events)
        )


def _recalled(visit: Visit, asked: Asked) -> Happenings:
    return visit.recalled(("happenings", asked), lambda: happenings(visit.archive, asked))
