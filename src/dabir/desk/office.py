"""The office: what a desk works with, one for a running server: the archive, the reader, and what is remembered."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from dabir.desk.access.limits import Limits
from dabir.desk.access.secret import secret_of
from dabir.desk.jobs import Jobs
from dabir.desk.memory import Memory
from dabir.desk.settings import Settings

if TYPE_CHECKING:
    from dabir.archive import Archive
    from dabir.reader import Reader


class Office:
    """An archive and all that is needed to show it; safe to use from several threads."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        """Serve this archive."""
        self.archive, self.settings = archive, settings
        self.memory = Memory()
        self.limits = Limits(database=archive.database if settings.processes > 1 else None)
        self.jobs = Jobs(archive.database)
        self._loading = threading.Lock()

    @cached_property
    def secret(self) -> str:
        """What sessions and forms are signed with; every desk of the archive has the same."""
        return secret_of(self.archive.database)

    @property
    def reader(self) -> Reader:
        """The reader, loaded when it is first asked for."""
        with self._loading:
            return self._reader

    @cached_property
    def _reader(self) -> Reader:
        from dabir.reader import Reader

        return Reader(fast=self.settings.fast)
