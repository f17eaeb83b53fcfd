"""Tests for promises and agreements by what has become of them, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from archive.minutes import Line, keep, minutes, promised, said
from dabir.archive import Archive, ArchiveError, schema
from dabir.archive.answers.promises import STATES, State, promises
from dabir.archive.citation import Window
from dabir.archive.following.followup import follow

KAVIANI, PARSA = "بهمن کاویانی", "سیمین پارسا"
TODAY = date(2019, 1, 1)
AIRPORT = "فرودگاه تازه شهر لار تا پایان سال به بهره‌برداری می‌رسد"
NETWORK = "شبکه آبیاری تازه دشت جنوب تا تابستان آینده ساخته می‌شود"
PLAIN = Line("plain", "خبرنگاران پرسش‌های بسیاری داشتند")


@pytest.fixture
def followed(archive: Archive) -> Archive:
    """A promise that was carried out, one that was repeated, one that is overdue, and one of no known day."""
    keep(
        archive,
        minutes("airport", "2018-05-01", promised(KAVIANI, AIRPORT), PLAIN),
        minutes("network", "2018-05-02", promised(PARSA, NETWORK)),
        minutes("toll", "2018-05-03", promised(KAVIANI, "عوارض کامیون‌ها برداشته می‌شود", to=(PARSA,), due="2018-06-01")),
        minutes("school", None, promised(PARSA, "مدرسه روستا بازسازی می‌شود")),
        minutes("again", "2018-07-01", promised(PARSA, f"{NETWORK} و کشاورزان بیمه می‌شوند"), PLAIN),
        minutes("opened", "2018-08-01", said(KAVIANI, "فرودگاه تازه شهر لار به بهره‌برداری رسید و افتتاح شد")),
    )  # fmt: skip
    follow(archive)
    return archive


def reports(archive: Archive, state: State, **asked: object) -> list[str]:
    found = promises(archive, state, today=TODAY, **asked)  # type: ignore[arg-type]
    return [one.citation.report for one in found.listed]


def test_each_state_has_its_own(followed: Archive) -> None:
    assert {state: reports(followed, state) for state in STATES} == {
        "open": ["network", "toll", "school"],
        "overdue": ["toll"],
        "carried out": ["airport"],
        "repeated": ["network"],
        "denied": [],
        "broken": [],
    }


def test_what_followed_is_told(followed: Archive) -> None:
    (airport,) = promises(followed, "carried out", today=TODAY).listed
    assert [(one.verdict, one.citation.report) for one in airport.sequels] == [("carried out", "opened")]


def test_nothing_is_overdue_before_its_day_has_passed(followed: Archive) -> None:
    assert promises(followed, "overdue", today=date(2018, 6, 1)).listed == ()


def test_of_somebody(followed: Archive) -> None:
    assert reports(followed, "open", about=KAVIANI) == ["toll"]
    assert reports(followed, "open", about=PARSA) == ["network", "toll", "school"]
    assert reports(followed, "carried out", about="کاویانی") == ["airport"]
    found = promises(followed, "overdue", today=TODAY, about=PARSA).about
    assert found is not None
    assert found.name == PARSA


def test_nobody_of_a_name(followed: Archive) -> None:
    with pytest.raises(ArchiveError, match="names nobody «شاپور»"):
        promises(followed, "open", today=TODAY, about="شاپور")


def test_of_some_days(followed: Archive) -> None:
    assert reports(followed, "open", window=Window("2018-05-03", None)) == ["toll"]
    assert reports(followed, "open", window=Window(None, "2018-05-02")) == ["network"]
    assert reports(followed, "carried out", window=Window(None, "2018-04-30")) == []


def test_a_part_of_the_list(followed: Archive) -> None:
    first = promises(followed, "open", today=TODAY, count=2)
    assert (len(first.listed), first.more) == (2, True)
    rest = promises(followed, "open", today=TODAY, count=2, start=2)
    assert ([one.citation.report for one in rest.listed], rest.more) == (["school"], False)


def test_the_last_report_decides(followed: Archive) -> None:
    keep(followed, minutes("undone", "2018-09-01", said(KAVIANI, "فرودگاه لار باز نشده است")))
    (airport,) = promises(followed, "carried out", today=TODAY).listed
    with followed.database.writing() as connection:
        newest = connection.execute(text("SELECT current FROM reports WHERE name = 'undone'")).scalar_one()
        row = (airport.id, newest, "denied", "statement", "s1", 0.9)
        followed.database.insert(connection, schema.followups, [row])
    assert reports(followed, "denied") == ["airport"]
    assert reports(followed, "carried out") == []
