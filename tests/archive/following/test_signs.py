"""Signs lose no sentence that speaks of a commitment, and few sentences have one by chance."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.archive.following.signs import Signposts, signs
from dabir.archive.following.verdicts import COUNTED, NEAR, Bond, Told, comparable, likeness, weight

KEYS = tuple("ابپتثجچحخدذرزژسش")
keys = st.frozensets(st.sampled_from(KEYS))
counts = st.fixed_dictionaries(dict.fromkeys(KEYS, st.integers(0, COUNTED)))


def bond(words: frozenset[str], *places: frozenset[str]) -> Bond:
    return Bond("promise", words, frozenset(), frozenset(), "2020-01-01", None, places=places)


def told(words: frozenset[str]) -> Told:
    return Told("statement", "s1", words, frozenset(), frozenset(), "2020-01-02")


@settings(deadline=None)  # the first one loads lists
@given(keys, st.lists(keys.filter(bool), max_size=2), keys, counts)
def test_what_is_near_has_a_sign(
    words: frozenset[str], places: list[frozenset[str]], other: frozenset[str], known: dict[str, int]
) -> None:
    one = bond(words.union(*places), *places)
    weights = {key: weight(count) for key, count in known.items()}
    for sentence in (told(other), told(other.union(*places)), told(one.keys - other)):
        like = likeness(one, sentence, weights)
        if comparable(one, sentence) and like >= NEAR:
            assert signs(one, known) & sentence.keys


def test_signs_are_the_rarest_words_that_outweigh_the_rest() -> None:
    known = {"سد": 900, "گلرود": 3, "آبگیری": 5, "پاییز": 1500, "تازه": 2000}
    assert signs(bond(frozenset(known)), known) == {"گلرود", "آبگیری"}


def test_words_as_rare_as_each_other_leave_out_what_is_too_little() -> None:
    known = dict.fromkeys("ابپت", 7)
    assert signs(bond(frozenset(known)), known) == {"ا", "ب"}


def test_a_place_that_is_rarer_than_all_else_is_sign_enough() -> None:
    known = {"سد": 900, "گلرود": 3, "آبگیری": 5, "پاییز": 1500}
    assert signs(bond(frozenset(known), frozenset({"گلرود"})), known) == {"گلرود"}


def test_nothing_can_speak_of_two_words() -> None:
    assert signs(bond(frozenset("اب")), {"ا": 1, "ب": 1}) == frozenset()


def test_signposts() -> None:
    posts = Signposts()
    posts.put(1, {"سد", "گلرود"})
    posts.put(2, {"سد"})
    assert posts.shown({"سد", "پل"}) == {1, 2}
    assert posts.shown({"گلرود"}) == {1}
    posts.take(1, {"سد", "گلرود"})
    assert posts.shown({"سد", "گلرود", "پل"}) == {2}
    assert posts.shown(()) == set()
