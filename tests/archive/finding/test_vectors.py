"""Vectors: kept small, and found as if they were compared one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sqlalchemy import text

from archive.minutes import Line, minutes
from dabir.archive import Archive, migrations
from dabir.archive.finding.vectors import (
    BEGINNING,
    BLOCK,
    OF_QUESTIONS,
    WIDTH,
    Near,
    Vectors,
    _centres,
    centred,
    packed,
    seen_from_centre,
    signs,
    unpacked,
)
from dabir.archive.keeping import Entry

Matrix = NDArray[np.float32]


def unit(count: int, seed: int) -> Matrix:
    matrix = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def keep(archive: Archive, matrices: Sequence[Matrix], start: int = 0) -> list[int]:
    """Keep a report for each matrix of pieces; their versions."""
    records = (minutes(f"r{number}", None, Line("plain", f"متن {number}")) for number in range(start, 10**6))
    entries = [Entry(record, matrix) for matrix, record in zip(matrices, records, strict=False)]
    return [kept.version for kept in archive.keeper("test 1").keep(entries)]


def nearest(archive: Archive, vectors: Vectors, question: Matrix, count: int = 10, **more: Any) -> list[Near]:
    with archive.reading() as connection:
        return vectors.nearest(connection, question, count, **more)


def by_force(matrices: Sequence[Matrix], question: Matrix) -> list[float]:
    """How near each report is, by all its pieces as they are kept."""
    cosines = [unpacked([packed(row) for row in matrix]) @ question for matrix in matrices]
    return [float(BEGINNING * each[0] + (1 - BEGINNING) * each.max()) for each in cosines]


@pytest.fixture
def vectors() -> Vectors:
    return Vectors()


@given(st.integers(0, 2**32), st.sampled_from([0.0, 1e-6, 0.1, 1.0, 100.0]), st.floats(0, 6))
def test_a_packed_vector_is_off_by_half_a_step_at_most(seed: int, scale: float, spread: float) -> None:
    random = np.random.default_rng(seed)
    vector = (scale * random.normal(size=WIDTH) ** 2 * 10 ** -(spread * random.random(WIDTH))).astype(
        np.float32
    )
    vector *= random.choice([-1, 1], WIDTH).astype(np.float32)
    blob = packed(vector)
    assert len(blob) == WIDTH + 4
    step = np.abs(vector).max() / 127
    assert np.abs(unpacked([blob])[0] - vector).max() <= step / 2 * 1.001 + 1e-30


def test_packed_vectors_keep_their_cosine() -> None:
    matrix, question = unit(200, 1), unit(1, 2)[0]
    near = unpacked([packed(row) for row in matrix]) @ question
    assert np.abs(near - matrix @ question).max() < 0.003


def test_centred_vectors_have_length_one() -> None:
    away = centred(unit(5, 3))
    assert np.allclose(np.linalg.norm(away, axis=1), 1)
    assert np.isfinite(centred(np.zeros((1, WIDTH), np.float32))).all()
    question = unit(1, 4)[0]
    persian, english = seen_from_centre(question, "سد"), seen_from_centre(question, "dam")
    assert np.isclose(np.linalg.norm(persian), 1)
    assert np.isclose(np.linalg.norm(english), 1)
    assert not np.allclose(persian, english, atol=1e-3)


@pytest.mark.parametrize(("language", "question"), [("persian", "سد"), ("english", "dam")])
def test_a_question_is_seen_from_between_reports_and_questions_of_its_language(
    language: str, question: str
) -> None:
    centres = _centres()
    share = OF_QUESTIONS[language]
    between = (1 - share) * centres["centre"] + share * centres[language]
    assert seen_from_centre(between + np.eye(WIDTH, dtype=np.float32)[7], question)[7] == pytest.approx(1)


def test_signs_are_bits_in_order() -> None:
    vector = np.full((1, WIDTH), -1, np.float32)
    vector[0, 0] = vector[0, 9] = 1
    assert signs(vector).tolist() == [[0b10000000, 0b01000000, *[0] * 46]]


def test_of_few_pieces_the_nearest_are_those_of_brute_force(archive: Archive, vectors: Vectors) -> None:
    random = np.random.default_rng(5)
    matrices = [unit(int(random.integers(1, 8)), 10 + number) for number in range(60)]
    versions = keep(archive, matrices)
    for seed in range(8):
        question = unit(1, 100 + seed)[0]
        expected = by_force(matrices, question)
        found = nearest(archive, vectors, question, 60)
        assert [one.version for one in found] == [
            version for _, version in sorted(zip([-one for one in expected], versions, strict=True))
        ]
        assert np.allclose([one.cosine for one in found], sorted(expected, reverse=True), atol=1e-5)
        assert nearest(archive, vectors, question, 5) == found[:5]


def test_only_among_some(archive: Archive, vectors: Vectors) -> None:
    matrices = [unit(3, number) for number in range(12)]
    versions = keep(archive, matrices)
    question = matrices[7][2]
    assert nearest(archive, vectors, question)[0].version == versions[7]
    among = [versions[2], versions[7], versions[2], 999]
    assert [one.version for one in nearest(archive, vectors, question, among=among)] == [
        versions[7],
        versions[2],
    ]
    assert nearest(archive, vectors, question, among=[]) == []
    assert nearest(archive, vectors, question, among=iter(versions[:1]))[0].version == versions[0]


def test_reports_without_vectors_are_no_trouble(archive: Archive, vectors: Vectors) -> None:
    question = unit(1, 1)[0]
    assert nearest(archive, vectors, question) == []
    bare, whole = keep(archive, [np.zeros((0, WIDTH), np.float32), unit(1, 1)])
    assert [one.version for one in nearest(archive, vectors, question)] == [whole]
    with archive.reading() as connection:
        assert vectors.of(connection, []) == {}
        known = vectors.of(connection, [bare, whole])
    assert list(known) == [whole]
    assert np.abs(known[whole] - question).max() < 0.01


def test_more_pieces_than_a_block_are_all_found(
    archive: Archive, vectors: Vectors, rows: Callable[[str], list[Any]]
) -> None:
    """Blocks that are filled by several batches, one of them over a block's edge."""
    versions: list[int] = []
    matrices: list[Matrix] = []
    for batch in (70, 30, 1):
        new = [unit(21, 1000 + len(matrices) + number) for number in range(batch)]
        versions += keep(archive, new, len(matrices))
        matrices += new
        for at in (0, len(matrices) // 2, len(matrices) - 1):
            for piece in (0, 20):
                assert nearest(archive, vectors, matrices[at][piece], 1)[0].version == versions[at]
    lengths = rows("SELECT block, length(owners) / 8, length(bits) / 48 FROM signs ORDER BY block")
    assert lengths == [(0, BLOCK, BLOCK), (1, BLOCK, BLOCK), (2, 73, 73)]
    fresh = Vectors()
    assert nearest(archive, fresh, matrices[50][3]) == nearest(archive, vectors, matrices[50][3])


def test_a_block_that_is_full_to_the_last_is_left_alone(archive: Archive, vectors: Vectors) -> None:
    first, second = unit(BLOCK, 1), unit(2, 2)
    (one,) = keep(archive, [first])
    assert nearest(archive, vectors, first[-1], 1)[0].version == one
    (two,) = keep(archive, [second], 1)
    assert nearest(archive, vectors, second[1], 1)[0].version == two
    assert nearest(archive, vectors, first[-1], 1)[0].version == one


@pytest.fixture
def other(address: str) -> Iterator[Archive]:
    """The same archive, opened by another process, as it were."""
    with Archive(address) as second:
        yield second


def test_what_another_process_adds_is_found(archive: Archive, vectors: Vectors, other: Archive) -> None:
    matrices = [unit(600, number) for number in range(3)]
    for number, matrix in enumerate(matrices):
        (version,) = keep(other if number % 2 else archive, [matrix], number)
        for piece in (0, 599):
            assert nearest(archive, vectors, matrix[piece], 1)[0].version == version


def test_a_reader_sees_one_state_whatever_others_have_loaded(archive: Archive, vectors: Vectors) -> None:
    first, second = unit(1000, 1), unit(1000, 2)
    (one,) = keep(archive, [first])
    with archive.reading() as before:
        assert vectors.nearest(before, first[0], 5)[0].version == one
        (two,) = keep(archive, [second], 1)
        assert nearest(archive, vectors, second[999], 1)[0].version == two
        assert [near.version for near in vectors.nearest(before, second[999], 5)] == [one]
    assert nearest(archive, vectors, second[999], 1)[0].version == two
    assert nearest(archive, vectors, first[999], 1)[0].version == one


def test_threads_search_while_reports_are_added(archive: Archive, vectors: Vectors) -> None:
    matrices = [unit(300, number) for number in range(8)]
    known = keep(archive, matrices[:1])

    def search(number: int) -> int:
        return nearest(archive, vectors, matrices[0][number % 300], 1)[0].version

    with ThreadPoolExecutor(3) as pool:
        found = pool.map(search, range(24))
        for number, matrix in enumerate(matrices[1:], 1):
            known += keep(archive, [matrix], number)
        assert set(found) == {known[0]}
    assert [nearest(archive, vectors, matrix[150], 1)[0].version for matrix in matrices] == known


def test_an_older_archive_on_a_server_gets_blocks_of_signs(archive: Archive, address: str) -> None:
    if not archive.database.server:
        pytest.skip("a file always had blocks")
    matrices = [unit(700, number) for number in range(2)]
    versions = keep(archive, matrices)
    before = [step.__name__ for step in migrations.STEPS].index("_blocks")
    with archive.database.writing() as connection:
        connection.execute(text("DROP TABLE signs"))
        connection.execute(text("CREATE TABLE signs (version_id BIGINT NOT NULL, bits TEXT NOT NULL)"))
        connection.execute(text("UPDATE meta SET value = :seen WHERE key = 'schema'"), {"seen": str(before)})
    with Archive(address) as newer:
        vectors = Vectors()
        for version, matrix in zip(versions, matrices, strict=True):
            assert nearest(newer, vectors, matrix[699], 1)[0].version == version
        with newer.reading() as connection:
            counted = connection.execute(text("SELECT length(owners) / 8 FROM signs ORDER BY block"))
            assert counted.scalars().all() == [BLOCK, 1400 - BLOCK]
