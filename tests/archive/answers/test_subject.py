"""Whom an answer is of, by a number or a name, whom he met, and which reports name him."""

from __future__ import annotations

import pytest

from archive.minutes import Line, done, keep, minutes, said
from dabir import Record
from dabir.archive import Archive, ArchiveError
from dabir.archive.answers.company import acquaintances
from dabir.archive.answers.dossier import dossier_of
from dabir.archive.answers.mentions import mentions
from dabir.archive.answers.posts import posts
from dabir.archive.answers.subject import Subject, entity_names, subject_of
from dabir.archive.citation import Window
from dabir.archive.people import decisions
from dabir.archive.people.lookup import find

BAHMAN, ALONE, REZA, SARA = "بهمن روستایان", "روستایان", "رضا نیکزاد", "سارا پویا"


def report(name: str, day: str | None, *lines: Line, **more: object) -> Record:
    rest = Line("plain", " ".join(f"{name}{number}" for number in range(12)))
    return minutes(name, day, *lines, rest, **more)  # type: ignore[arg-type]


def number(archive: Archive, name: str) -> int:
    with archive.reading() as connection:
        return find(connection, name)[0].id


def subject(archive: Archive, entity: int) -> Subject | None:
    with archive.reading() as connection:
        return subject_of(connection, entity)


def test_nobody_has_a_number_that_was_not_given(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said(BAHMAN, "سلام")))
    assert subject(archive, 0) is None
    assert subject(archive, 2**62) is None
    with pytest.raises(ArchiveError, match="no entity 99"):
        dossier_of(archive, 99)


def test_who_was_merged_is_the_one_who_stands_for_him(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said(BAHMAN, "یک")), report("b", "2018-05-02", said(REZA, "دو")))
    one, other = number(archive, BAHMAN), number(archive, REZA)
    decisions.merge(archive, other, one)
    found = subject(archive, other)
    assert found is not None
    assert (found.entity.id, found.entity.members) == (one, (one, other))
    assert [said.text for said in dossier_of(archive, other).statements] == ["یک", "دو"]
    with archive.reading() as connection:
        assert entity_names(connection, (one, other, 99)) == {one: BAHMAN, other: REZA}


def test_a_dossier_by_number_is_that_by_name(archive: Archive) -> None:
    keep(
        archive,
        report("a", "2018-05-01", said(BAHMAN, "یک"), roles={BAHMAN: "وزیر راه"}),
        report("b", "2018-05-02", said(BAHMAN, "دو")),
    )
    found = dossier_of(archive, number(archive, BAHMAN), after="2018-05-02")
    assert ([said.text for said in found.statements], found.posts) == (["دو"], ())
    with pytest.raises(ArchiveError, match="no day"):
        dossier_of(archive, number(archive, BAHMAN), before="دیروز")


def test_a_surname_alone_tells_who_is_meant(archive: Archive) -> None:
    keep(
        archive,
        report("full", "2018-05-01", said(BAHMAN, "یک"), said(REZA, "دو")),
        report("alone", "2018-05-02", said(ALONE, "سه"), said(REZA, "چهار")),
    )
    whole, surname = (subject(archive, number(archive, name)) for name in (BAHMAN, ALONE))
    assert whole is not None
    assert surname is not None
    assert [one.report for one in whole.alone] == ["alone"]
    assert (surname.alone, surname.likely) == ((), ((whole.entity.id, 1),))


def test_only_the_newest_reports_are_looked_at(archive: Archive) -> None:
    keep(
        archive,
        report("a", "2018-05-01", done("CONSULT", BAHMAN, REZA, "دیدار کردند")),
        report("b", "2018-05-02", done("CONSULT", BAHMAN, SARA, "گفت‌وگو کردند")),
    )
    found = subject(archive, number(archive, BAHMAN))
    assert found is not None
    with archive.reading() as connection:
        every = acquaintances(connection, found, Window())
        newest = acquaintances(connection, found, Window(), newest=1)
    assert {one.who.name for one in every} == {REZA, SARA}
    assert [one.who.name for one in newest] == [SARA]


def test_the_reports_that_name_somebody(archive: Archive) -> None:
    keep(
        archive,
        report("none", None, said(BAHMAN, "یک")),
        report("old", "2018-05-01", said(BAHMAN, "دو"), roles={BAHMAN: "وزیر راه"}),
        report("new", "2018-05-03", said(BAHMAN, "سه"), said(REZA, "چهار")),
    )
    found = subject(archive, number(archive, BAHMAN))
    assert found is not None
    with archive.reading() as connection:
        every = mentions(connection, found.entity, count=10)
        second = mentions(connection, found.entity, count=1, start=1)
    assert [(one.citation.report, one.name, one.role) for one in every] == [
        ("new", BAHMAN, ""),
        ("old", BAHMAN, "وزیر راه"),
        ("none", BAHMAN, ""),
    ]
    assert [one.citation.report for one in second] == ["old"]


def test_a_correction_names_somebody_once(archive: Archive) -> None:
    keep(archive, report("a", "2018-05-01", said(BAHMAN, "یک"), roles={BAHMAN: "وزیر راه"}))
    keep(archive, report("a", "2018-05-01", said(BAHMAN, "دو"), roles={BAHMAN: "استاندار"}))
    found = subject(archive, number(archive, BAHMAN))
    assert found is not None
    with archive.reading() as connection:
        assert [one.role for one in mentions(connection, found.entity, count=10)] == ["استاندار"]
        assert [one.role for one in posts(connection, found, Window())] == ["استاندار"]
