"""Very many reports: how fast `dabir batch` reads them, and in how much memory, by workers and by their number.

    python benchmarks/batch.py SOURCE [--counts 500,1000,2000] [--workers 1,2] [--fast] [--ray]

SOURCE is a file of reports in JSON Lines; where it holds fewer than are wanted, it is gone through again, each time with
other ids. Every measurement runs the command itself; memory is that of all its processes together, looked at ten times a
second (what they share counted once for each: proportional set sizes). What is printed for each: the seconds, the reports a
second, and the most memory in MB, start-up included.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

DABIR = Path(sys.executable).with_name("dabir")


def main() -> None:
    """Measure, and print a line of JSON for each measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("--counts", default="500,1000,2000")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--ray", action="store_true")
    options = parser.parse_args()
    extra = (["--fast"] if options.fast else []) + (["--engine", "ray"] if options.ray else [])
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, options.counts.split(",")):
            source = Path(folder) / "in.jsonl"
            with source.open("w", encoding="utf-8") as file:
                file.writelines(islice(_lines(options.source), count))
            for workers in options.workers.split(","):
                told = _measured(source, Path(folder) / "out", ["--workers", workers, *extra])
                print(json.dumps({"reports": count, "workers": int(workers), **told}), flush=True)


def _lines(source: Path) -> Iterator[str]:
    """The lines of a file without end, the ids told apart by the round."""
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines() if line.strip()]
    for number, row in enumerate(cycle(rows)):
        yield json.dumps({**row, "id": f"{number // len(rows)}-{number}"}, ensure_ascii=False) + "\n"


def _measured(source: Path, out: Path, options: list[str]) -> dict[str, float]:
    began, most = time.perf_counter(), 0
    command = [str(DABIR), "batch", str(source), str(out), "--format", "jsonl", *options]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(_memory, _family(process.pid))))
            time.sleep(0.1)
    seconds = time.perf_counter() - began
    read = sum(1 for path in out.glob("date=*/*.jsonl") for _ in path.open("rb"))
    shutil.rmtree(out)
    return {
        "seconds": round(seconds, 1),
        "read": read,
        "a_second": round(read / seconds, 1),
        "memory_mb": round(most / 1024),
    }


def _family(root: int) -> list[int]:
    """A process and all that it has begun, directly or not."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        parents[int(path.parent.name)] = int(fields[1])
    family = [root]
    for one in family:
        family += [child for child, parent in parents.items() if parent == one]
    return family


def _memory(process: int) -> int:
    """The memory of a process in kB, what it shares with others divided among them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    main()
