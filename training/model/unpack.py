"""The weights of a shipped reading model, as far as its 8 bits keep them, to go on from where its run is not at hand.

python -m training.model.unpack src/dabir/model/files/reading.onnx OUT/tagger.safetensors
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.numpy import save_file

from dabir.model.labels import PARTY
from training.model.graph import PARTS

Array = NDArray[np.float32]
# The maps of a layer, in the order in which its graph has them.
MAPS = ("query+key+value", "joined", "up", "down")


class _Graph:
    """The nodes and constants of a graph of `training.model.graph.tagger`."""

    def __init__(self, model: bytes) -> None:
        graph = onnx.load_from_string(model).graph
        self.nodes = list(graph.node)
        self.by_output = {name: node for node in self.nodes for name in node.output}
        self.constants = {each.name: numpy_helper.to_array(each) for each in graph.initializer}

    def of(self, kind: str) -> list[onnx.NodeProto]:
        """The nodes of one kind, in their order."""
        return [node for node in self.nodes if node.op_type == kind]

    def floats(self, name: str) -> Array:
        """A constant."""
        return np.ascontiguousarray(self.constants[name], dtype=np.float32)

    def dense(self, output: str, name: str) -> Iterator[tuple[str, Array]]:
        """The weight and the bias of a map in float32 whose outcome is `output`."""
        added = self.by_output[output]
        weight = self.by_output[added.input[0]].input[1]
        yield f"{name}.weight", np.ascontiguousarray(self.floats(weight).T)
        yield f"{name}.bias", self.floats(added.input[1])


def unpacked(model: bytes) -> dict[str, Array]:
    """The state of a `training.model.network.Tagger`."""
    graph = _Graph(model)
    state = dict(_below(graph))
    for number in range(len(graph.of("MultiHeadAttention"))):
        for name, value in _layer(graph, number):
            state[f"encoder.layers.{number}.{name}"] = value
    for node in graph.of("Softmax"):
        state |= graph.dense(node.input[0], f"heads.{node.output[0]}")
    if PARTY in graph.by_output:
        state |= _pairs(graph)
    return state


def _below(graph: _Graph) -> Iterator[tuple[str, Array]]:
    """What lies below the layers."""
    numbers, scales = (graph.floats(node.input[0]) for node in graph.of("Gather"))
    yield "encoder.table.weight", numbers * scales
    (slicing,) = graph.of("Slice")
    yield "encoder.positions", graph.floats(graph.by_output[slicing.input[0]].input[0])
    normal, *_ = graph.of("LayerNormalization")
    yield "encoder.normal.weight", graph.floats(normal.input[1])
    yield "encoder.normal.bias", graph.floats(normal.input[2])


def _layer(graph: _Graph, number: int) -> Iterator[tuple[str, Array]]:
    maps = graph.of("MatMulIntegerToFloat")[number * len(MAPS) :]
    weights = {
        name: (graph.floats(node.input[1]) * graph.floats(node.input[3])).T
        for name, node in zip(MAPS, maps, strict=False)
    }
    attention = graph.of("MultiHeadAttention")[number]
    biases = np.split(graph.floats(attention.input[3]), len(PARTS))
    for name, weight, bias in zip(PARTS, np.split(weights[MAPS[0]], len(PARTS)), biases, strict=True):
        yield f"{name}.weight", np.ascontiguousarray(weight)
        yield f"{name}.bias", np.ascontiguousarray(bias)
    yield "up.bias", graph.floats(graph.of("BiasGelu")[number].input[1])
    norms = graph.of("LayerNormalization")[1 + 2 * number :]
    for part, normal, node in zip(("joined", "down"), ("attended", "finished"), norms, strict=False):
        yield f"{normal}.weight", graph.floats(node.input[1])
        yield f"{normal}.bias", graph.floats(node.input[2])
        yield f"{part}.bias", graph.floats(graph.by_output[graph.by_output[node.input[0]].input[0]].input[1])
    for name in MAPS[1:]:
        yield f"{name}.weight", np.ascontiguousarray(weights[name])


def _pairs(graph: _Graph) -> Iterator[tuple[str, Array]]:
    """The maps that pair words, found by their widths and by what is made of them."""
    added = graph.by_output[graph.by_output[PARTY].input[0]]
    product, willing = (graph.by_output[name] for name in added.input)
    deeds, named = (graph.by_output[name] for name in graph.by_output[product.input[0]].input)
    moved = graph.by_output[willing.input[0]]
    yield from graph.dense(moved.input[0], "pairs.parties")
    reshaped = graph.by_output[deeds.input[0]]
    yield from graph.dense(reshaped.input[0], "pairs.deeds")
    yield from graph.dense(graph.by_output[named.input[0]].input[0], "pairs.named")


def main(model: Path, out: Path) -> None:
    """Unpack one model."""
    out.parent.mkdir(parents=True, exist_ok=True)
    save_file(unpacked(model.read_bytes()), out)
    print(f"{out}: {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
