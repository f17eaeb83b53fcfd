"""The embedder's table of pieces: one row of numbers for each piece, which the encoder takes in its place.

The encoder's table came in blocks of 4 bits; it is kept in them, exactly, and only the rows asked for are unpacked.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from dabir.model import manifest

# The two numbers of each byte: 4 bits each, the lower half first, 8 standing for zero.
_PAIRS = np.array([(byte % 16 - 8, byte // 16 - 8) for byte in range(256)], dtype=np.float32)


class Table:
    """Rows in blocks: `numbers` (pieces × bytes), `scales` (pieces × blocks, half precision)."""

    def __init__(self, content: bytes) -> None:
        """Take the content of an `.npz` file."""
        with np.load(BytesIO(content), allow_pickle=False) as arrays:
            self._numbers: NDArray[np.uint8] = arrays["numbers"]
            self._scales: NDArray[np.float16] = arrays["scales"]
        self._width = 2 * self._numbers.shape[1]
        self._block = self._width // self._scales.shape[1]

    def __len__(self) -> int:
        return len(self._numbers)

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The rows of pieces, in the shape of `ids` with one axis more."""
        scales = self._scales[ids].astype(np.float32)
        blocks = _PAIRS[self._numbers[ids]].reshape(*scales.shape, self._block)
        blocks *= scales[..., None]
        return blocks.reshape(*ids.shape, self._width)


@cache
def shared() -> Table:
    """The table that comes with the package, loaded once."""
    return Table(manifest.read("table.npz"))
