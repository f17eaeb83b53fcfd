"""Matching: the current versions that answer a query by its words, as a source for further questions to the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from dabir.archive.finding import fulltext
from dabir.archive.finding.conditions import Compiler
from dabir.archive.finding.syntax import Node

if TYPE_CHECKING:
    from dabir.archive.database import Database

_FREE = "1 = 1"


@dataclass(frozen=True, slots=True)
class Matching:
    """What matches a query.

    Attributes:
        version: The column that holds the number of each version.
        source: What stands behind FROM and before a further WHERE or JOIN.
        condition: What stands behind WHERE.
        values: What the condition binds.
    """

    version: str
    source: str
    condition: str
    values: dict[str, object]


def matching(database: Database, connection: Connection, node: Node) -> Matching:
    """What matches a query, whatever the way of a search.

    SQLite is led from the full text to the reports: by itself it gathers all matches before it looks at the first.
    """
    compiler = Compiler(connection, server=database.server)
    if database.server:
        fulltext.by_index(connection)
        source = "versions v JOIN reports r ON r.current = v.id"
        return Matching("v.id", source, compiler.condition(node), compiler.values)
    compiled = compiler.compiled(node)
    if not compiled.expression:
        if compiled.condition == _FREE:
            return Matching("r.current", "reports r", _FREE, {})
        source = "versions v JOIN reports r ON r.current = v.id"
        return Matching("v.id", source, compiled.condition, compiled.values)
    source = "words w CROSS JOIN reports r ON r.current = w.rowid"
    condition = "words MATCH :expression"
    if compiled.condition != _FREE:
        source += " CROSS JOIN versions v ON v.id = w.rowid"
        condition += f" AND {compiled.condition}"
    return Matching("w.rowid", source, condition, {**compiled.values, "expression": compiled.expression})


def count(database: Database, connection: Connection, node: Node) -> int:
    """How many reports match a query by its words, copies included."""
    found = matching(database, connection, node)
    query = f"SELECT count(*) FROM {found.source} WHERE {found.condition}"
    return int(connection.execute(text(query), found.values).scalar_one())


def traits_of_newest(database: Database, connection: Connection, node: Node, most: int) -> list[str]:
    """The rows of the traits of what matches a query, those that came in last first."""
    found = matching(database, connection, node)
    query = (
        f"SELECT t.terms FROM {found.source}"
        f" {'' if database.server else 'CROSS '}JOIN traits t ON t.version_id = {found.version}"
        f" WHERE {found.condition} ORDER BY {found.version} DESC LIMIT {int(most)}"
    )
    return [row[0] for row in connection.execute(text(query), found.values).fetchall()]
