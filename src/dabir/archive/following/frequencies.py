"""Frequencies: in how many reports words stand, and how much each counts therefore."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from dabir.archive.finding.fulltext import Match
from dabir.archive.following.verdicts import COUNTED, weight

if TYPE_CHECKING:
    from dabir.archive.database import Database

# All words in one question: what the database must do for each is less than asking takes.
_FILE = (
    "SELECT k.value, (SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH k.value LIMIT :most))"
    " FROM json_each(:keys) k"
)
_SERVER = (
    "SELECT k.value, (SELECT count(*) FROM (SELECT 1 FROM words WHERE terms @@ CAST(k.value AS tsquery) LIMIT :most) f)"
    " FROM json_array_elements_text(CAST(:keys AS json)) AS k (value)"
)
# What a server has put aside of new words it would go through for every question, until it tidies up in its own time.
_TIDY = (
    "SELECT gin_clean_pending_list(oid) FROM pg_class"
    " WHERE oid = to_regclass('words_terms') AND pg_has_role(relowner, 'USAGE')"
)


class Frequencies:
    """How often words stand in an archive; what was asked once is remembered.

    Attributes:
        counts: In how many versions each search key stands that was learnt, counted up to `COUNTED`.
        weights: How much each of them counts.
    """

    def __init__(self, database: Database) -> None:
        """Know nothing yet of this database."""
        self._tidy = database.server
        self._query = text(_SERVER if database.server else _FILE)
        self._match = Match(server=database.server)
        self.counts: dict[str, int] = {}
        self.weights: dict[str, float] = {}

    def learn(self, connection: Connection, keys: Iterable[str]) -> None:
        """Count these search keys, but for those that are known."""
        asked = {self._match.word([key]): key for key in sorted(set(keys) - self.counts.keys())}
        if not asked:
            return
        if self._tidy:
            connection.execute(text(_TIDY))
            self._tidy = False
        rows = connection.execute(self._query, {"keys": json.dumps(list(asked)), "most": COUNTED})
        for expression, count in rows:
            self.counts[asked[expression]] = count
            self.weights[asked[expression]] = weight(count)
