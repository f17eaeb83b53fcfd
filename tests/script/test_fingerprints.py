import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dabir.script.fingerprints import LONGEST, Words, fingerprints, joined, mixed

WORDS = st.lists(st.text(max_size=LONGEST), min_size=1, max_size=6)


@given(WORDS, st.data())
def test_a_part_has_the_fingerprint_of_the_same_letters_alone(words, data):
    at = data.draw(st.integers(0, len(words) - 1))
    stop = data.draw(st.integers(0, len(words[at])))
    start = data.draw(st.integers(0, stop))
    part = Words(words).part(np.array([at]), np.array([start]), np.array([stop]))
    assert part == fingerprints([words[at][start:stop]])


@given(st.text(max_size=LONGEST), st.text(max_size=LONGEST), st.sampled_from(["", " ", "\u200c"]))
def test_strings_written_together(first, second, between):
    together = joined(fingerprints([first]), fingerprints([second]), len(second), between)
    assert together == fingerprints([first + between + second])


@given(st.lists(st.text(min_size=1, max_size=LONGEST), unique=True))
def test_different_strings_differ(words):
    plain = fingerprints(words)
    assert len(set(plain.tolist())) == len(set(mixed(plain).tolist())) == len(words)


def test_a_fingerprint_never_changes():
    # Those of the shipped file were made with it.
    assert mixed(fingerprints(["خبر"])).tolist() == [10883962548524539047]
