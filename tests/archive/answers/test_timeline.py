"""Timelines: what happened when, as the reports tell that a question finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.minutes import done, keep, minutes, said
from dabir import Record, Time
from dabir.archive import Archive, ArchiveError
from dabir.archive.answers.timeline import Deed, Month, timeline
from dabir.archive.finding.query import QueryError

VISIT = done("CONSULT", "بهمن کاویانی", "آرام گریگوریان", "بهمن کاویانی با آرام گریگوریان دیدار کرد")
AGAIN = done("CONSULT", "آرام گریگوریان", "بهمن کاویانی", "آرام گریگوریان میزبان بهمن کاویانی بود")
BLAME = done("ACCUSE", "سیمین پارسا", "بهمن کاویانی", "سیمین پارسا بهمن کاویانی را مقصر دانست")
PLAN = done(
    "CONSULT", "بهمن کاویانی", "سیمین پارسا", "بهمن کاویانی سیمین پارسا را خواهد دید", status="future"
)
WORDS = said("سیمین پارسا", "سیمین پارسا گفت که سد پر است")


@pytest.fixture
def told(archive: Archive) -> Archive:
    keep(
        archive,
        minutes("blame", "2018-05-02T09:00:00+04:30", BLAME, WORDS, towns=("ایروان",)),
        minutes("visit", "2018-04-17T11:00:00+04:30", VISIT, said("بهمن کاویانی", "پل تازه ساخته می‌شود")),
        minutes("again", "2018-04-17T18:00:00+04:30", AGAIN, agency="آوا"),
        minutes("plan", "2018-04-20", PLAN),
        minutes("undated", None, BLAME),
    )
    return archive


def days(deeds: tuple[Deed, ...]) -> list[tuple[str, str | None]]:
    return [(deed.type, deed.day) for deed in deeds]


def test_deeds_stand_in_the_order_of_their_days_each_once(told: Archive) -> None:
    line = timeline(told, "")
    assert days(line.deeds) == [("CONSULT", "2018-04-17"), ("ACCUSE", "2018-05-02")]
    visit, blame = line.deeds
    assert [telling.citation.report for telling in visit.tellings] == ["visit", "again"]
    assert [telling.text for telling in blame.tellings] == [BLAME.words]
    assert {one.name for one in blame.sources} == {"سیمین پارسا"}
    assert line.undated == 2  # the plan, and the report without a day


def dated(record: Record, value: str, interval: str) -> Record:
    """The record with its first event dated."""
    time = Time(0, 1, "", "t1", "DATE", value, interval, None, None)
    return replace(record, times=(time,), events=(replace(record.events[0], time_id="t1"),))


def test_what_is_dated_by_a_year_or_a_month_stands_before_its_days(archive: Archive) -> None:
    year = dated(minutes("year", "2019-05-01", VISIT), "2018-03-21/2019-03-20", "2018-03-21/2019-03-20")
    month = dated(minutes("month", "2018-05-01", AGAIN), "2018-03-21/2018-04-20", "2018-03-21/2018-04-20")
    day = dated(minutes("day", "2018-03-22", VISIT), "2018-03-21", "2018-03-21/2018-03-21")
    hour = dated(
        minutes("hour", "2018-03-22", BLAME), "2018-03-21T09:00", "2018-03-21T09:00/2018-03-21T09:30"
    )
    again = dated(minutes("again", "2019-06-01", AGAIN), "2018-03-21/2019-03-20", "2018-03-21/2019-03-20")
    keep(archive, day, month, hour, year, again)
    deeds = timeline(archive, "").deeds
    assert [(deed.type, deed.day, deed.until, len(deed.tellings)) for deed in deeds] == [
        ("CONSULT", "2018-03-21", "2019-03-20", 2),  # no telling of what happened on the first day
        ("CONSULT", "2018-03-21", "2018-04-20", 1),
        ("CONSULT", "2018-03-21", None, 1),
        ("ACCUSE", "2018-03-21", None, 1),
    ]


def test_months_count_reports_and_what_was_said(told: Archive) -> None:
    assert timeline(told, "").months == (Month("2018-04", 3, 1), Month("2018-05", 1, 1))


QUESTIONS: dict[str, tuple[list[str], int]] = {
    "about:«سیمین پارسا»": (["ACCUSE"], 2),
    "سد": (["ACCUSE"], 1),
    "سد OR agency:آوا": (["CONSULT", "ACCUSE"], 2),
    "NOT agency:آوا": (["CONSULT", "ACCUSE"], 3),
    "speaker:پارسا": (["ACCUSE"], 1),
    "place:ایروان": (["ACCUSE"], 1),
    "زعفران": ([], 0),
}


def test_a_question_binds(told: Archive) -> None:
    lines = [timeline(told, question) for question in QUESTIONS]
    assert {
        line.question: ([deed.type for deed in line.deeds], sum(month.reports for month in line.months))
        for line in lines
    } == QUESTIONS


def test_days_of_publication_bind(told: Archive) -> None:
    assert days(timeline(told, "", after="2018-05-02").deeds) == [("ACCUSE", "2018-05-02")]
    early = timeline(told, "", before="2018-04-17")
    assert days(early.deeds) == [("CONSULT", "2018-04-17")]
    assert early.undated == 0
    assert early.months == (Month("2018-04", 2, 1),)
    assert timeline(told, "سد OR agency:آوا", before="2018-04-17").months == (Month("2018-04", 1, 0),)


def test_an_older_version_tells_nothing(told: Archive) -> None:
    keep(told, minutes("blame", "2018-05-02", WORDS, said("سیمین پارسا", "کسی مقصر نیست")))
    assert days(timeline(told, "").deeds) == [("CONSULT", "2018-04-17")]
    assert timeline(told, "").months[-1] == Month("2018-05", 1, 2)


def test_an_empty_archive_has_an_empty_timeline(archive: Archive) -> None:
    line = timeline(archive, "")
    assert (line.deeds, line.undated, line.months) == ((), 0, ())


def test_what_cannot_be_asked_is_told(told: Archive) -> None:
    with pytest.raises(ArchiveError, match="2018-13-01"):
        timeline(told, "", after="2018-13-01")
    with pytest.raises(QueryError):
        timeline(told, "type:چیز")
