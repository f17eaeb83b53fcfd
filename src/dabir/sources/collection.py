"""Collection: every report of a file, whatever it holds, one after another and in little memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from dabir.sources.fields import NAMES, Names
from dabir.sources.files import read_bytes
from dabir.sources.jsonlines import is_object, lines_of, read_line_stream
from dabir.sources.kinds import Kind, holds_lines, is_single, kind_of
from dabir.sources.outcome import Outcome, attempted
from dabir.sources.refusal import UnreadableError
from dabir.sources.stream import DAMAGES, Stream, unpacked

LARGEST = 64 * 2**20
"""How many bytes the file of one report or of a feed may have; of other collections, any number."""


@dataclass(frozen=True, slots=True)
class Source:
    """An unpacked stream and what is known of it beside its bytes.

    Attributes:
        stream: The stream.
        name: What to call it in an error; its ending helps to tell what it holds.
        id: The id of the report, where the stream holds one and it has none itself.
        url: The address that the stream comes from.
        names: Under which names the fields of objects and rows are looked for.
    """

    stream: Stream
    name: str
    id: str | None = None
    url: str | None = None
    names: Names = NAMES


def read_path(path: Path, *, id: str | None = None, names: Names = NAMES) -> Iterator[Outcome]:  # noqa: A002
    """The reports of a file, packed or not; what holds none is an error that names file and place.

    Args:
        path: The file.
        id: The id of the report, where the file holds one and it has none itself.
        names: Under which names the fields of objects and rows are looked for.
    """
    try:
        with path.open("rb") as raw:
            yield from read_pipe(raw, str(path), id=id, names=names)
    except OSError as error:
        yield _damage(str(path), error)


def read_pipe(
    raw: BinaryIO,
    name: str,
    *,
    id: str | None = None,  # noqa: A002
    names: Names = NAMES,
) -> Iterator[Outcome]:
    """The reports of an open file or a pipe, packed or not; see `read_path`.

    Args:
        raw: The bytes; they are not closed.
        name: What to call them in an error.
        id: The id of the report, where they hold one and it has none itself.
        names: Under which names the fields of objects and rows are looked for.
    """
    try:
        yield from read_source(Source(unpacked(raw), name, id, None, names))
    except UnreadableError as error:
        yield UnreadableError(f"{name}: {error}")
    except DAMAGES as error:
        yield _damage(name, error)


def read_source(source: Source) -> Iterator[Outcome]:
    """The reports of a source; what it holds, its beginning and the ending of its name tell."""
    read = _READERS[kind_of(source.stream.head, source.name)]
    try:
        yield from read(source)
    except UnreadableError as error:
        yield error
    except DAMAGES as error:
        yield _damage(source.name, error)


def expected_of(path: Path) -> int | None:
    """How many reports to expect of a file; None where telling it would take as long as reading them.

    Of a file that cannot be read one failure is to be expected.
    """
    if is_single(path.name):
        return 1
    try:
        with path.open("rb") as raw:
            return _expected(unpacked(raw), path.name)
    except (*DAMAGES, UnreadableError):
        return 1


def _expected(stream: Stream, name: str) -> int | None:
    kind = kind_of(stream.head, name)
    if kind == "objects":
        taken, rest, is_many = _parted(Source(stream, name))
        return sum(1 for line in chain(taken, lines_of(rest)) if line.strip()) if is_many else 1
    if kind == "parquet":
        from dabir.sources.parquet import count_rows

        return count_rows(stream)
    return 1 if kind == "report" else None


def all_of(rest: BinaryIO, name: str, taken: bytes = b"") -> bytes:
    """All bytes of what is held in memory as a whole: those that were taken from it already, and the rest.

    Raises:
        UnreadableError: They are more than `LARGEST`; `name` is what to call them.
    """
    data = taken + rest.read(max(0, LARGEST + 1 - len(taken)))
    if len(data) > LARGEST:
        raise UnreadableError(
            f"{name} is larger than {LARGEST // 2**20} MB and no collection that is known: give its reports apart."
        )
    return data


def _damage(name: str, error: Exception) -> UnreadableError:
    """What to say of a file that cannot be opened, or be read to its end."""
    if isinstance(error, OSError) and error.strerror:
        return UnreadableError(f"{name} cannot be read ({error.strerror}): check the name.")
    return UnreadableError(
        f"{name} is damaged or cut short ({error}): get it anew; what follows the fault was not read."
    )


def _report(source: Source) -> Iterator[Outcome]:
    yield _single(source, b"", source.stream.whole())


def _objects(source: Source) -> Iterator[Outcome]:
    taken, rest, is_many = _parted(source)
    if is_many:
        yield from read_line_stream(chain(taken, lines_of(rest)), source.name, source.names)
    else:
        yield _single(source, b"".join(taken), rest)


def _parted(source: Source) -> tuple[list[bytes], BinaryIO, bool]:
    """The lines up to the second that is not blank, the rest, and whether each is an object of its own."""
    rest = source.stream.whole()
    if holds_lines(source.name):
        return [], rest, True
    taken: list[bytes] = []
    solid: list[bytes] = []
    for line in lines_of(rest):
        taken.append(line)
        solid += [line] if line.strip() else []
        if len(solid) > 1:
            break
    return taken, rest, len(solid) > 1 and is_object(solid[0])


def _single(source: Source, taken: bytes, rest: BinaryIO) -> Outcome:
    """The one report of a source of which the first bytes were taken."""
    data = all_of(rest, source.name, taken)
    read = partial(read_bytes, data, source.name, id=source.id, url=source.url, names=source.names)
    return attempted(read, source.name)


def _list(source: Source) -> Iterator[Outcome]:
    from dabir.sources.jsonlist import read_list

    return read_list(source.stream, source.name, source.names)


def _table(source: Source) -> Iterator[Outcome]:
    from dabir.sources.table import read_table

    return read_table(source.stream, source.name, source.names)


def _parquet(source: Source) -> Iterator[Outcome]:
    from dabir.sources.parquet import read_parquet

    return read_parquet(source.stream, source.name, source.names)


def _feed(source: Source) -> Iterator[Outcome]:
    from dabir.sources.feed import read_saved_feed

    return read_saved_feed(all_of(source.stream.whole(), source.name), source.name)


def _sitemap(source: Source) -> Iterator[Outcome]:
    yield UnreadableError(
        f"{source.name} is a sitemap: give its address instead, so that the pages can be got that it names."
    )


def _warc(source: Source) -> Iterator[Outcome]:
    from dabir.sources.warc import read_warc

    return read_warc(source.stream, source.name)


_READERS: dict[Kind, Callable[[Source], Iterator[Outcome]]] = {
    "report": _report,
    "objects": _objects,
    "list": _list,
    "table": _table,
    "parquet": _parquet,
    "feed": _feed,
    "sitemap": _sitemap,
    "warc": _warc,
}
