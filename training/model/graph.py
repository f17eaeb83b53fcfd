"""The network as an ONNX graph, written node by node for ONNX Runtime's fused operators.

    model = tagger(state, store="int8")       # state: `network.Tagger`'s, as NumPy arrays
    model = embedder(state, store="packed4")   # state: `network.Encoder`'s

What a window of text yields depends on nothing else in its batch, nor on how far the batch is padded: activations are
scaled row by row, never over the whole tensor as in ONNX's own dynamic quantisation. Sums are normalised in an operator
of their own, since ONNX Runtime's fused one is slower; a session must be told to leave them so (`dabir.model.session`).

Inputs: for a tagger, which has its own table of pieces, `pieces` (int64, batch × pieces), their numbers, and `words`
(int64, batch × words), the place of each word's first piece; windows of one batch are of one length, without padding. For
an embedder `rows` (float32, batch × pieces × 384), the rows of its table, which is kept apart in 4 bits, and `lengths`
(int32, batch), how many pieces stand in each window.
Outputs: `embedding` (batch × 384, of length 1), or one for each head with the probability of each label (batch × words ×
labels); of a tagger that pairs words also `party`, for each role, word and other word the probability that the other names
who has this role in what the word states (batch × roles × words × words).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from dabir.model.labels import PARTY, ROLES
from training.model.packing import BLOCK, by_rows, four_bits

State = Mapping[str, NDArray[np.float32]]

WIDTH, ATTENTION_HEADS, EPSILON = 384, 12, 1e-12
# The least step between two numbers in 8 bits: a row of zeros must not divide by zero.
TINY = 1e-9
FUSED = "com.microsoft"
ONNX_OPSET, FUSED_OPSET, IR_VERSION = 21, 1, 10
PARTS = ("query", "key", "value")


@dataclass
class Graph:
    """Nodes and constants as they are added."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """A node of one output; returns the output's name."""
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def fused(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """A node of one of ONNX Runtime's own operators."""
        return self.add(kind, *inputs, domain=FUSED, **attributes)

    def split(self, x: str, count: int) -> list[str]:
        """Equal parts of a tensor, cut along the last axis."""
        names = [f"Split_{len(self.nodes)}_{number}" for number in range(count)]
        self.nodes.append(helper.make_node("Split", [x], names, name=names[0], axis=-1, num_outputs=count))
        return names

    def constant(self, value: NDArray[Any] | list[int]) -> str:
        """A constant; a list is one of int64."""
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name


# Adds `x @ weight.T` for a weight of output × input, as `torch.nn.Linear` has it.
Linear = Callable[[Graph, str, NDArray[np.float32]], str]


def _whole(graph: Graph, x: str, weight: NDArray[np.float32]) -> str:
    return graph.add("MatMul", x, graph.constant(weight.T))


def _int8(graph: Graph, x: str, weight: NDArray[np.float32]) -> str:
    """Weights rounded to 8 bits, with one scale for each output."""
    numbers, scales = by_rows(weight)
    return _product(graph, x, graph.constant(numbers.T), graph.constant(scales), weight.shape[1])


def _packed4(graph: Graph, x: str, weight: NDArray[np.float32]) -> str:
    """Weights that were unpacked from 4 bits, kept in them exactly, and rounded to 8 bits when the model is loaded.

    Constants are folded through the two steps only by a session with `session.disable_quant_qdq`.
    """
    packed, scales = four_bits(weight)
    # Four bits count from 0 to 15 in `packed`, from -8 to 7 in ONNX.
    numbers = packed.reshape(len(weight), -1) ^ 0x88
    name = f"constant_{len(graph.constants)}"
    graph.constants.append(
        helper.make_tensor(name, TensorProto.INT4, weight.shape, numbers.tobytes(), raw=True)
    )
    wide = graph.add("DequantizeLinear", name, _halved(graph, scales), axis=1, block_size=BLOCK)
    steps = graph.constant(by_rows(weight)[1])
    middle = graph.constant(np.zeros(len(weight), np.int8))
    rounded = graph.add("QuantizeLinear", wide, steps, middle, axis=0)
    return _product(graph, x, graph.add("Transpose", rounded, perm=[1, 0]), steps, weight.shape[1])


def _product(graph: Graph, x: str, numbers: str, scales: str, width: int) -> str:
    """Each row of `x` in 8 bits with a scale of its own, times weights in 8 bits (input × output)."""
    largest = graph.add("ReduceMax", graph.add("Abs", x), graph.constant([-1]), keepdims=1)
    step = graph.add("Mul", largest, graph.constant(np.array(1 / 127, np.float32)))
    step = graph.add("Max", step, graph.constant(np.array(TINY, np.float32)))
    middle = helper.make_tensor("", TensorProto.UINT8, [1], [128])
    middles = graph.add("ConstantOfShape", graph.add("Shape", step), value=middle)
    product = graph.fused(
        "MatMulIntegerToFloat",
        graph.add("QuantizeLinear", x, step, middles, axis=2, block_size=width),
        numbers,
        graph.constant(np.array(1, np.float32)),
        scales,
        graph.constant(np.array(128, np.uint8)),
    )
    return graph.add("Mul", product, step)


STORES: Mapping[str, Linear] = {"float32": _whole, "int8": _int8, "packed4": _packed4}


def tagger(state: State, *, store: str) -> onnx.ModelProto:
    """The graph of a `network.Tagger`; its heads, which are small, stay in float32."""
    graph = Graph()
    encoder = {
        name.removeprefix("encoder."): value for name, value in state.items() if name.startswith("encoder.")
    }
    rows = _rows(graph, encoder["table.weight"], store)
    hidden = _encoder(graph, rows, encoder, STORES[store])
    places = graph.add("Unsqueeze", "words", graph.constant([-1]))
    first = graph.add("GatherND", hidden, places, batch_dims=1)
    outputs = _heads(graph, first, state)
    if "pairs.named.weight" in state:
        outputs |= _pairs(graph, first, state)
    inputs = {"pieces": ["batch", "pieces"], "words": ["batch", "words"]}
    tensors = [helper.make_tensor_value_info(name, TensorProto.INT64, of) for name, of in inputs.items()]
    return _model(graph, tensors, outputs)


def _heads(graph: Graph, first: str, state: State) -> dict[str, list[str | int]]:
    """An output for each head, from the states of words; returns their shapes."""
    heads = [name.split(".")[1] for name in state if name.startswith("heads.") and name.endswith(".weight")]
    for name in heads:
        _output(graph, "Softmax", _dense(graph, first, state, f"heads.{name}"), name, axis=-1)
    return {name: ["batch", "words", len(state[f"heads.{name}.bias"])] for name in heads}


def _pairs(graph: Graph, first: str, state: State) -> dict[str, list[str | int]]:
    """The output for pairs of words, as `network.Pairs` has it; returns its shape."""
    roles, width = len(ROLES), len(state["pairs.named.bias"])
    deeds = _dense(graph, first, state, "pairs.deeds")
    deeds = graph.add("Reshape", deeds, graph.constant([0, 0, roles, width]))
    deeds = graph.add("Transpose", deeds, perm=[0, 2, 1, 3])
    named = graph.add("Transpose", _dense(graph, first, state, "pairs.named"), perm=[0, 2, 1])
    pairs = graph.add("MatMul", deeds, graph.add("Unsqueeze", named, graph.constant([1])))
    pairs = graph.add("Mul", pairs, graph.constant(np.array(width**-0.5, np.float32)))
    willing = graph.add("Transpose", _dense(graph, first, state, "pairs.parties"), perm=[0, 2, 1])
    willing = graph.add("Unsqueeze", willing, graph.constant([2]))
    _output(graph, "Sigmoid", graph.add("Add", pairs, willing), PARTY)
    return {PARTY: ["batch", roles, "words", "words"]}


def _dense(graph: Graph, x: str, state: State, name: str) -> str:
    """A linear map in float32, with its bias."""
    return graph.add("Add", _whole(graph, x, state[f"{name}.weight"]), graph.constant(state[f"{name}.bias"]))


def embedder(state: State, *, store: str) -> onnx.ModelProto:
    """The graph of a `network.Encoder` whose hidden states are averaged into one vector of length 1."""
    graph = Graph()
    hidden = _encoder(graph, "rows", state, STORES[store], "lengths")
    # The mean and the sum point the same way, and only the direction is kept.
    weights = graph.add("Unsqueeze", _standing(graph, "rows"), graph.constant([1]))
    total = graph.add("Squeeze", graph.add("MatMul", weights, hidden), graph.constant([1]))
    _output(graph, "LpNormalization", total, "embedding", axis=-1, p=2)
    rows = helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["batch", "pieces", WIDTH])
    lengths = helper.make_tensor_value_info("lengths", TensorProto.INT32, ["batch"])
    return _model(graph, [rows, lengths], {"embedding": ["batch", WIDTH]})


def _rows(graph: Graph, table: NDArray[np.float32], store: str) -> str:
    """The rows of the table for `pieces`; of a table in 8 bits only those are widened."""
    if store == "float32":
        return graph.add("Gather", graph.constant(table), "pieces")
    numbers, scales = by_rows(table)
    found = graph.add("Gather", graph.constant(numbers), "pieces")
    found_scales = graph.add("Gather", graph.constant(scales[:, None]), "pieces")
    return graph.add("Mul", graph.add("Cast", found, to=TensorProto.FLOAT), found_scales)


def _encoder(graph: Graph, rows: str, state: State, linear: Linear, lengths: str = "") -> str:
    """The states of pieces; where windows are padded, `lengths` names the input that tells how far."""
    positions = _halved(graph, state["positions"])
    cut = (positions, graph.constant([0]), _length(graph, rows), graph.constant([0]))
    hidden = _normalised(graph, graph.add("Add", rows, graph.add("Slice", *cut)), state, "normal")
    count = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    for number in range(count):
        own = f"layers.{number}."
        layer = {name.removeprefix(own): value for name, value in state.items() if name.startswith(own)}
        hidden = _layer(graph, hidden, layer, linear, lengths)
    return hidden


def _layer(graph: Graph, hidden: str, layer: State, linear: Linear, lengths: str) -> str:
    # The three maps are one. Biases of maps are added within the fused operators that follow them.
    weight, bias = (
        np.concatenate([layer[f"{part}.{kind}"] for part in PARTS]) for kind in ("weight", "bias")
    )
    parts = graph.split(linear(graph, hidden, weight), len(PARTS))
    attended = [*parts, graph.constant(bias), *([lengths] if lengths else [])]
    mixed = graph.fused("MultiHeadAttention", *attended, num_heads=ATTENTION_HEADS)
    hidden = _joined(graph, linear(graph, mixed, layer["joined.weight"]), hidden, layer, "joined", "attended")
    inner = graph.fused(
        "BiasGelu", linear(graph, hidden, layer["up.weight"]), graph.constant(layer["up.bias"])
    )
    return _joined(graph, linear(graph, inner, layer["down.weight"]), hidden, layer, "down", "finished")


def _joined(graph: Graph, new: str, hidden: str, layer: State, part: str, normal: str) -> str:
    """What a half of a layer found, with its bias, laid upon what went in, and normalised."""
    total = graph.add("Add", graph.add("Add", new, graph.constant(layer[f"{part}.bias"])), hidden)
    return _normalised(graph, total, layer, normal)


def _normalised(graph: Graph, x: str, state: State, name: str) -> str:
    return graph.add("LayerNormalization", x, *_normal(graph, state, name), axis=-1, epsilon=EPSILON)


def _halved(graph: Graph, value: NDArray[np.floating[Any]]) -> str:
    """A constant that is kept in half precision and widened once, when the model is loaded."""
    return graph.add("Cast", graph.constant(value.astype(np.float16)), to=TensorProto.FLOAT)


def _normal(graph: Graph, state: State, name: str) -> tuple[str, str]:
    return graph.constant(state[f"{name}.weight"]), graph.constant(state[f"{name}.bias"])


def _length(graph: Graph, rows: str) -> str:
    """How many pieces the longest window has, as a tensor of one number."""
    return graph.add("Shape", rows, start=1, end=2)


def _standing(graph: Graph, rows: str) -> str:
    """1 where a piece stands, 0 where a window is padded."""
    scalar = graph.add("Squeeze", _length(graph, rows))
    zero, one = graph.constant(np.array(0, np.int64)), graph.constant(np.array(1, np.int64))
    places = graph.add("Cast", graph.add("Range", zero, scalar, one), to=TensorProto.INT32)
    ends = graph.add("Unsqueeze", "lengths", graph.constant([1]))
    return graph.add("Cast", graph.add("Less", places, ends), to=TensorProto.FLOAT)


def _output(graph: Graph, kind: str, x: str, name: str, **attributes: Any) -> None:
    graph.nodes.append(helper.make_node(kind, [x], [name], name=name, **attributes))


def _model(
    graph: Graph, inputs: list[onnx.ValueInfoProto], outputs: Mapping[str, list[str | int]]
) -> onnx.ModelProto:
    results = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()
    ]
    whole = helper.make_graph(graph.nodes, "dabir", inputs, results, graph.constants)
    opsets = [helper.make_opsetid("", ONNX_OPSET), helper.make_opsetid(FUSED, FUSED_OPSET)]
    return helper.make_model(whole, opset_imports=opsets, ir_version=IR_VERSION, producer_name="dabir")
