"""DocBin: records as spaCy documents, to train with, to count in and to look at.

A document's text is the report's text to the last character, and every span of the record is one of the
document: the tokens are those of `dabir.script.words`, cut where a span of the record begins or ends within one, and what
lies between them (line breaks, further spaces, marks without width) are tokens too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from dabir.exports.pieces import OnError, each, library
from dabir.facts.lexicon import country_name
from dabir.record import Party, Record
from dabir.script.words import tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# The groups of spans that a document has, and what labels those of each.
GROUPS = (
    "people",
    "parties",
    "statements",
    "cues",
    "speakers",
    "addressees",
    "events",
    "tellings",
    "commitments",
    "times",
    "places",
)


class Marked(NamedTuple):
    """A span of a document: its words by offset, its label, and the id of the fact that it belongs to."""

    start: int
    end: int
    label: str
    key: str


class Word(NamedTuple):
    """A token of a document, and whether a space follows it."""

    start: int
    end: int
    spaced: bool


def docbins(
    records: Iterable[Record], *, size: int = 1000, on_error: OnError | None = None
) -> Iterator[bytes]:
    """Records as spaCy DocBins: one piece is a whole `.spacy` file.

    spaCy reads a folder of such files as one corpus. A document has entities (`PER`, `ORG`, `LOC`, `DATE`; of those that
    overlap the longest), groups of spans (`GROUPS`) and the record's id in `doc.user_data["id"]`.

    Args:
        records: The records, taken as they come.
        size: How many records a file holds at most.
        on_error: Called with a record that cannot be written, and why; without it that is an error.

    Raises:
        ValueError: spaCy is not installed, or a record cannot be written.
    """
    if size < 1:
        raise ValueError(f"A file of {size} records holds none: take 1 or more.")
    spacy = library("spacy", "A spaCy export", "spacy")
    return _files(spacy, iter(records), size, on_error)


def _files(spacy: Any, records: Iterator[Record], size: int, on_error: OnError | None) -> Iterator[bytes]:
    bins = library("spacy.tokens", "A spaCy export", "spacy").DocBin
    for first in records:
        vocabulary = spacy.blank("fa").vocab  # a new one for every file: it grows with the words
        several = chain([first], islice(records, size - 1))
        written = bins(store_user_data=True)
        for doc in each(several, partial(doc_of, vocabulary=vocabulary), on_error):
            written.add(doc)
        if len(written):
            yield written.to_bytes()


def doc_of(record: Record, vocabulary: Vocab) -> Doc:
    """One record as a document of spaCy, with the words kept in a vocabulary of spaCy's."""
    from spacy.tokens import Doc, Span, SpanGroup
    from spacy.util import filter_spans

    groups = _groups(record)
    words = _words(record.text, list(chain.from_iterable(groups.values())))
    texts = [record.text[word.start : word.end] for word in words]
    doc = Doc(vocabulary, words=texts, spaces=[word.spaced for word in words])
    begins = {word.start: index for index, word in enumerate(words)}
    ends = {word.end: index for index, word in enumerate(words, 1)}

    def spans(marks: Iterable[Marked]) -> list[Span]:
        return [
            Span(doc, begins[mark.start], ends[mark.end], label=mark.label, span_id=mark.key)
            for mark in marks
            if mark.start < mark.end
        ]

    for name, marks in groups.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans(marks))
    doc.set_ents(filter_spans(spans(_entities(record))))
    doc.user_data["id"] = record.id
    return doc


def _groups(record: Record) -> dict[str, list[Marked]]:
    statements = record.statements
    return {
        "people": [Marked(m.start, m.end, m.kind, p.id) for p in record.people for m in p.mentions],
        "parties": [Marked(m.start, m.end, m.kind, p.id) for p in record.parties for m in p.mentions],
        "statements": [Marked(s.start, s.end, s.form, s.id) for s in statements],
        "cues": [Marked(s.cue.start, s.cue.end, "cue", s.id) for s in statements if s.cue],
        "speakers": [
            Marked(s.mention.start, s.mention.end, "speaker", s.id) for s in statements if s.mention
        ],
        "addressees": [
            Marked(s.addressee.start, s.addressee.end, "addressee", s.id) for s in statements if s.addressee
        ],
        "events": [Marked(e.start, e.end, e.type, e.id) for e in record.events],
        "tellings": [Marked(m.start, m.end, e.type, e.id) for e in record.events for m in e.mentions],
        "commitments": [Marked(c.start, c.end, c.kind, c.id) for c in record.commitments],
        "times": [Marked(t.start, t.end, t.type, t.id) for t in record.times],
        "places": [Marked(m.start, m.end, p.kind, p.id) for p in record.places for m in p.mentions],
    }


def _entities(record: Record) -> Iterator[Marked]:
    """Names of people, institutions and places, and times; who is called by a post or a pronoun is no entity."""
    named = ("name", "short")
    for person in record.people:
        yield from (Marked(m.start, m.end, "PER", person.id) for m in person.mentions if m.kind in named)
    for party in record.parties:
        if party.kind in ("institution", "outlet"):
            label = "LOC" if _is_country(party) else "ORG"
            yield from (Marked(m.start, m.end, label, party.id) for m in party.mentions if m.kind in named)
    for place in record.places:
        yield from (Marked(m.start, m.end, "LOC", place.id) for m in place.mentions)
    yield from (Marked(time.start, time.end, "DATE", time.id) for time in record.times)


def _is_country(party: Party) -> bool:
    return party.country is not None and party.name == country_name(party.country)


def _words(text: str, marks: Sequence[Marked]) -> list[Word]:
    """The words of a document, which together with the spaces behind them are the text.

    A space belongs to the word before it, as spaCy has it, unless a span begins with it or ends behind it.
    """
    starts, ends = {mark.start for mark in marks}, {mark.end for mark in marks}
    cuts = {0, len(text), *starts, *ends}
    cuts.update(chain.from_iterable(token[:2] for token in tokens(text)))
    words: list[Word] = []
    for start, end in pairwise(sorted(cuts)):
        is_free = text[start] == " " and start not in starts and start + 1 not in ends
        if words and is_free and not words[-1].spaced:
            words[-1] = words[-1]._replace(spaced=True)
            start += 1
        if start < end:
            words.append(Word(start, end, False))
    return words
