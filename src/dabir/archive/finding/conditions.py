"""Conditions: a parsed query as SQL over the versions and reports of an archive, and as an expression of its full text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from dabir.archive.finding.fulltext import Match
from dabir.archive.finding.query import And, Between, Everything, Field, Node, Not, Or, Phrase, Word
from dabir.archive.names.identity import name_key
from dabir.archive.people.lookup import find, government
from dabir.archive.storable import storable
from dabir.facts.lexicon import countries
from dabir.script.letters import fold, squeeze
from dabir.sources.agencies import outlet_of_name

NOTHING = "1 = 0"
# Letters of a desk as they are compared: it is kept as its outlet writes it.
_DESK = "lower(replace(replace(replace(v.desk, 'ي', 'ی'), 'ك', 'ک'), '\u200c', ' '))"


@dataclass(slots=True)
class Compiled:
    """A query for one database.

    `expression` is the part that full text can match by itself ("" for none), `condition` the rest, on a version `v`
    and its report `r` («1 = 1» for none), `values` what the condition binds.
    """

    expression: str
    condition: str
    values: dict[str, object]


class Compiler:
    """Compiles queries for one database; names are looked up in it."""

    def __init__(self, connection: Connection, *, server: bool) -> None:
        """Compile for this connection's database."""
        self.connection, self.match = connection, Match(server=server)
        self.server = server
        self.values: dict[str, object] = {}

    def compiled(self, node: Node) -> Compiled:
        """The query's full text and its other conditions, which must both hold."""
        parts = node.parts if isinstance(node, And) else (node,)
        texts = [expression for part in parts if (expression := self._text(part))]
        others = [self.condition(part) for part in parts if not self._text(part) and part != Everything()]
        return Compiled(
            self.match.every(texts) if texts else "", " AND ".join(others) or "1 = 1", self.values
        )

    def _text(self, node: Node) -> str:
        """A query that full text can match by itself, as its expression; "" for another."""
        if isinstance(node, Word):
            return self.match.word(node.keys, prefix=node.prefix)
        if isinstance(node, Phrase):
            return self.match.word(node.keys)
        if isinstance(node, And | Or):
            inner = [self._text(part) for part in node.parts]
            if all(inner):
                return self.match.every(inner) if isinstance(node, And) else self.match.any(inner)
        return ""

    def condition(self, node: Node) -> str:
        """Any query as a condition on a version and its report."""
        expression = self._text(node)
        if expression:
            return self.match.condition(self._bound(expression))
        if isinstance(node, And | Or):
            joined = " AND " if isinstance(node, And) else " OR "
            return f"({joined.join(self.condition(part) for part in node.parts)})"
        if isinstance(node, Not):
            return f"({self.condition(node.part)}) IS NOT TRUE"  # what is not known is not so
        if isinstance(node, Between):
            return self._between(node)
        if isinstance(node, Field):
            return _FIELDS[node.name](self, replace(node, value=storable(node.value)))
        return "1 = 1"

    def _bound(self, value: object) -> str:
        """The name under which a value is bound."""
        name = f"q{len(self.values)}"
        self.values[name] = value
        return name

    def _between(self, node: Between) -> str:
        ends = [(">=", node.first), ("<=", node.last)]
        told = [f"v.day {sign} :{self._bound(day.isoformat())}" for sign, day in ends if day is not None]
        return f"({' AND '.join(told)})" if told else "1 = 1"

    def entities(self, name: str) -> str:
        """The ids of the entities of a name as a list for SQL's IN, or nothing."""
        found = government(self.connection, name) or find(self.connection, name)
        return ", ".join(str(member) for entity in found for member in entity.members)

    def speaker(self, node: Field) -> str:
        """Reports in which somebody of this name says something."""
        ids = self.entities(node.value)
        if not ids:
            return NOTHING
        return (
            "v.id IN (SELECT s.version_id FROM statements s JOIN actors a ON a.id = s.actor_id"
            f" WHERE a.entity_id IN ({ids}))"
        )

    def about(self, node: Field) -> str:
        """Reports that name somebody, an institution or a place."""
        ids = self.entities(node.value)
        named = f"SELECT version_id FROM actors WHERE entity_id IN ({ids}) UNION ALL " if ids else ""
        return f"v.id IN ({named}{self._places(node)})"

    def place(self, node: Field) -> str:
        """Reports that speak of a place; a country's towns are in it."""
        return f"v.id IN ({self._places(node)})"

    def _places(self, node: Field) -> str:
        country = countries().get(squeeze(node.value))
        named = f"key = :{self._bound(name_key(node.value))}"
        if country is not None and country.kind == "name":
            named = f"({named} OR country = :{self._bound(country.code)})"
        return f"SELECT version_id FROM places WHERE {named}"

    def agency(self, node: Field) -> str:
        """Reports of an outlet, by any of its names."""
        outlet = outlet_of_name(node.value)
        return f"v.agency = :{self._bound(outlet.short if outlet else node.value)}"

    def desk(self, node: Field) -> str:
        """Reports of a desk, by a part of its name."""
        asked = fold(node.value).text.replace("\u200c", " ").lower()
        for sign in "!%_":
            asked = asked.replace(sign, f"!{sign}")
        return f"{_DESK} LIKE :{self._bound(f'%{asked}%')} ESCAPE '!'"

    def kind(self, node: Field) -> str:
        """Reports that tell of an event of a type."""
        return f"v.id IN (SELECT version_id FROM events WHERE type = :{self._bound(node.value)})"

    def act(self, node: Field) -> str:
        """Reports in which something is said with this act."""
        return f"v.id IN (SELECT version_id FROM statements WHERE act = :{self._bound(node.value)})"


_FIELDS = {
    "speaker": Compiler.speaker,
    "about": Compiler.about,
    "place": Compiler.place,
    "agency": Compiler.agency,
    "desk": Compiler.desk,
    "type": Compiler.kind,
    "act": Compiler.act,
}
