"""Traits: what can be counted of a report beside its words, in one small row for each current version.

A row repeats what the tables of facts hold: who speaks, with which acts, what happens, where, who published it and when.
Counting over thousands of reports reads these rows alone, which takes a tenth of the time. Whoever writes facts, or gives
a statement another speaker, or an actor another entity, calls `write`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from sqlalchemy import Connection, text

# The fields of a row; a `speaker` is the number of an entity, a `country` the code of one in which a place lies, a
# `place` the name of one that is no country, a `day` that of publication.
Trait = Literal["speaker", "act", "type", "place", "country", "agency", "day"]

# Versions that are written at a time.
_TOGETHER = 200
_JOINT = "\n"
_MARK = ":"

_GATHERED = """
SELECT id, 'agency', agency FROM versions WHERE id IN ({ids}) AND agency IS NOT NULL
UNION SELECT id, 'day', day FROM versions WHERE id IN ({ids}) AND day IS NOT NULL
UNION SELECT s.version_id, 'speaker', CAST(a.entity_id AS TEXT) FROM statements s JOIN actors a ON a.id = s.actor_id
 WHERE s.version_id IN ({ids}) AND a.entity_id IS NOT NULL
UNION SELECT version_id, 'act', act FROM statements WHERE version_id IN ({ids})
UNION SELECT version_id, 'type', type FROM events WHERE version_id IN ({ids})
UNION SELECT version_id, 'place', name FROM places WHERE version_id IN ({ids}) AND kind <> 'country'
UNION SELECT version_id, 'country', country FROM places WHERE version_id IN ({ids}) AND country <> ''
"""


def write(connection: Connection, versions: Iterable[int]) -> None:
    """Write the rows of versions from what the tables of facts hold of them now.

    Args:
        connection: A writing transaction.
        versions: The numbers of current versions.
    """
    wanted = sorted(set(versions))
    inserting = text("INSERT INTO traits (version_id, terms) VALUES (:version, :terms)")
    for start in range(0, len(wanted), _TOGETHER):
        ids = wanted[start : start + _TOGETHER]
        connection.execute(text(f"DELETE FROM traits WHERE version_id IN ({_listed(ids)})"))
        rows = _gathered(connection, ids)
        connection.execute(
            inserting, [{"version": one, "terms": _JOINT.join(rows.get(one, ()))} for one in ids]
        )


def write_of_actors(connection: Connection, actors: Iterable[int]) -> None:
    """Write the rows of the versions to which actors belong."""
    query = f"SELECT DISTINCT version_id FROM actors WHERE id IN ({_listed(actors)})"
    write(connection, connection.execute(text(query)).scalars().all())


def fill(connection: Connection) -> None:
    """Write the rows of all current versions."""
    write(connection, connection.execute(text("SELECT current FROM reports")).scalars().all())


def _gathered(connection: Connection, versions: Sequence[int]) -> dict[int, list[str]]:
    """The terms of each version; a line break in a name would part them, and is a space."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = connection.execute(text(_GATHERED.format(ids=_listed(versions))))
    for version, field, value in rows:
        found[version].append(f"{field}{_MARK}{value.replace(_JOINT, ' ')}")
    return found


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers) or "NULL"


def terms(rows: Sequence[str]) -> list[str]:
    """The terms of all of these rows, each as often as it stands in them."""
    return _JOINT.join(row for row in rows if row).split(_JOINT)


def taken_apart(term: str) -> tuple[str, str]:
    """The field of a term and its value; both are "" of a row without any."""
    field, _, value = term.partition(_MARK)
    return field, value
