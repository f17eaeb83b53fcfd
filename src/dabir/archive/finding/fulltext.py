"""Full text: the search keys of every version, in FTS5 on SQLite and in a `tsvector` on PostgreSQL.

Both get the same keys (`analysis.terms`), already folded and stemmed, and neither is left to take words apart: a text
matches on one where it matches on the other. The headline counts more than the body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dabir.archive.database import Database

# How much more a word of the headline counts.
HEADLINE = 3.0
# How many matches are ranked.
RANKED = 2000
# A position in a `tsvector` is at most this, a word has at most so many, and all together take at most so many bytes. A text
# that is longer than any report is found by its later words nevertheless, but not by phrases of them.
_FURTHEST, _MOST, _ROOM = 16383, 255, 1 << 20


class Words(NamedTuple):
    """The keys of one version, in order; what is found in neither has no words."""

    version: int
    headline: Sequence[str]
    body: Sequence[str]


def create(connection: Connection) -> None:
    """Make the index."""
    if connection.dialect.name == "sqlite":
        # «ascii» takes every letter outside ASCII as part of a word: keys stay whole.
        statements = [
            "CREATE VIRTUAL TABLE words USING fts5(headline, body, content='', tokenize='ascii')",
        ]
    else:
        statements = [
            "CREATE TABLE words (version_id BIGINT PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,"
            " terms TSVECTOR NOT NULL)",
            "CREATE INDEX words_terms ON words USING gin (terms) WITH (fastupdate = on)",
        ]
    for statement in statements:
        connection.execute(text(statement))


def insert(database: Database, connection: Connection, versions: Sequence[Words]) -> None:
    """Index the words of new versions."""
    cursor = connection.connection.cursor()
    if database.server:
        with cursor.copy("COPY words (version_id, terms) FROM STDIN") as copy:
            for words in versions:
                copy.write_row((words.version, _vector(words)))
    else:
        rows = [(words.version, " ".join(words.headline), " ".join(words.body)) for words in versions]
        cursor.executemany("INSERT INTO words (rowid, headline, body) VALUES (?, ?, ?)", rows)


def _vector(words: Words) -> str:
    """A `tsvector` in text: every key with its positions, those of the headline with the weight A."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for position, key in enumerate(words.headline, 1):
        places[key].append(f"{min(position, _FURTHEST)}A")
    start = len(words.headline) + 2  # no phrase runs from the headline into the body
    for position, key in enumerate(words.body, start):
        places[key].append(str(min(position, _FURTHEST)))
    return " ".join(f"{_quoted(key)}:{','.join(found)}" for key, found in _fitting(places))


def _fitting(places: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """Keys and positions until there is no room for more."""
    room = _ROOM
    for key, found in places.items():
        room -= len(key.encode()) + 2 * min(len(found), _MOST) + 4  # their number, and up to one byte between
        if room <= 0:
            break
        yield key, found[:_MOST]


def _quoted(key: str) -> str:
    doubled = key.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


class Match:
    """Expressions over keys, in the language of one database's full text."""

    def __init__(self, *, server: bool) -> None:
        """Speak PostgreSQL's `tsquery` (`server`), or FTS5's."""
        self.server = server

    def word(self, keys: Sequence[str], *, prefix: bool = False) -> str:
        """A word: its keys side by side; with `prefix`, what begins with the last of them."""
        if self.server:
            quoted = [_quoted(key) for key in keys]
            return "(" + " <-> ".join([*quoted[:-1], quoted[-1] + (":*" if prefix else "")]) + ")"
        phrase = '"' + " ".join(keys).replace('"', '""') + '"'
        return phrase + (" *" if prefix else "")

    def every(self, parts: Iterable[str]) -> str:
        """All of these."""
        return "(" + (" & " if self.server else " AND ").join(parts) + ")"

    def any(self, parts: Iterable[str]) -> str:
        """One of these at least."""
        return "(" + (" | " if self.server else " OR ").join(parts) + ")"

    def condition(self, name: str) -> str:
        """The condition on `v` (a version) that it matches the expression bound to `:name`."""
        if self.server:
            matched = f"SELECT version_id FROM words WHERE terms @@ CAST(:{name} AS tsquery)"
            return f"v.id IN (WITH matched AS MATERIALIZED ({matched}) SELECT version_id FROM matched)"
        return f"v.id IN (SELECT rowid FROM words WHERE words MATCH :{name})"


def holders(
    database: Database, connection: Connection, keys: Iterable[str], most: int
) -> dict[str, NDArray[np.int64]]:
    """The versions in which each key stands; of those in which more stand so many, the newest on SQLite."""
    match = Match(server=database.server)
    # Past SQLAlchemy, and as one value: numbers by the thousand, and nothing in them to be converted.
    query = (
        "SELECT string_agg(CAST(version_id AS text), ',') FROM (SELECT version_id FROM words"
        f" WHERE terms @@ CAST(%s AS tsquery) LIMIT {most}) AS held"
        if database.server
        else "SELECT group_concat(rowid) FROM"
        f" (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {most})"
    )
    if database.server:
        by_index(connection)
    cursor = connection.connection.cursor()
    found = {}
    for key in dict.fromkeys(keys):
        cursor.execute(query, (match.word([key]),))
        ((listed,),) = cursor.fetchall()
        found[key] = np.array(listed.split(",") if listed else [], dtype=np.int64)
    return found


def ranked(
    database: Database,
    connection: Connection,
    expression: str,
    weights: dict[str, float],
    count: int,
    condition: str = "",
    values: dict[str, object] | None = None,
    among: Sequence[int] | None = None,
) -> list[tuple[int, float]]:
    """The versions that match an expression, the best first, with a score (higher is better).

    Of more than 2,000 only the newest are ranked: what so many share tells them apart no more, and news are new.

    Args:
        database: The archive's.
        connection: Where to look.
        expression: What to match, made by `Match`.
        weights: The keys of the question and how rare each is; PostgreSQL's own rank knows nothing of rarity.
        count: How many at most.
        condition: A further condition on the version `v` and its report `r`, beginning with AND.
        values: What the condition binds.
        among: Only these versions; without it, all.
    """
    bound: dict[str, object] = {"expression": expression, **(values or {})}
    if among is not None and not among:
        return []
    if database.server:
        by_index(connection)
        query = _server_ranking(_server_score(weights, bound), condition, among)
    else:
        query = _ranking(condition, among)
    found = [(row[0], float(row[1])) for row in connection.execute(text(query), bound).fetchall()]
    return sorted(found, key=lambda each: (-each[1], -each[0]))[:count]


def _ranking(condition: str, among: Sequence[int] | None) -> str:
    """What FTS5 is asked; the sign keeps SQLite from matching anew for every one of the versions."""
    only = f" AND +words.rowid IN ({_listed(among)})" if among is not None else ""
    return (
        f"SELECT words.rowid, -bm25(words, {HEADLINE}, 1.0) FROM words {_joined('words.rowid', condition)}"
        f" WHERE words MATCH :expression {condition}{only} ORDER BY words.rowid DESC LIMIT {RANKED}"
    )


def _server_ranking(score: str, condition: str, among: Sequence[int] | None) -> str:
    """What PostgreSQL is asked, step by step: left alone it would read the words of the newest until enough match."""
    only = f" AND w.version_id IN ({_listed(among)})" if among is not None else ""
    matching = "w.terms @@ CAST(:expression AS tsquery)"
    return (
        f"WITH matched AS MATERIALIZED (SELECT w.version_id FROM words w WHERE {matching}{only}),"
        f" newest AS MATERIALIZED (SELECT w.version_id FROM matched w {_joined('w.version_id', condition)}"
        f" WHERE 1 = 1 {condition} ORDER BY w.version_id DESC LIMIT {RANKED})"
        f" SELECT w.version_id, {score} FROM newest JOIN words w USING (version_id)"
    )


def _joined(version: str, condition: str) -> str:
    return f"JOIN versions v ON v.id = {version} JOIN reports r ON r.current = v.id" if condition else ""


def _listed(versions: Sequence[int]) -> str:
    return ", ".join(str(int(version)) for version in versions)


def by_index(connection: Connection) -> None:
    """Have PostgreSQL match by its index, until the transaction ends.

    It does not count what it costs to read long texts' words, and so would rather read all of them.
    """
    cursor = connection.connection.cursor()
    cursor.execute("SET LOCAL enable_seqscan = off")
    cursor.execute("SET LOCAL jit = off")


def _server_score(weights: dict[str, float], bound: dict[str, object]) -> str:
    """PostgreSQL's rank of every key, as much as the key is rare; the keys are bound."""
    match = Match(server=True)
    parts = []
    for number, (key, weight) in enumerate(weights.items()):
        bound[f"key{number}"] = match.word([key])
        parts.append(
            f"{weight:.4f} * ts_rank('{{0.33, 0.33, 0.33, 1.0}}', w.terms, CAST(:key{number} AS tsquery), 1)"
        )
    return " + ".join(parts) or "0"
