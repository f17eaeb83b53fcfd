"""The same job on a cluster of Ray: what it gives, and what it costs when a machine is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bulk.reports import report, written

pytest.importorskip("ray", reason="no Ray here")

from dabir import Embedder, Reader
from dabir.archive.alike.whole import Group, alike, sketch
from dabir.archive.finding.pieces import pieces
from dabir.archive.finding.vectors import centred
from dabir.bulk.cluster import ClusterJob
from dabir.bulk.destination import Destination
from dabir.bulk.job import Job, JobError
from dabir.bulk.run import Run
from dabir.report import Header
from dabir.sources import read_json_line

HERE = Path(__file__).parent
MANY = 4000
PATIENCE = 300.0


def ran(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """A program that was run to its end."""
    paths = {"PYTHONPATH": str(HERE.parent), "RAY_USAGE_STATS_ENABLED": "0"}
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, timeout=PATIENCE, env={**os.environ, **paths}
    )


def test_a_node_that_dies_on_the_way_costs_nothing(tmp_path: Path) -> None:
    source, out = written(tmp_path / "in.jsonl", MANY), tmp_path / "out"
    outcome = ran(sys.executable, HERE / "two_nodes.py", source, out)
    assert outcome.returncode == 0, outcome.stderr
    assert json.loads(outcome.stdout.splitlines()[-1]) == {"read": MANY, "aside": 0, "died": [True]}
    alone = tmp_path / "alone.jsonl"
    assert sum(Run(Job([str(source)], Destination.named(str(alone)), fast=True))) == MANY
    lines = [line for path in out.glob("date=*/*.jsonl") for line in path.read_bytes().splitlines()]
    assert sorted(lines) == sorted(alone.read_bytes().splitlines())
    assert (out / "_SUCCESS").exists()


def test_the_command_reads_tables_into_tables_by_days(tmp_path: Path) -> None:
    arrow, duckdb = pytest.importorskip("pyarrow"), pytest.importorskip("duckdb")
    rows = [
        {"code": one["id"], "words": one["text"], "published": one.get("published")}
        for one in map(report, range(70))
    ]
    rows.append({"code": "bad", "words": "No Persian here.", "published": None})
    pytest.importorskip("pyarrow.parquet").write_table(arrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    dabir, out = Path(sys.executable).with_name("dabir"), tmp_path / "out"
    command = (dabir, "batch", "--engine", "ray", "--fast", "--map", "id=code", "--map", "text=words")
    outcome = ran(*command, tmp_path / "in.parquet", out)
    assert outcome.returncode == 1, outcome.stderr
    assert f"70 records in {out}; 1 set aside in {out}/_aside; 71 in " in outcome.stderr
    told = duckdb.sql(
        f"SELECT report_id, date FROM read_parquet('{out}/date=*/*.parquet', hive_partitioning=true) ORDER BY 1"
    ).fetchall()
    assert [(name, day and str(day)) for name, day in told] == [
        (row["code"], row["published"]) for row in rows[:-1]
    ]
    (aside,) = (out / "_aside").iterdir()
    assert "Persian" in json.loads(aside.read_text("utf-8"))["reason"]
    again = ran(*command, tmp_path / "in.parquet", out)
    assert again.stderr == f"dabir: {out} is there already: name another place, or give --overwrite.\n"


def test_what_cannot_be_a_job_is_refused_before_anything_begins(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.parquet"):
        (tmp_path / name).touch()
    with pytest.raises(JobError, match="JSON Lines or Parquet, and not both"):
        ClusterJob([str(tmp_path / "*.*")], str(tmp_path / "out")).run()
    with pytest.raises(JobError, match=r"nothing at .*missing.jsonl: check the address"):
        ClusterJob([str(tmp_path / "missing.jsonl")], str(tmp_path / "out")).run()


def test_copies_and_stories_are_those_that_are_found_on_one_machine(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    source, out = files("dabir.desk").joinpath("data/collection.jsonl"), tmp_path / "out"
    reader, records = Reader(fast=True), []
    for line in source.read_bytes().splitlines():
        record = reader.read(read_json_line(line))
        records += [
            record,
            replace(record, id=f"{record.id}-again", report=Header(published=record.report.published)),
        ]
    kept = tmp_path / "records.jsonl"
    kept.write_text("".join(f"{record.to_json()}\n" for record in records), "utf-8")
    told = ran(Path(sys.executable).with_name("dabir"), "alike", kept, out, "--workers", "1")
    assert told.returncode == 0, told.stderr
    assert f"{len(records)} records compared; " in told.stderr
    rows = {row["id"]: row for row in parquet.read_table(out).to_pylist() if row["newest"]}
    vectors = centred(Embedder().embed([pieces(record)[0] for record in records]))
    wanted, groups = alike(sketch(*pair) for pair in zip(records, vectors, strict=True))
    names = {row.order: row.id for row in wanted}
    assert len(groups) > len(records) / 2
    for row in (row for row in wanted if not row.until):
        group = groups.get(row.report, Group("", ""))
        assert rows[row.id]["copy_of"] == names.get(group.copy_of)
        assert rows[row.id]["story"] == names.get(group.story)
