"""Happenings: the events of an archive by type, status, participant, place and day."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from archive.minutes import done, keep, minutes
from dabir import Place, Record
from dabir.archive import Archive, ArchiveError, QueryError, migrations
from dabir.archive.answers import happenings as module
from dabir.archive.answers.happenings import Asked, Spot, happenings, spots, told, types
from dabir.archive.citation import Window

MEETING = done("CONSULT", "بهمن کاویانی", "آرام گریگوریان", "کاویانی با گریگوریان دربارهٔ پل دیدار کرد")
AGAIN = done("CONSULT", "بهمن کاویانی", "آرام گریگوریان", "کاویانی مهمان گریگوریان بود")
BLAME = done("ACCUSE", "سیمین پارسا", "بهمن کاویانی", "پارسا کاویانی را مقصر کم‌آبی دانست")
PLAN = done("CONSULT", "بهمن کاویانی", "سیمین پارسا", "کاویانی پارسا را خواهد دید", status="planned")
STATES = done("AGREE", "ایران", "ارمنستان", "دو کشور دربارهٔ آب توافق کردند")

YEREVAN = Place("l1", "ایروان", "city", "ARM", 616052, 40.18, 44.51, ())
ARMENIA = Place("l2", "ارمنستان", "country", "ARM", None, None, None, ())
EVERYTHING = Asked()


def at(record: Record, *places: Place | None) -> Record:
    """The record with its events at these places."""
    events = tuple(
        replace(event, place=place and place.name, place_id=place and place.id)
        for event, place in zip(record.events, places, strict=True)
    )
    return replace(record, events=events, places=tuple(place for place in places if place))


@pytest.fixture
def filled(archive: Archive) -> Archive:
    keep(
        archive,
        at(minutes("visit", "2018-04-17T11:00:00+04:30", MEETING), YEREVAN),
        at(minutes("again", "2018-04-17T18:00:00+04:30", AGAIN, agency="آوا"), YEREVAN),
        at(minutes("water", "2018-05-02", BLAME, STATES), None, ARMENIA),
        minutes("plan", "2018-05-03", PLAN),
    )
    return archive


def days(archive: Archive, asked: Asked = EVERYTHING) -> list[tuple[str, str | None]]:
    return [(event.type, event.day) for event in happenings(archive, asked).events]


def test_an_empty_archive_has_none(archive: Archive) -> None:
    found = happenings(archive, EVERYTHING)
    assert found.events == ()
    assert not found.more
    assert told(archive, found.events) == ()
    assert spots(archive, found.events) == []


def test_the_latest_come_first_and_those_of_no_day_last(filled: Archive) -> None:
    assert days(filled) == [
        ("AGREE", "2018-05-02"),
        ("ACCUSE", "2018-05-02"),
        ("CONSULT", "2018-04-17"),
        ("CONSULT", "2018-04-17"),
        ("CONSULT", None),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(type="CONSULT"), ["CONSULT", "CONSULT", "CONSULT"]),
        (Asked(status="planned"), ["CONSULT"]),
        (Asked(type="AGREE", status="planned"), []),
        (Asked(days=Window("2018-05-01")), ["AGREE", "ACCUSE"]),
        (Asked(days=Window(before="2018-04-30")), ["CONSULT", "CONSULT"]),
        (Asked(days=Window("2018-05-02", "2018-05-02"), type="ACCUSE"), ["ACCUSE"]),
        (Asked(about="سیمین پارسا"), ["ACCUSE", "CONSULT"]),
        (Asked(about="پارسا", status="happened"), ["ACCUSE"]),
        (Asked(about="ارمنستان"), ["AGREE"]),
        (Asked(place="ایروان"), ["CONSULT", "CONSULT"]),
        (Asked(place="ارمنستان"), ["AGREE", "CONSULT", "CONSULT"]),
        (Asked(place="جلفا"), []),
        (Asked(located=True), ["AGREE", "CONSULT", "CONSULT"]),
        (Asked(question="آب"), ["AGREE", "ACCUSE"]),
        (Asked(question="agency:آوا"), ["CONSULT"]),
        (Asked(question="آب", type="AGREE", place="ارمنستان", about="ایران"), ["AGREE"]),
    ],
    ids=range(16),
)
@pytest.mark.parametrize("few", [3000, 0], ids=["each looked at", "by their days"])
def test_what_is_asked_for_is_found(
    filled: Archive, monkeypatch: pytest.MonkeyPatch, asked: Asked, found: list[str], few: int
) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    assert [event.type for event in happenings(filled, asked).events] == found


def test_a_country_has_the_events_of_those_who_belong_to_it(archive: Archive) -> None:
    keep(archive, minutes("visit", "2018-04-17", MEETING, roles={"بهمن کاویانی": "وزیر راه"}))
    assert len(happenings(archive, Asked(about="ایران")).events) == 1


def test_more_than_can_be_shown_are_cut(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 4)
    found = happenings(filled, EVERYTHING)
    assert found.more
    assert [event.day for event in found.events] == ["2018-05-02", "2018-05-02", "2018-04-17", "2018-04-17"]
    monkeypatch.setattr(module, "MOST", 5)
    assert not happenings(filled, EVERYTHING).more


def test_copies_and_what_was_corrected_tell_nothing(filled: Archive) -> None:
    keep(filled, minutes("water", "2018-05-02", BLAME))
    with filled.database.writing() as connection:
        original = "(SELECT id FROM reports WHERE name = 'visit')"
        connection.execute(text(f"UPDATE reports SET copy_of = {original} WHERE name = 'again'"))
    assert days(filled) == [("ACCUSE", "2018-05-02"), ("CONSULT", "2018-04-17"), ("CONSULT", None)]


def test_what_tells_the_same_deed_is_told_together(filled: Archive) -> None:
    deeds = told(filled, happenings(filled, Asked(type="CONSULT")).events)
    assert [[cited.report for cited in deed.citations] for deed in deeds] == [["visit", "again"], ["plan"]]
    assert [one.name for one in deeds[0].sources] == ["بهمن کاویانی"]


def test_types_are_counted(filled: Archive) -> None:
    assert types(happenings(filled, EVERYTHING).events) == [("CONSULT", 3), ("ACCUSE", 1), ("AGREE", 1)]


def test_places_are_counted_with_where_they_lie(filled: Archive) -> None:
    assert spots(filled, happenings(filled, EVERYTHING).events) == [
        Spot("ایروان", "city", "ARM", 40.18, 44.51, 2),
        Spot("ارمنستان", "country", "ARM", None, None, 1),
    ]


def test_nobody_of_a_name_and_no_such_value_are_refused(filled: Archive) -> None:
    with pytest.raises(ArchiveError, match="names nobody «کیومرث دادگر»"):
        happenings(filled, Asked(about="کیومرث دادگر"))
    with pytest.raises(QueryError, match="is no type of event"):
        happenings(filled, Asked(question="type:DANCE"))


@given(words=st.text(max_size=30))
def test_whatever_is_asked_has_an_answer_or_a_reason(desk: Archive, words: str) -> None:
    for asked in (Asked(question=words), Asked(about=words), Asked(place=words, type=words, status=words)):
        with suppress(ArchiveError, QueryError):
            assert len(happenings(desk, asked).events) <= 1


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(str(tmp_path_factory.mktemp("happenings") / "archive.dabir"))
    keep(archive, at(minutes("visit", "2018-04-17", MEETING), YEREVAN))
    return archive


def test_an_older_archive_gets_its_indexes(address: str) -> None:
    before = [step.__name__ for step in migrations.STEPS].index("_days")
    with Archive(address) as archive:
        keep(archive, minutes("visit", "2018-04-17", MEETING))
        with archive.database.writing() as connection:
            for name in ("events_type", "events_day", "events_place", "commitments_due"):
                connection.execute(text(f"DROP INDEX {name}"))
            connection.execute(text("CREATE INDEX events_type ON events (type)"))
            connection.execute(
                text("UPDATE meta SET value = :seen WHERE key = 'schema'"), {"seen": str(before)}
            )
    with Archive(address) as archive:
        assert days(archive) == [("CONSULT", "2018-04-17")]
        with archive.database.writing() as connection:
            for name in ("events_type", "events_day", "events_place", "commitments_due"):
                connection.execute(text(f"DROP INDEX {name}"))  # which fails where there is none
