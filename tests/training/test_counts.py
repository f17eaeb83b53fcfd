"""Hits and misses of a model on annotated deeds."""

from __future__ import annotations

import numpy as np

from dabir.model.labels import DEEDS, ROLES, begin, size
from dabir.model.tags import Tags
from training.model.counts import Counts
from training.model.samples import EVERYTHING, Arc, Sample

COUNT = 6


def _sample() -> Sample:
    """Six words, the third of which states a deed whose actor is the first; the last two are a promise."""
    event, status, act = ([1] * COUNT, [EVERYTHING["status"]] * COUNT, [EVERYTHING["act"]] * COUNT)
    event[2], status[2] = 1 << begin("event", "AID"), 1 << begin("status", "planned")
    act[4], act[5] = 1 << begin("act", "promise"), 1 << begin("act", "promise") + 1
    sample = Sample(list("ابپتثج"), [range(COUNT)], {"event": event, "status": status, "act": act})
    sample.arcs = [Arc(2, 0, range(4), frozenset({0}))]
    return sample


def _tags(kind: str, status: str, act: str, actor: int) -> Tags:
    tables = {head: np.zeros((COUNT, size(head)), np.float32) for head in DEEDS}
    for table in tables.values():
        table[:, 0] = 1.0
    for head, label, places in (("event", kind, [2]), ("status", status, [2]), ("act", act, [4, 5])):
        for place in places:
            tables[head][place, 0], tables[head][place, begin(head, label)] = 0.0, 1.0
    shares = np.zeros((len(ROLES), COUNT), np.float32)
    shares[0, actor] = 0.9
    return Tags({}, tables, {2: (range(COUNT), shares)})


def test_what_is_right_counts_as_right() -> None:
    counts = Counts()
    counts.add(_sample(), _tags("AID", "planned", "promise", 0))
    figures = counts.figures()
    assert {figures[name] for name in ("triggers", "status", "party.words", "party.best", "acts")} == {1.0}
    assert figures["acts.macro"] == round(1 / len(DEEDS["act"]), 4)


def test_what_is_wrong_counts_as_wrong() -> None:
    counts = Counts()
    counts.add(_sample(), _tags("ASSAULT", "happened", "blame", 3))
    assert set(counts.figures().values()) == {0.0}
