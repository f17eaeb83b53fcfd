"""How well damaged reports are read: `python benchmarks/damage.py [GOLD.jsonl TEXTS.jsonl]`.

Every report of an annotated set (dev, if none is named) is read as it is and with each kind of damage that web text
suffers, the annotation's offsets moved with the text; with the model and by rules alone.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dabir import Reader
from dabir.batch import read_all, report_lines
from dabir.evaluation import Annotation, evaluate, load
from dabir.record import Record

GOLD = Path(__file__).parents[2] / "shared/gold"
HALF_SPACE = "\u200c"
ARABIC = {"ی": "ي", "ک": "ك"}
MEASURES = ("statements", "exact", "attributed", "named", "people", "roles")
# What each kind of damage puts in a letter's place.
DAMAGES: Mapping[str, Callable[[str], str]] = {
    "as it came": lambda sign: sign,
    "half-spaces deleted": lambda sign: "" if sign == HALF_SPACE else sign,
    "half-spaces as spaces": lambda sign: " " if sign == HALF_SPACE else sign,
    "Arabic letters": lambda sign: ARABIC.get(sign, sign),
    "quotation marks lost": lambda sign: "" if sign in '«»"“”' else sign,
    "commas lost": lambda sign: "" if sign in "،," else sign,
}


def main() -> None:
    """Measure and print a table."""
    gold, texts = (
        map(Path, sys.argv[1:3]) if len(sys.argv) > 2 else (GOLD / "dev.jsonl", GOLD / "dev.texts.jsonl")
    )
    if not gold.exists():
        sys.exit(f"{gold} is not here: name an annotated set and its texts")
    wanted = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    known = {each["id"]: each["text"] for each in map(json.loads, texts.read_text("utf-8").splitlines())}
    for name, reader in (("with the model", Reader()), ("by rules alone", Reader(fast=True))):
        print(f"{name:24}" + "".join(f"{measure:>12}" for measure in MEASURES))
        for kind, change in DAMAGES.items():
            figures = _figures(reader, wanted, known, change)
            print(f"  {kind:22}" + "".join(f"{figures[measure] or 0:12.3f}" for measure in MEASURES))


def _figures(
    reader: Reader, wanted: list[dict[str, Any]], texts: Mapping[str, str], change: Callable[[str], str]
) -> Mapping[str, float | None]:
    lines, moved = [], []
    for each in wanted:
        text, places = _damaged(texts[each["id"]], change)
        lines.append(json.dumps({"id": each["id"], "text": text}).encode())
        statements = [
            {**one, "start": places[one["start"]], "end": places[one["end"]]} for one in each["statements"]
        ]
        moved.append(json.dumps({**each, "statements": statements}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gold.jsonl"
        path.write_text("\n".join(moved) + "\n", "utf-8")
        annotations = load(path)
    outcomes = read_all(report_lines(lines, "damaged"), reader)
    records = [record for record in outcomes if isinstance(record, Record)]
    return evaluate(annotations, {one.id: Annotation.of_record(one) for one in records}).counts.figures()


def _damaged(text: str, change: Callable[[str], str]) -> tuple[str, list[int]]:
    """A damaged text, and where each place of the text has moved."""
    out, places = "", []
    for sign in text:
        places.append(len(out))
        out += change(sign)
    return out, [*places, len(out)]


if __name__ == "__main__":
    main()
