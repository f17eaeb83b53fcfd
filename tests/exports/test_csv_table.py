import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, repeat

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dabir.exports.csv_table import BOM, csv_table, guarded, unguarded
from dabir.exports.rows import TABLES
from dabir.record import Record
from exporting import TROUBLE, a_record, bare_record

FORMULAS = [
    "=1+1",
    "+98 21",
    "-2+3",
    "@SUM(A1)",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "−1",
    " =1",
    "\u200f=1",
    '"=1',
    "'=1",
    "«=1",
    "\t=1",
    "\tالف",
    "\rالف",
    "\nالف",
    "الف;=1",
    "الف, +1",
    "الف|@a",
    "الف\n=1",
    "الف\r\n-1",
    'الف,"=1',
]


def read(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def table(records: list[Record], name: str, **options: object) -> list[dict[str, str]]:
    head, *rows = read("".join(csv_table(records, name, **options)))  # type: ignore[arg-type]
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("name", TABLES)
def test_the_head_names_the_columns_and_every_row_has_them_all(name: str) -> None:
    text = "".join(csv_table([a_record(), bare_record()], name))
    head, *rows = read(text)
    assert head == [column.name for column in TABLES[name].columns]
    assert rows
    assert {len(row) for row in rows} == {len(head)}
    assert text.endswith("\r\n")


def test_values_are_written_plainly() -> None:
    visit, deal = table([a_record()], "events")
    assert (visit["latitude"], visit["geonames"], visit["day"]) == ("41.69411", "611717", "2018-04-16")
    assert visit["published"] == "2018-04-16T10:30:00+04:30"
    assert visit["contexts"] == "diplomatic; natural_resource"
    assert (deal["latitude"], deal["place"], deal["target"]) == ("", "", "")


def test_negative_numbers_stay_numbers() -> None:
    record = a_record()
    south = replace(record.places[0], latitude=-33.45)
    (visit, _) = table([replace(record, places=(south,))], "events")
    assert visit["latitude"] == "-33.45"


def test_line_breaks_of_a_text_stay_in_its_cell() -> None:
    (row,) = table([a_record()], "reports")
    assert unguarded(row["text"]) == a_record().text
    assert row["text"].count("\n") == 2


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_an_apostrophe_before_its_sign(text: str) -> None:
    assert "'" in guarded(text)
    assert unguarded(guarded(text)) == text
    # Whatever mark a program takes for the separator: none of the cells that it sees begins with a sign.
    for separator in ",;|\t\n":
        for cell in guarded(text).split(separator):
            assert cell.strip(' \t\r\n\u200f"«')[:1] not in {*"=+-@＝＋－＠−"}


@pytest.mark.parametrize("text", ["", "الف", "الف - ب", "۱۳۹۷=۲", "«سد»", "a@b.ir", "سد:=", "don't"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(TROUBLE)
@example("''=")
@example(",,'=;'")
@example("\r\n=\r\r=")
def test_the_guard_can_be_taken_away(text: str) -> None:
    assert unguarded(guarded(text)) == text
    # As the page tells it, for other languages:
    assert re.sub(r"(^|[\t\n\r,;|])'", r"\1", guarded(text)) == text
    assert guarded(text).lstrip(" ")[:1] not in {*"=+-@＝＋－＠"}


@given(st.lists(st.tuples(TROUBLE, TROUBLE), max_size=3), st.sampled_from([",", ";", "\t", "|"]))
def test_a_reader_of_csv_gets_the_values_back(texts: list[tuple[str, str]], separator: str) -> None:
    records = [a_record(before, after) for before, after in texts]
    rows = read("".join(csv_table(records, "statements", separator=separator)), separator)[1:]
    columns = [column.name for column in TABLES["statements"].columns]
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    wanted = [statement for record in records for statement in record.statements]
    assert [unguarded(row["text"]) for row in found] == [statement.text for statement in wanted]
    assert [int(row["start"]) for row in found] == [statement.start for statement in wanted]
    whole = read("".join(csv_table(records, "reports", separator=separator)), separator)[1:]
    assert [unguarded(row[-1]) for row in whole] == [record.text for record in records]


def test_a_byte_order_mark_is_written_on_demand_and_once() -> None:
    pieces = list(csv_table([a_record(), a_record()], "people", bom=True))
    assert pieces[0].startswith(BOM + "report_id,")
    assert not [piece for piece in pieces[1:] if BOM in piece]
    assert not next(csv_table([], "people")).startswith(BOM)


def test_records_are_taken_one_by_one() -> None:
    taken = 0

    def endless() -> Iterator[Record]:
        nonlocal taken
        for record in repeat(a_record()):
            taken += 1
            yield record

    pieces = list(islice(csv_table(endless(), "statements"), 4))
    assert len(pieces) == 4
    assert taken == 3


def test_a_record_that_cannot_be_written_does_not_cost_the_others() -> None:
    broken = a_record("نیم\ud83d", key="r2")
    faults: list[tuple[str, str]] = []
    found = table(
        [a_record(), broken, a_record(key="r3")],
        "reports",
        on_error=lambda record, error: faults.append((record.id, str(error))),
    )
    assert [row["report_id"] for row in found] == ["r1", "r3"]
    assert faults == [
        ("r2", "it holds half a character (U+D83D), which no file can: mend it and read it again.")
    ]
    with pytest.raises(ValueError, match=r"Report 'r2' cannot be written: it holds half a character"):
        list(csv_table([broken], "reports"))


def test_wrong_wishes_are_told_at_once() -> None:
    with pytest.raises(ValueError, match="no table 'words'"):
        csv_table([], "words")
    with pytest.raises(ValueError, match="':' parts no cells"):
        csv_table([], "reports", separator=":")
