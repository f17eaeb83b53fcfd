"""Deeds as CSV."""

from __future__ import annotations

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.answers.deeds import Deed, Participant, Telling
from dabir.archive.citation import Citation
from dabir.exports.csv_table import unguarded
from dabir.exports.deeds_table import COLUMNS, deeds_table

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def deed(words: str = "دیدار کردند", name: str = "بهمن کاویانی", **changes: str | None) -> Deed:
    """A meeting that two reports tell."""
    told = tuple(
        Telling(
            number,
            0,
            words,
            Citation(f"r{number}", "سرخط", "پیک", "2018-04-17", "2018-04-17", None, number, number),
        )
        for number in (1, 2)
    )
    sides = ((Participant(name, "person", 1, None, 1),), (Participant("آرام", "person", 2, None, 2),))
    return Deed(
        "CONSULT", None, "happened", "2018-04-17", changes.get("place"), *sides, told, changes.get("until")
    )


def rows(*deeds: Deed) -> list[dict[str, str]]:
    whole = "".join(deeds_table(deeds))
    assert whole.startswith("\ufeff")
    return list(csv.DictReader(StringIO(whole[1:], newline="")))


def test_a_deed_is_a_line_with_all_that_tell_it() -> None:
    (row,) = rows(deed(place="ایروان", until="2018-04-18"))
    assert list(row) == list(COLUMNS)
    assert (row["type"], row["status"], row["day"], row["until"]) == (
        "CONSULT",
        "happened",
        "2018-04-17",
        "2018-04-18",
    )
    assert (row["sources"], row["targets"], row["place"]) == ("بهمن کاویانی", "آرام", "ایروان")
    assert (row["tellings"], row["reports"], row["outlets"], row["urls"]) == ("2", "r1; r2", "پیک; پیک", "; ")


def test_no_deeds_are_the_names_of_the_columns() -> None:
    assert "".join(deeds_table(())) == "\ufeff" + ",".join(COLUMNS) + "\r\n"


@given(words=WORDS, name=WORDS)
def test_whatever_a_report_says_is_one_cell_and_no_formula(words: str, name: str) -> None:
    (row,) = rows(deed(words, name))
    assert unguarded(row["text"]) == words
    assert unguarded(row["sources"]) == name
    assert not row["text"].startswith(("=", "+", "-", "@"))
