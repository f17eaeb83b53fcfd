"""Folder: the files in it, or those that a pattern such as «news/**/*.html» finds, in the order of their paths."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from dabir.sources.kinds import can_be_read, without_ending
from dabir.sources.refusal import UnreadableError

_WILD = re.compile(r"[*?\[]")
_DEEP = "**"
_WHATEVER = ("*", _DEEP)


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and the id of the report in it, should it hold one alone.

    The id is the path relative to the folder, or to what stands in a pattern before its first wildcard, with «/» and
    without the file's ending; where two files of one folder would share it, with the ending.
    """

    path: Path
    id: str


def is_pattern(name: str) -> bool:
    """Whether a name is no file but a pattern for files."""
    return bool(_WILD.search(name)) and not os.path.lexists(name)


def files_named(name: str) -> Iterator[Found | UnreadableError]:
    """The files in a folder of this name, at any depth, or those that a pattern finds.

    Hidden files and folders are left out, links to folders not followed; in folders, files whose ending says that
    they are no reports are left out. What a pattern finds may be a folder: all in it is then taken.

    Yields:
        Files; an error for a folder that cannot be read, or where nothing was found.
    """
    path = Path(name)
    cut = next((at for at, part in enumerate(path.parts) if _WILD.search(part)), len(path.parts))
    parts = path.parts[cut:] if is_pattern(name) else (_DEEP, "*")
    base = Path(*path.parts[:cut]) if is_pattern(name) else path
    empty = True
    for found in _walked(base, (), parts):
        empty = False
        yield found
    if empty:
        yield UnreadableError(f"{name} gives no file that can hold a report: check the name.")


def _walked(folder: Path, above: tuple[str, ...], parts: Sequence[str]) -> Iterator[Found | UnreadableError]:
    """The files of a folder and those in it; `above` are the folder's parents below the base, and itself."""
    try:
        files, folders = _listed(folder, above, parts)
    except OSError as error:
        yield UnreadableError(f"{folder} cannot be read ({error.strerror or error}): check the name.")
        return
    alike = Counter(map(without_ending, files))
    for name in sorted(files | folders):
        if name in folders:
            yield from _walked(folder / name, (*above, name), parts)
        else:
            bare = without_ending(name)
            yield Found(folder / name, _id((*above, name if alike[bare] > 1 else bare)))


def _listed(folder: Path, above: tuple[str, ...], parts: Sequence[str]) -> tuple[set[str], set[str]]:
    """The names of the files in a folder that are to be read, and of the folders to be looked into."""
    files: set[str] = set()
    folders: set[str] = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            names = (*above, entry.name)
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if _leads(names, parts) or _is_found(names, parts):
                    folders.add(entry.name)
            elif entry.is_file() and _is_wanted(names, parts):
                files.add(entry.name)
    return files, folders


def _id(names: Sequence[str]) -> str:
    """Names as an id; those that are no text in UTF-8 cannot be kept as they are."""
    return os.fsencode("/".join(names)).decode("utf-8", "replace")


def _is_wanted(names: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a file is to be read: its own name was asked for, or it can be a report and lies where was asked."""
    if parts[-1] not in _WHATEVER and _fits(names, parts):
        return True
    return can_be_read(names[-1]) and _is_found(names, parts)


def _is_found(names: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a pattern finds a path, or a folder above it."""
    return any(_fits(names[:end], parts) for end in range(1, len(names) + 1))


def _fits(names: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the whole of a pattern finds the whole of a path."""
    if not parts or not names:
        return not names and all(part == _DEEP for part in parts)
    if parts[0] == _DEEP:
        return _fits(names, parts[1:]) or _fits(names[1:], parts)
    return fnmatchcase(names[0], parts[0]) and _fits(names[1:], parts[1:])


def _leads(names: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a pattern may find something in a folder."""
    if not parts or not names or parts[0] == _DEEP:
        return bool(parts)
    return fnmatchcase(names[0], parts[0]) and _leads(names[1:], parts[1:])
