"""Outcomes: the words by which a sentence tells what became of a deed, and how they are told from what is only planned.

The words are `data/followups.toml`, the verbs those of `dabir.script`: «افتتاح شد» is done, «افتتاح نشد» is not,
«افتتاح می‌شود» lies ahead, «لغو شد» is cancelled, «نقض شد» is broken.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from dabir.archive.words.analysis import search_keys
from dabir.script.letters import squeeze
from dabir.script.verbs import VerbGroup, verb_groups
from dabir.script.words import Token, tokens

Outcome = Literal["done", "undone", "cancelled", "broken", "ahead"]

_PAST = frozenset({"past", "perfect", "pluperfect"})
_AHEAD = frozenset({"present", "subjunctive", "future"})
_ASKING = frozenset({"؟", "?"})
_LONGEST = 3  # words of an entry of the lists


class Cue(NamedTuple):
    """Words that tell what became of a deed, or that it is still to come.

    `deed` are the search keys of that deed (empty: of any); `concludes`: it is the deed by which an agreement comes about.
    """

    outcome: Outcome
    deed: frozenset[str]
    concludes: bool = False


def cues(words: str) -> tuple[Cue, ...]:
    """The words of a sentence that tell what became of a deed; none of a question or a condition («اگر …»)."""
    every = tokens(words)
    found = tuple(dict.fromkeys(_found(every)))
    open_ = found and (_has(every, _lists().conditional) or any(token.text in _ASKING for token in every))
    return () if open_ else found


def waiting(words: str) -> bool:
    """Whether a sentence says that the time has not come yet («هنوز»)."""
    return _has(tokens(words), _lists().not_yet)


def generic() -> frozenset[str]:
    """The search keys of words that stand in promises of every kind, and do not say what is promised."""
    return _lists().generic


def ordinals() -> frozenset[str]:
    """The search keys of words that tell one stage or part of a thing from another («دوم», «شرقی»)."""
    return _lists().ordinals


def _has(words: Sequence[Token], keys: frozenset[str]) -> bool:
    letters = [squeeze(token.text) for token in words]
    return any(
        "".join(letters[at : at + length]) in keys
        for at in range(len(letters))
        for length in range(1, _LONGEST + 1)
    )


def _found(words: Sequence[Token]) -> Iterator[Cue]:
    for group in verb_groups(words):
        for word in _spoken_of(words, group):
            if group.features.tense in _AHEAD:
                yield Cue("ahead", word.deed)
            elif group.features.tense in _PAST:
                outcome = word.negated if group.features.negative else word.outcome
                if outcome is not None:
                    yield Cue(outcome, word.deed, word.concludes)


def _spoken_of(words: Sequence[Token], group: VerbGroup) -> Iterator[_Word]:
    """What the lists know of a verb, and of the words before it."""
    lists, says = _lists(), group.features
    # «ساخت» and the like are rather nouns.
    if says.lemma in lists.verbs and (
        says.passive or says.tense != "past" or (says.person, says.plural) != (3, False)
    ):
        yield lists.verbs[says.lemma]
    if says.lemma in lists.light:
        word = _before(words, group)
        if word is not None:
            yield word


def _before(words: Sequence[Token], group: VerbGroup) -> _Word | None:
    """What the lists know of the words right before a verb, the longest of them first."""
    for length in range(min(_LONGEST, group.start), 0, -1):
        part = words[group.start - length : group.start]
        known = _lists().nouns.get("".join(squeeze(token.text) for token in part))
        if known is not None and all(token.kind == "word" for token in part):
            return known
    return None


class _Word(NamedTuple):
    """What a word says before a verb, and before one that is negated; the deeds that it speaks of (empty: of any)."""

    outcome: Outcome
    negated: Outcome | None
    deed: frozenset[str]
    concludes: bool = False


class _Lists(NamedTuple):
    """The lists of `data/followups.toml`: the words by their letters, the verbs by their infinitives."""

    light: frozenset[str]
    nouns: Mapping[str, _Word]
    verbs: Mapping[str, _Word]
    not_yet: frozenset[str]
    conditional: frozenset[str]
    generic: frozenset[str]
    ordinals: frozenset[str]


@cache
def _lists() -> _Lists:
    data = tomllib.loads(files("dabir.archive").joinpath("data/followups.toml").read_text("utf-8"))
    nouns, verbs = _deeds(data["deed"])
    for word in data["cancelled"]:
        known = nouns.get(squeeze(word))
        nouns[squeeze(word)] = _Word("cancelled", None, known.deed if known else _keys([word]))
    for name, outcome, negated in _SAYINGS:
        nouns |= {squeeze(word): _Word(outcome, negated, frozenset()) for word in data[name]}
    return _Lists(
        frozenset(data["light"]),
        nouns,
        verbs,
        frozenset(map(squeeze, data["not_yet"])),
        frozenset(map(squeeze, data["conditional"])),
        _keys(data["generic"]).difference(*(word.deed for word in nouns.values())),
        _keys(data["ordinals"]),
    )


# What is said of any deed: «عمل نکرد» breaks a word, but «نقض نشد» only says that it still holds.
_SAYINGS: tuple[tuple[str, Outcome, Outcome | None], ...] = (
    ("done", "done", "undone"),
    ("kept", "done", "broken"),
    ("broken", "broken", None),
)


def _deeds(entries: Sequence[Mapping[str, Any]]) -> tuple[dict[str, _Word], dict[str, _Word]]:
    """The words and the verbs that tell of a deed, each with the keys of all of them."""
    nouns: dict[str, _Word] = {}
    verbs: dict[str, _Word] = {}
    for entry in entries:
        infinitives = entry.get("verbs", ())
        word = _Word("done", "undone", _keys([*entry["words"], *infinitives]), entry.get("concludes", False))
        nouns |= {squeeze(each): word for each in entry["words"]}
        verbs |= dict.fromkeys(infinitives, word)
    return nouns, verbs


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key for word in words for key in search_keys(word))
