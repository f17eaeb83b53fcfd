"""What was done, when, and by which acts of speech: an annotation of it, and how far a reader agrees.

- A **deed** (an event) is found with its *parties* where the type is the same and one source and one target are, whichever
  side they stand on; by its *trigger* where the type is the same and the words of one telling overlap. What is only
  hypothetical is neither asked for nor held against a reader. A country is the same by whichever of its names, its capital
  or its seat of government: «تهران» that acts is «ایران».
- A **time** is found where the words overlap by at least half and the value is the same; a time that hangs on another one is
  neither asked for nor held against a reader.
- An **act** is counted on statements that overlap by at least half; its figure is the mean of the acts' F1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dabir.evaluation.names import same_speaker
from dabir.facts.lexicon import countries
from dabir.record import Record, Time
from dabir.script.calendars import Calendar, Stretch, day_of, month_of, year_of
from dabir.script.letters import squeeze

MATCH_LEAST = 0.5
NO_STATEMENT = "none"


class Extent(NamedTuple):
    """Words of the report by their offsets."""

    start: int
    end: int

    def shares(self, other: Extent) -> float:
        """Intersection over union of the two, in code points."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared / (max(self.end, other.end) - min(self.start, other.start)) if shared > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Deed:
    """One event: its type, its parties by name, how it stands, and the words of its tellings."""

    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    status: str
    words: tuple[Extent, ...]

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""
        return self.status == "hypothetical"


@dataclass(frozen=True, slots=True)
class When:
    """One time expression; `value` None where it hangs on another time."""

    extent: Extent
    value: str | None


@dataclass(frozen=True, slots=True)
class Act:
    """What is done by one statement."""

    extent: Extent
    act: str


@dataclass(frozen=True, slots=True)
class Deeds:
    """The events, times and acts of one report."""

    deeds: tuple[Deed, ...] = ()
    times: tuple[When, ...] = ()
    acts: tuple[Act, ...] = ()

    @classmethod
    def of_record(cls, record: Record) -> Deeds:
        """What the reader found."""
        return cls(
            tuple(
                Deed(
                    e.type,
                    _names(record, e.source_ids),
                    _names(record, e.target_ids),
                    e.status,
                    tuple(Extent(m.start, m.end) for m in e.mentions),
                )
                for e in record.events
            ),
            tuple(When(Extent(t.start, t.end), _value_of(t)) for t in record.times),
            tuple(Act(Extent(s.start, s.end), s.act) for s in record.statements),
        )

    @classmethod
    def of_json(cls, fields: Mapping[str, Any], text: str) -> Deeds:
        """An annotation from its JSON object (see `training/annotation/DEEDS.md`), names looked up in the report's text."""
        return cls(
            tuple(_deed(each, text) for each in fields["deeds"]),
            tuple(When(Extent(t["start"], t["end"]), value_of(t["value"])) for t in fields["times"]),
            tuple(Act(Extent(a["start"], a["end"]), a["act"]) for a in fields["acts"]),
        )


def _names(record: Record, ids: Sequence[str]) -> tuple[str, ...]:
    known = {person.id: person.name for person in record.people}
    known |= {party.id: party.name for party in record.parties}
    return tuple(known[key] for key in ids)


def _deed(fields: Mapping[str, Any], text: str) -> Deed:
    names = [
        tuple(name if isinstance(name, str) else text[slice(*name)] for name in fields[side])
        for side in ("sources", "targets")
    ]
    return Deed(
        fields["type"], names[0], names[1], fields["status"], tuple(Extent(*each) for each in fields["words"])
    )


# Values of times ----------------------------------------------------------------------------------------------------

_CALENDARS: Mapping[str, Calendar] = {"J": "jalali", "G": "gregorian", "H": "lunar"}
_REFERENCES = {"NOW": "PRESENT_REF", "PAST": "PAST_REF", "FUTURE": "FUTURE_REF"}
_POINT = re.compile(
    r"(?P<calendar>[JGH])(?P<year>\d{3,4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<clock>T\S+)?"
)


def value_of(value: str) -> str | None:
    """An annotated value in the form in which values are compared: days as the first and the last, in ISO 8601."""
    if value == "?":
        return None
    points = [_POINT.fullmatch(point) for point in value.split("/")]
    if not points or None in points:
        return _REFERENCES.get(value, value)
    ends = [(_days(point), point["clock"]) for point in points if point]
    if any(clock for _, clock in ends):
        return "/".join(f"{days.first}{clock}" for days, clock in ends)
    return f"{ends[0][0].first}/{ends[-1][0].last}"


def _days(point: re.Match[str]) -> Stretch:
    """The days of a day, a month, a year or a decade."""
    calendar, year = _CALENDARS[point["calendar"]], int(point["year"])
    if point["day"]:
        day = day_of(calendar, year, int(point["month"]), int(point["day"]))
        return Stretch(day, day)
    if point["month"]:
        return month_of(calendar, year, int(point["month"]))
    if len(point["year"]) == 3:
        return Stretch(year_of(calendar, year * 10).first, year_of(calendar, year * 10 + 9).last)
    return year_of(calendar, year)


def _value_of(time: Time) -> str | None:
    return time.interval or time.value if time.type == "DATE" else time.value


# Counting -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """So many right ones among those predicted and those in the gold."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 where there was nothing."""
        both = self.predicted + self.gold
        return 2 * self.hits / both if both else 0.0


@dataclass(frozen=True, slots=True)
class DeedCounts:
    """What was found in one report or in many: counts add up."""

    parties: Found = Found()
    triggers: Found = Found()
    status: Found = Found()
    times: Found = Found()
    acts: Mapping[str, Found] = field(default_factory=dict)

    def __add__(self, other: DeedCounts) -> DeedCounts:
        return DeedCounts(
            self.parties + other.parties,
            self.triggers + other.triggers,
            self.status + other.status,
            self.times + other.times,
            {
                act: self.acts.get(act, Found()) + other.acts.get(act, Found())
                for act in self.acts.keys() | other.acts.keys()
            },
        )

    def figures(self) -> dict[str, float]:
        """F1 of deeds with their parties, of their triggers, of times; the share of right statuses; the mean F1 of acts."""
        acts = [found.f1 for found in self.acts.values() if found.gold]
        return {
            "deeds": round(self.parties.f1, 4),
            "triggers": round(self.triggers.f1, 4),
            "status": round(self.status.hits / self.status.gold, 4) if self.status.gold else 0.0,
            "times": round(self.times.f1, 4),
            "acts": round(sum(acts) / len(acts), 4) if acts else 0.0,
        }

    def table(self) -> Iterable[str]:
        """The figures, a measure a line."""
        rows = {"deeds": self.parties, "triggers": self.triggers, "times": self.times}
        for measure, found in rows.items():
            precision, recall = (found.hits / of if of else 0.0 for of in (found.predicted, found.gold))
            yield f"{measure:11} P {precision:.3f}  R {recall:.3f}  F1 {found.f1:.3f}"
        yield f"{'status':11} {self.status.hits}/{self.status.gold} = {self.figures()['status']:.3f}"
        parts = ", ".join(f"{act} {found.f1:.2f} of {found.gold}" for act, found in sorted(self.acts.items()))
        yield f"{'acts':11} mean F1 {self.figures()['acts']:.3f} ({parts})"


def count_deeds(gold: Deeds, found: Deeds) -> DeedCounts:
    """Count what a reader got right in one report."""
    told = pairs_of(gold.deeds, found.deeds, told_together)
    asked = [(one, other) for one, other in told if not one.optional]
    right = sum(one.status == other.status for one, other in asked)
    return DeedCounts(
        _found(gold.deeds, found.deeds, pairs_of(gold.deeds, found.deeds, same_parties)),
        _found(gold.deeds, found.deeds, told),
        Found(right, len(asked), len(asked)),
        _times(gold.times, found.times),
        _acts(gold.acts, found.acts),
    )


Pairs = list[tuple[Deed, Deed]]


def pairs_of(gold: Sequence[Deed], found: Sequence[Deed], alike: Callable[[Deed, Deed], bool]) -> Pairs:
    """Gold deeds with those found that are alike, one to one; those asked for come first."""
    left, pairs = list(found), []
    for one in sorted(gold, key=lambda deed: deed.optional):
        fit = [other for other in left if one.type == other.type and alike(one, other)]
        if fit:
            best = max(fit, key=lambda other: (told_together(one, other), not other.optional))
            left.remove(best)
            pairs.append((one, best))
    return pairs


def _found(gold: Sequence[Deed], found: Sequence[Deed], pairs: Pairs) -> Found:
    """The hits; what is optional on either side, and matched by nothing that is asked for, counts nowhere."""
    hits = sum(not one.optional for one, _ in pairs)
    matched = {id(other) for _, other in pairs}
    spurious = sum(id(other) not in matched and not other.optional for other in found)
    return Found(hits, hits + spurious, sum(not one.optional for one in gold))


def told_together(one: Deed, other: Deed) -> bool:
    """Whether the words of a telling of one overlap with those of a telling of the other."""
    return any(mine.shares(theirs) > 0 for mine in one.words for theirs in other.words)


def same_parties(one: Deed, other: Deed) -> bool:
    """Whether they have a source and a target in common, whichever side they stand on."""
    return (_meet(one.sources, other.sources) and _meet(one.targets, other.targets)) or (
        _meet(one.sources, other.targets) and _meet(one.targets, other.sources)
    )


def _meet(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two sides have a party in common, or are both empty."""
    if not some or not others:
        return not some and not others
    return any(same_speaker(one, other) or _same_country(one, other) for one in some for other in others)


def _same_country(one: str, other: str) -> bool:
    """Whether both name one country, by whichever of its names or adjectives, its capital or its seat of government."""
    first, second = (countries().get(squeeze(name)) for name in (one, other))
    return first is not None and second is not None and first.code == second.code


def _times(gold: Sequence[When], found: Sequence[When]) -> Found:
    pairs = times_of(gold, found)
    hits = sum(one.value is not None and one.value == other.value for one, other in pairs)
    free = sum(one.value is None for one, _ in pairs)
    return Found(hits, len(found) - free, sum(one.value is not None for one in gold))


def times_of(gold: Sequence[When], found: Sequence[When]) -> list[tuple[When, When]]:
    """Gold times with those found whose words overlap by half, one to one."""
    left, pairs = list(found), []
    for one in gold:
        best = max(left, key=lambda other: one.extent.shares(other.extent), default=None)
        if best is not None and one.extent.shares(best.extent) >= MATCH_LEAST:
            left.remove(best)
            pairs.append((one, best))
    return pairs


def _acts(gold: Sequence[Act], found: Sequence[Act]) -> dict[str, Found]:
    """Counts by act, on the statements that both have."""
    hits, wanted, given = Counter[str](), Counter[str](), Counter[str]()
    for one in gold:
        best = max(found, key=lambda other: one.extent.shares(other.extent), default=None)
        wanted[one.act] += 1
        if best is not None and one.extent.shares(best.extent) >= MATCH_LEAST:
            given[best.act] += 1
            hits[one.act] += one.act == best.act
    acts = (wanted | given).keys() - {NO_STATEMENT}
    return {act: Found(hits[act], given[act], wanted[act]) for act in acts}
