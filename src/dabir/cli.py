"""The command `dabir`: read reports, print the record's schema, measure the reader.

Whatever is heavy is imported inside the command that needs it: `dabir --help` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dabir.commands import accounts, batching, deciding, exporting, finding, keeping, serving
from dabir.commands.common import FastOption, ThreadsOption, complain, or_fail
from dabir.commands.common import reader as _reader
from dabir.exports.formats import Format, written
from dabir.output import OutputError, write

if TYPE_CHECKING:
    from dabir.batch import Failure
    from dabir.evaluation import Evaluation
    from dabir.inputs import Input
    from dabir.reader import Reader
    from dabir.record import Record
    from dabir.report import Report

app = typer.Typer(
    help="Read Persian news reports and keep the record: who said what, and the exact words it came from.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Style(StrEnum):
    """How `dabir restore` writes; see `dabir.restore`."""

    academy = "academy"
    loose = "loose"


def main() -> None:
    """Run the command; what goes wrong with files is told in one sentence."""
    # Dabir multiplies small matrices: threads of NumPy's would wait for each other at full tilt, and take twice the time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
    try:
        app(prog_name="dabir")
    except OutputError as error:
        complain(str(error))
        sys.exit(1)
    except OSError as error:
        complain(_unopened(error))
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
    fast: FastOption = False,
    threads: ThreadsOption = 0,
) -> None:
    """Read reports and print what they say.

    Several sources are read in their order; one that cannot be read is named on standard error and passed
    over, and the exit code is then 1. JSON is one object for one report, a list for several; HTML one page.
    A file's name without its ending is its report's id; files of one name are told apart by their paths.
    """
    from dabir.batch import unwritten
    from dabir.inputs import STANDARD_INPUT, inputs_named

    if not sources and sys.stdin.isatty():
        typer.echo(context.get_help())
        return
    inputs = inputs_named(sources or [STANDARD_INPUT], bulk=jsonl)
    single = len(inputs) == 1 and not inputs[0].bulk
    form = form or (Format.jsonl if any(one.bulk for one in inputs) else Format.text)
    _check(inputs, form, output, resume)
    failures: list[Failure] = []
    reader = _reader(fast, threads)
    shown = bool(output) or not sys.stdout.isatty()
    outcomes = _outcomes(inputs, reader, output if resume else None, shown=shown)
    pieces = written(
        _successes(outcomes, failures),
        form,
        lambda record, error: _fail(unwritten(record, error), failures),
        single=single,
        width=_columns(output),
    )
    try:
        write(pieces, output, growing=form is Format.jsonl, append=resume)
    except KeyboardInterrupt:
        complain(_how_to_go_on(form, output))
        raise typer.Exit(130) from None
    if failures:
        raise typer.Exit(1)


@app.command()
def restore(
    context: typer.Context,
    source: Annotated[str | None, typer.Argument(help="A text file, or - for standard input.")] = None,
    style: Annotated[
        Style, typer.Option(help="academy: half-spaces in compounds too; loose: in endings and verbs alone.")
    ] = Style.academy,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every line as a JSON object with what was changed in it.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file rather than standard output.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Continue a broken-off run: keep what the output file holds.")
    ] = False,
) -> None:
    """Restore the writing of a text: half-spaces, and letters of other keyboards; one line out for each line in.

    What the text has lost is told from 2,000 lines at a time: where half-spaces were kept, they are left as they are.
    Addresses, tags, code and verse are left alone.
    """
    from dabir.inputs import STANDARD_INPUT
    from dabir.linewise import opened, restored_blocks, whole_blocks, without_tail
    from dabir.sources import UnreadableError

    if source is None and sys.stdin.isatty():
        typer.echo(context.get_help())
        return
    source = source or STANDARD_INPUT
    _check_places(source, output, resume)
    name = "standard input" if source == STANDARD_INPUT else source
    try:
        with opened(source, sys.stdin.buffer) as stream:
            done, end = whole_blocks(output) if resume and output and output.exists() else (0, 0)
            blocks = restored_blocks(stream, name, style.value, as_json=as_json, skip=done)
            if output and end:
                blocks = without_tail(blocks, output, end)
            write(_counted(blocks, name, shown=output is not None), output, growing=True, append=resume)
    except UnreadableError as error:
        complain(str(error))
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        complain("broken off; to go on, give the same command with --resume." if output else "broken off.")
        raise typer.Exit(130) from None


def _check_places(source: str, output: Path | None, resume: bool) -> None:
    """Refuse places that cannot be read, or written to."""
    if resume and output is None:
        raise typer.BadParameter("--resume continues an output file: name it with -o.")
    if output is not None and output.exists() and Path(source).exists() and output.samefile(source):
        raise typer.BadParameter(f"{output} is read and cannot be written at once: choose another -o.")
    if Path(source).is_dir():
        complain(f"{source} is a folder: name a file in it.")
        raise typer.Exit(1)


def _counted(blocks: Iterator[str], name: str, *, shown: bool) -> Iterator[str]:
    """The blocks, with a bar on standard error where it is a terminal."""
    if not (shown and sys.stderr.isatty()):
        return blocks
    from rich.console import Console
    from rich.progress import track

    return iter(track(blocks, f"Restoring {name}", console=Console(stderr=True), transient=True))


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="A sentence or more; - for standard input.")],
    fast: FastOption = False,
    threads: ThreadsOption = 0,
) -> None:
    """Tell which event frames were tried on a sentence, and why they fired or did not."""
    from dabir.sources import UnreadableError

    words = sys.stdin.read() if text == "-" else text
    try:
        lines = _reader(fast, threads).explain(words)
    except UnreadableError as error:
        complain(str(error))
        raise typer.Exit(1) from None
    write(["\n".join(lines) + "\n"])


app.command()(batching.batch)
app.command()(batching.alike)
app.command()(keeping.add)
app.command()(keeping.watch)
app.command()(keeping.reread)
app.command("import")(keeping.import_)
app.command()(finding.search)
for answer in (
    finding.who,
    finding.between,
    finding.story,
    finding.quote,
    finding.timeline,
    finding.promises,
):
    app.command()(answer)
app.add_typer(deciding.app)
app.add_typer(accounts.app)
app.command()(exporting.export)
app.command()(serving.desk)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import dabir

    write([json.dumps(dabir.schema(), ensure_ascii=False, indent=2) + "\n"])


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated reports, JSON Lines.")],
    texts: Annotated[Path, typer.Argument(help="The reports' texts, JSON Lines of id and text.")],
    worst: Annotated[int, typer.Option(help="Tell what went wrong in this many reports.", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
    fast: FastOption = False,
    threads: ThreadsOption = 0,
) -> None:
    """Measure the reader against annotated reports: what they say, or what they tell was done."""
    from dabir.evaluation import Annotation, evaluate_deeds, load, load_deeds
    from dabir.evaluation import evaluate as compare
    from dabir.inputs import Input

    done = or_fail(lambda: load_deeds(gold))
    wanted = or_fail(lambda: load(gold)) if done is None else []
    failures: list[Failure] = []
    outcomes = _outcomes([Input(str(texts), bulk=True)], _reader(fast, threads), shown=True)
    records = {record.id: record for record in _successes(outcomes, failures)}
    if done is not None:
        deeds = or_fail(lambda: evaluate_deeds(done, records))
        unread, asked = deeds.unread, len(done)
        figures = [json.dumps(deeds.counts.figures())] if as_json else [*deeds.counts.table()]
        faults = [line for result in deeds.worst(worst) for line in ("", *result.lines())]
        text = "\n".join((*figures, *faults)) + "\n"
    else:
        evaluation = compare(wanted, {name: Annotation.of_record(record) for name, record in records.items()})
        unread, asked = evaluation.unread, len(wanted)
        text = _figures(evaluation, worst, records, as_json)
    if unread:
        count, ids = len(unread), ", ".join(unread[:5])
        complain(f"{count} {'report was' if count == 1 else 'reports were'} not read: {ids}.")
    if len(unread) < asked:
        write([text])
    if unread or failures:
        raise typer.Exit(1)


def _figures(evaluation: Evaluation, worst: int, records: Mapping[str, Record], as_json: bool) -> str:
    """The figures, and under them what went wrong in the worst reports."""
    lines = [json.dumps(evaluation.counts.figures())] if as_json else [*evaluation.table()]
    for result in evaluation.worst(worst):
        lines += ["", *result.lines(records[result.id].text if result.id in records else "")]
    return "\n".join(lines) + "\n"


def _check(inputs: list[Input], form: Format, output: Path | None, resume: bool) -> None:
    """Refuse what cannot be meant."""
    if resume and (output is None or form is not Format.jsonl):
        raise typer.BadParameter("--resume continues an output file of JSON Lines: name it with -o.")
    if output is not None and any(one.is_file(output) for one in inputs):
        raise typer.BadParameter(f"{output} is read and cannot be written at once: choose another -o.")


def _outcomes(
    inputs: list[Input], reader: Reader, done: Path | None = None, *, shown: bool
) -> Iterator[Record | Failure]:
    """Read the inputs, but for what the file `done` holds; `shown`: on a terminal, show how far it is."""
    from dabir.batch import read_all, recover, without

    reports: Iterator[Report | Failure] = (report for one in inputs for report in one.reports())
    if done is not None:
        reports = without(reports, or_fail(lambda: recover(done)))
    outcomes = read_all(reports, reader)
    return _watched(outcomes, inputs) if shown and sys.stderr.isatty() else outcomes


def _watched(outcomes: Iterator[Record | Failure], inputs: list[Input]) -> Iterator[Record | Failure]:
    """The same, with a bar on standard error where there is more than one report."""
    from rich.console import Console
    from rich.progress import track

    counts = [one.expected() for one in inputs]
    if counts == [1]:
        return outcomes
    expected = None if None in counts else sum(count or 0 for count in counts)
    return iter(track(outcomes, "Reading", total=expected, console=Console(stderr=True), transient=True))


def _successes(outcomes: Iterable[Record | Failure], failures: list[Failure]) -> Iterator[Record]:
    """The records; failures are told on standard error as they come, and kept."""
    from dabir.batch import Failure

    for outcome in outcomes:
        if isinstance(outcome, Failure):
            _fail(outcome, failures)
        else:
            yield outcome


def _fail(failure: Failure, failures: list[Failure]) -> None:
    """Tell of a failure and keep it."""
    complain(failure.reason)
    failures.append(failure)


def _columns(output: Path | None) -> int | None:
    """The terminal's width, if the records are shown on one."""
    import shutil

    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None


def _how_to_go_on(form: Format, output: Path | None) -> str:
    """What to say to somebody who broke a run off."""
    if form is Format.jsonl:
        return f"broken off; to go on, give the same command with --resume -o {output or 'FILE'}."
    return "broken off; a run that can be continued is one with --format jsonl -o FILE."


def _unopened(error: OSError) -> str:
    """What to say of a file outside the reports; only help and version are written without one's name."""
    if error.errno is None:  # ours: a model file that is damaged tells its own remedy
        return str(error)
    reason = error.strerror
    if error.filename is None:
        return f"standard output cannot be written ({reason}): free some space."
    return f"{error.filename} cannot be opened ({reason}): check the name."
