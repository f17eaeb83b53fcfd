"""Search: what an archive holds on a question, by its words, by what it means, or by both.

By **words**, reports that have all of them come first, ranked by BM25; where those are few, reports with the rarest
of the words follow. By **meaning**, the vectors of the question and of the reports' pieces are compared, so that
other words and English find the report, too. **Both** takes the best of the two, and those that name whom the
question names in Latin letters, and ranks them by their cosine and by the share of the question's words (each as
much as it is rare) and names that they hold. Fields, phrases, days, NOT and the like bind whatever the way. Copies of
one report are one find.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from sqlalchemy import Connection, bindparam, text

from dabir.archive.finding import fulltext, matching
from dabir.archive.finding.bynames import usual
from dabir.archive.finding.conditions import Compiled, Compiler
from dabir.archive.finding.query import And, Everything, Node, Or, Word, parsed, plain_text, positive_keys
from dabir.archive.finding.vectors import Vectors, seen_from_centre
from dabir.archive.people import lookup
from dabir.archive.words.analysis import STOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dabir.archive.database import Database

Way = Literal["words", "meaning", "both"]
Order = Literal["best", "newest", "oldest"]
Embed = Callable[[str], "NDArray[np.float32]"]
Ranking = Sequence[tuple[int, float]]

# What the share of the question's words, squared, and of its names count beside the cosine (docs/archive.md).
WORDS, NAMES = 0.6, 0.05
# How many of each ranking are joined.
DEEP = 100
# Beyond so many matches a filter is asked of the nearest vectors, not the vectors of the filtered.
NARROW = 3000
# Reports that the rarest words of a question may bring in, and how far words are counted.
RELAXED, COUNTED = 6000, 3000
# Of what has some words, how many that have the most are ranked by words alone.
NEARLY = 300
# Reports of one person that a name brings in, the newest.
NAMED = 2000
FREE = "1 = 1"


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found: its current version, its score (higher is better), and how many copies it stands for.

    The copies are those that the archive holds, whether or not they answer the question.
    """

    version: int
    report: int
    score: float
    copies: int


@dataclass(frozen=True, slots=True)
class _Question:
    """A query, taken apart for one database.

    `row` is the row of plain words in it; `condition` is what binds beside them, on
    a version `v` and its report `r`, with the `values` that it binds; `words` is its text; `known` the
    versions in which each key stands, if they are not too many.
    """

    node: Node
    row: tuple[Word, ...]
    condition: str
    values: dict[str, object]
    words: str
    known: Mapping[str, NDArray[np.int64]]

    @property
    def rarity(self) -> dict[str, float]:
        """How rare each key of the question is, as BM25 has it."""
        return {key: math.log(1 + COUNTED / (1 + len(found))) for key, found in self.known.items()}

    def keys(self) -> list[str]:
        """The keys that tell something; all where none does. Beginnings of words are as rare as whatever begins so."""
        keys = [key for key in positive_keys(self.node) if not key.endswith("*")]
        return [key for key in keys if key not in STOP] or keys


class Search:
    """The search of one archive; safe to use from several threads."""

    def __init__(self, database: Database, embed: Embed) -> None:
        """Search this database; `embed` gives a question's vector, and is only called where meaning is asked for."""
        self.database, self.embed = database, embed
        self.vectors = Vectors()
        self.match = fulltext.Match(server=database.server)

    def find(
        self,
        connection: Connection,
        question: str,
        *,
        way: Way = "both",
        order: Order = "best",
        count: int = 10,
        start: int = 0,
    ) -> list[Hit]:
        """The reports that answer a question.

        Args:
            connection: A reading connection.
            question: A query (docs/archive.md has the language).
            way: By words, by meaning, or by both.
            order: The best first, or by the day of publication; then by words alone.
            count: How many at most.
            start: How many to pass over.

        Raises:
            QueryError: A field of the query has no such value.
        """
        rank = self._way(connection, self._taken_apart(connection, parsed(question)), way, order)
        ranking: dict[int, float] = {}
        deep = DEEP
        while True:
            found = rank(deep)
            # What a deeper look brings to light stands behind the rest: pages neither repeat nor miss a report.
            ranking |= {version: score for version, score in found if version not in ranking}
            hits = _folded(connection, list(ranking.items()))
            if len(hits) >= start + count or len(found) < deep:
                return hits[start : start + count]
            deep *= 2

    def _way(
        self, connection: Connection, asked: _Question, way: Way, order: Order
    ) -> Callable[[int], Ranking]:
        """How a question is answered: what gives so many of the best, or fewer where there are no more."""
        if order != "best" or not positive_keys(asked.node):
            return lambda deep: self._listed(connection, asked.node, order, deep)
        if way == "words":
            return lambda deep: self._by_words(connection, asked, deep)
        vector = self._vector(asked)
        if way == "meaning":
            return lambda deep: self._by_meaning(connection, asked, vector, deep)
        return lambda deep: self._by_both(connection, asked, vector, deep)

    def count(self, connection: Connection, question: str) -> int:
        """How many reports match a question by its words, copies included."""
        return matching.count(self.database, connection, parsed(question))

    def _taken_apart(self, connection: Connection, node: Node) -> _Question:
        parts = node.parts if isinstance(node, And) else (node,)
        row = tuple(part for part in parts if isinstance(part, Word) and not part.prefix)
        rest = [part for part in parts if part not in row and part != Everything()]
        compiler = Compiler(connection, server=self.database.server)
        condition = " AND ".join(compiler.condition(part) for part in rest) or FREE
        asked = _Question(node, row, condition, compiler.values, plain_text(node), {})
        known = fulltext.holders(self.database, connection, asked.keys(), COUNTED)
        return _Question(node, row, condition, compiler.values, asked.words, known)

    def _listed(self, connection: Connection, node: Node, order: Order, count: int) -> Ranking:
        """What matches by words, by day."""
        compiler = Compiler(connection, server=self.database.server)
        where = compiler.condition(node)
        way = "ASC" if order == "oldest" else "DESC"
        query = (
            f"SELECT v.id FROM versions v JOIN reports r ON r.current = v.id WHERE {where}"
            f" ORDER BY coalesce(v.published, '') {way}, v.id {way} LIMIT :count"
        )
        found = connection.execute(text(query), {**compiler.values, "count": count}).scalars()
        return [(version, 0.0) for version in found]

    # By words -------------------------------------------------------------------------------------------------------

    def _by_words(self, connection: Connection, asked: _Question, count: int) -> Ranking:
        found = self._matching(connection, asked, count)
        if len(found) >= count:
            return found
        near = [version for version, _ in self._nearly(connection, asked, max(NEARLY, count), dict(found))]
        any_of = self.match.any(self.match.word([key]) for key in self._rare(asked))
        more = (
            fulltext.ranked(self.database, connection, any_of, asked.rarity, count - len(found), among=near)
            if near
            else []
        )
        return [*found, *more]

    def _matching(self, connection: Connection, asked: _Question, count: int) -> Ranking:
        """What has all that is asked for."""
        strict = self._strict(connection, asked)
        if not strict.expression:  # words or a field: full text alone cannot tell
            return self._listed(connection, asked.node, "newest", count)
        condition = "" if strict.condition == FREE else f"AND {strict.condition}"
        return fulltext.ranked(
            self.database, connection, strict.expression, asked.rarity, count, condition, strict.values
        )

    def _nearly(
        self, connection: Connection, asked: _Question, count: int, found: Mapping[int, float]
    ) -> Ranking:
        """What has some of the rarest words, the more of them and the rarer the better, but for what was found."""
        if count <= 0 or len(asked.row) < 2:
            return []
        weights = asked.rarity
        held = _sums([(asked.known[key], weights[key]) for key in self._rare(asked)])
        held[[version for version in found if version < len(held)]] = 0.0
        # But for versions that were corrected, all may be shown where nothing else binds.
        best = _greatest(held, 2 * count if asked.condition == FREE else len(held))
        allowed = self._allowed(connection, asked, len(best), best)
        return [(version, float(held[version])) for version in best if version in allowed][:count]

    def _strict(self, connection: Connection, asked: _Question) -> Compiled:
        """All that is asked for; of a row of words those that say nothing are left out, if others are there."""
        parts = asked.node.parts if isinstance(asked.node, And) else (asked.node,)
        silent = [word for word in asked.row if set(word.keys) <= STOP]
        if len(silent) < len(asked.row):
            parts = tuple(part for part in parts if part not in silent)
        return Compiler(connection, server=self.database.server).compiled(And(tuple(parts)))

    def _rare(self, asked: _Question) -> list[str]:
        """The rarest words of a row, as many as bring in no more reports than can be looked at."""
        rare: list[str] = []
        reached = 0
        counts = {key: len(found) for key, found in asked.known.items() if len(found)}
        for key in sorted(counts, key=counts.__getitem__):
            reached += counts[key]
            if rare and reached > RELAXED:
                break
            rare.append(key)
        return rare

    # By meaning -----------------------------------------------------------------------------------------------------

    def _vector(self, asked: _Question) -> NDArray[np.float32]:
        meant = usual(asked.words)
        return seen_from_centre(self.embed(meant), meant)

    def _by_meaning(
        self, connection: Connection, asked: _Question, vector: NDArray[np.float32], count: int
    ) -> Ranking:
        among = None
        if asked.condition != FREE:
            among = self._allowed(connection, asked, NARROW + 1)
            among = among if len(among) <= NARROW else None
        near = self.vectors.nearest(connection, vector, NARROW, among)
        allowed = self._allowed(connection, asked, len(near), [one.version for one in near])
        return [(one.version, one.cosine) for one in near if one.version in allowed][:count]

    def _allowed(
        self, connection: Connection, asked: _Question, count: int, among: Iterable[int] | None = None
    ) -> set[int]:
        """The current versions that meet what binds."""
        only = f" AND v.id IN ({', '.join(map(str, among)) or 'NULL'})" if among is not None else ""
        query = (
            "SELECT v.id FROM versions v JOIN reports r ON r.current = v.id"
            f" WHERE {asked.condition}{only} LIMIT :count"
        )
        return set(connection.execute(text(query), {**asked.values, "count": count}).scalars())

    # By both --------------------------------------------------------------------------------------------------------

    def _by_both(
        self, connection: Connection, asked: _Question, vector: NDArray[np.float32], count: int
    ) -> Ranking:
        named = self._naming(connection, asked, count)
        whole = dict(self._matching(connection, asked, count))
        part = self._nearly(connection, asked, count - len(whole), whole)
        meant = self._by_meaning(connection, asked, vector, count)
        found = [*whole, *(version for version, _ in (*part, *meant)), *named]
        near = dict(meant)
        others = [version for version in found if version not in near]
        near |= {
            one.version: one.cosine for one in self.vectors.nearest(connection, vector, len(others), others)
        }
        shares = _shares(asked, found, whole)
        scores = {
            version: near.get(version, 0.0) + WORDS * shares[version] ** 2 + NAMES * named.get(version, 0.0)
            for version in dict.fromkeys(found)
        }
        return sorted(scores.items(), key=lambda each: (-each[1], -each[0]))

    def _naming(self, connection: Connection, asked: _Question, count: int) -> dict[int, float]:
        """Reports that name whom a question names in Latin letters, with the share of the names."""
        people = [
            tuple(member for entity in found for member in entity.members)
            for word in asked.words.split()
            if word[:1].isascii() and word[:1].isupper() and (found := lookup.find(connection, word))
        ]
        wanted = text(
            "SELECT DISTINCT version_id FROM actors WHERE entity_id IN :ids ORDER BY version_id DESC LIMIT :most"
        ).bindparams(bindparam("ids", expanding=True))
        named: defaultdict[int, float] = defaultdict(float)
        for ids in people:
            for version in connection.execute(wanted, {"ids": ids, "most": NAMED}).scalars():
                named[version] += 1 / len(people)
        best = dict(sorted(named.items(), key=lambda each: (-each[1], -each[0]))[:count])
        allowed = self._allowed(connection, asked, len(best), best)
        return {version: share for version, share in best.items() if version in allowed}


def _sums(weighted: Sequence[tuple[NDArray[np.int64], float]]) -> NDArray[np.float64]:
    """For each number up to the greatest, the weights of the lists in which it stands, added up."""
    size = max((int(numbers.max()) + 1 for numbers, _ in weighted if len(numbers)), default=0)
    sums = np.zeros(size)
    for numbers, weight in weighted:
        sums[numbers] += weight
    return sums


def _greatest(values: NDArray[np.float64], count: int) -> list[int]:
    """The places of the greatest values above 0, so many at most; of equal ones the last come first."""
    places = np.flatnonzero(values)
    if len(places) > count:
        least = np.partition(values[places], -count)[-count]
        places = places[values[places] >= least]
    order = np.lexsort((-places, -values[places]))
    return [int(place) for place in places[order][:count]]


def _shares(asked: _Question, found: Iterable[int], whole: Container[int]) -> dict[int, float]:
    """What share of the question's words each find holds, every word as much as it is rare.

    Words that very many have are left out of it, but for the versions that hold the `whole` question. Of one with
    alternatives these need not hold every word: they have the share of the best that they hold.
    """
    rarity, wanted = asked.rarity, set(found)
    sum_of_all = sum(rarity.values()) or 1.0
    holders = {
        key: wanted.intersection(versions.tolist()) if len(versions) < COUNTED else None
        for key, versions in asked.known.items()
    }
    shares = {}
    for version in wanted:
        all_of_it = version in whole
        held = {
            key: rarity[key]
            for key, those in holders.items()
            if (all_of_it if those is None else version in those)
        }
        weight = _weight(asked.node, rarity, held) if all_of_it and rarity else sum(held.values())
        shares[version] = min(1.0, weight / sum_of_all) if rarity else float(all_of_it)
    return shares


def _weight(node: Node, rarity: Mapping[str, float], held: Mapping[str, float]) -> float:
    """How rare the words are by which a version answers a question, all together; of alternatives the rarest.

    What is no word that was counted, a field or the beginning of a word, counts as much as all words beside it.
    """
    if isinstance(node, And):
        return sum(_weight(part, rarity, held) for part in node.parts)
    keys = [key for key in positive_keys(node) if key in rarity]
    if isinstance(node, Or):
        best = max(_weight(part, rarity, held) for part in node.parts)
        return best or sum(rarity[key] for key in keys)
    return sum(held[key] for key in keys) if all(key in held for key in keys) else 0.0


def _folded(connection: Connection, ranking: Ranking) -> list[Hit]:
    """The finds, of copies of one report the best alone."""
    wanted = text(
        "SELECT v.id, r.id AS report, coalesce(r.copy_of, r.id) AS original,"
        " (SELECT count(*) FROM reports c WHERE c.copy_of = coalesce(r.copy_of, r.id)) AS copies FROM versions v"
        " JOIN reports r ON r.current = v.id WHERE v.id IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    rows = {row.id: row for row in connection.execute(wanted, {"ids": [version for version, _ in ranking]})}
    best: dict[int, Hit] = {}
    for version, score in ranking:
        if version in rows:
            row = rows[version]
            best.setdefault(row.original, Hit(version, row.report, score, row.copies))
    return list(best.values())
