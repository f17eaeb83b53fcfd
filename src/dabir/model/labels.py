"""What the reading model says of each word: its heads and their labels.

Every head labels spans in the BIO scheme: `B-X` begins a span, `I-X` goes on with it, `O` is outside. `names` has the
classes of PEYMA; the others mark the parts of reported speech (`inner` for speech inside speech) and the posts of
people. `act` says what a statement does, word by word of its content; `event` marks the words that state a deed, with its
PLOVER type; `party` those who do it or to whom it is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "names": ("PER", "ORG", "LOC", "DAT", "TIM", "MON", "PCT"),
        "outer": ("direct", "indirect"),
        "inner": ("speech",),
        "cue": ("cue",),
        "source": ("source",),
        "post": ("post",),
        "act": ("report", "position", "promise", "demand", "praise", "blame", "denial", "forecast"),
        "event": (
            *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "REJECT"),
            *("ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
        ),
        "party": ("actor", "recipient"),
    }
)


def begin(head: str, name: str) -> int:
    """The number of the label that begins a span of a class; the one that goes on with it is the next."""
    return 1 + 2 * CLASSES[head].index(name)


def size(head: str) -> int:
    """How many labels a head has, `O` (number 0) among them."""
    return 1 + 2 * len(CLASSES[head])
