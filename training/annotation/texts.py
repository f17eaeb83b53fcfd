"""The texts of annotated deeds, as `dabir evaluate` takes them.

    python -m training.annotation.texts DEEDS.jsonl DATA OUT.jsonl

writes one line a report with its id, its text out of the raw reports of DATA and its publication day.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from training.model.sources import deeds_joined


def main(deeds: Path, data: Path, out: Path) -> None:
    """Join and write."""
    lines = [
        {"id": line["id"], "text": text, "published": line["published"]}
        for text, line in deeds_joined(deeds, data)
    ]
    out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} texts in {out}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
