"""Whole collections: the copies and stories of many reports at once, the same that an archive finds while they are added.

An archive takes reports one after another. Here every step looks at a group that can be made anywhere: the versions of one
report, the texts that share a band, the days around one day. Only the last step goes through all that was found in order,
which are a few numbers for each copy and each member of a story. Reports count as added in the order of their publication.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dabir.archive import preparing
from dabir.archive.alike.copies import COPY
from dabir.archive.alike.stories import ALIKE, CLOSEST, NEARLY, SHARED, around, is_day
from dabir.archive.chronology import place
from dabir.archive.finding.vectors import packed, unpacked
from dabir.archive.keeping import same_report
from dabir.archive.names.identity import entity_key, name_key
from dabir.archive.people.entities import apart

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dabir.record import Record


# Seconds that are added to times so that none is negative, whatever the year.
_YEARS = 1e11


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a record.

    Attributes:
        order: Its place among all: by time of publication, then by id and text.
        id: The record's id.
        identity: By what other texts are known to be of the same report.
        text_hash: Tells its text from all others.
        values: The values of its signature (`dabir.archive.alike.minhash`).
        bands: The bands of its signature.
        day: The day of publication; "" for none.
        vector: What its beginning means, 384 numbers of 4 bytes; empty for a record without words.
        actors: The keys of its people and parties, each with a country or "".
        places: The keys of its places.
        report: The order of its report's first version.
        until: The order of the version that corrects it; "" for the newest.
    """

    order: str
    id: str
    identity: str
    text_hash: bytes
    values: bytes
    bands: tuple[int, ...]
    day: str
    vector: bytes
    actors: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    report: str = ""
    until: str = ""

    @property
    def first(self) -> bool:
        """Whether it is the first version of its report."""
        return self.report == self.order

    def there(self, order: str) -> bool:
        """Whether an archive shows it when another is added."""
        return self.order < order and (not self.until or self.until > order)


class Pair(NamedTuple):
    """A version that is like another before it.

    Attributes:
        order: Its order.
        report: The order of its report's first version.
        other: The same of the other's report.
        version: The order of the other.
        distance: How far they are apart, 0 to 1.
        dated: Whether its day is known.
    """

    order: str
    report: str
    other: str
    version: str
    distance: float
    dated: bool


class Group(NamedTuple):
    """What a report belongs to: the order of the first version of the report that it copies, and of its story's first."""

    copy_of: str
    story: str


def sketch(record: Record, vector: NDArray[np.float32] | None) -> Sketch:
    """What is compared of a record, given with the centred vector of its beginning."""
    ready = preparing.prepared(record)
    actors = [(key, actor.country or "") for actor in ready.actors if (key := entity_key(actor)) is not None]
    since = place(record.report.published).timestamp() + _YEARS
    order = f"{since:016.3f} {ready.record.id} {ready.text_hash.hex()}"
    return Sketch(
        order,
        ready.record.id,
        ready.identity,
        ready.text_hash,
        ready.signature.values,
        ready.signature.bands,
        ready.day if ready.day and is_day(ready.day) else "",
        b"" if vector is None else np.asarray(vector, np.float32).tobytes(),
        tuple(actors),
        tuple(dict.fromkeys(name_key(one.name) for one in record.places)),
    )


# Versions, by identity ------------------------------------------------------------------------------------------------


def versions(group: Iterable[Sketch]) -> Iterator[Sketch]:
    """Sketches of one identity as versions of reports; what repeats a text that its report has had is left out."""
    reports: list[list[Sketch]] = []
    for one in sorted(group, key=attrgetter("order")):
        texts = [{each.text_hash: each.values for each in report} for report in reports]
        at = same_report(one.identity, one.text_hash, one.values, texts)
        if at is None:
            reports.append([replace(one, report=one.order)])
        elif one.text_hash not in texts[at]:
            reports[at].append(replace(one, report=reports[at][0].order))
    for report in reports:
        ends = [*(each.order for each in report[1:]), ""]
        yield from (replace(each, until=end) for each, end in zip(report, ends, strict=True))


# Copies, by band ------------------------------------------------------------------------------------------------------


def copies(group: Iterable[Sketch]) -> Iterator[Pair]:
    """Of versions that share a band, those that copy others: each with the one that it is likest to in this band."""
    rows = sorted(group, key=attrgetter("order"))
    if len(rows) < 2:
        return
    values = np.frombuffer(b"".join(row.values for row in rows), dtype="<u2").reshape(len(rows), -1)
    for at, one in enumerate(rows):
        if not one.first:
            continue
        alike = (values[:at] == values[at]).mean(axis=1)
        near = [other for other in np.flatnonzero(alike >= COPY) if rows[other].there(one.order)]
        if near:
            best = min(near, key=lambda other: (-alike[other], other))
            other = rows[best]
            yield Pair(
                one.order, one.report, other.report, other.order, 1 - float(alike[best]), bool(one.day)
            )


def likest(pairs: Iterable[Pair]) -> dict[str, Pair]:
    """For every version the pair with the likest, of several the oldest; the bands' pairs come in any order."""
    found: dict[str, Pair] = {}
    for pair in pairs:
        known = found.get(pair.order)
        if known is None or (pair.distance, pair.version) < (known.distance, known.version):
            found[pair.order] = pair
    return found


# Stories, by day ------------------------------------------------------------------------------------------------------


def days_around(day: str) -> list[str]:
    """The days whose reports a report of a day is compared with, its own among them."""
    return around(day) if day else []


def partners(day: str, group: Iterable[Sketch], countries: Mapping[str, str]) -> Iterator[Pair]:
    """The versions of a day, each with the one before it whose story it joins.

    Args:
        day: The day.
        group: All versions of the days around it that have a vector.
        countries: For keys of actors that are of several countries, the one that came first.
    """
    rows = sorted(group, key=lambda row: (row.day, row.order))
    if not rows:
        return
    kept = unpacked([packed(_vector(row)) for row in rows])
    for one in rows:
        if one.day != day:
            continue
        there = np.flatnonzero([other.there(one.order) for other in rows])
        at = _partner(one, [rows[each] for each in there], kept[there], countries) if len(there) else None
        if at is not None:
            other = rows[there[at]]
            yield Pair(one.order, one.report, other.report, other.order, 0.0, True)


def _partner(
    one: Sketch, others: Sequence[Sketch], vectors: NDArray[np.float32], countries: Mapping[str, str]
) -> int | None:
    """The place of the version whose story one joins, as `stories.Stories` chooses it."""
    cosines = vectors @ _vector(one)
    order = [int(at) for at in np.argsort(-cosines, kind="stable")[:CLOSEST] if cosines[at] >= NEARLY]
    if not order:
        return None
    if cosines[order[0]] >= ALIKE:
        return order[0]
    told = _told(one, countries)
    return next((at for at in order if len(told & _told(others[at], countries)) >= SHARED), None)


def _vector(row: Sketch) -> NDArray[np.float32]:
    return np.frombuffer(row.vector, np.float32)


def _told(row: Sketch, countries: Mapping[str, str]) -> set[str]:
    """Whom and which places a version names: people and institutions as an archive would tell them apart."""
    actors = {
        apart(key, country) if country and countries.get(key, country) != country else key
        for key, country in row.actors
    }
    return actors | {f"place {key}" for key in row.places}


def first_countries(sketches: Iterable[Sketch]) -> dict[str, str]:
    """The country that each actor's key is first met with, where there are several."""
    met: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in sorted(sketches, key=attrgetter("order")):
        for key, country in row.actors:
            if country:
                met[key][country] = None
    return {key: next(iter(every)) for key, every in met.items() if len(every) > 1}


# All of it ------------------------------------------------------------------------------------------------------------


def groups(copied: Iterable[Pair], joined: Iterable[Pair]) -> dict[str, Group]:
    """What reports belong to, by the orders of their first versions; those that belong to nothing are left out.

    Args:
        copied: Every version that copies another.
        joined: Every version that joins the story of another.
    """
    roots: dict[str, str] = {}
    for pair in sorted(copied):
        roots[pair.report] = roots.get(pair.other, pair.other)
    stories: dict[str, str] = {}
    of_copies = {pair.order: pair for pair in copied if pair.dated}
    of_stories = {pair.order: pair for pair in joined}
    for order in sorted(of_copies.keys() | of_stories.keys()):
        pair = of_stories.get(order) or of_copies[order]
        other = pair.other if order in of_stories else roots[pair.report]
        if pair.report == other or pair.report in stories:
            continue
        stories[pair.report] = stories.setdefault(other, other)
    both = roots.keys() | stories.keys()
    return {report: Group(roots.get(report, ""), stories.get(report, "")) for report in both}


def alike(sketches: Iterable[Sketch]) -> tuple[list[Sketch], dict[str, Group]]:
    """All of it in this process: the versions of reports in order, and what reports belong to."""
    by_identity = sorted(sketches, key=attrgetter("identity"))
    rows = sorted(
        (row for _, some in groupby(by_identity, attrgetter("identity")) for row in versions(some)),
        key=attrgetter("order"),
    )
    bands: defaultdict[int, list[Sketch]] = defaultdict(list)
    days: defaultdict[str, list[Sketch]] = defaultdict(list)
    for row in rows:
        for band in row.bands:
            bands[band].append(row)
        if row.vector:
            for day in days_around(row.day):
                days[day].append(row)
    copied = likest(pair for some in bands.values() for pair in copies(some))
    countries = first_countries(rows)
    joined = [pair for day, some in days.items() for pair in partners(day, some, countries)]
    return rows, groups(copied.values(), joined)
