"""The overview: how much came in when, what is newest, what a day told, who spoke most."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from archive.minutes import keep, minutes, said
from dabir.archive import Archive
from dabir.archive.answers.overview import DayStory, last_day, newest, speakers, stories_of, volume
from dabir.archive.people.decisions import merge

TODAY = date(2018, 6, 1)
BRIDGE = said("بهمن کاویانی", "پل تازهٔ مرزی تا پایان سال باز می‌شود")
WATER = said("سیمین پارسا", "ذخیرهٔ سدهای جنوب به یک‌سوم رسیده است")


@pytest.fixture
def filled(archive: Archive) -> Archive:
    keep(
        archive,
        minutes("early", "2018-05-20T08:00:00+04:30", BRIDGE, WATER, roles={"بهمن کاویانی": "وزیر راه"}),
        minutes(
            "late", "2018-05-20T21:00:00+04:30", said("بهمن کاویانی", "هزینهٔ پل را می‌پردازیم"), agency="نوا"
        ),
        minutes("old", "2018-03-01", WATER),
        minutes("undated", None, said("آرام گریگوریان", "ساخت پل آغاز شده است")),
        minutes("wrong", "2099-01-01", WATER),
    )
    return archive


def replaced(archive: Archive) -> None:
    """The report «late» in another text, of another day."""
    keep(archive, minutes("late", "2018-05-22", said("بهمن کاویانی", "پل را خواهیم ساخت"), agency="نوا"))


def copied(archive: Archive) -> None:
    with archive.database.writing() as connection:
        original = "(SELECT id FROM reports WHERE name = 'early')"
        connection.execute(text(f"UPDATE reports SET copy_of = {original} WHERE name = 'late'"))


def test_an_empty_archive_has_nothing(archive: Archive) -> None:
    assert volume(archive) == {}
    assert last_day(archive, until=TODAY) is None
    assert newest(archive, until=TODAY) == []


def test_every_report_counts_on_its_day_once(filled: Archive) -> None:
    known = {"2018-03-01": 1, "2018-05-20": 2, "2099-01-01": 1}
    assert volume(filled) == known
    replaced(filled)
    assert volume(filled) == known | {"2018-05-20": 1, "2018-05-22": 1}


def test_copies_count_as_reports_but_are_not_listed(filled: Archive) -> None:
    copied(filled)
    assert volume(filled)["2018-05-20"] == 2
    assert "late" not in [one.report for one in newest(filled, until=TODAY)]
    assert [one.statements for one in speakers(filled, "2018-05-20")] == [1, 1]


def test_the_last_day_is_none_that_lies_ahead(filled: Archive) -> None:
    assert last_day(filled, until=TODAY) == "2018-05-20"
    assert last_day(filled, until=date(2018, 5, 1)) == "2018-03-01"
    assert last_day(filled, until=date(2000, 1, 1)) is None


def test_the_newest_come_first_and_the_undated_last(filled: Archive) -> None:
    assert [one.report for one in newest(filled, until=TODAY)] == ["late", "early", "old", "undated"]
    assert [one.report for one in newest(filled, until=TODAY, count=2)] == ["late", "early"]
    replaced(filled)
    assert newest(filled, until=TODAY)[0].day == "2018-05-22"


def test_who_spoke_most_in_some_days(filled: Archive) -> None:
    said_most = speakers(filled, "2018-05-20")
    assert [(one.name, one.role, one.statements) for one in said_most] == [
        ("بهمن کاویانی", "وزیر راه", 2),
        ("سیمین پارسا", "", 1),
    ]
    assert [one.name for one in speakers(filled, "2018-05-20", count=1)] == ["بهمن کاویانی"]
    everything = speakers(filled, "2018-05-20", days=100)
    assert {one.name: one.statements for one in everything} == {"بهمن کاویانی": 2, "سیمین پارسا": 2}


def test_who_was_merged_is_counted_together(filled: Archive) -> None:
    first, second = speakers(filled, "2018-05-20")
    merge(filled, first.entity, second.entity)
    (both,) = speakers(filled, "2018-05-20")
    assert both.statements == 3


def test_the_stories_of_a_day(filled: Archive) -> None:
    with filled.database.writing() as connection:
        connection.execute(text("DELETE FROM stories"))
        connection.execute(text("UPDATE reports SET story_id = NULL"))
        for number, headline in ((1, "پل"), (2, "آب")):
            told = "INSERT INTO stories (id, headline, size) VALUES (:number, :headline, 2)"
            connection.execute(text(told), {"number": number, "headline": headline})
        for name, story in (("early", 1), ("late", 1), ("old", 2)):
            connection.execute(
                text("UPDATE reports SET story_id = :story WHERE name = :name"),
                {"story": story, "name": name},
            )
        connection.execute(text("UPDATE reports SET story_id = 1 WHERE name = 'undated'"))
    assert stories_of(filled, "2018-05-20") == [DayStory(1, "پل", 2, 3, 2)]
    assert stories_of(filled, "2018-03-01") == [DayStory(2, "آب", 1, 1, 1)]
    assert stories_of(filled, "2018-03-02") == []
