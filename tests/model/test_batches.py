"""Windows in batches: each once, of like length, and never too much at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dabir.model.batches import batches


@given(st.lists(st.integers(1, 300), max_size=80), st.integers(1, 600))
def test_every_window_is_in_one_batch_that_is_not_too_large(lengths: list[int], most: int) -> None:
    found = list(batches(lengths, int, most))
    assert [length for batch in found for length in batch] == sorted(lengths)
    assert all(len(batch) == 1 or len(batch) * max(batch) <= most for batch in found)


def test_batches_are_as_large_as_they_may_be() -> None:
    assert [list(batch) for batch in batches([5, 5, 5, 10], int, 15)] == [[5, 5, 5], [10]]
