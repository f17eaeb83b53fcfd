import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dabir.report import Report
from dabir.sources import Names, UnreadableError, collection, expected_of, read_path, read_pipe
from website import LINES, page

OBJECT = json.dumps({"text": LINES[0]})
NAMED = json.dumps({"id": "x", "text": LINES[1]})


@pytest.mark.parametrize(
    ("name", "content", "ids", "expected"),
    [
        ("a.txt", LINES[0], ["given"], 1),
        ("a.html", page("پل تازه"), ["given"], 1),
        ("a", LINES[0], ["given"], 1),
        ("a.json", OBJECT, ["given"], 1),
        ("a.json", f"\n{OBJECT}\n \n", ["given"], 1),
        ("a.json", json.dumps(json.loads(OBJECT), indent=2), ["given"], 1),
        ("a.json", f"{NAMED}\n\n{NAMED}", ["x", "x"], 2),
        ("a.ndjson", NAMED, ["x"], 1),
        ("a.json", f"[{NAMED}, {NAMED}]", ["x", "x"], None),
        ("a.csv", f"id,text\nx,{LINES[0]}\n", ["x"], None),
        ("a.txt", "{ویژه} " + LINES[0], ["given"], 1),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_told_by_its_content(
    tmp_path: Path, name: str, content: str, ids: list[str], expected: int | None, packed: bool
) -> None:
    path = tmp_path / (name + ".gz" * packed)
    path.write_bytes(gzip.compress(content.encode()) if packed else content.encode())
    assert [outcome.id for outcome in read_path(path, id="given") if isinstance(outcome, Report)] == ids
    assert expected_of(path) == expected


def test_names_are_mapped_in_every_kind(tmp_path: Path) -> None:
    names = Names.of({"text": "matn"})
    row = json.dumps({"matn": LINES[0]}, ensure_ascii=False)
    for name, content in (
        ("a.json", row),
        ("b.jsonl", row),
        ("c.json", f"[{row}]"),
        ("d.csv", f"matn\n{LINES[0]}"),
        ("e.json", json.dumps(json.loads(row), indent=1)),
    ):
        path = tmp_path / name
        path.write_text(content, "utf-8")
        (report,) = read_path(path, names=names)
        assert isinstance(report, Report)
        assert report.text == LINES[0]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "{} is empty: give a report's text or its page."),
        ("a.txt", b"%PDF-1.4", "{} is not text but a PDF document: give a text file or an HTML page."),
        ("a.jsonl", b"\n", "{} is empty: give one JSON object a line."),
        ("a.jsonl", b"oops", "{}, line 1: not JSON in UTF-8; write one JSON object a line."),
        (
            "a.gz",
            gzip.compress(b"x" * 100, mtime=0)[:-9],
            "{} is damaged or cut short (Compressed file ended before",
        ),
        (
            "a.gz",
            gzip.compress(b"x" * 100, mtime=0)[:14] + b"~" * 20,
            "{} is damaged or cut short (Error -3 while",
        ),
        ("a.xml", b"<urlset></urlset>", "{} is a sitemap: give its address instead"),
        ("a.xml", b"<rss version='2.0'></rss>", "{} is a feed without entries"),
    ],
)
def test_what_holds_no_report_is_an_error(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    *_, error = read_path(path)
    assert isinstance(error, UnreadableError)
    assert str(error).startswith(reason.format(path))
    expected_of(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (error,) = read_path(tmp_path / "a")
    assert str(error) == f"{tmp_path / 'a'} cannot be read (No such file or directory): check the name."
    assert expected_of(tmp_path / "a") == 1


def test_a_file_too_large_for_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "LARGEST", 100)
    path = tmp_path / "a.txt"
    path.write_text(LINES[0] * 9, "utf-8")
    (error,) = read_path(path)
    assert "and no collection that is known: give its reports apart" in str(error)


def test_a_pipe_stays_open() -> None:
    raw = io.BytesIO(f"{NAMED}\n{NAMED}".encode())
    outcomes = read_pipe(raw, "standard input")
    assert [outcome.id for outcome in outcomes if isinstance(outcome, Report)] == ["x", "x"]
    assert not raw.closed


def test_a_fault_of_ours_in_one_entry_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{OBJECT}\n{NAMED}", "utf-8")
    compose = collection.read_line_stream.__globals__["report_of_fields"]

    def faulty(data: dict[str, str], *rest: object) -> Report:
        if "id" not in data:
            raise RuntimeError("oh\nno")
        report = compose(data, *rest)
        assert isinstance(report, Report)
        return report

    monkeypatch.setattr("dabir.sources.jsonlines.report_of_fields", faulty)
    one, two = read_path(path)
    assert str(one) == f"{path}, line 1 met a fault in Dabir (RuntimeError: oh no): please report it."
    assert isinstance(two, Report)


PIECES = [
    "PAR1",
    "WARC/1.0\r\n",
    "WARC-Type: response\r\n",
    "Content-Length: 9\r\n",
    "\r\n\r\n",
    "HTTP/1.1 200 OK\r\n",
]
PIECES += [
    "<rss>",
    "<item>",
    "<urlset>",
    '{"text": "',
    '"}',
    "[{",
    "}]",
    ",",
    "\n",
    '"',
    "text",
    LINES[0],
    "\x1f\x8b\x08",
]
BYTES = st.one_of(st.binary(max_size=20), st.sampled_from(PIECES).map(lambda piece: piece.encode("utf-8")))


@given(
    st.lists(BYTES, max_size=12).map(b"".join), st.sampled_from(["a", "a.json", "a.jsonl", "a.csv", "a.xml"])
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    outcomes = list(read_pipe(io.BytesIO(data), name))
    assert all(isinstance(outcome, Report | UnreadableError) for outcome in outcomes)
    assert all("fault in Dabir" not in str(one) for one in outcomes if isinstance(one, UnreadableError))
    assert not any("\n" in str(one) for one in outcomes if isinstance(one, UnreadableError))
