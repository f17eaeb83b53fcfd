"""Likeness of texts, told from their signatures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.archive.alike.minhash import Signature, likeness, signature


def texts(share: float, random: np.random.Generator, length: int = 300) -> tuple[list[str], list[str]]:
    """Two texts whose runs of three words have about this Jaccard likeness."""
    same = round(length * 2 * share / (1 + share))
    words = [str(number) for number in random.integers(0, 10**9, 2 * length)]
    return words[:length], words[:same] + words[length : 2 * length - same]


def true_likeness(one: list[str], other: list[str]) -> float:
    runs = [set(zip(words, words[1:], words[2:], strict=False)) for words in (one, other)]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def of(one: Signature, other: Signature) -> float:
    return likeness(one.values, other.values)


def pairs(share: float, count: int = 100) -> list[tuple[Signature, Signature]]:
    random = np.random.default_rng(7)
    return [(signature(one), signature(other)) for one, other in (texts(share, random) for _ in range(count))]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_likeness_is_near_the_true_one(share: float) -> None:
    random = np.random.default_rng(1)
    errors = []
    for _ in range(60):
        one, other = texts(share, random)
        errors.append(of(signature(one), signature(other)) - true_likeness(one, other))
    assert abs(np.mean(errors)) < 0.03  # five standard errors of a mean of sixty
    assert np.std(errors) < 0.075  # 0.056 in theory, where it is largest
    assert np.abs(errors).max() < 0.25


@pytest.mark.parametrize(
    ("share", "least", "most"), [(0.9, 99, 100), (0.8, 97, 100), (0.7, 85, 100), (0.1, 0, 5)]
)
def test_bands_find_what_is_alike(share: float, least: int, most: int) -> None:
    found = sum(not set(one.bands).isdisjoint(other.bands) for one, other in pairs(share))
    assert least <= found <= most


def test_every_band_has_a_number_of_its_own() -> None:
    """The same values in two bands are no match."""
    (one, _), *_ = pairs(0.5, 1)
    assert len(set(one.bands)) == len(one.bands)
    assert all(-(2**63) <= band < 2**63 for band in one.bands)


def test_empty_texts_are_like_no_other() -> None:
    empty = signature([])
    assert empty.bands == ()
    assert len(empty.values) == len(signature(["سد"]).values)


def test_short_texts_are_compared_as_a_whole() -> None:
    one, same, other = signature(["سد", "کارون"]), signature(["سد", "کارون"]), signature(["سد", "دز"])
    assert one == same
    assert of(one, other) < 0.2
    assert set(one.bands).isdisjoint(other.bands)
    assert of(signature(["سد"]), signature(["سد", "سد"])) < 0.2


@given(st.lists(st.text(max_size=4), max_size=40), st.lists(st.text(max_size=4), max_size=40))
def test_likeness_is_symmetric_and_whole_for_itself(one: list[str], other: list[str]) -> None:
    first, second = signature(one), signature(other)
    assert of(first, first) == 1.0
    assert of(first, second) == of(second, first)
    assert 0.0 <= of(first, second) <= 1.0
    assert (len(first.values), len(first.bands) > 0) == (160, bool(one))


def test_repeated_runs_count_once() -> None:
    words = [str(number) for number in range(30)]
    assert of(signature(words), signature(words * 2)) > 0.85
