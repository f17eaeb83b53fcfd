"""The desk in a real browser; without one, its tests are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dabir.archive import Archive
from desk.browser.news import stock
from desk.browser.serving import Desk, Opens, serving
from desk.browser.watching import DESKTOP, Watch

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of a file: Playwright's loop must not run beside those of other files."""
    if not CHROMIUM.exists():
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def stocked(filled: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of an archive in which every page finds something to show."""
    place = tmp_path_factory.mktemp("browser") / "archive.dabir"
    place.write_bytes(filled)
    with Archive(str(place)) as archive:
        stock(archive)
        with archive.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return place.read_bytes()


@pytest.fixture(scope="session")
def reading(stocked: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk for tests that change nothing."""
    place = tmp_path_factory.mktemp("reading") / "archive.dabir"
    place.write_bytes(stocked)
    with serving(place) as opened:
        yield opened


@pytest.fixture
def desk(stocked: bytes, tmp_path: Path) -> Iterator[Desk]:
    """A desk of the test's own."""
    place = tmp_path / "archive.dabir"
    place.write_bytes(stocked)
    with serving(place) as opened:
        yield opened


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What watches the test's pages; at the end, nothing may have gone wrong on them."""
    watching = Watch()
    yield watching
    assert watching.faults == []


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Opens]:
    """Opens a page of a desk in a browser of its own: one that has no cookies yet, and is watched."""
    contexts: list[BrowserContext] = []

    def opens(desk: Desk, path: str, *, language: str = "fa", **options: Any) -> Page:
        made = browser.new_context(
            **{"base_url": desk.address, "viewport": DESKTOP, "reduced_motion": "reduce", **options}
        )
        contexts.append(made)
        made.set_default_timeout(10_000)
        made.add_cookies([{"name": "language", "value": language, "url": desk.address}])
        watch.over(made, desk.address)
        page = made.new_page()
        page.goto(path)
        return page

    yield opens
    for made in contexts:
        made.close()
