"""Skeletons: what counts as the same spelling of a name in Latin letters, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.names.skeletons import joined, latin_key, latin_key_variants, skeleton

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Rouhani", "Rohani", "Ruhani", "Rowhani", "ROUHANI"),
        ("Zarif", "Zareef"),
        ("Hassan", "Hasan"),
        ("Hossein", "Hussein", "Husayn", "Hoseyn", "Hosein"),
        ("Khamenei", "Khamenehi", "Khameneyi"),
        ("Mohammad", "Mohammed", "Muhammad", "Mohamed"),
        ("Pour", "Poor", "Pur"),
        ("Qasem", "Ghasem", "Qassem"),
        ("Yusef", "Yousef", "Youssef", "Yusuf"),
        ("Mousavi", "Musavi", "Moosavi", "Mousawi"),
        ("Saeed", "Saeid", "Sa'id", "Said"),
        ("Zeinoddin", "Zinedine", "Zein al-Din", "Zainuddin"),
        ("Abdolrahman", "Abdul Rahman", "Abd al-Rahman", "Abdurrahman"),
        ("Abdollah", "Abdullah", "Abd Allah"),
        ("Abolfazl", "Abol-Fazl", "Abu al-Fazl"),
        ("Rouhollah", "Ruhollah", "Rouh Allah"),
        ("Modric", "Modrić", "Modrich"),
        ("Erdogan", "Erdoğan"),
        ("Cristiano", "Christiano"),
        ("Lavrov", "Lavroff"),
        ("Bijan", "Bizhan"),
        ("Mahmoud Ahmadinejad", "Ahmadi-Nejad, Mahmood", "mahmud ahmadi nezhad"),
        ("Mohammad Javad Zarif", "Mohammadjavad Zarif", "Zarif, Mohammad-Javad"),
        ("Yahya Golmohammadi", "Yahia Gol Mohammadi"),
        ("Sohrab Pournazeri", "Sohrab Pour Nazeri"),
        ("Seyyed Hossein Hosseini", "Sayed Hussein Husseini", "Hossein Hosseini"),
        ("Abdel Fattah al-Sisi", "Abdul Fattah El Sisi", "Abdelfattah Sisi"),
        ("Mohammed bin Salman", "Mohammed ben Salman", "Muhammad ibn Salman"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({latin_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan", "Hossein"),
        ("Mohammad", "Mahmoud"),
        ("Mohammadi", "Mahdi"),
        ("Karim", "Karimi"),
        ("Karimi", "Karami"),
        ("Ahmad", "Hamid"),
        ("Omid", "Amid"),
        ("Sara", "Sari"),
        ("Ali Karimi", "Ali"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert latin_key(one) != latin_key(other)


@pytest.mark.parametrize("text", ["", "  ", "۱۲۳", "روحانی", "12-3", "'"])
def test_text_without_latin_letters_has_the_empty_key(text: str) -> None:
    assert latin_key(text) == ""


@pytest.mark.parametrize("word", ["Seyyed", "Al"])
def test_what_is_left_out_stays_if_it_is_all(word: str) -> None:
    assert latin_key(word)


def test_short_e_may_be_written_i() -> None:
    assert latin_key("Qasim") in set(latin_key_variants("Qasem"))
    assert latin_key("Fatima Qasim") in set(latin_key_variants("Fatemeh Qasem"))
    assert latin_key("Qasim Hadithi") not in set(latin_key_variants("Qasem Hadith"))


@given(st.lists(WORDS, max_size=6))
def test_variants_begin_with_the_key_itself(words: list[str]) -> None:
    variants = list(latin_key_variants(" ".join(words)))
    assert variants[:1] == [latin_key(" ".join(words))][: len(variants)]
    assert len(variants) <= 8


@given(st.text())
def test_key_is_sorted_skeletons_of_any_text(text: str) -> None:
    assert latin_key(text).split() == sorted(skeleton(word) for word in joined(text))


@given(st.lists(WORDS, min_size=1, max_size=2))
def test_order_of_two_words_makes_no_difference(words: list[str]) -> None:
    if len(joined(" ".join(words))) == len(joined(" ".join(reversed(words)))) == len(words):
        assert latin_key(" ".join(words)) == latin_key(" ".join(reversed(words)))


@given(WORDS)
def test_capitals_and_accents_make_no_difference(word: str) -> None:
    accented = "".join(letter + "\u0301" for letter in word)
    assert latin_key(word.upper()) == latin_key(word) == latin_key(accented)
