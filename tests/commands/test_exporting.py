"""The command `export`, in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from commands.desk import Run
from dabir import Record
from dabir.commands.exporting import BINARY, Form, Table

pytestmark = pytest.mark.usefixtures("archive")

TEXTS = sorted(set(Form) - BINARY)


@pytest.mark.parametrize("form", TEXTS)
def test_a_form_of_text_goes_to_standard_output_or_a_file(run: Run, form: str, tmp_path: Path) -> None:
    shown = run("export", form)
    assert (shown.code, shown.err) == (0, "")
    place = tmp_path / "out"
    written = run("export", form, "-o", place)
    assert (written.code, written.out) == (0, "")
    assert place.read_bytes().decode() == shown.out
    assert "کاویانی" in shown.out or "\\u06a9\\u0627\\u0648" in shown.out


@pytest.mark.parametrize("form", ["jsonl", "ninjs", "sidecar"])
def test_json_lines_are_whole(run: Run, form: str) -> None:
    assert len([json.loads(line) for line in run("export", form).out.splitlines()]) == 3


def test_json_ld_is_json(run: Run) -> None:
    graphs = [json.loads(line) for line in run("export", "jsonld").out.splitlines()]
    assert [graph["@graph"][0]["@type"] for graph in graphs] == ["NewsArticle"] * 3


def test_only_what_a_query_finds_is_exported(run: Run) -> None:
    lines = run("export", "jsonl", "agency:نوا -سد").out.splitlines()
    assert [Record.from_json(line).id for line in lines] == ["m2"]
    nothing = run("export", "jsonl", "زعفران")
    assert (nothing.code, nothing.out) == (0, "")


@pytest.mark.parametrize("table", list(Table))
def test_every_table_as_csv_and_parquet(run: Run, table: str, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = list(csv.DictReader(io.StringIO(run("export", "csv", "--table", table).out.lstrip("\ufeff"))))
    assert rows
    place = tmp_path / "table.parquet"
    assert run("export", "parquet", "--table", table, "-o", place).code == 0
    assert parquet.read_table(place).num_rows == len(rows)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["news.dabir", "table.parquet"]


def test_spacy_documents(run: Run, tmp_path: Path) -> None:
    tokens = pytest.importorskip("spacy.tokens")
    place = tmp_path / "news.spacy"
    assert run("export", "spacy", "-o", place).code == 0
    assert len(tokens.DocBin().from_disk(place)) == 3


@pytest.mark.parametrize("form", sorted(BINARY))
def test_what_is_no_text_needs_a_file(run: Run, form: str, tmp_path: Path) -> None:
    refused = run("export", form)
    assert (refused.code, refused.out) == (2, "")
    assert f"{form} is no text: name a file with -o." in refused.err
    unwritable = run("export", form, "-o", tmp_path / "no/out")
    assert unwritable.code == 1
    assert "cannot be written" in unwritable.err


def test_versions_go_with_json_lines_alone(run: Run) -> None:
    refused = run("export", "csv", "--versions")
    assert (refused.code, refused.out) == (2, "")
    assert "--versions goes with jsonl alone." in refused.err


def test_a_query_that_cannot_be_asked_leaves_no_file(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "out"
    outcome = run("export", "jsonl", "type:XX", "-o", place)
    assert outcome.code == 1
    assert outcome.err.startswith("dabir: type:XX ")
    assert not place.exists()


def test_a_record_that_cannot_be_exported_does_not_cost_the_others(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dabir.exports.ninjs as module

    whole = module.ninjs

    def ninjs(records, *, on_error, **options):  # type: ignore[no-untyped-def]
        for record in records:
            if record.id == "m2":
                on_error(record, ValueError("odd\nthing"))
            else:
                yield from whole([record], on_error=on_error, **options)

    monkeypatch.setattr(module, "ninjs", ninjs)
    outcome = run("export", "ninjs")
    assert outcome.code == 1
    assert len(outcome.out.splitlines()) == 2
    assert outcome.err == "dabir: m2 cannot be exported: odd thing\n"
