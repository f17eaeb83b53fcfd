"""Why a sentence states the events that it does: every frame that was tried on its words, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from dabir.facts.events.arguments import Trigger
from dabir.facts.events.cast import Members
from dabir.facts.events.find import Attempt, EventFinder
from dabir.facts.parties import Organ, Speaker
from dabir.facts.reading import Reading
from dabir.facts.statements import name_text, party_text


def explained(reading: Reading, finder: EventFinder) -> Iterator[str]:
    """Lines that tell of every attempt: the words, the frame, and the event or the reason why there is none."""
    told = 0
    for attempt in finder.attempts():
        told += 1
        yield f"«{_words(reading, attempt.trigger)}» {_manner(attempt.trigger)}"
        yield f"    {attempt.trigger.frame.name}: {_outcome(reading, attempt)}"
    if not told:
        yield "No word of any frame stands in this text (see data/frames.toml)."


def _words(reading: Reading, trigger: Trigger) -> str:
    return reading.text(trigger.range)


def _manner(trigger: Trigger) -> str:
    """How the words state a deed."""
    if not trigger.compound:
        return "as a noun"
    return "as a verb in the passive" if trigger.passive else "as a verb"


def _outcome(reading: Reading, attempt: Attempt) -> str:
    deed = attempt.deed
    if deed is None:
        return f"no, {attempt.reason}"
    mode = f"/{deed.mode}" if deed.mode else ""
    sources, targets = (_names(reading, side) for side in (deed.sources, deed.targets))
    return f"yes, {deed.type}{mode}, {deed.tellings[0].status}: {sources} → {targets or 'nobody'}"


def _names(reading: Reading, members: Members) -> str:
    return " و ".join(_name(reading, one) for one in members)


def _name(reading: Reading, one: Speaker) -> str:
    return party_text(reading, one) if isinstance(one, Organ) else name_text(reading, one.name)
