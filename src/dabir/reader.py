"""The reader: a report goes in, its record comes out. Read `_recorded` from top to bottom for the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dabir.facts.acts import act_of
from dabir.facts.contents import find_contents
from dabir.facts.descriptions import describe
from dabir.facts.events.cast import Cast
from dabir.facts.events.find import EventFinder
from dabir.facts.events.mentions import recut
from dabir.facts.events.result import Scene, events_of_record
from dabir.facts.mentions import find_mentions
from dabir.facts.people import find_people
from dabir.facts.reading import Reading, lay_out_all
from dabir.facts.speakers import Resolver
from dabir.facts.statements import parties_of_record, people_of_record, statements_of_record
from dabir.facts.times.find import find_times, times_of_record
from dabir.facts.whereabouts import Whereabouts, places_of_record
from dabir.record import Party, Person, Record
from dabir.report import Report

if TYPE_CHECKING:
    from dabir.model.tagger import Tagger, Words
    from dabir.model.tags import Tags


class Reader:
    """Reads Persian news reports.

    One reader serves many reports; lexicons and models are loaded with the first and kept.
    """

    def __init__(self, *, fast: bool = False, threads: int = 0) -> None:
        """Choose how to read.

        Args:
            fast: Read by rules alone, without the reading model: several times as fast, and less exact.
            threads: How many threads the model may use; 0 for as many as there are processor cores.
        """
        self._fast, self._threads = fast, threads

    def read(self, report: Report | str) -> Record:
        """Read one report.

        Args:
            report: A report, or bare text, which is first cut into headline, abstract and paragraphs.

        Returns:
            The record; its offsets count code points of the report's text.

        Raises:
            dabir.UnreadableError: The text is empty, or not Persian.
        """
        (record,) = self.read_together([_prepared(report)])
        return record

    def read_together(self, reports: Sequence[Report]) -> list[Record]:
        """Read reports whose parts are known, the model all of them at once; each as it would be read alone."""
        readings = lay_out_all(reports)
        tags: Sequence[Tags | None] = [None] * len(readings)
        if not self._fast:
            tags = self._tagger.tag([_words(reading) for reading in readings])
        return [_recorded(*each) for each in zip(readings, tags, strict=True)]

    @cached_property
    def _tagger(self) -> Tagger:
        from dabir.model.reading import load

        return load(threads=self._threads)


def _words(reading: Reading) -> Words:
    from dabir.model.tagger import Words

    return Words(
        [word.text for word in reading.words], [range(*paragraph.range) for paragraph in reading.paragraphs]
    )


def _recorded(reading: Reading, tags: Tags | None) -> Record:
    """The record of a report laid out in words; `tags` is what the model says of them, None without it."""
    report = reading.report
    mentions = find_mentions(reading, tags)
    people = find_people(reading, mentions)
    drafts = find_contents(reading, mentions, tags)
    resolver = Resolver(reading, mentions, people, drafts)
    attributions = resolver.resolve()
    describe(reading, mentions, people)
    times = find_times(reading, [draft.content for draft in drafts])
    actors = recut(reading, mentions)
    cast = Cast(reading, actors, resolver, drafts, attributions)
    finder = EventFinder(reading, actors, cast, drafts, times)
    deeds = finder.deeds()
    speaking = [draft.mention.range for draft in drafts if draft.mention is not None]
    whereabouts = Whereabouts(reading, mentions, [*finder.acting, *speaking])
    persons = people_of_record(reading, people)
    parties = parties_of_record(reading, resolver.organs)
    known: dict[int, Person | Party] = {**persons, **parties}
    acts = [act_of(reading, draft, tags) for draft in drafts]
    statements = statements_of_record(reading, drafts, attributions, known, acts)
    places, spots = places_of_record(reading, whereabouts)
    scene = Scene(reading, whereabouts, {first: places[number] for first, number in spots.items()})
    return Record(
        id=report.id,
        text=report.text,
        restored=reading.restored.text,
        report=report.header,
        parts=report.parts,
        people=tuple(persons.values()),
        parties=tuple(parties.values()),
        statements=statements,
        times=times_of_record(reading, times),
        places=places,
        events=events_of_record(reading, deeds, drafts, times, known, scene),
    )


def read(source: Report | str) -> Record:
    """Read one report, or bare text, with a reader made for it; see `Reader.read`."""
    return Reader().read(source)


def _prepared(report: Report | str) -> Report:
    """A report whose parts are known; bare text is laid out and checked to be Persian."""
    if isinstance(report, Report) and report.parts:
        return report
    from dabir.sources import read_text

    return (
        read_text(report)
        if isinstance(report, str)
        else read_text(report.text, id=report.id, header=report.header)
    )
