"""The whole reader on real reports; they lie beside the project, not in it.

Every tenth is read, so that the tests stay quick; DABIR_STEP=1 reads them all.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dabir.reader import Reader
from dabir.record import Record, Span
from dabir.sources import read_text

DATA = Path(__file__).parents[2] / "shared/data"
STEP = int(os.environ.get("DABIR_STEP", "10"))

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the real reports (../shared/data) are not here")


def texts(collection: str) -> Iterator[str]:
    files = sorted((DATA / collection).glob("*.json"))
    reports = [report for file in files for report in json.loads(file.read_text("utf-8"))]
    for report in reports[::STEP]:
        yield "\n".join([report["title"], report["abstract"], *report["paragraphs"]])


def spans(record: Record) -> Iterator[Span]:
    for somebody in (*record.people, *record.parties):
        yield from somebody.mentions
    for said in record.statements:
        yield Span(said.start, said.end, said.text)
        yield from filter(None, (said.cue, said.mention, said.addressee))
    for event in record.events:
        yield Span(event.start, event.end, event.text)


@pytest.mark.parametrize(("collection", "size"), [("fars", 900), ("sports", 2500)])
def test_every_report_is_read_and_every_span_shows_its_words(collection: str, size: int) -> None:
    reader, read, statements = Reader(fast=True), 0, 0
    for text in texts(collection):
        record = reader.read(read_text(text))
        assert record.text == text
        for span in spans(record):
            assert text[span.start : span.end] == span.text, record.id
        known = {somebody.id for somebody in (*record.people, *record.parties)}
        assert {said.speaker_id for said in record.statements} <= known | {None}, record.id
        read += 1
        statements += len(record.statements)
    assert read == len(range(0, size, STEP))
    assert statements > read
