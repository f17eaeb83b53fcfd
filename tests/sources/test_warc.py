import gzip
import sys
from pathlib import Path

import pytest

from dabir.report import Report
from dabir.sources import UnreadableError, read_path
from dabir.sources.outcome import Outcome
from website import LINES, page

pytest.importorskip("fastwarc")

PAGE = page("پل تازه ساری").encode()


def record(
    url: str,
    body: bytes = PAGE,
    *,
    kind: str = "response",
    status: str = "200 OK",
    media: str = "text/html",
    head: str = "",
) -> bytes:
    """A WARC record as crawlers write it."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}; charset=utf-8\r\n{head}\r\n".encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def kept(path: Path, *records: bytes, packed: bool = False) -> list[Outcome]:
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    return list(read_path(path))


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_warc(tmp_path: Path, packed: bool) -> None:
    outcomes = kept(
        tmp_path / "a.warc",
        record("https://isna.ir/robots.txt", b"User-agent: *", media="text/plain"),
        record("https://www.isna.ir/news/1"),
        record("https://www.isna.ir/news/2", status="404 Not Found"),
        record("https://www.isna.ir/news/3", kind="request"),
        record("<https://farsnews.ir/news/13970127000123>", media="application/xhtml+xml"),
        packed=packed,
    )
    one, two = outcomes
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert one.text == "\n".join(["پل تازه ساری", *LINES])
    assert (one.header.url, one.header.agency) == ("https://www.isna.ir/news/1", "ایسنا")
    assert one.header.published is None  # the day of the crawl is not that of publication
    assert (two.header.url, two.header.published) == ("https://farsnews.ir/news/13970127000123", "2018-04-16")


def test_a_body_as_the_server_sent_it(tmp_path: Path) -> None:
    chunks = b"5\r\n" + PAGE[:5] + b"\r\n%x\r\n" % len(PAGE[5:]) + PAGE[5:] + b"\r\n0\r\n\r\n"
    outcomes = kept(
        tmp_path / "a.warc",
        record("https://a.ir/1", gzip.compress(PAGE), head="Content-Encoding: gzip\r\n"),
        record("https://a.ir/2", chunks, head="Transfer-Encoding: chunked\r\n"),
        record("https://a.ir/3", head="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    )
    assert [outcome.header.headline for outcome in outcomes if isinstance(outcome, Report)] == 3 * [
        "پل تازه ساری"
    ]


def test_a_bad_page_is_named_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    outcomes = kept(
        path,
        record("https://a.ir/1", b"<html><p>The bridge is open since this morning, they said.</html>"),
        record("https://a.ir/2", gzip.compress(PAGE)[:-20], head="Content-Encoding: gzip\r\n"),
        record("https://a.ir/3"),
    )
    assert [type(outcome) for outcome in outcomes] == [UnreadableError, UnreadableError, Report]
    assert str(outcomes[0]).startswith(
        f"{path}, record 1 (https://a.ir/1): The page is not Persian but English"
    )
    assert "damaged or cut short" in str(outcomes[1])


def test_a_warc_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    one, two = kept(path, record("https://a.ir/1"), record("https://a.ir/2")[:-200])
    assert isinstance(one, Report)
    assert str(two) == f"{path}, record 2 (https://a.ir/2): the record is cut short: get the WARC anew."
    *_, error = kept(path, record("https://a.ir/1"), b"oops\r\n\r\n" + record("https://a.ir/2"))
    assert str(error).startswith(f"{path} is broken after record 1 (")
    packed = gzip.compress(record("https://a.ir/1")) + gzip.compress(record("https://a.ir/2"))[:-30]
    one, *_, error = kept(path, packed)
    assert isinstance(one, Report)
    assert str(path) in str(error)


def test_pages_that_are_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dabir.sources.warc._LARGEST", 100)
    (error,) = kept(tmp_path / "a.warc", record("https://a.ir/1"))
    assert "which no report's page is" in str(error)


def test_without_fastwarc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (error,) = kept(tmp_path / "a.warc", record("https://a.ir/1"))
    assert str(error) == f"{tmp_path / 'a.warc'} is a WARC, which needs fastwarc: pip install 'dabir[warc]'."
