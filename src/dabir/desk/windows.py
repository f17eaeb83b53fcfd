"""Windows: the days between which a visitor asks for reports, as he writes them in either calendar."""

from __future__ import annotations

from dataclasses import dataclass

from dabir.archive.citation import Window
from dabir.archive.finding.days import stretch


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that are asked for.

    Attributes:
        after: The first day as it was written; "" for none.
        before: The last, likewise.
        window: The days that are meant; of a month or a year all days are. What is no day bounds nothing.
        wrong: What was written and is no day.
    """

    after: str
    before: str
    window: Window
    wrong: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether the last day lies before the first."""
        first, last = self.window.after, self.window.before
        return first is not None and last is not None and last < first


def days_between(after: str, before: str) -> Days:
    """The days that are meant by what was written in two fields."""
    after, before = after.strip(), before.strip()
    first, last = stretch(after), stretch(before)
    window = Window(
        first.first.isoformat() if first else None,
        last.last.isoformat() if last else None,
    )
    wrong = tuple(written for written, found in ((after, first), (before, last)) if written and found is None)
    return Days(after, before, window, wrong)
