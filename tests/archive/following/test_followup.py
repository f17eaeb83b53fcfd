"""Promises and agreements, what later reports make of them, and those that stay open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from archive.minutes import agreed, done, keep, minutes, promised, said
from dabir import Record
from dabir.archive import Archive, ArchiveError
from dabir.archive.following.followup import follow, open_commitments

Rows = Callable[[str], list[Any]]

SQLITE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)

MINISTER, MEMBER = "کیارش نوربخش", "شهرام پویان"
ROAD = "آزادراه مهران‌آباد به کوه‌رود تا پایان مهر افتتاح می‌شود"
OPENED = "آزادراه مهران‌آباد به کوه‌رود هفته پیش به بهره‌برداری رسید"
TREATY = "ایران و ارمنستان تفاهم‌نامه انتقال برق و گردشگری را امضا کردند"
TODAY = date(2021, 1, 1)

PROMISE = minutes("promise", "2020-05-01", promised(MINISTER, ROAD, due="2020-10-21"))
LATER = minutes("later", "2020-11-01", said(MINISTER, OPENED))

FOLLOWED = (
    "SELECT a.name, b.name, f.verdict, f.what, f.local FROM followups f"
    " JOIN commitments c ON c.id = f.commitment_id JOIN reports a ON a.current = c.version_id"
    " JOIN reports b ON b.current = f.version_id ORDER BY a.name, b.name, c.local"
)


def test_promise_is_carried_out(archive: Archive, rows: Rows) -> None:
    keep(archive, PROMISE, LATER)
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("promise", "later", "carried out", "statement", "s1")]
    ((likeness,),) = rows("SELECT likeness FROM followups")
    assert 0.5 <= likeness <= 1
    assert open_commitments(archive, today=TODAY) == []


@SQLITE
def test_a_report_of_others_follows_nothing_up(archive: Archive, rows: Rows) -> None:
    keep(archive, PROMISE, minutes("other", "2020-11-01", said(MEMBER, OPENED)))
    assert follow(archive) == 0
    assert rows(FOLLOWED) == []


@SQLITE
def test_another_in_a_report_that_names_the_bound(archive: Archive, rows: Rows) -> None:
    """Somebody else may tell what became of it, if he says it nearly in the same words."""
    told = minutes("other", "2020-11-01", said(MEMBER, OPENED), said(MINISTER, "باران خوبی بارید"))
    keep(archive, PROMISE, told)
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("promise", "other", "carried out", "statement", "s1")]


@SQLITE
def test_work_in_another_town_is_another_work(archive: Archive, rows: Rows) -> None:
    plan = "بیمارستان تازه شهرستان کوه‌رود تا پایان سال افتتاح می‌شود"
    keep(
        archive,
        minutes("plan", "2020-05-01", promised(MINISTER, plan), towns=("کوه‌رود", "گلرود")),
        minutes("there", "2020-08-01", said(MINISTER, "بیمارستان تازه شهرستان گلرود افتتاح شد")),
        minutes("here", "2020-09-01", said(MINISTER, "بیمارستان تازه شهرستان کوه‌رود افتتاح شد")),
    )
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("plan", "here", "carried out", "statement", "s1")]


def test_what_was_kept_late_is_followed_up_by_what_was_there(archive: Archive, rows: Rows) -> None:
    keep(archive, LATER)
    assert follow(archive) == 0
    keep(archive, PROMISE)
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("promise", "later", "carried out", "statement", "s1")]
    assert follow(archive) == 0


def test_nothing_is_found_twice(archive: Archive, rows: Rows) -> None:
    keep(archive, PROMISE, LATER)
    assert (follow(archive), follow(archive), follow(archive, since_version=0)) == (1, 0, 1)
    assert len(rows(FOLLOWED)) == 1
    assert rows("SELECT value FROM meta WHERE key = 'followed'") == [("2",)]


@SQLITE
def test_earlier_reports_and_those_without_a_day_follow_nothing_up(archive: Archive, rows: Rows) -> None:
    keep(archive, PROMISE, minutes("before", "2020-04-01", said(MINISTER, OPENED)))
    keep(archive, minutes("undated", None, said(MINISTER, OPENED), promised(MINISTER, ROAD)))
    assert follow(archive) == 0
    assert rows(FOLLOWED) == []


@SQLITE
def test_copies_follow_nothing_up(archive: Archive, rows: Rows) -> None:
    """Many lines, so that one report is taken for a copy of the other."""
    lines = [promised(MINISTER, ROAD), said(MINISTER, OPENED)]
    lines += [
        said(MEMBER, f"کار شماره {number} در شهر {number} به خوبی پیش رفته بود") for number in range(12)
    ]
    keep(
        archive, minutes("first", "2020-05-01", *lines), minutes("copy", "2020-05-02", *lines, agency="قاصد")
    )
    assert rows("SELECT count(*) FROM reports WHERE copy_of IS NOT NULL") == [(1,)]
    assert follow(archive) == 0
    assert [one.citation.report for one in open_commitments(archive, today=TODAY)] == ["first"]


def test_repeated_promise_is_one(archive: Archive, rows: Rows) -> None:
    again = "آزادراه مهران‌آباد به کوه‌رود به زودی افتتاح خواهد شد"
    keep(archive, PROMISE, minutes("again", "2020-06-01", promised(MINISTER, again)))
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("promise", "again", "repeated", "commitment", "c1")]
    (one,) = open_commitments(archive, today=TODAY)
    assert (one.citation.report, one.repeats) == ("promise", 1)


@SQLITE
def test_overdue_promise_is_broken(archive: Archive, rows: Rows) -> None:
    words = "آزادراه مهران‌آباد به کوه‌رود که قول آن را داده بودند هنوز افتتاح نشده است"
    keep(archive, PROMISE, minutes("late", "2020-11-01", said(MINISTER, words, "blame")))
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("promise", "late", "broken", "statement", "s1")]


def test_agreement_is_kept_and_later_broken(archive: Archive, rows: Rows) -> None:
    at_work = "ایران و ارمنستان در انتقال برق و گردشگری با تفاهم‌نامه همکاری می‌کنند"
    left = "ارمنستان تفاهم‌نامه انتقال برق و گردشگری با ایران را کنار گذاشت"
    keep(
        archive,
        minutes("treaty", "2020-05-01", agreed("ایران", "ارمنستان", TREATY)),
        minutes("work", "2020-08-01", done("COOPERATE", "ارمنستان", "ایران", at_work, status="ongoing")),
        minutes("end", "2020-12-01", done("REJECT", "ارمنستان", "ایران", left)),
        minutes("elsewhere", "2020-12-01", done("REJECT", "گرجستان", "ایران", "گرجستان بارهای ایران را پس فرستاد")),
    )  # fmt: skip
    assert follow(archive) == 2
    assert rows(FOLLOWED) == [
        ("treaty", "end", "broken", "event", "e1"),
        ("treaty", "work", "carried out", "event", "e1"),
    ]


@SQLITE
def test_planned_agreement_is_signed_on_the_same_day(archive: Archive, rows: Rows) -> None:
    planned = "قرار است ایران و ارمنستان تفاهم‌نامه انتقال برق و گردشگری را امضا کنند"
    keep(
        archive,
        minutes("plan", "2020-05-01", agreed("ایران", "ارمنستان", planned, status="planned")),
        minutes(
            "signed",
            "2020-05-01",
            agreed("ایران", "ارمنستان", TREATY),
            said(MEMBER, "هوای ایروان آفتابی و خنک و برای مهمانان خوب بود"),
        ),
    )
    assert follow(archive) == 1
    ((one, other, verdict, *_),) = rows(FOLLOWED)
    assert (one, other, verdict) == ("plan", "signed", "carried out")
    assert [one.citation.report for one in open_commitments(archive, today=TODAY)] == ["signed"]


@SQLITE
def test_office_holder_speaks_for_his_country(archive: Archive, rows: Rows) -> None:
    words = "تفاهم‌نامه انتقال برق و گردشگری لغو شد"
    keep(archive, minutes("treaty", "2020-05-01", agreed("ایران", "ارمنستان", TREATY)))
    keep(archive, minutes("end", "2020-12-01", said(MINISTER, words), roles={MINISTER: "وزیر نیروی ایران"}))
    keep(archive, minutes("rumour", "2020-12-02", said(MEMBER, words)))
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("treaty", "end", "denied", "statement", "s1")]


def test_merged_entities_are_one(archive: Archive, rows: Rows) -> None:
    keep(archive, PROMISE, minutes("later", "2020-11-01", said("کیا نوربخش", OPENED)))
    assert follow(archive) == 0
    with archive.database.writing() as connection:
        connection.execute(text("UPDATE entities SET merged_into = 1 WHERE name = 'کیا نوربخش'"))
    assert follow(archive) == 0
    assert follow(archive, since_version=0) == 1
    assert len(rows(FOLLOWED)) == 1


def test_correction_takes_the_place_of_what_it_corrects(archive: Archive, rows: Rows) -> None:
    keep(archive, PROMISE, LATER)
    follow(archive)
    keep(archive, minutes("later", "2020-11-01", said(MINISTER, "آزادراه مهران‌آباد به کوه‌رود افتتاح نشد")))
    assert [one.citation.report for one in open_commitments(archive, today=TODAY)] == ["promise"]
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("promise", "later", "denied", "statement", "s1")]
    keep(archive, replace_words(PROMISE, "پایان مهر", "پایان آبان"))
    assert rows(FOLLOWED) == []
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("promise", "later", "denied", "statement", "s1")]


def replace_words(record: Record, old: str, new: str) -> Record:
    (line,) = record.statements
    return minutes(record.id, "2020-05-01", promised(line.speaker, line.text.replace(old, new)))


@SQLITE
def test_story_tells_a_promise_without_repeating_it(archive: Archive, rows: Rows) -> None:
    keep(archive, PROMISE, minutes("again", "2020-05-02", promised(MINISTER, ROAD), agency="قاصد"))
    with archive.database.writing() as connection:
        connection.execute(text("UPDATE reports SET story_id = 1, copy_of = NULL"))
    assert follow(archive) == 0
    with archive.database.writing() as connection:
        connection.execute(text("UPDATE reports SET story_id = id"))
    assert follow(archive, since_version=0) == 1
    assert rows(FOLLOWED) == [("promise", "again", "repeated", "commitment", "c1")]


def test_open_commitments(archive: Archive) -> None:
    dam = "سد گلرود در پاییز آبگیری می‌شود"
    keep(
        archive,
        minutes("undated", None, promised(MEMBER, "کتابخانه کوه‌رود ساخته می‌شود")),
        minutes("dam", "2020-12-22", promised(MEMBER, dam, to=(MINISTER,), due="2021-10-01"), agency="قاصد"),
        PROMISE,
    )
    road, later, last = open_commitments(archive, today=TODAY)
    assert (road.citation.report, road.text, road.kind) == ("promise", ROAD, "promise")
    assert ([one.name for one in road.sources], road.targets) == ([MINISTER], ())
    assert (road.due, road.overdue, road.age, road.repeats) == ("2020-10-21", True, 245, 0)
    assert PROMISE.text[road.start : road.end] == ROAD
    assert (later.citation.outlet, later.citation.day) == ("قاصد", "2020-12-22")
    assert (later.due, later.overdue, later.age) == ("2021-10-01", False, 10)
    assert [one.name for one in later.targets] == [MINISTER]
    assert (last.citation.report, last.age, last.due, last.overdue) == ("undated", None, None, False)


def test_open_commitments_of_somebody(archive: Archive) -> None:
    keep(archive, PROMISE, minutes("dam", "2020-12-22", promised(MEMBER, "سد گلرود در پاییز آبگیری می‌شود")))
    assert [one.citation.report for one in open_commitments(archive, about="نوربخش", today=TODAY)] == [
        "promise"
    ]
    assert [one.citation.report for one in open_commitments(archive, about=MEMBER, today=TODAY)] == ["dam"]
    assert [one.citation.report for one in open_commitments(archive, count=1, today=TODAY)] == ["promise"]
    assert open_commitments(archive, count=0) == []
    assert len(open_commitments(archive)) == 2
    with pytest.raises(ArchiveError, match="پری‌دریایی"):
        open_commitments(archive, about="پری‌دریایی")


@SQLITE
def test_empty_archive(archive: Archive) -> None:
    assert follow(archive) == 0
    assert open_commitments(archive) == []


@SQLITE
def test_commitment_that_went_while_it_was_followed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another writer takes away between two batches is followed no more."""
    from dabir.archive.following import followup

    keep(archive, PROMISE, LATER, minutes("last", "2020-11-02", said(MINISTER, OPENED)))
    monkeypatch.setattr(followup, "TOGETHER", 2)
    take = followup._Run.take

    def took(run: Any, connection: Any, versions: Any) -> int:
        found = take(run, connection, versions)
        connection.execute(text("DELETE FROM commitments"))
        return found

    monkeypatch.setattr(followup._Run, "take", took)
    assert follow(archive) == 1


def test_long_archive_is_followed_in_batches(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    from dabir.archive.following import followup, pledges

    monkeypatch.setattr(followup, "TOGETHER", 3)
    monkeypatch.setattr(pledges, "_REMEMBERED", 1)
    records = []
    works = (
        "سد گلرود",
        "پل کوه‌سرا",
        "کتابخانه مهرشهر",
        "نیروگاه بادخیز",
        "بندر ماه‌پری",
        "موزه فرش",
        "باغ گیاهان",
    )
    for number, work in enumerate(works, 1):
        plan, news = f"{work} با حضور استاندار افتتاح می‌شود", f"{work} با حضور استاندار افتتاح شد"
        weather = said(MEMBER, f"هوای روز {number} آفتابی و خنک و برای کشاورزان خوب بود")
        records.append(minutes(f"a{number}", f"2020-05-0{number}", promised(MINISTER, plan)))
        records.append(minutes(f"b{number}", f"2020-06-0{number}", said(MINISTER, news), weather))
    keep(archive, *records)
    assert follow(archive) == len(works)
    assert [one[1:] for one, *_ in rows(FOLLOWED)] == [other[1:] for _, other, *_ in rows(FOLLOWED)]


WORKS = (
    "سد گلرود",
    "پل کوه‌سرا",
    "کتابخانه مهرشهر",
    "نیروگاه بادخیز",
    "بندر ماه‌پری",
    "موزه فرش",
    "باغ گیاهان",
)


def works() -> list[Record]:
    """Promises of two people who take turns, and what became of them."""
    records = []
    for number, work in enumerate(WORKS, 1):
        who, other = (MINISTER, MEMBER) if number % 2 else (MEMBER, MINISTER)
        plan, day = f"{work} با حضور استاندار و کارگران افتتاح می‌شود", f"2020-06-{2 * number:02}"
        news = f"{work} با حضور استاندار و کارگران {'افتتاح' if number % 3 else 'لغو'} شد"
        weather = said(other, f"هوای روز {number} آفتابی و خنک و برای کشاورزان خوب بود")
        lines = [said(who, news), weather] if number % 2 else [said(who, news)]
        records.append(minutes(f"a{number}", f"2020-05-{2 * number:02}", promised(who, plan)))
        records.append(minutes(f"b{number}", day, *lines))
    return records


@SQLITE
def test_signs_of_commitments_lose_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    """The same is found if every sentence is compared with every commitment."""
    from dabir.archive.following.signs import Signposts

    keep(archive, *works(), LATER, PROMISE)
    everything = "SELECT * FROM followups ORDER BY 1, 2"
    assert follow(archive) >= len(WORKS)
    found = rows(everything)
    monkeypatch.setattr(Signposts, "shown", lambda self, _: set().union(*self._of.values()))
    follow(archive, since_version=0)
    assert rows(everything) == found


@SQLITE
def test_what_was_forgotten_is_read_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    from dabir.archive.following import followup, pledges

    keep(archive, *works())
    everything = "SELECT * FROM followups ORDER BY 1, 2"
    follow(archive)
    found = rows(everything)
    monkeypatch.setattr(followup, "TOGETHER", 1)
    monkeypatch.setattr(pledges, "_REMEMBERED", 0)
    follow(archive, since_version=0)
    assert rows(everything) == found


@SQLITE
def test_only_the_latest_of_many_commitments_are_followed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    from dabir.archive.following import pledges

    dam = promised(MINISTER, "سد گلرود در پاییز آبگیری می‌شود")
    keep(archive, PROMISE, minutes("dam", "2020-05-02", dam), LATER)
    assert follow(archive) == 1
    monkeypatch.setattr(pledges, "LATEST", 1)
    assert follow(archive, since_version=0) == 0
    keep(archive, minutes("between", "2020-05-01", said(MINISTER, OPENED)))
    assert follow(archive) == 1
    assert rows(FOLLOWED) == [("promise", "between", "carried out", "statement", "s1")]


def test_what_is_broken_off_is_gone_on_with(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    from dabir.archive.following import followup

    monkeypatch.setattr(followup, "TOGETHER", 5)
    take, calls = followup._Run.take, []

    def broken(run: Any, connection: Any, versions: Any) -> int:
        calls.append(len(versions))
        found = take(run, connection, versions)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return found

    keep(archive, *works())
    monkeypatch.setattr(followup._Run, "take", broken)
    with pytest.raises(KeyboardInterrupt):
        follow(archive)
    assert rows("SELECT * FROM meta WHERE key = 'followed'") == []
    keep(archive, LATER)  # nothing is locked
    follow(archive)
    found = rows("SELECT * FROM followups ORDER BY 1, 2")
    assert follow(archive, since_version=0) == len(found) >= len(WORKS)
    assert calls == [5, 5, 5, 5, 5, 5, 5, 5]
    assert rows("SELECT * FROM followups ORDER BY 1, 2") == found


@SQLITE
def test_who_watches_is_told_how_far_it_is(archive: Archive) -> None:
    keep(archive, PROMISE, LATER)
    told: list[int] = []

    def watched(versions: Sequence[int]) -> Iterator[int]:
        told.append(len(versions))
        for version in versions:
            yield version
            told.append(version)

    assert follow(archive, watched=watched) == 1
    assert told == [2, 1, 2]
