"""The manuscript: the text of a new report, and where each piece of a source stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from dabir.record import Span
from dabir.report import Part, PartKind
from dabir.script.calendars import in_calendar
from dabir.script.letters import fold
from recombining.casting import Cast
from recombining.pieces import Extent, Facts, Piece, Source
from recombining.plans import Chosen, Plan
from recombining.wording import year_in_digits

SIGN_OFF = "انتهای پیام/"


class Passage(NamedTuple):
    """A piece that stands in the text.

    `offsets` are those of the bounds of its segments; `years` is how much later the report is than its source.
    """

    source: Source
    facts: Facts
    offsets: Sequence[int]
    years: int

    def bounds(self, text: str, extent: Extent) -> tuple[int, int, str]:
        """Where segments begin and end in the text, and the words."""
        start, end = self.offsets[extent.first], self.offsets[extent.last]
        return start, end, text[start:end]

    def span(self, text: str, extent: Extent) -> Span:
        """The same as a span."""
        start, end = self.offsets[extent.first], self.offsets[extent.last]
        return Span(start, end, text[start:end])


class Manuscript:
    """A report in words.

    Attributes:
        text: The text.
        mended: The same in mended writing.
        parts: What its stretches serve as.
        passages: The pieces in order.
    """

    def __init__(self, plan: Plan, cast: Cast) -> None:
        """Write a plan down; `cast` says who is called what."""
        self._plan, self._cast = plan, cast
        self._raw: list[str] = []
        self._mended: list[str] = []
        self._length = 0
        self._year = in_calendar("jalali", plan.published.date())[0]
        self.parts: list[Part] = []
        self.passages: list[Passage] = []
        self._write()
        self.text, self.mended = "".join(self._raw), "".join(self._mended)

    def _write(self) -> None:
        plan = self._plan
        self._add_piece(plan.opening)
        for number, chosen in enumerate(plan.body):
            self._add("\n")
            if not number and plan.datelined and chosen.piece.parts[0][0] == "body":
                self._add_dateline()
            self._add_piece(chosen)
        if plan.signed:
            self._add("\n")
            self._add(SIGN_OFF, kind="sign_off")

    def _add(self, text: str, mended: str | None = None, kind: PartKind | None = None) -> None:
        """Add text, which is one part if a kind is given."""
        if kind:
            self.parts.append(Part(kind, self._length, self._length + len(text)))
        self._raw.append(text)
        self._mended.append(text if mended is None else mended)
        self._length += len(text)

    def _add_dateline(self) -> None:
        """The agency's opening of the first paragraph, with the place of the opening's report if that has one."""
        place = self._plan.opening.source.header.place
        line = f"به گزارش {self._plan.outlet.name}{f' از {place}' if place else ''}،"
        self._add(line, _folded(line), "dateline")
        self._add(" ")

    def _add_piece(self, chosen: Chosen) -> None:
        source, piece = chosen.source, chosen.piece
        raw, mended = list(piece.raw), list(piece.mended)
        years = self._year - source.year if source.year else 0
        for at, new in (*chosen.words, *_years(piece, years), *self._names(chosen)):
            raw[at] = mended[at] = new
        offsets = list(accumulate(map(len, raw), initial=self._length))
        self.parts += [Part(kind, offsets[at.first], offsets[at.last]) for kind, at in piece.parts]
        self.passages.append(Passage(source, piece.facts, offsets, years))
        self._raw += raw
        self._mended += mended
        self._length = offsets[-1]

    def _names(self, chosen: Chosen) -> Iterator[tuple[int, str]]:
        return ((slot.at, self._cast.name(chosen.source, slot)) for slot in chosen.piece.names)


def _years(piece: Piece, later: int) -> Iterator[tuple[int, str]]:
    """The years of a piece, so many years later."""
    for at, moment, digits in piece.years:
        if moment.year and later:
            yield at, year_in_digits(moment.year.value + later, digits)


@cache
def _folded(line: str) -> str:
    """A line in mended letters."""
    return fold(line).text
