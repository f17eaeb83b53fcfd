"""The command `dabir`: read reports, print the record's schema, measure the reader.

Whatever is heavy is imported inside the command that needs it: `dabir --help` answers at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, TypeVar

import typer

from dabir.exports.formats import Format, written

if TYPE_CHECKING:
    from dabir.batch import Failure
    from dabir.record import Record
    from dabir.report import Report

app = typer.Typer(
    help="Read Persian news reports and keep the record: who said what, and the exact words it came from.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

STANDARD_INPUT = "-"
T = TypeVar("T")


def main() -> None:
    """Run the command; what goes wrong with files is told in one sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app(prog_name="dabir")
    except OSError as error:
        _complain(f"{error.filename or 'file'}: {error.strerror}.")
        sys.exit(1)


@app.callback(invoke_without_command=True)
def dabir(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """Read Persian news reports and keep the record: who said what, and the exact words it came from."""
    if version:
        from dabir import __version__

        typer.echo(f"dabir {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def read(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files (text, HTML, JSON Lines), http(s) addresses, or - for standard input."),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="How to write the records; text, or jsonl for JSON Lines in."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file rather than standard output.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Every source is JSON Lines, whatever it is called.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Continue a broken-off run: keep what the output file holds.")
    ] = False,
) -> None:
    """Read reports and print what they say.

    Several sources are read in their order; one that cannot be read is named on standard error and passed
    over, and the exit code is then 1. JSON is one object for one report, a list for several; HTML one page.
    """
    if not sources and sys.stdin.isatty():
        typer.echo(context.get_help())
        return
    sources = sources or [STANDARD_INPUT]
    bulk = [jsonl or source.endswith((".jsonl", ".ndjson")) for source in sources]
    form = form or (Format.jsonl if any(bulk) else Format.text)
    _check(sources, form, output, resume)
    reports = _reports(sources, bulk)
    if resume and output:
        reports = _unread(reports, output)
    outcomes = _watched(
        reports, _expected(sources, bulk), shown=output is not None or not sys.stdout.isatty()
    )
    failures: list[Failure] = []
    records = _successes(outcomes, failures)
    _write(written(records, form, single=bulk == [False], width=_columns(output)), output, append=resume)
    if failures:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import dabir

    typer.echo(json.dumps(dabir.schema(), ensure_ascii=False, indent=2))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated reports, JSON Lines.")],
    texts: Annotated[Path, typer.Argument(help="The reports' texts, JSON Lines of id and text.")],
    worst: Annotated[int, typer.Option(help="Tell what went wrong in this many reports.", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> None:
    """Measure the reader against annotated reports."""
    from dabir.evaluation import Annotation, load
    from dabir.evaluation import evaluate as compare

    wanted = _or_fail(lambda: load(gold))
    failures: list[Failure] = []
    reports = _watched(_reports([str(texts)], [True]), len(wanted), shown=True)
    records = {record.id: record for record in _successes(reports, failures)}
    evaluation = compare(wanted, {name: Annotation.of_record(record) for name, record in records.items()})
    typer.echo(json.dumps(evaluation.counts.figures()) if as_json else "\n".join(evaluation.table()))
    for result in evaluation.worst(worst):
        typer.echo("\n" + "\n".join(result.lines(records[result.id].text if result.id in records else "")))
    if evaluation.unread:
        _complain(f"{len(evaluation.unread)} reports were not read: {', '.join(evaluation.unread[:5])}.")
    if evaluation.unread or failures:
        raise typer.Exit(1)


def _check(sources: list[str], form: Format, output: Path | None, resume: bool) -> None:
    """Refuse what cannot be meant."""
    if resume and (output is None or form is not Format.jsonl):
        raise typer.BadParameter("--resume continues an output file of JSON Lines: name it with -o.")
    if output is not None and any(output == Path(source) for source in sources):
        raise typer.BadParameter(f"{output} is read and cannot be written at once: choose another -o.")


def _reports(sources: Iterable[str], bulk: Iterable[bool]) -> Iterator[Report | Failure]:
    """The reports of all sources, opened one after the other."""
    from dabir.batch import Failure, report_lines
    from dabir.sources import UnreadableError

    for source, lines in zip(sources, bulk, strict=True):
        try:
            if not lines:
                yield _report(source)
                continue
            with _opened(source) as file:
                yield from report_lines(file, _name(source))
        except OSError as error:
            yield Failure(f"{source}: {error.strerror or error}.")
        except UnreadableError as error:
            yield Failure(str(error))


def _report(source: str) -> Report:
    from dabir.sources import fetch, read_bytes, read_file

    if source == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(), _name(source))
    if source.startswith(("http://", "https://")):
        return fetch(source)
    return read_file(Path(source))


def _opened(source: str) -> AbstractContextManager[BinaryIO]:
    """A source of JSON Lines; standard input is left open."""
    return nullcontext(sys.stdin.buffer) if source == STANDARD_INPUT else Path(source).open("rb")


def _name(source: str) -> str:
    return "standard input" if source == STANDARD_INPUT else source


def _unread(reports: Iterable[Report | Failure], output: Path) -> Iterator[Report | Failure]:
    """The reports that the output of a broken-off run does not hold yet."""
    from dabir.batch import recover, without

    return without(reports, _or_fail(lambda: recover(output)))


def _expected(sources: list[str], bulk: list[bool]) -> int | None:
    """How many reports will come; None where standard input keeps it to itself."""
    if STANDARD_INPUT in sources:
        return None
    return sum(_lines(Path(source)) if lines else 1 for source, lines in zip(sources, bulk, strict=True))


def _lines(path: Path) -> int:
    if not path.is_file():
        return 0
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _watched(
    reports: Iterable[Report | Failure], expected: int | None, *, shown: bool
) -> Iterator[Record | Failure]:
    """Read the reports; on a terminal, show how far it is, unless the records themselves are shown there."""
    from dabir.batch import read_all

    if not shown or expected == 1 or not sys.stderr.isatty():
        return read_all(reports)
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return iter(track(read_all(reports), "Reading", total=expected, console=console, transient=True))


def _successes(outcomes: Iterable[Record | Failure], failures: list[Failure]) -> Iterator[Record]:
    """The records; failures are told on standard error as they come, and kept."""
    from dabir.batch import Failure

    for outcome in outcomes:
        if isinstance(outcome, Failure):
            _complain(outcome.reason)
            failures.append(outcome)
        else:
            yield outcome


def _columns(output: Path | None) -> int | None:
    """The terminal's width, if the records are shown on one."""
    import shutil

    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None


def _write(pieces: Iterable[str], output: Path | None, *, append: bool) -> None:
    """Write piece by piece, each pushed out at once: what a broken-off run leaves behind is whole."""
    if output is None:
        for piece in pieces:
            typer.echo(piece, nl=False)
        return
    with output.open("a" if append else "w", encoding="utf-8", newline="\n") as file:
        for piece in pieces:
            file.write(piece)
            file.flush()


def _or_fail(work: Callable[[], T]) -> T:
    """The outcome of some work whose `ValueError` is for the user to read."""
    try:
        return work()
    except ValueError as error:
        _complain(str(error))
        raise typer.Exit(1) from error


def _complain(reason: str) -> None:
    typer.echo(f"dabir: {reason}", err=True)
