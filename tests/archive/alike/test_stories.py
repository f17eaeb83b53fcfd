"""Stories: what of several reports tells of one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from archive.minutes import Line, minutes, said
from archive.news import DROUGHT, MATCH, MEETING, record_of
from dabir.archive import Archive
from dabir.archive.keeping import Entry

Rows = Callable[[str], list[Any]]
Vector = NDArray[np.float32]

DAY = "2018-04-17"


def at(cosine: float, side: int = 1) -> Vector:
    """A vector with this cosine to `at(1)`; of two with different sides the cosine is the product."""
    vector = np.zeros((1, 384), np.float32)
    vector[0, 0], vector[0, side] = cosine, np.sqrt(1 - cosine**2)
    return vector


def report(
    name: str, vector: Vector | None, day: str | None = DAY, people: str = "", towns: tuple[str, ...] = ()
) -> Entry:
    """A report with nothing in common with others but its vector, and the people and towns that it names."""
    lines = [
        said(person, f"{name} سخن {number}") for number, person in enumerate(people.split("،")) if person
    ]
    plain = Line("plain", " ".join(f"{name}{number}" for number in range(12)))
    return Entry(minutes(name, day, plain, *lines, towns=towns), vector)


def keep(archive: Archive, *entries: Entry) -> None:
    archive.keeper("test 1").keep(entries)


@pytest.fixture
def stories(rows: Rows) -> Callable[[], list[set[str]]]:
    """The stories as sets of the names of their reports, in the order in which they began."""

    def ask() -> list[set[str]]:
        found: dict[int, set[str]] = {}
        for story, name in rows(
            "SELECT story_id, name FROM reports WHERE story_id IS NOT NULL ORDER BY story_id"
        ):
            found.setdefault(story, set()).add(name)
        return list(found.values())

    return ask


Ask = Callable[[], list[set[str]]]


def test_reports_of_one_thing_join_and_another_does_not(archive: Archive, stories: Ask, rows: Rows) -> None:
    keep(archive, report("a", at(1)), report("far", at(0.1, 2)))
    keep(archive, report("b", at(0.8), "2018-04-18"), report("c", at(0.9, 3), "2018-04-16"))
    assert stories() == [{"a", "b", "c"}]
    headline = rows("SELECT headline FROM versions WHERE id = 1")[0][0]
    assert rows("SELECT headline, first_day, last_day, size FROM stories") == [
        (headline, "2018-04-16", "2018-04-18", 3)
    ]


def test_a_report_that_is_less_alike_joins_by_what_both_name(archive: Archive, stories: Ask) -> None:
    people = "بهمن کاویانی،سیمین پارسا"
    keep(archive, report("a", at(1), people=people))
    keep(archive, report("one", at(0.6, 2), people="بهمن کاویانی"))
    assert stories() == []
    keep(archive, report("both", at(0.6, 3), people=people))
    assert stories() == [{"a", "both"}]
    keep(archive, report("below", at(0.5, 4), people=people))
    assert stories() == [{"a", "both"}]


def test_places_count_as_names(archive: Archive, stories: Ask) -> None:
    keep(
        archive, report("a", at(1), towns=("ایروان", "باکو")), report("b", at(0.6), towns=("باکو", "ایروان"))
    )
    assert stories() == [{"a", "b"}]


def test_a_story_reaches_three_days(archive: Archive, stories: Ask) -> None:
    days = {
        "far before": "2018-04-13",
        "before": "2018-04-14",
        "after": "2018-04-20",
        "far after": "2018-04-21",
    }
    things = {name: at(0, side) for side, name in enumerate(days, 1)}
    keep(archive, *(report(name, vector) for name, vector in things.items()))
    keep(archive, *(report(f"{name} too", vector, days[name]) for name, vector in things.items()))
    assert stories() == [{"before", "before too"}, {"after", "after too"}]


def test_a_story_goes_on_from_report_to_report(archive: Archive, stories: Ask, rows: Rows) -> None:
    days = ["2018-04-30", "2018-05-02", "2018-05-05"]
    keep(archive, *(report(f"r{number}", at(1), day) for number, day in enumerate(days)))
    assert stories() == [{"r0", "r1", "r2"}]
    assert rows("SELECT first_day, last_day, size FROM stories") == [(days[0], days[-1], 3)]


def test_what_has_no_day_or_no_vector_joins_nothing(archive: Archive, stories: Ask) -> None:
    keep(archive, report("a", at(1)))
    keep(archive, report("undated", at(1), None), report("bare", None), report("odd", at(1), "۱۳۹۷/۱/۲۸"))
    assert stories() == []


def test_copies_join_whatever_their_vectors_are(archive: Archive, stories: Ask) -> None:
    def copy(name: str, day: str, vector: Vector | None) -> Entry:
        return Entry(
            record_of(MEETING, name, url=f"https://{name}.example/", published=f"{day}T10:00:00+04:30"),
            vector,
        )

    keep(archive, copy("a", DAY, at(1)), copy("b", "2018-04-18", None), report("x", at(0.1, 2)))
    keep(archive, copy("c", "2018-04-28", at(0)))
    assert stories() == [{"a", "b", "c"}]


def test_the_likest_report_is_joined(archive: Archive, stories: Ask) -> None:
    one, other = at(1), at(0.2)
    keep(archive, report("a", one), report("b", other))
    keep(archive, report("a2", one), report("b2", other))
    assert stories() == [{"a", "a2"}, {"b", "b2"}]


@pytest.fixture(params=["one run", "two runs"])
def keeper(request: pytest.FixtureRequest, archive: Archive) -> Callable[..., None]:
    """Keeps batches with one keeper, which remembers the days, or each with a new one, as another process would."""
    remembering = archive.keeper("test 1")

    def work(*entries: Entry) -> None:
        (remembering if request.param == "one run" else archive.keeper("test 1")).keep(entries)

    return work


def corrected(name: str, text: str, vector: Vector) -> Entry:
    return Entry(record_of(text, name, url=f"https://news.example/{name}", published=DAY), vector)


def test_a_partner_that_was_corrected_is_joined_by_its_newest_text(
    keeper: Callable[..., None], stories: Ask
) -> None:
    keeper(corrected("a", MATCH, at(1)))
    keeper(corrected("a", MATCH.replace("دو بر یک", "سه بر یک"), at(0.99)))
    keeper(report("b", at(1)))
    assert stories() == [{"a", "b"}]


def test_what_a_report_said_before_it_was_corrected_joins_nothing(
    keeper: Callable[..., None], stories: Ask
) -> None:
    keeper(corrected("a", MATCH, at(1)))
    keeper(corrected("a", DROUGHT, at(0, 5)))
    keeper(report("b", at(1)))
    assert stories() == []
    keeper(report("c", at(0, 5)))
    assert stories() == [{"a", "c"}]


def test_a_correction_keeps_its_story(keeper: Callable[..., None], stories: Ask, rows: Rows) -> None:
    keeper(report("x", at(1)), corrected("a", MATCH, at(1)))
    keeper(corrected("a", MATCH.replace("دو بر یک", "سه بر یک"), at(1)))
    assert stories() == [{"x", "a"}]
    assert rows("SELECT size FROM stories") == [(2,)]


def test_a_correction_may_join_a_story_itself(keeper: Callable[..., None], stories: Ask) -> None:
    keeper(corrected("a", MATCH, at(0.1, 2)), report("x", at(1)))
    keeper(corrected("a", MATCH.replace("دو بر یک", "سه بر یک"), at(0.9)))
    assert stories() == [{"x", "a"}]


@pytest.fixture
def other(address: str) -> Iterator[Archive]:
    with Archive(address) as second:
        yield second


def test_reports_that_another_process_adds_are_joined(archive: Archive, other: Archive, stories: Ask) -> None:
    """Also those of days that the batch between did not look at."""
    run = archive.keeper("test 1")
    run.keep([report("a", at(0.1, 2))])
    keep(other, report("theirs", at(1)))
    run.keep([report("later", at(0.1, 3), "2018-06-01")])
    run.keep([report("b", at(1))])
    assert stories() == [{"theirs", "b"}]


def test_a_batch_that_failed_is_forgotten(
    archive: Archive, stories: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = archive.keeper("test 1")
    run.keep([report("a", at(0.1, 2))])
    take = run.stories.take

    def fail(*arguments: Any) -> None:
        take(*arguments)
        raise RuntimeError

    monkeypatch.setattr(run.stories, "take", fail)
    with pytest.raises(RuntimeError):
        run.keep([report("lost", at(1))])
    run.keep([report("b", at(1))])
    assert stories() == []
