"""Tone: how two sides deal with each other over time, counted in the four classes of PLOVER.

PLOVER's types of events are verbal or material cooperation or conflict (its codebook's «quad classes», after Duval and
Thompson, 1980). The balance of a year or month is what was cooperative less what was conflictual, as a share of both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dabir.archive.answers.deeds import Deed
from dabir.script.calendars import in_calendar, month_of, year_of

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]

QUADS: dict[str, Quad] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
# What has not come about does not count.
_UNREAL = frozenset({"hypothetical", "negated"})
# Up to so many months are counted month by month.
_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Tone:
    """A year or a month of the Jalali calendar, and how many events of each class it has.

    `period` is «1397» or «1397-01»; `first` and `last` are its days, ISO 8601.
    """

    period: str
    first: str
    last: str
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int

    @property
    def events(self) -> int:
        """All events that were counted."""
        return (
            self.verbal_cooperation
            + self.material_cooperation
            + self.verbal_conflict
            + self.material_conflict
        )

    @property
    def balance(self) -> float:
        """What was cooperative less what was conflictual, as a share of all: -1 to 1."""
        cooperative = self.verbal_cooperation + self.material_cooperation
        return (2 * cooperative - self.events) / self.events


def tone(deeds: Iterable[Deed]) -> tuple[Tone, ...]:
    """The tone of events over time: by month where all lie within two years, else by year; none where nothing happened.

    An event without a day counts on the day of its first report if it is still to come; else nobody knows when it was.
    """
    dated = [
        (in_calendar("jalali", day)[:2], QUADS[deed.type])
        for deed in deeds
        if deed.status not in _UNREAL and deed.type in QUADS and (day := _day(deed)) is not None
    ]
    if not dated:
        return ()
    months = [12 * year + month for (year, month), _ in dated]
    monthly = max(months) - min(months) < _MONTHS
    counts: defaultdict[tuple[int, ...], Counter[Quad]] = defaultdict(Counter)
    for (year, month), quad in dated:
        counts[(year, month) if monthly else (year,)][quad] += 1
    return tuple(_tone(period, counts[period]) for period in sorted(counts))


def _day(deed: Deed) -> date | None:
    """The day of an event, where it is one that the Jalali calendar has."""
    told = deed.day or (deed.tellings[0].citation.day if deed.status == "planned" else None)
    try:
        day = date.fromisoformat(told or "")
        in_calendar("jalali", day)
    except ValueError:
        return None
    return day


def _tone(period: tuple[int, ...], counts: Counter[Quad]) -> Tone:
    days = month_of("jalali", *period) if len(period) > 1 else year_of("jalali", *period)
    return Tone(
        "-".join(f"{number:0{width}}" for number, width in zip(period, (4, 2), strict=False)),
        days.first.isoformat(),
        days.last.isoformat(),
        counts["verbal cooperation"],
        counts["material cooperation"],
        counts["verbal conflict"],
        counts["material conflict"],
    )
