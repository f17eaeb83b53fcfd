import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dabir.exports.rows import TABLES, table_named
from dabir.record import Record
from exporting import a_record, bare_record
from readings import record_of

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"
KINDS = {"text": str, "integer": int, "real": float, "day": date, "moment": datetime, "texts": tuple}


def rows(name: str, record: Record) -> list[dict[str, object]]:
    table = TABLES[name]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows(record)]


@pytest.mark.parametrize("name", TABLES)
def test_values_are_of_the_kind_of_their_column(name: str) -> None:
    table = TABLES[name]
    seen = 0
    for row in table.rows(a_record()):
        for column, value in zip(table.columns, row, strict=True):
            if value is not None:
                seen += 1
                assert type(value) is KINDS[column.kind], column.name
    assert seen


@pytest.mark.parametrize("name", TABLES)
def test_every_row_begins_with_the_columns_of_its_report(name: str) -> None:
    for row in rows(name, a_record()):
        assert list(row)[:6] == ["report_id", "agency", "headline", "day", "published", "url"]
        assert row["report_id"] == "r1"
        assert row["day"] == date(2018, 4, 16)
    names = [column.name for column in TABLES[name].columns]
    assert len(set(names)) == len(names)


def test_a_bare_day_of_publication_is_no_moment() -> None:
    found = record_of("باران بارید.")
    (row,) = rows("reports", found)
    assert (row["day"], row["published"]) == (None, None)
    (row,) = rows("reports", a_record())
    assert isinstance(row["published"], datetime)
    assert row["published"].utcoffset() == timedelta(hours=4, minutes=30)


def test_a_statement_tells_who_said_it_and_where_its_words_stand() -> None:
    first, _, third, last = rows("statements", a_record())
    assert first["speaker"] == "آرش کهن‌مهر"
    assert (first["speaker_role"], first["speaker_country"]) == ("وزیر نیروی ایران", "IRN")
    assert (first["form"], first["act"], first["cue"]) == ("direct", "promise", "گفت")
    text = a_record().text
    for part in ("", "cue_", "mention_", "addressee_"):
        words = first["text" if not part else part[:-1]]
        assert text[first[f"{part}start"] : first[f"{part}end"]] == words
    assert (third["speaker_role"], third["within"]) == ("کارشناس", "s2")
    assert (last["speaker"], last["speaker_id"], last["cue"], last["cue_start"]) == ("", None, None, None)


def test_an_event_tells_its_parties_countries_days_and_place() -> None:
    visit, deal = rows("events", a_record())
    assert (visit["source_countries"], visit["target_countries"]) == (("IRN",), ())
    assert (visit["first_day"], visit["last_day"]) == (date(2018, 4, 15), date(2018, 4, 15))
    assert (visit["place_kind"], visit["country"], visit["geonames"]) == ("city", "GEO", 611717)
    assert deal["source_ids"] == ("o2", "o1")
    assert deal["source_countries"] == ("GEO", "IRN")
    assert (deal["first_day"], deal["latitude"], deal["claimed_by"]) == (None, None, "s2")


def test_people_and_parties_are_one_table_with_their_statements_counted() -> None:
    found = {row["id"]: row for row in rows("people", a_record())}
    assert [row["kind"] for row in found.values()] == [
        "person",
        "person",
        "institution",
        "institution",
        "post",
    ]
    assert (found["p1"]["statements"], found["p1"]["mentions"]) == (2, 3)
    assert found["p1"]["sectors"] == ("GOV", "LEG")
    assert found["p2"]["role"] is None
    assert found["o3"]["statements"] == 1


def test_a_commitment_tells_who_is_bound_and_by_when() -> None:
    (row,) = rows("commitments", a_record())
    assert (row["source"], row["target"], row["due"]) == (("آرش کهن‌مهر",), (), "پایان سال")
    assert (row["first_day"], row["last_day"]) == (date(2019, 2, 20), date(2019, 3, 20))


def test_a_record_in_which_nothing_was_found_is_a_report_and_nothing_else() -> None:
    assert {name: len(rows(name, bare_record())) for name in TABLES} == {
        "reports": 1,
        "statements": 0,
        "events": 0,
        "people": 0,
        "commitments": 0,
    }


def test_a_table_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="no table 'quotes': name one of reports, statements"):
        table_named("quotes")


def test_the_page_describes_every_column_as_it_is() -> None:
    sections = re.split(r"^### `(\w+)`$", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    for name, body in zip(sections[1::2], sections[2::2], strict=True):
        described = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", body.split("\n## ")[0], re.MULTILINE)
        wanted = [(column.name, column.kind, column.meaning) for column in TABLES[name].columns]
        assert described == wanted, name
    assert sections[1::2] == list(TABLES)
