"""An empty archive is filled with the sample that ships; one with reports is not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from archive.news import entry
from dabir.archive import Archive, sample
from dabir.desk.adding.sample import fill
from dabir.desk.office import Office
from dabir.desk.settings import Settings
from desk.visitors import Visitor

LINES = [
    json.loads(line)
    for line in files("dabir.desk").joinpath("data/collection.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Archive]:
    with Archive(str(tmp_path / "archive.dabir")) as archive:
        yield archive


@pytest.fixture
def office(empty: Archive) -> Office:
    return Office(empty, Settings(fast=True, sample=True))


def test_the_sample_is_of_many_desks_and_outlets() -> None:
    assert len({line["id"] for line in LINES}) == 40
    assert {line["agency"] for line in LINES} == {"پیک", "نوا", "روزنامهٔ آوند", "خبرگزاری سپیدار"}
    assert min(Counter(line["desk"] for line in LINES).values()) >= 1
    assert all(line["text"].startswith(line["headline"]) and "T" in line["published"] for line in LINES)


def test_an_empty_archive_is_filled(office: Office) -> None:
    number = fill(office)
    assert number is not None
    office.jobs.wait()
    job = office.jobs.get(number)
    assert job is not None
    assert (job.progress.state, job.progress.fault) == ("done", "")
    assert job.progress.counts["added"] == office.archive.size() == 40
    assert job.progress.counts["corrected"] == 1
    assert fill(office) is None
    page = Visitor(office.archive).get("/").text
    assert "نمونه" in page
    assert "هنوز" not in page.split("notice")[1].split("</p>")[0]


def test_the_page_tells_that_the_sample_is_being_read(empty: Archive) -> None:
    assert sample.begin(empty.database)
    page = Visitor(empty).get("/").text
    assert "هنوز دارد آن‌ها را می‌خواند" in page


def test_an_archive_with_reports_stays_as_it_is(empty: Archive) -> None:
    empty.keeper("test").keep([entry("سد کارون\nسد کارون پر شد.", "dam")])
    assert fill(Office(empty, Settings(fast=True, sample=True))) is None
    assert "نمونه" not in Visitor(empty).get("/").text
