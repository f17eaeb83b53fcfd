"""Events as the record holds them: parties by their names and ids, words as spans of the original text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dabir.facts.drafts import Draft
from dabir.facts.events.contexts import contexts_of
from dabir.facts.events.deeds import Deed, Telling
from dabir.facts.parties import Speaker
from dabir.facts.reading import Reading
from dabir.facts.times.find import When
from dabir.facts.whereabouts import Whereabouts
from dabir.record import Event, Party, Person, Place, Span, Status

AT = frozenset({"در"})
# How often events are right in type and both parties: those that a verb or the model tells (93 of 259), and others (71 of
# 216), counted on the annotated sets `deeds.dev`, `deeds.learn` and, by rules, `deeds.more`.
TRUST_VERB, TRUST_NOUN = 0.36, 0.33
# Of several tellings the most telling one says how a deed stands: what is told as fact counts before what is possible.
CLEAR: tuple[Status, ...] = (
    "happened",
    "ongoing",
    "planned",
    "negated",
    "background",
    "historical",
    "hypothetical",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where events may take place: the places of the report, and the record's places by the words that name them."""

    reading: Reading
    whereabouts: Whereabouts
    places: Mapping[int, Place]

    def of(self, telling: Telling) -> Place | None:
        """The place that «در» brings in in the clause of a telling, the nearest of several."""
        spots = [
            spot.range.first
            for spot in self.whereabouts.within(telling.clause)
            if self.reading.key(spot.range.first - 1) in AT or self.reading.key(spot.range.first - 2) in AT
        ]
        nearest = min(spots, key=lambda first: abs(first - telling.words.first), default=None)
        return None if nearest is None else self.places[nearest]


def events_of_record(
    reading: Reading,
    deeds: Sequence[Deed],
    drafts: Sequence[Draft],
    times: Sequence[When],
    known: Mapping[int, Person | Party],
    scene: Scene,
) -> tuple[Event, ...]:
    """The events in the order of their first tellings."""
    keys = {id(draft): f"s{number}" for number, draft in enumerate(drafts, 1)}
    moments = {id(when): f"t{number}" for number, when in enumerate(times, 1)}
    ordered = sorted(deeds, key=lambda deed: deed.tellings[0].words)
    return tuple(
        _event(reading, deed, f"e{number}", keys, moments, known, scene)
        for number, deed in enumerate(ordered, 1)
    )


def _event(
    reading: Reading,
    deed: Deed,
    key: str,
    keys: Mapping[int, str],
    moments: Mapping[int, str],
    known: Mapping[int, Person | Party],
    scene: Scene,
) -> Event:
    first = deed.tellings[0]
    span = reading.span(first.extent)
    when = next((telling.when for telling in deed.tellings if telling.when is not None), None)
    place = next(filter(None, (scene.of(telling) for telling in deed.tellings)), None)
    sources, targets = (_parties(side, known) for side in (deed.sources, deed.targets))
    return Event(
        id=key,
        type=deed.type,
        mode=deed.mode,
        contexts=contexts_of(reading, [telling.words for telling in deed.tellings]),
        source=" و ".join(party.name for party in sources),
        target=" و ".join(party.name for party in targets),
        source_ids=tuple(party.id for party in sources),
        target_ids=tuple(party.id for party in targets),
        place=place.name if place else None,
        place_id=place.id if place else None,
        date=when.value.value if when else None,
        time_id=moments[id(when)] if when else None,
        status=_status(deed.tellings),
        claimed_by=_claimed(deed.tellings, keys),
        start=span.start,
        end=span.end,
        text=span.text,
        mentions=tuple(_mention(reading, telling) for telling in deed.tellings),
        confidence=TRUST_VERB if any(telling.sure for telling in deed.tellings) else TRUST_NOUN,
    )


def _mention(reading: Reading, telling: Telling) -> Span:
    return reading.span(telling.words)


def _parties(members: Sequence[Speaker], known: Mapping[int, Person | Party]) -> list[Person | Party]:
    return [known[id(member)] for member in members if id(member) in known]


def _status(tellings: Sequence[Telling]) -> Status:
    """How most tellings give it; what is told as fact counts before what is only possible."""
    counts = Counter(telling.status for telling in tellings)
    return min(counts, key=lambda status: (status == "hypothetical", -counts[status], CLEAR.index(status)))


def _claimed(tellings: Sequence[Telling], keys: Mapping[int, str]) -> str | None:
    """The first statement that tells a deed, where the report itself does not."""
    if any(telling.draft is None for telling in tellings):
        return None
    return keys.get(id(tellings[0].draft))
