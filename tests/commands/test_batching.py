"""The command for very many reports, end to end, and killed on the way."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bulk.reports import written
from commands.desk import Run

PATIENCE = 120.0


def test_batch_reads_into_a_file_and_tells_what_became_of_it(run: Run, tmp_path: Path) -> None:
    source, out = written(tmp_path / "in.jsonl", 5), tmp_path / "out.jsonl"
    outcome = run("batch", "--fast", "-w", 1, source, out)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith(f"5 records in {out}; 5 in ")
    assert outcome.err.endswith(" a second.\n")
    assert [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()] == [
        f"r{n:05d}" for n in range(5)
    ]


def test_batch_sets_aside_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    source, out = written(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl"
    missing = tmp_path / "missing.warc.gz"
    outcome = run("batch", "--fast", "-w", 1, source, missing, out)
    assert outcome.code == 1
    assert f"2 records in {out}; 1 set aside in {out}.aside.jsonl; " in outcome.err
    assert "missing.warc.gz" in Path(f"{out}.aside.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "parquet", "in.jsonl", "out.jsonl"), "is named as jsonl"),
        (("--map", "text", "in.jsonl", "out.jsonl"), "write FIELD=COLUMN"),
        (("in.jsonl", "there.jsonl"), "is there already"),
        (("in.jsonl", "there.jsonl/out.jsonl"), "name another place"),
    ],
)
def test_batch_refuses_what_it_cannot_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "in.jsonl", 1)
    (tmp_path / "there.jsonl").touch()
    outcome = run("batch", *arguments)
    assert outcome.code == 1
    assert outcome.err.startswith("dabir: ")
    assert outcome.err.count("\n") == 1
    assert told in outcome.err


def test_a_killed_batch_is_gone_on_with_by_the_same_command(tmp_path: Path) -> None:
    source, out, whole = written(tmp_path / "in.jsonl", 400), tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    dabir = [str(Path(sys.executable).with_name("dabir")), "batch", "--fast", "-w", "2", str(source)]
    for moment in (1, 3):
        with subprocess.Popen([*dabir, str(out)]) as process:
            latest = time.monotonic() + PATIENCE
            while len(list(Path(f"{out}.parts").glob("*.part.jsonl"))) < moment and process.poll() is None:
                assert time.monotonic() < latest, "nothing is read"
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
    told = subprocess.run([*dabir, str(out)], capture_output=True, text=True, check=True).stderr
    assert "reports done before" in told
    assert told.startswith(f"400 records in {out}; ")
    subprocess.run([*dabir, str(whole)], check=True, capture_output=True)
    assert out.read_bytes() == whole.read_bytes()


def test_a_batch_that_is_broken_off_says_how_to_go_on(tmp_path: Path) -> None:
    source, out = written(tmp_path / "in.jsonl", 2000), tmp_path / "out.jsonl"
    command = [str(Path(sys.executable).with_name("dabir")), "batch", "--fast", "-w", "1"]
    with subprocess.Popen([*command, str(source), str(out)], stderr=subprocess.PIPE, text=True) as process:
        latest = time.monotonic() + PATIENCE
        while not list(Path(f"{out}.parts").glob("*.part.jsonl")):
            assert time.monotonic() < latest, "nothing is read"
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        told = process.stderr.read()
        assert (process.wait(PATIENCE), told) == (
            130,
            "dabir: broken off; to go on, give the same command again.\n",
        )
    assert not out.exists()
