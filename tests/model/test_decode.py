"""Label probabilities into spans: lawful, within paragraphs, with the trust that the probabilities give."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dabir.model.decode import Labelled, Scores, spans, trimmed
from dabir.model.labels import CLASSES, begin, size


def _certain(head: str, labels: list[int]) -> Scores:
    scores = np.full((len(labels), size(head)), 0.1 / (size(head) - 1), dtype=np.float32)
    scores[range(len(labels)), labels] = 0.9
    return scores


def test_a_span_goes_from_its_beginning_to_its_last_word() -> None:
    person = begin("names", "PER")
    found = list(spans("names", _certain("names", [0, person, person + 1, 0]), [range(4)]))
    assert [(each.first, each.last, each.name) for each in found] == [(1, 3, "PER")]
    assert found[0].trust == pytest.approx(0.9)


def test_two_spans_may_touch() -> None:
    cue = begin("cue", "cue")
    found = list(spans("cue", _certain("cue", [cue, cue, cue + 1]), [range(3)]))
    assert [each[:2] for each in found] == [(0, 1), (1, 3)]


def test_no_span_crosses_a_paragraph() -> None:
    direct = begin("outer", "direct")
    labels = [direct, direct + 1, direct + 1, direct + 1]
    found = list(spans("outer", _certain("outer", labels), [range(2), range(2, 4)]))
    assert [each[:2] for each in found] == [(0, 2), (2, 4)]


@given(arrays(np.float32, (9, size("names")), elements=st.floats(1 / 64, 1.0, width=32)))
def test_spans_are_lawful_whatever_the_scores(raw: Scores) -> None:
    scores = raw / raw.sum(axis=1, keepdims=True)
    found = list(spans("names", scores, [range(4), range(4, 9)]))
    assert all(left.last <= right.first for left, right in pairwise(found))
    for span in found:
        assert 0 <= span.first < span.last <= 9
        assert not span.first < 4 < span.last
        assert span.name in CLASSES["names"]
        assert 0 < span.trust <= 1


def test_a_doubtful_beginning_is_settled_by_what_is_most_probable_in_all() -> None:
    person = begin("names", "PER")
    scores = np.zeros((3, size("names")), dtype=np.float32)
    scores[0, [0, person]] = 0.55, 0.45  # alone this word would be outside …
    scores[1, [0, person, person + 1]] = 0.1, 0.1, 0.8  # … but this one goes on with a name
    scores[2, 0] = 1.0
    assert [each[:3] for each in spans("names", scores, [range(3)])] == [(0, 2, "PER")]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("بانک رفاه و", 2),
        ("بانک رفاه ، و", 2),
        ("خونه به خونه", 3),
        ("و", 1),
    ],
    ids=["conjunction", "two", "within", "alone"],
)
def test_no_name_ends_in_what_belongs_to_the_next_word(words: str, kept: int) -> None:
    span = Labelled(1, 1 + len(words.split()), "ORG", 0.9)
    assert trimmed(span, ["با", *words.split(), "رفت"]) == span._replace(last=1 + kept)
