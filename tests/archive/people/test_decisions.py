"""Decisions of editors: what each changes, that it outlives a new reading, and that it can be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from archive.minutes import keep, minutes, promised, said
from dabir import Record
from dabir.archive import Archive, ArchiveError
from dabir.archive.people import decisions
from dabir.archive.people.decisions import (
    Decision,
    bounds,
    history,
    merge,
    note,
    reattribute,
    rename,
    split,
    undo,
)
from dabir.archive.people.lookup import find
from dabir.archive.rereading import reread

Rows = Callable[[str], list[Any]]
SQLITE = pytest.mark.parametrize("address", ["sqlite"], indirect=True)

MINISTER, SHORT, MEMBER = "کیارش نوربخش", "کیا نوربخش", "شهرام پویان"
REPORTS = (
    minutes("road", "2020-05-01", promised(MINISTER, "آزادراه کوه‌رود افتتاح می‌شود"), said(MEMBER, "راه خوبی است")),
    minutes("rail", "2020-06-01", said(MINISTER, "راه‌آهن گلرود نوسازی شد"), said("ایران", "مرزها باز است")),
    minutes("port", "2020-07-01", said(SHORT, "بندر ماه‌پری گسترش یافت"), said(MINISTER, "کشتی‌ها آمدند")),
)  # fmt: skip
# All that decisions may change.
TABLES = {
    "entities": "id", "names": "entity_id, name", "actors": "id", "assignments": "report_id, key", "statements": "id",
    "spellings": "key, entity_id",
}  # fmt: skip


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive of the reports; a file need not outlive a crash of the machine here, which saves most of the time."""
    if not archive.database.server:
        event.listen(
            archive.database.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = OFF")
        )
    keep(archive, *REPORTS)
    return archive


def state(archive: Archive) -> dict[str, list[Any]]:
    with archive.reading() as connection:
        return {
            table: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY {order}"))]
            for table, order in TABLES.items()
        }


def number(archive: Archive, name: str) -> int:
    """The entity that bears a name."""
    with archive.reading() as connection:
        return find(connection, name)[0].id


def named(rows: Rows) -> list[Any]:
    """Which report names whom as which entity."""
    return rows(
        "SELECT r.name, a.name, e.name, e.key FROM actors a JOIN entities e ON e.id = a.entity_id"
        " JOIN reports r ON r.current = a.version_id ORDER BY r.name, a.name, e.key"
    )


def read_again(archive: Archive, *records: Record) -> None:
    """Let another reader find these records in the texts that are kept; what it does not find stays as it is."""
    new = {record.id: record for record in records}
    reader = f"test {uuid.uuid4()}"
    list(reread(archive.database, reader, lambda reports: [new.get(report.id) for report in reports]))


# Merging --------------------------------------------------------------------------------------------------------------


def test_merged_entities_are_found_as_one(filled: Archive) -> None:
    one, other = number(filled, SHORT), number(filled, MINISTER)
    decision = merge(filled, one, other)
    assert (decision.kind, dict(decision.payload)) == ("merge", {"entity": one, "into": other})
    with filled.reading() as connection:
        (found,) = find(connection, SHORT)
    assert (found.id, found.members, found.reports) == (other, (other, one), 3)


def test_merging_twice_says_so(filled: Archive) -> None:
    one, other = number(filled, SHORT), number(filled, MINISTER)
    merge(filled, one, other)
    before = state(filled)
    for pair in ((one, other), (other, one), (one, one)):
        with pytest.raises(ArchiveError, match="one already"):
            merge(filled, *pair)
    assert state(filled) == before
    assert len(history(filled)) == 1


def test_what_stands_for_others_is_merged_with_them(filled: Archive, rows: Rows) -> None:
    one, other, third = (number(filled, name) for name in (SHORT, MINISTER, MEMBER))
    merge(filled, one, other)
    merge(filled, one, third)
    assert rows(f"SELECT merged_into FROM entities WHERE id IN ({one}, {other}) ORDER BY id") == [
        (merged,) for _, merged in sorted([(one, other), (other, third)])
    ]


@SQLITE
@pytest.mark.parametrize(
    "decide",
    [
        lambda archive: merge(archive, 99, 1),
        lambda archive: merge(archive, 1, 99),
        lambda archive: split(archive, 99, ["road"]),
        lambda archive: rename(archive, 99, "نام"),
        lambda archive: note(archive, 99, "یادداشت"),
    ],
)
def test_no_such_entity(filled: Archive, decide: Callable[[Archive], Decision]) -> None:
    before = state(filled)
    with pytest.raises(ArchiveError, match="no entity 99"):
        decide(filled)
    assert (state(filled), history(filled)) == (before, [])


# Splitting ------------------------------------------------------------------------------------------------------------


def test_split_entity_is_another_in_the_named_reports(filled: Archive, rows: Rows) -> None:
    old = number(filled, MINISTER)
    decision = split(filled, old, ["rail", "port"], name="نوربخش دوم")
    new = decision.payload["new"]
    assert rows(
        f"SELECT r.name FROM actors a JOIN reports r ON r.current = a.version_id WHERE a.entity_id = {new} ORDER BY r.name"
    ) == [("port",), ("rail",)]
    with filled.reading() as connection:
        for name in (MINISTER, "Kiarash Nourbakhsh"):
            assert {one.name for one in find(connection, name)} == {MINISTER, "نوربخش دوم"}


def test_split_outlives_a_new_reading(filled: Archive, rows: Rows) -> None:
    split(filled, number(filled, MINISTER), ["rail"], name="نوربخش دوم")
    before = named(rows)
    read_again(filled, *REPORTS)
    assert named(rows) == before
    assert ("rail", MINISTER, "نوربخش دوم") in [row[:3] for row in before]
    undo(filled, 1)
    assert {row[2] for row in named(rows) if row[1] == MINISTER} == {MINISTER}
    read_again(filled, *REPORTS)
    assert {row[2] for row in named(rows) if row[1] == MINISTER} == {MINISTER}


def test_split_outlives_a_correction(filled: Archive, rows: Rows) -> None:
    split(filled, number(filled, MINISTER), ["rail"], name="نوربخش دوم")
    keep(filled, minutes("rail", "2020-06-01", said(MINISTER, "راه‌آهن گلرود نوسازی نشد و قطارها دیر می‌رسند")))
    assert ("rail", MINISTER, "نوربخش دوم") in [row[:3] for row in named(rows)]
    undo(filled, 1)
    assert {row[2] for row in named(rows) if row[1] == MINISTER} == {MINISTER}


def test_split_takes_all_that_were_merged(filled: Archive, rows: Rows) -> None:
    one, other = number(filled, SHORT), number(filled, MINISTER)
    before = state(filled)
    merge(filled, one, other)
    split(filled, one, ["port"])
    entities = {row[3] for row in named(rows) if row[0] == "port"}
    assert len(entities) == 1
    undo(filled, 1)  # the split does not build on it
    undo(filled, 2)
    assert state(filled) == before


def test_split_of_a_split(filled: Archive, rows: Rows) -> None:
    before = state(filled)
    second = split(filled, number(filled, MINISTER), ["rail", "port"], name="نوربخش دوم").payload["new"]
    middle = state(filled)
    split(filled, second, ["rail"], name="نوربخش سوم")
    assert {row[:3] for row in named(rows) if row[1] == MINISTER} == {
        ("road", MINISTER, MINISTER), ("port", MINISTER, "نوربخش دوم"), ("rail", MINISTER, "نوربخش سوم"),
    }  # fmt: skip
    with pytest.raises(ArchiveError, match="decision 2"):
        undo(filled, 1)
    undo(filled, 2)
    assert state(filled) == middle
    undo(filled, 1)
    assert state(filled) == before


@SQLITE
def test_what_cannot_be_split(filled: Archive) -> None:
    old = number(filled, MINISTER)
    before = state(filled)
    for reports, says in (
        ([], "no report"),
        (["nowhere"], "nowhere"),
        (["road", "rail"], "rail does not name"),
    ):
        with pytest.raises(ArchiveError, match=says):
            split(filled, number(filled, MEMBER), reports)
    split(filled, old, ["rail"])
    with pytest.raises(ArchiveError, match="rail does not name"):
        split(filled, old, ["rail"])
    undo(filled, 1)
    assert state(filled) == before


# Names and notes ------------------------------------------------------------------------------------------------------


def test_renamed(filled: Archive, rows: Rows) -> None:
    entity = number(filled, MINISTER)
    decision = rename(filled, entity, "  کیارش نوربخش گلرودی ")
    assert dict(decision.payload) == {"entity": entity, "old": MINISTER, "new": "کیارش نوربخش گلرودی"}
    assert rows(f"SELECT name FROM entities WHERE id = {entity}") == [("کیارش نوربخش گلرودی",)]
    undo(filled, decision.id)
    assert rows(f"SELECT name FROM entities WHERE id = {entity}") == [(MINISTER,)]


@SQLITE
@pytest.mark.parametrize("words", ["", " \n", "نام\0", "\ud800"])
def test_what_is_no_text_is_refused(filled: Archive, words: str) -> None:
    for decide in (rename, note):
        with pytest.raises(ArchiveError, match=r"(?s)(name|note).*(write one|leave them out)"):
            decide(filled, 1, words)
    with pytest.raises(ArchiveError, match="called «" + MINISTER):
        rename(filled, number(filled, MINISTER), MINISTER)


def test_notes_are_in_the_history(filled: Archive) -> None:
    entity, other = number(filled, MINISTER), number(filled, MEMBER)
    first, second = (
        note(filled, entity, "در سال ۱۳۹۰ استاندار بود"),
        note(filled, entity, "«نماینده» پیشین\nگلرود"),
    )
    third = note(filled, other, "دیگری")
    assert history(filled) == [third, second, first]
    assert history(filled, entity=entity) == [second, first]
    taken = undo(filled, first.id)
    assert taken.undone is not None
    assert history(filled, entity=entity) == [second, taken]
    assert second.payload["text"] == "«نماینده» پیشین\nگلرود"


# Taking back ----------------------------------------------------------------------------------------------------------


@SQLITE
def test_what_cannot_be_taken_back(filled: Archive) -> None:
    with pytest.raises(ArchiveError, match="no decision 1"):
        undo(filled, 1)
    note(filled, 1, "یادداشت")
    undo(filled, 1)
    with pytest.raises(ArchiveError, match="taken back already"):
        undo(filled, 1)


@SQLITE
def test_later_decision_stands_in_the_way(filled: Archive) -> None:
    before = state(filled)
    new = split(filled, number(filled, MINISTER), ["rail"]).payload["new"]
    rename(filled, new, "نوربخش دوم")
    rename(filled, new, "نوربخش سوم")
    for earlier in (1, 2):
        with pytest.raises(ArchiveError, match=rf"decision 3 \(rename, .* builds on decision {earlier}"):
            undo(filled, earlier)
    undo(filled, 3)
    with pytest.raises(ArchiveError, match="decision 2"):
        undo(filled, 1)
    undo(filled, 2)
    undo(filled, 1)
    assert state(filled) == before


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "rename", "note", "reattribute", "bounds"]),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)
MANY = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def decided(archive: Archive, step: Step) -> Iterator[int]:
    """Take a decision that a step stands for, and give its number; nothing where it is refused."""
    kind, one, other = step
    entities = [row[0] for row in state(archive)["entities"]]
    entity, second = entities[one % len(entities)], entities[other % len(entities)]
    report = REPORTS[other % len(REPORTS)]
    statement = report.statements[one % len(report.statements)]
    steps: dict[str, Callable[[], Decision]] = {
        "merge": lambda: merge(archive, entity, second),
        "split": lambda: split(archive, entity, [report.id]),
        "rename": lambda: rename(archive, entity, f"نام {other}"),
        "note": lambda: note(archive, entity, f"یادداشت {other}"),
        "reattribute": lambda: reattribute(archive, report.id, statement.id, ("a1", "a2", None)[other % 3]),
        "bounds": lambda: bounds(archive, report.id, statement.id, statement.start + other, statement.end),
    }
    before = state(archive)
    try:
        yield steps[kind]().id
    except ArchiveError:
        assert state(archive) == before


@MANY
@given(steps=STEPS)
@SQLITE
def test_taking_back_in_reverse_restores_everything(filled: Archive, steps: list[Step]) -> None:
    before = state(filled)
    taken = [number for step in steps for number in decided(filled, step)]
    for one in reversed(taken):
        undo(filled, one)
    assert state(filled) == before


@MANY
@given(steps=STEPS, order=st.randoms(use_true_random=False))
@SQLITE
def test_taking_back_in_any_order_restores_everything(filled: Archive, steps: list[Step], order: Any) -> None:
    """What is refused is refused for a later decision that holds, and works when that is gone."""
    before = state(filled)
    taken = {number for step in steps for number in decided(filled, step)}
    while taken:
        one = order.choice(sorted(taken))
        while one is not None:
            try:
                undo(filled, one)
                taken.remove(one)
                one = None
            except ArchiveError as refusal:
                later = int(str(refusal).split()[1])
                assert later in taken
                assert later > one
                one = later
    assert state(filled) == before


@MANY
@given(steps=STEPS)
@SQLITE
def test_a_new_reading_between_changes_nothing(filled: Archive, steps: list[Step]) -> None:
    """What is decided holds when the same is read again, and can be taken back then, too."""
    before = contents(filled)
    taken = [number for step in steps for number in decided(filled, step)]
    after = contents(filled)
    read_again(filled, *REPORTS)
    assert contents(filled) == after
    for one in reversed(taken):
        undo(filled, one)
    assert contents(filled) == before


def contents(archive: Archive) -> list[Any]:
    """Who is whom, and who said what, without the numbers of rows that a new reading writes anew."""
    queries = (
        "SELECT v.report_id, a.local, a.name, a.entity_id FROM actors a JOIN versions v ON v.id = a.version_id",
        "SELECT v.report_id, s.local, s.speaker, a.local, s.first, s.last, s.text FROM statements s"
        " JOIN versions v ON v.id = s.version_id LEFT JOIN actors a ON a.id = s.actor_id",
        "SELECT id, key, name, merged_into FROM entities",
    )
    with archive.reading() as connection:
        return [sorted(map(str, connection.execute(text(query)))) for query in queries]


def test_a_long_sequence_on_both_databases(filled: Archive) -> None:
    before = state(filled)
    steps = [
        ("merge", 0, 2),
        ("split", 0, 1),
        ("rename", 4, 3),
        ("reattribute", 0, 1),
        ("bounds", 1, 2),
        ("split", 1, 0),
    ]
    taken = [number for step in steps for number in decided(filled, step)]
    assert len(taken) >= 5
    for one in reversed(taken):
        undo(filled, one)
    assert state(filled) == before


# Corrections ----------------------------------------------------------------------------------------------------------

SAID = (
    "SELECT s.local, s.speaker, a.name, s.first, s.last, s.text FROM statements s"
    " LEFT JOIN actors a ON a.id = s.actor_id ORDER BY s.id"
)


def test_statement_of_another(filled: Archive, rows: Rows) -> None:
    before = rows(SAID)
    decision = reattribute(filled, "rail", "s1", "a2")
    after = rows(SAID)
    assert after[2][:3] == ("s1", "ایران", "ایران")
    assert [one for number, one in enumerate(after) if number != 2] == [*before[:2], *before[3:]]
    reattribute(filled, "rail", "s1", None)
    assert rows(SAID)[2][:3] == ("s1", "", None)
    undo(filled, decision.id)
    assert rows(SAID)[2][:3] == ("s1", "", None)  # the later correction holds
    undo(filled, decision.id + 1)
    assert rows(SAID) == before


def test_bounds_of_a_statement(filled: Archive, rows: Rows) -> None:
    before = rows(SAID)
    whole = REPORTS[1].text
    bounds(filled, "rail", "s1", 0, whole.index(".") + 1)
    assert rows(SAID)[2][3:] == (0, whole.index(".") + 1, "راه‌آهن گلرود نوسازی شد.")
    reattribute(filled, "rail", "s1", "a2")
    bounds(filled, "rail", "s1", 0, len(whole))
    assert rows(SAID)[2] == ("s1", "ایران", "ایران", 0, len(whole), " ".join(whole.split()))
    undo(filled, 2)
    undo(filled, 3)
    assert rows(SAID)[2][3:5] == (0, whole.index(".") + 1)
    undo(filled, 1)
    assert rows(SAID) == before


def test_corrections_outlive_a_new_reading(filled: Archive, rows: Rows) -> None:
    """The new reader finds the statement a word shorter, under another id, and gives people other ids."""
    reattribute(filled, "rail", "s1", "a2")
    bounds(filled, "rail", "s1", 0, 8)
    found = REPORTS[1].statements[0]
    other = replace(found, id="s9", start=found.start + 2, text=found.text[2:], speaker_id="a8")
    statements = (other, replace(REPORTS[1].statements[1], speaker_id="a7"))
    people = (replace(REPORTS[1].people[0], id="a8"),)
    parties = (replace(REPORTS[1].parties[0], id="a7"),)
    read_again(filled, replace(REPORTS[1], statements=statements, parties=parties, people=people))
    assert ("s9", "ایران", "ایران", 0, 8, "راه‌آهن") in rows(SAID)
    with filled.database.writing() as connection:
        before = rows(SAID)
        (version,) = connection.execute(text("SELECT current FROM reports WHERE name = 'rail'")).scalars()
        decisions.apply(connection, version)
    assert rows(SAID) == before
    undo(filled, 2)
    undo(filled, 1)
    assert ("s9", MINISTER, MINISTER, other.start, other.end, other.text) in rows(SAID)


def test_speaker_is_found_again_by_his_entity(filled: Archive, rows: Rows) -> None:
    reattribute(filled, "road", "s1", "a2")
    people = (REPORTS[0].people[0], replace(REPORTS[0].people[1], id="a5", name="سید " + MEMBER))
    statements = tuple(
        replace(one, speaker="سید " + MEMBER, speaker_id="a5") if one.speaker == MEMBER else one
        for one in REPORTS[0].statements
    )
    read_again(filled, replace(REPORTS[0], people=people, statements=statements))
    assert rows(SAID)[-2][1:3] == (MEMBER, "سید " + MEMBER)


def test_correction_of_a_text_that_was_corrected_by_its_outlet(filled: Archive, rows: Rows) -> None:
    reattribute(filled, "rail", "s1", "a2")
    keep(filled, minutes("rail", "2020-06-01", said(MINISTER, "راه‌آهن گلرود نوسازی نشد و قطارها دیر می‌رسند")))
    assert rows(SAID)[-1][1:3] == (MINISTER, MINISTER)
    before = state(filled)
    undo(filled, 1)
    assert state(filled) == before


def test_reader_that_finds_nothing_there_any_more(filled: Archive, rows: Rows) -> None:
    bounds(filled, "rail", "s1", 0, 8)
    read_again(filled, replace(REPORTS[1], statements=REPORTS[1].statements[1:]))
    before = rows(SAID)
    undo(filled, 1)
    assert rows(SAID) == before


@SQLITE
def test_what_cannot_be_corrected(filled: Archive) -> None:
    before = state(filled)
    length = len(REPORTS[0].text)
    first = REPORTS[0].statements[0]
    for decide, says in (
        (lambda: reattribute(filled, "nowhere", "s1", "a1"), "no report of that name"),
        (lambda: reattribute(filled, "road", "s8", "a1"), "no statement s8"),
        (lambda: reattribute(filled, "road", "s1", "a8"), "no person or party a8"),
        (lambda: reattribute(filled, "road", "s1", "a1"), "attributed so already"),
        (lambda: bounds(filled, "road", "s1", 5, 5), "holds no words"),
        (lambda: bounds(filled, "road", "s1", -1, 5), "holds no words"),
        (lambda: bounds(filled, "road", "s1", 0, length + 1), f"{length} code points"),
        (lambda: bounds(filled, "road", "s1", first.end + 1, first.end + 2), "holds no words"),
        (lambda: bounds(filled, "road", "s1", first.start, first.end), "these bounds already"),
    ):
        with pytest.raises(ArchiveError, match=says):
            decide()
    assert (state(filled), history(filled)) == (before, [])


@SQLITE
def test_nothing_to_apply(filled: Archive) -> None:
    before = state(filled)
    with filled.database.writing() as connection:
        decisions.apply(connection, 1)
        decisions.apply(connection, 99)
    assert state(filled) == before
