import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.model import table
from dabir.model.table import Table

PIECES, WIDTH, BLOCK = 5, 64, 32


def packed(numbers, scales):
    """The content of a table file."""
    low, high = numbers[:, 0::2] + 8, numbers[:, 1::2] + 8
    content = io.BytesIO()
    np.savez(content, numbers=(low | high << 4).astype(np.uint8), scales=scales)
    return content.getvalue()


@given(st.integers(0, 2**32 - 1))
def test_rows_are_exactly_the_blocks_that_were_packed(seed):
    random = np.random.default_rng(seed)
    numbers = random.integers(-8, 8, (PIECES, WIDTH))
    scales = random.normal(0, 0.01, (PIECES, WIDTH // BLOCK)).astype(np.float16)
    whole = np.repeat(scales.astype(np.float32), BLOCK, axis=1) * numbers.astype(np.float32)
    made = Table(packed(numbers, scales))
    ids = random.integers(0, PIECES, (2, 3))
    assert len(made) == PIECES
    assert made.rows(ids).dtype == np.float32
    assert np.array_equal(made.rows(ids), whole[ids])


def test_no_row_for_no_piece():
    assert table.shared().rows(np.zeros((0, 4), dtype=np.int64)).shape == (0, 4, 384)


def test_shared_table_is_loaded_once():
    assert table.shared() is table.shared()


def test_shared_table_has_a_row_for_every_piece_of_the_tokenizer():
    from tokenizers import Tokenizer

    from dabir.model import manifest

    tokenizer = Tokenizer.from_buffer(manifest.read("tokenizer.json"))
    assert len(table.shared()) == tokenizer.get_vocab_size()


def test_pickled_arrays_are_refused():
    content = io.BytesIO()
    np.savez(content, numbers=np.array([object()]), scales=np.zeros((1, 1), np.float16), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        Table(content.getvalue())
