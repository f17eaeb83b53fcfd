"""The copies and stories of whole collections are those that an archive finds while it is filled."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import text

from commands.desk import WordsEmbedder
from dabir import Reader, Record
from dabir.archive import Archive
from dabir.archive.alike.whole import Group, Sketch, alike, first_countries, likest, sketch, versions
from dabir.archive.keeping import Entry
from dabir.report import Header, Report
from dabir.sources import read_json_line

Found = tuple[list[tuple[str, str]], set[frozenset[str]]]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """The sample of the desk, of four outlets, with copies, a correction and stories; and some copies more."""
    reader = Reader(fast=True)
    lines = files("dabir.desk").joinpath("data/collection.jsonl").read_bytes().splitlines()
    found = [reader.read(read_json_line(line)) for line in lines]
    again = [
        replace(one, id=f"{one.id}-again", report=replace(one.report, url=None, code=None, agency="نوا"))
        for one in found[::5]
    ]
    undated = replace(found[3], id="undated", report=Header(agency="پیک"))
    return [*found, *again, undated]


@pytest.fixture(autouse=True)
def embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "embedder", WordsEmbedder())


def sketched(archive: Archive, records: Iterable[Record]) -> list[tuple[Sketch, Entry]]:
    """Records in their order, sketched and ready to be kept."""
    every = list(records)
    pairs = [
        (sketch(record, vectors[0] if len(vectors) else None), Entry(record, vectors))
        for record, vectors in zip(every, archive.embedded(every), strict=True)
    ]
    return sorted(pairs, key=lambda pair: pair[0].order)


def of_archive(archive: Archive) -> Found:
    """Copies with what they copy, and the stories, as an archive has them."""
    with archive.reading() as connection:
        rows = connection.execute(text("SELECT id, name, copy_of, story_id FROM reports ORDER BY id")).all()
    names = {row.id: row.name for row in rows}
    stories: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row.story_id is not None:
            stories[row.story_id].add(row.name)
    return [(row.name, names[row.copy_of]) for row in rows if row.copy_of], set(
        map(frozenset, stories.values())
    )


def of_all(rows: Iterable[Sketch], groups: dict[str, Group]) -> Found:
    """The same as they were found at once."""
    names = {row.order: row.id for row in rows if row.first}
    stories: defaultdict[str, set[str]] = defaultdict(set)
    copies = []
    for order, name in names.items():
        group = groups.get(order, Group("", ""))
        if group.copy_of:
            copies.append((name, names[group.copy_of]))
        if group.story:
            stories[group.story].add(name)
    return copies, set(map(frozenset, stories.values()))


def test_what_is_found_at_once_is_what_an_archive_finds(tmp_path: Path, records: list[Record]) -> None:
    with Archive(str(tmp_path / "a.dabir")) as archive:
        ready = sketched(archive, records)
        keeper = archive.keeper("test")
        for _, entry in ready:
            keeper.keep([entry])
        copies, stories = of_archive(archive)
        assert (len(copies) >= 8, len(stories) >= 3) == (True, True)
        assert of_all(*alike(one for one, _ in ready)) == (copies, stories)
        shuffled = [one for one, _ in ready]
        random.Random(7).shuffle(shuffled)
        assert alike(shuffled) == alike(one for one, _ in ready)


def test_versions_of_a_report_take_each_others_place(records: list[Record]) -> None:
    first = sketch(replace(records[0], report=replace(records[0].report, url="https://a.example/1")), None)
    again = replace(first, order=f"{first.order}2")
    mended = replace(again, order=f"{first.order}3", text_hash=b"3")
    rows = list(versions([mended, again, first]))
    assert [(row.order, row.report, row.until, row.first) for row in rows] == [
        (first.order, first.order, mended.order, True),
        (mended.order, first.order, "", False),
    ]
    assert (rows[0].there(again.order), rows[0].there(f"{mended.order}4")) == (True, False)
    other = replace(mended, identity="id:x", values=bytes(160))
    known = replace(first, identity="id:x")
    assert [row.first for row in versions([known, other])] == [
        True,
        True,
    ]  # an id alone, and nothing in common


def test_actors_of_several_countries_are_told_apart_by_the_first() -> None:
    def actors(order: str, *pairs: tuple[str, str]) -> Sketch:
        return Sketch(order, order, "", b"", b"", (), "", b"", pairs, ())

    rows = [
        actors("3", ("a", "AM")),
        actors("2", ("a", "IR"), ("b", "")),
        actors("1", ("a", ""), ("b", "IR")),
    ]
    assert first_countries(rows) == {"a": "IR"}


def test_of_several_alike_the_likest_and_the_oldest_is_copied() -> None:
    from dabir.archive.alike.whole import Pair

    pairs = [Pair("9", "9", other, other, away, True) for other, away in (("3", 0.1), ("2", 0.1), ("1", 0.2))]
    assert likest(pairs)["9"].other == "2"


def test_a_record_without_words_has_no_vector_and_no_bands() -> None:
    record = Reader(fast=True).read(Report.of("ایران و ارمنستان توافق کردند."))
    assert sketch(replace(record, text="…", parts=()), None).bands == ()
