"""How fast reports are read, and in how much memory: `python benchmarks/reading.py [--fast] [FILE]...`.

Each file is JSON Lines, or a JSON list of reports; without one, the reports of ../shared/data/fars are read,
and where they are not at hand the sample report, two hundred times over. The first report is timed by itself:
the lexicons are loaded with it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dabir.batch import Failure, report_lines
from dabir.reader import Reader
from dabir.report import Report

ROOT = Path(__file__).parents[1]
FARS = ROOT.parent / "shared/data/fars"
SAMPLE = ROOT / "src/dabir/data/sample.txt"


def main() -> None:
    """Measure and print a small table."""
    fast = "--fast" in sys.argv[1:]
    files = [Path(name) for name in sys.argv[1:] if name != "--fast"] or sorted(FARS.glob("*.json"))
    reports, failures = _loaded(files)
    if not reports:
        sys.exit("nothing to read: name JSON Lines files of reports")
    reader = Reader(fast=fast)
    first = _seconds(reader, reports[:1])
    took = _seconds(reader, reports)
    characters = sum(len(report.text) for report in reports)
    print(f"reports            {len(reports):>10,}  ({failures} could not be read)")
    print(f"characters         {characters:>10,}")
    print(f"first report       {first:>10.2f} s")
    print(f"all reports        {took:>10.2f} s")
    print(f"reports a second   {len(reports) / took:>10.1f}")
    print(f"characters a second{characters / took:>10,.0f}")
    print(f"peak memory        {_peak_memory():>10.0f} MiB")


def _loaded(files: list[Path]) -> tuple[list[Report], int]:
    lines = [line for file in files for line in _lines(file)]
    if not files:
        lines = [json.dumps({"id": str(n), "text": SAMPLE.read_text("utf-8")}).encode() for n in range(200)]
    loaded = list(report_lines(lines, "reports"))
    reports = [report for report in loaded if not isinstance(report, Failure)]
    return reports, len(loaded) - len(reports)


def _lines(file: Path) -> Iterator[bytes]:
    """One JSON object a line, whether the file is JSON Lines or one list."""
    data = file.read_bytes()
    if data.lstrip().startswith(b"["):
        return (json.dumps(report).encode() for report in json.loads(data))
    return iter(data.splitlines())


def _seconds(reader: Reader, reports: list[Report]) -> float:
    start = time.perf_counter()
    for report in reports:
        reader.read(report)
    return time.perf_counter() - start


def _peak_memory() -> float:
    """The most memory that the process held, in MiB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


if __name__ == "__main__":
    main()
