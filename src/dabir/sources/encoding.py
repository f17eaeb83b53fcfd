"""Encoding: bytes into text, in whichever of the encodings of the Persian web they are.

A byte order mark decides, and what is valid UTF-8 beyond ASCII, but for a few bytes, is UTF-8: no other encoding
looks like it by chance. Otherwise every encoding that fits is tried, and the reading that looks most like Persian
is taken, so that a page that declares the wrong one is still read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from dabir.script.language import is_binary
from dabir.sources.refusal import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins in the same way
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs that expect a mark and leave it out.
_MARKED = {
    "utf-8": "utf-8-sig",
    **dict.fromkeys(("utf-16-le", "utf-16-be"), "utf-16"),
    **dict.fromkeys(("utf-32-le", "utf-32-be"), "utf-32"),
}
_SIGNATURES = (  # the first bytes of files that often lie beside reports, and what they are called
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image or a recording"),
    (b"SQLite format 3\x00", "a database"),
)
_GUESSES = ("utf-8", "windows-1256", "utf-16-le", "utf-16-be")
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE
)
_SAMPLE = 20_000
_PERSIAN = re.compile("[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيك\u200c]")
_FOREIGN = re.compile("[^\\x00-\\x7f\u0600-\u06ff\u200c-\u200f«»…–—\u00a0]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffd]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BROKEN = 0.1  # of the characters beyond ASCII; in another encoding, nearly all are broken
_BINARY = "{} is not text but {}: give a text file or an HTML page."


def decode(data: bytes, name: str = "The input") -> str:
    r"""The text that bytes hold: without a byte order mark, and with «\n» for every «\r\n».

    It may be UTF-8 (a few broken bytes are allowed), UTF-16 and UTF-32 with a mark, UTF-16 without one,
    Windows-1256, or what an HTML page declares.

    Args:
        data: The bytes of a file or a page.
        name: What to call the input in an error.

    Raises:
        UnreadableError: There are no bytes, or they are no text.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(_BINARY.format(name, kind))
    text = _text(data)
    if not text.strip():
        raise UnreadableError(f"{name} is empty: give a report's text or its page.")
    if is_binary(text):
        raise UnreadableError(_BINARY.format(name, "binary data"))
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def encoding_of(sample: bytes) -> str:
    """The name of the encoding of a text that begins with these bytes; a byte order mark is part of it."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return _MARKED[encoding]
    if _unmarked(sample) is not None:
        return "utf-8"
    return max(_readings(sample), key=lambda reading: _likeness(reading[1]))[0]


def _text(data: bytes) -> str:
    """The text in the encoding that is certain, or else the likeliest."""
    marked = _marked(data)
    certain = _unmarked(data) if marked is None else marked
    return max((text for _, text in _readings(data)), key=_likeness) if certain is None else certain


def _marked(data: bytes) -> str | None:
    """The text after a byte order mark, or None where there is no mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _unmarked(data: bytes) -> str | None:
    """The text in UTF-8, or None where the bytes are hardly that, or hold no more than ASCII."""
    if data.isascii():
        return None
    text = data.decode("utf-8", "replace")
    beyond_ascii = len(_BEYOND_ASCII.findall(text[:_SAMPLE]))
    return text if text[:_SAMPLE].count("\ufffd") <= _BROKEN * beyond_ascii else None


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    """Every encoding that may be meant, the likeliest first, and the text in it."""
    declared = _DECLARED.search(data[:4096])
    encodings = dict.fromkeys([*_GUESSES[:1], *([declared[1].decode()] if declared else []), *_GUESSES[1:]])
    for encoding in encodings:
        try:
            yield encoding, data.decode(encoding, "replace")
        except (LookupError, ValueError):  # a page may declare an encoding that does not exist
            continue


def _likeness(text: str) -> float:
    """How Persian a text looks: the share of Persian letters less that of what no Persian text has."""
    sample = text[:_SAMPLE]
    strange = len(_FOREIGN.findall(sample)) + len(_CONTROL.findall(sample))
    return (len(_PERSIAN.findall(sample)) - 4 * strange) / max(len(sample), 1)
