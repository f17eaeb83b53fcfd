"""Write a trained network as the reading model.

    python -m training.model.export_tagger RUN/tagger.safetensors src/dabir/model/files/reading.onnx [int8|float32]

The list of files beside it is renewed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from safetensors.numpy import load_file

from training.model import manifest
from training.model.graph import tagger


def main(trained: Path, out: Path, store: str = "int8") -> None:
    """Export one network."""
    out.write_bytes(tagger(load_file(trained), store=store).SerializeToString(deterministic=True))
    if (out.parent / manifest.NAME).exists():
        manifest.write(out.parent)
    print(f"{out}: {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
