"""Copies: which report of the archive a new one repeats, exactly or nearly, as agencies do with each other's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from dabir.archive.alike.minhash import Signature, likeness

# From this Jaccard likeness on a text is a copy of another.
COPY = 0.7
# Up to so many keys in one question to the database.
_AT_ONCE = 2000


class Copies:
    """The texts that may be copied by a batch of new ones: those of the archive, and of the batch itself."""

    def __init__(self, connection: Connection, signatures: Sequence[Signature]) -> None:
        """Look up, at one go, the versions that share a band with one of these signatures."""
        self._owners: defaultdict[int, list[int]] = defaultdict(list)
        self._values: dict[int, bytes] = {}
        bands = sorted({band for signature in signatures for band in signature.bands})
        sharing = text("SELECT hash, version_id FROM bands WHERE hash IN :bands").bindparams(
            bindparam("bands", expanding=True)
        )
        for start in range(0, len(bands), _AT_ONCE):
            for row in connection.execute(sharing, {"bands": bands[start : start + _AT_ONCE]}):
                self._owners[row.hash].append(row.version_id)
        self._load(connection, sorted({one for owners in self._owners.values() for one in owners}))

    def _load(self, connection: Connection, versions: Sequence[int]) -> None:
        wanted = text("SELECT id, signature FROM versions WHERE id IN :ids").bindparams(
            bindparam("ids", expanding=True)
        )
        for start in range(0, len(versions), _AT_ONCE):
            for row in connection.execute(wanted, {"ids": versions[start : start + _AT_ONCE]}):
                self._values[row.id] = bytes(row.signature)

    def add(self, version: int, signature: Signature) -> None:
        """Let a version of the batch be found by those behind it."""
        self._values[version] = signature.values
        for band in signature.bands:
            self._owners[band].append(version)

    def original(self, signature: Signature) -> int | None:
        """The version that a text repeats: the likest, of several the oldest; None where it is new."""
        near = {version for band in signature.bands for version in self._owners.get(band, ())}
        ranked = sorted((-likeness(signature.values, self._values[version]), version) for version in near)
        return ranked[0][1] if ranked and -ranked[0][0] >= COPY else None
