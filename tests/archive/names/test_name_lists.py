"""The lists of names: their rows, and whose list holds."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from dabir.archive.names.name_lists import endings, known, listed, names
from dabir.script.letters import fold, squeeze

LISTS = ["given", "surnames", "stems", "foreign", "arab", "endings"]


def rows(name: str) -> list[list[str]]:
    text = files("dabir.archive").joinpath("data", f"latin_{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", LISTS)
def test_rows_are_folded_and_unlike_each_other(name: str) -> None:
    forms = [row[0] for row in rows(name)]
    assert all(fold(form).text == form == form.strip() for form in forms)
    assert len({squeeze(form) for form in forms}) == len(forms)


@pytest.mark.parametrize("name", LISTS)
def test_latin_forms_are_plain_letters(name: str) -> None:
    width = 3 if name == "endings" else 2
    assert all(len(row) == width for row in rows(name))
    assert all(re.fullmatch(r"[A-Za-z]+(?:[ .'-]+[A-Za-z]+)*", row[1]) for row in rows(name))


def test_endings_say_whether_they_stand_apart() -> None:
    assert {ending.apart for ending in endings().values()} == {"always", "third", "never"}
    assert endings()["نژاد"].latin == "nejad"


def test_lists_are_as_large_as_they_are_said_to_be() -> None:
    assert len(listed("given")) >= 1000
    assert len(listed("surnames")) >= 1800
    assert len(listed("foreign")) >= 2000


def test_names_of_the_own_origin_hold() -> None:
    assert known("iran")["محمد"] == names("iran")["محمد"] == "Mohammad"
    assert known("arab")["محمد"] == "Mohammed"
    assert known("iran")["پوتین"] == known("foreign")["پوتین"] == "Putin"


def test_given_names_hold_before_surnames_and_stems() -> None:
    assert listed("stems")["قاسم"] == "Ghasem"
    assert names("iran")["قاسم"] == listed("given")["قاسم"] == "Qasem"
