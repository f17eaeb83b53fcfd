"""Write a trained network as the reading model.

    python -m training.model.export_tagger RUN/tagger.safetensors BRANCH/branch.safetensors OUT.onnx

OUT is `src/dabir/model/files/reading.onnx` for the one that ships.

The list of files beside it is renewed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from safetensors.numpy import load_file

from training.model import manifest
from training.model.graph import tagger


def main(trained: Path, branch: Path, out: Path) -> None:
    """Export one network with its branch, in 8 bits."""
    model = tagger(load_file(trained), load_file(branch), store="int8")
    out.write_bytes(model.SerializeToString(deterministic=True))
    if (out.parent / manifest.NAME).exists():
        manifest.write(out.parent)
    print(f"{out}: {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
