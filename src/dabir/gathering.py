"""Gathering: what a user names to be kept, be it files, folders, patterns or addresses, becomes a stream of reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from dabir.batch import Failure
from dabir.inputs import STANDARD_INPUT, ids_of_files, is_address
from dabir.report import Report

if TYPE_CHECKING:
    from dabir.sources import Names, Visitor
    from dabir.sources.outcome import Outcome


def collected(
    names: Sequence[str],
    *,
    mapping: Mapping[str, str] | None = None,
    limit: int | None = None,
    known: Callable[[str], bool] = lambda _: False,
    visitor: Visitor | None = None,
) -> Iterator[Report | Failure]:
    """The reports of everything that is named, one after another; what cannot be read is a failure in its place.

    Args:
        names: Files of any kind that `dabir.sources` reads, packed or not; folders, with all in them; patterns
            («news/**/*.html»); addresses of pages, feeds, sitemaps and collections; «-» for standard input.
        mapping: The names under which collections keep the fields of a report, by field: «{"body": "matn"}».
        limit: How many pages of each feed or sitemap to get at most; all, where it is None.
        known: Whether the page of an address need not be got, where a feed or a sitemap names it.
        visitor: Who gets pages; a polite one is made where none is given.

    Raises:
        ValueError: The mapping names a field that is none.
    """
    from dabir.sources import Names, Visitor

    gatherer = _Gatherer(names, Names.of(mapping), visitor or Visitor(), known, limit)
    return map(_told, chain.from_iterable(map(gatherer.outcomes, names)))


def expected(names: Sequence[str]) -> int | None:
    """How many reports to expect of everything that is named; None where that cannot be known beforehand.

    Folders are walked and the lines of JSON Lines counted, but nothing else is read through.
    """
    total = 0
    for count in chain.from_iterable(map(_counts, names)):
        if count is None:
            return None
        total += count
    return total


class _Gatherer:
    """Reads one named thing after another."""

    def __init__(
        self,
        names: Sequence[str],
        fields: Names,
        visitor: Visitor,
        known: Callable[[str], bool],
        limit: int | None,
    ) -> None:
        from dabir.sources import without_ending

        self._ids = ids_of_files([*dict.fromkeys(filter(_is_file, names))], without_ending)
        self._fields, self._visitor, self._known, self._limit = fields, visitor, known, limit

    def outcomes(self, name: str) -> Iterator[Outcome]:
        """The reports of what bears this name, and the errors."""
        from dabir.sources import read_address, read_path

        if name == STANDARD_INPUT:
            return self._piped()
        if is_address(name):
            outcomes = read_address(name, self._visitor, names=self._fields, known=self._known)
            return islice(outcomes, self._limit)
        if _is_file(name):
            return read_path(Path(name), id=self._ids.get(name), names=self._fields)
        return self._filed(name)

    def _filed(self, name: str) -> Iterator[Outcome]:
        """The reports in the files of a folder or a pattern."""
        from dabir.sources import Found, files_named, read_path

        for found in files_named(name):
            if isinstance(found, Found):
                yield from read_path(found.path, id=found.id, names=self._fields)
            else:
                yield found

    def _piped(self) -> Iterator[Outcome]:
        """The reports of standard input, which stays open afterwards."""
        from dabir.sources import read_pipe

        return read_pipe(sys.stdin.buffer, "standard input", names=self._fields)


def _told(outcome: Outcome) -> Report | Failure:
    return outcome if isinstance(outcome, Report) else Failure(str(outcome))


def _is_file(name: str) -> bool:
    """Whether a name is that of a file, be it there or not, rather than of a folder, a pattern or a page."""
    from dabir.sources import is_pattern

    if name == STANDARD_INPUT or is_address(name) or is_pattern(name):
        return False
    try:
        return not Path(name).is_dir() or not name
    except OSError:  # a name too long for a file; it is told of when the file is to be read
        return True


def _counts(name: str) -> Iterator[int | None]:
    """How many reports to expect of each file that a name stands for."""
    from dabir.sources import Found, expected_of, files_named

    if name == STANDARD_INPUT or is_address(name):
        yield None
    elif _is_file(name):
        yield expected_of(Path(name))
    else:
        for found in files_named(name):
            yield expected_of(found.path) if isinstance(found, Found) else 1
