import bz2
import gzip
import io
import lzma
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.sources import UnreadableError
from dabir.sources.stream import DAMAGES, HEAD, Stream, unpacked


class Pipe(io.RawIOBase):
    """Bytes that come a few at a time and never again."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data, self._step = io.BytesIO(data), step

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:
        piece = self._data.read(min(self._step, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


def zstd(data: bytes) -> bytes:
    pa = pytest.importorskip("pyarrow")
    return pa.compress(data, codec="zstd", asbytes=True)


@given(st.binary(max_size=300), st.integers(1, 50))
def test_nothing_of_a_pipe_is_lost_by_looking_at_it(data: bytes, step: int) -> None:
    stream = Stream(Pipe(data, step), rewound=False)
    assert stream.head == data
    assert stream.whole().read() == data


def test_a_long_pipe() -> None:
    data = bytes(range(256)) * 1000
    stream = Stream(Pipe(data, 5000), rewound=False)
    assert stream.head == data[:HEAD]
    assert stream.whole().read() == data


def test_a_file_is_read_from_where_it_stood() -> None:
    raw = io.BytesIO(b"0123456789")
    raw.seek(4)
    stream = Stream(raw, rewound=True)
    assert (stream.head, stream.whole().read()) == (b"456789", b"456789")


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress, zstd])
@pytest.mark.parametrize("data", [b"", b"x", "پل ساری\n".encode() * 30_000])
def test_packed_bytes_are_unpacked(pack: Callable[[bytes], bytes], data: bytes) -> None:
    for raw in (io.BytesIO(pack(data)), Pipe(pack(data), 999)):
        stream = unpacked(raw)
        assert stream.head == data[:HEAD]
        assert stream.whole().read() == data
        assert not raw.closed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1256"])
def test_a_text_in_its_encoding(encoding: str) -> None:
    words = "پل تازه باز شد\r\nو بس"
    raw = io.BytesIO(words.encode(encoding))
    with Stream(raw, rewound=True).text() as text:
        assert text.read() == words
    assert not raw.closed


def test_what_is_missing_for_zstandard_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UnreadableError, match=r"needs pyarrow: pip install 'dabir\[parquet\]'"):
        unpacked(io.BytesIO(b"\x28\xb5\x2f\xfd\x00"))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstd])
def test_what_stands_before_a_fault_is_read(pack: Callable[[bytes], bytes]) -> None:
    data = b"".join(f"{number:07}\n".encode() for number in range(200_000))
    packed = pack(data)
    stream = unpacked(io.BytesIO(packed[: len(packed) // 2]))
    whole, lines = stream.whole(), []
    with pytest.raises(DAMAGES):
        lines.extend(iter(whole.readline, b""))
    assert lines == data.splitlines(keepends=True)[: len(lines)]


def test_a_fault_near_the_beginning_hides_nothing_before_it() -> None:
    stream = unpacked(io.BytesIO(gzip.compress(b"a\n" * 9) + gzip.compress(b"b\n" * 9)[:-9]))
    whole = stream.whole()
    assert [whole.readline() for _ in range(9)] == 9 * [b"a\n"]
    with pytest.raises(EOFError):
        whole.read()
