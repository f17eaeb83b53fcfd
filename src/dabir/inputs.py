"""Inputs: a file, an address or standard input, as a user names it on the command line, becomes reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dabir.batch import Failure, report_lines
from dabir.report import Report

STANDARD_INPUT = "-"
_BULK_ENDINGS = (".jsonl", ".ndjson")
_ADDRESSES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to be read: one report, or one a line where it is `bulk`."""

    name: str
    bulk: bool

    @classmethod
    def named(cls, name: str, *, bulk: bool = False) -> Input:
        """The input of this name; JSON Lines are known by their ending, too."""
        return cls(name, bulk or name.endswith(_BULK_ENDINGS))

    def __str__(self) -> str:
        return "standard input" if self.name == STANDARD_INPUT else self.name

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
            if self.bulk:
                with self._opened() as lines:
                    yield from report_lines(lines, str(self))
            else:
                yield self._report()
        except OSError as error:
            yield Failure(f"{self}: {error.strerror or error}.")
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
            return read_bytes(sys.stdin.buffer.read(), str(self))
        return fetch(self.name) if self.name.startswith(_ADDRESSES) else read_file(self.name)

    def _opened(self) -> AbstractContextManager[BinaryIO]:
        """The lines of a bulk input; standard input stays open afterwards."""
        return nullcontext(sys.stdin.buffer) if self.name == STANDARD_INPUT else Path(self.name).open("rb")
