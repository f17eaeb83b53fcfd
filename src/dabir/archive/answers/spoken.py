"""Spoken: what somebody has said, in short and the newest first, for pages that show a part of it.

`sayings` tells all of it with its words, which takes long for a president; here the database gives numbers, acts and days,
and the words of a page only. What a copy of a report repeats counts once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, text

from dabir.archive.answers.sayings import FIELDS, Saying
from dabir.archive.answers.subject import Subject
from dabir.archive.asking import rows_of
from dabir.archive.citation import Window
from dabir.archive.finding.fulltext import Match
from dabir.archive.words.analysis import search_keys
from dabir.archive.words.sieve import holds_all
from dabir.script.letters import squeeze

if TYPE_CHECKING:
    from dabir.archive.database import Database
    from dabir.record import Act

# So many statements of one are counted, the newest.
MOST = 20_000
# Of the newest statements in reports that have all the words asked for, so many are looked through.
SEARCHED = 1_000

_SPACES = ("' '", "'\u200c'", "'\u200f'")


class Brief(NamedTuple):
    """A statement in short: its number in the archive, what is done by saying it, and its day of publication, if known."""

    id: int
    act: Act
    day: str | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """Statements in short, the newest first, those of no day last; `whole`: whether these are all that there are."""

    briefs: tuple[Brief, ...]
    whole: bool = True

    def within(self, window: Window, act: str | None = None) -> tuple[Brief, ...]:
        """Those of some days and, if it is given, of one act."""
        return tuple(one for one in self.briefs if window.holds(one.day) and (act is None or one.act == act))

    @property
    def acts(self) -> dict[str, int]:
        """How many statements each act has, the most first."""
        return dict(Counter(one.act for one in self.briefs).most_common())


def spoken(
    database: Database, connection: Connection, subject: Subject, words: str = "", *, most: int = MOST
) -> Spoken:
    """What somebody has said, in short.

    Args:
        database: The archive's.
        connection: Where to look.
        subject: Who.
        words: Only statements that have all these words, in any of their forms.
        most: So many at most, the newest.
    """
    keys = frozenset(search_keys(words))
    if keys:
        return _with_words(database, connection, subject, keys)
    query = f"SELECT s.id, s.act, v.day {_said(subject)} LIMIT :most"
    rows = connection.execute(text(query), {"most": most + 1}).all()
    return Spoken(tuple(Brief(*row) for row in rows[:most]), len(rows) <= most)


def _with_words(database: Database, connection: Connection, subject: Subject, keys: frozenset[str]) -> Spoken:
    """Those in which all of some words stand: in reports that have them, the statements themselves are looked through."""
    match = Match(server=database.server)
    query = f"SELECT s.id, s.act, v.day, s.text {_said(subject, match.condition('words'))} LIMIT :most"
    values = {"words": match.every(match.word([key]) for key in sorted(keys)), "most": SEARCHED + 1}
    rows = connection.execute(text(query), values).all()
    held = (row for row in rows[:SEARCHED] if holds_all(row.text, keys))
    return Spoken(tuple(Brief(row.id, row.act, row.day) for row in held), len(rows) <= SEARCHED)


def sayings_at(connection: Connection, ids: Sequence[int]) -> tuple[Saying, ...]:
    """The statements of these numbers in this order, each with how many copies of its report repeat it."""
    query = (
        f"SELECT {FIELDS} FROM statements s JOIN versions v ON v.id = s.version_id"
        " JOIN reports r ON r.id = v.report_id WHERE s.id IN :ids"
    )
    found = {row.id: Saying.of(row) for row in rows_of(connection, query, ids)}
    repeated = _repeated(connection, found.values())
    return tuple(
        replace(
            found[one], copies=repeated[found[one].citation.original, squeeze.__wrapped__(found[one].text)]
        )
        for one in ids
        if one in found
    )


def _repeated(connection: Connection, sayings: Collection[Saying]) -> Counter[tuple[int, str]]:
    """In how many other reports that are copies of one the same is said, by the number of the one and the words."""
    query = (
        "SELECT coalesce(r.copy_of, r.id) AS original, r.id, s.text FROM reports r JOIN statements s"
        " ON s.version_id = r.current WHERE r.copy_of IN :ids OR r.id IN :ids"
    )
    wanted = defaultdict(set)
    for said in sayings:
        wanted[said.citation.original].add(squeeze.__wrapped__(said.text))
    rows = rows_of(connection, query, sorted(wanted)) if wanted else ()
    holding = {
        (row.original, words, row.id)
        for row in rows
        if (words := squeeze.__wrapped__(row.text)) in wanted[row.original]
    }
    told = Counter((original, words) for original, words, _ in holding)
    return Counter({each: number - 1 for each, number in told.items()})


def _said(subject: Subject, matching: str = "") -> str:
    """The part of a query that finds statements: from where, under which conditions, and in which order."""
    # CROSS JOIN keeps SQLite from beginning anywhere but with the actors.
    wanted = f" AND {matching}" if matching else ""
    return (
        "FROM actors a CROSS JOIN statements s JOIN versions v ON v.id = s.version_id"
        f" JOIN reports r ON r.id = v.report_id WHERE {subject.condition('a')} AND s.actor_id = a.id{wanted}"
        f" AND (r.copy_of IS NULL OR NOT EXISTS ({_earlier(subject)}))"
        # A bare date stands behind all times of its day.
        " ORDER BY coalesce(v.day, '') DESC, coalesce(v.published, '') || 'Z' DESC, v.id DESC, s.first"
    )


def _earlier(subject: Subject) -> str:
    """What finds the same words of the same actors in the report of which one is a copy, or in an earlier copy."""
    return (
        "SELECT 1 FROM reports o JOIN statements t ON t.version_id = o.current JOIN actors b ON b.id = t.actor_id"
        " WHERE (o.id = r.copy_of OR (o.copy_of = r.copy_of AND o.id < r.id))"
        f" AND {_squeezed('t.text')} = {_squeezed('s.text')} AND {subject.condition('b')}"
    )


def _squeezed(column: str) -> str:
    """A text without what two writings of one differ in most often."""
    for sign in _SPACES:
        column = f"replace({column}, {sign}, '')"
    return f"replace(replace({column}, 'ي', 'ی'), 'ك', 'ک')"
