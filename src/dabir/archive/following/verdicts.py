"""Verdicts: what a later report says of a commitment: that it was carried out, repeated, denied or broken.

A verdict needs the same matter and the same parties. The matter is measured by the share of the commitment's telling words
that the later sentence has, the rarer ones counting more; the words that tell an outcome («افتتاح شد», «لغو شد») stand in
`data/followups.toml`. Whatever is doubtful gives no verdict: a sentence with «اگر», words that say both, a deed
that the commitment does not name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dabir.archive.following.outcomes import Cue, generic, ordinals
from dabir.archive.words.analysis import STOP, search_keys

Verdict = Literal["carried out", "repeated", "denied", "broken"]
What = Literal["event", "statement", "commitment"]
Said = Literal["carried out", "repeated", "denied", "broken", "unclear"]

# Shares of a commitment's words from which on a report speaks of it: one that tells of its parties, and any other.
NEAR, FAR = 0.5, 0.65
# So many words must be shared; a commitment that says less cannot be told from others.
SHARED = 3
# How often a word is counted; one that stands in so many reports says next to nothing.
COUNTED = 2000

# What carries an agreement out, or the promise of such a deed; what breaks it; what shows that it is not kept.
_FULFILLING = frozenset({"COOPERATE", "CONSULT", "AGREE", "AID", "CONCEDE", "RETREAT"})
_BREAKING = frozenset({"SANCTION", "REJECT", "THREATEN"})
# Of events that are planned or long past nothing follows.
_TOLD = frozenset({"happened", "ongoing", "negated"})


@dataclass(frozen=True, slots=True)
class Bond:
    """A commitment as it is followed: its telling words, the entities bound by it and those towards whom, its days.

    `planned`: an agreement that was still to be concluded when it was told; `places`: the search keys of each place that its
    words name, countries left out.
    """

    kind: str
    keys: frozenset[str]
    sources: frozenset[int]
    targets: frozenset[int]
    day: str
    due: str | None
    planned: bool = False
    places: tuple[frozenset[str], ...] = ()

    @property
    def parties(self) -> frozenset[int]:
        """All who have to do with it."""
        return self.sources | self.targets


@dataclass(frozen=True, slots=True)
class Told:
    """What a later report tells in one sentence: a statement, an event or a commitment of its record.

    `day` is when it happened or, where that is not known, was published; `deed` are the search keys of the words of an event
    themselves; `act`, `type` and `status` as in the record, "" where it has none.
    """

    what: What
    local: str
    keys: frozenset[str]
    sources: frozenset[int]
    targets: frozenset[int]
    day: str
    cues: tuple[Cue, ...] = ()
    waiting: bool = False
    deed: frozenset[str] = frozenset()
    act: str = ""
    type: str = ""
    status: str = ""

    @property
    def parties(self) -> frozenset[int]:
        """All who have to do with it."""
        return self.sources | self.targets


def telling_keys(words: str, without: Iterable[str] = ()) -> frozenset[str]:
    """The search keys of what a text is about: without stop words, words of all promises, and these names."""
    named = {key for name in without for key in search_keys(name)}
    return frozenset(search_keys(words)) - STOP - generic() - named


def likeness(bond: Bond, told: Told, weights: Mapping[str, float]) -> float:
    """The share of a commitment's words that a sentence has, each counting by its weight."""
    whole = math.fsum(weights[key] for key in sorted(bond.keys))
    return math.fsum(weights[key] for key in sorted(bond.keys & told.keys)) / whole if whole else 0.0


def weight(frequency: int) -> float:
    """How much a word counts that stands in so many reports (counted up to `COUNTED`): the rarer, the more."""
    return math.log(1 + COUNTED / max(1, frequency))


def comparable(bond: Bond, told: Told) -> bool:
    """Whether a sentence may speak of a commitment: it shares words enough, names its places, and has no other numbers.

    Promises are much alike: the hospital of one town is told from that of another by the town alone.
    """
    if len(bond.keys & told.keys) < SHARED or not all(place <= told.keys for place in bond.places):
        return False
    return not any(
        one and other and one.isdisjoint(other)
        for one, other in zip(_marks(bond.keys), _marks(told.keys), strict=True)
    )


@lru_cache(maxsize=1 << 14)
def _marks(keys: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers among search keys, and the words that tell one stage from another."""
    return frozenset(key for key in keys if key[0].isdecimal()), keys & ordinals()


def threshold(bond: Bond, told: Told) -> float:
    """The likeness from which on a sentence speaks of a commitment."""
    return NEAR if bond.parties & told.parties else FAR


def verdict(bond: Bond, told: Told) -> Verdict | None:
    """What a sentence that speaks of the matter says of a commitment; None where it leaves that open."""
    if told.day < bond.day:
        return None
    return _JUDGES[told.what](bond, told)


def may_follow(event: str, status: str) -> bool:
    """Whether an event of this type and status can say what became of a commitment."""
    return status in _TOLD and event in _FULFILLING | _BREAKING


def _of_commitment(bond: Bond, told: Told) -> Verdict | None:
    """The same is promised or agreed upon again; on the same day, it is rather told by another outlet."""
    said = _outcome(bond, told)
    if said is not None and said != "unclear":
        return said
    if told.day == bond.day or not bond.sources & told.parties:
        return None
    if bond.kind != told.type or (bond.targets and not bond.targets & told.parties):
        return None
    return "repeated"


def _of_statement(bond: Bond, told: Told) -> Verdict | None:
    said = _outcome(bond, told)
    if said is None and told.act == "denial" and bond.sources & told.parties:
        return "denied"
    return None if said == "unclear" else said


def _of_event(bond: Bond, told: Told) -> Verdict | None:
    if not told.deed & bond.keys or not may_follow(told.type, told.status):
        return None
    if told.type in _BREAKING and told.status != "negated":
        return "broken" if _between_parties(bond, told) else None
    said = _outcome(bond, told)
    if said is not None:
        return None if said == "unclear" else said
    if told.waiting or told.type not in _FULFILLING or not _by_parties(bond, told):
        return None
    if told.status == "negated":
        return "denied"
    return None if told.type == "AGREE" and not bond.planned else "carried out"


def _between_parties(bond: Bond, told: Told) -> bool:
    """Whether one party does it to another."""
    return any(one != other for one in told.sources & bond.parties for other in told.targets & bond.parties)


def _by_parties(bond: Bond, told: Told) -> bool:
    """Whether those who are bound do it, and towards whom they are bound to."""
    return bool(bond.sources & told.parties) and (not bond.targets or bool(bond.targets & told.parties))


def _outcome(bond: Bond, told: Told) -> Said | None:
    """The verdict of the words that tell an outcome, if there are such; unclear where they say several things."""
    said = {_said(cue, bond, told) for cue in told.cues} - {None}
    return said.pop() if len(said) == 1 else "unclear" if said else None


def _said(cue: Cue, bond: Bond, told: Told) -> Said | None:
    if cue.outcome == "cancelled":
        # Who has promised to lift something carries it out by lifting it.
        return "carried out" if cue.deed & bond.keys else "denied"
    if cue.deed and not cue.deed & bond.keys:
        return None
    if cue.outcome == "done":
        # That an agreement was signed is no news of one that was told as signed.
        return None if cue.concludes and bond.kind == "agreement" and not bond.planned else "carried out"
    if cue.outcome == "broken":
        return "broken" if bond.parties & told.parties else None
    if cue.outcome == "undone":
        return _undone(bond, told)
    return "unclear"


def _undone(bond: Bond, told: Told) -> Said:
    """What is not done yet is broken when its day has passed, and open before."""
    if not told.waiting:
        return "denied"
    return "broken" if bond.due is not None and bond.due < told.day else "unclear"


_JUDGES: Mapping[What, Callable[[Bond, Told], Verdict | None]] = {
    "commitment": _of_commitment,
    "statement": _of_statement,
    "event": _of_event,
}
