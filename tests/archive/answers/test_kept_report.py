"""A kept report: what the archive knows of it beside its record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.minutes import keep, minutes, promised, said
from dabir.archive import Archive
from dabir.archive.answers.kept_report import COPIES, NoSuchReportError, kept_report
from dabir.archive.following.followup import follow
from dabir.archive.people.decisions import merge, reattribute
from dabir.archive.people.lookup import find

SQLITE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)

MINISTER, MEMBER = "کیارش نوربخش", "شهرام پویان"
ROAD = "آزادراه مهران‌آباد به کوه‌رود تا پایان مهر افتتاح می‌شود"
OPENED = "آزادراه مهران‌آباد به کوه‌رود هفته پیش به بهره‌برداری رسید"

PROMISE = minutes(
    "promise", "2020-05-01", promised(MINISTER, ROAD, due="2020-10-21"), said(MEMBER, "باید دید")
)
LATER = minutes("later", "2020-11-01", said(MINISTER, OPENED))


def test_a_promise_and_what_followed(archive: Archive) -> None:
    keep(archive, PROMISE, LATER)
    follow(archive)
    one, other = kept_report(archive, "promise"), kept_report(archive, "later")
    assert (one.name, one.record, one.current) == ("promise", PROMISE, True)
    assert (one.version.number, one.version.reader) == (1, "test 1")
    (sequel,) = one.undertakings["c1"].sequels
    assert (sequel.verdict, sequel.citation.report) == ("carried out", "later")
    assert one.followed == ()
    (followed,) = other.followed
    assert (followed.verdict, followed.undertaking.citation.report) == ("carried out", "promise")
    assert (one.original, one.copies, one.copy_count, one.story) == (None, (), 0, None)


def test_who_stands_for_its_people(archive: Archive) -> None:
    keep(archive, PROMISE)
    with archive.reading() as connection:
        minister, member = (find(connection, name)[0].id for name in (MINISTER, MEMBER))
    merge(archive, member, minister)
    found = kept_report(archive, "promise").entities
    assert {local: (root.id, root.name) for local, root in found.items()} == {
        "a1": (minister, MINISTER),
        "a2": (minister, MINISTER),
    }


def test_corrections_are_laid_upon_the_newest_version(archive: Archive) -> None:
    keep(archive, PROMISE)
    reattribute(archive, "promise", "s2", "a1", by="نسیم")
    report = kept_report(archive, "promise")
    assert report.record.statements[1].speaker == MINISTER
    assert report.corrected.corrections["s2"][0].by == "نسیم"


def test_versions(archive: Archive) -> None:
    changed = minutes("promise", "2020-05-01", said(MINISTER, "آزادراه مهران‌آباد باز نمی‌شود"))
    keep(archive, PROMISE)
    keep(archive, changed)
    newest, oldest = kept_report(archive, "promise"), kept_report(archive, "promise", 1)
    assert [one.number for one in newest.versions] == [2, 1]
    assert (newest.record, newest.current) == (changed, True)
    assert (oldest.record, oldest.current) == (PROMISE, False)
    assert (oldest.entities, oldest.undertakings) == ({}, {})


def test_copies(archive: Archive) -> None:
    words = (said(MINISTER, ROAD), said(MEMBER, "باران سیل‌آسا راه‌های شمال را بست و ده‌ها خودرو در برف ماند"))
    keep(archive, minutes("first", "2020-05-01", *words))
    for number in range(COPIES + 2):
        keep(archive, minutes(f"copy{number:02}", f"2020-05-{number + 2:02}", *words, agency="نوا"))
    first, copy = kept_report(archive, "first"), kept_report(archive, "copy03")
    assert first.original is None
    assert (len(first.copies), first.copy_count) == (COPIES, COPIES + 2)
    assert [one.report for one in first.copies][-1] == f"copy{COPIES + 1}"
    assert copy.original is not None
    assert copy.original.report == "first"
    assert "copy03" not in [one.report for one in copy.copies]
    assert copy.story is not None
    assert copy.story.size == COPIES + 3


@pytest.mark.parametrize(
    ("name", "version"), [("nowhere", None), ("promise", 2), ("promise", 10**30), ("a\0b\ud800", None)]
)
def test_what_is_not_there(archive: Archive, name: str, version: int | None) -> None:
    keep(archive, PROMISE)
    with pytest.raises(NoSuchReportError, match=r"no report of that name|no version"):
        kept_report(archive, name, version)


@SQLITE
def test_a_report_that_tells_nothing(archive: Archive) -> None:
    keep(archive, replace(PROMISE, people=(), statements=(), commitments=()))
    report = kept_report(archive, "promise")
    assert (report.entities, report.undertakings, report.followed) == ({}, {}, ())
