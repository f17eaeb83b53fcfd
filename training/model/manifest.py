"""List the model files of a folder, with sizes and sums, in its `manifest.json`.

python -m training.model.manifest src/dabir/model/files
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

NAME = "manifest.json"


def write(folder: Path) -> None:
    """List every file of the folder."""
    paths = sorted(path for path in folder.iterdir() if path.name != NAME)
    listed = [
        {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256(path.read_bytes()).hexdigest()}
        for path in paths
    ]
    (folder / NAME).write_text(json.dumps({"files": listed}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
