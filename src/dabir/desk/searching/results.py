"""Results: what a search finds and into what it falls, as the page of the search shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dabir.archive import Archive, Found
from dabir.archive.finding import facets, matching, scope
from dabir.archive.finding.query import parsed
from dabir.archive.finding.refining import Part, Refining
from dabir.desk.mending import mend

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from dabir.archive.finding.facets import Facets
    from dabir.archive.finding.search import Order, Way

# Finds on a page, and how many parts of a question are tried to be left out where nothing is found.
COUNT, TRIED = 20, 6


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for.

    Attributes:
        question: The query.
        way: By words, by meaning, or by both.
        order: The best first, or by day.
        page: Which page of the finds, from 1.
    """

    question: str
    way: Way
    order: Order
    page: int

    @property
    def counted_way(self) -> Way:
        """By what the answers are counted and taken out: a list by day holds what matches by words alone."""
        return self.way if self.order == "best" else "words"


@dataclass(frozen=True, slots=True)
class Without:
    """A part of a question, and how many reports match without it."""

    part: Part
    number: int


@dataclass(frozen=True, slots=True)
class Results:
    """What was found.

    Attributes:
        found: The finds of this page.
        more: Whether there is a page behind.
        matches: How many reports match by words, copies included.
        asked: The question, taken apart.
        facets: Into what the answers fall.
        listed: Whether these are the answers that come nearest by what they mean, rather than all that match.
        without: Parts of the question without which something matches, where nothing was found.
    """

    found: Sequence[Found]
    more: bool
    matches: int
    asked: Refining
    facets: Facets
    listed: bool
    without: Sequence[Without]

    @property
    def beyond(self) -> bool:
        """Whether of the reports that match only those are counted that came in last."""
        return not self.listed and self.facets.counted < self.matches


def results(archive: Archive, search: Search) -> Results:
    """Search, and count.

    Raises:
        QueryError: A field of the query has no such value.
    """
    asked, start = Refining(search.question), COUNT * (search.page - 1)
    with archive.reading() as connection:
        counted, matches = facets.of_matching(archive.database, connection, parsed(search.question))
        listed = scope.is_listed(
            archive.finder, connection, search.question, search.counted_way, matches=matches
        )
        hits = archive.finder.find(
            connection,
            search.question,
            way=search.way,
            order=search.order,
            count=max(start + COUNT + 1, scope.LISTED if listed else 0),
        )
        found = archive.shown(connection, search.question, hits[start : start + COUNT + 1])
        if listed:
            counted = facets.of_versions(connection, [hit.version for hit in hits[: scope.LISTED]])
        without = () if found else tuple(_without(archive, connection, asked))
    mend(word for one in found for word in (one.header.headline, one.header.desk))
    more = len(found) > COUNT
    return Results(found[:COUNT], more, matches, asked, counted, listed, without)


def _without(archive: Archive, connection: Connection, asked: Refining) -> Iterator[Without]:
    """The parts of a question without which something matches."""
    parts = asked.parts()
    for part in parts[:TRIED] if len(parts) > 1 else ():
        number = matching.count(archive.database, connection, parsed(part.without))
        if number:
            yield Without(part, number)
