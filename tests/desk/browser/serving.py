"""A desk as browsers reach it: the application on a port of its own, in a thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from playwright.sync_api import Page

from dabir.archive import Archive
from dabir.archive.answers.storylist import story_lines
from dabir.archive.people.bearers import bearers
from dabir.desk.app import create_app
from dabir.desk.settings import Settings

if TYPE_CHECKING:
    from dabir.desk.jobs import Jobs

# Opens a page of a desk in a browser without cookies.
Opens = Callable[..., Page]

_PATIENCE = 20.0


@dataclass(frozen=True)
class Desk:
    """A desk that is open: its address without a path, its archive, and what it does behind its pages."""

    address: str
    archive: Archive
    jobs: Jobs

    def person(self, name: str) -> str:
        """The address of somebody's page."""
        with self.archive.reading() as connection:
            return f"/person/{bearers(connection, name)[0].id}"

    def story(self) -> str:
        """The address of the biggest story."""
        (found,) = story_lines(self.archive, count=1)
        return f"/story/{found.id}"


@contextmanager
def serving(place: Path) -> Iterator[Desk]:
    """The desk of an archive, for as long as the context lasts; what is added is read by rules alone."""
    with Archive(str(place)) as archive, socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        app = create_app(archive, Settings(port=port, fast=True))
        config = uvicorn.Config(app, ws="none", loop="asyncio", log_config=None, proxy_headers=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            _await(server)
            yield Desk(f"http://127.0.0.1:{port}", archive, app.state.office.jobs)
        finally:
            server.should_exit = True
            thread.join(_PATIENCE)


def _await(server: uvicorn.Server) -> None:
    latest = time.monotonic() + _PATIENCE
    while not server.started:
        assert time.monotonic() < latest, "the desk does not open"
        time.sleep(0.01)
