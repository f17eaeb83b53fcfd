"""Reading again: new records in old reports, with everything else as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from archive.minutes import keep, minutes, promised, said
from archive.news import ALL, MATCH, entry, record_of
from dabir import Record, Report
from dabir.archive import Archive
from dabir.archive.keeping import Entry
from dabir.archive.people import decisions
from dabir.archive.people.lookup import find
from dabir.archive.rereading import outdated, reread

Rows = Callable[[str], list[Any]]
MINISTER, MEMBER = "کیارش نوربخش", "شهرام پویان"
PROMISE = promised(MINISTER, "آزادراه کوه‌رود افتتاح می‌شود")
ROAD = minutes("road", "2020-05-01", PROMISE, said(MEMBER, "راه خوبی است"))
RAIL = minutes("rail", "2020-06-01", said(MINISTER, "راه‌آهن گلرود نوسازی شد"))


def renamed(record: Record) -> Record:
    """The record as a later reader makes it: it finds one more word of each person's name."""
    people = tuple(replace(person, name=f"{person.name} فر") for person in record.people)
    statements = tuple(replace(one, speaker=f"{one.speaker} فر", act="denial") for one in record.statements)
    return replace(record, people=people, statements=statements)


def reader_of(archive: Archive) -> Callable[[Sequence[Report]], list[Record | None]]:
    """A later reader."""
    return lambda reports: [renamed(archive.record(report.id)) for report in reports]


def filled(archive: Archive, count: int) -> list[Record]:
    lines = [said(MINISTER, f"گزارش {number} رسید") for number in range(count)]
    records = [minutes(f"n{number}", "2020-05-01", line) for number, line in enumerate(lines)]
    keep(archive, *records)
    return records


def test_records_are_replaced_and_texts_stay(archive: Archive, rows: Rows) -> None:
    records = [record_of(text, name, published="2018-04-17") for name, text in ALL.items()]
    archive.keeper("test 1").keep([entry(record.text, record.id) for record in records])
    kept = ("vectors", "signs", "bands", "reports", "stories")
    before = {table: sorted(map(repr, rows(f"SELECT * FROM {table}"))) for table in kept}
    found = archive.search("زعفران", way="words")
    read = list(reread(archive.database, "test 2", reader_of(archive)))
    assert read == ["market", "match", "drought", "meeting"]
    assert {table: sorted(map(repr, rows(f"SELECT * FROM {table}"))) for table in kept} == before
    assert archive.search("زعفران", way="words") == found
    assert rows("SELECT DISTINCT act FROM statements") == [("denial",)]
    assert rows("SELECT count(*) FROM actors WHERE kind = 'person' AND name NOT LIKE '% فر'") == [(0,)]
    assert all(one.speaker.endswith("فر") for one in archive.record("match").statements)
    assert archive.record("match").text == MATCH
    assert rows("SELECT reader, count(*) FROM versions GROUP BY reader") == [("test 2", 4)]
    assert outdated(archive.database, "test 2") == 0


def test_the_new_reader_gets_the_report_as_it_came(archive: Archive) -> None:
    record = record_of(MATCH, "match", published="2018-04-17", agency="آنا")
    archive.keeper("test 1").keep([Entry(record)])
    given: list[Report] = []
    list(reread(archive.database, "test 2", lambda reports: [given.extend(reports)]))  # type: ignore[list-item]
    assert given == [Report("match", MATCH, record.report, record.parts)]


def test_what_this_reader_has_read_is_not_read_again(archive: Archive) -> None:
    archive.keeper("test 2").keep([Entry(ROAD)])
    assert outdated(archive.database, "test 2") == 0
    assert list(reread(archive.database, "test 2", pytest.fail)) == []


def test_a_reading_that_is_broken_off_is_gone_on_with(archive: Archive) -> None:
    records = filled(archive, 40)
    reading = reread(archive.database, "test 2", reader_of(archive))
    first = [next(reading) for _ in range(3)]
    reading.close()
    assert first == ["n39", "n38", "n37"]
    assert outdated(archive.database, "test 2") == 24  # the batch is kept whole
    rest = list(reread(archive.database, "test 2", reader_of(archive)))
    assert rest == [record.id for record in reversed(records[:24])]
    assert [archive.record(record.id) for record in records] == list(map(renamed, records))


def test_a_fault_in_the_middle_leaves_the_batches_before(archive: Archive, rows: Rows) -> None:
    records = filled(archive, 20)

    def faulty(reports: Sequence[Report]) -> list[Record | None]:
        if any(report.id == "n0" for report in reports):
            raise MemoryError
        return [renamed(archive.record(report.id)) for report in reports]

    with pytest.raises(MemoryError):
        list(reread(archive.database, "test 2", faulty))
    readers = rows("SELECT reader, count(*) FROM versions GROUP BY reader ORDER BY reader")
    assert readers == [("test 1", 4), ("test 2", 16)]
    assert archive.record("n0") == records[0]
    assert archive.record("n19") == renamed(records[19])


def test_what_cannot_be_read_any_more_keeps_its_record(archive: Archive, rows: Rows) -> None:
    keep(archive, ROAD, RAIL)
    told = list(
        reread(
            archive.database,
            "test 2",
            lambda reports: [renamed(RAIL) if one.id == "rail" else None for one in reports],
        )
    )
    assert told == ["rail"]
    assert archive.record("road") == ROAD
    old = rows("SELECT name FROM reports r JOIN versions v ON v.id = r.current WHERE v.reader = 'test 1'")
    assert old == [("road",)]
    assert rows("SELECT count(*) FROM commitments") == [(1,)]


def test_what_is_corrected_meanwhile_is_left_alone(archive: Archive, rows: Rows) -> None:
    keep(archive, ROAD, RAIL)
    later = replace(ROAD, text=ROAD.text.replace("خوبی", "تنگی"), restored=ROAD.restored)

    def read(reports: Sequence[Report]) -> list[Record | None]:
        keep(archive, later)
        return [renamed({"road": ROAD, "rail": RAIL}[report.id]) for report in reports]

    assert list(reread(archive.database, "test 2", read)) == ["rail"]
    assert archive.record("road") == later
    assert archive.record("road", 1) == ROAD
    numbers = rows(
        "SELECT DISTINCT v.number FROM statements s JOIN versions v ON v.id = s.version_id"
        " JOIN reports r ON r.id = v.report_id WHERE r.name = 'road'"
    )
    assert numbers == [(2,)]


def test_what_editors_have_decided_is_kept(archive: Archive, rows: Rows) -> None:
    short = minutes("port", "2020-07-01", said("کیا نوربخش", "بندر ماه‌پری گسترش یافت"))
    keep(archive, ROAD, RAIL, short)
    with archive.reading() as connection:
        minister = find(connection, MINISTER)[0].id
        other = find(connection, "کیا نوربخش")[0].id
    decisions.merge(archive, other, minister)
    new = decisions.split(archive, minister, ["rail"], name="نوربخش دیگر").payload["new"]
    speaker = next(person.id for person in ROAD.people if person.name == MINISTER)
    decisions.reattribute(archive, "road", "s2", speaker)

    def again(reports: Sequence[Report]) -> list[Record | None]:
        known = {record.id: record for record in (ROAD, RAIL, short)}
        return [replace(known[report.id], places=()) for report in reports]

    assert len(list(reread(archive.database, "test 2", again))) == 3
    moved = (
        "SELECT a.entity_id FROM actors a JOIN reports r ON r.current = a.version_id WHERE r.name = 'rail'"
    )
    assert rows(moved) == [(new,)]
    assert rows(f"SELECT merged_into FROM entities WHERE id = {other}") == [(minister,)]
    speakers = rows(
        "SELECT s.speaker, a.name FROM statements s JOIN actors a ON a.id = s.actor_id"
        " JOIN reports r ON r.current = s.version_id WHERE r.name = 'road'"
    )
    assert speakers == [(MINISTER, MINISTER)] * 2
    assert rows("SELECT count(*) FROM decisions WHERE undone IS NULL") == [(3,)]
