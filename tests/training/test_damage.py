"""Damage done to training samples keeps every label with its word."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dabir.model.labels import CLASSES, begin, size
from training.model.damage import damaged
from training.model.samples import EVERYTHING, Sample

WORDS = ["وی", "گفت", ":", "کتاب‌های", "تازه", "می‌رسند", ".", "«", "علی", "کریمی‌نژاد", "»"]


def _sample() -> Sample:
    names = [1] * len(WORDS)
    names[8], names[9] = 1 << begin("names", "PER"), 1 << (begin("names", "PER") + 1)
    outer = [1] * 3 + [1 << begin("outer", "direct")] + [1 << (begin("outer", "direct") + 1)] * 3 + [1] * 4
    return Sample(list(WORDS), [range(7), range(7, 11)], {"names": names, "outer": outer})


@given(st.integers(0, 10_000))
def test_letters_stay_with_their_labels(seed: int) -> None:
    sample = _sample()
    seen = damaged(sample, random.Random(seed))
    assert all(len(bits) == len(seen.words) for bits in seen.allowed.values())
    person = [w for w, bits in zip(seen.words, seen.allowed["names"], strict=True) if bits != 1]
    plain = "".join(person).replace("\u200c", "").replace("ي", "ی").replace("ك", "ک")
    assert plain == "علیکریمینژاد"
    assert sum(len(paragraph) for paragraph in seen.paragraphs) == len(seen.words)


@given(st.integers(0, 10_000))
def test_a_word_that_falls_apart_begins_one_span_only(seed: int) -> None:
    seen = damaged(_sample(), random.Random(seed))
    begins = [bits for bits in seen.allowed["outer"] if bits == 1 << begin("outer", "direct")]
    assert len(begins) == 1


def test_open_labels_stay_open() -> None:
    sample = Sample(["می‌رود"] * 40, [range(40)], {"names": [EVERYTHING["names"]] * 40})
    seen = damaged(sample, random.Random(1))
    begins = sum(1 << begin("names", name) for name in ("PER", "ORG", "LOC"))
    assert all(bits & ~begins for bits in seen.allowed["names"])


@given(st.integers(0, 10_000))
def test_what_a_teacher_says_stays_with_its_words(seed: int) -> None:
    sample = _sample()
    labels = sum(size(head) for head in CLASSES)
    sample.soft = np.zeros((len(WORDS), labels), dtype=np.float16)
    sample.soft[range(len(WORDS)), range(1, len(WORDS) + 1)] = 1
    seen = damaged(sample, random.Random(seed))
    assert seen.soft is not None
    assert seen.soft.shape == (len(seen.words), labels)
    assert np.all(seen.soft.sum(axis=1) == 1)
