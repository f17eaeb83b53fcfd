import csv
import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, repeat
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from dabir.archive.answers.tone import QUADS
from dabir.exports.persian import EVENT_TYPES
from dabir.exports.polecat import COLUMNS, cow_codes, event_id, polecat
from dabir.record import Place, PlaceKind, Record, Span
from exporting import HEADER, TROUBLE, a_record, bare_record

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"
ALL = ("happened", "ongoing", "planned", "hypothetical", "negated", "historical", "background")


def rows(*records: Record, **options: Any) -> list[dict[str, str]]:
    """The rows, read without any notion of quotation."""
    lines = "".join(polecat(records, **options)).split("\n")
    assert lines.pop() == ""
    head, *rest = [line.split("\t") for line in lines]
    assert head == list(COLUMNS)
    return [dict(zip(head, row, strict=True)) for row in rest]


def test_there_are_the_forty_columns() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 40
    assert (COLUMNS[0], COLUMNS[4], COLUMNS[-1]) == ("Event ID", "Intensity", "Version")


def test_an_event_as_a_row() -> None:
    (row,) = rows(a_record())
    assert {name: value for name, value in row.items() if value and name not in ("Event ID", "Version")} == {
        "Event Date": "2018-04-15",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Quad Code": "VERBAL COOPERATION",
        "Contexts": "diplomatic; natural_resource",
        "Actor Name": "آرش کهن‌مهر",
        "Actor Country": "IRN",
        "Actor COW": "630",
        "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV|LEG",
        "Actor Title": "وزیر نیروی ایران",
        "Actor Name Raw": "آرش کهن‌مهر",
        "Recipient Name": "نینو گلادزه",
        "Recipient Name Raw": "نینو گلادزه",
        "Placename": "تفلیس",
        "City": "تفلیس",
        "Country": "GEO",
        "Latitude": "41.69411",
        "Longitude": "44.83368",
        "GeoNames ID": "611717",
        "Raw Placename": "تفلیس",
        "Feature Type": "PPL",
        "Source": "پیک",
        "Publication Date": "2018-04-16",
        "Story People": "آرش کهن‌مهر; نینو گلادزه",
        "Story Organizations": "وزارت نیرو; گرجستان",
        "Story Locations": "تفلیس; گرجستان",
        "Language": "Persian",
    }
    assert re.fullmatch("dabir-[0-9a-f]{16}", row["Event ID"])
    assert row["Version"].startswith("Dabir ")


def test_several_actors_keep_their_places_in_every_column() -> None:
    _, deal = rows(a_record(), statuses=ALL)
    assert (deal["Actor Name"], deal["Actor Country"], deal["Actor COW"]) == (
        "گرجستان; وزارت نیرو",
        "GEO; IRN",
        "372; 630",
    )
    assert (deal["Recipient Name"], deal["Recipient COW"], deal["Actor Title"]) == ("", "", "")
    record = a_record()
    mixed = replace(record.events[0], source_ids=("p2", "p1"))
    (row,) = rows(replace(record, events=(mixed,)))
    assert (row["Actor Country"], row["Actor Sectors"]) == ("None; IRN", "None; GOV|LEG")


def test_only_what_has_taken_place_unless_more_is_asked_for() -> None:
    assert [row["Event Type"] for row in rows(a_record())] == ["CONSULT"]
    assert [row["Event Type"] for row in rows(a_record(), statuses=["planned"])] == ["AGREE"]
    assert rows(a_record(), statuses=[]) == rows(bare_record()) == []
    with pytest.raises(ValueError, match="No event is 'past': name some of happened, ongoing, planned"):
        polecat([], statuses=["planned", "past"])


def test_the_day_of_publication_stands_for_an_event_without_a_day() -> None:
    record = a_record()
    event = replace(record.events[0], time_id=None)
    assert [row["Event Date"] for row in rows(replace(record, events=(event,)))] == ["2018-04-16"]
    unknown = replace(record, events=(event,), report=replace(HEADER, published=None))
    (row,) = rows(unknown)
    assert (row["Event Date"], row["Publication Date"]) == ("", "")


def test_an_id_is_stable_and_of_one_event_only() -> None:
    one, other = a_record(), a_record(key="r2")
    ids = {event_id(record, event) for record in (one, other) for event in record.events}
    assert len(ids) == 4
    assert event_id(one, one.events[0]) == event_id(a_record("پیش از آن "), a_record().events[0])


@pytest.mark.parametrize("kind", get_args(PlaceKind))
def test_a_place_is_told_by_its_kind(kind: PlaceKind) -> None:
    place = Place("l1", "کوهستان", kind, "IRN", 12, -1.5, 2.0, (Span(0, 3, "آرش"),))
    (row,) = rows(replace(a_record(), places=(place,)))
    assert row["City"] == ("کوهستان" if kind == "city" else "")
    assert row["Province"] == ("کوهستان" if kind == "province" else "")
    assert (row["Placename"], row["Country"], row["Latitude"]) == ("کوهستان", "IRN", "-1.5")
    assert row["Feature Type"] in {"PCLI", "RGN", "ADM1", "PPL"}


def test_every_type_of_event_has_its_quad() -> None:
    assert QUADS.keys() == set(EVENT_TYPES)


def test_states_have_numbers_of_their_own() -> None:
    codes = cow_codes()
    assert (codes["IRN"], codes["USA"], codes["DEU"], codes["XKX"]) == ("630", "2", "255", "347")
    assert len(set(codes.values())) == len(codes) > 190
    assert all(re.fullmatch("[A-Z]{3}", code) and number.isdigit() for code, number in codes.items())
    countries = pytest.importorskip("pycountry").countries
    assert [code for code in codes if not countries.get(alpha_3=code)] == ["XKX"]


@given(TROUBLE, TROUBLE)
@settings(max_examples=60)
def test_no_text_takes_a_row_apart(name: str, words: str) -> None:
    record = a_record(words, name)
    person = replace(record.people[0], name=name, role=words, country=words[:3])
    mentions = (replace(record.people[1].mentions[0], text=words),)
    header = replace(HEADER, agency=words, tags=(name,))
    record = replace(
        record, people=(person, replace(record.people[1], name=words, mentions=mentions)), report=header
    )
    found = rows(record, record, statuses=ALL)
    assert len(found) == 4
    assert not [
        cell for row in found for cell in row.values() if re.search("[\"'\t\r\n\v\f\x85\u2028\u2029]", cell)
    ]
    # A reader that knows quotation marks sees the same.
    text = "".join(polecat([record, record], statuses=ALL))
    assert list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t")) == found


def two_files(folder: Path) -> tuple[Path, list[dict[str, str]]]:
    odd = replace(
        a_record(key="r2"),
        report=replace(HEADER, agency='پیک "بامداد"', published="2018-04-17"),
    )
    plain = a_record(key="r3")
    nowhere = replace(plain, places=(), times=())
    path = folder / "events.tsv"
    path.write_text("".join(polecat([a_record(), odd, nowhere], statuses=ALL)), "utf-8", newline="")
    return path, rows(a_record(), odd, nowhere, statuses=ALL)


def test_pandas_loads_it(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    path, wanted = two_files(tmp_path)
    frame = pandas.read_csv(path, sep="\t", parse_dates=["Event Date", "Publication Date"])
    assert frame.shape == (6, 40)
    assert frame["Latitude"].dtype == frame["Longitude"].dtype == float
    assert frame["Event Date"].dt.strftime("%Y-%m-%d").tolist() == [row["Event Date"] for row in wanted]
    assert frame["Actor Name"].tolist() == [row["Actor Name"] for row in wanted]
    assert frame["Source"].tolist() == [row["Source"] for row in wanted]
    assert frame["Intensity"].isna().all()


def test_duckdb_loads_it(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path, wanted = two_files(tmp_path)
    with duckdb.connect() as connection:
        table = connection.read_csv(str(path))
        types = dict(zip(table.columns, map(str, table.types), strict=True))
        found = table.project('"Event Date", "Actor Name", "Source", "Latitude"').fetchall()
    assert list(types) == list(COLUMNS)
    assert (types["Event Date"], types["Publication Date"], types["Latitude"]) == ("DATE", "DATE", "DOUBLE")
    assert found == [
        (
            datetime.date.fromisoformat(row["Event Date"]),
            row["Actor Name"],
            row["Source"],
            float(row["Latitude"]) if row["Latitude"] else None,
        )
        for row in wanted
    ]


def test_records_are_taken_one_by_one() -> None:
    taken = 0

    def endless() -> Iterator[Record]:
        nonlocal taken
        for record in repeat(a_record()):
            taken += 1
            yield record

    assert len(list(islice(polecat(endless()), 4))) == 4
    assert taken == 3


def test_a_record_that_cannot_be_written_is_told() -> None:
    broken = replace(a_record(), report=replace(HEADER, agency="پی\ud800"))
    faults: list[str] = []
    assert rows(broken, a_record(key="r3"), on_error=lambda record, _: faults.append(record.id))
    assert faults == ["r1"]
    with pytest.raises(ValueError, match="Report 'r1' cannot be written"):
        rows(broken)


def test_the_page_lists_the_columns_in_their_order() -> None:
    section = PAGE.read_text("utf-8").split("\n## POLECAT")[1].split("\n## ")[0]
    assert re.findall(r"^\| ([A-Z][^|]*?) \|", section, re.MULTILINE) == list(COLUMNS)
