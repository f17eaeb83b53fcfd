"""Candidates: the reports that may tell given words, by the rarest of those words; copies of one report together."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, text

from dabir.archive.citation import COLUMNS, Citation
from dabir.archive.finding import fulltext
from dabir.archive.words.analysis import STOP, search_keys

if TYPE_CHECKING:
    from dabir.archive.database import Database

# A word is counted up to so many reports; it is not looked for by itself if it stands in more.
COUNTED = 3000
# So many reports are looked at in all for the rarest words.
REACH = 6000
# Of the weight of the rare words a report must have this share.
SHARE = 0.5
# Reports that are brought in where all words are common.
RANKED = 100
_AT_ONCE = 1000
# The weight of a word that stands in `COUNTED` reports or more.
_COMMON = math.log(2)


def weights(database: Database, connection: Connection, words: str) -> dict[str, float]:
    """What the search keys of some words tell: the rarer in the archive, the more; 0 for what it does not hold.

    Words that say nothing are left out, unless there are no others.
    """
    keys = dict.fromkeys(search_keys(words))
    telling = [key for key in keys if key not in STOP] or list(keys)
    known = fulltext.holders(database, connection, telling, COUNTED)
    return {key: math.log(1 + COUNTED / len(found)) if len(found) else 0.0 for key, found in known.items()}


def candidates(
    database: Database, connection: Connection, weighed: dict[str, float], count: int
) -> list[list[Citation]]:
    """Reports that may tell some words, the likeliest first; the copies of one together, in order of publication.

    Args:
        database: The archive's.
        connection: A reading connection.
        weighed: The words' search keys and their `weights`.
        count: How many at most, copies not counted.
    """
    rare = _rare(weighed)
    if len(rare) > 1:
        scores = _holding(database, connection, {key: weighed[key] for key in rare})
    else:
        scores = _ranked(database, connection, weighed)
    best = sorted(scores, key=lambda version: (-scores[version], version))
    return _grouped(connection, best[:REACH], count)


def _rare(weighed: dict[str, float]) -> list[str]:
    """The rarest words, as many as are looked for one by one."""
    rare: list[str] = []
    reached = 0.0
    for key in sorted(
        (key for key in weighed if weighed[key] > _COMMON), key=lambda key: (-weighed[key], key)
    ):
        reached += COUNTED / math.expm1(weighed[key])
        if reached > REACH:
            break
        rare.append(key)
    return rare


def _holding(database: Database, connection: Connection, rare: dict[str, float]) -> dict[int, float]:
    """The current versions that have enough of some words, with the weight of those that they have."""
    match = fulltext.Match(server=database.server)
    wanted = text(
        f"SELECT r.current FROM versions v JOIN reports r ON r.current = v.id WHERE {match.condition('key')}"
    )
    held: defaultdict[int, float] = defaultdict(float)
    for key, weight in rare.items():
        for version in connection.execute(wanted, {"key": match.word([key])}).scalars():
            held[version] += weight
    least = SHARE * sum(rare.values())
    return {version: weight for version, weight in held.items() if weight >= least}


def _ranked(database: Database, connection: Connection, weighed: dict[str, float]) -> dict[int, float]:
    """The best of the versions that have every word that the archive knows."""
    match = fulltext.Match(server=database.server)
    known = {key: weight for key, weight in weighed.items() if weight}
    if not known:
        return {}
    expression = match.every(match.word([key]) for key in known)
    return dict(fulltext.ranked(database, connection, expression, known, RANKED))


def _grouped(connection: Connection, versions: Sequence[int], count: int) -> list[list[Citation]]:
    """Versions, the likeliest first, as reports; those that are copies of one stand together."""
    groups: dict[int, list[Citation]] = {}
    for start in range(0, len(versions), _AT_ONCE):
        for citation in _cited(connection, versions[start : start + _AT_ONCE]):
            groups.setdefault(citation.original, []).append(citation)
    best = list(groups.values())[:count]
    return [sorted(group, key=lambda citation: citation.order) for group in best]


def _cited(connection: Connection, versions: Sequence[int]) -> Iterator[Citation]:
    """The citations of versions, in the same order."""
    wanted = text(
        f"SELECT {COLUMNS} FROM versions v JOIN reports r ON r.id = v.report_id WHERE v.id IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    cited = {row.version: Citation.of(row) for row in connection.execute(wanted, {"ids": list(versions)})}
    return (cited[version] for version in versions)
