"""Line by line: files of any length restored, one line out for each line in."""

from __future__ import annotations

import json
import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import IO

from dabir.restoration import Restored, restore
from dabir.script.style import Style

BLOCK = 2000  # lines that are restored together; what they have lost is told of all of them
_BREAKS = str.maketrans(
    dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " ")
)  # within a line of a file


def restored_blocks(
    stream: IO[bytes], name: str, style: Style, *, as_json: bool, skip: int = 0
) -> Iterator[str]:
    """The restored lines of a file, a block of lines at a time.

    Args:
        stream: The file.
        name: What to call it in an error.
        style: How to write; see `dabir.restore`.
        as_json: Write every line as a JSON object with the line's text and its changes, whose offsets count code
            points of the line as it came in.
        skip: Blocks to pass over.

    Raises:
        dabir.UnreadableError: The file is no text.
    """
    for block in islice(_blocks(stream, name), skip, None):
        whole = restore("\n".join(block), style)
        yield "".join(_objects(whole, block)) if as_json else whole.text + "\n"


def whole_blocks(output: Path) -> tuple[int, int]:
    """How many blocks a broken-off output file holds, and how many bytes they are."""
    blocks = lines = place = end = 0
    with output.open("rb") as file:
        for line in file:
            place += len(line)
            lines += line.endswith(b"\n")
            if lines == BLOCK:
                blocks, lines, end = blocks + 1, 0, place
    return blocks, end


def without_tail(blocks: Iterator[str], output: Path, end: int) -> Iterator[str]:
    """The blocks; when the first is at hand, what a broken-off file holds behind its whole blocks is cut off."""
    for number, block in enumerate(blocks):
        if number == 0:
            os.truncate(output, end)
        yield block


@contextmanager
def opened(source: str, standard_input: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file of a name, or standard input for «-»."""
    with nullcontext(standard_input) if source == "-" else Path(source).open("rb") as stream:
        yield stream


def _blocks(stream: IO[bytes], name: str) -> Iterator[list[str]]:
    """Blocks of lines, without their ends. UTF-8 is read as it comes; another encoding is told from the whole."""
    from dabir.sources.encoding import decode

    first = b"".join(islice(stream, BLOCK))
    if not first.strip() or _is_utf8(first, decode(first, name)):
        data = chain(BytesIO(first), stream)
        lines: Iterator[str] = (
            line.decode("utf-8", "replace").removeprefix("\ufeff").removesuffix("\n") for line in data
        )
    else:
        lines = iter(decode(first + stream.read(), name).removesuffix("\n").split("\n"))
    while block := [line.removesuffix("\r").translate(_BREAKS) for line in islice(lines, BLOCK)]:
        yield block


def _is_utf8(data: bytes, text: str) -> bool:
    """Whether bytes are UTF-8 without a fault, and were read as such."""
    return data.replace(b"\r\n", b"\n").removeprefix(BOM_UTF8) == text.encode("utf-8", "replace")


def _objects(whole: Restored, block: list[str]) -> Iterator[str]:
    """The lines of a block as JSON objects."""
    changes = iter(whole.changes)
    change = next(changes, None)
    start = 0
    for line, text in zip(block, whole.text.split("\n"), strict=True):
        found = []
        while change and change.start <= start + len(line):
            found.append({**change._asdict(), "start": change.start - start, "end": change.end - start})
            change = next(changes, None)
        yield json.dumps({"text": text, "changes": found}, ensure_ascii=False) + "\n"
        start += len(line) + 1
