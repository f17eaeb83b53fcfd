"""Facets: into what the answers of a question fall, the same on both databases, whatever editors have decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from archive.minutes import Line, done, keep, minutes, promised, said
from dabir.archive import Archive
from dabir.archive.finding import facets
from dabir.archive.finding.days import Whole
from dabir.archive.finding.facets import Facets
from dabir.archive.finding.query import parsed
from dabir.archive.people import decisions

REPORTS = (
    minutes(
        "bridge",
        "2018-03-20",
        said("بهمن کاویانی", "پل مرزی باز شد"),
        promised("بهمن کاویانی", "راه را می‌سازیم"),
        done("CONSULT", "بهمن کاویانی", "سیمین پارسا", "دیدار کردند"),
        towns=("جلفا", "ارس"),
    ),
    minutes("dam", "2018-03-21", said("سیمین پارسا", "سد پر شد", "praise"), towns=("جلفا",)),
    minutes("road", "2018-04-20", said("سیمین پارسا", "راه بسته است"), agency="نوا"),
    minutes("quiet", None, Line("plain", "هیچ کس چیزی نگفت"), agency="نوا"),
)


@pytest.fixture
def library(archive: Archive) -> Archive:
    keep(archive, *REPORTS)
    return archive


def asked(archive: Archive, question: str = "") -> tuple[Facets, int]:
    with archive.reading() as connection:
        return facets.of_matching(archive.database, connection, parsed(question))


def told(found: Facets) -> dict[str, dict[str, int]]:
    return {
        kind: {one.part.value: one.number for one in values}
        for kind, values in found.values.items()
        if values
    }


def speakers(archive: Archive) -> Mapping[str, int]:
    return told(asked(archive)[0]).get("speaker", {})


def entity(archive: Archive, name: str) -> int:
    with archive.reading() as connection:
        found = connection.execute(
            text("SELECT id FROM entities WHERE name = :name AND merged_into IS NULL"), {"name": name}
        )
        return int(found.scalars().first() or 0)


def test_all_that_a_report_holds_is_counted_once(library: Archive) -> None:
    found, matches = asked(library)
    assert (found.counted, matches) == (4, 4)
    assert told(found) == {
        "speaker": {"سیمین پارسا": 2, "بهمن کاویانی": 1},
        "agency": {"نوا": 2, "پیک": 2},
        "place": {"ایران": 2, "جلفا": 2, "ارس": 1},
        "type": {"CONSULT": 1},
        "act": {"report": 2, "praise": 1, "promise": 1},
    }
    assert found.days == {"2018-03-20": 1, "2018-03-21": 1, "2018-04-20": 1}


def test_each_value_leads_to_the_reports_that_it_counts(library: Archive) -> None:
    for values in asked(library)[0].values.values():
        for one in values:
            assert (str(one.part), library.count(str(one.part))) == (str(one.part), one.number)
    for calendar in ("jalali", "gregorian"):
        for period in asked(library)[0].periods(calendar):
            assert library.count(str(period.part)) == period.number


@pytest.mark.parametrize(
    "question",
    [
        "سد",
        "راه",
        "speaker:پارسا",
        "راه agency:نوا",
        "place:جلفا OR act:praise",
        "NOT place:جلفا",
        "زعفران",
        "on:1397",
    ],
)
def test_only_what_matches_is_counted(library: Archive, question: str) -> None:
    found, matches = asked(library, question)
    assert found.counted == matches == library.count(question)
    assert sum(one.number for one in found.values["agency"]) == matches


def test_of_very_many_those_are_counted_that_came_in_last(
    library: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST", 2)
    found, matches = asked(library)
    assert (found.counted, matches) == (2, 4)
    assert told(found)["agency"] == {"نوا": 2}
    found, matches = asked(library, "سد OR راه")
    assert (found.counted, matches) == (2, 3)
    assert told(found)["speaker"] == {"سیمین پارسا": 2}


def test_reports_may_be_named_one_by_one(library: Archive) -> None:
    with library.reading() as connection:
        rows = connection.execute(text("SELECT name, current FROM reports"))
        versions = {row.name: row.current for row in rows}
        found = facets.of_versions(connection, [versions["dam"], versions["quiet"]])
        nothing = facets.of_versions(connection, [])
    assert (found.counted, told(found)["agency"]) == (2, {"نوا": 1, "پیک": 1})
    assert (nothing.counted, told(nothing), nothing.periods("jalali")) == (0, {}, [])


def test_years_are_told_and_months_where_there_is_one_year(library: Archive) -> None:
    found, _ = asked(library)
    years = [(each.whole, each.number) for each in found.periods("jalali")]
    assert years == [(Whole("jalali", 1396), 1), (Whole("jalali", 1397), 2)]
    months = [(each.whole, each.number) for each in found.periods("gregorian")]
    assert months == [(Whole("gregorian", 2018, 3), 2), (Whole("gregorian", 2018, 4), 1)]
    assert found.periods("jalali")[1].days == (date(2018, 3, 21), date(2019, 3, 20))


def test_days_that_no_newspaper_has_are_left_out(archive: Archive) -> None:
    keep(
        archive,
        minutes("old", "0150-01-01", Line("plain", "کهن")),
        minutes("new", "2018-04-16", Line("plain", "نو")),
    )
    found, _ = asked(archive)
    assert [each.number for each in found.periods("gregorian")] == [1]
    assert [each.number for each in found.periods("jalali")] == [1]


# What editors decide --------------------------------------------------------------------------------------------------


def test_who_was_merged_is_one_speaker_and_two_again_when_it_is_undone(library: Archive) -> None:
    made = decisions.merge(library, entity(library, "بهمن کاویانی"), entity(library, "سیمین پارسا"))
    assert speakers(library) == {"سیمین پارسا": 3}
    decisions.undo(library, made.id)
    assert speakers(library) == {"سیمین پارسا": 2, "بهمن کاویانی": 1}


def test_who_was_split_off_is_another_speaker(library: Archive) -> None:
    made = decisions.split(library, entity(library, "سیمین پارسا"), ["road"], name="سیمین پارسای دیگر")
    assert speakers(library) == {"سیمین پارسا": 1, "سیمین پارسای دیگر": 1, "بهمن کاویانی": 1}
    decisions.undo(library, made.id)
    assert speakers(library) == {"سیمین پارسا": 2, "بهمن کاویانی": 1}


def test_a_statement_that_was_given_to_another_counts_for_him(library: Archive) -> None:
    record = library.record("bridge")
    other = next(person.id for person in record.people if person.name == "سیمین پارسا")
    made = [decisions.reattribute(library, "bridge", one.id, other) for one in record.statements]
    assert speakers(library) == {"سیمین پارسا": 3}
    for one in reversed(made):
        decisions.undo(library, one.id)
    assert speakers(library) == {"سیمین پارسا": 2, "بهمن کاویانی": 1}


def test_a_correction_takes_the_place_of_what_it_corrects(library: Archive) -> None:
    keep(library, minutes("dam", "2018-03-21", said("آرش فرهمند", "سد خالی شد", "blame"), towns=("ارس",)))
    found, matches = asked(library)
    assert matches == 4
    assert told(found)["speaker"] == {"آرش فرهمند": 1, "بهمن کاویانی": 1, "سیمین پارسا": 1}
    assert told(found)["act"] == {"report": 2, "blame": 1, "promise": 1}


# Names that make trouble ----------------------------------------------------------------------------------------------


def test_odd_names_neither_part_nor_end_anything(archive: Archive) -> None:
    record = minutes("odd", "2018-04-16", said("الف", "گفت"), agency="خط\nدوم: «الف» 100%")
    keep(archive, record, minutes("quoted", "2018-04-16", said("ب", "گفت"), agency='با "گیومه"'))
    found, _ = asked(archive)
    assert told(found)["agency"] == {"خط دوم: «الف» 100%": 1}
    assert archive.count(str(found.values["speaker"][0].part)) == 1


# Older archives -------------------------------------------------------------------------------------------------------


def test_an_older_archive_is_counted_when_it_is_opened(address: str) -> None:
    with Archive(address) as archive:
        keep(archive, *REPORTS)
    url = (
        address.replace("postgresql:", "postgresql+psycopg:")
        if ":/" in address
        else f"sqlite:///{Path(address)}"
    )
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE traits"))
        connection.execute(text("UPDATE meta SET value = '3' WHERE key = 'schema'"))
    engine.dispose()
    with Archive(address) as archive:
        assert speakers(archive) == {"سیمین پارسا": 2, "بهمن کاویانی": 1}
