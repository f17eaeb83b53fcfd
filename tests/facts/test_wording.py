"""How the words of a statement lean towards acts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.facts.ranges import Range
from dabir.facts.reading import lay_out
from dabir.facts.wording import ACTS, BUCKETS, features, leaning
from dabir.sources import read_text

READING = lay_out(
    read_text("گزارش یک روز کاری\nبهرام نیکخواه گفت: دولت باید به کشاورزان کمک کند. مینا روشن رفت.")
)
COUNT = len(READING.words)


@given(st.integers(0, COUNT - 1), st.integers(1, COUNT))
def test_any_stretch_of_words_leans_somewhere(first: int, size: int) -> None:
    content = Range(first, min(first + size, COUNT))
    buckets, values = features(READING, content)
    assert len(buckets) == len(values)
    assert ((buckets >= 0) & (buckets < BUCKETS)).all()
    assert np.linalg.norm(values) == pytest.approx(1.0, abs=1e-3)
    leans = leaning(READING, content)
    assert tuple(leans) == ACTS
    assert sum(map(np.exp, leans.values())) == pytest.approx(1.0, abs=1e-4)


def test_words_around_a_content_count_within_its_sentences_alone() -> None:
    content = Range(COUNT - 4, COUNT - 1)  # «مینا روشن رفت»
    alone = lay_out(read_text("مینا روشن رفت. این هم جمله‌ای دیگر از گزارش است."))
    assert leaning(READING, content) == pytest.approx(leaning(alone, Range(0, 3)), abs=1e-4)
