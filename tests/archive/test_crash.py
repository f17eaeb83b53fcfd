"""Processes that add at once, and processes that die: nothing is lost, nothing doubled."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import text

from archive import newsroom
from archive.conftest import fresh
from archive.minutes import agreed, done, minutes, promised, said
from dabir import Record
from dabir.archive import Archive
from dabir.archive.keeping import Entry
from dabir.archive.schema import METADATA

PEOPLE = ("بهمن کاویانی", "سیمین پارسا", "آرام گریگوریان", "محسن رستگار", "کامران نیکزاد")
WORKS = ("پل مرزی تازه", "سد جنوبی استان", "راه‌آهن کوهستان", "بندر صیادی شرق")


def report(number: int) -> Record:
    """One of many reports: a work and its day come again, so that there are stories; a person, so that there are names."""
    work, who, other = WORKS[number % 4], PEOPLE[number % 5], PEOPLE[(number + 2) % 5]
    return minutes(
        f"n{number}",
        f"2020-05-{1 + number // 8:02}",
        said(who, f"درباره {work} در نشست شماره {number} گفت که کارها خوب پیش می‌رود"),
        promised(who, f"{work} تا {number} ماه دیگر به بهره‌برداری می‌رسد", due="2021-03-01"),
        agreed("ایران", "ارمنستان", f"دو کشور در بند {number} درباره هزینه {work} توافق کردند"),
        done("CONSULT", who, other, f"این دو در روز {number} با هم دیدار کردند"),
        roles={who: "وزیر راه"} if number % 2 else None,
        towns=("ایروان",),
    )


REPORTS = tuple(map(report, range(32)))


def corrected(record: Record) -> Record:
    """A later text of a report, of the same length."""
    words = record.text.replace("خوب پیش", "کند پیش")
    return replace(record, text=words, restored=words)


def copied(record: Record) -> Record:
    """The report, at another outlet."""
    header = replace(record.report, agency="سپهر", url=f"https://other.example/{record.id}")
    return replace(record, id=f"copy-of-{record.id}", report=header)


# The work of a day: new reports, then corrections and copies of some of them, then new ones again.
DAY = (*REPORTS[:16], *map(corrected, REPORTS[2:12:3]), *map(copied, REPORTS[5:15:3]), *REPORTS[16:])


def crash() -> ModuleType:
    """`benchmarks/crash.py`."""
    path = Path(__file__).parents[2] / "benchmarks/crash.py"
    spec = importlib.util.spec_from_file_location("crash", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Newsroom:
    """The processes of `newsroom.py`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # One thread: a process that has several must not fork.
        self.running = subprocess.Popen(
            [sys.executable, newsroom.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip

    def add(
        self, address: str, *works: Sequence[Record], seconds: float | None = None
    ) -> tuple[list[int], list[str]]:
        """Let processes add records, one each; their exit codes, and the reports that they said to be kept."""
        jobs = []
        for number, records in enumerate(works):
            given, output = self.folder / f"{number}.jsonl", self.folder / f"{number}.out"
            given.write_text("".join(record.to_json() + "\n" for record in records), "utf-8")
            output.write_text("")
            jobs.append([address, str(given), str(output)])
        assert self.running.stdin is not None
        assert self.running.stdout is not None
        print(json.dumps({"jobs": jobs, "seconds": seconds}), file=self.running.stdin, flush=True)
        codes = json.loads(self.running.stdout.readline())
        return codes, [json.loads(line) for *_, output in jobs for line in _whole_lines(Path(output))]


def _whole_lines(path: Path) -> list[str]:
    """The lines of a file; of one that a process could not finish nothing is known."""
    return [line for line in path.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    running = Newsroom(tmp_path_factory.mktemp("newsroom"))
    yield running
    running.running.communicate()


def names(address: str) -> list[str]:
    with Archive(address) as archive, archive.reading() as connection:
        return list(connection.execute(text("SELECT name FROM reports ORDER BY name")).scalars())


def query(archive: Archive, sql: str) -> list[Any]:
    with archive.reading() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


# Killed ---------------------------------------------------------------------------------------------------------------


def test_what_a_killed_process_leaves_is_gone_on_with(
    address: str, room: Newsroom, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    calm = str(tmp_path / "calm.dabir")
    if address.startswith("postgres"):
        calm = fresh(request.getfixturevalue("server"))
    started = time.monotonic()
    assert room.add(calm, DAY)[0] == [0]
    longest = time.monotonic() - started
    chance = random.Random(1397)
    reported: set[str] = set()
    for _ in range(5):
        _, told = room.add(address, DAY, seconds=chance.uniform(0.1, 0.6) * longest)
        reported.update(told)
        assert reported <= set(names(address))
    assert room.add(address, DAY)[0] == [0]
    expected, found = crash().dumped(calm), crash().dumped(address)
    assert {table: found[table] == rows for table, rows in expected.items()} == dict.fromkeys(expected, True)
    assert len(expected["versions"]) == len(DAY)
    assert expected["stories"]
    assert expected["commitments"]


# At once --------------------------------------------------------------------------------------------------------------


def test_four_processes_add_the_same_reports_at_once(address: str, room: Newsroom) -> None:
    codes, told = room.add(address, *(REPORTS[number * 8 :] + REPORTS[: number * 8] for number in range(4)))
    assert codes == [0] * 4
    assert set(told) == {record.id for record in REPORTS}
    with Archive(address) as archive:
        assert query(archive, "SELECT count(*), count(DISTINCT identity) FROM reports") == [(32, 32)]
        assert query(archive, "SELECT count(*), min(number), max(number) FROM versions") == [(32, 1, 1)]
        assert [archive.record(record.id) for record in REPORTS] == list(REPORTS)
        whole(archive)
        counted(archive)


def whole(archive: Archive) -> None:
    """Every number that a row gives is that of one row, and the right one."""
    assert query(archive, "SELECT r.id FROM reports r LEFT JOIN versions v ON v.id = r.current"
                          " WHERE v.report_id IS NULL OR v.report_id <> r.id") == []  # fmt: skip
    for table in METADATA.sorted_tables:
        for key in table.foreign_keys:
            column, other = key.parent.name, key.column
            lost = (
                f"SELECT count(*) FROM {table.name} WHERE {column} IS NOT NULL AND {column} NOT IN"
                f" (SELECT {other.name} FROM {other.table.name})"
            )
            assert query(archive, lost) == [(0,)], (table.name, column)


def counted(archive: Archive) -> None:
    """What the reports say is there once, whoever was the first to add them."""
    facts = {
        "statements": sum(len(record.statements) for record in REPORTS),
        "events": sum(len(record.events) for record in REPORTS),
        "commitments": sum(len(record.commitments) for record in REPORTS),
        "actors": sum(len(record.people) + len(record.parties) for record in REPORTS),
        "places": 32,
        "vectors": 32,
    }
    assert {table: query(archive, f"SELECT count(*) FROM {table}")[0][0] for table in facts} == facts
    people = query(archive, "SELECT name, count(*) FROM entities WHERE kind = 'person' GROUP BY name")
    assert sorted(people) == sorted((name, 1) for name in PEOPLE)
    assert query(archive, "SELECT sum(size) FROM stories") == query(
        archive, "SELECT count(*) FROM reports WHERE story_id IS NOT NULL"
    )
    assert len({hit.version for hit in archive.search("توافق", way="words", count=100)}) == 32


def test_keepers_that_take_turns_find_the_stories_that_one_finds(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a keeper remembers of a day is brought up to date, whoever has added to it or corrected it since."""
    monkeypatch.setattr(Archive, "embedder", newsroom.Hashes())
    days = [REPORTS[number : number + 4] for number in range(0, 32, 4)]
    far = [
        replace(
            record, id=f"far-{record.id}", report=replace(record.report, published="2019-01-01", url=None)
        )
        for record in REPORTS[:4]
    ]
    batches = [days[0], [corrected(days[0][1])], far, *days[1:]]
    batches += [[*map(corrected, days[3])], [*map(copied, days[3])]]
    found = []
    for where, many in ((address, 2), (str(tmp_path / "one.dabir"), len(batches))):
        with Archive(where) as archive:
            keepers = [archive.keeper("test") for _ in range(many)]
            for number, batch in enumerate(batches):
                vectors = archive.embedded(batch)
                keepers[number % many].keep([Entry(*each) for each in zip(batch, vectors, strict=True)])
            found.append(query(archive, "SELECT name, story_id FROM reports ORDER BY name"))
            assert query(archive, "SELECT max(size) FROM stories")[0][0] > 2
    assert found[0] == found[1]
