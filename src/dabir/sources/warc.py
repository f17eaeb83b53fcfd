"""WARC: the pages that a web archive holds, as crawlers write them (ISO 28500), packed or not.

Of the records those are taken that are an answer of status 200 with HTML in it. The record's address is the
report's; its date says when the page was fetched, not when it was published, and is left aside.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from dabir.report import Report
from dabir.sources.coding import unchunked, uncoded
from dabir.sources.outcome import Outcome, attempted
from dabir.sources.page import read_page
from dabir.sources.refusal import UnreadableError
from dabir.sources.stream import DAMAGES, Stream, piece_of

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200
_LARGEST = 20 * 2**20  # bytes of a page


def read_warc(stream: Stream, name: str) -> Iterator[Outcome]:
    """The reports of the pages in a WARC; a page that holds none is an error with its record's number and address.

    Args:
        stream: The WARC, unpacked.
        name: What to call it in an error.
    """
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        yield UnreadableError(f"{name} is a WARC, which needs fastwarc: pip install 'dabir[warc]'.")
        return
    pieces = cast("BinaryIO", _Pieces(stream.whole()))
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(pieces), 1):
            if _is_page(record):
                url = _address(record)
                body = record.reader.read(_LARGEST + 1)
                yield attempted(partial(_report, record, body, url), f"{name}, record {number} ({url})")
    except DAMAGES as error:
        yield UnreadableError(f"{name} is broken after record {number} ({error}): nothing after it was read.")


class _Pieces(io.RawIOBase):
    """A stream that gives what it has at hand: a fault further on does not cost the records before it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return piece_of(self._stream, size)

    def tell(self) -> int:
        return self._stream.tell()


def _is_page(record: WarcRecord) -> bool:
    """Whether a record is an answer that gave an HTML page."""
    headers = record.http_headers
    if record.headers.get("WARC-Type") != "response" or headers is None or headers.status_code != _FOUND:
        return False
    return (record.http_content_type or "").lower() in _PAGES


def _address(record: WarcRecord) -> str:
    """The address of the page, which wget writes between «<» and «>»."""
    return "".join((record.headers.get("WARC-Target-URI") or "").split()).strip("<>")


def _report(record: WarcRecord, body: bytes, url: str) -> Report:
    """The report of a page whose body is still as the server sent it."""
    if len(body) > _LARGEST:
        raise UnreadableError(f"larger than {_LARGEST // 2**20} MB, which no report's page is.")
    if len(body) < record.content_length:
        raise UnreadableError("the record is cut short: get the WARC anew.")
    if "chunked" in _header(record, "Transfer-Encoding").lower():
        body = unchunked(body)
    page = uncoded(body, _header(record, "Content-Encoding"), _LARGEST)
    return read_page(page, url or None, name="The page")


def _header(record: WarcRecord, name: str) -> str:
    """A header of the answer; empty where it is not given."""
    headers = record.http_headers
    return (headers.get(name) if headers else None) or ""
