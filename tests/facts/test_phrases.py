from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.facts.phrases import PhraseIndex


@pytest.mark.parametrize("tokens", [["حسن", "اف"], ["حسناف"]])
def test_spelling_variants_are_one_phrase(tokens: list[str]) -> None:
    assert PhraseIndex([("حسن‌اف", 1)]).match(tokens, 0) == (len(tokens), 1)


def test_the_longest_phrase_wins() -> None:
    index = PhraseIndex([("وزیر", 1), ("وزیر امور خارجه", 2)])
    assert index.match(["وزیر", "امور", "خارجه", "گفت"], 0) == (3, 2)
    assert index.match(["وزیر", "امور", "داخله"], 0) == (1, 1)
    assert index.match(["امور", "خارجه"], 0) is None


def test_a_token_without_letters_ends_every_phrase() -> None:
    index = PhraseIndex([("وزیر کشور", 1)])
    assert index.match(["وزیر", "", "کشور"], 0) is None
    assert index.match(["", "وزیر", "کشور"], 0) is None


@given(
    st.lists(st.text("ابپ", min_size=1, max_size=5), max_size=12),
    st.lists(st.text("ابپ", max_size=3), max_size=8),
    st.integers(0, 8),
)
def test_matches_are_those_of_a_plain_search(phrases: list[str], tokens: list[str], i: int) -> None:
    ends = [
        end
        for end in range(i + 1, len(tokens) + 1)
        if all(tokens[i:end]) and "".join(tokens[i:end]) in phrases
    ]
    expected = (ends[-1], "".join(tokens[i : ends[-1]])) if ends else None
    assert PhraseIndex((phrase, phrase) for phrase in phrases).match(tokens, i) == expected
