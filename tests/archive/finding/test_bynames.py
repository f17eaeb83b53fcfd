"""Bynames: a question is put into the words of reports, and nothing else of it changes."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.finding.bynames import _byname, usual

DATA = files("dabir.archive").joinpath("data", "bynames.tsv").read_text("utf-8")
ROWS = [line.split("\t") for line in DATA.splitlines() if not line.startswith("#")]
LISTED = [(name, row[0]) for row in ROWS for name in row[1:]]


def test_every_listed_byname_gives_way_to_what_reports_say() -> None:
    assert {name: usual(name) for name, _ in LISTED} == dict(LISTED)


def test_no_byname_is_listed_twice() -> None:
    keys = [_byname(name) for name, _ in LISTED]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_what_reports_say_is_no_byname_itself() -> None:
    assert {row[0]: usual(row[0]) for row in ROWS if usual(row[0]) != row[0]} == {}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("هافبک توپچی‌ها در اردوی زمستانی", "هافبک آرسنال در اردوی زمستانی"),
        ("صادرات طلای سیاه، گران‌تر از پارسال", "صادرات نفت، گران‌تر از پارسال"),
        # However it is written.
        ("هافبک توپچی های لندن", "هافبک آرسنال"),
        ("رأي خانة ملت به وزير", "رأي مجلس به وزير"),
        ("قهرمانی قرمز‌های پایتخت", "قهرمانی پرسپولیس"),
        # The longest counts.
        ("بازی آبی‌های لندن با آبی‌ها", "بازی چلسی با استقلال"),
        ("اسطوره شیاطین سرخ اروپا", "اسطوره بلژیک"),
    ],
)
def test_bynames_are_found_in_a_question(question: str, expected: str) -> None:
    assert usual(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "",
        "سد کارون",
        "کیف آبی گمشده در مترو",  # a colour: the club is meant in the plural alone
        "سرخ شدن آب رودخانه",
        "تیم ملی پارلمان‌نشینی",  # part of a longer word
        "Arsenal midfielder injured",
    ],
)
def test_other_words_stay(question: str) -> None:
    assert usual(question) == question


@given(
    st.text(alphabet="abc 12.:()«»\n", max_size=20),
    st.sampled_from(LISTED),
    st.text(alphabet="abc 12.:()«»\n", max_size=20),
)
def test_what_stands_around_a_byname_stays_as_it_is(before: str, listed: tuple[str, str], after: str) -> None:
    name, expected = listed
    assert usual(f"{before}\n{name}\n{after}") == f"{before}\n{expected}\n{after}"


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    once = usual(text)
    assert once == text or usual(once) == once
