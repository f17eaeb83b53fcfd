"""Attribution: to whom a quotation is attributed as it goes round, and whether that is who speaks in the archive."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

from dabir.archive.names.identity import last_key, name_key
from dabir.archive.names.skeletons import latin_key
from dabir.archive.people import lookup
from dabir.archive.people.roots import roots
from dabir.archive.storable import storable

# «گوینده:» as in a query: with a name in quotes, with one on a line of its own, or with one word («محمدجواد_ظریف»).
_FIELD = re.compile(
    r"(?<!\w)(?:گوینده|speaker)[ \t]*[:：]\s*(?:[\"“«](?P<quoted>[^\"”»\n]+)[\"”»]"
    r"|(?P<line>\S+(?: \S+){0,5})[ \t]*(?:\n|$)|(?P<word>\S+))",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*(?P<name>[^\s:：«»\"“”]+(?:[ \t]+[^\s:：«»\"“”]+){0,7})[ \t]*[:：]\s*(?=\S)")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quotation, and the name that it is attributed to; None where it comes without."""

    words: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody to whom words are attributed: the name, and the numbers of all entities that it may mean."""

    name: str
    entities: frozenset[int]

    def is_called(self, name: str, entity: int | None) -> bool:
        """Whether somebody of this name, and of this entity if one is known, is the same."""
        return entity in self.entities or _same(
            name_key(self.name), name_key(name), last_key(self.name), last_key(name)
        )


def attributed(connection: Connection, words: str) -> Attributed:
    """Part a quotation from the name before it: «گوینده: …», or «ظریف: …» where the archive knows the name."""
    field = _FIELD.search(words)
    if field:
        name = field["quoted"] or field["line"] or field["word"]
        rest = f"{words[: field.start()]} {words[field.end() :]}"
        return Attributed(rest.strip(), name.replace("_", " ").strip())
    label = _LABEL.match(words)
    if label and speaker(connection, label["name"]).entities:
        return Attributed(words[label.end() :].strip(), label["name"])
    return Attributed(words.strip(), None)


def speaker(connection: Connection, name: str) -> Speaker:
    """Whom a name may mean: who bears it, and people of whose names it is the end or who are known by its end alone."""
    name = storable(name)
    found = _spelled(connection, name) if _LATIN.search(name) else _written(connection, name)
    found.update(entity.id for entity in lookup.government(connection, name))
    return Speaker(name, frozenset(root.id for root in roots(connection, found).values()))


def _spelled(connection: Connection, name: str) -> set[int]:
    """The people whom a name in Latin letters may mean."""
    wanted = text("SELECT entity_id FROM spellings WHERE key = :key")
    return set(connection.execute(wanted, {"key": latin_key(name)}).scalars())


def _written(connection: Connection, name: str) -> set[int]:
    """Those whom a name in Persian letters may mean."""
    key, last = name_key(name), last_key(name)
    wanted = text(
        "SELECT n.entity_id, n.key, n.last, e.kind FROM names n JOIN entities e ON e.id = n.entity_id"
        " WHERE n.last = :last OR n.key = :key"
    )
    rows = connection.execute(wanted, {"key": key, "last": last}).all() if key else []
    return {
        row.entity_id
        for row in rows
        if row.key == key or (row.kind == "person" and _same(key, row.key, last, row.last))
    }


def _same(one: str, other: str, last: str, other_last: str) -> bool:
    """Whether two names are one, or one is the other without its beginning («ظریف», «جواد ظریف», «محمدجواد ظریف»)."""
    if not one or not other or last != other_last:
        return False
    return one.endswith(other) or other.endswith(one)
