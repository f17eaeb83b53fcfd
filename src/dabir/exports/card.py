"""The card: one record as plain text for a terminal, a pipe or a mail.

No control codes and no columns: a terminal that knows right-to-left writing shows every line the right way,
and one that does not still shows the lines in order.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from dabir.exports.persian import (
    ACTS,
    EVENT_TYPES,
    STATUSES,
    description,
    digits,
    moment,
    origin,
    shown_name,
)
from dabir.record import Commitment, Event, Party, Person, Record, Statement
from dabir.script.writing import restore

_RULE = "─" * 24


def text_card(record: Record, *, width: int | None = None) -> str:
    """What was read out of one report: where it comes from, who appears, who said what in order.

    Statements are in mended writing, a speaker's own words in «…». Lines are folded at `width` columns, and
    not at all without it, so that in a pipe every fact stays on one line.
    """
    sections = [_head(record), _people(record), _statements(record), _events(record), _commitments(record)]
    lines = [line for section in sections if section for line in (*section, "")]
    return "\n".join(folded for line in lines for folded in _fold(line, width)).rstrip() + "\n"


def _head(record: Record) -> list[str]:
    header = record.report
    head = [restore(words).text for words in (header.kicker, header.headline) if words]
    known = origin(header)
    return [*(head or [record.id]), *([" · ".join(known)] if known else []), _RULE]


def _people(record: Record) -> list[str]:
    said = Counter(statement.speaker_id for statement in record.statements)
    speaking = (party for party in record.parties if said[party.id])
    shown: tuple[Person | Party, ...] = (*record.people, *speaking)
    return _section("اشخاص و گویندگان", [_who(one, record, said[one.id]) for one in shown])


def _who(somebody: Person | Party, record: Record, statements: int) -> str:
    name = shown_name(somebody.name, record)
    post = restore(description(somebody)).text
    count = f"({digits(statements)} گفته)" if statements else ""
    return "  • " + " ".join(words for words in (name, post and f"— {post}", count) if words)


def _statements(record: Record) -> list[str]:
    numbers = {statement.id: number for number, statement in enumerate(record.statements, 1)}
    return _section("گفته‌ها", [line for one in record.statements for line in _said(one, record, numbers)])


def _said(statement: Statement, record: Record, numbers: dict[str, int]) -> Iterator[str]:
    """Two lines: who, how and to whom; then what."""
    how = [restore(statement.cue.text).text] if statement.cue else []
    if statement.addressee:
        how.append(f"به {restore(statement.addressee.text).text}")
    if statement.within in numbers:
        how.append(f"در گفتهٔ {digits(numbers[statement.within])}")
    if statement.act != "report":
        how.append(ACTS[statement.act])
    who = speaker_name(statement, record)
    manner = f" ({'، '.join(how)})" if how else ""
    yield f"  {digits(numbers[statement.id])}. {who}{manner}:"
    yield f"     {content(statement)}"


def speaker_name(statement: Statement, record: Record) -> str:
    """Who said it, as the reader of a card is to see it."""
    return shown_name(statement.speaker, record) if statement.speaker else "گویندهٔ نامعلوم"


def content(statement: Statement) -> str:
    """A statement's content on one line in mended writing; the speaker's own words in quote marks."""
    words = " ".join(restore(statement.text).text.split())
    quoted = words.startswith("«") and words.find("»") == len(words) - 1
    return f"«{words}»" if statement.form == "direct" and not quoted else words


def _events(record: Record) -> list[str]:
    return _section("رویدادها", [f"  • {event_line(event, record)}" for event in record.events])


def event_line(event: Event, record: Record) -> str:
    """An event in a few words: what, between whom, where and when, and whether it has yet to happen."""
    kind = EVENT_TYPES.get(event.type, event.type)
    parties = " – ".join(shown_name(name, record) for name in (event.source, event.target) if name)
    facts = (parties, event.place, _when(event.time_id, record), STATUSES.get(event.status))
    return f"{kind}: " + "، ".join(fact for fact in facts if fact)


def _when(time_id: str | None, record: Record) -> str:
    """A time of the record in words; nothing where none is told."""
    return next((moment(time) for time in record.times if time.id == time_id), "")


def _commitments(record: Record) -> list[str]:
    return _section("تعهدها", [f"  • {commitment_line(each, record)}" for each in record.commitments])


def commitment_line(commitment: Commitment, record: Record) -> str:
    """A commitment in a few words: who is bound, towards whom and by when, and what it is."""
    names = {person.id: shown_name(person.name, record) for person in record.people}
    names |= {party.id: shown_name(party.name, record) for party in record.parties}
    by, to = (
        " و ".join(names[key] for key in keys) for keys in (commitment.source_ids, commitment.target_ids)
    )
    due = _when(commitment.time_id, record)
    facts = (
        f"{by} به {to}" if to and commitment.kind == "promise" else " و ".join(filter(None, (by, to))),
        due,
    )
    words = " ".join(restore(commitment.text).text.split())
    return f"{'، '.join(fact for fact in facts if fact)}: {words}"


def _section(title: str, lines: list[str]) -> list[str]:
    return [title, *lines] if lines else []


def _fold(line: str, width: int | None) -> list[str]:
    """A line folded at `width`, its continuation as far in as its beginning."""
    indent = " " * (len(line) - len(line.lstrip()))
    if width is None or len(line) <= width:
        return [line]
    return textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False, drop_whitespace=True)
