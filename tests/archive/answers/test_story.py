"""Tests for stories, and for how the reports of one tell the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from archive.minutes import Line, minutes, said
from archive.news import vectors_of
from dabir import Place, Record
from dabir.archive import Archive, ArchiveError
from dabir.archive.answers.story import Named, Outlet, Story, stories, story
from dabir.archive.keeping import Entry
from dabir.archive.quoting.renderings import Quotation

KAVIANI, GLADZE = "بهمن کاویانی", "نینو گلادزه"
OPENING = "پل مرزی تا پایان تابستان باز می‌شود"
COST = "هزینه نیمی از آن را گرجستان می‌پردازد"
TOLL = "اما کامیون‌های ترانزیتی باید عوارض سنگینی بپردازند"
WHOLE = f"{OPENING} و {COST}، {TOLL}"
GAIN, HOPE = "این پل به سود هر دو کشور است", "مردم چشم به راه آن هستند"
WEATHER = Line("plain", "هوای مرز در این روزها آفتابی است و رودخانه آرام")
CROWD = Line("plain", "گروهی از رانندگان بیرون ساختمان گرد آمده بودند")


def report(
    name: str, published: str | None, agency: str, *lines: Line, places: tuple[str, ...] = ()
) -> Record:
    record = minutes(name, published, *lines, agency=agency)
    found = (Place(f"l{at}", each, "city", "GEO", None, None, None, ()) for at, each in enumerate(places))
    return replace(record, places=tuple(found))


def keep(archive: Archive, about: str, *records: Record) -> None:
    """Keep reports that mean the same, so that they are a story if their days are near."""
    archive.keeper("test 1").keep([Entry(record, vectors_of(about)) for record in records])


BRIDGE = (
    report("copy", "2018-04-16T12:30:00+04:30", "نسیم", Line("plain", "پل مرزی باز می‌شود"), said(KAVIANI, WHOLE)),
    report("late", "2018-04-17", "کرانه", CROWD, said(KAVIANI, f"{OPENING} و {COST}"), places=("تفلیس",)),
    report(
        "first", "2018-04-16T10:30:00+04:30", "پیک", Line("plain", "پل مرزی باز می‌شود"), said(KAVIANI, WHOLE),
        places=("تفلیس", "باتومی", "تفلیس"),
    ),
    report("second", "2018-04-16T07:30:00+00:00", "پیک", WEATHER, said(KAVIANI, OPENING), said(GLADZE, GAIN)),
    report("dateless", "2018-04-16", "کرانه", WEATHER, CROWD, said(GLADZE, f"{GAIN} و {HOPE}")),
)  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    address = str(tmp_path_factory.mktemp("story") / "archive.dabir")
    if request.param == "postgres":
        from archive.conftest import fresh

        address = fresh(request.getfixturevalue("server"))
    with Archive(address) as archive:
        keep(archive, "پل", *BRIDGE)
        flood = (
            report(f"flood{day}", f"2018-05-0{day}", "پیک", said(GLADZE, f"آب روستای {day} پایین رفت"))
            for day in (1, 2)
        )
        keep(archive, "سیل", *flood)
        keep(archive, "تنها", report("alone", None, "پیک", said(KAVIANI, "یارانه سوخت خرداد پرداخت می‌شود")))
        yield archive


@pytest.fixture(scope="module")
def bridge(library: Archive) -> Story:
    return story(library, "late")


def test_reports_come_in_order_of_publication(bridge: Story) -> None:
    assert [one.citation.report for one in bridge.reports] == ["first", "second", "copy", "dateless", "late"]
    assert [one.hours for one in bridge.reports] == [0.0, 1.5, 2.0, None, None]
    assert bridge.first.citation.report == "first"
    assert bridge.headline == "پل مرزی باز می‌شود"


def test_copies_are_those_of_the_report_that_came_first(bridge: Story) -> None:
    assert {one.citation.report: one.copy_of for one in bridge.reports if one.copy_of} == {"copy": "first"}


def test_outlets_come_in_the_order_in_which_they_brought_it(bridge: Story) -> None:
    assert bridge.outlets == (
        Outlet("پیک", 2, 0, "2018-04-16T10:30:00+04:30", 0.0),
        Outlet("نسیم", 1, 1, "2018-04-16T12:30:00+04:30", 2.0),
        Outlet("کرانه", 2, 0, "2018-04-16", None),
    )


def test_people_and_places_are_counted_by_reports_without_copies(bridge: Story) -> None:
    assert bridge.people == (Named(KAVIANI, 3), Named(GLADZE, 2))
    assert bridge.places == (Named("تفلیس", 2), Named("باتومی", 1))


def by_speaker(found: Story) -> dict[str, Quotation]:
    assert len({one.speaker for one in found.quotations}) == len(found.quotations)
    return {one.speaker: one for one in found.quotations}


def test_the_fullest_rendering_is_the_reference(bridge: Story) -> None:
    quotation = by_speaker(bridge)[KAVIANI]
    assert (quotation.reference.citation.report, quotation.reference.words) == ("first", WHOLE)
    assert (quotation.reference.left_out, quotation.reference.added) == ((), ())
    assert [one.citation.report for one in quotation.others] == ["second", "late"]


def test_what_was_left_out_is_told_in_the_reference_s_words(bridge: Story) -> None:
    second, late = by_speaker(bridge)[KAVIANI].others
    assert second.left_out == (f"و {COST}، {TOLL}",)
    assert late.left_out == (TOLL,)
    assert (second.added, late.added) == ((), ())
    assert (late.form, late.statements, late.words) == ("indirect", ("s1",), f"{OPENING} و {COST}")


def test_a_report_that_ends_earlier_leaves_out_the_rest(bridge: Story) -> None:
    quotation = by_speaker(bridge)[GLADZE]
    assert quotation.reference.citation.report == "dateless"
    assert [(one.citation.report, one.left_out) for one in quotation.others] == [("second", (f"و {HOPE}",))]


def told(archive: Archive, *records: Record) -> tuple[Quotation, ...]:
    keep(archive, "پل", *records)
    return story(archive, "a").quotations


def test_words_that_stand_elsewhere_in_a_report_are_not_left_out(archive: Archive) -> None:
    [quotation] = told(
        archive,
        report("a", "2018-04-16", "پیک", said(KAVIANI, WHOLE)),
        report("b", "2018-04-16", "نسیم", said(KAVIANI, OPENING), Line("plain", f"{TOLL} و {COST}")),
    )
    assert [one.left_out for one in quotation.others] == [()]


def test_statements_of_one_report_are_taken_together(archive: Archive) -> None:
    [quotation] = told(
        archive,
        report("a", "2018-04-16", "پیک", said(KAVIANI, WHOLE)),
        report("b", "2018-04-16", "نسیم", WEATHER, said(KAVIANI, OPENING), CROWD, said(KAVIANI, TOLL)),
    )
    [other] = quotation.others
    assert (other.statements, other.words) == (("s1", "s2"), f"{OPENING} … {TOLL}")
    assert other.left_out == (f"و {COST}",)


def test_what_a_headline_repeats_is_told_once(archive: Archive) -> None:
    [quotation] = told(
        archive,
        report("a", "2018-04-16", "پیک", said(KAVIANI, WHOLE)),
        report("b", "2018-04-16", "نسیم", said(KAVIANI, OPENING), CROWD, said(KAVIANI, f"{OPENING}، {TOLL}")),
    )
    [other] = quotation.others
    assert (other.statements, other.words) == (("s2",), f"{OPENING}، {TOLL}")


def test_what_an_outlet_adds_is_told_in_its_words(archive: Archive) -> None:
    added = "به شرط آنکه مجلس بودجه بدهد"
    [quotation] = told(
        archive,
        report("a", "2018-04-16", "پیک", said(KAVIANI, WHOLE)),
        report("b", "2018-04-17", "نسیم", said(KAVIANI, f"{OPENING} {added} و {COST}")),
    )
    [other] = quotation.others
    assert (other.left_out, other.added) == ((TOLL,), (added,))


@pytest.mark.parametrize(
    "other",
    [
        said(GLADZE, OPENING),
        said(KAVIANI, "از مهمان‌نوازی مردم تفلیس سپاسگزاریم و باز می‌گردیم"),
        said(KAVIANI, "پل مرزی را"),
        said("", OPENING),
    ],
)
def test_other_words_and_other_speakers_are_no_rendering(archive: Archive, other: Line) -> None:
    assert (
        told(
            archive,
            report("a", "2018-04-16", "پیک", said(KAVIANI, WHOLE)),
            report("b", "2018-04-17", "نسیم", WEATHER, other),
        )
        == ()
    )


def test_what_one_report_says_twice_is_no_rendering(archive: Archive) -> None:
    assert told(archive, report("a", "2018-04-16", "پیک", said(KAVIANI, OPENING), said(KAVIANI, WHOLE))) == ()


def test_a_report_in_no_story_is_a_story_of_one(library: Archive) -> None:
    found = story(library, "alone")
    assert (found.id, [one.citation.report for one in found.reports]) == (None, ["alone"])
    assert found.reports[0].hours is None
    assert found.outlets == (Outlet("پیک", 1, 0, None, None),)
    assert (found.people, found.places, found.quotations) == ((Named(KAVIANI, 1),), (), ())


def test_a_question_finds_its_story(library: Archive) -> None:
    assert story(library, "عوارض کامیون‌های ترانزیتی", way="words").first.citation.report == "first"


@pytest.mark.parametrize("question", ["", " ", "ماهواره", "ن\0\udc80"])
def test_what_nothing_answers_is_told(library: Archive, question: str) -> None:
    with pytest.raises(ArchiveError, match="no report is named"):
        story(library, question, way="words")


def test_the_biggest_stories_come_first(library: Archive) -> None:
    found = stories(library)
    assert [(one.report, one.reports, one.outlets) for one in found] == [("first", 5, 3), ("flood1", 2, 1)]
    assert (found[0].first_day, found[0].last_day) == ("2018-04-16", "2018-04-17")
    assert found[0].headline == "پل مرزی باز می‌شود"
    assert story(library, found[0].report).id == found[0].id


@pytest.mark.parametrize(
    ("after", "before", "names"),
    [
        ("2018-04-17", None, ["first", "flood1"]),
        ("2018-04-18", None, ["flood1"]),
        (None, "2018-04-16", ["first"]),
        ("2018-04-18", "2018-04-30", []),
        ("2018-05-02", "2018-05-02", ["flood1"]),
    ],
)
def test_stories_of_some_days(
    library: Archive, after: str | None, before: str | None, names: list[str]
) -> None:
    assert [one.report for one in stories(library, after=after, before=before)] == names


def test_no_more_stories_than_asked_for(library: Archive) -> None:
    assert len(stories(library, count=1)) == 1
    assert stories(library, count=0) == []


def test_what_is_no_day_is_refused(library: Archive) -> None:
    with pytest.raises(ArchiveError, match="«فردا» is no day"):
        stories(library, after="فردا")
