"""Tellings: where the reports of an archive have the words of a quotation, in what somebody says or outside of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, bindparam, text

from dabir.archive import preparing
from dabir.archive.citation import Citation
from dabir.archive.people.roots import roots
from dabir.archive.quoting.alignment import Alignment, Segment, Wording, locate
from dabir.archive.quoting.candidates import candidates, weights
from dabir.record import Act, Form
from dabir.script.letters import squeeze

if TYPE_CHECKING:
    from dabir.archive.database import Database

# What makes a telling (docs/archive.md has the figures): the share of the quotation's words that it has in order; of their
# weight by rarity; and of its own words that are the quotation's, but for a quotation that has been shortened and
# is there nearly whole, with so many words.
LIKE, WEIGHTY, DENSE = 0.6, 0.5, 0.5
WHOLE, MANY = 0.9, 8
# So many words must be the same; of a shorter quotation all.
SAME = 5
# Reports that are compared with a quotation, copies not counted; copies of one that are tried; and reports of which the
# whole text is compared, as no statement has nearly all of it.
COMPARED, TRIED, READ = 60, 3, 8
# The share of a stretch of text that somebody's statements must cover for its words to be theirs.
COVERED = 0.5
# Letters by which words are looked for before they are compared, and the share of them that must be there.
BEGINNING, SIFTED = 4, 0.4
# What may come or go without changing what is said.
HARMLESS = frozenset(("و", "که", "را", "نیز", "هم", "این", "آن", "همین", "همان", "خود", "بودن"))


@dataclass(frozen=True, slots=True)
class Telling:
    """Words of a report that are those of a quotation, whole or in part.

    Attributes:
        citation: The report.
        speaker: The speaker's name in the archive, else in the report; "" where nobody is known to say it.
        kind: What the speaker is: «person», «institution», «outlet», «post» or «group»; None where nobody is known.
        entity: The speaker's number in the archive.
        form: Whether it is told as the speaker's own words; None where it stands outside of what anybody is quoted with.
        act: What is done by saying it: a `denial` may deny these very words; None outside of a statement.
        statement: The statement's id in the report's record; None outside of one.
        start: Where the statement, else the words, begin in the report's text, in code points.
        end: Where they end.
        context: The whole statement; the words alone outside of one.
        words: The words that are the quotation's.
        likeness: The share of the quotation's words that are there in order, 0.6 to 1.
        changes: The quotation (`reference`) and these words side by side.
        faithful: Whether nothing that matters has been changed, left out or added.
        copies: How many other reports copy this one.
    """

    citation: Citation
    speaker: str
    kind: str | None
    entity: int | None
    form: Form | None
    act: Act | None
    statement: str | None
    start: int
    end: int
    context: str
    words: str
    likeness: float
    changes: tuple[Segment, ...]
    faithful: bool
    copies: int = 0


class _Speaker(NamedTuple):
    name: str
    kind: str | None
    entity: int | None


def tellings(database: Database, connection: Connection, quotation: Wording) -> list[Telling]:
    """The tellings of a quotation in order of publication, of copies of one report the first.

    Args:
        database: The archive's.
        connection: A reading connection.
        quotation: The words.
    """
    weighed = weights(database, connection, quotation.text)
    groups = candidates(database, connection, weighed, COMPARED)
    search = _Search(
        connection, quotation, weighed, [one.version for group in groups for one in group[:TRIED]]
    )
    found = [telling for group in groups if (telling := search.first(group)) is not None]
    return sorted(found, key=lambda telling: telling.citation.order)


class _Search:
    """The search for one quotation in some versions of reports."""

    def __init__(
        self, connection: Connection, quotation: Wording, weighed: dict[str, float], versions: Sequence[int]
    ) -> None:
        self.connection, self.quotation, self.weights = connection, quotation, weighed
        self.said = _statements(connection, versions)
        self.roots = roots(connection, (row.entity_id for rows in self.said.values() for row in rows))
        self.beginnings = _beginnings(quotation)
        self.read = 0

    def first(self, copies: Sequence[Citation]) -> Telling | None:
        """The telling of the first of some copies that has one."""
        for at, citation in enumerate(copies[:TRIED]):
            found = self._of(citation)
            if found:
                return replace(found, copies=len(copies) - at - 1)
        return None

    def _of(self, citation: Citation) -> Telling | None:
        """The telling of a report: a statement, or what its speaker says around it if that has more of the quotation."""
        said = self._said(citation)
        if said and said.likeness >= WHOLE:
            return said
        told = self._told(citation)
        if said is None or told is None:
            return said or told
        fuller = told.likeness > said.likeness and (told.speaker, told.entity) == (said.speaker, said.entity)
        return told if fuller else said

    def _said(self, citation: Citation) -> Telling | None:
        """The statement of a report that is likest to the quotation, if one is like it; of several the shortest."""
        found = [(laid, row) for row in self.said[citation.version] if (laid := self._laid(row.text))]
        if not found:
            return None
        laid, row = max(found, key=lambda each: (each[0].likeness, -len(each[1].text), -each[1].first))
        return self._telling(citation, laid, [row], (row.first, row.last))

    def _told(self, citation: Citation) -> Telling | None:
        """The words of a report that are the quotation's, said by whoever is quoted with most of them."""
        if self.read == READ:
            return None
        self.read += 1
        wanted = text("SELECT record FROM versions WHERE id = :id")
        blob = self.connection.execute(wanted, {"id": citation.version}).scalar_one()
        lines = _lines(preparing.head_of(bytes(blob))[0])
        found = [(laid, start) for start, line in lines if (laid := self._laid(line))]
        if not found:
            return None
        laid, at = max(found, key=lambda each: each[0].likeness)
        start, end = (at + offset for offset in laid.other.span)
        return self._telling(citation, laid, self._covering(citation, start, end), (start, end))

    def _laid(self, told: str) -> Alignment | None:
        """The words of a text that are the quotation's, if there are some."""
        letters = squeeze.__wrapped__(told)
        if sum(each in letters for each in self.beginnings) < SIFTED * len(self.beginnings):
            return None
        laid = locate(self.quotation, Wording.of(told))
        return laid if laid and self._is_telling(laid) else None

    def _is_telling(self, laid: Alignment) -> bool:
        if laid.likeness < LIKE or laid.weight(self.weights) < WEIGHTY:
            return False
        if laid.matched < min(SAME, len(self.quotation.words)):
            return False
        return laid.density >= DENSE or (laid.likeness >= WHOLE and laid.matched >= MANY)

    def _covering(self, citation: Citation, start: int, end: int) -> list[Any]:
        """The statements of one speaker that hold most of a stretch of a report's text, if there are some."""
        inside = [row for row in self.said[citation.version] if row.first < end and row.last > start]
        held: Counter[_Speaker] = Counter()
        for row in inside:
            held[self._speaker(row)] += min(row.last, end) - max(row.first, start)
        for best, covered in held.most_common(1):
            if covered >= COVERED * (end - start):
                return [row for row in inside if self._speaker(row) == best]
        return []

    def _telling(
        self, citation: Citation, laid: Alignment, rows: Sequence[Any], span: tuple[int, int]
    ) -> Telling:
        words = laid.other.written
        speaker = self._speaker(rows[0]) if rows else _Speaker("", None, None)
        form, act, local = (rows[0].form, rows[0].act, rows[0].local) if rows else (None, None, None)
        context = " … ".join(row.text for row in rows) or words
        return Telling(
            citation, *speaker, form, act, local, *span, context, words, laid.likeness, laid.segments(), _is_faithful(laid)
        )  # fmt: skip

    def _speaker(self, row: Any) -> _Speaker:
        root = self.roots.get(row.entity_id)
        return _Speaker(root.name, root.kind, root.id) if root else _Speaker(row.speaker, row.kind, None)


def _beginnings(quotation: Wording) -> frozenset[str]:
    """The letters with which a quotation's words begin: few texts that tell it lack many of them."""
    told = [word for word in quotation.words if word.telling] or quotation.words
    return frozenset(squeeze(quotation.text[word.start : word.end])[:BEGINNING] for word in told)


def _lines(told: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, each with the offset at which it begins."""
    start = 0
    for line in told.splitlines(keepends=True):
        yield start, line
        start += len(line)


def _is_faithful(laid: Alignment) -> bool:
    """Whether two wordings differ in nothing that may change what is said."""
    differing = (part for kind, *parts in laid.parts() if kind != "equal" for part in parts)
    return all(word.key in HARMLESS for part in differing for word in part.words)


def _statements(connection: Connection, versions: Iterable[int]) -> defaultdict[int, list[Any]]:
    """The statements of versions, each with the entity and the kind of its speaker."""
    wanted = text(
        "SELECT s.version_id, s.local, s.speaker, s.form, s.act, s.first, s.last, s.text, a.entity_id, a.kind"
        " FROM statements s LEFT JOIN actors a ON a.id = s.actor_id WHERE s.version_id IN :ids"
        " ORDER BY s.version_id, s.first, s.id"
    ).bindparams(bindparam("ids", expanding=True))
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(wanted, {"ids": list(versions)}):
        found[row.version_id].append(row)
    return found
