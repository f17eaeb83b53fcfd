"""The sheet: what an archive knows on one question, in sections, as the writers of text, Markdown and HTML take it.

All words of a sheet are ready to be read: in Persian, with Persian digits, in mended writing; nothing is escaped yet.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A report that tells something: its name in the archive, its headline, its outlet and day in words, its address."""

    report: str
    headline: str
    origin: str
    url: str | None

    @property
    def link(self) -> str | None:
        """The address, if it is one that a page may link to."""
        return self.url if self.url and self.url.startswith(("http://", "https://")) else None


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: what it is (`head`), the words, what is to be said of them, the reports, and entries that belong to it."""

    head: str
    text: str = ""
    facts: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A period of a chart: its name, the counts in the order of the chart's classes, and their balance in words, if any."""

    label: str
    counts: tuple[int, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts of some classes over time."""

    classes: tuple[str, ...]
    bars: tuple[Bar, ...]

    @property
    def has_words(self) -> bool:
        """Whether a balance is told of any period."""
        return any(bar.words for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sheet under its own title; in one of `pairs`, the two entries of every item belong side by side."""

    title: str
    items: tuple[Item, ...] = ()
    chart: Chart | None = None
    pairs: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, the same in Latin letters ("" if there is none), what is known at a glance, and its sections.

    `asked` is what a user has asked, word for word, where the title tells it: it follows after a colon. It may be in any
    script, so a page sets it apart.
    """

    title: str
    latin: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    asked: str = ""

    @property
    def heading(self) -> str:
        """The title with what was asked."""
        return f"{self.title}: {self.asked}" if self.asked else self.title
