"""Names exchanged for others of their class."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from training.model.samples import PEYMA, Sample, named
from training.model.sources import Tagged
from training.model.swaps import mentions, names_of, swapped


def _sample(*tagged: str) -> Sample:
    tokens, tags = zip(*(each.split("|") for each in tagged), strict=True)
    return named([Tagged(tokens, tags)], PEYMA)


FIRST = _sample("نادر|B-PER", "پاک‌دل|I-PER", "از|O", "یزد|B-LOC", "آمد|O")
SECOND = _sample("سارا|B-PER", "به|O", "بندر|B-LOC", "گناوه|I-LOC", "رفت|O")


def test_names_are_collected_by_class() -> None:
    assert names_of([FIRST, SECOND]) == {
        "PER": [("نادر", "پاک‌دل"), ("سارا",)],
        "LOC": [("یزد",), ("بندر", "گناوه")],
    }


@given(st.integers())
def test_only_names_change_and_keep_their_classes(seed: int) -> None:
    names = names_of([FIRST, SECOND])
    found = swapped(FIRST, names, random.Random(seed))
    assert len(found.words) == len(found.allowed["names"]) == found.paragraphs[0].stop
    assert [name for *_, name in mentions(found)] == ["PER", "LOC"]
    for first, last, name in mentions(found):
        assert tuple(found.words[first:last]) in names[name]
    inside = {at for first, last, _ in mentions(found) for at in range(first, last)}
    assert [word for at, word in enumerate(found.words) if at not in inside] == ["از", "آمد"]
