"""How the cost of reading grows with the length of a report, and drawings of how anything measured here grows.

    python -m benchmarks.growth length SOURCE [--words 100,1000,10000,100000] [--fast] [--times 3]
    python -m benchmarks.growth chart FIGURES.jsonl OUT.svg

`length`: SOURCE is a file of reports in JSON Lines. For every number of words a report is made of its paragraphs, drawn by
lot, and read in a process of its own, after a short one that loads all there is to load; printed are, a line of JSON each,
the processor's seconds (the least of so many times) and the most memory in MB.

`chart`: FIGURES holds such lines, each with `chart`, the drawing it belongs to, and `series`, its line there (`batch.py`
and `archive.py` print figures that need no more than these two). All scales are logarithmic; beside each line stands the
exponent that fits it best, 1 where what is measured grows as its cause does.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.growth_chart import drawn, exponent
from dabir.batch import report_lines
from dabir.report import Report

SEED = 1397


def main() -> None:
    """Run a part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = parser.add_subparsers(dest="part", required=True)
    length = parts.add_parser("length")
    length.add_argument("source", type=Path)
    length.add_argument("--words", default="100,300,1000,3000,10000,30000,100000")
    length.add_argument("--fast", action="store_true")
    length.add_argument("--times", type=int, default=3)
    one = parts.add_parser("one")
    one.add_argument("times", type=int)
    one.add_argument("--fast", action="store_true")
    chart = parts.add_parser("chart")
    chart.add_argument("figures", type=Path)
    chart.add_argument("out", type=Path)
    options = parser.parse_args()
    {"length": _length, "one": _one, "chart": _chart}[options.part](options)


def _length(options: argparse.Namespace) -> None:
    paragraphs = _paragraphs(options.source)
    points: list[tuple[float, float]] = []
    for words in map(int, options.words.split(",")):
        command = [
            sys.executable,
            "-m",
            "benchmarks.growth",
            "one",
            str(options.times),
            *(["--fast"] if options.fast else []),
        ]
        text = _made(paragraphs, words)
        done = subprocess.run(command, input=text, text=True, check=True, capture_output=True)
        figures = {"words": len(text.split()), **json.loads(done.stdout)}
        points.append((figures["words"], figures["seconds"]))
        print(
            json.dumps({"chart": "length", "series": "--fast" if options.fast else "model", **figures}),
            flush=True,
        )
    print(f"seconds grow with words to the power of {exponent(points):.2f}", file=sys.stderr)


def _paragraphs(source: Path) -> list[str]:
    with source.open("rb") as lines:
        reports = [one for one in report_lines(lines, source.name) if isinstance(one, Report)]
    return [part for report in reports for part in report.text.splitlines()[1:] if part.strip()]


def _made(paragraphs: list[str], words: int) -> str:
    """A report of about so many words, the same for the same paragraphs."""
    chance, parts, count = random.Random(SEED), ["گزارشی بلند از چند میز خبر"], 0
    while count < words:
        part = chance.choice(paragraphs).split()[: words - count]
        parts.append(" ".join(part))
        count += len(part)
    return "\n".join(parts)


def _one(options: argparse.Namespace) -> None:
    """Read what comes on standard input, and tell what it took."""
    import resource
    import time

    from dabir.reader import Reader

    text, reader = sys.stdin.read(), Reader(fast=options.fast, threads=1)
    reader.read("«دبیر» خبرها را می‌خواند.\nاحمد رضوی روز شنبه در تهران گفت: این خبر درست است.")
    took = []
    for _ in range(options.times):
        began = time.process_time()
        reader.read(text)
        took.append(time.process_time() - began)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(min(took), 4), "memory_mb": round(memory)}))


def _chart(options: argparse.Namespace) -> None:
    lines: list[dict[str, Any]] = [
        json.loads(line) for line in options.figures.read_text("utf-8").splitlines() if line.strip()
    ]
    options.out.write_text(drawn(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
