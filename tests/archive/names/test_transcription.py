"""Transcription by analogy: letters with their shares of the Latin form, and new names out of known ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.names.name_lists import names
from dabir.archive.names.transcription import Memory, aligned

LETTERS = "ابپتجچحخدرزژسشصضطعغفقکگلمنوهیآ"


@pytest.mark.parametrize(
    ("letters", "latin", "shares"),
    [
        ("کریم", "karim", ["ka", "r", "i", "m"]),
        ("محمد", "mohammad", ["mo", "ha", "mma", "d"]),
        ("مهدی", "mehdi", ["me", "h", "d", "i"]),
        ("کاوه", "kaveh", ["k", "a", "v", "eh"]),
        ("جعفر", "jafar", ["j", "a", "fa", "r"]),
        ("خواهر", "khahar", ["kh", "", "a", "ha", "r"]),
        ("سعید", "saeed", ["s", "a", "ee", "d"]),
    ],
)
def test_letters_get_their_shares(letters: str, latin: str, shares: list[str]) -> None:
    steps = aligned(letters, latin)
    assert steps is not None
    assert [step.letter for step in steps] == list(letters)
    assert [step.latin for step in steps] == shares


@pytest.mark.parametrize(("letters", "latin"), [("جورج", "washington"), ("علی", ""), ("", "ali")])
def test_what_does_not_go_together_has_no_shares(letters: str, latin: str) -> None:
    assert aligned(letters, latin) is None


def test_shares_make_up_the_form_of_every_listed_name() -> None:
    pairs = [(key, form.lower()) for key, form in names("iran").items() if form.isalpha()]
    found = [(latin, aligned(key, latin)) for key, latin in pairs]
    assert sum(steps is not None for _, steps in found) > 0.98 * len(pairs)
    assert all("".join(step.latin for step in steps) == latin for latin, steps in found if steps)


def test_new_name_is_written_like_known_ones() -> None:
    memory = Memory([("کریمی", "karimi"), ("رحیمی", "rahimi"), ("بهرامی", "bahrami"), ("رستمی", "rostami")])
    assert memory.transcribed("بهرام") == "bahram"
    assert memory.transcribed("رستم") == "rostam"
    assert memory.transcribed("") == ""


def test_letters_that_were_never_met_are_left_out() -> None:
    assert Memory([("علی", "ali")]).transcribed("پژ") == ""


def test_persian_name_begins_with_one_consonant() -> None:
    pairs = [("کلینتون", "clinton"), ("کلاه", "kolah")]
    assert Memory(pairs, clusters=True).transcribed("کلین") == "clin"
    assert Memory(pairs).transcribed("کلین").startswith("kol")


def test_unlisted_names_are_mostly_written_right() -> None:
    """Every twentieth name is asked for after the others were learnt."""
    pairs = [(key, form.lower()) for key, form in names("iran").items() if form.isalpha()]
    memory = Memory(pair for place, pair in enumerate(pairs) if place % 20)
    asked = pairs[::20]
    assert sum(memory.transcribed(letters) == latin for letters, latin in asked) > 0.66 * len(asked)


@given(st.text(alphabet=LETTERS, max_size=12))
def test_any_letters_become_latin_ones(letters: str) -> None:
    latin = MEMORY.transcribed(letters)
    assert latin == "" or (latin.isascii() and latin.isalpha() and latin.islower())


MEMORY = Memory([("کریمی", "karimi"), ("پژمان", "pejman"), ("شهاب", "shahab"), ("طوسی", "tousi")])
