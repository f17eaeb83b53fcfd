"""What the reading model says of each word: its heads and their labels.

Every head labels spans in the BIO scheme: `B-X` begins a span, `I-X` goes on with it, `O` is outside. `names` has the
classes of PEYMA; the others mark the parts of reported speech (`inner` for speech inside speech) and the posts of
people. The heads of `DEEDS` tell what is done: `act` says what a statement does, word by word of
its content; `event` marks the words that state a deed, with its PLOVER type; `status` says of the same words whether it
has happened. And for each word that states a deed every other word has a probability of naming one of its parties, in
each of the `ROLES`.
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
    }
)

# The heads that tell what is done.
DEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "act": ("report", "position", "promise", "demand", "praise", "blame", "denial", "forecast"),
        "event": (
            *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "REJECT"),
            *("ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
        ),
        "status": ("happened", "ongoing", "planned", "hypothetical", "negated", "historical", "background"),
    }
)

# The output of the network that tells parties, and what they may be.
PARTY = "party"
ROLES = ("actor", "recipient")


def classes(head: str) -> tuple[str, ...]:
    """The classes of spans that a head tells apart."""
    return CLASSES[head] if head in CLASSES else DEEDS[head]


def begin(head: str, name: str) -> int:
    """The number of the label that begins a span of a class; the one that goes on with it is the next."""
    return 1 + 2 * classes(head).index(name)


def size(head: str) -> int:
    """How many labels a head has, `O` (number 0) among them."""
    return 1 + 2 * len(classes(head))
