"""Inputs: files, addresses and standard input, as a user names them on the command line, become reports."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain
from pathlib import Path, PurePath

from dabir.batch import Failure, report_lines
from dabir.report import Report

STANDARD_INPUT = "-"
_BULK_ENDINGS = (".jsonl", ".ndjson")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to be read: one report, or one a line where it is `bulk`.

    `id` is that of a file's report, where the file's name alone would not do; `head` is what was already taken
    from standard input to see what it holds.
    """

    name: str
    bulk: bool
    id: str | None = None
    head: bytes = b""

    @classmethod
    def named(cls, name: str, *, bulk: bool = False) -> Input:
        """The input of this name; JSON Lines are known by the name's ending or by their first line."""
        from dabir.sources import is_object

        if bulk or name.lower().endswith(_BULK_ENDINGS):
            return cls(name, True)
        if name == STANDARD_INPUT:
            head = _first_line(sys.stdin.buffer)
            return cls(name, is_object(head), head=head)
        return cls(name, is_object(_first_line_of(Path(name))))

    def __str__(self) -> str:
        return "standard input" if self.name == STANDARD_INPUT else self.name or "."

    @property
    def is_report_file(self) -> bool:
        """Whether it is the file of one report."""
        return not (self.bulk or self.name == STANDARD_INPUT or is_address(self.name))

    def is_file(self, path: Path) -> bool:
        """Whether this input is that very file."""
        return (
            self.name != STANDARD_INPUT
            and path.exists()
            and Path(self.name).exists()
            and path.samefile(self.name)
        )

    def reports(self) -> Iterator[Report | Failure]:
        """The reports, in order; what cannot be read is a failure."""
        from dabir.sources import UnreadableError

        try:
            if self.name != STANDARD_INPUT and Path(self.name).is_dir():
                yield Failure(f"{self} is a folder: name the files in it.")
            elif self.bulk:
                with self._opened() as lines:
                    yield from report_lines(lines, str(self))
            else:
                yield self._report()
        except OSError as error:
            yield Failure(f"{self} cannot be read ({error.strerror or error}): check the name.")
        except UnreadableError as error:
            yield Failure(str(error))

    def expected(self) -> int | None:
        """How many reports to expect; None where that cannot be known beforehand."""
        if not self.bulk:
            return 1
        path = Path(self.name)
        if not path.is_file():
            return None
        with path.open("rb") as lines:
            return sum(1 for _ in lines)

    def _report(self) -> Report:
        from dabir.sources import fetch, read_bytes, read_file

        if self.name == STANDARD_INPUT:
            return read_bytes(self.head + sys.stdin.buffer.read(), str(self))
        if is_address(self.name):
            return fetch(self.name)
        report = read_file(self.name)
        return replace(report, id=self.id) if self.id else report

    @contextmanager
    def _opened(self) -> Iterator[Iterable[bytes]]:
        """The lines of a bulk input; standard input stays open afterwards."""
        if self.name == STANDARD_INPUT:
            yield chain(BytesIO(self.head), sys.stdin.buffer)
        else:
            with Path(self.name).open("rb") as lines:
                yield lines


def inputs_named(names: Sequence[str], *, bulk: bool = False) -> list[Input]:
    """The inputs of these names; files of one name in several folders get ids that tell them apart.

    A file's id is its name without the ending; where another file has the same, the path as given without the
    ending; where that is shared, too («a.txt», «a.html»), the path as given.
    """
    inputs = [Input.named(name, bulk=bulk) for name in names]
    files = [one.name for one in inputs if one.is_report_file]
    ids = ids_of_files(files, _without_ending)
    return [
        replace(one, id=ids[one.name]) if one.is_report_file and ids[one.name] != Path(one.name).stem else one
        for one in inputs
    ]


def is_address(name: str) -> bool:
    """Whether a name is an address, of the web or another."""
    return bool(_ADDRESS.match(name))


def ids_of_files(files: Sequence[str], without_ending: Callable[[str], str]) -> dict[str, str]:
    """The ids of the reports in files, by the files' names, as `inputs_named` describes them.

    Args:
        files: The names.
        without_ending: Takes the ending off a name.
    """
    stems = Counter(PurePath(without_ending(name)).name for name in files)
    bare = Counter(map(without_ending, files))
    ids = {}
    for name in files:
        short = without_ending(name)
        stem = PurePath(short).name
        ids[name] = stem if stems[stem] == 1 else short if bare[short] == 1 else name
    return ids


def _without_ending(name: str) -> str:
    return name.removesuffix(Path(name).suffix)


def _first_line_of(path: Path) -> bytes:
    """The first line of a file; nothing of what is none, or can be read but once."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as lines:
            return _first_line(lines)
    except OSError:  # it is told of when the file is to be read
        return b""


def _first_line(lines: Iterable[bytes]) -> bytes:
    """The lines up to the first that is not blank."""
    head = []
    for line in lines:
        head.append(line)
        if line.strip():
            break
    return b"".join(head)
