"""Citations: the report in which a fact stands, as it is cited, and the days between which reports are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import Row

from dabir.archive.chronology import checked_day, place
from dabir.script.letters import squeeze

# What a query selects of a version `v` and its report `r`, so that `Citation.of` can read it.
COLUMNS = (
    "v.id AS version, r.name AS report, coalesce(r.copy_of, r.id) AS original,"
    " v.headline, v.agency, v.published, v.day AS published_day, v.url"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A report as the source of a fact.

    `report` is its name in the archive; `published` and `day` are ISO 8601, None where they are not known; `original` is the
    same number for a report and its copies.
    """

    report: str
    headline: str
    outlet: str | None
    published: str | None
    day: str | None
    url: str | None
    version: int
    original: int

    @classmethod
    def of(cls, row: Row[Any]) -> Citation:
        """The citation in a row that has `COLUMNS`."""
        return cls(
            row.report,
            row.headline or row.report,
            row.agency,
            row.published,
            row.published_day,
            row.url,
            row.version,
            row.original,
        )

    @property
    def order(self) -> tuple[datetime, int]:
        """A key that puts citations in the order of publication, those without a day last."""
        return place(self.published), self.version


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which reports were published, ISO 8601, both inclusive; a bound leaves out what has no day."""

    after: str | None = None
    before: str | None = None

    @classmethod
    def checked(cls, after: str | None, before: str | None) -> Window:
        """The window between two days.

        Raises:
            ArchiveError: One of them is no day.
        """
        return cls(checked_day(after), checked_day(before))

    @property
    def condition(self) -> str:
        """The condition on a version `v`, beginning with AND; "" where all days are asked for."""
        signs = {"after": ">=", "before": "<="}
        return "".join(f" AND v.day {signs[name]} :{name}" for name in self.values)

    @property
    def values(self) -> dict[str, str]:
        """What the condition binds."""
        bounds = {"after": self.after, "before": self.before}
        return {name: day for name, day in bounds.items() if day is not None}

    def holds(self, day: str | None) -> bool:
        """Whether a day of publication lies in it."""
        if day is None:
            return not self.values
        return (self.after or day) <= day <= (self.before or day)


class Words(Protocol):
    """Words of a report that tell a fact."""

    @property
    def id(self) -> int:
        """The fact's number in the archive."""

    @property
    def start(self) -> int:
        """Where its words begin in the report."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def citation(self) -> Citation:
        """The report."""


Fact = TypeVar("Fact", bound=Words)


def told_once(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts in the order of publication, each with those in which copies of its report repeat it in the same words."""
    groups: dict[tuple[int, str, int], list[Fact]] = {}
    told: Counter[tuple[int, str]] = Counter()
    for fact in sorted(facts, key=lambda fact: (fact.citation.order, fact.start, fact.id)):
        words = squeeze.__wrapped__(fact.text)
        # What one report says twice was said twice.
        told[fact.citation.version, words] += 1
        key = fact.citation.original, words, told[fact.citation.version, words]
        groups.setdefault(key, []).append(fact)
    return list(groups.values())
