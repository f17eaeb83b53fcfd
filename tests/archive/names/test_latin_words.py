"""Words of names: listed, taken apart, guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.archive.names.latin_words import JOINT, compound, is_given, is_persian, with_ending, written
from dabir.archive.names.name_lists import Ending
from dabir.script.letters import squeeze


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("روحانی", "Rouhani"),
        ("قاسم‌نژاد", "Ghasem+nejad"),
        ("خوش‌گفتار", "Khosh+goftar"),
        ("گل‌محمدی", "Gol+mohammadi"),
        ("سرخوش‌پور", "Sarkhosh+pour"),
        ("رستمیان", "Rostamian"),
        ("قلعه‌ای", "Ghalei"),
        ("عبدالودود", "Abdolvadoud"),
        ("سیدصالحی", "Seyyed Salehi"),
        ("محمدپارسا", "Mohammad Parsa"),
        ("رحیمی‌مقدم", "Rahimi Moghaddam"),
        ("Smith", "Smith"),
    ],
)
def test_word_in_latin_with_its_joints(word: str, form: str) -> None:
    assert written(word, "iran").replace(JOINT, "+") == form


def test_article_of_arabs() -> None:
    assert written("الهاشمی", "arab") == "al-Hashemi"
    assert written("الهاشمی", "iran") != "al-Hashemi"


def test_unknown_head_keeps_its_ending() -> None:
    assert written("تلخکزاده", "iran").endswith(f"{JOINT}zadeh")


def test_compound_needs_known_parts() -> None:
    assert compound(squeeze("خوش‌خبر"), "iran") == f"Khosh{JOINT}khabar"
    assert compound(squeeze("تلخک"), "iran") is None
    assert compound("محمد" * 20, "iran") is None


def test_ending_takes_the_place_of_the_mute_h() -> None:
    assert with_ending("Ghaleh", Ending("ei", "never")) == "Ghalei"
    assert with_ending("Ali Akbar", Ending("pour", "always")) == f"Aliakbar{JOINT}pour"


def test_words_are_told_apart() -> None:
    assert is_persian("علی")
    assert not is_persian("Ali")
    assert is_given("علی")
    assert not is_given("احمدی")


@settings(deadline=None)  # the lists are read when they are first asked for
@given(st.text(alphabet="ابپتجچحخدرزژسشصضطعغفقکگلمنوهیآ\u200c", max_size=60))
def test_any_word_is_written_without_persian_letters(word: str) -> None:
    for origin in ("iran", "arab", "foreign"):
        assert not is_persian(written(word, origin))
