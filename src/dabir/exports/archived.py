"""Archived: what an archive has kept in the forms of others; one list of forms serves the command and the desk."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from dabir.archive.exchange import Kept
    from dabir.exports.pieces import OnError


class Form(StrEnum):
    """The forms."""

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
# What holds one of the tables.
TABULAR = frozenset({Form.csv, Form.parquet})
_LIBRARIES = {Form.parquet: "pyarrow", Form.spacy: "spacy"}


@dataclass(frozen=True, slots=True)
class File:
    """What a file of a form is to other programs: its media type, and how its name ends."""

    media: str
    suffix: str


_LINES = "application/x-ndjson"
FILES = {
    Form.jsonl: File(_LINES, ".jsonl"),
    Form.csv: File("text/csv; charset=utf-8", ".csv"),
    Form.parquet: File("application/vnd.apache.parquet", ".parquet"),
    Form.ninjs: File(_LINES, ".ninjs.jsonl"),
    Form.sidecar: File(_LINES, ".facts.jsonl"),
    Form.jsonld: File(_LINES, ".jsonld.jsonl"),
    Form.polecat: File("text/tab-separated-values; charset=utf-8", ".tsv"),
    Form.spacy: File("application/octet-stream", ".spacy"),
}


def is_installed(form: Form) -> bool:
    """Whether the library is there that a form needs."""
    return form not in _LIBRARIES or find_spec(_LIBRARIES[form]) is not None


def pieces(
    form: Form,
    kept: Iterable[Kept],
    *,
    table: str = "statements",
    base: str | None = None,
    bom: bool = False,
    on_error: OnError | None = None,
) -> Iterator[str]:
    """What was kept in a form that is text, in pieces, made while they are taken.

    Args:
        form: The form, none of `BINARY`.
        kept: The records with what the archive knows of them, taken as they come.
        table: Which table, for CSV.
        base: What addresses begin with, for ninjs, its sidecar and JSON-LD.
        bom: Let CSV begin with a byte order mark, by which Excel knows UTF-8.
        on_error: Called with a record that cannot be written, and why; without it that is an error.

    Raises:
        ValueError: There is no such table, the base is no address, or a record cannot be written.
    """
    if form is Form.jsonl:
        return (one.line() for one in kept)
    records = (one.record for one in kept)
    if form is Form.csv:
        from dabir.exports.csv_table import csv_table

        return csv_table(records, table, bom=bom, on_error=on_error)
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


def write_binary(
    form: Form,
    kept: Iterable[Kept],
    file: IO[bytes],
    *,
    table: str = "statements",
    on_error: OnError | None = None,
) -> None:
    """Write what was kept in a form of `BINARY` to a file.

    Args:
        form: The form.
        kept: The records with what the archive knows of them, taken as they come.
        file: Where to; it is not closed.
        table: Which table, for Parquet.
        on_error: Called with a record that cannot be written, and why; without it that is an error.

    Raises:
        ValueError: There is no such table, a library is missing, or a record cannot be written.
    """
    records = (one.record for one in kept)
    if form is Form.parquet:
        from dabir.exports.parquet import write_parquet

        write_parquet(records, table, file, on_error=on_error)
    else:
        from dabir.exports.docbin import docbins

        file.writelines(docbins(records, size=sys.maxsize, on_error=on_error))
