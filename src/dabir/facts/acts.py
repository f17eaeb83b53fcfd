"""Acts: what a speaker does by a statement, as the model sees its words and as signs tell (`data/acts.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from dabir.facts.drafts import Draft
from dabir.facts.phrases import PhraseIndex
from dabir.facts.reading import Reading
from dabir.record import Act

if TYPE_CHECKING:
    from dabir.model.tags import Tags

HEAD = "act"
# What a sign in the cue counts, beside one in the content.
CUE_COUNTS = 2.0
# What a sign counts beside the model's mean log, and how many of them count; chosen on reports that it had not learnt from.
SIGN, MOST = 0.2, 2.0
# What a phrase counts that says it outright.
SURE = 1.2
# Facts are told in most statements, with words that stand in all others, too.
COMMON = {"report": 0.4, "position": 0.6}


def act_of(reading: Reading, draft: Draft, tags: Tags | None) -> Act:
    """What is done by one statement."""
    if tags is not None and tags.knows(HEAD):
        signs, sure = _signed(reading, draft), _sure(reading, draft)
        leaning = {
            act: share + SIGN * min(signs[act], MOST) + SURE * sure[act]
            for act, share in tags.leaning(HEAD, *draft.content).items()
        }
        return cast(Act, max(leaning, key=lambda act: leaning[act]))
    return _told(reading, draft)


def _told(reading: Reading, draft: Draft) -> Act:
    """The act of which the most signs stand in the content and the cue."""
    scores, sure = _signed(reading, draft), _sure(reading, draft)
    for act in scores:
        scores[act] = COMMON.get(act, 1.0) * scores[act] + CUE_COUNTS * sure[act]
    best = max(scores, key=lambda act: scores[act])
    return cast(Act, best if scores[best] else "report")


def _signed(reading: Reading, draft: Draft) -> dict[str, float]:
    """How many signs of each act stand in the content and the cue."""
    first, last = draft.content
    scores = dict.fromkeys(_data(), 0.0)
    _count(scores, "words", reading.keys[first:last], 1.0)
    if draft.cue is not None:
        low, high = draft.cue.range
        _count(scores, "cues", reading.keys[max(0, low - 1) : high], CUE_COUNTS)
    return scores


def _sure(reading: Reading, draft: Draft) -> dict[str, float]:
    """How many phrases of a content say outright what is done by it."""
    scores = dict.fromkeys(_data(), 0.0)
    _count(scores, "sure", reading.keys[slice(*draft.content)], 1.0)
    return scores


def _count(scores: dict[str, float], part: str, keys: Sequence[str], weight: float) -> None:
    for index in range(len(keys)):
        found = _signs(part).match(keys, index)
        for act in found[1] if found else ():
            scores[act] += weight


@cache
def _data() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads(files("dabir.facts").joinpath("data/acts.toml").read_text("utf-8"))


@cache
def _signs(part: str) -> PhraseIndex[tuple[str, ...]]:
    """The acts of which words are a sign."""
    found: dict[str, tuple[str, ...]] = {}
    for act, signs in _data().items():
        for sign in signs[part]:
            found[sign] = (*found.get(sign, ()), act)
    return PhraseIndex(found.items())
