"""Following: what a search finds as a feed, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from dabir.archive.asking import rows_of
from dabir.archive.finding import scope
from dabir.desk.mending import mend, mended
from dabir.exports.atom import Feed, FeedEntry
from dabir.exports.days import published_at
from dabir.exports.uris import report_uri

if TYPE_CHECKING:
    from dabir.archive import Archive, Found
    from dabir.archive.finding.search import Way
    from dabir.desk.language import Interface

# Reports of a feed.
COUNT = 30


@dataclass(frozen=True, slots=True)
class Followed:
    """A search that is followed.

    Attributes:
        id: An address that always stands for it.
        name: What it is called; "" for all that comes in.
        question: The query.
        way: By words, by meaning, or by both.
        page: The address of the page of its finds.
        address: The address of the feed itself.
        since: A moment (ISO 8601) at which it is known to have been as it is, if it finds nothing.
    """

    id: str
    name: str
    question: str
    way: Way
    page: str
    address: str
    since: str


def feed(archive: Archive, followed: Followed, site: str, t: Interface) -> Feed:
    """The feed of a search, made of what the archive holds now.

    Args:
        archive: The archive.
        followed: The search.
        site: What the addresses of this desk begin with: «https://desk.example».
        t: The words of its titles.

    Raises:
        QueryError: A field of the query has no such value.
    """
    found = _newest(archive, followed)
    with archive.reading() as connection:
        rows = rows_of(
            connection, "SELECT id, added FROM versions WHERE id IN :ids", [one.version for one in found]
        )
        added = {row.id: row.added for row in rows}
    mend(one.header.headline for one in found)
    entries = [_entry(one, added[one.version], site) for one in found]
    name = followed.name or t("following.everything")
    return Feed(
        id=followed.id,
        title=t("following.title", name=name),
        language=t.language,
        author=t("layout.name"),
        link=f"{site}{followed.page}",
        address=f"{site}{followed.address}",
        updated=max((entry.updated for entry in entries), default=followed.since),
        entries=entries,
    )


def _newest(archive: Archive, followed: Followed) -> Sequence[Found]:
    """The newest reports that match; of a search by meaning the newest of those that come nearest."""
    question, way = followed.question, followed.way
    with archive.reading() as connection:
        by_meaning = scope.listed(archive.finder, connection, question, way) is not None
    if not by_meaning:
        return archive.search(question, order="newest", count=COUNT)
    near = archive.search(question, way=way, count=COUNT)
    return sorted(near, key=lambda one: one.header.published or "", reverse=True)


def _entry(one: Found, added: str, site: str) -> FeedEntry:
    header = one.header
    return FeedEntry(
        id=report_uri(one.name),
        title=mended(header.headline) or one.name,
        link=f"{site}/report/{quote(one.name, safe='')}",
        updated=added,
        published=published_at(header.published),
        author=header.agency,
        summary=" ".join(one.snippet.text.split()),
    )
