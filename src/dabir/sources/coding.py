"""Coding: the body of an HTTP answer without its chunks and its compression (RFC 9110, 9112)."""

from __future__ import annotations

import zlib
from io import BytesIO

from dabir.sources.refusal import UnreadableError

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_BARE_DEFLATE = -zlib.MAX_WBITS


def uncoded(body: bytes, coding: str, limit: int) -> bytes:
    """A body without the content coding that its header names.

    What is said to be packed and is not stays as it is, as web archives keep pages unpacked under their old header.

    Args:
        body: The body, without chunks.
        coding: The header `Content-Encoding`; gzip and deflate are known.
        limit: No more bytes than one beyond this are unpacked, whatever the body would grow to.

    Raises:
        UnreadableError: The packed body is damaged or cut short.
    """
    coding = coding.strip().lower()
    packed = body.startswith(b"\x1f\x8b") if coding in ("gzip", "x-gzip") else coding == "deflate"
    if not packed or not body:
        return body
    for window in (_GZIP_OR_ZLIB, _BARE_DEFLATE):  # servers send «deflate» in both ways
        unpacker = zlib.decompressobj(window)
        try:
            data = unpacker.decompress(body, limit + 1)
        except zlib.error:
            continue
        if unpacker.eof or len(data) > limit:
            return data
    raise UnreadableError("its compressed body is damaged or cut short: get it anew.")


def unchunked(body: bytes) -> bytes:
    """A body without the sizes between its chunks; one that has none, or is cut, as far as it goes."""
    stream = BytesIO(body)
    chunks: list[bytes] = []
    while True:
        try:
            size = int(stream.readline(64).split(b";")[0].strip(), 16)
        except ValueError:
            return b"".join(chunks) or body
        if size <= 0:
            return b"".join(chunks)
        chunks.append(stream.read(size))
        stream.readline(4)
