"""Faults: what is wrong with a record as such, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime

from dabir.record import Party, Person, Record, Span
from dabir.script.calendars import jalali_text
from dabir.script.letters import squeeze


def faults(record: Record) -> list[str]:
    """One sentence for each fault: words elsewhere than told, ids that lead nowhere, a header that contradicts the text."""
    checks = (_spans, _parts, _ids, _people, _statements, _events, _commitments, _header)
    found = [fault for check in checks for fault in check(record)]
    if _letters(record.restored) != _letters(record.text):
        found.append("the restored text is another one")
    return [f"{record.id}: {fault}" for fault in found]


def _letters(text: str) -> str:
    """The letters and digits of a text; mending changes none but their variants."""
    return re.sub(r"[\W_]", "", squeeze(text))


def _spans(record: Record) -> Iterator[str]:
    for start, end, words in _told(record):
        if not 0 <= start < end <= len(record.text):
            yield f"{start}:{end} is no span of the text"
        elif record.text[start:end] != words:
            yield f"«{words}» does not stand at {start}:{end}"


def _told(record: Record) -> Iterator[tuple[int, int, str]]:
    """The bounds and the words of every fact."""
    spans: list[Span] = [span for one in _actors(record) for span in one.mentions]
    spans += [span for place in record.places for span in place.mentions]
    spans += [span for event in record.events for span in event.mentions]
    for said in record.statements:
        spans += [span for span in (said.cue, said.mention, said.addressee) if span]
    yield from ((span.start, span.end, span.text) for span in (*spans, *record.times))
    yield from ((said.start, said.end, said.text) for said in record.statements)
    yield from ((event.start, event.end, event.text) for event in record.events)
    yield from ((one.start, one.end, one.text) for one in record.commitments)


def _parts(record: Record) -> Iterator[str]:
    at = 0
    for part in record.parts:
        if not at <= part.start < part.end or "\n" in record.text[part.start : part.end]:
            yield f"the part {part.kind} at {part.start}:{part.end} overlaps another or breaks a line"
        if record.text[at : part.start].strip():
            yield f"the text before {part.start} belongs to no part"
        at = part.end
    if record.text[at:].strip():
        yield "the end of the text belongs to no part"


def _ids(record: Record) -> Iterator[str]:
    everything = (
        [one.id for one in _actors(record)],
        [said.id for said in record.statements],
        [event.id for event in record.events],
        [time.id for time in record.times],
        [place.id for place in record.places],
        [one.id for one in record.commitments],
    )
    for ids in everything:
        yield from (f"the id {one} stands twice" for one in set(ids) if ids.count(one) > 1)


def _people(record: Record) -> Iterator[str]:
    for person in record.people:
        if person.name not in {mention.text for mention in person.mentions}:
            yield f"{person.id} is nowhere called «{person.name}»"
    yield from (f"{one.id} is nowhere mentioned" for one in record.parties if not one.mentions)
    yield from (f"{place.id} is nowhere mentioned" for place in record.places if not place.mentions)


def _actors(record: Record) -> tuple[Person | Party, ...]:
    return (*record.people, *record.parties)


def _names(record: Record) -> dict[str, str]:
    return {one.id: one.name for one in _actors(record)}


def _missing(owner: str, wanted: Collection[str | None], known: Collection[str]) -> Iterator[str]:
    yield from (f"{owner} leads to {one}, which is not there" for one in wanted if one and one not in known)


def _statements(record: Record) -> Iterator[str]:
    names, known = _names(record), {said.id for said in record.statements}
    for said in record.statements:
        yield from _missing(said.id, [said.speaker_id], names)
        yield from _missing(said.id, [said.within], known)
        if said.speaker != names.get(said.speaker_id or "", ""):
            yield f"{said.id} is by «{said.speaker}», who is another one"
        if said.within == said.id:
            yield f"{said.id} is quoted in itself"


def _events(record: Record) -> Iterator[str]:
    names, times = _names(record), {time.id: time.value for time in record.times}
    statements, places = {said.id for said in record.statements}, {place.id for place in record.places}
    for event in record.events:
        yield from _missing(event.id, (*event.source_ids, *event.target_ids), names)
        yield from _missing(event.id, [event.claimed_by], statements)
        yield from _missing(event.id, [event.place_id], places)
        yield from _missing(event.id, [event.time_id], times)
        sides = ((event.source, event.source_ids), (event.target, event.target_ids))
        if any(side != " و ".join(names.get(one, "") for one in ids) for side, ids in sides):
            yield f"{event.id} is between others than it names"
        if not event.source_ids or not event.mentions:
            yield f"{event.id} is nobody's, or nowhere told"
        if event.date != times.get(event.time_id or ""):
            yield f"{event.id} is on another day than its time"


def _commitments(record: Record) -> Iterator[str]:
    names, times = _names(record), {time.id for time in record.times}
    statements, events = {said.id for said in record.statements}, {event.id for event in record.events}
    for one in record.commitments:
        yield from _missing(one.id, (*one.source_ids, *one.target_ids), names)
        yield from _missing(one.id, [one.statement_id], statements)
        yield from _missing(one.id, [one.event_id], events)
        yield from _missing(one.id, [one.time_id], times)


def _header(record: Record) -> Iterator[str]:
    header = record.report
    if header.published is None or header.published_jalali is None:
        yield "the day of publication is missing"
    else:
        day = jalali_text(date.fromisoformat(header.published[:10]))
        if header.published_jalali != day + header.published[10:19]:
            yield f"{header.published_jalali} is not {header.published}"
        if "T" in header.published and datetime.fromisoformat(header.published).tzinfo is None:
            yield f"{header.published} has no offset"
    for kind in ("headline", "abstract", "kicker", "sign_off"):
        parts = [record.text[part.start : part.end] for part in record.parts if part.kind == kind]
        if getattr(header, kind) != next(iter(parts), None):
            yield f"the {kind} of the header is not that of the text"
