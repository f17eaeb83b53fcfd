"""The forms in which what an archive has kept can be taken out."""

from __future__ import annotations

from io import BytesIO

import pytest

from dabir.archive.exchange import Kept
from dabir.exports import archived
from dabir.exports.archived import BINARY, FILES, Form, is_installed, pieces, write_binary
from exporting import a_record

KEPT = [Kept(a_record(), "id:r1", 1, "2026-11-23T15:35:23+00:00", "test 1")]


def test_every_form_has_its_file() -> None:
    assert set(FILES) == set(Form)
    assert len({file.suffix for file in FILES.values()}) == len(Form)


@pytest.mark.parametrize("form", sorted(set(Form) - BINARY))
def test_a_form_of_text_comes_in_pieces(form: Form) -> None:
    assert "".join(pieces(form, KEPT))


@pytest.mark.parametrize("form", sorted(BINARY))
def test_another_is_written_to_a_file_that_stays_open(form: Form) -> None:
    pytest.importorskip({"parquet": "pyarrow", "spacy": "spacy"}[form])
    file = BytesIO()
    write_binary(form, KEPT, file)
    assert file.getvalue()


def test_tables_for_spreadsheets_may_begin_with_a_mark() -> None:
    marked = "".join(pieces(Form.csv, KEPT, bom=True))
    assert marked == "\ufeff" + "".join(pieces(Form.csv, KEPT))


def test_a_form_whose_library_is_missing_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archived, "find_spec", lambda _: None)
    assert {form for form in Form if not is_installed(form)} == BINARY
