"""The archive's commands, run in this process on a small archive of invented reports."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import dabir.cli
from commands.desk import REPORTS, Outcome, Run, WordsEmbedder, lines
from dabir.archive import Archive


@pytest.fixture(autouse=True)
def embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "embedder", WordsEmbedder())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command."""

    def go(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["dabir", *map(str, arguments)])
        code = None
        try:
            dabir.cli.main()
        except SystemExit as leaving:  # kept no longer than this, with all that its traceback holds open
            code = int(leaving.code or 0)
        out, err = capsys.readouterr()
        assert code is not None
        assert "Traceback" not in err
        return Outcome(code, out, err)

    return go


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the archive is, or is to be, if no other is named."""
    place = tmp_path / "news.dabir"
    monkeypatch.setenv("DABIR_ARCHIVE", str(place))
    return place


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of an archive of the reports, read by rules."""
    from dabir import Reader
    from dabir.adding import add
    from dabir.sources import read_json_line

    place = tmp_path_factory.mktemp("filled") / "archive.dabir"
    with pytest.MonkeyPatch.context() as patch, Archive(str(place)) as archive:
        patch.setattr(Archive, "embedder", WordsEmbedder())
        reports = (read_json_line(line, 1) for line in lines(*REPORTS).splitlines())
        assert all(kept for kept in add(archive, reports, Reader(fast=True)))
        with archive.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return place.read_bytes()


@pytest.fixture
def archive(path: Path, filled: bytes) -> Path:
    """An archive of the reports, which commands take if no other is named."""
    path.write_bytes(filled)
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """The reports as JSON Lines."""
    place = tmp_path / "news.jsonl"
    place.write_bytes(lines(*REPORTS))
    return place
