"""What the commands share: options of one meaning, and how they speak to the user."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from dabir.archive import Archive
    from dabir.reader import Reader

T = TypeVar("T")

FastOption = Annotated[
    bool, typer.Option("--fast", help="Read by rules alone, without the model: much faster, less exact.")
]
ThreadsOption = Annotated[
    int, typer.Option("--threads", help="Threads for the model; 0 for one a core.", min=0, max=256)
]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", help="Where a field stands: text=body, published=date, … (may be given again)."),
]
ArchiveOption = Annotated[
    str,
    typer.Option(
        "--archive",
        "-a",
        envvar="DABIR_ARCHIVE",
        help="The archive: a file, or postgresql://USER@HOST/NAME.",
    ),
]
ARCHIVE = "archive.dabir"


def complain(reason: str) -> None:
    """Tell on standard error what is wrong."""
    typer.echo(f"dabir: {reason}", err=True)


def reader(fast: bool, threads: int) -> Reader:
    """The reader of these options."""
    from dabir.reader import Reader

    return Reader(fast=fast, threads=threads)


def or_fail(work: Callable[[], T]) -> T:
    """The outcome of some work whose `ValueError` is for the user to read."""
    try:
        return work()
    except ValueError as error:
        complain(str(error))
        raise typer.Exit(1) from error


@contextmanager
def opened(address: str, *, create: bool = False, reindexing: bool = False) -> Iterator[Archive]:
    """The archive of an address; what is wrong with it, or with what is asked of it, is told in a sentence.

    Unless it is opened for `reindexing`, the user is told of words that must be indexed anew.
    """
    from dabir.archive import Archive
    from dabir.archive.reindexing import outdated

    archive = or_fail(lambda: Archive(address, create=create))
    try:
        if not reindexing and outdated(archive.database):
            complain(f"{archive.database.address}: another version indexed its words; run `dabir reread`.")
        yield archive
    except ValueError as error:
        complain(str(error))
        raise typer.Exit(1) from error
    finally:
        archive.close()


def watched(stream: Iterable[T], label: str, expected: int | None) -> Iterator[T]:
    """The same, with a bar of what is done, the rate and the time left, where standard error is a terminal."""
    if not sys.stderr.isatty():
        return iter(stream)
    return _with_bar(stream, label, expected)


def _with_bar(stream: Iterable[T], label: str, expected: int | None) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=expected, rate="")
        for item in stream:
            yield item
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")
