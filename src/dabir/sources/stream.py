"""Stream: the bytes of a file or a pipe, unpacked where they are compressed, the first of them known beforehand."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from dabir.sources.encoding import encoding_of
from dabir.sources.refusal import UnreadableError

HEAD = 64 * 2**10
"""How many bytes of a stream are looked at to tell what it holds."""

DAMAGES = (OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading a stream may raise where it is cut short, damaged or out of reach."""


class Stream:
    """A stream of bytes whose beginning, `head`, can be looked at before it is read.

    Args:
        raw: The bytes, from where they stand.
        rewound: Whether it is a file, which can go back; a packed one says that it can even where it cannot.
    """

    def __init__(self, raw: BinaryIO, *, rewound: bool) -> None:
        self._raw = raw
        self._start = raw.tell() if rewound else None
        self.head, self._fault = _taken(raw, HEAD)

    def whole(self) -> BinaryIO:
        """The stream from its beginning, to be read once."""
        if self._start is None:
            return cast("BinaryIO", io.BufferedReader(_Rejoined(self.head, self._raw, self._fault)))
        self._raw.seek(self._start)
        return self._raw

    @contextmanager
    def text(self) -> Iterator[io.TextIOWrapper]:
        """The stream as text, in the encoding that its beginning tells; the stream stays open afterwards."""
        encoding = encoding_of(self.head)
        text = io.TextIOWrapper(self.whole(), encoding=encoding, errors="replace", newline="")
        try:
            yield text
        finally:
            text.detach()


def unpacked(raw: BinaryIO) -> Stream:
    """The stream of bytes that gzip, bzip2, xz or Zstandard may have packed.

    Raises:
        UnreadableError: They are packed in a way for which a library is missing.
        OSError: They cannot be read; so do the others of `DAMAGES`.
    """
    stream = Stream(raw, rewound=raw.seekable())
    for mark, unpack in _PACKINGS:
        if mark.match(stream.head):
            return Stream(unpack(stream.whole()), rewound=False)
    return stream


def _ungzipped(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream))


def _unbzipped(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", bz2.BZ2File(stream))


def _unxzed(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", lzma.LZMAFile(stream))


def _unzstd(stream: BinaryIO) -> BinaryIO:
    """Zstandard is unpacked by pyarrow, as the standard library learns it with Python 3.14 only."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise UnreadableError("Unpacking Zstandard needs pyarrow: pip install 'dabir[parquet]'.") from error
    packed = pa.CompressedInputStream(pa.PythonFile(stream, "r"), "zstd")
    return cast("BinaryIO", io.BufferedReader(packed))


_PACKINGS: tuple[tuple[re.Pattern[bytes], Callable[[BinaryIO], BinaryIO]], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), _ungzipped),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), _unbzipped),
    (re.compile(rb"\xfd7zXZ\x00"), _unxzed),
    (re.compile(rb"\x28\xb5\x2f\xfd"), _unzstd),
)


class _Rejoined(io.RawIOBase):
    """What was taken from a stream that cannot go back, and after it the rest, or the fault that was met there."""

    def __init__(self, head: bytes, rest: BinaryIO, fault: Exception | None) -> None:
        self._head, self._rest, self._fault = io.BytesIO(head), rest, fault
        self._place = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer))
        if not data and self._fault:
            raise self._fault
        data = data or piece_of(self._rest, len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)


def _taken(raw: BinaryIO, size: int) -> tuple[bytes, Exception | None]:
    """The first bytes of a stream, which may give them piece by piece, and the fault after which there are no more."""
    pieces: list[bytes] = []
    try:
        while size > 0 and (piece := piece_of(raw, size)):
            pieces.append(piece)
            size -= len(piece)
    except DAMAGES as fault:
        return b"".join(pieces), fault
    return b"".join(pieces), None


def piece_of(raw: BinaryIO, size: int) -> bytes:
    """The next bytes of a stream, at most so many: those that stand before a fault are given without it."""
    read: Callable[[int], bytes] = getattr(raw, "read1", raw.read)
    return read(size)
