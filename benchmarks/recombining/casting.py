"""Casting: who in a new report is whom of its sources.

Somebody who is named in the pieces taken is a person of the new report. Who is there by a post alone becomes a party of
that post, as the reader has it; and who is there as «وی» alone, or by the words said, is taken for the first person named of
the same source, else of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dabir.record import Mention, MentionKind, Party, Person, Span
from recombining.pieces import NameSlot, Source
from recombining.plans import Key, Plan


@dataclass(slots=True, eq=False)
class Actor:
    """A person or a party of the new report while it is being written.

    `model` is that of the source; `whole` says of a person whether the name is given and family name.
    """

    model: Person | Party
    name: str
    whole: bool = False
    mentions: list[Mention] = field(default_factory=list)
    id: str = ""


class Cast:
    """The people and the parties of a new report."""

    def __init__(self, plan: Plan) -> None:
        """Give every part of the plan's pieces to somebody."""
        self._plan = plan
        self._people: dict[Key, Actor] = {}
        self._parties: dict[Key, Actor] = {}
        self._called: dict[tuple[str, str], Actor] = {}
        self._shortened = self._name_people()
        self._first: dict[int, Actor] = {}
        for (number, _), actor in self._people.items():
            self._first.setdefault(number, actor)
        for source, piece, _ in plan.pieces:
            for who, _, kind in piece.facts.mentions:
                if (source.number, who) not in self._people:
                    self._add_party(source, who, kind)

    def _name_people(self) -> set[Key]:
        """Take up who is named; those whose name the sources know in full and the pieces do not tell so are given back."""
        forms: dict[Key, set[str]] = {}
        for source, piece, _ in self._plan.pieces:
            for slot in piece.names:
                key = source.number, slot.who
                forms.setdefault(key, set()).add(slot.form)
                if key not in self._people:
                    model, human = source.people[slot.who], self._plan.people[key]
                    whole = " " in model.name
                    self._people[key] = Actor(model, human.full if whole else human.family, whole)
        return {key for key, told in forms.items() if self._people[key].whole and "full" not in told}

    def _add_party(self, source: Source, who: str, kind: MentionKind) -> None:
        key = source.number, who
        party = source.parties.get(who)
        if party is not None:
            self._parties[key] = self._called.setdefault((party.kind, party.name), Actor(party, party.name))
        elif kind == "post":
            self._parties.setdefault(key, Actor(source.people[who], ""))

    def actor(self, source: Source, who: str | None) -> Actor | None:
        """Who in the report somebody of a source is; None where nobody is."""
        if who is None:
            return None
        key = source.number, who
        known = self._people.get(key) or self._parties.get(key)
        if known or who not in source.people:
            return known
        return self._first.get(source.number) or next(iter(self._people.values()), None)

    def name(self, source: Source, slot: NameSlot) -> str:
        """The name for a slot; a person is named in full once at least."""
        key = source.number, slot.who
        human = self._plan.people[key]
        if key in self._shortened:
            self._shortened.discard(key)
            return human.full
        return {"full": human.full, "family": human.family, "given": human.given}[slot.form]

    def mention(self, actor: Actor, span: Span, kind: MentionKind) -> None:
        """Add a mention of somebody; what is a name and what is only a part of one shows in the words."""
        if kind in ("name", "short") and isinstance(actor.model, Person):
            kind = "name" if actor.whole and span.text == actor.name else "short"
        actor.mentions.append(Mention(span.start, span.end, span.text, kind))

    def people(self) -> Iterator[Person]:
        """The people of the record in the order of the text, numbered; to be asked for when all is written."""
        for actor in _numbered(self._people.values(), "p"):
            yield _person(actor)

    def parties(self) -> Iterator[Party]:
        """The same of the parties; somebody known by a post is called by the first words for it."""
        for actor in _numbered(self._parties.values(), "o"):
            actor.name = actor.name or actor.mentions[0].text
            yield _party(actor)


# Not by `dataclasses.replace`, which takes four times as long: there are many of them.


def _person(actor: Actor) -> Person:
    old = actor.model
    assert isinstance(old, Person)
    return Person(
        actor.id,
        actor.name,
        old.role,
        old.country,
        tuple(actor.mentions),
        old.sectors,
        old.post,
        old.institution,
    )


def _party(actor: Actor) -> Party:
    old = actor.model
    kind = old.kind if isinstance(old, Party) else "post"
    return Party(
        actor.id,
        kind,
        actor.name,
        old.country,
        tuple(actor.mentions),
        old.sectors,
        old.post,
        old.institution,
    )


def _numbered(actors: Iterable[Actor], letter: str) -> Iterator[Actor]:
    """Everybody once, mentions in the order of the text, with the ids of a record."""
    found = {id(actor): actor for actor in actors}.values()
    for actor in found:
        actor.mentions.sort(key=lambda mention: (mention.start, mention.end))
    for number, actor in enumerate(sorted(found, key=lambda actor: actor.mentions[0].start), 1):
        actor.id = f"{letter}{number}"
        yield actor
