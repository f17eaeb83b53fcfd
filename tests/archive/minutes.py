"""Invented records made by hand, line by line, for the tests that need to know every fact of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dabir import Commitment, Event, Header, Mention, Party, Person, Place, Record, Span, Statement, Time
from dabir.archive import Archive
from dabir.archive.keeping import Entry

# The countries of the invented reports; every other name is a person's.
COUNTRIES = {"ایران": "IRN", "ارمنستان": "ARM", "گرجستان": "GEO"}


@dataclass(frozen=True)
class Line:
    """A line of a report, and the one fact that it tells.

    `kind`: «said», «promised», «agreed», «done» (an event) or «plain».
    """

    kind: str
    words: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    act: str = "report"
    type: str = ""
    status: str = "happened"
    due: str | None = None


def said(by: str, words: str, act: str = "report") -> Line:
    return Line("said", words, (by,), act=act)


def promised(by: str, words: str, *, to: tuple[str, ...] = (), due: str | None = None) -> Line:
    return Line("promised", words, (by,), to, "promise", due=due)


def agreed(by: str, to: str, words: str, *, status: str = "happened", due: str | None = None) -> Line:
    return Line("agreed", words, (by,), (to,), type="AGREE", status=status, due=due)


def done(type_: str, by: str, to: str, words: str, *, status: str = "happened") -> Line:
    return Line("done", words, (by,), (to,) if to else (), type=type_, status=status)


def minutes(
    name: str,
    day: str | None,
    *lines: Line,
    agency: str = "پیک",
    roles: dict[str, str] | None = None,
    towns: tuple[str, ...] = (),
) -> Record:
    """The record of a report of these lines, published on a day, at an address that its name makes.

    Args:
        name: The report's name.
        day: The day of publication.
        *lines: Its lines; each ends in a full stop that is no part of its words.
        agency: Who publishes it.
        roles: The posts of people, by name; a person with one holds an office of Iran's government.
        towns: The towns that it speaks of.
    """
    text = "\n".join(f"{line.words}." for line in lines)
    ids = {name: f"a{number}" for number, name in enumerate(dict.fromkeys(_named(lines)), 1)}
    header = Header(published=day, agency=agency, url=f"https://news.example/{name}", headline=lines[0].words)
    facts = _Facts(ids)
    start = 0
    for line in lines:
        facts.add(line, Span(start, start + len(line.words), line.words))
        start += len(line.words) + 2
    people = tuple(_person(ids[one], one, (roles or {}).get(one, "")) for one in ids if one not in COUNTRIES)
    parties = tuple(
        Party(ids[one], "institution", one, COUNTRIES[one], (), ("GOV",)) for one in ids if one in COUNTRIES
    )
    return Record(
        name, text, text, header, (), people, parties, tuple(facts.statements), tuple(facts.events),
        tuple(facts.times), tuple(_town(*each) for each in enumerate(towns, 1)), tuple(facts.commitments),
    )  # fmt: skip


def keep(archive: Archive, *records: Record) -> None:
    archive.keeper("test 1").keep([Entry(record) for record in records])


def _named(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        yield from (*line.by, *line.to)


def _person(local: str, name: str, role: str) -> Person:
    return Person(
        local, name, role, "IRN" if role else None, (Mention(0, 1, "ا", "name"),), ("GOV",) if role else ()
    )


def _town(number: int, name: str) -> Place:
    return Place(f"l{number}", name, "city", "IRN", None, None, None, ())


class _Facts:
    """The facts of a report's lines, in the record's types."""

    def __init__(self, ids: dict[str, str]) -> None:
        self.ids = ids
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.times: list[Time] = []
        self.commitments: list[Commitment] = []

    def add(self, line: Line, span: Span) -> None:
        if line.kind in ("said", "promised"):
            self._say(line, span)
        if line.type:
            self._do(line, span)
        if line.kind in ("promised", "agreed"):
            self._commit(line, span)

    def _say(self, line: Line, span: Span) -> None:
        speaker = line.by[0] if line.by else ""
        self.statements.append(
            Statement(
                f"s{len(self.statements) + 1}", span.start, span.end, span.text, speaker,
                self.ids.get(speaker), None, None, None, "indirect", None, 0.9, line.act,
            )
        )  # fmt: skip

    def _do(self, line: Line, span: Span) -> None:
        self.events.append(
            Event(
                f"e{len(self.events) + 1}", line.type, None, (), " و ".join(line.by), " و ".join(line.to), self._of(line.by),
                self._of(line.to), None, None, None, None, line.status, None, span.start, span.end, span.text, (span,), 0.9,
            )
        )  # fmt: skip

    def _commit(self, line: Line, span: Span) -> None:
        time = None
        if line.due:
            time = f"t{len(self.times) + 1}"
            day = f"{line.due}/{line.due}"
            self.times.append(Time(span.start, span.end, span.text, time, "DATE", line.due, day, None, None))
        agreement = line.kind == "agreed"
        self.commitments.append(
            Commitment(
                f"c{len(self.commitments) + 1}", "agreement" if agreement else "promise", self._of(line.by),
                self._of(line.to), time, None if agreement else self.statements[-1].id,
                self.events[-1].id if agreement else None,                *_placed(span),
            )
        )  # fmt: skip

    def _of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.ids[name] for name in names)


def _placed(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.text
