"""How far two readings of the same reports agree.

    python -m training.annotation.agree ONE.jsonl OTHER.jsonl DATA

scores the second against the first, on the reports that both hold, as if it were a reader's output.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dabir.evaluation import evaluate, load
from training.model.sources import Annotated, offsets_joined


def main(one: Path, other: Path, data: Path) -> None:
    """Print the figures."""
    first, second = offsets_joined(one, data), offsets_joined(other, data)
    common = {each.id for each in first} & {each.id for each in second}
    with tempfile.TemporaryDirectory() as folder:
        wanted, read = (
            load(_written(Path(folder) / name, [each for each in reports if each.id in common]))
            for name, reports in (("first", first), ("second", second))
        )
    evaluation = evaluate(wanted, {each.id: each for each in read})
    print(f"{len(common)} reports", *evaluation.table(), sep="\n")


def _written(path: Path, reports: Sequence[Annotated]) -> Path:
    lines = [json.dumps(each.gold, ensure_ascii=False) + "\n" for each in reports]
    path.write_text("".join(lines), encoding="utf-8")
    return path


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
