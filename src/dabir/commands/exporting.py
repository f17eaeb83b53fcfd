"""The command that takes records out of an archive, in the forms of others: export."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dabir.commands.common import ARCHIVE, ArchiveOption, complain, opened, watched
from dabir.exports.archived import BINARY, Form, Table, pieces, write_binary
from dabir.output import OutputError, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dabir.archive import Archive
    from dabir.record import Record


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
    from dabir.archive.exchange import kept

    failed: list[str] = []

    def fail(record: Record, error: Exception) -> None:
        complain(f"{record.id} cannot be exported: {' '.join(str(error).split())}")
        failed.append(record.id)

    with opened(archive) as store:
        found = kept(store.database, question, versions=versions)
        found = watched(found, "Exporting", store.count(question))
        if form in BINARY:
            _binary(output, lambda file: write_binary(form, found, file, table=table.value, on_error=fail))
        else:
            written = pieces(form, found, table=table.value, base=base, on_error=fail)
            write(chain(written, _decisions(store, versions)), output)
    if failed:
        raise typer.Exit(1)


def _decisions(store: Archive, versions: bool) -> Iterator[str]:
    """The decisions of editors, which go with the older versions."""
    from dabir.archive.people.portable import decision_lines

    return decision_lines(store.database) if versions else iter(())


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
