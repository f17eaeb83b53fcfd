"""Output: what the command has to say goes to standard output, or to a file that is never left half right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import typer


class OutputError(Exception):
    """What was read cannot be written: one sentence that names the place and says what to do."""


def write(
    pieces: Iterable[str], path: Path | None = None, *, growing: bool = False, append: bool = False
) -> None:
    """Write pieces of text, and nothing at all where there are none.

    Args:
        pieces: The text, made while it is written.
        path: The file; without one, standard output.
        growing: Every piece is whole by itself and pushed out at once, so that what a broken-off run leaves
            behind can be continued. Otherwise the file is there when all of it was written, and not before.
        append: Go on behind what a growing file holds.

    Raises:
        OutputError: The place cannot be written to.
    """
    rest = iter(pieces)
    first = next(rest, None)
    if first is None:
        return
    pieces = chain([first], rest)
    with _told(str(path) if path else "standard output"):
        if path is None:
            _print(pieces)
        elif growing or (
            path.exists() and not path.is_file()
        ):  # a pipe or a device is no file to be replaced
            _grow(pieces, path, append=append)
        else:
            _replace(pieces, path)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell of a fault in writing; a pipe that the reader of the output closed is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"{name} cannot be written ({error.strerror or error}): name another file with -o."
        ) from error


def _print(pieces: Iterable[str]) -> None:
    for piece in pieces:
        typer.echo(piece, nl=False)  # past the bar, which puts itself in the place of `sys.stdout`


def _grow(pieces: Iterable[str], path: Path, *, append: bool) -> None:
    with path.open("a" if append else "w", encoding="utf-8", newline="\n") as file:
        for piece in pieces:
            file.write(piece)
            file.flush()


def _replace(pieces: Iterable[str], path: Path) -> None:
    """Write beside the file and take its place in the end; a link stays one."""
    target = path.resolve()
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
