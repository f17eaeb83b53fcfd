"""The reader: a report goes in, its record comes out. Read `Reader.read` from top to bottom for the whole of it."""

from __future__ import annotations

from dabir.facts.contents import find_contents
from dabir.facts.descriptions import describe
from dabir.facts.events import find_events
from dabir.facts.mentions import find_mentions
from dabir.facts.people import find_people
from dabir.facts.reading import lay_out
from dabir.facts.speakers import Resolver
from dabir.facts.statements import parties_of_record, party_name, people_of_record, statements_of_record
from dabir.record import Party, Person, Record
from dabir.report import Report


class Reader:
    """Reads Persian news reports.

    One reader serves many reports; the lexicons are loaded with the first and kept.
    """

    def read(self, report: Report | str) -> Record:
        """Read one report.

        Args:
            report: A report, or bare text, which is first cut into headline, abstract and paragraphs.

        Returns:
            The record; its offsets count code points of the report's text.

        Raises:
            dabir.UnreadableError: The text is empty, or not Persian.
        """
        report = _prepared(report)
        reading = lay_out(report)
        mentions = find_mentions(reading)
        people = find_people(reading, mentions)
        drafts = find_contents(reading, mentions)
        resolver = Resolver(reading, mentions, people, drafts)
        attributions = resolver.resolve()
        describe(reading, mentions, people)
        persons = people_of_record(reading, people)
        parties = parties_of_record(reading, resolver.organs)
        known: dict[int, Person | Party] = {**persons, **parties}
        statements = statements_of_record(reading, drafts, attributions, known)
        events = find_events(reading, mentions, lambda mention: party_name(reading, mention, resolver, known))
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
