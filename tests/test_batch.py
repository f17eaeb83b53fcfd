import json
from collections import Counter
from pathlib import Path

import pytest

from dabir.batch import Failure, read_all, recover, report_lines, without
from dabir.reader import Reader
from dabir.record import Record
from dabir.report import Report

TEXT = "رضا پاکدل شهردار ساری گفت: پل تازه شهر تا پایان هفته گشوده می‌شود و رفت‌وآمد آسان خواهد شد."


def line(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def test_lines_become_reports_in_order_and_bad_ones_failures_with_their_number() -> None:
    lines = [line(id="a", text=TEXT), b"\n", b"{broken\n", line(id="b"), line(id="c", text=TEXT)]
    found = list(report_lines(lines, "news.jsonl"))
    assert [one.id for one in found if isinstance(one, Report)] == ["a", "c"]
    failures = [one.reason for one in found if isinstance(one, Failure)]
    assert failures[0].startswith("news.jsonl, line 3: ")
    assert failures[1].startswith("news.jsonl, line 4: ")
    assert [isinstance(one, Failure) for one in found] == [False, True, True, False]


@pytest.mark.parametrize("lines", [[], [b"\n", b" \n"]])
def test_lines_that_hold_nothing_are_a_failure(lines: list[bytes]) -> None:
    assert list(report_lines(lines, "x")) == [Failure("x is empty: give one JSON object a line.")]


def test_records_come_in_order_and_failures_pass_through() -> None:
    gone = Failure("x: gone")
    english = Report.of("The bridge was opened to traffic on Monday by the mayor.", id="en")
    records = list(read_all([Report.of(TEXT, id="a"), gone, english, Report.of(TEXT, id="b")]))
    assert isinstance(records[0], Record)
    assert records[1] is gone
    assert isinstance(records[2], Failure)
    assert "English" in records[2].reason
    assert isinstance(records[3], Record)
    assert (records[0].id, records[3].id) == ("a", "b")


def test_a_fault_in_one_report_does_not_cost_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(self: Reader, report: Report | str) -> Record:
        if isinstance(report, Report) and report.id == "bad":
            raise IndexError("list index out of range")
        return whole(self, report)

    whole = Reader.read
    monkeypatch.setattr(Reader, "read", read)
    first, second = read_all([Report.of(TEXT, id="bad"), Report.of(TEXT, id="good")])
    assert first == Failure(
        "bad met a fault in Dabir (IndexError: list index out of range): please report it."
    )
    assert isinstance(second, Record)


def test_what_was_read_is_left_out_as_often_as_it_was_read() -> None:
    reports = [Report.of(TEXT, id=name) for name in "abab"]
    left = list(without([*reports, Failure("f")], Counter("aab")))
    assert left == [reports[3], Failure("f")]


def test_recover_cuts_a_half_written_line(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(line(id="a") + line(id="a") + line(id="b")[:-4])
    assert recover(path) == Counter({"a": 2})
    assert path.read_bytes() == line(id="a") + line(id="a")
    assert recover(tmp_path / "none.jsonl") == Counter()


def test_recover_refuses_what_is_no_output(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"[\n{}\n]\n")
    with pytest.raises(ValueError, match=r"line 1 is not a record"):
        recover(path)
    assert path.read_bytes() == b"[\n{}\n]\n"
