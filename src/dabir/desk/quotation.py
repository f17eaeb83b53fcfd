"""Quotations: what the page of the quote check shows of a trace."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from dabir.archive import ArchiveError, QueryError
from dabir.archive.quoting.alignment import Segment, Wording, align
from dabir.archive.quoting.quotes import FEWEST, LONGEST, MOST, Trace, trace
from dabir.desk.charts.drift import Wordings, drift
from dabir.desk.mending import mend
from dabir.desk.stories import moment

if TYPE_CHECKING:
    from dabir.archive.quoting.tellings import Telling
    from dabir.archive.store import Archive, Found
    from dabir.desk.language import Interface

# Tellings and reports near in meaning that are shown, and words of a quotation by which the latter are searched.
TELLINGS, NEAR, SOUGHT = 30, 5, 40
_NO_WORD = re.compile(r"[^\w\u200c]+")
_NAMED = ("person", "institution", "outlet")


@dataclass(frozen=True, slots=True)
class Step:
    """A telling beside the first one.

    Attributes:
        telling: It.
        changes: Its words beside those of the first.
        likeness: How much of the first wording it has, 0 to 1.
        same: Whether its words are those of the first.
    """

    telling: Telling
    changes: tuple[Segment, ...]
    likeness: float
    same: bool


@dataclass(frozen=True, slots=True)
class Credited:
    """Somebody who is credited with a quotation: name, kind and number, and in how many reports, copies not counted."""

    name: str
    kind: str | None
    entity: int | None
    reports: int


def values(archive: Archive, words: str, speaker: str, t: Interface) -> dict[str, Any]:
    """What the template of the page shows for a quotation and the name that it is attributed to."""
    fault = _fault(words)
    asked = {
        "words": words,
        "speaker": speaker,
        "found": None,
        "fault": fault and t(f"quote.{fault}", few=FEWEST, most=MOST),
    }
    if fault is not None or not words.strip():
        return asked
    try:
        found = trace(archive, words, speaker=speaker or None, count=TELLINGS)
    except ArchiveError:  # a name before the words leaves too little of them
        return {**asked, "fault": t("quote.short", few=FEWEST, most=MOST)}
    return {**asked, "found": found, **_shown(archive, found, t)}


def _fault(words: str) -> str | None:
    """Why words cannot be traced; None where they can, or where there are none."""
    number = len(Wording.of(words[:LONGEST]).words)
    if words.strip() and number < FEWEST:
        return "short"
    return "long" if len(words) > LONGEST or number > MOST else None


def _shown(archive: Archive, found: Trace, t: Interface) -> dict[str, Any]:
    steps = _steps(found)
    mend(_texts(steps, found.first))
    first = found.first
    return {
        "first": first,
        "by": next((one for one in (first, *found.tellings) if one and one.kind in _NAMED), first),
        "steps": steps,
        "credited": _credited(found.tellings),
        "chart": _drawn(steps, found, t),
        "near": () if first else near(archive, found.quotation),
    }


def _steps(found: Trace) -> list[Step]:
    """The tellings behind the first, in order of time, beside it."""
    if found.first is None:
        return []
    reference = Wording.of(found.first.words)
    steps = []
    for telling in found.tellings:
        if telling.citation.report != found.first.citation.report:
            laid = align(reference, Wording.of(telling.words))
            same = laid.matched == len(laid.reference.words) == len(laid.other.words)
            steps.append(Step(telling, laid.segments(), laid.likeness, same))
    return steps


def _credited(told: Sequence[Telling]) -> list[Credited]:
    """Who is credited with the words, the most credited first; where it is one alone, nobody."""
    counted = Counter((one.speaker, one.kind, one.entity) for one in told if one.speaker)
    found = [Credited(*who, number) for who, number in counted.most_common()]
    return found if len(found) > 1 else []


def _drawn(steps: Sequence[Step], found: Trace, t: Interface) -> Markup:
    if found.first is None:
        return Markup("")
    every = [
        (found.first, 1.0, "#first"),
        *((one.telling, one.likeness, f"#t{at}") for at, one in enumerate(steps, 1)),
    ]
    points = [
        Wordings(at, likeness, _named(telling, likeness, t), address, telling.entity == found.first.entity)
        for telling, likeness, address in every
        if (at := moment(telling.citation.published)) is not None
    ]
    lowest = round(100 * min((one.likeness for one in points), default=1.0))
    described = t("quote.drift_told", number=len(points), lowest=lowest)
    return drift(points, t, title=t("quote.drift"), description=described)


def _named(telling: Telling, likeness: float, t: Interface) -> str:
    where = telling.citation.outlet or telling.citation.headline
    return t("quote.point", where=where, day=t.day(telling.citation.day), number=round(100 * likeness))


def near(archive: Archive, words: str) -> list[Found]:
    """The reports that come nearest to a quotation that nobody tells; none where they cannot be searched."""
    question = " ".join(_NO_WORD.sub(" ", words).split()[:SOUGHT])
    try:
        return archive.search(question, way="both", count=NEAR) if question else []
    except (QueryError, ArchiveError):
        return []


def _texts(steps: Sequence[Step], first: Telling | None) -> Iterator[str]:
    """The words of reports that are shown."""
    if first is not None:
        yield from (first.context, first.citation.headline)
        yield from (part.other for part in first.changes)
    for one in steps:
        yield one.telling.citation.headline
        yield from (words for part in one.changes for words in (part.reference, part.other))
