"""Reporting expressions («اظهار داشت», «با بیان اینکه», «به گفته»): where they stand and how they report.

The expressions are data (`data/cues.toml`); this module conjugates the verbs and finds them among the words, joined,
split or with half-spaces. Terms are those of quotation corpora (PARC3, Citron): a cue introduces a content by a source.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from dabir.facts.ranges import Range
from dabir.script.letters import squeeze
from dabir.script.verbs import Features, Verb, forms, verbs

CueKind = Literal["verb", "subordinate", "according", "report"]
Strength = Literal["say", "weak", "view", "ask", "text"]
MAX_WORDS = 7
# Words that may stand between the noun and the verb of a compound: «تأکید نیز کرد».
BETWEEN = frozenset({"نیز", "هم"})
_COPULA, _PASSIVE = "copula", "passive"


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression among the words.

    `kind`: a finite `verb`; `subordinate` («با بیان اینکه»); `according` («به گفته») and `report` («به گزارش»), which
    stand before the source. `strength` tells how a verb reports (see `data/cues.toml`); `features` is the finite
    verb's person and tense, None for the other kinds.
    """

    range: Range
    kind: CueKind
    strength: Strength
    features: Features | None = None

    @property
    def passive(self) -> bool:
        """Whether the verb is passive («گفته می‌شود»), so that its subject is not the speaker."""
        return self.features is not None and self.features.passive

    @property
    def own(self) -> bool:
        """Whether the verb is in the first or second person: a speaker about his own words, not a report of others."""
        return self.features is not None and self.features.person != 3


@dataclass(frozen=True, slots=True)
class _Verb:
    """One verb of the data: its forms and the nouns before it, each with a strength."""

    forms: Mapping[str, Features]
    starts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Cues:
    """The data file, ready for lookup: every map goes from squeezed words."""

    verbs: Mapping[str, _Verb]
    nouns: Mapping[str, tuple[tuple[str, Strength], ...]]
    bare: tuple[tuple[str, Strength], ...]
    phrases: Mapping[str, tuple[CueKind, Strength]]
    prefixes: frozenset[str]
    noun_beginnings: frozenset[str]


def find_cues(keys: Sequence[str], words: Range) -> list[Cue]:
    """All reporting expressions within a range, in order, none overlapping; the longest at each place wins.

    Args:
        keys: The keys of the words of a text (`letters.squeeze`).
        words: Which of them to search; no expression goes beyond.
    """
    found, done = [], words.first
    for index in [index for index in range(*words) if _may_begin(keys[index])]:
        cue = _cue_at(keys, index, words.last) if index >= done else None
        if cue:
            found.append(cue)
            done = cue.range.last
    return found


@lru_cache(maxsize=1 << 16)
def _may_begin(key: str) -> bool:
    """Whether an expression may begin with a word, whatever follows: most words begin none."""
    cues = load_cues()
    known = key in cues.prefixes or key in cues.noun_beginnings or bool(_splits(key))
    return known and key[:1].isalpha()


def _cue_at(keys: Sequence[str], index: int, last: int) -> Cue | None:
    cues = load_cues()
    best: Cue | None = None
    for cue in (_phrase_at(cues, keys, index, last), *_verbs_at(cues, keys, index, last)):
        if cue and (best is None or cue.range.last > best.range.last):
            best = cue
    return best


def _phrase_at(cues: _Cues, keys: Sequence[str], index: int, last: int) -> Cue | None:
    """The longest fixed expression that starts at a word."""
    found, text = None, ""
    for end in range(index, min(last, index + MAX_WORDS)):
        text += keys[end]
        if text not in cues.prefixes:
            break
        if text in cues.phrases:
            kind, strength = cues.phrases[text]
            found = Cue(Range(index, end + 1), kind, strength)
    return found


def _verbs_at(cues: _Cues, keys: Sequence[str], index: int, last: int) -> Iterator[Cue]:
    """Every reporting verb that starts at a word, simple or compound."""
    for noun, rest in _splits(keys[index]):
        for past, strength in cues.nouns[noun] if noun else cues.bare:
            after = _after(keys, index) if noun and not rest else index + 1
            end = _form(cues.verbs[past], keys, after, rest, last)
            if end:
                yield Cue(Range(index, end[0]), "verb", strength, end[1])
    text = keys[index]
    for middle in range(index + 1, min(last, index + 4)):
        text += keys[middle]
        if text not in cues.noun_beginnings:
            break
        for past, strength in cues.nouns.get(text, ()):
            end = _form(cues.verbs[past], keys, _after(keys, middle), "", last)
            if end:
                yield Cue(Range(index, end[0]), "verb", strength, end[1])


@lru_cache(maxsize=1 << 16)
def _splits(key: str) -> tuple[tuple[str, str], ...]:
    """How a word may begin a reporting verb: the noun in it ("" for a simple verb), and what is left of it."""
    cues = load_cues()
    found = [(key[:size], key[size:]) for size in range(2, len(key) + 1) if key[:size] in cues.nouns]
    splits = [
        (noun, rest)
        for noun, rest in found
        if not rest or any(rest in cues.verbs[past].starts for past, _ in cues.nouns[noun])
    ]
    if any(key in cues.verbs[past].starts for past, _ in cues.bare):
        splits.append(("", key))
    return tuple(splits)


def _after(keys: Sequence[str], middle: int) -> int:
    """The word after the noun of a compound, «نیز» passed over."""
    return middle + 2 if keys[middle + 1 : middle + 2] and keys[middle + 1] in BETWEEN else middle + 1


def _form(verb: _Verb, keys: Sequence[str], index: int, text: str, last: int) -> tuple[int, Features] | None:
    """The longest form of a verb that begins with `text` and goes on at a word: its end and features."""
    if text and text not in verb.starts:
        return None
    found = (index, verb.forms[text]) if text in verb.forms else None
    for end in range(index, min(last, index + 4)):
        text += keys[end]
        if text not in verb.starts:
            break
        if text in verb.forms:
            found = (end + 1, verb.forms[text])
    return found


@cache
def load_cues() -> _Cues:
    """Read `data/cues.toml` and conjugate its verbs; done once."""
    data = tomllib.loads(files("dabir.facts").joinpath("data/cues.toml").read_text("utf-8"))
    nouns: dict[str, list[tuple[str, Strength]]] = {}
    bare = []
    for entry in data["verb"]:
        for noun in entry.get("nouns", [""]):
            if not noun:
                bare.append((entry["verb"], entry["strength"]))
                continue
            nouns.setdefault(squeeze(noun), []).append((entry["verb"], entry["strength"]))
            if entry["verb"] == "کردن":
                nouns[squeeze(noun)].append((_PASSIVE, entry["strength"]))
    for predicate in data["copula"]["predicates"]:
        nouns.setdefault(squeeze(predicate), []).append((_COPULA, data["copula"]["strength"]))
    phrases = dict(_phrases(data))
    prefixes = frozenset(phrase[:size] for phrase in phrases for size in range(1, len(phrase) + 1))
    infinitives = {"شدن", *(entry["verb"] for entry in data["verb"])}
    beginnings = frozenset(noun[:size] for noun in nouns for size in range(1, len(noun) + 1))
    uses = {noun: tuple(found) for noun, found in nouns.items()}
    return _Cues(_verbs(infinitives), uses, tuple(bare), phrases, prefixes, beginnings)


def _verbs(infinitives: Collection[str]) -> dict[str, _Verb]:
    """Every verb that the data may name, with two more: the copula, and «شدن» as the passive of «کردن»."""
    table = {verb.infinitive: _verb(_affirmative(verb)) for verb in verbs() if verb.infinitive in infinitives}
    passive = {form: features._replace(passive=True) for form, features in table["شدن"].forms.items()}
    being = Features("بودن", 3, False, "present", False, False)
    many = being._replace(plural=True)
    copula = dict.fromkeys(("است", "بود", "بوده", "بودهاست", "هست"), being)
    copula |= dict.fromkeys(("اند", "ند", "هستند", "بودند", "بودهاند"), many)
    return {**table, _PASSIVE: _verb(passive), _COPULA: _verb(copula)}


def _affirmative(verb: Verb) -> dict[str, Features]:
    """The affirmative indicative forms by key.

    Participles alone («گفته») count, since agencies drop the «است» behind them; subjunctives report nothing.
    """
    table = {
        squeeze(form): features
        for form, features in forms(verb).items()
        if not features.negative and "subjunctive" not in features.tense
    }
    perfect = Features(verb.infinitive, 3, False, "perfect", False, False)
    return {squeeze(verb.prefix + verb.past + "ه"): perfect, **table}


def _verb(table: dict[str, Features]) -> _Verb:
    return _Verb(table, frozenset(form[:size] for form in table for size in range(1, len(form) + 1)))


def _phrases(data: Mapping[str, dict[str, list[str]]]) -> Iterator[tuple[str, tuple[CueKind, Strength]]]:
    """The expressions without a finite verb, squeezed."""
    part = data["subordinate"]
    for opener in part["openers"]:
        for noun in part["nouns"]:
            for pointer in part["pointers"]:
                yield squeeze(opener + noun + pointer), ("subordinate", "say")
    for phrase in data["according"]["say"]:
        yield squeeze(phrase), ("according", "say")
    for phrase in data["according"]["view"]:
        yield squeeze(phrase), ("according", "view")
    for phrase in data["according"]["report"]:
        yield squeeze(phrase), ("report", "say")
