"""Exporting: all that a question finds, and nothing else, as a file in the forms of others."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse

from dabir.archive import Archive, QueryError
from dabir.archive.exchange import Kept, kept, kept_versions
from dabir.archive.finding import scope
from dabir.archive.finding.search import Way
from dabir.desk.searching.questions import question_of, told
from dabir.desk.visits import Visit, Visiting
from dabir.exports.archived import BINARY, FILES, TABULAR, Form, Table, is_installed, pieces, write_binary
from dabir.record import Record

router = APIRouter()

# spaCy's form is made as a whole in memory: of so many reports at most.
MOST = 20_000
# Characters that are sent at a time, and bytes that are read of a file.
_TOGETHER = 1 << 16
_NO_NAME = re.compile(r"[\W_]+")


@router.get("/export/{form}")
def export(
    visit: Visiting,
    form: Form,
    q: str = "",
    way: Way = "words",
    table: Table = Table.statements,
    after: str = "",
    before: str = "",
) -> Response:
    """The reports that a question finds; asked by meaning, the hundred that come nearest."""
    question = question_of(q, after, before)
    try:
        found = _found(visit.archive, question, way)
        too_many = form is Form.spacy and visit.archive.count(question) > MOST
    except QueryError as fault:
        return _refused(visit, told(fault, visit.words))
    if not is_installed(form):
        return _refused(visit, visit.words("exporting.missing", form=form.value))
    if too_many:
        return _refused(visit, visit.words("exporting.too_many", number=MOST))
    headers = {
        "Content-Disposition": disposition(form, table, question),
        "Cache-Control": "no-store",
        "Vary": "Cookie",
    }
    media = FILES[form].media
    if form in BINARY:
        file, length = _file(form, found, table)
        return StreamingResponse(_read(file), 200, {**headers, "Content-Length": str(length)}, media)
    return StreamingResponse(_sent(form, found, table), 200, headers, media)


def disposition(form: Form, table: Table, question: str) -> str:
    """The header by which a browser keeps an answer as a file: named after the question, for old browsers in ASCII."""
    of = f"-{table.value}" if form in TABULAR else ""
    asked = _NO_NAME.sub("-", question).strip("-")[:60].strip("-")
    suffix = FILES[form].suffix
    named = quote(f"{asked or 'dabir'}{of}{suffix}", safe="", errors="replace")
    return f"attachment; filename=\"dabir{of}{suffix}\"; filename*=UTF-8''{named}"


def _found(archive: Archive, question: str, way: Way) -> Iterator[Kept]:
    """The records of what a question is about.

    Raises:
        QueryError: A field of the query has no such value.
    """
    with archive.reading() as connection:
        listed = scope.listed(archive.finder, connection, question, way)
    if listed is not None:
        return kept_versions(archive.database, listed)
    return kept(archive.database, question)


def _sent(form: Form, found: Iterable[Kept], table: Table) -> Iterator[bytes]:
    """A form that is text, in pieces that are worth sending; the first is made at once, to fail before anything is sent."""
    made = _together(pieces(form, found, table=table.value, bom=True, on_error=_passed_over))
    return chain([next(made, b"")], made)


def _together(parts: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    length = 0
    for part in parts:
        held.append(part)
        length += len(part)
        if length >= _TOGETHER:
            yield "".join(held).encode()
            held, length = [], 0
    if held:
        yield "".join(held).encode()


def _file(form: Form, found: Iterable[Kept], table: Table) -> tuple[IO[bytes], int]:
    """A form that is no text as a file without a name, which is gone when it is closed; and its length in bytes."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (it is closed when it was sent)
    try:
        write_binary(form, found, file, table=table.value, on_error=_passed_over)
        length = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file, length


def _read(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(_TOGETHER):
            yield part


def _passed_over(_: Record, __: Exception) -> None:
    """A record that a form cannot hold does not cost the others; `dabir export` tells which it is."""


def _refused(visit: Visit, reason: str) -> Response:
    return visit.answer("error.html", status=400, title=visit.words("error.refused"), reason=reason)
