"""Items: facts of an archive as entries of a sheet, in Persian, their texts in mended writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dabir.exports.dates import day_words, span_words, stretch_words
from dabir.exports.persian import ACTS, EVENT_TYPES, STATUSES, digits
from dabir.exports.sheet import Item, Source
from dabir.script.writing import restore_all

if TYPE_CHECKING:
    from dabir.archive.answers.company import Acquaintance
    from dabir.archive.answers.contradictions import Contradiction
    from dabir.archive.answers.deeds import Deed, Participant
    from dabir.archive.answers.dossier import Note
    from dabir.archive.answers.posts import Post
    from dabir.archive.answers.sayings import Saying
    from dabir.archive.answers.undertakings import Sequel, Undertaking
    from dabir.archive.citation import Citation
    from dabir.record import CommitmentKind

_COMMITMENTS = {"promise": "وعده", "agreement": "توافق"}
_VERDICTS = {"carried out": "انجام شد", "repeated": "تکرار شد", "denied": "تکذیب شد", "broken": "نقض شد"}
_GROUNDS = {"polarity": "یکی همان را می‌گوید که دیگری نفی می‌کند", "denial": "یکی گفتهٔ دیگری را تکذیب می‌کند"}


class Items:
    """Makes entries of facts."""

    def __init__(
        self,
        sayings: Iterable[Saying],
        deeds: Iterable[Deed],
        undertakings: Iterable[Undertaking],
        by_surname: Iterable[str] = (),
    ) -> None:
        """Mend the texts of these facts at one go, which takes less time than one by one.

        The reports `by_surname` are shown as such that give a surname alone.
        """
        self._by_surname = frozenset(by_surname)
        every = list(dict.fromkeys(_texts(sayings, deeds, undertakings)))
        self._mended = dict(zip(every, (folded.text for folded in restore_all(every)), strict=True))

    def mended(self, text: str) -> str:
        """A text in mended writing, on one line."""
        if text not in self._mended:
            self._mended[text] = restore_all([text])[0].text
        return " ".join(self._mended[text].split())

    def name(self, name: str, kind: str) -> str:
        """A person's name as it is; any other name, made of words, in mended writing."""
        return name if kind == "person" else self.mended(name)

    def note(self, note: Note) -> Item:
        """What an editor has noted, as it was written."""
        return Item("", note.text, _known(day_words(note.at)))

    def post(self, post: Post) -> Item:
        """A post, and when it was held so far as reports tell."""
        return Item(
            self.mended(post.role),
            "",
            _known(span_words(post.first, post.last), f"{digits(post.reports)} خبر"),
        )

    def saying(self, said: Saying, *, by: bool = False) -> Item:
        """A statement; with `by`, under its speaker's name."""
        act = "" if said.act == "report" else ACTS[said.act]
        head = self.mended(said.speaker) if by and said.speaker else ""
        return Item(
            head, self._content(said), _known(act, _copies(said.copies)), (self.source(said.citation),)
        )

    def _content(self, said: Saying) -> str:
        """The words said, the speaker's own in quote marks."""
        words = self.mended(said.text)
        quoted = words.startswith("«") and words.find("»") == len(words) - 1
        return f"«{words}»" if said.form == "direct" and not quoted else words

    def contradiction(self, one: Contradiction) -> Item:
        """Two statements, and why they do not go together."""
        return Item("", "", (_GROUNDS[one.ground],), items=(self.saying(one.first), self.saying(one.second)))

    def acquaintance(self, one: Acquaintance) -> Item:
        """Somebody who was met, and the meetings."""
        return Item(
            self.name(one.who.name, one.who.kind),
            "",
            (f"{digits(len(one.deeds))} رویداد",),
            items=tuple(self.deed(deed, parties=False) for deed in one.deeds),
        )

    def deed(self, deed: Deed, *, parties: bool = True) -> Item:
        """An event, with its parties or under the name of one of them."""
        kind = EVENT_TYPES.get(deed.type, deed.type)
        between = " – ".join(filter(None, map(self.names, (deed.sources, deed.targets)))) if parties else ""
        head = f"{kind}: {between}" if between else kind
        when = stretch_words(deed.day, deed.until)
        facts = _known(self.mended(deed.place or ""), when, STATUSES.get(deed.status, ""))
        texts = dict.fromkeys(self.mended(telling.text) for telling in deed.tellings)
        return Item(head, " … ".join(texts), facts, tuple(map(self.source, deed.citations)))

    def undertaking(self, one: Undertaking) -> Item:
        """A commitment: who is bound, towards whom and by when, and what followed."""
        due = f"تا {day_words(one.due)}" if one.due else ""
        return Item(
            self.bond(one.kind, one.by, one.to),
            self.mended(one.text),
            _known(due, _copies(one.copies)),
            (self.source(one.citation),),
            tuple(map(self._sequel, one.sequels)),
        )

    def bond(self, kind: CommitmentKind, by: Iterable[Participant], to: Iterable[Participant]) -> str:
        """What binds whom: «وعده: … به …», «توافق: … و …»."""
        sides = filter(None, (self.names(by), self.names(to)))
        joined = (" به " if kind == "promise" else " و ").join(sides)
        return ": ".join(filter(None, (_COMMITMENTS[kind], joined)))

    def _sequel(self, sequel: Sequel) -> Item:
        head = _VERDICTS.get(sequel.verdict, sequel.verdict)
        return Item(head, self.mended(sequel.text), (), (self.source(sequel.citation),))

    def names(self, participants: Iterable[Participant]) -> str:
        """The names of some participants in a row."""
        return " و ".join(self.name(one.name, one.kind) for one in participants)

    def source(self, citation: Citation) -> Source:
        """A report as a source."""
        alone = "تنها با نام خانوادگی" if citation.report in self._by_surname else ""
        origin = "، ".join(_known(citation.outlet or "", day_words(citation.published), alone))
        return Source(citation.report, self.mended(citation.headline), origin, citation.url)


def _texts(
    sayings: Iterable[Saying], deeds: Iterable[Deed], undertakings: Iterable[Undertaking]
) -> Iterator[str]:
    """The texts of some facts."""
    for said in sayings:
        yield from (said.text, said.speaker, said.citation.headline)
    for deed in deeds:
        yield from (one.name for one in (*deed.sources, *deed.targets))
        yield from (text for telling in deed.tellings for text in (telling.text, telling.citation.headline))
    for each in undertakings:
        yield from (one.name for one in (*each.by, *each.to))
        yield from (each.text, each.citation.headline)
        yield from (text for sequel in each.sequels for text in (sequel.text, sequel.citation.headline))


def _known(*facts: str) -> tuple[str, ...]:
    return tuple(filter(None, facts))


def _copies(count: int) -> str:
    return f"و {digits(count)} بازنشر" if count else ""
