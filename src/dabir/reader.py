"""The reader: a report goes in, its record comes out. Read `_recorded` from top to bottom for the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from dabir.facts.acts import act_of
from dabir.facts.commitments import commitments_of_record
from dabir.facts.contents import find_contents
from dabir.facts.descriptions import describe
from dabir.facts.drafts import Draft
from dabir.facts.events.cast import Cast, Members
from dabir.facts.events.deeds import Deed
from dabir.facts.events.explain import explained
from dabir.facts.events.find import EventFinder
from dabir.facts.events.governments import governments
from dabir.facts.events.guided import GuidedFinder
from dabir.facts.events.mentions import recut
from dabir.facts.events.result import Scene, events_of_record
from dabir.facts.events.seen import seen
from dabir.facts.mentions import Mentions, find_mentions
from dabir.facts.parties import Attribution, Organ
from dabir.facts.people import People, find_people
from dabir.facts.reading import Reading, lay_out_all
from dabir.facts.speakers import Resolver
from dabir.facts.statements import parties_of_record, people_of_record, statements_of_record
from dabir.facts.times.find import When, find_times, times_of_record
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

    @property
    def version(self) -> str:
        """What reads: Dabir's version, and the reading model's sum or «fast»; records of one version are comparable."""
        from importlib.metadata import version

        from dabir.model import manifest

        model = "fast" if self._fast else manifest.entries()["reading.onnx"].sha256[:8]
        return f"dabir {version('dabir')} {model}"

    def read(self, report: Report | str) -> Record:
        """Read one report.

        Args:
            report: A report, or bare text, which is first cut into headline, abstract and paragraphs.

        Returns:
            The record; its offsets count code points of the report's text.

        Raises:
            dabir.UnreadableError: The text is empty, or not Persian.
        """
        (record,) = self.read_together([report])
        return record

    def read_together(self, reports: Sequence[Report | str]) -> list[Record]:
        """Read several reports, the model all of them at once; each as it would be read alone (see `read`)."""
        readings = lay_out_all([_prepared(report) for report in reports])
        tags: Sequence[Tags | None] = [None] * len(readings)
        if not self._fast:
            tags = self._tagger.tag([_words(reading) for reading in readings])
        return [_recorded(*each) for each in zip(readings, tags, strict=True)]

    def explain(self, report: Report | str) -> list[str]:
        """Say of every word that may state an event which frames were tried, and why they fired or did not.

        Args:
            report: A report, or bare text: a sentence will do.

        Returns:
            Lines of text, in the order of the words.

        Raises:
            dabir.UnreadableError: The text is empty, or not Persian.
        """
        (reading,) = lay_out_all([_prepared(report)])
        tags = None if self._fast else self._tagger.tag([_words(reading)])[0]
        return list(explained(reading, _found(reading, tags).finder))

    @cached_property
    def _tagger(self) -> Tagger:
        from dabir.model.reading import load

        return load(threads=self._threads)


def _words(reading: Reading) -> Words:
    from dabir.model.tagger import Words

    return Words(
        [word.text for word in reading.words], [range(*paragraph.range) for paragraph in reading.paragraphs]
    )


class _Findings(NamedTuple):
    """What is found in a report before it is written down."""

    mentions: Mentions
    people: People
    drafts: Sequence[Draft]
    resolver: Resolver
    attributions: Sequence[Attribution]
    times: Sequence[When]
    finder: EventFinder


def _found(reading: Reading, tags: Tags | None) -> _Findings:
    """Everything that is read out of a report laid out in words; `tags` is what the model says of them."""
    mentions = find_mentions(reading, tags)
    people = find_people(reading, mentions)
    drafts = find_contents(reading, mentions, tags)
    resolver = Resolver(reading, mentions, people, drafts)
    attributions = resolver.resolve()
    describe(reading, mentions, people)
    times = find_times(reading, [draft.content for draft in drafts])
    actors = recut(reading, mentions)
    cast = Cast(reading, actors, resolver, drafts, attributions)
    sights = seen(tags)
    finder = (
        EventFinder(reading, actors, cast, drafts, times)
        if sights is None
        else GuidedFinder(reading, actors, cast, drafts, times, sights)
    )
    return _Findings(mentions, people, drafts, resolver, attributions, times, finder)


def _recorded(reading: Reading, tags: Tags | None) -> Record:
    """The record of a report laid out in words; `tags` is what the model says of them, None without it."""
    report = reading.report
    mentions, people, drafts, resolver, attributions, times, finder = _found(reading, tags)
    deeds = finder.deeds()
    persons = people_of_record(reading, people)
    acts = [act_of(reading, draft, tags) for draft in drafts]
    told = [
        finder.cast.members(draft.addressee, draft.addressee.range.first)
        if draft.addressee is not None and act == "promise"
        else ()
        for draft, act in zip(drafts, acts, strict=True)
    ]
    ruling = list(governments(reading, mentions))
    ruled = [finder.cast.members(mention, mention.range.first) for mention in ruling]
    parties = parties_of_record(reading, _heard(resolver.organs, attributions, deeds, [*told, *ruled]))
    known: dict[int, Person | Party] = {**persons, **parties}
    speaking = [draft.mention.range for draft in drafts if draft.mention is not None]
    acting = [*finder.acting, *speaking, *(mention.range for mention in ruling)]
    whereabouts = Whereabouts(reading, mentions, acting, [when.range for when in times])
    places, spots = places_of_record(reading, whereabouts)
    scene = Scene(reading, whereabouts, {first: places[number] for first, number in spots.items()})
    statements = statements_of_record(reading, drafts, attributions, known, acts)
    events = events_of_record(reading, deeds, drafts, times, known, scene)
    moments = times_of_record(reading, times)
    addressed = {
        said.id: tuple(known[id(one)].id for one in members if id(one) in known)
        for said, members in zip(statements, told, strict=True)
    }
    return Record(
        id=report.id,
        text=report.text,
        restored=reading.restored.text,
        report=report.header,
        parts=report.parts,
        people=tuple(persons.values()),
        parties=tuple(parties.values()),
        statements=statements,
        events=events,
        times=moments,
        places=places,
        commitments=commitments_of_record(reading, statements, events, moments, addressed),
    )


def _heard(
    organs: Sequence[Organ],
    attributions: Sequence[Attribution],
    deeds: Sequence[Deed],
    told: Sequence[Members],
) -> list[Organ]:
    """The parties that speak, act or are told of as such, those that speak together with others among them."""
    heard = {id(attribution.speaker) for attribution in attributions}
    heard |= {id(one) for members in told for one in members}
    heard |= {id(one) for deed in deeds for one in (*deed.sources, *deed.targets)}
    return [organ for organ in organs if id(organ) in heard]


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
