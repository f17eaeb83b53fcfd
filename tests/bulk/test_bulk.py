"""Very many reports: what comes out does not depend on who reads it, nor on how often it was broken off."""

from __future__ import annotations

import gzip
import json
import os
import signal
import time
from multiprocessing import get_context
from pathlib import Path

import pytest

from bulk.reports import written
from dabir import Reader, Record
from dabir.batch import Failure
from dabir.bulk import job, workers
from dabir.bulk.assembly import NO_DAY, day_of
from dabir.bulk.destination import Destination, Form
from dabir.bulk.job import Job, JobError
from dabir.bulk.parts import Aside, Parts, Tally
from dabir.bulk.run import Run
from dabir.bulk.workers import Workers
from dabir.report import Header, Report
from dabir.sources import read_json_line

COUNT = 30
TEXT = "هشدار دربارهٔ کم‌آبی\nسیمین پارسا گفت: سدها خالی است."


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "CHUNK", 4)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return written(tmp_path / "in.jsonl", COUNT)


def done(source: Path, to: Path, count: int = 2, form: Form | None = None, *, anew: bool = False) -> Run:
    """A job that was done."""
    run = Run(Job([str(source)], Destination.named(str(to), form), fast=True), workers=count, anew=anew)
    assert sum(run) == run.outcome.read + run.outcome.aside
    assert not run._job.destination.parts.exists()
    return run


def read(source: Path) -> list[Record]:
    """The records of a file's reports, read one by one."""
    reader = Reader(fast=True)
    lines = source.read_text("utf-8").splitlines()
    return [reader.read(read_json_line(line)) for line in lines]


# Destinations ---------------------------------------------------------------------------------------------------------


def test_destinations_are_told_from_their_names() -> None:
    assert Destination.named("a.jsonl") == Destination(Path("a.jsonl"), Form.jsonl)
    assert Destination.named("a.NDJSON.gz") == Destination(Path("a.NDJSON.gz"), Form.jsonl, packed=True)
    assert Destination.named("b/a.parquet") == Destination(Path("b/a.parquet"), Form.parquet)
    assert Destination.named("a") == Destination(Path("a"), Form.jsonl, folder=True)
    assert Destination.named("a", Form.parquet) == Destination(Path("a"), Form.parquet, folder=True)
    assert Destination.named("b/a.jsonl").parts == Path("b/a.jsonl.parts")
    with pytest.raises(ValueError, match=r"^a.jsonl is named as jsonl"):
        Destination.named("a.jsonl", Form.parquet)


def test_days_of_records() -> None:
    assert day_of("2018-04-17T10:00:00+04:30") == "2018-04-17"
    assert day_of("2018") == day_of(None) == NO_DAY


# What comes out -------------------------------------------------------------------------------------------------------


def test_the_records_are_those_of_a_reader_in_the_order_of_the_reports(source: Path, tmp_path: Path) -> None:
    run = done(source, tmp_path / "out.jsonl")
    assert (run.outcome.read, run.outcome.aside, run.outcome.before, run.outcome.failures) == (
        COUNT,
        0,
        0,
        None,
    )
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert lines == [record.to_json() for record in read(source)]


def test_the_outcome_does_not_depend_on_the_number_of_processes(source: Path, tmp_path: Path) -> None:
    for name in ("out.jsonl", "out.jsonl.gz", "out.parquet"):
        outcomes = []
        for count in (1, 3):
            done(source, tmp_path / name, count, anew=True)
            outcomes.append((tmp_path / name).read_bytes())
        assert outcomes[0] == outcomes[1]
    packed = gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes())
    assert packed == (tmp_path / "out.jsonl").read_bytes()


def test_parquet_holds_whole_records_beside_typed_columns(source: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    done(source, tmp_path / "out.parquet")
    table = parquet.read_table(tmp_path / "out.parquet")
    assert [Record.from_json(record) for record in table.column("record").to_pylist()] == read(source)
    assert str(table.schema.field("day").type) == "date32[day]"


@pytest.mark.parametrize("form", list(Form))
def test_a_folder_has_a_file_for_every_day(source: Path, tmp_path: Path, form: Form) -> None:
    duckdb = pytest.importorskip("duckdb")
    done(source, tmp_path / "out", form=form)
    folders = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert folders == sorted([f"date={NO_DAY}", *(f"date=2018-04-{day}" for day in range(10, 15))])
    function = "read_parquet" if form is Form.parquet else "read_json"
    told = "report_id" if form is Form.parquet else "id"
    rows = duckdb.sql(
        f"SELECT {told}, date FROM {function}('{tmp_path}/out/*/*.{form}', hive_partitioning=true) ORDER BY 1"
    ).fetchall()
    days = [record.report.published for record in read(source)]
    assert [(name, day and str(day)) for name, day in rows] == [
        (f"r{number:05d}", day) for number, day in enumerate(days)
    ]


def test_nothing_to_read_gives_an_empty_outcome(tmp_path: Path) -> None:
    empty = tmp_path / "in"
    empty.mkdir()
    for name in ("out.jsonl", "out.parquet", "out"):
        run = done(empty, tmp_path / name, 1)
        assert run.outcome.read == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""
    assert list((tmp_path / "out").iterdir()) == []


# What is set aside ----------------------------------------------------------------------------------------------------


def test_what_cannot_be_read_is_set_aside_with_its_reason(source: Path, tmp_path: Path) -> None:
    bad = {"id": "bad", "text": "This is not Persian at all.", "agency": "پیک"}
    with source.open("a", encoding="utf-8") as file:
        file.write(f"{{broken\n{json.dumps(bad)}\n")
    run = done(source, tmp_path / "out.jsonl")
    assert (run.outcome.read, run.outcome.aside) == (COUNT, 2)
    assert run.outcome.failures == tmp_path / "out.jsonl.aside.jsonl"
    first, second = map(json.loads, run.outcome.failures.read_text("utf-8").splitlines())
    assert "line 31" in first["reason"]
    assert second.pop("reason")
    assert second in (bad, {})
    done(written(source, 4), tmp_path / "out.jsonl", anew=True)
    assert not run.outcome.failures.exists()


def test_a_report_that_was_set_aside_may_be_given_again() -> None:
    report = Report("a", TEXT, Header(agency="پیک", published="2018-04-17", tags=("آب",)))
    given = read_json_line(Aside("why", report).line())
    assert (given.id, given.text, given.header.agency, given.header.tags) == ("a", TEXT, "پیک", ("آب",))
    assert json.loads(Aside("why").line()) == {"reason": "why"}


def test_a_record_that_cannot_be_written_is_set_aside(source: Path, tmp_path: Path) -> None:
    good, other = read(source)[:2]
    bad = Record.from_json(other.to_json())
    object.__setattr__(bad, "text", "\ud800")
    for form in Form:
        parts = Parts(tmp_path, form)
        assert parts.write(7, [good, bad], [Aside("x")]) == Tally(1, 2) == parts.done(7)
        assert list(parts.each()) == [7]
        assert "cannot be written" in parts.aside(7).read_bytes().decode("utf-8", "surrogatepass")
        parts.aside(7).unlink()


# Going on -------------------------------------------------------------------------------------------------------------


def broken_off(source: Path, to: Path, after: int) -> None:
    """Break a job off when so many chunks are done."""
    run = Run(Job([str(source)], Destination.named(str(to)), fast=True), workers=1)
    stream = iter(run)
    for _ in range(after):
        next(stream)
    stream.close()  # type: ignore[attr-defined]


def test_a_run_that_was_broken_off_is_gone_on_with(source: Path, tmp_path: Path) -> None:
    to = tmp_path / "out.jsonl"
    broken_off(source, to, 3)
    assert not to.exists()
    run = done(source, to)
    assert 12 <= run.outcome.before < COUNT
    assert run.outcome.read == COUNT
    assert to.read_text("utf-8").splitlines() == [record.to_json() for record in read(source)]


def test_parts_of_another_job_are_not_mixed_in(source: Path, tmp_path: Path) -> None:
    to = tmp_path / "out.jsonl"
    broken_off(source, to, 2)
    written(source, COUNT + 1)
    with pytest.raises(JobError, match="holds parts of another job"):
        done(source, to)
    assert done(source, to, anew=True).outcome.before == 0
    with pytest.raises(JobError, match="is there already"):
        done(source, to)


def test_a_half_written_part_is_none(tmp_path: Path) -> None:
    parts = Parts(tmp_path, Form.jsonl)
    (tmp_path / f"{parts.path(0).name}.tmp").write_text("{half")
    assert parts.done(0) is None
    assert list(parts.each()) == []


# Processes that die ---------------------------------------------------------------------------------------------------


def killing(chunk: object) -> Tally:
    """Reads as any process does, but one report kills it."""
    from dabir.bulk import reading

    if any(isinstance(item, Report) and item.id == "r00005" for item in chunk.items):  # type: ignore[attr-defined]
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.read(chunk)  # type: ignore[arg-type]


def killing_alone(report: Report) -> tuple[list[Record], list[Aside]]:
    from dabir.bulk import reading

    if report.id == "r00005":
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.read_alone(report)


def test_a_report_that_kills_processes_is_set_aside_and_costs_no_other(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "read", killing)
    monkeypatch.setattr(workers, "read_alone", killing_alone)
    run = done(source, tmp_path / "out.jsonl")
    assert (run.outcome.read, run.outcome.aside) == (COUNT - 1, 1)
    assert run.outcome.failures
    aside = json.loads(run.outcome.failures.read_text("utf-8"))
    assert aside["id"] == "r00005"
    assert "died twice" in aside["reason"]


def test_failures_go_past_processes_that_read_alone(tmp_path: Path) -> None:
    with Workers(1, Parts(tmp_path, Form.jsonl), fast=True) as pool:
        assert pool._alone(Failure("why")) == ([], [Aside("why")])


def test_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    context = get_context("spawn")
    tell, told = context.Pipe()
    parent = context.Process(target=parent_of_a_worker, args=(told, str(tmp_path)))
    parent.start()
    child = tell.recv()
    os.kill(child, 0)
    parent.kill()
    parent.join()
    for _ in range(600):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the process goes on without the one that began it")


def parent_of_a_worker(told: object, folder: str) -> None:
    """A process that begins a worker, tells its number, and waits to be killed."""
    with Workers(1, Parts(Path(folder), Form.jsonl), fast=True) as pool:
        told.send(pool._pool.submit(os.getpid).result())  # type: ignore[attr-defined]
        signal.pause()
