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


def listed(
    finder: Search, connection: Connection, question: str, way: Way, *, matches: int | None = None
) -> list[int] | None:
    """The current versions that a question is about by what it means, the best hundred.

    None where it is about whatever matches by its words: so it is if it is asked by words, holds none to be looked for,
    or is asked both ways and there is such a match.

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
        return None
    if way == "both" and matches is None:
        matches = matching.count(finder.database, connection, node)
    if way == "both" and matches:
        return None
    return [hit.version for hit in finder.find(connection, question, way=way, count=LISTED)]
