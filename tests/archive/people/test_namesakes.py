"""Surnames alone: who is meant is told by the reports that name people in full, whatever came in first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from archive.minutes import Line, keep, minutes, said
from dabir import Record
from dabir.archive import Archive
from dabir.archive.citation import Window
from dabir.archive.names.identity import alone_key, is_common, surname_key
from dabir.archive.people import decisions, namesakes
from dabir.archive.people.lookup import find
from dabir.archive.people.namesakes import told_by_surname
from dabir.archive.rereading import reread

BAHMAN, SARA, ALONE = "بهمن روستایان", "سارا روستایان", "روستایان"
FRIEND, STRANGER = "رضا نیکزاد", "کامران پورنگی"


def report(
    name: str, day: str | None, *people: str, agency: str = "پیک", role: str = "", words: str = ""
) -> Record:
    """A report in which some people say something, a copy of those of the same `words`; `role` is the first one's post."""
    said_by = [said(who, f"سخن {who} در {words or name}") for who in people]
    more = Line("plain", " ".join(f"{words or name}{number}" for number in range(15)))
    return minutes(name, day, *said_by, more, agency=agency, roles={people[0]: role} if role else None)


def meant(archive: Archive, name: str = BAHMAN, window: Window | None = None) -> dict[str, str | None]:
    """Whom the reports mean that give a surname alone, by the reports' names."""
    with archive.reading() as connection:
        told = told_by_surname(connection, [name], window)
        names = {one.id: one.name for who in (BAHMAN, SARA, STRANGER) for one in find(connection, who)}
    return {one.report: names.get(who or 0) for who, alone in told.items() for one in alone}


def number(archive: Archive, name: str) -> int:
    with archive.reading() as connection:
        return find(connection, name)[0].id


# The only bearer of a surname. `who` names Bahman in full, `alone` his surname.
ONLY: dict[str, tuple[list[Record], str | None]] = {
    "in company": (
        [report("full", "2018-05-01", BAHMAN, FRIEND), report("alone", "2018-09-01", ALONE, FRIEND)],
        BAHMAN,
    ),
    "in other company": (
        [report("full", "2018-05-01", BAHMAN, FRIEND), report("alone", "2018-09-01", ALONE, STRANGER)],
        None,
    ),
    "too late": (
        [report("full", "2018-05-01", BAHMAN, FRIEND), report("alone", "2019-09-01", ALONE, FRIEND)],
        None,
    ),
    "without days": ([report("full", None, BAHMAN, FRIEND), report("alone", None, ALONE, FRIEND)], BAHMAN),
    "without a day here": (
        [report("full", "2018-05-01", BAHMAN, FRIEND), report("alone", None, ALONE, FRIEND)],
        BAHMAN,
    ),
    "without a day there": (
        [report("full", None, BAHMAN, FRIEND), report("alone", "2018-05-01", ALONE, FRIEND)],
        BAHMAN,
    ),
    "without days in another outlet": (
        [report("full", None, BAHMAN, FRIEND), report("alone", None, ALONE, FRIEND, agency="موج")],
        None,
    ),
    "named often": (
        [*(report(f"f{day}", f"2018-05-0{day}", BAHMAN) for day in (1, 2, 3)), report("alone", "2018-05-09", ALONE)],
        BAHMAN,
    ),
    "named often by copies": (
        [
            *(report(f"f{day}", f"2018-05-0{day}", BAHMAN, words="یک خبر") for day in (1, 2, 3)),
            report("alone", "2018-05-09", ALONE),
        ],
        None,
    ),
    "of the same post": (
        [
            report("full", "2018-05-01", BAHMAN, role="مدیر سازمان شیلات"),
            report("alone", "2018-05-09", ALONE, role="مدیر شیلات"),
        ],
        BAHMAN,
    ),
    "of another post": (
        [
            report("full", "2018-05-01", BAHMAN, FRIEND, role="مدیر سازمان شیلات"),
            report("alone", "2018-05-09", ALONE, FRIEND, role="داور فوتبال"),
        ],
        None,
    ),
    "named beside": (
        [report("full", "2018-05-01", BAHMAN, FRIEND), report("alone", "2018-05-09", ALONE, BAHMAN, FRIEND)],
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONLY)
def test_who_alone_bears_a_surname(archive: Archive, case: str) -> None:
    records, who = ONLY[case]
    keep(archive, *records)
    assert meant(archive) == {"alone": who}
    assert meant(archive, ALONE) == {"alone": who}


def test_the_country_of_a_post_tells_people_apart(archive: Archive) -> None:
    here, there = (
        report(name, "2018-05-01", who, FRIEND, role="وزیر راه")
        for name, who in (("full", BAHMAN), ("alone", ALONE))
    )
    abroad = replace(there, people=(replace(there.people[0], country="ARM"), *there.people[1:]))
    keep(archive, here, abroad)
    assert meant(archive) == {"alone": None}
    keep(archive, replace(there, id="other", report=replace(there.report, url="https://news.example/other")))
    assert meant(archive)["other"] == BAHMAN


COMMON = {"common": "کریمی", "everyday": "شادی"}


@pytest.mark.parametrize("surname", COMMON.values(), ids=COMMON)
def test_a_common_surname_needs_company(archive: Archive, surname: str) -> None:
    who = f"کامبیز {surname}"
    keep(
        archive,
        *(report(f"f{day}", f"2018-05-0{day}", who, FRIEND) for day in (1, 2, 3, 4)),
        report("alone", "2018-05-09", surname),
        report("friend", "2018-05-09", surname, FRIEND),
    )
    with archive.reading() as connection:
        told = told_by_surname(connection, [who])
    assert {one.report: root is not None for root, alone in told.items() for one in alone} == {
        "alone": False,
        "friend": True,
    }


def test_a_given_name_is_no_surname(archive: Archive) -> None:
    keep(
        archive,
        report("full", "2018-05-01", "رضا پریسا", FRIEND),
        report("alone", "2018-05-02", "پریسا", FRIEND),
    )
    assert meant(archive, "رضا پریسا") == {}


def test_of_several_the_one_is_meant_who_is_in_company(archive: Archive) -> None:
    keep(
        archive,
        *(report(f"b{day}", f"2018-05-0{day}", BAHMAN, FRIEND) for day in (1, 2)),
        report("s", "2018-05-01", SARA, STRANGER),
        report("alone", "2018-06-01", ALONE, FRIEND),
        report("nobody", "2018-06-01", ALONE),
        report("once", "2018-06-01", ALONE, STRANGER),
    )
    assert meant(archive) == meant(archive, SARA) == {"alone": BAHMAN, "nobody": None, "once": None}


def test_of_a_surname_that_very_many_bear_fewer_reports_are_looked_at(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(
        archive,
        *(report(f"b{day}", f"2018-05-0{day}", BAHMAN, FRIEND) for day in (1, 2)),
        report("s", "2018-05-01", SARA, STRANGER),
        *(report(f"alone{day}", f"2018-06-0{day}", ALONE, FRIEND) for day in (1, 2, 3)),
    )
    monkeypatch.setattr(namesakes, "ALONE_OF_MANY", 2)
    assert meant(archive) == dict.fromkeys(("alone1", "alone2", "alone3"), BAHMAN)
    monkeypatch.setattr(namesakes, "MANY", 1)
    assert meant(archive) == dict.fromkeys(("alone2", "alone3"), BAHMAN)
    monkeypatch.setattr(namesakes, "FULL_OF_MANY", 1)  # only of Sara is one known then
    assert meant(archive) == dict.fromkeys(("alone2", "alone3"))


def test_of_several_in_one_company_the_one_is_meant_who_is_named_most(archive: Archive) -> None:
    keep(
        archive,
        *(report(f"b{day}", f"2018-05-0{day}", BAHMAN, FRIEND) for day in (1, 2)),
        report("s", "2018-05-01", SARA, FRIEND),
        report("alone", "2018-06-01", ALONE, FRIEND),
    )
    assert meant(archive) == {"alone": None}
    keep(archive, report("b3", "2018-05-03", BAHMAN, FRIEND))
    assert meant(archive) == {"alone": BAHMAN}


def test_a_single_friend_tells_little_where_others_are_named_as_often(archive: Archive) -> None:
    keep(
        archive,
        *(report(f"b{day}", f"2018-05-0{day}", BAHMAN, FRIEND) for day in (1, 2)),
        *(report(f"s{day}", f"2018-05-0{day}", SARA) for day in (1, 2)),
        report("alone", "2018-06-01", ALONE, FRIEND),
    )
    assert meant(archive) == {"alone": None}
    keep(
        archive,
        report("b3", "2018-05-03", BAHMAN, STRANGER),
        report("two", "2018-06-01", ALONE, FRIEND, STRANGER),
    )
    assert meant(archive) == {"alone": None, "two": BAHMAN}


def test_the_order_in_which_reports_come_in_does_not_count(tmp_path: Any) -> None:
    records = [
        report("alone", "2018-06-01", ALONE, FRIEND),
        report("b1", "2018-05-01", BAHMAN, FRIEND),
        report("b2", "2018-05-02", BAHMAN, FRIEND),
        report("s", "2018-05-01", SARA),
    ]
    for turn, order in enumerate(permutations(records)):
        if turn % 5:
            continue
        with Archive(str(tmp_path / f"{turn}.dabir")) as archive:
            for record in order:
                keep(archive, record)
            assert meant(archive) == {"alone": BAHMAN}


def test_a_correction_changes_who_is_meant(archive: Archive) -> None:
    keep(archive, report("full", "2018-05-01", BAHMAN, FRIEND), report("alone", "2018-06-01", ALONE, FRIEND))
    keep(archive, report("full", "2018-05-01", BAHMAN, STRANGER))
    assert meant(archive) == {"alone": None}
    keep(archive, report("alone", "2018-06-01", ALONE, STRANGER))
    assert meant(archive) == {"alone": BAHMAN}


@pytest.fixture
def known(archive: Archive) -> Archive:
    """Bahman is meant in both reports that give his surname alone."""
    keep(
        archive,
        report("full", "2018-05-01", BAHMAN, FRIEND),
        report("a", "2018-06-01", ALONE, FRIEND),
        report("b", "2018-06-02", ALONE, FRIEND),
        report("x", "2018-06-02", STRANGER),
    )
    assert meant(archive) == {"a": BAHMAN, "b": BAHMAN}
    return archive


def test_an_editor_may_say_that_it_is_somebody_else(known: Archive) -> None:
    taken = decisions.split(known, number(known, ALONE), ["a"], name="روستایان دیگر")
    assert meant(known) == {"b": BAHMAN}
    decisions.undo(known, taken.id)
    assert meant(known) == {"a": BAHMAN, "b": BAHMAN}


def test_an_editor_may_say_who_it_is(known: Archive) -> None:
    taken = decisions.merge(known, number(known, ALONE), number(known, STRANGER))
    assert meant(known) == {}
    decisions.undo(known, taken.id)
    taken = decisions.merge(known, number(known, STRANGER), number(known, ALONE))
    assert meant(known) == {}
    decisions.undo(known, taken.id)
    assert meant(known) == {"a": BAHMAN, "b": BAHMAN}


def test_bearers_whom_an_editor_has_merged_are_one(known: Archive) -> None:
    keep(known, report("s", "2018-05-01", SARA))
    assert set(meant(known).values()) == {None}
    taken = decisions.merge(known, number(known, SARA), number(known, BAHMAN))
    assert meant(known) == {"a": BAHMAN, "b": BAHMAN}
    decisions.undo(known, taken.id)
    assert set(meant(known).values()) == {None}


def test_it_outlives_a_new_reading(known: Archive) -> None:
    decisions.split(known, number(known, ALONE), ["a"], name="روستایان دیگر")
    again: Callable[..., Any] = lambda reports: [known.record(one.id) for one in reports]  # noqa: E731
    assert len(list(reread(known.database, "test 2", again))) == 4
    assert meant(known) == {"b": BAHMAN}


def test_a_window_bounds_the_reports_that_give_the_surname_alone(known: Archive) -> None:
    assert meant(known, window=Window("2018-06-02", None)) == {"b": BAHMAN}
    assert meant(known, window=Window(None, "2018-05-31")) == {}


def test_of_the_well_known_the_newest_reports_are_looked_at(
    known: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(namesakes, "ALONE", 1)
    monkeypatch.setattr(namesakes, "FULL", 1)
    assert meant(known) == {"b": BAHMAN}


SPELLED = ("کارلوس کی‌روش", "کارلوس کیروش", "کارلوس كي‌روش")


@pytest.mark.parametrize("full", SPELLED)
@pytest.mark.parametrize("alone", ["کی‌روش", "کیروش"])
def test_half_spaces_in_a_surname_do_not_count(archive: Archive, full: str, alone: str) -> None:
    keep(
        archive,
        report("full", "2018-05-01", full, FRIEND),
        report("other", "2018-05-01", "سارا روش", FRIEND),  # no namesake
        report("alone", "2018-05-02", alone, FRIEND),
    )
    with archive.reading() as connection:
        told = told_by_surname(connection, [full])
        (entity,) = find(connection, full)
    assert {root: [one.report for one in every] for root, every in told.items()} == {entity.id: ["alone"]}


def test_the_keys_of_surnames() -> None:
    assert [surname_key(name) for name in SPELLED] == ["کیروش"] * 3
    assert surname_key("سید حسن نصرالله") == alone_key("نصرالله")
    assert surname_key("سید نصرالله") == surname_key("نصرالله") == surname_key("") == ""
    assert alone_key("سید نصرالله") == alone_key("نصرالله")
    assert alone_key("حسن نصرالله") == alone_key(" ") == ""
    assert (is_common("كريمي"), is_common("علی‌زاده"), is_common("روستایان")) == (True, True, False)
