"""How a deed stands: whether it happened, goes on, is to come or is only possible, from the verb and the words around."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from dabir.facts.events.arguments import Trigger
from dabir.facts.lexicon import rows
from dabir.facts.phrases import PhraseIndex
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.times.find import When
from dabir.facts.words import EARLIER, MAYBE, PLANNING
from dabir.record import Status

# Behind «قرار».
ARRANGED = frozenset({"است", "بود", "شد", "شده", "نیست", "گذاشتهاند", "بر"})
RECENT, LONG = timedelta(days=7), timedelta(days=365)


@cache
def ages() -> PhraseIndex[bool]:
    """Phrases that put a deed into an earlier age («دوران جنگ», «پیش از انقلاب»)."""
    return PhraseIndex((phrase, True) for (phrase,) in rows("ages.tsv"))


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
    if past == "historical" or any(ages().match(keys, at) for at in range(len(keys))):
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
    if any(key in PLANNING for key in keys) or _is_arranged(keys):
        return True
    published, day = _published(reading), _first_day(when)
    return published is not None and day is not None and day > published


def _is_arranged(keys: Sequence[str]) -> bool:
    """Whether «قرار» says that something is to come («قرار است», «قرار شد»), not that it is done («مورد حمله قرار گرفت»)."""
    return any(key == "قرار" and after in ARRANGED for key, after in pairwise([*keys, ""]))


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
