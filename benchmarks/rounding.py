"""How far the gate's figures move when a processor rounds otherwise.

    python -m benchmarks.rounding [--count 7]

Activations are rounded to 8 bits before each product; a difference in the seventh digit of a number, as between two
makes of processor, can round it the other way, and eight layers make more of it. Each reading but the first moves the
scales of the reading model's weights by a millionth at random (seeded), which changes nothing but such roundings. Told
for each measure of each annotated set that the model reads: the figure unmoved, the least and the greatest of all
readings, and the floor of `tests/gate.toml`. About 40 s a reading on two cores. Needs the `training` extra (onnx).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from unittest import mock

import numpy as np
import onnx
from onnx import numpy_helper

from dabir.model import manifest
from tests.test_gate import FLOORS, evaluation

MODEL = "reading.onnx"
MOVED_BY = 1e-6

Figures = dict[tuple[str, str], float]


def moved(model: bytes, seed: int) -> bytes:
    """The model with the scales of its 8-bit weights moved."""
    draw = np.random.default_rng(seed)
    whole = onnx.load_from_string(model)
    constants = {one.name: one for one in whole.graph.initializer}
    for node in whole.graph.node:
        if node.op_type == "MatMulIntegerToFloat":
            scales = constants[node.input[3]]
            values = numpy_helper.to_array(scales)
            values = (values * (1 + MOVED_BY * draw.standard_normal(values.shape))).astype(np.float32)
            scales.CopyFrom(numpy_helper.from_array(values, scales.name))
    return whole.SerializeToString()


def figures(model: bytes) -> Figures:
    """The gate's measures with this model in the place of the one that ships."""
    read = manifest.read
    evaluation.cache_clear()
    with mock.patch.object(manifest, "read", lambda name: model if name == MODEL else read(name)):
        found = {name: evaluation(name).counts.figures() for name in FLOORS if not name.endswith("--fast")}
    return {(name, measure): found[name][measure] for name in found for measure in FLOORS[name]}


def main() -> None:
    """Read the sets several times and print how far each measure moved."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--count", type=int, default=7)
    shipped = manifest.read(MODEL)
    drawn: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for seed in range(arguments.parse_args().count):
        for key, value in figures(moved(shipped, seed) if seed else shipped).items():
            drawn[key].append(value)
    for (name, measure), values in drawn.items():
        spread = f"{values[0]:.4f}  {min(values):.4f} to {max(values):.4f}"
        print(f"{name:15}{measure:12}{spread}  floor {FLOORS[name][measure]}")


if __name__ == "__main__":
    main()
