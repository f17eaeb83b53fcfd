"""Plans: what each new report is made of, drawn by lot.

A plan settles everything: the pieces and their wording, the people, the outlet, the day. The same plan always gives the
same record, so that a copy or a correction is a plan with a little changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Literal, NamedTuple, TypeAlias

from dabir.script.calendars import day_of
from dabir.sources.agencies import Outlet, outlets
from recombining.pieces import Piece, Source
from recombining.population import PEOPLE, Human, Population
from recombining.wording import other_number, other_word

# Who is told of: somebody of a source, by its number and the id there.
Key: TypeAlias = tuple[int, str]
Kind: TypeAlias = Literal["report", "copy", "correction"]

FIRST_DAY, LAST_DAY = day_of("jalali", 1385, 1, 1), day_of("jalali", 1403, 12, 30)
COPIES, CORRECTIONS = 0.03, 0.01
# A copy leaves out a paragraph that is less than this share of all.
DROPPED = 0.3
# So many words at most are others in a correction.
CORRECTED = 5
# Desks with fewer reports share theirs.
SMALL_DESK = 25
# The shares of reports from one, two and three sources beside that of their opening.
DONORS = (0.3, 0.4, 0.3)
# The shares of reports whose time of day is known, that open with their agency's name, and that close with a sign-off.
CLOCKED, DATELINED, SIGNED = 0.8, 0.85, 0.3
# So many of the last reports can be copied or corrected; a copy comes out within so many minutes.
RECENT, MINUTES = 2_000, 2_000
# Where few reports are long enough, the longest are drawn from, so many for each that is taken.
CHOICE = 5
# The news code of the first report.
FIRST_CODE = 1_000_000
# By how much the ranks of the outlets are shifted where their shares are drawn; see `population`.
OUTLETS = 4


class Chosen(NamedTuple):
    """A piece of a source; `words` are the words and numbers that are others here, each with its segment."""

    source: Source
    piece: Piece
    words: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Plan:
    """One report to be made.

    `number` counts the reports; `of` is that of the report which it copies or corrects, else None. `published` is local
    time in Iran, of which the clock counts only if `clocked`.
    """

    number: int
    kind: Kind
    of: int | None
    outlet: Outlet
    code: int
    published: datetime
    clocked: bool
    datelined: bool
    signed: bool
    opening: Chosen
    body: tuple[Chosen, ...]
    people: Mapping[Key, Human]

    @property
    def pieces(self) -> tuple[Chosen, ...]:
        """The opening and the paragraphs."""
        return (self.opening, *self.body)

    @property
    def url(self) -> str:
        """The page's invented address."""
        return f"https://{self.outlet.domains[0]}/news/{self.code}"


class Planner:
    """Draws plans, one after another."""

    def __init__(self, sources: Sequence[Source], seed: int, *, people: int = PEOPLE) -> None:
        """Prepare the lots.

        Args:
            sources: Where the pieces come from.
            seed: What all is drawn from: the same seed and sources give the same plans.
            people: How many people all reports together may tell of.

        Raises:
            ValueError: There are no sources.
        """
        if not sources:
            raise ValueError("none of the records has a headline and a paragraph: name other records")
        self.lot = Random(seed)
        self.sources = sources
        self.desks = _desks(sources)
        roles = (person.role for source in sources for person in source.people.values())
        self.population = Population(roles, self.lot, count=people)
        self.outlets = [one for one in outlets() if one.publishes and one.domains]
        self._often = list(accumulate(1 / (rank + OUTLETS) for rank in range(len(self.outlets))))
        self._recent: deque[Plan] = deque(maxlen=RECENT)

    def plans(self, count: int) -> Iterator[Plan]:
        """So many plans."""
        for number in range(count):
            drawn = self.lot.random()
            plan = None
            if self._recent and drawn < COPIES:
                plan = self._copy(number, self._earlier())
            elif self._recent and drawn < COPIES + CORRECTIONS:
                plan = self._correction(number, self._earlier())
            yield plan or self._report(number)

    def _earlier(self) -> Plan:
        """One of the last reports, which is not taken again."""
        index = self.lot.randrange(len(self._recent))
        plan = self._recent[index]
        del self._recent[index]
        return plan

    def _report(self, number: int) -> Plan:
        """A new report."""
        lot = self.lot
        opening = lot.choice(self.sources)
        pieces = self._chosen(opening, opening.opening), *self._body(opening, _length(opening))
        plan = Plan(
            number,
            "report",
            None,
            self._outlet(),
            FIRST_CODE + number,
            self._published(),
            lot.random() < CLOCKED,
            lot.random() < DATELINED,
            lot.random() < SIGNED,
            pieces[0],
            pieces[1:],
            self._people(pieces),
        )
        self._recent.append(plan)
        return plan

    def _published(self) -> datetime:
        """A minute of some day, between six in the morning and eleven at night; copies come out later, in time, too."""
        days = (LAST_DAY - FIRST_DAY).days - MINUTES // (24 * 60)
        day = FIRST_DAY + timedelta(self.lot.randrange(days))
        return datetime(day.year, day.month, day.day) + timedelta(minutes=self.lot.randrange(360, 1380))

    def _outlet(self) -> Outlet:
        (one,) = self.lot.choices(self.outlets, cum_weights=self._often)
        return one

    def _chosen(self, source: Source, piece: Piece) -> Chosen:
        """A piece with its wording."""
        lot = self.lot
        words = [(at, new) for at, others in piece.words if (new := other_word(others, lot))]
        drawn = ((at, text, other_number(text, lot)) for at, text in piece.numbers)
        words += [(at, new) for at, text, new in drawn if new and new != text]
        return Chosen(source, piece, words)

    def _body(self, opening: Source, length: int) -> Iterator[Chosen]:
        """Paragraphs of other reports of the desk, together about as long as those of the opening's own report."""
        (count,) = self.lot.choices((1, 2, 3), DONORS)
        donors = [one for one in self._donors(opening, length / count, count + 1) if one is not opening]
        donors = donors[:count] or [opening]
        for left, donor in zip(range(len(donors), 0, -1), donors, strict=True):
            if length <= 0:
                break
            run = self._run(donor.body, length / left)
            length -= sum(piece.length for piece in run)
            yield from (self._chosen(donor, piece) for piece in run)

    def _donors(self, opening: Source, length: float, count: int) -> Sequence[Source]:
        """So many reports of the desk, of those that are long enough if there are some."""
        desk = self.desks[opening.number]
        enough = bisect_left(desk, length, key=_length)
        long = desk[max(0, min(enough, len(desk) - count * CHOICE)) :]
        return self.lot.sample(long, min(len(long), count))

    def _run(self, body: Sequence[Piece], length: float) -> Sequence[Piece]:
        """Paragraphs in a row, from any one on (and before it, where they do not suffice), about so long together."""
        first = self.lot.randrange(len(body))
        last = first + 1
        left = length - body[first].length
        while (first > 0 or last < len(body)) and left > 0:
            forward = last < len(body)
            piece = body[last if forward else first - 1]
            if piece.length > 2 * left:
                break
            left -= piece.length
            first, last = (first, last + 1) if forward else (first - 1, last)
        return body[first:last]

    def _people(self, pieces: Iterable[Chosen]) -> dict[Key, Human]:
        """Somebody for everybody who is named."""
        people: dict[Key, Human] = {}
        present: set[Human] = set()
        for source, piece, _ in pieces:
            for slot in piece.names:
                key = source.number, slot.who
                if key not in people:
                    people[key] = self.population.drawn(source.people[slot.who].role, self.lot, present)
                    present.add(people[key])
        return people

    def _copy(self, number: int, earlier: Plan) -> Plan:
        """An earlier report as another outlet has it: the opening in other words, and a short paragraph missing."""
        outlet = earlier.outlet
        while outlet is earlier.outlet:
            outlet = self._outlet()
        return replace(
            earlier,
            number=number,
            kind="copy",
            of=earlier.number,
            outlet=outlet,
            code=FIRST_CODE + number,
            published=earlier.published + timedelta(minutes=self.lot.randrange(1, MINUTES)),
            datelined=True,
            opening=self._reworded(earlier.opening),
            body=self._shortened(earlier.body),
        )

    def _shortened(self, body: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
        """Paragraphs without one of the short ones, if there is one."""
        most = sum(chosen.piece.length for chosen in body) * DROPPED
        short = [place for place, chosen in enumerate(body) if chosen.piece.length < most]
        if not short:
            return body
        place = self.lot.choice(short)
        return body[:place] + body[place + 1 :]

    def _correction(self, number: int, earlier: Plan) -> Plan | None:
        """An earlier report with some words changed, at the same address; None where no word can change."""
        places = [place for place, chosen in enumerate(earlier.body) if _can_change(chosen.piece)]
        if not places:
            return None
        place = self.lot.choice(places)
        body = [*earlier.body]
        body[place] = self._corrected(body[place])
        return replace(earlier, number=number, kind="correction", of=earlier.number, body=tuple(body))

    def _corrected(self, chosen: Chosen) -> Chosen:
        """A piece that can change with a few other words."""
        old, new = dict(chosen.words), dict(self._reworded(chosen).words)
        others = [at for at in sorted({*old, *new}) if old.get(at) != new.get(at)]
        for at in self.lot.sample(others, min(len(others), CORRECTED)):
            old.pop(at, None)
            old |= {at: new[at]} if at in new else {}
        return chosen._replace(words=list(old.items()))

    def _reworded(self, chosen: Chosen) -> Chosen:
        """The same piece in other words, if it has any."""
        new = self._chosen(chosen.source, chosen.piece)
        while _can_change(chosen.piece) and new.words == chosen.words:
            new = self._chosen(chosen.source, chosen.piece)
        return new


def _can_change(piece: Piece) -> bool:
    """Whether a piece can be in other words."""
    return bool(piece.words or piece.numbers)


def _length(source: Source) -> int:
    """The length of all paragraphs of a report."""
    return source.length


def _desks(sources: Sequence[Source]) -> Mapping[int, Sequence[Source]]:
    """The reports of the same desk, the shortest first, by the number of each; small desks share theirs."""
    desks: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        desks[source.header.desk or ""].append(source)
    shared = [one for desk in desks.values() if len(desk) < SMALL_DESK for one in desk]
    of = {
        name: sorted(shared if len(desk) < SMALL_DESK else desk, key=_length) for name, desk in desks.items()
    }
    return {source.number: of[source.header.desk or ""] for source in sources}
