"""Full text: the search keys of every version, in FTS5 on SQLite and in a `tsvector` on PostgreSQL.

Both get the same keys (`analysis.terms`), already folded and stemmed, and neither is left to take words apart: a text
matches on one where it matches on the other. The headline counts more than the body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from dabir.archive.database import Database

# How much more a word of the headline counts.
HEADLINE = 3.0
# A position in a `tsvector` is at most this.
_FURTHEST = 16383


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
    return " ".join(f"{_quoted(key)}:{','.join(found[:255])}" for key, found in places.items())


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
            return f"v.id IN (SELECT version_id FROM words WHERE terms @@ CAST(:{name} AS tsquery))"
        return f"v.id IN (SELECT rowid FROM words WHERE words MATCH :{name})"


def frequencies(database: Database, connection: Connection, keys: Iterable[str], most: int) -> dict[str, int]:
    """In how many versions each key stands, counted up to `most`."""
    match = Match(server=database.server)
    source = (
        "words WHERE terms @@ CAST(:key AS tsquery)" if database.server else "words WHERE words MATCH :key"
    )
    column = "version_id" if database.server else "rowid"
    counting = text(f"SELECT count(*) FROM (SELECT {column} FROM {source} LIMIT {most}) AS found")
    return {
        key: int(connection.execute(counting, {"key": match.word([key])}).scalar_one())
        for key in dict.fromkeys(keys)
    }


def holding(database: Database, connection: Connection, key: str, versions: Iterable[int]) -> list[int]:
    """Those of some versions in which a key stands."""
    among = ", ".join(map(str, sorted(versions))) or "NULL"
    match = Match(server=database.server).word([key])
    if database.server:
        query = (
            f"SELECT version_id FROM words WHERE version_id IN ({among}) AND terms @@ CAST(:key AS tsquery)"
        )
    else:
        query = f"SELECT rowid FROM words WHERE rowid IN ({among}) AND words MATCH :key"
    return list(connection.execute(text(query), {"key": match}).scalars())


def ranked(
    database: Database,
    connection: Connection,
    expression: str,
    weights: dict[str, float],
    count: int,
    condition: str = "",
    values: dict[str, object] | None = None,
) -> list[tuple[int, float]]:
    """The versions that match an expression, the best first, with a score (higher is better).

    Args:
        database: The archive's.
        connection: Where to look.
        expression: What to match, made by `Match`.
        weights: The keys of the question and how rare each is; PostgreSQL's own rank knows nothing of rarity.
        count: How many at most.
        condition: A further condition on the version `v` and its report `r`, beginning with AND.
        values: What the condition binds.
    """
    bound: dict[str, object] = {"expression": expression, "count": count, **(values or {})}
    current = "JOIN versions v ON v.id = {} JOIN reports r ON r.current = v.id"
    if not database.server:
        rank = f"bm25(words, {HEADLINE}, 1.0)"
        query = (
            f"SELECT words.rowid, -{rank} AS score FROM words {current.format('words.rowid')}"
            f" WHERE words MATCH :expression {condition} ORDER BY score DESC, words.rowid DESC LIMIT :count"
        )
    else:
        match = Match(server=True)
        parts = []
        for number, (key, weight) in enumerate(weights.items()):
            bound[f"key{number}"] = match.word([key])
            parts.append(
                f"{weight:.4f} * ts_rank('{{0.33, 0.33, 0.33, 1.0}}', w.terms, CAST(:key{number} AS tsquery), 1)"
            )
        query = (
            f"SELECT w.version_id, {' + '.join(parts) or '0'} AS score FROM words w {current.format('w.version_id')}"
            f" WHERE w.terms @@ CAST(:expression AS tsquery) {condition}"
            " ORDER BY score DESC, w.version_id DESC LIMIT :count"
        )
    return [(version, float(score)) for version, score in connection.execute(text(query), bound)]
