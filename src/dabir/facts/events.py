"""Who did what to whom: first form of the events, read from finite verbs and from «دیدار X با Y».

A frame (`data/frames.toml`) names the noun and the verb that state an event, and what marks the other party. The actor
is the subject of the verb, the recipient the party behind the marker; two joined subjects of a symmetric verb are the
two parties. Only events with two named parties are kept, each once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dabir.facts.clauses import has_verb
from dabir.facts.cues import Cue
from dabir.facts.frames import Frame, frames_by_noun
from dabir.facts.mentions import Found, Mentions
from dabir.facts.places import place_end
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.subjects import subject
from dabir.record import Event, Status
from dabir.script.verbs import Features, verb_groups

Who = Callable[[Found], str | None]
MAX_NOUN = 4
MAX_PHRASE = 14
TRUST_VERB, TRUST_NOUN = 0.7, 0.5


@dataclass(frozen=True, slots=True)
class _Trigger:
    """The words that state an event, and the verb's features (None for a noun alone)."""

    words: Range
    frame: Frame
    features: Features | None


def find_events(reading: Reading, mentions: Mentions, who: Who) -> tuple[Event, ...]:
    """The events of a report in order, told by the report itself and within statements alike.

    Args:
        reading: The report in words.
        mentions: Its mentions.
        who: Gives the name of the party that a mention stands for, None where nobody can be found.
    """
    found: dict[tuple[str, frozenset[str]], Event] = {}
    for sentence in reading.sentences:
        for trigger in _triggers(reading, sentence):
            for event in _event(reading, mentions, who, sentence, trigger):
                found.setdefault((event.type, frozenset((event.source, event.target))), event)
    return tuple(sorted(found.values(), key=lambda event: event.start))


def _triggers(reading: Reading, sentence: Range) -> Iterator[_Trigger]:
    """Every place in a sentence where a frame's noun meets its verb, or a symmetric noun stands before its parties."""
    for group in verb_groups(reading.words[sentence.first : sentence.last]):
        verb = Range(sentence.first + group.start, sentence.first + group.stop)
        for first in range(verb.first, max(sentence.first, verb.first - MAX_NOUN) - 1, -1):
            noun = reading.phrase(Range(first, verb.first)) if first < verb.first else ""
            for frame in frames_by_noun().get(noun, ()):
                if group.features.lemma in frame.verbs:
                    yield _Trigger(Range(first, verb.last), frame, group.features)
    for index in range(*sentence):
        for frame in frames_by_noun().get(reading.keys[index], ()):
            if frame.symmetric:
                yield _Trigger(Range(index, index + 1), frame, None)


def _event(
    reading: Reading, mentions: Mentions, who: Who, sentence: Range, trigger: _Trigger
) -> Iterator[Event]:
    """The event of a trigger, if both of its parties are named."""
    pair = _nominal(mentions, reading, sentence, trigger) if trigger.features is None else None
    if trigger.features is not None:
        pair = _joint(reading, mentions, sentence, trigger) or _verbal(reading, mentions, sentence, trigger)
    if pair is None:
        return
    source, target = who(pair[0]), who(pair[1])
    if not source or not target or source == target:
        return
    span = reading.span(_extent(trigger, pair))
    yield Event(
        type=trigger.frame.type,
        mode=trigger.frame.mode,
        source=source,
        target=target,
        place=_place(reading, sentence, trigger.words),
        date=None,
        status=_status(reading, sentence, trigger),
        start=span.start,
        end=span.end,
        text=span.text,
        confidence=TRUST_NOUN if trigger.features is None else TRUST_VERB,
    )


def _extent(trigger: _Trigger, pair: tuple[Found, Found]) -> Range:
    """The words of an event: its trigger, and its target where that stands near."""
    target = pair[1].range
    if abs(target.first - trigger.words.first) > MAX_PHRASE:
        return trigger.words
    return Range(min(trigger.words.first, target.first), max(trigger.words.last, target.last))


def _verbal(
    reading: Reading, mentions: Mentions, sentence: Range, trigger: _Trigger
) -> tuple[Found, Found] | None:
    """«X [marker] Y … کرد»: the subject of the verb, and the mention behind the marker nearest to it."""
    clause = Range(sentence.first, trigger.words.first)
    actor = subject(reading, mentions, Cue(trigger.words, "verb", "say", trigger.features), clause)
    others = [
        mention for mention in mentions.within(clause) if _marked(reading, mention, trigger.frame.marker)
    ]
    if actor is None or not others or others[-1].range == actor.range:
        return None
    return actor, others[-1]


def _marked(reading: Reading, mention: Found, marker: str) -> bool:
    """Whether the marker stands beside a mention: «را» behind it, a preposition before it."""
    if marker == "را":
        return reading.key(mention.range.last) == marker
    return reading.key(mention.range.first - 1) == marker


def _joint(
    reading: Reading, mentions: Mentions, sentence: Range, trigger: _Trigger
) -> tuple[Found, Found] | None:
    """«X و Y … دیدار کردند»: two subjects of a symmetric verb in the plural."""
    if not trigger.frame.symmetric or trigger.features is None or not trigger.features.plural:
        return None
    inside = mentions.within(Range(sentence.first, trigger.words.first))
    for left, right in pairwise(inside):
        between = reading.keys[left.range.last : right.range.first]
        if between == ["و"] and not _governed(reading, left):
            return left, right
    return None


def _governed(reading: Reading, mention: Found) -> bool:
    return reading.key(mention.range.first - 1) in ("با", "از", "به", "بین", "میان", "در")


def _nominal(
    mentions: Mentions, reading: Reading, sentence: Range, trigger: _Trigger
) -> tuple[Found, Found] | None:
    """«دیدار X با Y»: the two mentions behind a symmetric noun."""
    left = mentions.at(trigger.words.last)
    if left is None or reading.key(left.range.last) != trigger.frame.marker:
        return None
    right = mentions.at(left.range.last + 1)
    return (left, right) if right is not None and right.range.last <= sentence.last else None


def _status(reading: Reading, sentence: Range, trigger: _Trigger) -> Status:
    """Whether the event happened, from the tense of the verb and the words before it."""
    keys = reading.keys[sentence.first : trigger.words.first]
    features = trigger.features
    if features is None:
        rest = Range(trigger.words.last, sentence.last)
        planned = any(key.startswith("خواه") for key in reading.keys[rest.first : rest.last])
        return "planned" if planned and has_verb(reading, rest) else "happened"
    if features.negative:
        return "negated"
    if features.tense == "future" or "قرار" in keys:
        return "planned"
    if "subjunctive" in features.tense or "اگر" in keys:
        return "hypothetical"
    if features.tense == "pluperfect":
        return "historical"
    return "ongoing" if features.tense in ("present", "imperfect") else "happened"


def _place(reading: Reading, sentence: Range, trigger: Range) -> str | None:
    """The place named with «در» in the sentence, the one nearest to the trigger."""
    found = [
        (
            abs(index - trigger.first),
            reading.restored.text[reading.words[index].start : reading.words[end - 1].end],
        )
        for index in range(sentence.first + 1, sentence.last)
        if reading.keys[index - 1] == "در" and (end := place_end(reading, index)) > index
    ]
    return min(found)[1] if found else None
