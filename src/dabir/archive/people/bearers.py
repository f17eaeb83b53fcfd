"""Bearers: whom a name means in an archive, the most named first, and what names are near one that nobody bears.

`lookup` asks for a name word for word; here a surname stands for everybody who bears it, as it does in news.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

from sqlalchemy import Connection, text

from dabir.archive.names.identity import last_key, name_key
from dabir.archive.names.skeletons import latin_key
from dabir.archive.people.lookup import Entity, described, government
from dabir.archive.refusal import ArchiveError

# So many bearers of one name are told apart at most, and so many near names are given.
MOST, NEAR = 10, 5
# Names that are compared with a misspelt one, and how like it (difflib's ratio) a near one is.
_COMPARED, _LIKE = 2000, 0.7
_LATIN = re.compile("[A-Za-z]")


class _Keys(NamedTuple):
    """The keys of a name, as a whole and of its last word; `latin` where it is looked up among spellings."""

    key: str
    last: str
    latin: bool


def _ways(name: str) -> list[_Keys]:
    """How a name is looked up: as it is written and, with Latin letters, as the spelling of a Persian one."""
    latin = latin_key(name) if _LATIN.search(name) else ""
    ways = (_Keys(name_key(name), last_key(name), latin=False), _Keys(latin, latin, latin=True))
    return [keys for keys in ways if keys.key]


def bearers(connection: Connection, name: str) -> list[Entity]:
    """The entities that a name may mean, the most named first.

    They bear the name itself or are people of this surname; else a capital stands for its government, and the last word
    of an institution's name for the institution.
    """
    ways = _ways(_storable(name))
    for keys in ways:
        found = _named(connection, keys, "AND e.kind = 'person'")
        if found:
            return found
    last = (found for keys in ways if (found := _named(connection, keys)))
    return government(connection, name) or next(last, [])


def bearer(connection: Connection, name: str) -> tuple[Entity, tuple[Entity, ...]]:
    """The entity that a name means: the most named of its bearers; and the others.

    Raises:
        ArchiveError: Nobody bears it; the sentence tells names that are near.
    """
    found = bearers(connection, name)
    if not found:
        near = "», «".join(near_names(connection, name))
        remedy = f"is one of these meant: «{near}»?" if near else "write a name as the reports have it."
        raise ArchiveError(f"the archive names nobody «{_storable(name)}»: {remedy}")
    return found[0], tuple(found[1:])


def _named(connection: Connection, keys: _Keys, surnames_of: str = "") -> list[Entity]:
    """The entities of a name, and those whose names end in it."""
    ending = (
        "SELECT entity_id FROM names WHERE key = :key UNION"
        " SELECT n.entity_id FROM names n JOIN entities e ON e.id = n.entity_id"
        f" WHERE n.last = :last AND n.key LIKE :tail ESCAPE '!' {surnames_of}"
    )
    found = text(
        "SELECT a.entity_id FROM actors a"
        f" WHERE a.entity_id IN ({'SELECT entity_id FROM spellings WHERE key = :key' if keys.latin else ending})"
        " GROUP BY a.entity_id ORDER BY count(DISTINCT a.version_id) DESC, a.entity_id LIMIT :most"
    )
    values: dict[str, object] = {"key": keys.key, "most": MOST}
    if not keys.latin:
        values |= {"last": keys.last, "tail": f"%{literal(keys.key)}"}
    return described(connection, list(connection.execute(found, values).scalars()))


def near_names(connection: Connection, name: str) -> list[str]:
    """Names of the archive that are written much like one, the nearest first."""
    ways = _ways(_storable(name))
    if not ways:
        return []
    keys = ways[-1]
    columns = ("s.key",) if keys.latin else ("n.key", "n.last")
    alike = " OR ".join(f"{column} LIKE :{end} ESCAPE '!'" for column in columns for end in ("head", "tail"))
    source = "names n JOIN spellings s ON s.entity_id = n.entity_id" if keys.latin else "names n"
    rows = connection.execute(
        text(
            f"SELECT n.name, {', '.join(columns)} FROM {source} WHERE {alike}"
            " ORDER BY n.name, n.entity_id LIMIT :most"
        ),
        {"head": f"{literal(keys.key[:2])}%", "tail": f"%{literal(keys.key[-3:])}", "most": _COMPARED},
    )
    written: dict[str, list[str]] = {}
    for shown, *forms in rows:
        for form in forms:
            written.setdefault(form, []).append(shown)
    near = get_close_matches(keys.key, written, n=NEAR, cutoff=_LIKE)
    return list(dict.fromkeys(shown for form in near for shown in written[form]))[:NEAR]


def literal(key: str) -> str:
    """A key inside a pattern of LIKE, where it stands for itself."""
    return re.sub("[!%_]", r"!\g<0>", key)


def _storable(name: str) -> str:
    """A name as databases can be asked for it: without zeros and halves of characters."""
    return name.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
