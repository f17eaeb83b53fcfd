"""Deeds while the report is being read: their parties and their tellings, and which tellings are of one deed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dabir.facts.drafts import Draft
from dabir.facts.events.cast import Members
from dabir.facts.events.frames import MUTUAL
from dabir.facts.ranges import Range
from dabir.facts.times.find import When
from dabir.record import Status


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of a deed: its words, and how it stands there."""

    words: Range
    extent: Range
    status: Status
    draft: Draft | None
    when: When | None
    clause: Range
    sure: bool


@dataclass(slots=True)
class Deed:
    """One event: its type and mode, its parties, and its tellings in order."""

    type: str
    mode: str | None
    sources: Members
    targets: Members
    tellings: list[Telling] = field(default_factory=list)

    def take(self, other: Deed) -> None:
        """Take in another telling of the deed: its mode, and the parties that it adds to either side."""
        self.tellings += other.tellings
        self.mode = self.mode or other.mode
        crossed = not _meet(self.sources, other.sources) and _meet(self.sources, other.targets)
        sides = (other.targets, other.sources) if crossed else (other.sources, other.targets)
        ours = {id(one) for one in (*self.sources, *self.targets)}
        self.sources = (*self.sources, *(one for one in sides[0] if id(one) not in ours))
        ours |= {id(one) for one in self.sources}
        self.targets = (*self.targets, *(one for one in sides[1] if id(one) not in ours))


def merged(deeds: Iterable[Deed]) -> list[Deed]:
    """The deeds each once: of one type, with a party of each side in common, of mutual ones whichever side it stands on."""
    found: list[Deed] = []
    for deed in deeds:
        known = next((other for other in found if _same(deed, other)), None)
        if known is None:
            found.append(deed)
        else:
            known.take(deed)
    return found


def settled(found: list[Deed], loose: Iterable[Deed]) -> list[Deed]:
    """Deeds with the tellings that leave a party out, each with the nearest deed of its type that it can be of.

    Args:
        found: The deeds whose parties are told.
        loose: Deeds of one telling, with the parties alone that it tells.
    """
    for deed in loose:
        at = deed.tellings[0].words.first
        own = {id(one) for one in (*deed.sources, *deed.targets)}
        fit = [
            other
            for other in found
            if other.type == deed.type
            and (not own or not own.isdisjoint(map(id, (*other.sources, *other.targets))))
        ]
        if fit:
            known = min(fit, key=lambda other: min(abs(one.words.first - at) for one in other.tellings))
            known.tellings = sorted((*known.tellings, *deed.tellings), key=lambda one: one.words)
    return found


def _same(one: Deed, other: Deed) -> bool:
    if one.type != other.type or _apart(one, other):
        return False
    if not one.targets or not other.targets:
        return not one.targets and not other.targets and _meet(one.sources, other.sources)
    straight = _meet(one.sources, other.sources) and _meet(one.targets, other.targets)
    if straight or one.type not in MUTUAL:
        return straight
    return _meet(one.sources, other.targets) and _meet(one.targets, other.sources)


def _apart(one: Deed, other: Deed) -> bool:
    """Whether they are told of different days: both have a day, and none is the same."""
    days = [
        [each.when.value.interval for each in deed.tellings if each.when is not None] for deed in (one, other)
    ]
    some, others = ([_ends(each) for each in each_side if each] for each_side in days)
    return bool(some and others) and not any(
        first <= until and since <= last for first, last in some for since, until in others
    )


def _ends(interval: str) -> tuple[str, str]:
    """The first and the last day of an interval."""
    first, _, last = interval.partition("/")
    return first[:10], (last or first)[:10]


def _meet(some: Members, others: Members) -> bool:
    return any(one is another for one in some for another in others)
