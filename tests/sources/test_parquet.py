import io
import sys
from datetime import date
from pathlib import Path

import pytest

from dabir.report import Report
from dabir.sources import Names, UnreadableError, expected_of, read_path, read_pipe
from website import LINES

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = [
        {
            "id": n,
            "titr": "پل تازه ساری",
            "body": list(LINES),
            "date": date(2018, 4, 16),
            "author": {"name": "لیلا راد"},
        }
        for n in range(700)
    ]
    rows[300] |= {"titr": None, "body": None}
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist(rows).append_column("x", [[0.5] * 700]), path, row_group_size=90)
    return path


def test_rows_are_reports(path: Path) -> None:
    outcomes = list(read_path(path))
    reports = [outcome for outcome in outcomes if isinstance(outcome, Report)]
    assert [report.id for report in reports] == [str(n) for n in range(700) if n != 300]
    assert reports[-1].text == "\n".join(["پل تازه ساری", *LINES])
    assert (reports[-1].header.published, reports[-1].header.reporter) == ("2018-04-16", "لیلا راد")
    assert str(outcomes[300]).startswith(f'{path}, row 301: no "text", "headline" or "body" in it')
    assert expected_of(path) == 700


def test_columns_are_mapped(path: Path) -> None:
    report = next(read_path(path, names=Names.of({"text": "titr"})))
    assert isinstance(report, Report)
    assert report.text == "پل تازه ساری"
    (error,) = read_path(path, names=Names.of({"text": "y"}))
    assert "has no column «y»: its columns are id, titr, body, date, author, x." in str(error)


def test_a_damaged_file(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    (error,) = read_path(path)
    assert isinstance(error, UnreadableError)
    assert str(error).startswith(f"{path} cannot be read to its end (")
    assert str(error).endswith("): get it anew.")
    assert expected_of(path) is None


def test_a_pipe_is_refused(path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    (error,) = read_pipe(Pipe(path.read_bytes()), "standard input")
    assert "can be read neither packed nor from a pipe" in str(error)


def test_without_pyarrow(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (error,) = read_path(path)
    assert str(error) == f"{path} is in Parquet, which needs pyarrow: pip install 'dabir[parquet]'."
    assert expected_of(path) is None
