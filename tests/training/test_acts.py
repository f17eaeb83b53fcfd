"""Learning how words lean towards acts."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")

from dabir.facts.ranges import Range
from dabir.facts.wording import ACTS, BUCKETS, features
from training.acts import Example, learn
from training.model.samples import laid_out

SAID = {
    "demand": ["دولت باید راه را بسازد.", "مدیران باید پاسخ بدهند.", "شهرداری باید پل را ببندد."],
    "forecast": ["باران فردا خواهد بارید.", "هوا سرد خواهد شد.", "نرخ نان گران‌تر خواهد شد."],
}


def example(number: int, sentence: str, act: str) -> Example:
    reading = laid_out(f"گزارش یک روز کاری\n{sentence}")
    first = reading.sentences[reading.sentence_of[len(reading.words) - 1]].first
    return Example(number, *features(reading, Range(first, len(reading.words))), ACTS.index(act))


def test_the_words_that_acts_have_in_common_tell_them() -> None:
    known = [
        example(number, sentence, act)
        for act, sentences in SAID.items()
        for number, sentence in enumerate(sentences)
    ]
    weights, bias = learn(known)
    assert weights.shape == (BUCKETS, len(ACTS))
    for act, sentence in (("demand", "وزارت نیرو باید سد را تمام کند."), ("forecast", "برف هم خواهد بارید.")):
        asked = example(0, sentence, act)
        scores = asked.values @ weights[asked.buckets] + bias
        assert ACTS[int(np.argmax(scores))] == act
