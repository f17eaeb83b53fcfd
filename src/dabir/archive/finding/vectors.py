"""Vectors: what the pieces of every version mean, kept small and searched whole.

The embedder's vectors (384 numbers, length 1) lie close together: only their distance from the centre of all of them
tells texts apart. It is kept, set to length 1, as 8-bit numbers with one scale, and beside it as 384 signs. A search
compares the signs of all pieces with those of the question (Hamming distance) and then the best few hundred exactly.
That needs no extension of SQLite, which many builds of Python cannot load, nor of PostgreSQL, is exact enough
(docs/archive.md has the figures), adds no index that has to be kept in order, and is the same on both. Signs lie in
the database in blocks, which a process reads once and remembers: 48 bytes and a number for each piece.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dabir.archive.database import Database

WIDTH = 384
# 64 signs are compared at once.
_WORDS = WIDTH // 64
# Pieces of a block of signs.
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


class _Signs(NamedTuple):
    """The signs of pieces in columns of 64 (6 x n), and whose they are (n)."""

    owners: NDArray[np.int64]
    columns: NDArray[np.uint64]


def create(connection: Connection) -> None:
    """Make the tables."""
    _create_vectors(connection)
    _create_signs(connection)


def _create_vectors(connection: Connection) -> None:
    lite = connection.dialect.name == "sqlite"
    number, data = ("INTEGER", "BLOB") if lite else ("BIGINT", "BYTEA")
    connection.execute(
        text(
            f"CREATE TABLE vectors (version_id {number} NOT NULL REFERENCES versions (id) ON DELETE CASCADE,"
            f" piece INTEGER NOT NULL, vector {data} NOT NULL, PRIMARY KEY (version_id, piece))"
            + (" WITHOUT ROWID" if lite else "")
        )
    )


def _create_signs(connection: Connection) -> None:
    data = "BLOB" if connection.dialect.name == "sqlite" else "BYTEA"
    connection.execute(
        text(f"CREATE TABLE signs (block INTEGER PRIMARY KEY, owners {data} NOT NULL, bits {data} NOT NULL)")
    )


def into_blocks(connection: Connection) -> None:
    """Make blocks of the signs that an older archive on PostgreSQL has one a row."""
    if "block" in {column["name"] for column in inspect(connection).get_columns("signs")}:
        return
    connection.execute(text("DROP TABLE signs"))
    _create_signs(connection)
    newest = int(connection.execute(text("SELECT coalesce(max(version_id), 0) FROM vectors")).scalar_one())
    for start in range(0, newest + 1, BLOCK):
        rows = _rows(connection, range(start, start + BLOCK))
        if rows:
            owners = np.array([row[0] for row in rows], dtype=np.int64)
            _append(connection, owners, signs(unpacked([row[1] for row in rows])))


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
    cursor = connection.connection.cursor()
    rows = [(piece.version, piece.piece, packed(piece.vector)) for piece in pieces]
    if database.server:
        with cursor.copy("COPY vectors (version_id, piece, vector) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        cursor.executemany("INSERT INTO vectors (version_id, piece, vector) VALUES (?, ?, ?)", rows)
    owners = np.array([piece.version for piece in pieces], dtype=np.int64)
    _append(connection, owners, signs(np.stack([piece.vector for piece in pieces])))


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
            text(
                "INSERT INTO signs (block, owners, bits) VALUES (:block, :owners, :bits)"
                " ON CONFLICT (block) DO UPDATE SET owners = excluded.owners, bits = excluded.bits"
            ),
            {"block": block, "owners": owners[part].tobytes(), "bits": bits[part].tobytes()},
        )
        block += 1


class Vectors:
    """The search among all vectors of an archive; the signs that it has loaded are remembered."""

    def __init__(self) -> None:
        """Nothing is loaded before the first search."""
        self._full = 0  # blocks that are remembered
        self._signs = _Signs(np.zeros(0, np.int64), np.zeros((_WORDS, 0), np.uint64))
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
        owners = sorted(set(among)) if among is not None else self._by_signs(connection, question)
        return _exactly(connection, question, owners)[:count]

    def of(self, connection: Connection, versions: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors of the beginnings of versions."""
        rows = _rows(connection, versions, first=True)
        matrix = unpacked([row[1] for row in rows]) if rows else np.zeros((0, WIDTH), np.float32)
        return {row[0]: vector for row, vector in zip(rows, matrix, strict=True)}

    def _by_signs(self, connection: Connection, question: NDArray[np.float32]) -> list[int]:
        """The versions of the pieces whose signs are nearest."""
        known = self._loaded(connection)
        asked = signs(question[None, :]).view(np.uint64)[0]
        distances = np.concatenate([_distances(each.columns, asked) for each in known])
        owners = np.concatenate([each.owners for each in known])
        if len(owners) > NEAREST:
            owners = owners[np.argpartition(distances, NEAREST)[:NEAREST]]
        return list(dict.fromkeys(owners.tolist()))

    def _loaded(self, connection: Connection) -> list[_Signs]:
        """The signs of all pieces; full blocks never change, so only those behind them are read again."""
        with self._lock:
            rows = connection.execute(
                text("SELECT owners, bits FROM signs WHERE block >= :full ORDER BY block"),
                {"full": self._full},
            ).all()
            behind = [_unpacked_block(row.owners, row.bits) for row in rows]
            full = [each for each in behind if len(each.owners) == BLOCK]
            if full:
                self._full += len(full)
                self._signs = _joined([self._signs, *full])
            return [self._signs, *behind[len(full) :]]


def _unpacked_block(owners: bytes, bits: bytes) -> _Signs:
    return _Signs(
        np.frombuffer(owners, np.int64),
        np.ascontiguousarray(np.frombuffer(bits, np.uint64).reshape(-1, _WORDS).T),
    )


def _joined(parts: Sequence[_Signs]) -> _Signs:
    return _Signs(
        np.concatenate([each.owners for each in parts]),
        np.concatenate([each.columns for each in parts], axis=1),
    )


def _distances(columns: NDArray[np.uint64], asked: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """In how many signs each piece differs from what is asked."""
    distances = np.zeros(columns.shape[1], dtype=np.uint16)
    for column, word in zip(columns, asked, strict=True):
        distances += np.bitwise_count(column ^ word)
    return distances


def _exactly(connection: Connection, question: NDArray[np.float32], versions: Sequence[int]) -> list[Near]:
    """How near versions are by their vectors as they are kept, the nearest first."""
    rows = _rows(connection, versions)
    if not rows:
        return []
    first: dict[int, float] = {}
    best: dict[int, float] = {}
    cosines = unpacked([row[1] for row in rows]) @ question
    for (version, _), cosine in zip(rows, cosines.tolist(), strict=True):
        first.setdefault(version, cosine)
        best[version] = max(best.get(version, -1.0), cosine)
    near = [Near(version, BEGINNING * first[version] + (1 - BEGINNING) * best[version]) for version in best]
    return sorted(near, key=lambda one: (-one.cosine, one.version))


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
