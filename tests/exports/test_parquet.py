import io
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from dabir.exports import parquet
from dabir.exports.parquet import write_parquet
from dabir.exports.rows import TABLES
from dabir.record import Record
from exporting import TROUBLE, a_record, bare_record

reader = pytest.importorskip("pyarrow.parquet")


def written(records: list[Record], name: str) -> list[dict[str, object]]:
    file = io.BytesIO()
    assert write_parquet(records, name, file) == reader.ParquetFile(file).metadata.num_rows
    rows: list[dict[str, object]] = reader.read_table(file).to_pylist()
    return rows


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_typed_and_say_what_they_mean(name: str) -> None:
    file = io.BytesIO()
    write_parquet([a_record()], name, file)
    schema = reader.read_schema(file)
    types = {
        "text": "string",
        "texts": "list<element: string>",
        "integer": "int64",
        "real": "double",
        "day": "date32[day]",
        "moment": "timestamp[us, tz=Asia/Tehran]",
    }
    for column, field in zip(TABLES[name].columns, schema, strict=True):
        assert field.name == column.name
        assert field.metadata[b"meaning"].decode() == column.meaning
        assert str(field.type) == types[column.kind], column.name
    assert schema.metadata[b"dabir.table"] == name.encode()


def test_values_come_back_as_what_they_were() -> None:
    visit, deal = written([a_record()], "events")
    assert visit["contexts"] == ["diplomatic", "natural_resource"]
    assert (visit["first_day"], visit["geonames"], visit["longitude"]) == (
        date(2018, 4, 15),
        611717,
        44.83368,
    )
    assert visit["published"] == datetime(2018, 4, 16, 10, 30, tzinfo=ZoneInfo("Asia/Tehran"))
    assert visit["published"].utcoffset() == timedelta(hours=4, minutes=30)  # type: ignore[attr-defined]
    assert (deal["geonames"], deal["contexts"], deal["target_ids"]) == (None, [], [])


@pytest.mark.parametrize("name", TABLES)
def test_a_file_without_rows_is_a_file(name: str) -> None:
    assert written([], name) == []
    assert len(written([bare_record()], name)) == (name == "reports")


@given(TROUBLE, TROUBLE)
@settings(max_examples=40, deadline=None)
def test_any_text_comes_back(before: str, after: str) -> None:
    record = a_record(before, after)
    (row,) = written([record], "reports")
    assert row["text"] == record.text
    assert [row["text"] for row in written([record], "statements")] == [s.text for s in record.statements]


@pytest.mark.parametrize(("limit", "value"), [("ROWS", 8), ("CHARACTERS", 1000)])
def test_rows_are_written_while_records_come(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, limit, value)
    file = io.BytesIO()
    sizes: list[int] = []

    def coming() -> Iterator[Record]:
        for number in range(12):
            sizes.append(file.tell())
            yield a_record(key=f"r{number}")

    assert write_parquet(coming(), "statements", file) == 48
    assert 0 < sizes[4] < sizes[11]
    assert reader.ParquetFile(file).metadata.num_row_groups >= 6


def test_a_record_that_cannot_be_written_does_not_cost_the_others() -> None:
    file, faults = io.BytesIO(), []
    records = [a_record("\udcff", key="r2"), a_record()]
    assert write_parquet(records, "reports", file, on_error=lambda r, e: faults.append((r.id, str(e)))) == 1
    assert [key for key, _ in faults] == ["r2"]
    assert "half a character" in faults[0][1]
    with pytest.raises(ValueError, match="'r2' cannot be written"):
        write_parquet(records, "reports", io.BytesIO())


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ValueError, match=r"^Parquet needs pyarrow: pip install 'dabir\[parquet\]'$"):
        write_parquet([], "reports", io.BytesIO())


def test_a_table_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="no table 'words'"):
        write_parquet([], "words", io.BytesIO())
