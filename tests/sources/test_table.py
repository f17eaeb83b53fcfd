import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.report import Report
from dabir.sources import Names, UnreadableError
from dabir.sources.outcome import Outcome
from dabir.sources.stream import Stream
from dabir.sources.table import read_table
from website import LINES

TITLE = "پل تازه ساری، باز شد"


def table(data: bytes | str, names: Names | None = None) -> list[Outcome]:
    raw = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(read_table(Stream(raw, rewound=True), "a.csv", names or Names.of()))


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_delimiter_and_encoding_are_told_from_the_content(delimiter: str, encoding: str) -> None:
    body = f"{LINES[0]}\n{LINES[1]}"
    rows = [["id", "title", "body"], ["1", TITLE, body], ["2", "پل, دوم; و | سوم", LINES[1]]]
    one, two = table(written(rows, delimiter).encode(encoding))
    assert isinstance(one, Report)
    assert isinstance(two, Report)
    assert (one.id, one.text) == ("1", "\n".join([TITLE, *LINES]))
    assert two.text == f"پل, دوم; و | سوم\n{LINES[1]}"


def test_windows_1256() -> None:
    (report,) = table(
        "title,body\nپل تازه,شهردار گفت: پل تازه باز شد و راه کوتاه شد.\n".encode("windows-1256")
    )
    assert isinstance(report, Report)
    assert report.header.headline == "پل تازه"


def test_columns_are_mapped() -> None:
    (report,) = table(written([["a", "b"], [TITLE, LINES[0]]]), Names.of({"headline": "a", "body": "b"}))
    assert isinstance(report, Report)
    assert report.text == f"{TITLE}\n{LINES[0]}"


def test_one_column_is_enough() -> None:
    (report,) = table(f'text\n"{LINES[0]}"\n\n')
    assert isinstance(report, Report)
    assert report.text == LINES[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "a.csv is empty: give a table whose first row names its columns."),
        ("\n\n", "a.csv is empty: give a table whose first row names its columns."),
        ("x,y\n1,2\n", "a.csv has no column that is known to hold text (its columns: x, y): name it, as in"),
    ],
)
def test_what_is_no_table_of_reports(data: str, reason: str) -> None:
    (error,) = table(data)
    assert isinstance(error, UnreadableError)
    assert str(error).startswith(reason)


def test_a_bad_row_is_named_by_its_lines_and_stops_nothing() -> None:
    rows = [["id", "text"], ["1", LINES[0]], ["2", "The bridge is open since this morning."], ["3", LINES[1]]]
    outcomes = table(written(rows).replace("3,", '4,"a\nb",c\n"5"\n3,'))
    assert [outcome.id for outcome in outcomes if isinstance(outcome, Report)] == ["1", "3"]
    assert [str(outcome) for outcome in outcomes if isinstance(outcome, UnreadableError)] == [
        "a.csv, line 3: 2 is not Persian but English: give a report in Persian.",
        "a.csv, lines 4 to 5: 3 cells where the first row names 2 columns; a delimiter or a quotation mark in a"
        " cell needs quotation marks around the cell.",
        "a.csv, line 6: 1 cells where the first row names 2 columns; a delimiter or a quotation mark in a cell needs"
        " quotation marks around the cell.",
    ]


def test_a_quotation_mark_left_open_swallows_no_more_than_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dabir.sources.table._LONGEST_CELL", 1000)
    before = csv.field_size_limit(1000)
    try:
        outcomes = table(
            f'id,text\n1,{LINES[0]}\n2,"{LINES[1]}\n' + "".join(f"{n},{LINES[0]}\n" for n in range(40))
        )
    finally:
        csv.field_size_limit(before)
    assert isinstance(outcomes[0], Report)
    assert "field larger than field limit" in str(outcomes[1])
    assert sum(isinstance(outcome, Report) for outcome in outcomes) > 20


def test_cells_beyond_the_columns_may_be_empty() -> None:
    (report,) = table(f"id,text\n1,{LINES[0]},,\n")
    assert isinstance(report, Report)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.sampled_from(",;\t|"))
def test_whatever_stands_in_cells_comes_back(cells: list[tuple[str, str]], delimiter: str) -> None:
    rows = [["id", "text", "reporter"], *(["x" + a, LINES[0], b] for a, b in cells)]
    outcomes = table(written(rows, delimiter))
    reports = [outcome for outcome in outcomes if isinstance(outcome, Report)]
    assert [(report.id, report.header.reporter or "") for report in reports] == [
        ("x" + a, b) for a, b in cells
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    assert all(isinstance(outcome, Report | UnreadableError) for outcome in table(b"text,title\n" + data))
