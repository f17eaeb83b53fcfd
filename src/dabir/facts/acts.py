"""Acts: what a speaker does by a statement, as its words tell (`facts/wording.py`) and the model sees."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from dabir.facts.drafts import Draft
from dabir.facts.phrases import PhraseIndex
from dabir.facts.reading import Reading
from dabir.facts.wording import leaning
from dabir.record import Act

if TYPE_CHECKING:
    from dabir.model.tags import Tags

HEAD = "act"
# What the words count beside the model's mean log, chosen on statements that neither had learnt from (0.5 to 1.4 do alike);
# and a phrase that says it outright, enough to outweigh what the rest of a statement says.
WORDS, SURE = 0.7, 2.2


def act_of(reading: Reading, draft: Draft, tags: Tags | None) -> Act:
    """What is done by one statement."""
    content = draft.content
    scores = {act: WORDS * score for act, score in leaning(reading, content).items()}
    for act in _outright(reading.keys[slice(*content)]):
        scores[act] += SURE
    if tags is not None and tags.knows(HEAD):
        for act, score in tags.leaning(HEAD, *content).items():
            scores[act] += score
    return cast(Act, max(scores, key=lambda act: scores[act]))


def _outright(keys: Sequence[str]) -> list[str]:
    """The acts of the phrases among some words that say outright what is done."""
    found = (_phrases().match(keys, index) for index in _phrases().places(keys, 0, len(keys)))
    return [each[1] for each in found if each is not None]


@cache
def _phrases() -> PhraseIndex[str]:
    """Phrases that say outright what is done, each with the act."""
    text = files("dabir.facts").joinpath("data/acts.toml").read_text("utf-8")
    acts: Mapping[str, Sequence[str]] = tomllib.loads(text)
    return PhraseIndex((phrase, act) for act, phrases in acts.items() for phrase in phrases)
