"""Adding: reports read, embedded and kept batch by batch; what is known already stays unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from archive.news import ALL, DROUGHT, MATCH
from archive.newsroom import Hashes
from dabir import Reader, Record, Report
from dabir.adding import TOGETHER, add
from dabir.archive import Archive, ArchiveError
from dabir.archive.keeping import Kept
from dabir.batch import Failure
from dabir.model.manifest import DamagedError


class Watched(Reader):
    """A reader by rules that tells what it was asked to read, and does not take everything."""

    def __init__(self, refused: str = "", error: Exception | None = None) -> None:
        super().__init__(fast=True)
        self.given: list[list[str]] = []
        self.refused, self.error = refused, error or ZeroDivisionError("by nought")

    def read_together(self, reports: Sequence[Any]) -> list[Record]:
        self.given.append([report.id for report in reports])
        if self.refused in self.given[-1]:
            raise self.error
        return super().read_together(reports)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setattr(Archive, "embedder", Hashes())
    with Archive(str(tmp_path / "archive.dabir")) as store:
        yield store


def reports(count: int) -> list[Report]:
    return [
        Report.of(MATCH.replace("دو بر یک", f"{number} بر یک"), id=f"n{number}") for number in range(count)
    ]


def names(outcomes: Sequence[Kept | Failure | None]) -> list[str]:
    return [one.name for one in outcomes if isinstance(one, Kept)]


def test_reports_are_kept_with_who_read_them(archive: Archive) -> None:
    given = [Report.of(text, id=name) for name, text in ALL.items()]
    outcomes = list(add(archive, given, Reader(fast=True)))
    assert names(outcomes) == list(ALL)
    expected = [Reader(fast=True).read(report) for report in given]
    assert [archive.record(name) for name in ALL] == expected
    assert [hit.name for hit in archive.search("زعفران", way="words")] == ["market"]
    beginning = " ".join(DROUGHT.split()[:6])
    assert archive.search(beginning, way="meaning")[0].name == "drought"


def test_each_batch_is_kept_before_the_next_is_asked_for(archive: Archive) -> None:
    asked: list[int] = []

    def stream() -> Iterator[Report]:
        for report in reports(TOGETHER + 2):
            asked.append(archive.size())
            yield report

    reader = Watched()
    outcomes = add(archive, stream(), reader)
    next(outcomes)
    assert (len(asked), archive.size()) == (TOGETHER, TOGETHER)
    assert len(list(outcomes)) == TOGETHER + 1
    assert asked == [0] * TOGETHER + [TOGETHER] * 2
    assert [len(batch) for batch in reader.given] == [TOGETHER, 2]


def test_what_is_known_is_not_read(archive: Archive) -> None:
    list(add(archive, reports(3), Watched()))
    reader = Watched()
    outcomes = list(add(archive, reports(5), reader))
    assert reader.given == [["n3", "n4"]]
    assert outcomes.count(None) == 3
    assert names(outcomes) == ["n3", "n4"]
    reader = Watched()
    assert list(add(archive, reports(5), reader)) == [None] * 5
    assert reader.given == []


def test_nothing_to_add(archive: Archive) -> None:
    assert list(add(archive, [], Watched())) == []
    failure = Failure("nothing there.")
    assert list(add(archive, [failure], Watched())) == [failure]


def test_failures_are_passed_on(archive: Archive) -> None:
    one, other = reports(2)
    failure = Failure("page.html is empty.")
    outcomes = list(add(archive, [failure, one, failure, other], Watched()))
    assert outcomes.count(failure) == 2
    assert names(outcomes) == ["n0", "n1"]


def test_a_bad_report_does_not_cost_the_others(archive: Archive) -> None:
    outcomes = list(add(archive, reports(4), Watched("n2")))
    assert names(outcomes) == ["n0", "n1", "n3"]
    (failure,) = (one for one in outcomes if isinstance(one, Failure))
    assert failure.reason == "n2 met a fault in Dabir (ZeroDivisionError: by nought): please report it."
    assert archive.size() == 3


def test_what_is_no_persian_is_told_of(archive: Archive) -> None:
    outcomes = list(add(archive, [Report.of("No report.", id="latin"), *reports(1)], Watched()))
    (failure,) = (one for one in outcomes if isinstance(one, Failure))
    assert "is not Persian" in failure.reason
    assert names(outcomes) == ["n0"]


def test_a_damaged_model_ends_the_run(archive: Archive) -> None:
    with pytest.raises(DamagedError):
        list(add(archive, reports(2), Watched("n1", DamagedError("reading.onnx"))))
    assert archive.size() == 0


def test_a_run_that_is_broken_off_is_gone_on_with(archive: Archive) -> None:
    outcomes = add(archive, reports(40), Watched())
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    rest = list(add(archive, reports(40), Watched()))
    assert rest.count(None) == TOGETHER
    assert sorted(record.id for record in archive.records()) == sorted(f"n{number}" for number in range(40))


def test_an_archive_that_cannot_be_written_is_told_of(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dabir.archive.database._WAIT", 0.05)
    with Archive(archive.database.address) as patient, archive.database.writing():  # noqa: SIM117
        with pytest.raises(ArchiveError, match="is being written by others"):
            list(add(patient, reports(1), Watched()))


def test_a_number_of_texts_under_one_address(archive: Archive) -> None:
    from dabir import Header

    header = Header(url="https://pars.example/7")
    texts = [Report(report.id, report.text, header) for report in reports(3)]
    outcomes = [one for one in add(archive, texts, Watched()) if isinstance(one, Kept)]
    expected = [("added", "n0"), ("corrected", "n0"), ("corrected", "n0")]
    assert [(one.outcome, one.name) for one in outcomes] == expected
    assert list(add(archive, texts, Watched())) == [None] * 3
