"""Desks for the tests: a small archive of invented reports, served inside this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from archive.conftest import address as address  # on both databases, for what asks them
from archive.conftest import server as server
from archive.minutes import agreed, done, keep, minutes, promised, said
from archive.news import ALL, entry
from commands.desk import WordsEmbedder
from dabir.archive import Archive
from dabir.desk.access import passwords
from dabir.desk.settings import Settings
from desk.visitors import Visitor

OPENING = minutes(
    "opening",
    "2018-05-01",
    said("بهمن کاویانی", "پل تازهٔ مرزی تا پایان سال باز می‌شود"),
    promised("بهمن کاویانی", "هزینهٔ پل را می‌پردازیم", to=("آرام گریگوریان",), due="2018-06-01"),
    agreed("ایران", "ارمنستان", "دو کشور دربارهٔ پل توافق کردند"),
    roles={"بهمن کاویانی": "وزیر راه"},
    towns=("جلفا",),
)
VISIT = minutes(
    "visit",
    "2018-05-20",
    said("آرام گریگوریان", "ساخت پل آغاز شده است"),
    done("CONSULT", "بهمن کاویانی", "آرام گریگوریان", "کاویانی با گریگوریان دیدار کرد"),
    agency="نوا",
)


@pytest.fixture(autouse=True)
def embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "embedder", WordsEmbedder())


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost nothing: the tests sign in often."""
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(1, 8, 1))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of an archive with the reports of `archive.news` and two of `archive.minutes`."""
    place = tmp_path_factory.mktemp("desk") / "archive.dabir"
    with Archive(str(place)) as archive:
        days = ("2018-04-17T10:00:00+04:30", "2018-05-02", "2018-05-03", "2018-05-04")
        news = zip(ALL.items(), days, strict=True)
        archive.keeper("test 1").keep(
            [
                entry(text, name, published=day, agency="پیک", headline=text.split("\n", 1)[0])
                for (name, text), day in news
            ]
        )
        keep(archive, OPENING, VISIT)
        with archive.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return place.read_bytes()


@pytest.fixture
def archive(filled: bytes, tmp_path: Path) -> Iterator[Archive]:
    """An archive of six reports, in a file of its own."""
    place = tmp_path / "archive.dabir"
    place.write_bytes(filled)
    with Archive(str(place)) as store:
        yield store


@pytest.fixture
def store(address: str) -> Iterator[Archive]:
    """An empty archive, on either database."""
    with Archive(address) as empty:
        yield empty


@pytest.fixture
def client(archive: Archive) -> Iterator[Visitor]:
    """A visitor who sits at the machine of a desk without accounts; he is not led on by himself."""
    with Visitor(archive) as visitor:
        yield visitor


@pytest.fixture
def serve(archive: Archive) -> Iterator[Callable[..., Visitor]]:
    """Serves the archive with these settings, and gives a visitor who has not signed in."""
    opened: list[Visitor] = []

    def begin(**settings: object) -> Visitor:
        visitor = Visitor(archive, Settings(**settings))  # type: ignore[arg-type]
        opened.append(visitor)
        return visitor

    yield begin
    for visitor in opened:
        visitor.close()
