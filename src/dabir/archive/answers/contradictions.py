"""Contradictions: pairs of statements on one matter of which one says what the other denies, for an editor to judge.

Two statements are on one matter where they share words enough (the Jaccard likeness of their search keys). They contradict
each other where the verbs that close their sentences are the same but for «ن» («مذاکره می‌کنیم», «مذاکره نمی‌کنیم»), or
where one of them denies what the other tells. Candidates come from an index of each statement's rarest keys: a pair that
is like enough shares one of these (prefix filtering: Chaudhuri, Ganti and Kaushik, «A Primitive Operator for Similarity
Joins in Data Cleaning», ICDE 2006).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dabir.archive.answers.sayings import Saying
from dabir.archive.words.analysis import STOP, search_keys, terms
from dabir.record import Act
from dabir.script.letters import squeeze
from dabir.script.sentences import sentences
from dabir.script.verbs import VerbGroup, verb_groups
from dabir.script.words import Token, tokens

Ground = Literal["polarity", "denial"]

# On one matter: from this likeness on, with so many keys in common.
LIKENESS, SHARED = 0.35, 4
# From this likeness on a negated statement that is said as a denial denies one that is not negated.
SURE = 0.5
# From this likeness on two statements that claim the same are tellings of one.
RETOLD = 0.6
# So many statements are compared, the newest ones.
NEWEST = 2000
# Of the statements that have a key, so many of the last are candidates: the words of a slogan do not make all pairs.
REACH = 50
# Acts that a denial may deny.
_DENIED: frozenset[Act] = frozenset({"report", "position", "promise"})
# Verbs that say little without the word before them («قرار داشتن», «مذاکره کردن»).
_LIGHT = frozenset(
    {"کردن", "شدن", "بودن", "داشتن", "دادن", "گرفتن", "زدن", "آوردن", "آمدن", "یافتن", "نمودن", "رسیدن", "خوردن",
     "کشیدن", "گذاشتن", "بردن", "ساختن", "گردیدن"}
)  # fmt: skip
# What is negated by the verb before it: «نمی‌توانیم بپذیریم», «نباید پذیرفت».
_GOVERNING = frozenset({"بایستن", "توانستن", "خواستن"})
_ASKING = frozenset("؟?")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements side by side, the earlier one first.

    `ground`: their verbs differ in `polarity` alone, or one is a `denial` of the other; `likeness` of their words, 0 to 1.
    """

    first: Saying
    second: Saying
    ground: Ground
    likeness: float


class Claim(NamedTuple):
    """What closes a sentence: the verb, the key of the word before a light one (else ""), and whether it is negated."""

    lemma: str
    before: str
    negative: bool


class _Pair(NamedTuple):
    first: int
    second: int
    likeness: float


def contradictions(sayings: Sequence[Saying]) -> tuple[Contradiction, ...]:
    """The contradictions among somebody's statements, which are given in order; the likest pairs first.

    What stands in one report together is no contradiction but an argument. Of several tellings of the same two statements
    the likest pair is given.
    """
    newest = _different(sayings)[-NEWEST:]
    keys = [frozenset(search_keys(said.text)) - STOP for said in newest]
    pairs = sorted(_alike(keys), key=lambda pair: (-pair.likeness, pair.first, pair.second))
    judge = _Judge(newest, keys)
    tellings = _tellings(pairs, judge, len(newest))
    found: dict[frozenset[int], Contradiction] = {}
    for pair in pairs:
        told = frozenset((tellings[pair.first], tellings[pair.second]))
        ground = judge.ground(pair) if len(told) == 2 and told not in found else None
        if ground is not None:
            found[told] = Contradiction(
                newest[pair.first], newest[pair.second], ground, round(pair.likeness, 3)
            )
    return tuple(found.values())


def _tellings(pairs: Iterable[_Pair], judge: _Judge, count: int) -> list[int]:
    """For each statement the first one that it tells again, in nearly the same words."""
    first = list(range(count))
    for pair in pairs:
        if pair.likeness >= RETOLD and judge.agree(pair):
            one, other = sorted((_end(first, pair.first), _end(first, pair.second)))
            first[other] = one
    return [_end(first, number) for number in first]


def _end(first: list[int], number: int) -> int:
    """The end of a chain, which is made shorter on the way."""
    while first[number] != number:
        first[number] = number = first[first[number]]
    return number


def _different(sayings: Sequence[Saying]) -> list[Saying]:
    """Statements of which no two have the same words, the first of each."""
    return list({squeeze.__wrapped__(said.text): said for said in reversed(sayings)}.values())[::-1]


def _alike(keys: Sequence[frozenset[str]]) -> Iterator[_Pair]:
    """The pairs of statements that are on one matter, by their keys."""
    frequency = Counter(key for each in keys for key in each)
    latest: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=REACH))
    for number, mine in enumerate(keys):
        needed = max(math.ceil(LIKENESS * len(mine) - 1e-9), SHARED)
        rarest = sorted(mine, key=lambda key: (frequency[key], key))[: max(0, len(mine) - needed + 1)]
        for other in sorted({one for key in rarest for one in latest[key]}):
            shared = len(mine & keys[other])
            likeness = shared / (len(mine) + len(keys[other]) - shared)
            if shared >= SHARED and likeness >= LIKENESS:
                yield _Pair(other, number, likeness)
        for key in rarest:
            latest[key].append(number)


class _Judge:
    """Tells on what ground statements contradict each other; reads each of them once."""

    def __init__(self, sayings: Sequence[Saying], keys: Sequence[frozenset[str]]) -> None:
        self._sayings, self._keys = sayings, keys
        self._claims: dict[int, frozenset[Claim]] = {}

    def agree(self, pair: _Pair) -> bool:
        """Whether two statements that are much alike are tellings of one."""
        acts = {self._sayings[number].act == "denial" for number in (pair.first, pair.second)}
        return len(acts) == 1 and self._of(pair.first) == self._of(pair.second)

    def ground(self, pair: _Pair) -> Ground | None:
        """On what ground two statements on one matter contradict each other, if they do."""
        first, second = self._sayings[pair.first], self._sayings[pair.second]
        if first.citation.original == second.citation.original:
            return None
        shared = self._keys[pair.first] & self._keys[pair.second]
        if _opposed(self._of(pair.first), self._of(pair.second), shared):
            return "polarity"
        denied = self._denies(pair.first, pair.second, pair) or self._denies(pair.second, pair.first, pair)
        return "denial" if denied else None

    def _denies(self, denial: int, other: int, pair: _Pair) -> bool:
        """Whether one statement denies another; one that says «ن» itself does so less surely."""
        if self._sayings[denial].act != "denial" or self._sayings[other].act not in _DENIED:
            return False
        negative, agreeing = (any(one.negative for one in self._of(number)) for number in (denial, other))
        return not negative or (not agreeing and pair.likeness >= SURE)

    def _of(self, number: int) -> frozenset[Claim]:
        if number not in self._claims:
            self._claims[number] = claims(self._sayings[number].text)
        return self._claims[number]


def _opposed(mine: frozenset[Claim], other: frozenset[Claim], shared: frozenset[str]) -> bool:
    """Whether a claim of one statement differs from one of the other in polarity alone.

    A statement that says both, of two things, opposes neither.
    """
    short = len(mine) == len(other) == 1
    return any(
        one.negative != another.negative
        and _same_verb(one, another, shared if short else frozenset())
        and _turned(one) not in mine
        and _turned(another) not in other
        for one in mine
        for another in other
    )


def _same_verb(one: Claim, another: Claim, shared: frozenset[str]) -> bool:
    """Whether two claims have one verb; what makes a light verb a verb may stand elsewhere in what both statements share."""
    if one.lemma != another.lemma:
        return False
    return one.lemma not in _LIGHT or one.before == another.before or shared >= {one.before, another.before}


def _turned(claim: Claim) -> Claim:
    return claim._replace(negative=not claim.negative)


def claims(text: str) -> frozenset[Claim]:
    """What closes each sentence of a statement; a question claims nothing."""
    words = tokens(text)
    found, first = [], 0
    for _, end in sentences(text, words):
        last = bisect_right(words, end, lo=first, key=lambda token: token.end)
        sentence, first = words[first:last], last
        groups = verb_groups(sentence)
        if groups and _ASKING.isdisjoint(token.text[0] for token in sentence[groups[-1].stop :]):
            found.append(_claim(sentence, groups))
    return frozenset(found)


def _claim(words: Sequence[Token], groups: Sequence[VerbGroup]) -> Claim:
    """The claim of a sentence, by its last verb and the verb that governs this."""
    last = groups[-1]
    governed = len(groups) > 1 and _governs(groups[-2], last)
    negative = last.features.negative != (governed and groups[-2].features.negative)
    before = terms(words[last.start - 1].text) if last.start else []
    return Claim(last.features.lemma, before[-1].key if before else "", negative)


def _governs(before: VerbGroup, verb: VerbGroup) -> bool:
    if before.features.lemma not in _GOVERNING:
        return False
    impersonal = before.features.person == 0 and verb.features.tense == "past"  # «نباید پذیرفت»
    return verb.features.tense == "subjunctive" or impersonal
