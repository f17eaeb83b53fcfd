"""The table of pieces straight from the cut encoder, for work on models that are not shipped yet."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from training.model.vocabulary import TABLE


class RawTable:
    """Rows of the table in float32."""

    def __init__(self, path: Path) -> None:
        """Load the table of an `encoder.safetensors`."""
        self._table = load_file(path)[TABLE]

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The rows of pieces."""
        found: NDArray[np.float32] = self._table[ids]
        return found
