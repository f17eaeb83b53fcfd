"""Make the files of the embedder, and those that it shares with the reading model.

    python -m training.model.export_embedder build/model src/dabir/model/files

takes what `training.model.vocabulary` wrote (`encoder.safetensors`, `tokenizer.json`) and writes `embedder.onnx`,
`table.npz`, `tokenizer.json` and the list of files. The weights are exactly those that were unpacked; the tokenizer
is the same in fewer bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from training.model import graph, manifest
from training.model.network import load_encoder
from training.model.packing import four_bits

LAYERS = 12
DECIMALS = 4


def main(source: Path, out: Path) -> None:
    """Write the files and print their sizes."""
    out.mkdir(parents=True, exist_ok=True)
    encoder = load_encoder(source / "encoder.safetensors", LAYERS)
    state = {name: value.numpy() for name, value in encoder.state_dict().items()}
    model = graph.embedder(state, store="packed4")
    (out / "embedder.onnx").write_bytes(model.SerializeToString(deterministic=True))
    numbers, scales = four_bits(state["table.weight"])
    np.savez(out / "table.npz", numbers=numbers.reshape(len(numbers), -1), scales=scales)
    described = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    compact = json.dumps(shortened(described), ensure_ascii=False, separators=(",", ":"))
    (out / "tokenizer.json").write_text(compact, encoding="utf-8")
    manifest.write(out)
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size:>12,} {path.name}")


def shortened(described: dict[str, Any]) -> dict[str, Any]:
    """A tokenizer's description with its scores rounded, so little that no word of the raw reports is cut differently."""
    model = described["model"]
    return {
        **described,
        "model": {**model, "vocab": [[piece, round(score, DECIMALS)] for piece, score in model["vocab"]]},
    }


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
