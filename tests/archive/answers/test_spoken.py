"""What somebody has said, in short, and the statements of a page with their words."""

from __future__ import annotations

import pytest

from archive.minutes import Line, keep, minutes, said
from dabir import Record
from dabir.archive import Archive
from dabir.archive.answers import spoken as module
from dabir.archive.answers.dossier import dossier
from dabir.archive.answers.spoken import Spoken, sayings_at, spoken
from dabir.archive.answers.subject import subject_named
from dabir.archive.citation import Window
from dabir.archive.people import decisions
from dabir.archive.people.lookup import find

KAVIANI, NIKZAD = "بهمن کاویانی", "رضا نیکزاد"


def filler(key: str) -> Line:
    """A line that makes a report unlike others, so that it is no copy of one."""
    return Line("plain", " ".join(f"{key}{number}" for number in range(12)))


def report(name: str, day: str | None, *lines: Line, **more: object) -> Record:
    return minutes(name, day, *lines, filler(name), **more)  # type: ignore[arg-type]


def asked(archive: Archive, words: str = "", who: str = KAVIANI, **more: int) -> Spoken:
    with archive.reading() as connection:
        return spoken(archive.database, connection, subject_named(connection, who), words, **more)


def texts(archive: Archive, found: Spoken) -> list[str]:
    with archive.reading() as connection:
        return [one.text for one in sayings_at(connection, [brief.id for brief in found.briefs])]


def test_the_newest_first_and_what_has_no_day_last(archive: Archive) -> None:
    keep(
        archive,
        report("none", None, said(KAVIANI, "روزی که نمی‌دانیم")),
        report("bare", "2018-05-02", said(KAVIANI, "روز بی‌ساعت")),
        report("late", "2018-05-02T22:00:00+04:30", said(KAVIANI, "شب"), said(KAVIANI, "نیمه‌شب")),
        report("old", "2018-05-01", said(KAVIANI, "روز پیش"), said(NIKZAD, "هیچ")),
    )
    found = asked(archive)
    assert texts(archive, found) == ["روز بی‌ساعت", "شب", "نیمه‌شب", "روز پیش", "روزی که نمی‌دانیم"]
    assert [one.day for one in found.briefs] == ["2018-05-02"] * 3 + ["2018-05-01", None]
    assert found.whole


def test_days_and_acts(archive: Archive) -> None:
    keep(
        archive,
        report("a", "2018-05-01", said(KAVIANI, "یک", "denial"), said(KAVIANI, "دو", "position")),
        report("b", "2018-06-01", said(KAVIANI, "سه", "position")),
        report("c", None, said(KAVIANI, "چهار", "position")),
    )
    found = asked(archive)
    assert found.acts == {"position": 3, "denial": 1}
    assert len(found.within(Window("2018-05-02", None))) == 1
    assert [one.day for one in found.within(Window(), "position")] == ["2018-06-01", "2018-05-01", None]
    assert found.within(Window(None, "2018-05-01"), "promise") == ()


def test_what_a_copy_repeats_counts_once(archive: Archive) -> None:
    same = (said(KAVIANI, "پل تازه باز می‌شود"), filler("same"))
    again = (said(KAVIANI, "پل تازه باز مي شود"), filler("same"))
    keep(archive, minutes("a", "2018-05-01", *same))
    keep(
        archive,
        minutes("b", "2018-05-02", *again, agency="موج"),
        minutes("c", "2018-05-03", *same, agency="آنا"),
    )
    found = asked(archive)
    with archive.reading() as connection:
        (one,) = sayings_at(connection, [brief.id for brief in found.briefs])
    assert (one.citation.report, one.copies) == ("a", 2)
    assert len(dossier(archive, KAVIANI).statements) == 1


def test_what_only_a_copy_tells_is_there(archive: Archive) -> None:
    shared = [said(NIKZAD, "جاده بسته است"), filler("same"), filler("more")]
    longer = said(KAVIANI, "پل تازه باز می‌شود")
    keep(archive, minutes("a", "2018-05-01", *shared))
    keep(archive, minutes("b", "2018-05-02", *shared, longer, agency="موج"))
    keep(archive, minutes("c", "2018-05-03", *shared, longer, agency="آنا"))
    with archive.reading() as connection:
        (first,) = sayings_at(connection, [brief.id for brief in asked(archive).briefs])
    assert (first.citation.report, first.copies) == ("b", 1)


def test_words_stand_in_the_statement_itself(archive: Archive) -> None:
    keep(
        archive,
        report("a", "2018-05-01", said(KAVIANI, "پل‌های مرزی ساخته شد"), said(KAVIANI, "هوا خوب است")),
        report("b", "2018-05-02", said(KAVIANI, "پل بسته است"), said(NIKZAD, "مرزها باز است")),
    )
    assert texts(archive, asked(archive, "پل مرزی")) == ["پل‌های مرزی ساخته شد"]
    assert texts(archive, asked(archive, "پل")) == ["پل بسته است", "پل‌های مرزی ساخته شد"]
    for nothing in ("کشتی", 'پل" OR "هوا', "پل' | 'هوا", "هوا ساخت"):
        assert asked(archive, nothing).briefs == ()
    assert len(asked(archive, "' | !").briefs) == 3  # no word is asked for


def test_no_more_than_asked_for(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(archive, *(report(f"r{day}", f"2018-05-0{day}", said(KAVIANI, f"پل {day}")) for day in range(1, 6)))
    few = asked(archive, most=2)
    assert ([one.day for one in few.briefs], few.whole) == (["2018-05-05", "2018-05-04"], False)
    monkeypatch.setattr(module, "SEARCHED", 3)
    searched = asked(archive, "پل")
    assert (len(searched.briefs), searched.whole) == (3, False)


def test_whom_editors_have_made_one(archive: Archive) -> None:
    keep(
        archive, report("a", "2018-05-01", said(KAVIANI, "یک")), report("b", "2018-05-02", said(NIKZAD, "دو"))
    )
    with archive.reading() as connection:
        one, other = (find(connection, name)[0].id for name in (KAVIANI, NIKZAD))
    decisions.merge(archive, other, one)
    assert texts(archive, asked(archive)) == ["دو", "یک"]


def test_statements_are_given_in_the_order_asked_for(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said(KAVIANI, "یک"), said(KAVIANI, "دو")))
    ids = [brief.id for brief in asked(archive).briefs]
    with archive.reading() as connection:
        assert [one.text for one in sayings_at(connection, [*ids[::-1], 10**9])] == ["دو", "یک"]
        assert sayings_at(connection, []) == ()
