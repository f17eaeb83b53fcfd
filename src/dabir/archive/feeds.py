"""Feeds: what an archive remembers of the feeds that it watches (see `dabir.watching.Memory`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from dabir.archive.preparing import identity_of
from dabir.report import Header

if TYPE_CHECKING:
    from dabir.archive.database import Database
    from dabir.watching import FeedState


class Feeds:
    """The memory of a watcher, kept in an archive."""

    def __init__(self, database: Database) -> None:
        """Remember in this database."""
        self.database = database

    def load(self, url: str) -> FeedState | None:
        """What is known of a feed."""
        from dabir.watching import FeedState

        with self.database.reading() as connection:
            row = connection.execute(
                text("SELECT etag, last_modified, checked, wait, failures FROM feeds WHERE url = :url"),
                {"url": url},
            ).first()
        return FeedState(url, *row) if row else None

    def save(self, state: FeedState) -> None:
        """Remember a feed."""
        values = {
            name: getattr(state, name)
            for name in ("url", "etag", "last_modified", "checked", "wait", "failures")
        }
        with self.database.writing() as connection:
            connection.execute(text("DELETE FROM feeds WHERE url = :url"), {"url": state.url})
            connection.execute(
                text(
                    "INSERT INTO feeds (url, etag, last_modified, checked, wait, failures)"
                    " VALUES (:url, :etag, :last_modified, :checked, :wait, :failures)"
                ),
                values,
            )

    def knows(self, url: str) -> bool:
        """Whether the page of an address is kept."""
        identity = identity_of("", Header(url=url))
        with self.database.reading() as connection:
            found = connection.execute(
                text("SELECT 1 FROM reports WHERE identity = :identity"), {"identity": identity}
            )
            return found.first() is not None
