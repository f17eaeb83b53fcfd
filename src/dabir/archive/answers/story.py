"""A story as a whole: who brought it first and who followed, whom it names, and how its reports tell the same words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, text

from dabir.archive import chronology
from dabir.archive.citation import COLUMNS, Citation, Window
from dabir.archive.people.roots import roots
from dabir.archive.quoting.renderings import Quotation, renderings
from dabir.archive.refusal import ArchiveError
from dabir.archive.storable import storable

if TYPE_CHECKING:
    from dabir.archive.finding.search import Way
    from dabir.archive.store import Archive

# People and places that are told.
NAMED = 10
# Reports of a story whose quotations are compared, the earliest.
QUOTED = 300
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class StoryReport:
    """A report of a story.

    `hours` is how long it came after the first, None where either tells no time of day; `copy_of` the name of the earlier
    report of the story that it repeats.
    """

    citation: Citation
    hours: float | None
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's part in a story: its reports, those of them that are copies, and when it brought the first.

    `hours` is how long that came after the first report of all, None where either tells no time of day.
    """

    name: str | None
    reports: int
    copies: int
    first: str | None
    hours: float | None


@dataclass(frozen=True, slots=True)
class Named:
    """A person or a place of a story, and how many of its reports, copies left out, name it.

    `entity` is a person's number in the archive, if he has one.
    """

    name: str
    reports: int
    entity: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Story:
    """A story: its number (None for a report that is in none), its reports in order of publication, and what they say."""

    id: int | None
    headline: str
    reports: tuple[StoryReport, ...]
    outlets: tuple[Outlet, ...]
    people: tuple[Named, ...]
    places: tuple[Named, ...]
    quotations: tuple[Quotation, ...]

    @property
    def first(self) -> StoryReport:
        """The report that came first."""
        return self.reports[0]


@dataclass(frozen=True, slots=True)
class Headline:
    """A story in a list: its first report's name and headline, its days (ISO 8601), its reports and outlets counted."""

    id: int
    report: str
    headline: str
    first_day: str | None
    last_day: str | None
    reports: int
    outlets: int


def story(archive: Archive, name_or_question: str, *, way: Way = "both") -> Story:
    """The story of a report.

    Args:
        archive: Where it is.
        name_or_question: The report's name in the archive, or a question: then the report that answers it best is taken.
        way: How a question is asked: by words, by meaning, or by both.

    Raises:
        ArchiveError: There is no report of this name, and none that answers.
    """
    name = _name(archive, storable(name_or_question), way)
    with archive.reading() as connection:
        wanted = text("SELECT id, story_id FROM reports WHERE name = :name")
        found = connection.execute(wanted, {"name": name}).one()
        return _story(connection, found.story_id, _cited(connection, found.story_id, found.id))


def story_of(archive: Archive, number: int) -> Story:
    """The story of a number.

    Raises:
        ArchiveError: There is no such story.
    """
    with archive.reading() as connection:
        cited = _cited(connection, number)
        if not cited:
            raise ArchiveError(f"no story has the number {number}: see the list of stories.")
        return _story(connection, number, cited)


def stories(
    archive: Archive, *, after: str | None = None, before: str | None = None, count: int = 20
) -> list[Headline]:
    """The biggest stories of some days, the biggest first.

    Args:
        archive: Where they are.
        after: The first day, ISO 8601; stories that end before it are left out.
        before: The last day, ISO 8601; stories that begin after it are left out.
        count: How many at most.

    Raises:
        ArchiveError: `after` or `before` is no day.
    """
    window = Window.checked(after, before)
    ends = {"after": "last_day >= :after", "before": "first_day <= :before"}
    where = " AND ".join(ends[name] for name in window.values) or "1 = 1"
    wanted = text(
        f"SELECT id, first_day, last_day FROM stories WHERE {where}"
        " ORDER BY size DESC, coalesce(last_day, '') DESC, id LIMIT :count"
    )
    with archive.reading() as connection:
        rows = connection.execute(wanted, {**window.values, "count": max(count, 0)}).all()
        found = [(row, _cited(connection, row.id)) for row in rows]
    return [_headline(row, cited) for row, cited in found if cited]


def _headline(row: Any, cited: Sequence[Citation]) -> Headline:
    outlets = {citation.outlet for citation in cited if citation.outlet}
    first = cited[0]
    return Headline(
        row.id, first.report, first.headline, row.first_day, row.last_day, len(cited), len(outlets)
    )


def _name(archive: Archive, name_or_question: str, way: Way) -> str:
    """The name of the report that is meant."""
    with archive.reading() as connection:
        wanted = text("SELECT name FROM reports WHERE name = :name")
        name = connection.execute(wanted, {"name": name_or_question}).scalar()
    if name is not None:
        return str(name)
    found = archive.search(name_or_question, way=way, count=1) if name_or_question.strip() else []
    if not found:
        raise ArchiveError(f"no report is named «{name_or_question}», and none answers it: try other words.")
    return found[0].name


def _cited(connection: Connection, story: int | None, report: int | None = None) -> list[Citation]:
    """The reports of a story, or one that is in none, in order of publication."""
    where = "r.id = :id" if story is None else "r.story_id = :id"
    query = f"SELECT {COLUMNS} FROM reports r JOIN versions v ON v.id = r.current WHERE {where}"
    found = connection.execute(text(query), {"id": report if story is None else story})
    return sorted(map(Citation.of, found), key=lambda citation: citation.order)


def _story(connection: Connection, number: int | None, cited: Sequence[Citation]) -> Story:
    copied = _copied(cited)
    own = [citation for citation in cited if citation.report not in copied]
    versions = [citation.version for citation in own]
    reports = tuple(_report(citation, cited[0], copied) for citation in cited)
    return Story(
        number,
        cited[0].headline,
        reports,
        tuple(_outlets(reports)),
        _people(connection, versions),
        _places(connection, versions),
        tuple(renderings(connection, own[:QUOTED])),
    )


def _copied(cited: Iterable[Citation]) -> dict[str, str]:
    """The reports that repeat an earlier one of the story, with its name, whichever the archive came to know first."""
    earliest: dict[int, str] = {}
    copied: dict[str, str] = {}
    for citation in cited:
        if citation.original in earliest:
            copied[citation.report] = earliest[citation.original]
        else:
            earliest[citation.original] = citation.report
    return copied


def _report(citation: Citation, first: Citation, copied: dict[str, str]) -> StoryReport:
    hours = chronology.hours_between(first.published, citation.published)
    return StoryReport(citation, hours, copied.get(citation.report))


def _outlets(reports: Iterable[StoryReport]) -> Iterator[Outlet]:
    """The outlets in the order in which they brought the story."""
    brought: defaultdict[str | None, list[StoryReport]] = defaultdict(list)
    for report in reports:
        brought[report.citation.outlet].append(report)
    for outlet, own in brought.items():
        copies = sum(report.copy_of is not None for report in own)
        yield Outlet(outlet, len(own), copies, own[0].citation.published, own[0].hours)


def _people(connection: Connection, versions: Sequence[int]) -> tuple[Named, ...]:
    """The people whom the most of some versions name."""
    rows = _of(connection, "SELECT version_id, entity_id, name FROM actors WHERE kind = 'person'", versions)
    known = roots(connection, (row.entity_id for row in rows))
    people: set[tuple[int, str | int]] = set()
    names: dict[str | int, str] = {}
    entities: dict[str | int, int] = {}
    for row in rows:
        root = known.get(row.entity_id)
        key = root.id if root else row.name
        names[key] = root.name if root else row.name
        if root:
            entities[key] = root.id
        people.add((row.version_id, key))
    return _most((key for _, key in people), names, entities)


def _places(connection: Connection, versions: Sequence[int]) -> tuple[Named, ...]:
    """The places that the most of some versions name, each under its name in the first of them."""
    rows = _of(connection, "SELECT version_id, key, name FROM places WHERE 1 = 1", versions)
    names: dict[str | int, str] = {}
    for row in rows:
        names.setdefault(row.key, row.name)
    named = {(row.version_id, row.key) for row in rows}
    return _most((key for _, key in named), names, {})


def _most(
    keys: Iterable[str | int], names: dict[str | int, str], entities: dict[str | int, int]
) -> tuple[Named, ...]:
    """What is named most, by its keys, under its names."""
    counted = (Named(names[key], number, entities.get(key)) for key, number in Counter(keys).items())
    return tuple(sorted(counted, key=lambda named: (-named.reports, named.name)))[:NAMED]


def _of(connection: Connection, query: str, versions: Sequence[int]) -> list[Any]:
    """The rows of some versions."""
    wanted = text(f"{query} AND version_id IN :ids ORDER BY id").bindparams(bindparam("ids", expanding=True))
    return [
        row
        for start in range(0, len(versions), _AT_ONCE)
        for row in connection.execute(wanted, {"ids": list(versions[start : start + _AT_ONCE])})
    ]
