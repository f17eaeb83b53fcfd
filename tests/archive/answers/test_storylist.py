"""Tests for the list of stories, on both databases."""

from __future__ import annotations

import pytest

from archive.minutes import minutes, said
from archive.news import vectors_of
from dabir.archive import Archive, ArchiveError
from dabir.archive.answers.story import stories, story_of
from dabir.archive.answers.storylist import outlets, story_lines
from dabir.archive.citation import Window
from dabir.archive.keeping import Entry

KAVIANI, GLADZE = "بهمن کاویانی", "نینو گلادزه"


@pytest.fixture
def told(archive: Archive) -> Archive:
    """Two stories, the older one the bigger, and a report that is in none."""
    keeper = archive.keeper("test 1")
    bridge = (
        minutes("bridge1", "2018-04-16", said(KAVIANI, "پل تازه باز می‌شود"), agency="پیک"),
        minutes("bridge2", "2018-04-17", said(KAVIANI, "کامیون‌ها از مرز می‌گذرند"), agency="نوا"),
        minutes("bridge3", "2018-04-17", said(GLADZE, "عوارض راه سنگین است"), agency="نوا"),
    )
    flood = (
        minutes(f"flood{day}", f"2018-05-0{day}", said(GLADZE, f"آب روستای {day} پایین رفت"), agency="پیک")
        for day in (1, 2)
    )
    keeper.keep([Entry(one, vectors_of("پل")) for one in bridge])
    keeper.keep([Entry(one, vectors_of("سیل")) for one in flood])
    keeper.keep([Entry(minutes("alone", "2018-06-01", said(KAVIANI, "یارانه پرداخت می‌شود"), agency="کرانه"))])
    return archive


def test_the_biggest_or_the_newest_come_first(told: Archive) -> None:
    biggest = story_lines(told)
    assert [(one.reports, one.outlets, one.first_day, one.last_day) for one in biggest] == [
        (3, 2, "2018-04-16", "2018-04-17"),
        (2, 1, "2018-05-01", "2018-05-02"),
    ]
    assert [one.id for one in story_lines(told, order="newest")] == [one.id for one in reversed(biggest)]


def test_a_line_tells_whom_most_reports_name(told: Archive) -> None:
    assert [root.name for root in story_lines(told)[0].people] == [KAVIANI, GLADZE]


def test_stories_of_an_outlet_and_of_some_days(told: Archive) -> None:
    assert [one.reports for one in story_lines(told, outlet="نوا")] == [3]
    assert story_lines(told, outlet="کرانه") == []
    assert [one.reports for one in story_lines(told, window=Window("2018-04-17", "2018-04-30"))] == [3]
    assert [one.reports for one in story_lines(told, window=Window(after="2018-05-02"))] == [2]
    assert story_lines(told, window=Window(before="2018-04-15")) == []


def test_a_part_of_the_list(told: Archive) -> None:
    every = story_lines(told)
    assert story_lines(told, count=1) == every[:1]
    assert story_lines(told, count=1, start=1) == every[1:]
    assert story_lines(told, start=2) == []


def test_outlets_are_told_each_once(told: Archive) -> None:
    assert outlets(told) == ["نوا", "پیک", "کرانه"]


def test_an_empty_archive_has_no_outlets(archive: Archive) -> None:
    assert outlets(archive) == []
    assert story_lines(archive) == []


def test_a_story_by_its_number(told: Archive) -> None:
    number = stories(told)[0].id
    found = story_of(told, number)
    assert found.id == number
    assert [one.citation.report for one in found.reports] == ["bridge1", "bridge2", "bridge3"]
    assert all(named.entity for named in found.people)


def test_there_is_no_such_story(told: Archive) -> None:
    with pytest.raises(ArchiveError, match="no story has the number 99"):
        story_of(told, 99)
