"""What teachers say of samples, each on its own heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from dabir.model.decode import Scores
from dabir.model.labels import CLASSES, size
from dabir.model.tagger import Tagger
from dabir.model.windows import Window, Word
from training.model.corpora import teach
from training.model.samples import Sample


class Single:
    """A vocabulary of which every word is one piece."""

    def of(self, words: Sequence[str]) -> Sequence[Word]:
        return [(5,) for _ in words]


class Sure:
    """A network that gives one label of every head the same share everywhere, and the last label the rest."""

    outputs = tuple(CLASSES)

    def __init__(self, share: float) -> None:
        self.share = share

    def run(self, windows: Sequence[Window]) -> list[Mapping[str, Scores]]:
        return [{head: self._rows(len(window.words), size(head)) for head in CLASSES} for window in windows]

    def _rows(self, words: int, labels: int) -> Scores:
        rows = np.zeros((words, labels), dtype=np.float32)
        rows[:, 1], rows[:, -1] = self.share, 1 - self.share
        return rows


def test_a_teacher_is_heard_on_its_own_heads() -> None:
    sample = Sample(["راه", "باز", "است"], [range(3)])
    teach(Tagger(Single(), Sure(0.9)), [sample], tuple(CLASSES))
    teach(Tagger(Single(), Sure(0.6)), [sample], ("outer",))
    assert sample.soft is not None
    assert sample.soft.shape == (3, sum(size(head) for head in CLASSES))
    assert sample.soft[:, 1] == pytest.approx([0.9] * 3, abs=1e-3)
    assert sample.soft[:, size("names") + 1] == pytest.approx([0.6] * 3, abs=1e-3)
