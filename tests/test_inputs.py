import io
import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from dabir.batch import Failure
from dabir.inputs import Input
from dabir.report import Report

TEXT = "رضا پاکدل شهردار ساری گفت: پل تازه شهر تا پایان هفته گشوده می‌شود و رفت‌وآمد آسان خواهد شد."


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a report on a server of this machine; every other path is missing there."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/report" else 404)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(TEXT.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/report"
        server.shutdown()
        thread.join()


def test_a_file_is_one_report(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, "utf-8")
    (report,) = Input.named(str(path)).reports()
    assert isinstance(report, Report)
    assert (report.id, report.text) == ("bridge", TEXT)


def test_json_lines_are_known_by_their_ending_or_said_to_be(tmp_path: Path) -> None:
    assert Input.named("a.jsonl").bulk
    assert Input.named("a.ndjson").bulk
    assert Input.named("A.JSONL").bulk
    assert not Input.named("a.txt").bulk
    path = tmp_path / "a.txt"
    path.write_text(2 * (json.dumps({"id": "a", "text": TEXT}) + "\n"), "utf-8")
    lines = Input.named(str(path), bulk=True)
    assert [report.id for report in lines.reports() if isinstance(report, Report)] == ["a", "a"]
    assert lines.expected() == 2


@pytest.mark.parametrize(
    ("content", "bulk"),
    [
        (b'{"id": "a"}\n', True),
        (b'\xef\xbb\xbf{"id": "a"}', True),
        (b'\n \n {"id": "a"}', True),
        (b'{\n"id": "a"\n}\n', False),
        (b'["id"]\n', False),
        (b"{broken\n", False),
        (TEXT.encode(), False),
        (b"", False),
    ],
)
def test_json_lines_are_known_by_their_first_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, bulk: bool
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert Input.named(str(path)).bulk is bulk
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert Input.named("-").bulk is bulk


def test_nothing_of_standard_input_is_lost_by_looking_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in "ab")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert [one.id for one in Input.named("-").reports() if isinstance(one, Report)] == ["a", "b"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"\n{TEXT}\n{TEXT}".encode())))
    (report,) = Input.named("-").reports()
    assert isinstance(report, Report)
    assert report.text == f"\n{TEXT}\n{TEXT}"


def test_standard_input_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(json.dumps({"id": "a", "text": TEXT}).encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    lines = Input.named("-", bulk=True)
    assert len(list(lines.reports())) == 1
    assert not stream.buffer.closed
    assert lines.expected() is None
    assert str(lines) == "standard input"


def test_a_named_address_is_fetched(address: str) -> None:
    (report,) = Input.named(address).reports()
    assert isinstance(report, Report)
    assert (report.text, report.header.url) == (TEXT, address)


def test_what_cannot_be_got_is_a_failure(address: str, tmp_path: Path) -> None:
    missing = [str(tmp_path / name) for name in ("none.txt", "none.jsonl", "", 300 * "x")]
    for name in (f"{address}/none", *missing):
        (failure,) = Input.named(name).reports()
        assert isinstance(failure, Failure)
        assert name in failure.reason


def test_an_input_knows_its_own_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    one = Input.named(str(path))
    assert not one.is_file(path)
    path.touch()
    assert one.is_file(tmp_path / "." / "a.txt")
    assert not Input("-", bulk=True).is_file(path)
