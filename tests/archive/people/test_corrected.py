"""A record as the archive shows it: corrections are laid upon it, and taken from it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from archive.minutes import keep, minutes, said
from dabir import Mention, Record, Span
from dabir.archive import Archive, ArchiveError
from dabir.archive.people.corrected import Corrected, corrected
from dabir.archive.people.decisions import bounds, reattribute, undo

SQLITE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)
Rows = Callable[[str], list[Any]]

MINISTER, MEMBER = "کیارش نوربخش", "شهرام پویان"
ROAD = minutes(
    "road",
    "2020-05-01",
    said(MINISTER, "آزادراه کوه‌رود باز می‌شود"),
    said(MEMBER, "راه خوبی است"),
    said("ایران", "مرزها باز است"),
)


@pytest.fixture
def filled(archive: Archive) -> Archive:
    keep(archive, ROAD)
    return archive


def shown(archive: Archive, name: str = "road") -> Corrected:
    query = text("SELECT current FROM reports WHERE name = :name")
    with archive.reading() as connection:
        version = connection.execute(query, {"name": name}).scalar_one()
        return corrected(connection, version, archive.record(name))


def test_nothing_was_corrected(filled: Archive) -> None:
    assert shown(filled) == (ROAD, {}, {})


def test_another_speaker_and_other_words(filled: Archive) -> None:
    reattribute(filled, "road", "s1", "a2", by="نسیم")
    bounds(filled, "road", "s1", 0, 8)
    record, corrections, found = shown(filled)
    first = record.statements[0]
    assert (first.speaker, first.speaker_id, first.start, first.end) == (MEMBER, "a2", 0, 8)
    assert first.text == ROAD.text[:8]
    assert [(one.number, one.kind, one.by) for one in corrections["s1"]] == [
        (1, "reattribute", "نسیم"),
        (2, "bounds", None),
    ]
    assert found == {"s1": ROAD.statements[0]}
    assert record.statements[1:] == ROAD.statements[1:]
    assert filled.record("road") == ROAD  # what the reader found stays


def test_a_speaker_whom_nobody_knows(filled: Archive) -> None:
    decision = reattribute(filled, "road", "s2", None)
    first = shown(filled).record.statements[1]
    assert (first.speaker, first.speaker_id) == ("", None)
    undo(filled, decision.id)
    assert shown(filled) == (ROAD, {}, {})


@SQLITE
@pytest.mark.parametrize(("words", "stays"), [((0, 3), True), ((9, 12), False)])
def test_words_that_name_another_speaker_go(archive: Archive, words: tuple[int, int], stays: bool) -> None:
    """The record marks a member's name beside the minister's statement."""
    people = (ROAD.people[0], replace(ROAD.people[1], mentions=(Mention(0, 3, ROAD.text[:3], "name"),)))
    mention = Span(*words, ROAD.text[slice(*words)])
    statements = (replace(ROAD.statements[0], mention=mention), *ROAD.statements[1:])
    keep(archive, replace(ROAD, people=people, statements=statements))
    reattribute(archive, "road", "s1", "a2")
    assert shown(archive).record.statements[0].mention == (mention if stays else None)


@SQLITE
def test_an_older_version_is_shown_as_it_was_read(filled: Archive) -> None:
    reattribute(filled, "road", "s1", "a2")
    keep(filled, minutes("road", "2020-05-01", said(MINISTER, "آزادراه کوه‌رود باز نمی‌شود")))
    with filled.reading() as connection:
        (old,) = connection.execute(text("SELECT id FROM versions WHERE number = 1")).scalars()
        assert corrected(connection, old, ROAD) == (ROAD, {}, {})
    assert shown(filled).corrections == {}


@SQLITE
def test_two_reports_of_one_text_are_corrected_apart(filled: Archive) -> None:
    keep(filled, replace(ROAD, id="copy", report=replace(ROAD.report, url="https://news.example/copy")))
    reattribute(filled, "road", "s1", "a2")
    assert shown(filled, "copy").corrections == {}


# Statement, speaker (or start), end, and whether an earlier decision is taken back instead.
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(-1, 80), st.integers(-1, 80), st.booleans(), st.booleans()),
    max_size=8,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
@SQLITE
def test_what_is_shown_is_what_the_archive_finds(filled: Archive, rows: Rows, steps: list[Any]) -> None:
    taken = []
    for which, one, other, by_speaker, back in steps:
        statement = ROAD.statements[which].id
        try:
            if back and taken:
                undo(filled, taken.pop())
            elif by_speaker:
                taken.append(reattribute(filled, "road", statement, ("a1", "a2", "a3", None)[one % 4]).id)
            else:
                taken.append(bounds(filled, "road", statement, one, other).id)
        except ArchiveError:
            continue
    record = shown(filled).record
    for said_, row in zip(record.statements, rows(_TOLD), strict=True):
        assert (said_.id, said_.speaker, said_.speaker_id, said_.start, said_.end) == row[:5]
        assert said_.text == record.text[said_.start : said_.end]
        assert " ".join(said_.text.split()) == row[5]
    for number in reversed(taken):
        undo(filled, number)
    assert shown(filled) == (ROAD, {}, {})


_TOLD = (
    "SELECT s.local, s.speaker, a.local, s.first, s.last, s.text FROM statements s"
    " LEFT JOIN actors a ON a.id = s.actor_id ORDER BY s.id"
)


def test_the_record_stays_one(filled: Archive) -> None:
    """What is corrected is still a record that can be written and read."""
    bounds(filled, "road", "s3", 1, 4)
    record = shown(filled).record
    assert Record.from_json(record.to_json()) == record
