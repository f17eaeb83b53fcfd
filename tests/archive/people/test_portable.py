"""Portable decisions: what editors have decided in one archive, taken over by another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from archive.minutes import keep, minutes, said
from archive.newsroom import Hashes
from dabir.archive import Archive
from dabir.archive.exchange import kept
from dabir.archive.people import decisions
from dabir.archive.people.decisions import history
from dabir.archive.people.lookup import find
from dabir.archive.people.portable import Inheritance, decision_lines
from dabir.importing import import_lines

MINISTER, SHORT, MEMBER = "کیارش نوربخش", "کیا نوربخش", "شهرام پویان"
REPORTS = (
    minutes("road", "2020-05-01", said(MINISTER, "آزادراه کوه‌رود باز شد"), said(MEMBER, "راه خوبی است")),
    minutes("rail", "2020-06-01", said(MINISTER, "راه‌آهن گلرود نوسازی شد")),
    minutes("port", "2020-07-01", said(SHORT, "بندر ماه‌پری گسترش یافت"), said(MINISTER, "کشتی‌ها آمدند")),
)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "embedder", Hashes())


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    """An archive that has kept something else before, so that no number is the same."""
    with Archive(str(tmp_path / "other.dabir")) as archive:
        for name, who in (("x", "شهاب بهرامیان"), ("y", "پری زمانی")):
            keep(archive, minutes(name, None, said(who, "به شهر آمد")))
        yield archive


def number(archive: Archive, name: str) -> int:
    with archive.reading() as connection:
        return find(connection, name)[0].id


def decided(archive: Archive) -> None:
    """Keep the reports, and decide something of every kind about them; one decision is taken back."""
    keep(archive, *REPORTS)
    minister = number(archive, MINISTER)
    decisions.merge(archive, number(archive, SHORT), minister)
    new = decisions.split(archive, minister, ["rail"], name="نوربخش دیگر").payload["new"]
    decisions.rename(archive, new, "کیارش نوربخش (راه‌آهن)")
    decisions.note(archive, new, "برادرزاده وزیر است.")
    decisions.undo(archive, decisions.note(archive, minister, "نادرست").id)
    local = {person.name: person.id for person in REPORTS[0].people}
    decisions.reattribute(archive, "road", "s2", local[MINISTER])
    decisions.bounds(archive, "rail", "s1", 0, 8)
    decisions.reattribute(archive, "port", "s2", None)


def exported(archive: Archive) -> list[str]:
    return [*(one.line() for one in kept(archive.database, versions=True)), *decision_lines(archive.database)]


def told(lines: list[str]) -> list[Any]:
    """The decisions among some lines; what a split has made is called otherwise everywhere."""
    found = [json.loads(line).get("decision") for line in lines]
    return [
        {name: "split" if str(value).startswith("split:") else value for name, value in one.items()}
        for one in found
        if one
    ]


def state(archive: Archive) -> list[Any]:
    """Whom and what the reports name, as the archive shows it."""
    with archive.reading() as connection:
        query = (
            "SELECT r.name, s.local, s.speaker, s.text, a.name, e.name, m.name FROM statements s"
            " JOIN reports r ON r.current = s.version_id LEFT JOIN actors a ON a.id = s.actor_id"
            " LEFT JOIN entities e ON e.id = a.entity_id LEFT JOIN entities m ON m.id = e.merged_into"
            " WHERE r.name IN ('road', 'rail', 'port') ORDER BY r.name, s.local"
        )
        return [tuple(row) for row in connection.execute(text(query))]


def imported(archive: Archive, path: Path, lines: list[str]) -> None:
    path.write_text("".join(lines), "utf-8")
    list(import_lines(archive, path))


def test_decisions_are_taken_over(archive: Archive, other: Archive, tmp_path: Path) -> None:
    decided(archive)
    with archive.database.writing() as connection:
        connection.execute(text("UPDATE decisions SET at = '2021-03-01T08:00:00+00:00' WHERE id < 3"))
    lines = exported(archive)
    kinds = ["merge", "split", "rename", "note", "reattribute", "bounds", "reattribute"]
    assert [one["kind"] for one in told(lines)] == kinds
    imported(other, tmp_path / "lines.jsonl", lines)
    assert state(other) == state(archive)
    assert told(exported(other)) == told(lines)  # with their moments
    assert [line for line in exported(other) if '"archive":' in line][2:] == lines[:3]


def test_taking_over_again_changes_nothing(archive: Archive, other: Archive, tmp_path: Path) -> None:
    decided(archive)
    imported(other, tmp_path / "lines.jsonl", exported(archive))
    before = (state(other), exported(other))
    imported(other, tmp_path / "lines.jsonl", exported(archive))
    assert (state(other), exported(other)) == before
    imported(archive, tmp_path / "lines.jsonl", exported(archive))
    assert len(history(archive)) == 8


def test_what_was_decided_since_is_taken_over_too(archive: Archive, other: Archive, tmp_path: Path) -> None:
    decided(archive)
    imported(other, tmp_path / "lines.jsonl", exported(archive))
    new = next(one.payload["new"] for one in history(archive) if one.kind == "split")
    decisions.note(archive, new, "در گلرود زاده شد.")
    imported(other, tmp_path / "lines.jsonl", exported(archive))
    assert told(exported(other)) == told(exported(archive))


def test_what_another_archive_has_split_is_not_taken_for_what_this_one_has(archive: Archive) -> None:
    decided(archive)
    split = next(one.payload["new"] for one in history(archive) if one.kind == "split")
    before = exported(archive)
    foreign = {
        "kind": "rename",
        "entity": f"split:{split}",
        "words": "بیگانه",
        "at": "2021-03-01T08:00:00+00:00",
    }
    assert not Inheritance(archive).take(foreign)
    assert exported(archive) == before


ODD: dict[str, Any] = {
    "nothing": {},
    "no kind": {"entity": "person:کیارشنوربخش"},
    "another kind": {"kind": "crown", "entity": "person:کیارشنوربخش", "words": "شاه"},
    "nobody": {"kind": "rename", "entity": "person:هیچکس", "words": "کسی"},
    "a list": {"kind": "rename", "entity": ["person:کیارشنوربخش"], "words": "کسی"},
    "no words": {"kind": "note", "entity": "person:کیارشنوربخش", "words": " "},
    "a number for words": {"kind": "note", "entity": "person:کیارشنوربخش", "words": 7},
    "another text": {"kind": "bounds", "report": "rail", "text_hash": "00", "start": 0, "end": 23, "first": 0, "last": 3},
    "no report": {"kind": "bounds", "report": "none", "text_hash": "00", "start": 0, "end": 23, "first": 0, "last": 3},
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_cannot_be_taken_over_is_passed_over(odd: dict[str, Any], other: Archive) -> None:
    keep(other, *REPORTS)
    assert not Inheritance(other).take(odd)
    assert history(other) == []
