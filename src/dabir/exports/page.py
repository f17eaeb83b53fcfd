"""The page: records as one self-contained right-to-left HTML page, for the screen and for paper.

Each report stands in its original words, what was said marked in its speaker's colour and underline; beside
it the speakers and the statements, each a link to its words. The page asks for nothing from outside and works
without JavaScript; several records make one page, one after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dabir.exports.card import commitment_line, content, event_line, speaker_name
from dabir.exports.markup import Block, Mark, blocks
from dabir.exports.persian import ACTS, description, digits, origin, shown_name
from dabir.facts.lexicon import country_name
from dabir.record import Mention, Party, Person, Record, Statement
from dabir.script.writing import restore

if TYPE_CHECKING:
    from jinja2 import Template

STYLES = 8  # colours and underlines that the style sheet tells apart


@dataclass(frozen=True, slots=True)
class Figure:
    """A person or party of the side column; `style` is the number of its colour, "none" if silent."""

    id: str
    name: str
    post: str
    country: str
    style: str
    statements: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement of the side column."""

    id: str
    number: str
    speaker: str
    style: str
    how: str
    content: str
    nested: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One record as the template shows it; `id` begins every address in it."""

    id: str
    title: str
    origin: list[str]
    url: str | None
    blocks: list[Block]
    figures: list[Figure]
    entries: list[Entry]
    events: list[str]
    commitments: list[str]


def html_page(*records: Record) -> str:
    """One page with the records in order."""
    articles = [_article(record, f"r{number}") for number, record in enumerate(records, 1)]
    return _template().render(articles=articles, digits=digits)


def _article(record: Record, prefix: str) -> Article:
    styles = _styles(record)
    header = record.report
    return Article(
        id=prefix,
        title=restore(header.headline).text if header.headline else record.id,
        origin=origin(header),
        url=header.url if header.url and header.url.startswith(("http://", "https://")) else None,
        blocks=blocks(record, _marks(record, prefix, styles)),
        figures=_figures(record, prefix, styles),
        entries=_entries(record, prefix, styles),
        events=[event_line(event, record) for event in record.events],
        commitments=[commitment_line(each, record) for each in record.commitments],
    )


def _styles(record: Record) -> dict[str | None, str]:
    """The style of every speaker, in the order in which they first speak; the rest have none."""
    speakers = dict.fromkeys(s.speaker_id for s in record.statements if s.speaker_id)
    return {speaker: str(number % STYLES) for number, speaker in enumerate(speakers)}


def _marks(record: Record, prefix: str, styles: dict[str | None, str]) -> Iterator[Mark]:
    for number, statement in enumerate(record.statements, 1):
        yield from _statement_marks(statement, number, prefix, styles.get(statement.speaker_id, "none"))
    everybody: tuple[Person | Party, ...] = (*record.people, *record.parties)
    for somebody in everybody:
        yield from _mention_marks(somebody, prefix, styles.get(somebody.id, "none"))


def _statement_marks(statement: Statement, number: int, prefix: str, style: str) -> Iterator[Mark]:
    own = (("data-s", f"{prefix}-{statement.id}"),)
    speaker = (("data-p", f"{prefix}-{statement.speaker_id}"),) if statement.speaker_id else ()
    label = (("data-n", digits(number)),)
    yield Mark(
        statement.start, statement.end, 1, f"said c{style}", own + speaker + label, f"{prefix}-{statement.id}"
    )
    if statement.cue:
        yield Mark(statement.cue.start, statement.cue.end, 2, f"cue c{style}", own + speaker)
    if statement.mention:
        yield Mark(statement.mention.start, statement.mention.end, 3, f"by c{style}", own)


def _mention_marks(somebody: Person | Party, prefix: str, style: str) -> Iterator[Mark]:
    """A mention each; the first that names them (else the first at all) is the address of the person."""
    named: Sequence[Mention] = [m for m in somebody.mentions if m.kind == "name"] or somebody.mentions
    for mention in somebody.mentions:
        address = f"{prefix}-{somebody.id}"
        first = address if mention is named[0] else None
        yield Mark(mention.start, mention.end, 4, f"who c{style}", (("data-p", address),), first)


def _figures(record: Record, prefix: str, styles: dict[str | None, str]) -> list[Figure]:
    """Everybody named, and the parties that speak: first speakers, in the order of their speaking."""
    order = {speaker: number for number, speaker in enumerate(styles)}
    said = Counter(statement.speaker_id for statement in record.statements)
    speaking = (party for party in record.parties if party.id in styles)
    shown: tuple[Person | Party, ...] = (*record.people, *speaking)
    return [
        Figure(
            f"{prefix}-{one.id}",
            shown_name(one.name, record),
            restore(description(one)).text,
            _country(one),
            styles.get(one.id, "none"),
            said[one.id],
        )
        for one in sorted(shown, key=lambda one: order.get(one.id, len(order)))
    ]


def _country(somebody: Person | Party) -> str:
    """The country's name, unless the name or the post already says it."""
    country = country_name(somebody.country)
    return "" if country in f"{somebody.name} {description(somebody)}" else country


def _entries(record: Record, prefix: str, styles: dict[str | None, str]) -> list[Entry]:
    return [
        Entry(
            f"{prefix}-{statement.id}",
            digits(number),
            speaker_name(statement, record),
            styles.get(statement.speaker_id, "none"),
            "، ".join(filter(None, (_cue(statement), _act(statement)))),
            content(statement),
            statement.within is not None,
        )
        for number, statement in enumerate(record.statements, 1)
    ]


def _cue(statement: Statement) -> str:
    return restore(statement.cue.text).text if statement.cue else ""


def _act(statement: Statement) -> str:
    """What is done by a statement, where it does more than tell facts."""
    return "" if statement.act == "report" else ACTS[statement.act]


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("dabir.exports", "templates")
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.get_template("record.html")
