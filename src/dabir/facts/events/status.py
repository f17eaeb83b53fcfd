"""How a deed stands: whether it happened, goes on, is to come or is only possible, from the verb and the words around."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dabir.facts.events.arguments import Trigger
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.times.find import When
from dabir.facts.words import AGES, EARLIER, MAYBE, PLANNING
from dabir.record import Status

RECENT, LONG = timedelta(days=7), timedelta(days=365)


def status_of(reading: Reading, trigger: Trigger, clause: Range, when: When | None) -> Status:
    """The status of one telling; the guideline of the annotated deeds has the tests."""
    keys = reading.keys[slice(*clause)]
    features = trigger.verb.features if trigger.verb else None
    own = trigger.compound
    if features is not None and features.negative and own:
        return "negated"
    if _is_possible(keys, trigger, own):
        return "hypothetical"
    past = _past(reading, when)
    if _is_planned(keys, trigger, reading, when):
        return "planned"
    if past == "historical" or not AGES.isdisjoint(keys[: max(0, trigger.stem.first - clause.first)]):
        return "historical"
    if past == "background" or _is_earlier(keys, trigger):
        return "background"
    if features is not None and own and features.tense in ("present", "imperfect"):
        return "ongoing"
    if trigger.frame.lasting and not own:
        return "ongoing"
    return "happened"


def _is_possible(keys: Sequence[str], trigger: Trigger, own: bool) -> bool:
    features = trigger.verb.features if trigger.verb else None
    if not MAYBE.isdisjoint(keys):
        return True
    return own and features is not None and "subjunctive" in features.tense


def _is_planned(keys: Sequence[str], trigger: Trigger, reading: Reading, when: When | None) -> bool:
    features = trigger.verb.features if trigger.verb else None
    if features is not None and features.tense == "future":
        return True
    if not PLANNING.isdisjoint(keys):
        return True
    published, day = _published(reading), _first_day(when)
    return published is not None and day is not None and day > published


def _is_earlier(keys: Sequence[str], trigger: Trigger) -> bool:
    features = trigger.verb.features if trigger.verb else None
    joined = "".join(keys)
    if features is not None and features.tense == "pluperfect":
        return True
    return (
        any(word in keys for word in EARLIER)
        or "پیشازاین" in joined
        or "پیشازآن" in joined
        or "چندیپیش" in joined
    )


def _past(reading: Reading, when: When | None) -> str:
    """How far before the publication a time lies."""
    published, day = _published(reading), _last_day(when)
    if published is None or day is None:
        return ""
    if published - day > LONG:
        return "historical"
    return "background" if published - day > RECENT else ""


def _published(reading: Reading) -> date | None:
    text = reading.report.header.published
    return date.fromisoformat(text[:10]) if text else None


def _first_day(when: When | None) -> date | None:
    return date.fromisoformat(when.value.interval[:10]) if when and when.value.interval else None


def _last_day(when: When | None) -> date | None:
    if when is None or not when.value.interval or when.value.type == "DURATION":
        return None
    return date.fromisoformat(when.value.interval.partition("/")[2][:10])
