"""Weights in few bits.

`four_bits` packs a matrix that was unpacked from blocks of 4 bits, with nothing lost: a weight is
`scale * (number - 8)`, with one half-precision scale for the weights of a block along the input axis. `by_rows` rounds
any matrix to 8 bits, with one scale for each output.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK, MIDDLE = 32, 8


def four_bits(weight: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Numbers (rows × blocks × bytes, the lower half of a byte first) and scales (rows × blocks).

    A matrix with any weight that does not come from such blocks is a `ValueError`.
    """
    blocks = weight.reshape(len(weight), -1, BLOCK)
    places = np.abs(blocks).argmax(axis=-1, keepdims=True)
    # The packer gave the number farthest from zero the lowest of the 16 steps, whatever its sign.
    scales = np.take_along_axis(blocks, places, axis=-1) / -MIDDLE
    steps = np.divide(blocks, scales, out=np.zeros_like(blocks), where=scales != 0)
    numbers = np.rint(steps) + MIDDLE
    halved = scales[..., 0].astype(np.float16)
    if not np.array_equal(halved[..., None].astype(np.float32) * (numbers - MIDDLE), blocks):
        raise ValueError("these weights do not come from blocks of 4 bits with half-precision scales")
    numbers = numbers.astype(np.uint8)
    return numbers[..., 0::2] | numbers[..., 1::2] << 4, halved


def by_rows(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Numbers from -127 to 127, and a scale for each row."""
    scales = np.maximum(np.abs(weight).max(axis=1), np.finfo(np.float32).tiny) / 127
    return np.rint(weight / scales[:, None]).astype(np.int8), scales.astype(np.float32)
