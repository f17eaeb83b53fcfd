"""Write a trained network as the reading model.

    python -m training.model.export_tagger RUN/tagger.safetensors OUT.onnx [int8|float32]

The table of pieces is no part of it: the models share one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import onnx
from safetensors.numpy import load_file

from training.model.graph import tagger


def main(trained: Path, out: Path, store: str = "int8") -> None:
    """Export one network."""
    onnx.save(tagger(load_file(trained), store=store), out)
    print(f"{out}: {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
