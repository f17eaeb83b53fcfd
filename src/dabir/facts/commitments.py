"""Commitments: who has bound himself to what, towards whom and by when: by promises and by agreements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dabir.facts.reading import Reading
from dabir.record import Commitment, Event, Span, Statement, Time

# Agreements that bind: one that is only possible, or that failed, does not.
BINDING = frozenset({"happened", "ongoing", "planned", "background"})


def commitments_of_record(
    reading: Reading,
    statements: Sequence[Statement],
    events: Sequence[Event],
    times: Sequence[Time],
    addressed: Mapping[str, tuple[str, ...]],
) -> tuple[Commitment, ...]:
    """The promises among the statements, but for a speaker's that tell his agreement, then the agreements among the events.

    Args:
        reading: The report in words.
        statements: The statements of the record, with their acts.
        events: Its events.
        times: Its times: a commitment is due at the last one in its words that lies ahead.
        addressed: The people and parties to whom statements are said, by the statements' ids.
    """
    agreed = list(_agreements(reading, events))
    told = {(statement, one) for by, to, _, statement, _ in agreed for one in (*by, *to)}
    promised = (bond for bond in _promises(statements, addressed) if (bond[3], *bond[0]) not in told)
    found = [*promised, *agreed]
    return tuple(
        Commitment(
            id=f"c{number}",
            kind="promise" if event is None else "agreement",
            source_ids=by,
            target_ids=to,
            time_id=_due(reading, span, times),
            statement_id=statement,
            event_id=event,
            start=span.start,
            end=span.end,
            text=span.text,
        )
        for number, (by, to, span, statement, event) in enumerate(found, 1)
    )


Bond = tuple[tuple[str, ...], tuple[str, ...], Span, str | None, str | None]


def _promises(statements: Sequence[Statement], addressed: Mapping[str, tuple[str, ...]]) -> Iterator[Bond]:
    for said in statements:
        if said.act == "promise" and said.speaker_id is not None:
            span = Span(said.start, said.end, said.text)
            yield (said.speaker_id,), addressed.get(said.id, ()), span, said.id, None


def _agreements(reading: Reading, events: Sequence[Event]) -> Iterator[Bond]:
    for event in events:
        if event.type == "AGREE" and event.status in BINDING:
            span = _sentence(reading, event.mentions[0].start)
            yield event.source_ids, event.target_ids, span, event.claimed_by, event.id


def _sentence(reading: Reading, start: int) -> Span:
    """The sentence of a word, by the word's offset in the original text."""
    low, _ = reading.restored.alignment.to_target(start, start + 1)
    word = bisect_right(reading.words, low, key=lambda token: token.start) - 1
    return reading.span(reading.sentences[reading.sentence_of[max(0, word)]])


def _due(reading: Reading, span: Span, times: Sequence[Time]) -> str | None:
    """The last time in a stretch that ends after the publication."""
    published = reading.report.header.published
    if published is None:
        return None
    day = date.fromisoformat(published[:10])
    ahead = [
        time.id
        for time in times
        if span.start <= time.start < span.end
        and time.type in ("DATE", "TIME")
        and time.interval is not None
        and date.fromisoformat(time.interval.partition("/")[2][:10]) > day
    ]
    return ahead[-1] if ahead else None
