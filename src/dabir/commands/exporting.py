"""The command that takes records out of an archive, in the forms of others: export."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dabir.commands.common import ARCHIVE, ArchiveOption, complain, opened, watched
from dabir.output import OutputError, write

if TYPE_CHECKING:
    from dabir.archive import Archive
    from dabir.record import Record


class Form(StrEnum):
    """What `dabir export` writes."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    ninjs = "ninjs"
    sidecar = "sidecar"
    jsonld = "jsonld"
    polecat = "polecat"
    spacy = "spacy"


class Table(StrEnum):
    """The tables of CSV and Parquet."""

    reports = "reports"
    statements = "statements"
    events = "events"
    people = "people"
    commitments = "commitments"


# What is no text, and so needs a file.
BINARY = frozenset({Form.parquet, Form.spacy})


def export(
    form: Annotated[Form, typer.Argument(help="The form; docs/exports.md describes each.")],
    question: Annotated[str, typer.Argument(help="Only what this query finds; everything without it.")] = "",
    archive: ArchiveOption = ARCHIVE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file rather than standard output.")
    ] = None,
    table: Annotated[Table, typer.Option(help="Which table, for csv and parquet.")] = Table.statements,
    versions: Annotated[
        bool,
        typer.Option("--versions", help="Older versions of the reports and editors' decisions, too (jsonl)."),
    ] = False,
    base: Annotated[
        str | None, typer.Option(help="The address under which reports have theirs (ninjs, jsonld).")
    ] = None,
) -> None:
    """Take records out of an archive: all that a query finds by its words, and nothing else.

    `dabir import` brings JSON Lines back without loss.
    """
    if form in BINARY and output is None:
        raise typer.BadParameter(f"{form.value} is no text: name a file with -o.")
    if versions and form is not Form.jsonl:
        raise typer.BadParameter("--versions goes with jsonl alone.")
    failed: list[str] = []
    with opened(archive) as store:
        count = store.count(question)
        if form is Form.jsonl:
            write(watched(_lines(store, question, versions), "Exporting", count), output)
        else:
            records = watched(store.records(question), "Exporting", count)
            _written(
                form, records, output, table.value, base, lambda record, error: _fail(record, error, failed)
            )
    if failed:
        raise typer.Exit(1)


def _lines(store: Archive, question: str, versions: bool) -> Iterator[str]:
    from dabir.archive.exchange import kept
    from dabir.archive.people.portable import decision_lines

    yield from (one.line() for one in kept(store.database, question, versions=versions))
    if versions:
        yield from decision_lines(store.database)


def _fail(record: Record, error: Exception, failed: list[str]) -> None:
    complain(f"{record.id} cannot be exported: {' '.join(str(error).split())}")
    failed.append(record.id)


def _written(
    form: Form,
    records: Iterable[Record],
    output: Path | None,
    table: str,
    base: str | None,
    on_error: Callable[[Record, Exception], None],
) -> None:
    if form is Form.parquet:
        from dabir.exports.parquet import write_parquet

        _binary(output, lambda file: write_parquet(records, table, file, on_error=on_error))
    elif form is Form.spacy:
        from dabir.exports.docbin import docbins

        _binary(output, lambda file: file.writelines(docbins(records, size=sys.maxsize, on_error=on_error)))
    else:
        write(_pieces(form, records, table, base, on_error), output)


def _pieces(
    form: Form,
    records: Iterable[Record],
    table: str,
    base: str | None,
    on_error: Callable[[Record, Exception], None],
) -> Iterator[str]:
    """A form that is text, in pieces."""
    if form is Form.csv:
        from dabir.exports.csv_table import csv_table

        return csv_table(records, table, on_error=on_error)
    if form is Form.ninjs:
        from dabir.exports.ninjs import ninjs

        return ninjs(records, base=base, on_error=on_error)
    if form is Form.sidecar:
        from dabir.exports.sidecar import sidecars

        return sidecars(records, base=base, on_error=on_error)
    if form is Form.jsonld:
        from dabir.exports.jsonld import jsonld

        return jsonld(records, base=base, on_error=on_error)
    from dabir.exports.polecat import polecat

    return polecat(records, on_error=on_error)


def _binary(output: Path | None, work: Callable[[Any], object]) -> None:
    """Write a file that is there when all of it was written, and not before."""
    assert output is not None
    draft = output.resolve().with_name(f".{output.name}.part")
    try:
        with draft.open("wb") as file:
            work(file)
        draft.replace(output.resolve())
    except OSError as error:
        raise OutputError(
            f"{output} cannot be written ({error.strerror or error}): name another file with -o."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
