import math
from datetime import UTC, date, datetime

import pytest

from dabir.sources import Names, UnreadableError
from dabir.sources.fields import FIELDS, report_of_fields
from website import LINES


def test_a_mapping_names_the_one_place_of_a_field() -> None:
    names = Names.of({"headline": "abstract", "body": "x"})
    data = {"title": "نه این", "abstract": "پل تازه ساری", "x": LINES[0], "body": "نه این"}
    report = report_of_fields(data, "a", names)
    assert (report.id, report.text) == ("a", f"پل تازه ساری\n{LINES[0]}")
    assert report.header.abstract is None


def test_a_name_that_is_mapped_serves_no_other_field() -> None:
    report = report_of_fields({"text": LINES[0], "title": "پل تازه ساری"}, None, Names.of({"body": "text"}))
    assert report.text == f"پل تازه ساری\n{LINES[0]}"


def test_fields_that_share_a_name_go_on_sharing_it() -> None:
    report = report_of_fields({"code": 7, "text": LINES[0]}, None, Names.of({"id": "code"}))
    assert (report.id, report.header.code) == ("7", "7")


def test_no_field_of_a_report_can_be_mapped() -> None:
    with pytest.raises(ValueError, match=r"^titel is no field of a report: map one of id, text, headline, "):
        Names.of({"titel": "x"})


@pytest.mark.parametrize(
    "names", [("Title", "Article_Body", "Date Published"), ("عنوان", "متن_خبر", "تاريخ")]
)
def test_writing_of_names_does_not_matter(names: tuple[str, str, str]) -> None:
    report = report_of_fields(dict(zip(names, ["پل تازه ساری", LINES[0], "1397/01/27"], strict=True)))
    assert report.text == f"پل تازه ساری\n{LINES[0]}"
    assert report.header.published == "2018-04-16"


@pytest.mark.parametrize(
    ("value", "published"),
    [
        (date(2018, 4, 16), "2018-04-16"),
        (datetime(2018, 4, 16, 10, tzinfo=UTC), "2018-04-16T14:30:00+04:30"),
        (math.nan, None),
        (None, None),
    ],
)
def test_values_of_tables(value: object, published: str | None) -> None:
    data = {"text": LINES[0].encode(), "date": value, "author": math.nan}
    report = report_of_fields(data)
    assert (report.text, report.header.published, report.header.reporter) == (LINES[0], published, None)


@pytest.mark.parametrize("tags", ["پل، ساری", "پل,ساری", "پل | ساری", "['پل', 'ساری']", ["پل", "ساری"]])
def test_key_words(tags: object) -> None:
    assert report_of_fields({"text": LINES[0], "tags": tags}).header.tags == ("پل", "ساری")


def test_columns_that_are_missing_are_named() -> None:
    with pytest.raises(UnreadableError, match=r"^a\.csv has no column «matn»: its columns are title, x\.$"):
        Names.of({"body": "matn"}).require_in(["title", "x"], "a.csv")
    with pytest.raises(
        UnreadableError, match=r"^a\.csv has no column that is known to hold text \(its columns: x\)"
    ):
        Names.of().require_in(["x"], "a.csv")
    Names.of().require_in(["متن"], "a.csv")


def test_wanted_columns() -> None:
    assert Names.of({"body": "x"}).wanted(["Title", "x", "y", "body"]) == ["Title", "x"]
    assert set(Names.of().known) == set(FIELDS)
