"""Namesakes: all who bear a surname in an archive, in full or by it alone, and which of the latter are which of the former.

Whom editors have merged with somebody, or split off, stays what they made of him.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row, bindparam, text

from dabir.archive.asking import rows_of
from dabir.archive.citation import Window
from dabir.archive.database import placeholders
from dabir.archive.names.identity import alone_key, last_key, surname_key
from dabir.archive.people.bearers import literal
from dabir.archive.people.roots import roots
from dabir.archive.people.surnames import NEAR, Alone, Bearer, Company, Place, Times, who_is
from dabir.archive.words.analysis import STOP, terms
from dabir.facts.lexicon import given_names, surnames
from dabir.script.letters import squeeze

# Actors known by a surname alone, by the entity that stands for who they are; None where that cannot be told.
Told: TypeAlias = Mapping[int | None, tuple[Alone, ...]]

# Of somebody very well known so many of the newest reports are looked at: that give the surname alone, and in full.
ALONE, FULL = 2000, 5000
# The same of a surname that more people than so many bear: there reports that give it alone rarely tell who is meant.
MANY, ALONE_OF_MANY, FULL_OF_MANY = 20, 300, 1500

_BESIDE = (
    "SELECT version_id, entity_id, kind FROM actors WHERE version_id IN :ids AND entity_id IS NOT NULL"
    " AND kind IN ('person', 'institution')"
)


class _Full(NamedTuple):
    """An actor who is named in full, and the root of its entity."""

    root: int
    row: Row[Any]
    place: Place


def told_by_surname(connection: Connection, names: Iterable[str], window: Window | None = None) -> Told:
    """Whom reports mean that give one of some people's surnames alone.

    Args:
        connection: Where to look.
        names: Names, in full or surnames alone.
        window: When the reports were published that give the surname alone.

    Returns:
        The actors, by who they are.
    """
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        spelled[surname_key(name) or alone_key(name)].add(last_key(name))
    found: defaultdict[int | None, list[Alone]] = defaultdict(list)
    for surname, lasts in spelled.items():
        if alone := _alone(connection, surname, window or Window()):
            for one, root in _meant(connection, surname, lasts, alone):
                found[root].append(one)
    return {root: tuple(every) for root, every in found.items()}


def _meant(
    connection: Connection, surname: str, lasts: set[str], alone: Sequence[Alone]
) -> Iterator[tuple[Alone, int | None]]:
    """Actors known by a surname alone, each with who it is."""
    known = _bearing(connection, surname, lasts | {last_key(one.name) for one in alone})
    bearing = len(set(known.values()))
    if bearing > MANY:
        alone = alone[-ALONE_OF_MANY:]
    most = FULL if bearing <= MANY else FULL_OF_MANY
    named = _named(connection, surname, known, [one.place for one in alone], most)
    ours, only = {*known, *(one.entity for one in alone)}, bearing == 1
    company = _company(connection, {one.place.version for one in alone}, ours)
    # Only they tell who is meant: beside whom else a bearer is named, very often somebody, need not be known.
    others = frozenset[int]().union(*(both.people for both in company.values()))
    if only:
        others = others.union(*(both.institutions for both in company.values()))
    beside = _company(connection, {each.place.version for each in named}, ours, others)
    bearers = _bearers(named, beside)
    counts = [bearer.named.near([one.place for one in alone]) for bearer in bearers]
    for at, one in enumerate(alone):
        present = company.get(one.place.version, Company())
        near = [(each[at], bearer) for bearer, each in zip(bearers, counts, strict=True) if each[at]]
        yield one, who_is(one, present, near, only=only)


# By the surname alone -------------------------------------------------------------------------------------------------


def _alone(connection: Connection, surname: str, window: Window) -> list[Alone]:
    """The actors of this surname alone; what is only ever a given name is none."""
    query = text(
        "SELECT DISTINCT n.entity_id FROM names n JOIN entities e ON e.id = n.entity_id WHERE n.key = :key"
        " AND e.kind = 'person' AND e.merged_into IS NULL AND substr(e.key, 1, 6) <> 'split:'"
        " AND NOT EXISTS (SELECT 1 FROM entities m WHERE m.merged_into = e.id)"
    )
    ids = list(connection.execute(query, {"key": surname}).scalars())
    rows = _actors(connection, ids, ALONE, window.condition, window.values)
    posts = cache(_post)
    return [_alone_of(row, posts(row.role)) for row in rows if _is_surname(row.name)]


@cache
def _is_surname(name: str) -> bool:
    key = squeeze(name)
    return bool(alone_key(name)) and (key in surnames() or key not in given_names())


def _alone_of(row: Row[Any], post: frozenset[str]) -> Alone:
    return Alone(row.id, row.entity_id, row.name, row.report, row.day, _place(row), post, row.country)


# In full --------------------------------------------------------------------------------------------------------------


def _bearing(connection: Connection, surname: str, lasts: Collection[str]) -> dict[int, int]:
    """The entities that bear a surname behind another name, each with its root."""
    query = text(
        "SELECT n.entity_id, n.name FROM names n JOIN entities e ON e.id = n.entity_id"
        " WHERE n.last IN :lasts AND n.key LIKE :tail ESCAPE '!' AND e.kind = 'person'"
    ).bindparams(bindparam("lasts", expanding=True))
    values = {"lasts": sorted({surname, *lasts}), "tail": f"%{literal(surname)}"}
    rows = connection.execute(query, values)
    ids = {entity for entity, name in rows if surname_key(name) == surname}
    return {entity: root.id for entity, root in roots(connection, ids).items()}


def _named(
    connection: Connection, surname: str, known: Mapping[int, int], near: Sequence[Place], most: int
) -> list[_Full]:
    """The actors who are named in full in reports that may be near some others, so many of the newest at most."""
    days = [place.day for place in near if place.day is not None]
    bounds, values = "", {}
    if len(days) == len(near):
        bounds = " AND (v.day IS NULL OR v.day BETWEEN :first AND :last)"
        values = {"first": _iso(min(days) - NEAR), "last": _iso(max(days) + NEAR)}
    rows = _actors(connection, list(known), most, bounds, values)
    bears = cache(lambda name: surname_key(name) == surname)
    return [_Full(known[row.entity_id], row, _place(row)) for row in rows if bears(row.name)]


def _bearers(named: Iterable[_Full], company: Mapping[int, Company]) -> list[Bearer]:
    groups: defaultdict[int, list[_Full]] = defaultdict(list)
    for each in named:
        groups[each.root].append(each)
    posts = cache(_post)
    return [_bearer(root, every, company, posts) for root, every in groups.items()]


def _bearer(
    root: int,
    every: Sequence[_Full],
    company: Mapping[int, Company],
    posts: Callable[[str], frozenset[str]],
) -> Bearer:
    beside: defaultdict[int, list[Place]] = defaultdict(list)
    for each in every:
        present = company.get(each.place.version, Company())
        for other in present.people | present.institutions:
            beside[other].append(each.place)
    return Bearer(
        root,
        frozenset(each.place.version for each in every),
        Times(each.place for each in every),
        beside,
        frozenset().union(*map(posts, {each.row.role for each in every})),
        frozenset(each.row.country for each in every if each.row.country),
    )


# Both -----------------------------------------------------------------------------------------------------------------


def _actors(
    connection: Connection, entities: Sequence[int], most: int, condition: str, values: Mapping[str, str]
) -> Sequence[Row[Any]]:
    """The newest actors of some entities, in versions `v` that meet a condition, with their reports."""
    newest = (
        "SELECT a.id FROM actors a JOIN versions v ON v.id = a.version_id"
        f" WHERE a.entity_id IN ({placeholders(entities)}){condition} ORDER BY a.id DESC LIMIT {most}"
    )
    query = (
        "SELECT a.id, a.entity_id, a.name, a.role, a.country, v.id AS version, v.day, v.agency, r.name AS report,"
        f" coalesce(r.copy_of, r.id) AS original FROM ({newest}) AS n JOIN actors a ON a.id = n.id"
        " JOIN versions v ON v.id = a.version_id JOIN reports r ON r.id = v.report_id ORDER BY a.id"
    )
    return connection.execute(text(query), values).all() if entities else []


def _company(
    connection: Connection,
    versions: Iterable[int],
    ours: Collection[int],
    others: Collection[int] | None = None,
) -> dict[int, Company]:
    """Who is named in some versions, but for the namesakes; of all `others`, or of some."""
    only = f" AND entity_id IN ({placeholders(others)})" if others is not None else ""
    present: defaultdict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for version, entity, kind in map(tuple, rows_of(connection, _BESIDE + only, sorted(versions))):
        if entity not in ours:
            present[version][kind == "institution"].add(entity)
    return {version: Company(*map(frozenset, both)) for version, both in present.items()}


def _place(row: Row[Any]) -> Place:
    try:
        day = date.fromisoformat(row.day or "").toordinal()
    except ValueError:
        day = None
    return Place(row.version, row.original, day, row.agency)


def _post(role: str) -> frozenset[str]:
    """The search keys of a post."""
    return frozenset(term.key for term in terms(role)) - STOP


def _iso(day: int) -> str:
    return date.fromordinal(max(1, min(day, date.max.toordinal()))).isoformat()
