import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.sources import UnreadableError
from dabir.sources.coding import unchunked, uncoded

BODY = "پل تازه ساری".encode() * 20


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (gzip.compress(BODY, mtime=0), "gzip"),
        (gzip.compress(BODY, mtime=0), " X-GZIP"),
        (zlib.compress(BODY), "deflate"),
        (bare_deflate(BODY), "deflate"),
        (BODY, ""),
        (BODY, "identity"),
        (BODY, "gzip"),  # as web archives keep it
    ],
)
def test_a_body_is_unpacked(body: bytes, coding: str) -> None:
    assert uncoded(body, coding, 10_000) == BODY


@pytest.mark.parametrize("coding", ["gzip", "deflate", ""])
def test_an_empty_body(coding: str) -> None:
    assert uncoded(b"", coding, 10) == b""


def test_no_more_is_unpacked_than_is_let_in() -> None:
    assert len(uncoded(gzip.compress(bytes(10**6)), "gzip", 1000)) == 1001


@pytest.mark.parametrize(
    "body", [gzip.compress(BODY, mtime=0)[:-9], gzip.compress(BODY, mtime=0)[:12] + b"xx"]
)
def test_a_damaged_body(body: bytes) -> None:
    with pytest.raises(UnreadableError, match="its compressed body is damaged or cut short"):
        uncoded(body, "gzip", 10_000)


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1))
def test_chunks_are_joined(chunks: list[bytes]) -> None:
    body = b"".join(b"%x;a=b\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"
    assert unchunked(body) == b"".join(chunks)


def test_what_has_no_chunks_stays() -> None:
    assert unchunked(b"<html>") == b"<html>"
    assert unchunked(b"") == b""
    assert unchunked(b"4\r\nabcd\r\n6\r\nef") == b"abcdef"


@given(st.binary(max_size=60), st.sampled_from(["gzip", "deflate", "br", ""]))
def test_any_body(body: bytes, coding: str) -> None:
    assert isinstance(unchunked(body), bytes)
    try:
        unpacked = uncoded(body, coding, 100)
    except UnreadableError:
        unpacked = b""
    assert len(unpacked) <= 101
