"""How a deed stands: whether it happened, goes on, is to come or is only possible, from the verb and the words around."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from dabir.facts.events.arguments import Trigger
from dabir.facts.lexicon import rows
from dabir.facts.phrases import PhraseIndex
from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.facts.times.find import When
from dabir.facts.times.values import Anchor, Value, resolve
from dabir.facts.words import EARLIER, MAYBE, PLANNING
from dabir.record import Status

# Behind «قرار».
ARRANGED = frozenset({"است", "بود", "شد", "شده", "نیست", "گذاشتهاند", "بر"})
PAST = frozenset({"past", "perfect", "pluperfect", "imperfect", "imperfect_perfect"})
# Days of publication that might be, over a year and the days of the week.
ANY_DAYS = (date(2018, 6, 5), date(2018, 9, 15), date(2018, 12, 3))
Past = Literal["", "background", "historical"]
RECENT, LONG = timedelta(days=7), timedelta(days=365)
MONTH = timedelta(days=28)  # from the first to the last day of the shortest


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
    past = _past(reading, trigger, when)
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
    published = _published(reading)
    if published is None or when is None or not when.value.interval:
        return False
    return _days(when.value)[0] > published


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


def _past(reading: Reading, trigger: Trigger, when: When | None) -> Past:
    """How far before the publication a time lies.

    Where the publication is not known, what a past tense puts into a year or a month of a year lies long before it (of the
    year that runs «امسال» is said), and of «سه سال پیش» any day of publication tells the same.
    """
    published = _published(reading)
    if when is None or when.value.type == "DURATION":
        return ""
    if published is not None:
        return _distance(when.value, published)
    if when.value.interval:
        features = trigger.verb.features if trigger.verb else None
        first, last = _days(when.value)
        return "historical" if last - first >= MONTH and features and features.tense in PAST else ""
    try:
        told = {_distance(resolve(when.meaning, Anchor(day, future=False)), day) for day in ANY_DAYS}
    except (ValueError, OverflowError):  # no such day («۳۱ مهر»)
        return ""
    return told.pop() if len(told) == 1 else ""


def _distance(value: Value, published: date) -> Past:
    if not value.interval:
        return ""
    distance = published - _days(value)[1]
    if distance > LONG:
        return "historical"
    return "background" if distance > RECENT else ""


def _days(value: Value) -> tuple[date, date]:
    """The first and the last day of a value that has a place on the calendar."""
    first, _, last = (value.interval or "").partition("/")
    return date.fromisoformat(first[:10]), date.fromisoformat(last[:10])


def _published(reading: Reading) -> date | None:
    text = reading.report.header.published
    return date.fromisoformat(text[:10]) if text else None
