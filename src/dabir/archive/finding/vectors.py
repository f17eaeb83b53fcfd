"""Vectors: what the pieces of every version mean, kept small and searched whole.

The embedder's vectors (384 numbers, length 1) lie close together: only their distance from the centre of all of them
tells texts apart. It is kept, set to length 1, as 8-bit numbers with one scale, and beside it as 384 signs. A search
compares the signs of all pieces with those of the question (Hamming distance) and then the best few hundred exactly.
That needs no extension of SQLite, which many builds of Python cannot load, is exact enough (docs/archive.md has the
figures), adds no index that has to be kept in order, and is the same on PostgreSQL, where pgvector compares the
signs.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sqlalchemy import Connection, text

from dabir.archive.refusal import ArchiveError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dabir.archive.database import Database

WIDTH = 384
# Pieces of a block of signs in SQLite.
BLOCK = 1024
# How many of the nearest by signs are compared exactly.
NEAREST = 400
# What the cosine of a version's beginning counts, beside that of its nearest piece.
BEGINNING = 0.4
# How much of the centre from which a question is seen is that of questions in its language; the rest is that of reports.
OF_QUESTIONS = {"english": 0.5, "persian": 0.3}
_SCALE = np.float32(127)


class Piece(NamedTuple):
    """The centred vector of one piece of a version's text; `piece` 0 is its beginning."""

    version: int
    piece: int
    vector: NDArray[np.float32]


class Near(NamedTuple):
    """A version, and how near it is: the cosines of its beginning and of its nearest piece together, -1 to 1."""

    version: int
    cosine: float


def create(connection: Connection) -> None:
    """Make the tables.

    Raises:
        ArchiveError: The PostgreSQL server has no pgvector.
    """
    if connection.dialect.name == "sqlite":
        statements = [
            "CREATE TABLE vectors (version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,"
            " piece INTEGER NOT NULL,"
            " vector BLOB NOT NULL, PRIMARY KEY (version_id, piece)) WITHOUT ROWID",
            "CREATE TABLE signs (block INTEGER PRIMARY KEY, owners BLOB NOT NULL, bits BLOB NOT NULL)",
        ]
    else:
        _require_pgvector(connection)
        statements = [
            "CREATE TABLE vectors (version_id BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,"
            " piece INTEGER NOT NULL,"
            " vector BYTEA NOT NULL, PRIMARY KEY (version_id, piece))",
            "CREATE TABLE signs (version_id BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,"
            " piece INTEGER NOT NULL,"
            f" bits BIT({WIDTH}) NOT NULL)",
        ]
    for statement in statements:
        connection.execute(text(statement))


def _require_pgvector(connection: Connection) -> None:
    known = connection.execute(text("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")).scalar()
    if not known:
        raise ArchiveError(
            "the PostgreSQL server has no pgvector: install it there (postgresql-NN-pgvector)."
        )
    connection.execute(text("CREATE EXTENSION IF NOT EXISTS vector"))


def packed(vector: NDArray[np.float32]) -> bytes:
    """A vector in 388 bytes: its scale, and 384 signed 8-bit numbers."""
    scale = np.float32(np.abs(vector).max() or 1) / _SCALE
    return bytes(np.float32(scale).tobytes() + np.rint(vector / scale).astype(np.int8).tobytes())


def unpacked(rows: Sequence[bytes]) -> NDArray[np.float32]:
    """Packed vectors as a matrix, one a row."""
    whole = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), WIDTH + 4)
    scales = np.ascontiguousarray(whole[:, :4]).view(np.float32)
    return whole[:, 4:].view(np.int8).astype(np.float32) * scales


def centred(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The embedder's vectors (n x 384) as they are kept and compared: seen from the centre, of length 1."""
    away = vectors - _centre()
    away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
    return away


def signs(vectors: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The signs of centred vectors (n x 384), 48 bytes a row."""
    return np.packbits(vectors > 0, axis=1)


def seen_from_centre(vector: NDArray[np.float32], question: str) -> NDArray[np.float32]:
    """The embedder's vector of a question, as it is compared: questions of each language have a centre of their own."""
    language = "english" if question.isascii() else "persian"
    share = np.float32(OF_QUESTIONS[language])
    away = vector - (1 - share) * _centre() - share * _centres()[language]
    return np.asarray(away / max(float(np.linalg.norm(away)), 1e-9), dtype=np.float32)


def _centre() -> NDArray[np.float32]:
    return _centres()["centre"]


@cache
def _centres() -> dict[str, NDArray[np.float32]]:
    """The mean vectors of many reports, and of many questions in each language (`training/centres.py` made them)."""
    data = files("dabir.archive").joinpath("data/centres.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as loaded:
        return {name: loaded[name].astype(np.float32) for name in loaded.files}


def insert(database: Database, connection: Connection, pieces: Sequence[Piece]) -> None:
    """Keep the vectors of new versions."""
    if not pieces:
        return
    found = signs(np.stack([piece.vector for piece in pieces]))
    cursor = connection.connection.cursor()
    if database.server:
        with cursor.copy("COPY vectors (version_id, piece, vector) FROM STDIN") as copy:
            for piece in pieces:
                copy.write_row((piece.version, piece.piece, packed(piece.vector)))
        with cursor.copy("COPY signs (version_id, piece, bits) FROM STDIN") as copy:
            for piece, row in zip(pieces, found, strict=True):
                copy.write_row((piece.version, piece.piece, _bit_string(row)))
    else:
        rows = [(piece.version, piece.piece, packed(piece.vector)) for piece in pieces]
        cursor.executemany("INSERT INTO vectors (version_id, piece, vector) VALUES (?, ?, ?)", rows)
        _append(connection, np.array([piece.version for piece in pieces], dtype=np.int64), found)


def _bit_string(row: NDArray[np.uint8]) -> str:
    return "".join(f"{byte:08b}" for byte in row.tolist())


def _append(connection: Connection, owners: NDArray[np.int64], bits: NDArray[np.uint8]) -> None:
    """Fill the last block of signs, and begin new ones."""
    last = connection.execute(
        text("SELECT block, owners, bits FROM signs ORDER BY block DESC LIMIT 1")
    ).first()
    block = last.block if last else 0
    if last:
        owners = np.concatenate([np.frombuffer(last.owners, dtype=np.int64), owners])
        bits = np.concatenate([np.frombuffer(last.bits, dtype=np.uint8).reshape(-1, WIDTH // 8), bits])
    for start in range(0, len(owners), BLOCK):
        part = slice(start, start + BLOCK)
        connection.execute(
            text("INSERT OR REPLACE INTO signs (block, owners, bits) VALUES (:block, :owners, :bits)"),
            {"block": block, "owners": owners[part].tobytes(), "bits": bits[part].tobytes()},
        )
        block += 1


class Vectors:
    """The search among all vectors of an archive; what it has loaded of SQLite's signs is kept."""

    def __init__(self, database: Database) -> None:
        """Search this database."""
        self.database = database
        self._full = 0  # blocks that are remembered
        self._owners = np.zeros(0, dtype=np.int64)
        self._bits = np.zeros((0, WIDTH // 64), dtype=np.uint64)
        self._lock = threading.Lock()

    def nearest(
        self,
        connection: Connection,
        question: NDArray[np.float32],
        count: int,
        among: Iterable[int] | None = None,
    ) -> list[Near]:
        """The versions nearest to a question, the nearest first.

        Args:
            connection: Where to look.
            question: The question's vector (384), centred.
            count: How many versions at most.
            among: Only these versions; without it, all.
        """
        if among is not None:
            owners = sorted(set(among))
        elif self.database.server:
            owners = self._by_server(connection, question)
        else:
            owners = self._by_blocks(connection, question)
        return self._exactly(connection, question, owners)[:count]

    def of(self, connection: Connection, versions: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors of the beginnings of versions."""
        rows = _rows(connection, versions, first=True)
        matrix = unpacked([row[1] for row in rows]) if rows else np.zeros((0, WIDTH), np.float32)
        return {row[0]: vector for row, vector in zip(rows, matrix, strict=True)}

    def _exactly(
        self, connection: Connection, question: NDArray[np.float32], versions: Sequence[int]
    ) -> list[Near]:
        rows = _rows(connection, versions)
        if not rows:
            return []
        first: dict[int, float] = {}
        best: dict[int, float] = {}
        for (version, _), cosine in zip(rows, unpacked([row[1] for row in rows]) @ question, strict=True):
            first.setdefault(version, float(cosine))
            best[version] = max(best.get(version, -1.0), float(cosine))
        near = [
            Near(version, BEGINNING * first[version] + (1 - BEGINNING) * best[version]) for version in best
        ]
        return sorted(near, key=lambda one: (-one.cosine, one.version))

    def _by_server(self, connection: Connection, question: NDArray[np.float32]) -> list[int]:
        bits = _bit_string(signs(question[None, :])[0])
        found = connection.execute(
            text(
                f"SELECT version_id FROM signs ORDER BY bits <~> CAST(:bits AS BIT({WIDTH})) LIMIT {NEAREST}"
            ),
            {"bits": bits},
        )
        return list(dict.fromkeys(found.scalars()))

    def _by_blocks(self, connection: Connection, question: NDArray[np.float32]) -> list[int]:
        owners, bits = self._loaded(connection)
        if not len(owners):
            return []
        asked = signs(question[None, :]).view(np.uint64)
        distances = np.bitwise_count(bits ^ asked).sum(axis=1, dtype=np.uint16)
        if len(owners) > NEAREST:
            owners = owners[np.argpartition(distances, NEAREST)[:NEAREST]]
        return list(dict.fromkeys(owners.tolist()))

    def _loaded(self, connection: Connection) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """The signs of all pieces and whose they are; full blocks never change, so only those behind are read again."""
        with self._lock:
            rows = connection.execute(
                text("SELECT owners, bits FROM signs WHERE block >= :full ORDER BY block"),
                {"full": self._full},
            ).all()
            owners = [self._owners, *(np.frombuffer(row.owners, dtype=np.int64) for row in rows)]
            bits = [
                self._bits,
                *(np.frombuffer(row.bits, np.uint64).reshape(-1, WIDTH // 64) for row in rows),
            ]
            whole = np.concatenate(owners), np.concatenate(bits)
            self._full += sum(len(each) == BLOCK for each in owners[1:])
            self._owners = whole[0][: self._full * BLOCK]
            self._bits = whole[1][: self._full * BLOCK]
            return whole


def _rows(connection: Connection, versions: Sequence[int], *, first: bool = False) -> list[tuple[int, bytes]]:
    """The packed vectors of versions, or of their beginnings alone."""
    wanted = ", ".join(map(str, map(int, versions))) or "NULL"
    only = " AND piece = 0" if first else ""
    # Past SQLAlchemy: rows by the hundred, and nothing in them to be converted.
    cursor = connection.connection.cursor()
    cursor.execute(
        f"SELECT version_id, vector FROM vectors WHERE version_id IN ({wanted}){only} ORDER BY version_id, piece"
    )
    return [(row[0], row[1]) for row in cursor.fetchall()]
