"""What 8 bits cost: the same trained network exported in float32 and in int8, measured on the same held-out text.

python -m training.model.compare_stores RUN/tagger.safetensors SHARED BUILD
"""

from __future__ import annotations

import sys
from pathlib import Path

from safetensors.numpy import load_file

from dabir.model.network import OnnxNetwork
from dabir.model.pieces import Pieces
from dabir.model.tagger import Tagger
from training.model import measure
from training.model.graph import tagger


def main(trained: Path, shared: Path, build: Path) -> None:
    """Print the figures side by side: names on PEYMA test, parts of speech on the annotated `dev`."""
    held, state = measure.held_out(shared, "test"), load_file(trained)
    pieces = Pieces((build / "tokenizer.json").read_bytes())
    columns = {}
    for store in ("float32", "int8"):
        model = tagger(state, store=store).SerializeToString(deterministic=True)
        reader = Tagger(pieces, OnnxNetwork(model, threads=0))
        columns[f"{store}, {len(model):,} bytes"] = measure.figures(reader, held)
    print(" " * 18, *columns, sep="  ")
    for name in next(iter(columns.values())):
        print(f"{name:18}", *(f"{figures[name]:.4f}".ljust(len(title)) for title, figures in columns.items()))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
