"""Scope: which reports a question is about, where it lists some and not others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection

from dabir.archive.finding import matching
from dabir.archive.finding.query import parsed, positive_keys

if TYPE_CHECKING:
    from dabir.archive.finding.search import Search, Way

# How many of those that come nearest to what a question means.
LISTED = 100


def is_listed(
    finder: Search, connection: Connection, question: str, way: Way, *, matches: int | None = None
) -> bool:
    """Whether a question is about what comes nearest to what it means, rather than whatever matches by its words.

    So it is if it holds something to be looked for, and is asked by meaning, or both ways and nothing matches.

    Args:
        finder: The archive's search.
        connection: A reading connection.
        question: A query.
        way: By words, by meaning, or by both.
        matches: How many reports match by words, if that was counted already.

    Raises:
        QueryError: A field of the query has no such value.
    """
    node = parsed(question)
    if way == "words" or not positive_keys(node):
        return False
    if way == "both" and matches is None:
        matches = matching.count(finder.database, connection, node)
    return way == "meaning" or not matches


def listed(finder: Search, connection: Connection, question: str, way: Way) -> list[int] | None:
    """The current versions that a question is about by what it means, the best hundred; None where it lists none.

    Raises:
        QueryError: A field of the query has no such value.
    """
    if not is_listed(finder, connection, question, way):
        return None
    return [hit.version for hit in finder.find(connection, question, way=way, count=LISTED)]
