"""Relations: what the page between two shows of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dabir.archive.answers.relations import Relation, between
from dabir.archive.answers.side import Side, side
from dabir.archive.people.bearers import near_names
from dabir.archive.refusal import ArchiveError
from dabir.desk.charts.tone import Stack, tone
from dabir.desk.language import JALALI, Interface
from dabir.desk.mending import mend, mended
from dabir.desk.person.views import FEW, newest_first, of_deeds, of_undertakings, paged, today
from dabir.exports.dates import period_words
from dabir.script.calendars import month_of, year_of
from dabir.script.months import JALALI_MONTHS

if TYPE_CHECKING:
    from dabir.archive.answers.deeds import Deed
    from dabir.archive.answers.sayings import Saying
    from dabir.archive.answers.tone import Tone
    from dabir.desk.visits import Visit
    from dabir.desk.windows import Days

# So many events and as many commitments of two are looked at, those that were added last.
NEWEST = 1000
# Of so many months or years a column is drawn for each, those in which nothing happened included.
_DRAWN = 60
VIEWS = ("overview", "meetings", "commitments", "events", "positions")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two as a visitor asks for them: their names, the numbers of the bearers that are meant, and between which days."""

    one: str
    other: str
    entities: tuple[int | None, int | None]
    days: Days

    @property
    def names(self) -> tuple[str, str]:
        """Both names."""
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nobody bears, and names that are near it."""

    name: str
    near: tuple[str, ...]


def relation(visit: Visit, pair: Pair) -> Relation:
    """What is between two; worked out once until the archive changes.

    Raises:
        ArchiveError: Somebody of them is nobody, or they are the same.
    """
    window = pair.days.window

    def find() -> Relation:
        return between(
            visit.archive,
            *pair.names,
            after=window.after,
            before=window.before,
            entities=pair.entities,
            newest=NEWEST,
        )

    return visit.recalled(("between", pair.names, pair.entities, window), find)


def unknown(visit: Visit, pair: Pair) -> list[Unknown]:
    """The names of two that nobody bears."""
    found = []
    with visit.archive.reading() as connection:
        for name in pair.names:
            try:
                side(connection, name)
            except ArchiveError:
                found.append(Unknown(name, tuple(near_names(connection, name))))
    return found


def values(visit: Visit, found: Relation, view: str, page: int) -> dict[str, Any]:
    """What the template of the page shows in a view; in the overview, where there is no such view."""
    chosen = view if view in VIEWS else "overview"
    sizes = {
        "meetings": len(found.meetings),
        "commitments": len(found.commitments),
        "events": len(found.events),
        "positions": len(found.positions) + len(found.counterpositions),
    }
    head = {"found": found, "view": chosen, "sizes": sizes, "at": page, "newest": NEWEST, "today": today()}
    sides = [(each, shown(each)) for each in (found.one, found.other)]
    return {**head, "sides": sides, **_SHOWN[chosen](visit, found, page)}


def shown(one: Side) -> str:
    """A side's name: a person's as it is, any other, made of words, in restored writing."""
    return one.name if one.entity and one.entity.kind == "person" else mended(one.name)


def _overview(visit: Visit, found: Relation, _: int) -> dict[str, Any]:
    meetings, events = (_newest(deeds)[:FEW] for deeds in (found.meetings, found.events))
    commitments = newest_first(found.commitments, lambda one: one.citation.day)[:FEW]
    columns = [said[:FEW] for said in _columns(found)]
    mend(of_deeds([*meetings, *events]))
    mend(of_undertakings(commitments))
    _mend_sayings([said for column in columns for said in column])
    facts = {"meetings": meetings, "commitments": commitments, "events": events}
    return {**facts, "columns": columns, "chart": drawn(found.tone, visit.words)}


def _meetings(_: Visit, found: Relation, page: int) -> dict[str, Any]:
    part = paged(_newest(found.meetings), page)
    mend(of_deeds(part["listed"]))
    return part


def _events(_: Visit, found: Relation, page: int) -> dict[str, Any]:
    part = paged(_newest(found.events), page)
    mend(of_deeds(part["listed"]))
    return part


def _commitments(_: Visit, found: Relation, page: int) -> dict[str, Any]:
    part = paged(newest_first(found.commitments, lambda one: one.citation.day), page)
    mend(of_undertakings(part["listed"]))
    return part


def _positions(_: Visit, found: Relation, page: int) -> dict[str, Any]:
    """Both sides page by page; the one with more decides how many pages there are."""
    parts = [paged(said, page) for said in _columns(found)]
    columns = [part["listed"] for part in parts]
    _mend_sayings([said for column in columns for said in column])
    return {"columns": columns, "more": any(part["more"] for part in parts)}


def _newest(deeds: Sequence[Deed]) -> list[Deed]:
    return newest_first(deeds, lambda deed: deed.day)


def _columns(found: Relation) -> list[list[Saying]]:
    """What each side says of the other, the newest first."""
    every = (found.positions, found.counterpositions)
    return [newest_first(said, lambda one: one.citation.day) for said in every]


_SHOWN: dict[str, Callable[[Visit, Relation, int], dict[str, Any]]] = {
    "overview": _overview,
    "meetings": _meetings,
    "commitments": _commitments,
    "events": _events,
    "positions": _positions,
}


def _mend_sayings(sayings: Sequence[Saying]) -> None:
    mend(text for said in sayings for text in (said.text, said.speaker, said.citation.headline))


# Tone -----------------------------------------------------------------------------------------------------------------


def drawn(told: Sequence[Tone], t: Interface) -> Markup:
    """The tone over time, by years or months of the Jalali calendar."""
    stacks = [_stack(period, one, t) for period, one in _filled(told)]
    return tone(stacks, t, title=t("between.tone"), heading=t("person.period"))


def _filled(told: Sequence[Tone]) -> Iterator[tuple[tuple[int, ...], Tone | None]]:
    """The periods from the first to the last, with what each has; where that would be too many, only the latest."""
    known = {tuple(int(number) for number in one.period.split("-")): one for one in told}
    if known:
        every = list(_between(min(known), max(known)))
        for period in every[-_DRAWN:]:
            yield period, known.get(period)


def _between(first: tuple[int, ...], last: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Years, or months of years, from one to another."""
    if len(first) == 1:
        yield from ((year,) for year in range(first[0], last[0] + 1))
        return
    for month in range(12 * first[0] + first[1] - 1, 12 * last[0] + last[1]):
        yield month // 12, month % 12 + 1


def _stack(period: tuple[int, ...], one: Tone | None, t: Interface) -> Stack:
    year = t.number(str(period[0]))
    name = _name(period, t)
    numbers = (
        (one.verbal_cooperation, one.material_cooperation, one.verbal_conflict, one.material_conflict)
        if one
        else (0, 0, 0, 0)
    )
    balance = _balance(one.balance, t) if one else ""
    if len(period) == 1:
        return Stack(name, numbers, balance, year)
    months = JALALI_MONTHS if t.language == "fa" else JALALI
    return Stack(name, numbers, balance, months[period[1] - 1], year)


def _name(period: tuple[int, ...], t: Interface) -> str:
    """A period in full, in both calendars."""
    days = month_of("jalali", *period) if len(period) > 1 else year_of("jalali", *period)
    first, last = (day.isoformat() for day in days)
    if t.language == "fa":
        return period_words("-".join(f"{number:02}" for number in period), first, last)
    jalali = f"{JALALI[period[1] - 1]} {period[0]}" if len(period) > 1 else str(period[0])
    gregorian = f"{days.first:%b %Y} – {days.last:%b %Y}"
    return f"{jalali} ({gregorian})"


def _balance(share: float, t: Interface) -> str:
    if not share:
        return t("tone.even")
    towards = "tone.cooperative" if share > 0 else "tone.conflictual"
    return t(towards, number=abs(round(100 * share)))
