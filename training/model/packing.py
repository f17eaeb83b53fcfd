"""Weights in few bits: blocks along the input axis, with one half-precision scale a block, as MatMulNBits reads them.

A weight is `scale * (number - middle)`, the middle being half of what the bits can count: 8 of 16, 128 of 256.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

BLOCK4, BLOCK8 = 32, 128


class Blocks(NamedTuple):
    """A matrix of output × input: `packed`, output × blocks × bytes; `scales`, output × blocks."""

    packed: NDArray[np.uint8]
    scales: NDArray[np.float16]
    bits: int
    size: int


def four_bits(weight: NDArray[np.float32]) -> Blocks:
    """A matrix that was unpacked from blocks of 4 bits, packed again with nothing lost; else a `ValueError`."""
    blocks = _blocks(weight, BLOCK4)
    scales = _extreme(blocks) / -8  # the packer gave the largest number of a block the lowest nibble
    numbers = _numbers(blocks, scales, 8)
    if not np.array_equal(scales[..., None] * (numbers.astype(np.float32) - 8), blocks):
        raise ValueError("these weights do not come from blocks of 4 bits with half-precision scales")
    return Blocks(numbers[..., 0::2] | numbers[..., 1::2] << 4, scales.astype(np.float16), 4, BLOCK4)


def int8(weight: NDArray[np.float32]) -> Blocks:
    """Any matrix, rounded to 8 bits."""
    blocks = _blocks(weight, BLOCK8)
    scales = (np.abs(_extreme(blocks)) / 127).astype(np.float16)
    return Blocks(_numbers(blocks, scales.astype(np.float32), 128), scales, 8, BLOCK8)


def _blocks(weight: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    return weight.reshape(len(weight), -1, size)


def _extreme(blocks: NDArray[np.float32]) -> NDArray[Any]:
    """The number of each block that is farthest from zero."""
    places = np.abs(blocks).argmax(axis=-1, keepdims=True)
    return np.take_along_axis(blocks, places, axis=-1)[..., 0]


def _numbers(blocks: NDArray[np.float32], scales: NDArray[np.float32], middle: int) -> NDArray[np.uint8]:
    steps = np.divide(blocks, scales[..., None], out=np.zeros_like(blocks), where=scales[..., None] != 0)
    return np.clip(np.rint(steps) + middle, 0, 2 * middle - 1).astype(np.uint8)
