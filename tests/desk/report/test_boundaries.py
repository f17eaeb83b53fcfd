"""Boundaries: the stretch of a text whose first and last words an editor writes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.desk.report.boundaries import ends_of, stretch
from dabir.script.writing import restore

TEXT = "وزير راه گفت: پل را می سازیم و راه را هم می‌سازیم. او گفت: پل تا پاییز باز میشود."


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("پل را", "هم می‌سازیم", "پل را می سازیم و راه را هم می‌سازیم"),
        ("پل را", "می‌سازیم و", "پل را می سازیم و"),  # half-spaces and spaces may be others
        ("وزیر راه", "وزیر راه", "وزير راه"),  # and so may letters
        ("گفت", "باز می‌شود.", TEXT[9:]),
    ],
)
def test_words_as_an_editor_writes_them(begins: str, ends: str, words: str) -> None:
    found = stretch(TEXT, begins, ends, (9, len(TEXT)))
    assert found is not None
    assert TEXT[slice(*found)] == words


@pytest.mark.parametrize(("near", "start"), [((0, 0), 14), ((50, 60), 59)])
def test_of_several_places_the_next_is_meant(near: tuple[int, int], start: int) -> None:
    assert stretch(TEXT, "پل", "پل", near) == (start, start + 2)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("", "پل"), ("پل", ""), ("پ", "را"), ("تونل", "را"), ("باز میشود", "وزیر"), ("«»", "\0")],
)
def test_words_that_are_not_there(begins: str, ends: str) -> None:
    assert stretch(TEXT, begins, ends, (0, 5)) is None


def test_the_ends_of_words() -> None:
    assert ends_of("یک دو سه چهار پنج شش") == ("یک دو سه چهار پنج", "دو سه چهار پنج شش")
    assert ends_of("یک") == ("یک", "یک")
    assert ends_of("") == ("", "")


WORDS = st.lists(
    st.sampled_from(["پل", "گفت:", "«راه", "مي‌سازد»", "كه", "و", "2018", "آزادراه،"]), min_size=1, max_size=20
)


@settings(deadline=None)
@given(WORDS, st.integers(0, 19), st.integers(0, 19))
def test_the_ends_of_words_lead_back_to_them(words: list[str], first: int, last: int) -> None:
    first, last = sorted((first % len(words), last % len(words)))
    text, meant = " ".join(words), " ".join(words[first : last + 1])
    start = len(" ".join([*words[:first], ""]))
    near = (start, start + len(meant))
    assert stretch(text, *ends_of(meant), near) == near
    assert stretch(text, *ends_of(restore(meant).text), near) == near  # as the page shows them
