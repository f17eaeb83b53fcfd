"""Facets: into what the answers of a question fall: who speaks, what happens, where, who published it, and when.

Each value comes with the number of reports that have it and with the field that, added to the question, leaves these
alone. They are counted over all reports that match by words, or over those that came in last where very many do; of a
question that is asked by meaning over the reports that are listed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection

from dabir.archive.asking import rows_of
from dabir.archive.finding import matching, traits
from dabir.archive.finding.days import Whole
from dabir.archive.finding.syntax import Between, Field, Node
from dabir.archive.people.roots import roots
from dabir.facts.lexicon import country_name
from dabir.script.calendars import Calendar, Stretch, in_calendar, month_of, year_of

if TYPE_CHECKING:
    from dabir.archive.database import Database

Kind = Literal["speaker", "agency", "place", "type", "act"]

# Over how many reports facets are counted, and how many values of each kind are told.
MOST, SHOWN = 5000, 30
# The years of newspapers; pages with a wrong date tell others.
_EARLIEST, _LATEST = "1800", "2200"


@dataclass(frozen=True, slots=True)
class Facet:
    """A value, and how many of the counted reports have it.

    Attributes:
        part: What is added to a question to have these reports alone.
        number: How many there are, copies included.
        entity: Of a speaker the number of the entity, by which there is a page about it.
    """

    part: Field
    number: int
    entity: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a month of one, and how many of the counted reports were published in it.

    Attributes:
        whole: The year or the month.
        days: Its first and last day.
        number: How many there are, copies included.
    """

    whole: Whole
    days: Stretch
    number: int

    @property
    def part(self) -> Between:
        """What is added to a question to have these reports alone."""
        return Between(*self.days)


@dataclass(frozen=True, slots=True)
class Facets:
    """Into what the answers of a question fall.

    Attributes:
        counted: Over how many reports the numbers are, copies included.
        values: The values of each kind, the most frequent first.
        days: How many were published on each day, ISO 8601.
    """

    counted: int
    values: Mapping[Kind, tuple[Facet, ...]]
    days: Mapping[str, int]

    def periods(self, calendar: Calendar) -> list[Period]:
        """The years of publication, or the months where all lie in one year; those without a report are left out."""
        days = sorted(day for day in self.days if _EARLIEST < day < _LATEST)
        if not days:
            return []
        first, last = (in_calendar(calendar, date.fromisoformat(day))[0] for day in (days[0], days[-1]))
        if first == last:
            told = [Whole(calendar, first, month) for month in range(1, 13)]
        else:
            told = [Whole(calendar, year) for year in range(first, last + 1)]
        found = [self._period(each, days) for each in told]
        return [period for period in found if period.number]

    def _period(self, whole: Whole, days: Sequence[str]) -> Period:
        """A period with its number, given all days in order."""
        of = whole.calendar, whole.year
        stretch = month_of(*of, whole.month) if whole.month else year_of(*of)
        first, last = (day.isoformat() for day in stretch)
        within = days[bisect_left(days, first) : bisect_right(days, last)]
        return Period(whole, stretch, sum(self.days[day] for day in within))


def of_matching(database: Database, connection: Connection, node: Node) -> tuple[Facets, int]:
    """The facets of the reports that match a query by its words, and how many these are.

    Of more than 5,000 those are counted that came in last.
    """
    rows = matching.traits_of_newest(database, connection, node, MOST)
    number = len(rows) if len(rows) < MOST else matching.count(database, connection, node)
    return _counted(connection, rows), number


def of_versions(connection: Connection, versions: Sequence[int]) -> Facets:
    """The facets of some reports, given by their current versions."""
    found = rows_of(connection, "SELECT terms FROM traits WHERE version_id IN :ids", versions)
    return _counted(connection, [row.terms for row in found])


def _counted(connection: Connection, rows: Sequence[str]) -> Facets:
    numbers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for term, number in Counter(traits.terms(rows)).items():
        field, value = traits.taken_apart(term)
        numbers[field][value] += number
    values: dict[Kind, tuple[Facet, ...]] = {
        "speaker": _speakers(connection, numbers["speaker"]),
        "agency": _fields("agency", numbers["agency"].items()),
        "place": _fields("place", [*numbers["place"].items(), *_countries(numbers["country"])]),
        "type": _fields("type", numbers["type"].items()),
        "act": _fields("act", numbers["act"].items()),
    }
    return Facets(len(rows), values, numbers["day"])


def _fields(name: Kind, numbers: Iterable[tuple[str, int]]) -> tuple[Facet, ...]:
    return _first(Facet(Field(name, value), number) for value, number in numbers)


def _first(found: Iterable[Facet]) -> tuple[Facet, ...]:
    """The most frequent, in an order that does not change; what holds a quotation mark cannot be written in a query."""
    told = [one for one in found if '"' not in one.part.value]
    return tuple(sorted(told, key=lambda one: (-one.number, one.part.value))[:SHOWN])


def _countries(numbers: Counter[str]) -> Iterator[tuple[str, int]]:
    """The countries in which places lie, by their names."""
    for code, number in numbers.items():
        if country_name(code) != code:
            yield country_name(code), number


def _speakers(connection: Connection, numbers: Counter[str]) -> tuple[Facet, ...]:
    """Who speaks, whoever was merged into one as one."""
    most = dict(numbers.most_common(4 * SHOWN))  # those behind cannot come to the front by being merged
    found = roots(connection, map(int, most))
    merged: Counter[tuple[int, str]] = Counter()
    for entity, number in most.items():
        root = found.get(int(entity))
        if root is not None:
            merged[root.id, root.name] += number
    return _first(Facet(Field("speaker", name), number, root) for (root, name), number in merged.items())
