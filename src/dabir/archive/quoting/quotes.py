"""Quotes: who said given words, where they were first told, and what has been changed in them since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dabir.archive.quoting import attribution
from dabir.archive.quoting.alignment import Wording
from dabir.archive.quoting.attribution import Speaker, attributed
from dabir.archive.quoting.tellings import Telling, tellings
from dabir.archive.refusal import ArchiveError

if TYPE_CHECKING:
    from dabir.archive.store import Archive

Verdict = Literal[
    "said so", "said differently", "attributed to somebody else", "speaker not known", "not found"
]

# Words of a quotation: fewer are in too many reports, more are a report; and letters of what is given as one.
FEWEST, MOST = 3, 400
LONGEST = 20_000
# Who is somebody by name, not by a post that many hold in turn.
_NAMED = frozenset({"person", "institution", "outlet"})


@dataclass(frozen=True, slots=True)
class Trace:
    """What an archive knows of a quotation.

    `asked` is the name that the quotation is attributed to, None without one. `verdict` holds for that speaker: the words
    are «said so», or «said differently» (with changes that matter), or others say them («attributed to somebody else»), or
    they are told but by nobody who is known («speaker not known»). `first` is the earliest telling, of the speaker who is
    asked for if there is one; `tellings` are the likest ones in order of time, `total` counts all.
    """

    quotation: str
    asked: str | None
    verdict: Verdict
    first: Telling | None
    tellings: tuple[Telling, ...]
    total: int


def trace(archive: Archive, words: str, *, speaker: str | None = None, count: int = 20) -> Trace:
    """Find who said given words, first and since, and how the words have changed.

    Args:
        archive: Where to look.
        words: The quotation, in any spelling, whole or shortened; «گوینده: …» or a known name and a colon before it
            say to whom it is attributed.
        speaker: To whom it is attributed, if the words do not say so.
        count: How many tellings to give at most.

    Raises:
        ArchiveError: The quotation has fewer than 3 words, or more than 400.
    """
    if len(words) > LONGEST:
        raise _too_long(words)
    with archive.reading() as connection:
        given = attributed(connection, words)
        quotation = _checked(given.words)
        name = (speaker or given.name or "").strip()
        asked = attribution.speaker(connection, name) if name else None
        found = tellings(archive.database, connection, quotation)
    own = [telling for telling in found if asked and asked.is_called(telling.speaker, telling.entity)]
    return Trace(
        given.words,
        asked.name if asked else None,
        _verdict(found, own, asked),
        next(iter(own or found), None),
        _likest(found, own, count),
        len(found),
    )


def _checked(words: str) -> Wording:
    """The words of a quotation, if it is one."""
    quotation = Wording.of(words)
    if len(quotation.words) < FEWEST:
        raise ArchiveError(
            f"«{_shown(words)}» is too short to be traced: give three words or more, or search for it."
        )
    if len(quotation.words) > MOST:
        raise _too_long(words)
    return quotation


def _too_long(words: str) -> ArchiveError:
    return ArchiveError(
        f"«{_shown(words)}» is too long to be traced: give a sentence of it, at most {MOST} words."
    )


def _shown(words: str) -> str:
    """Words as an error names them."""
    return words if len(words) <= 40 else f"{words[:40].rstrip()}…"


def _verdict(found: Sequence[Telling], own: Sequence[Telling], asked: Speaker | None) -> Verdict:
    """What the tellings say of a quotation; `own` are those of the speaker who is asked for."""
    said = own if asked else [telling for telling in found if telling.speaker]
    if said:
        return "said so" if any(telling.faithful for telling in said) else "said differently"
    if asked and any(telling.kind in _NAMED for telling in found):
        return "attributed to somebody else"
    return "speaker not known" if found else "not found"


def _likest(found: Sequence[Telling], own: Sequence[Telling], count: int) -> tuple[Telling, ...]:
    """The likest tellings, those of the speaker who is asked for before others, in order of time."""
    mine = {telling.citation.report for telling in own}
    best = sorted(found, key=lambda telling: (telling.citation.report not in mine, -telling.likeness))
    return tuple(sorted(best[: max(count, 0)], key=lambda telling: telling.citation.order))
