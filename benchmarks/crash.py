"""Kill the process that adds reports, again and again at random moments, and compare what is kept with an undisturbed run.

    python benchmarks/crash.py REPORTS.jsonl [--kills 50] [--server postgresql://…]

`dabir add --fast` is started, killed with SIGKILL, and started again, until it was killed so many times; then it is
let through. Each kill comes at a random moment after a random number of reports, so that the kills are spread over
the run. What was reported as added before each kill must be there after it, and in the end every table must be as a
run without a kill leaves it, but for the moments of keeping. The exit code is 1 where it is not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import text

from dabir import Report
from dabir.archive import Archive
from dabir.archive.schema import METADATA
from dabir.gathering import collected

# What adds, and prints the name of each report when it is kept for good.
ADDING = """
import sys
from dabir.adding import add
from dabir.archive import Archive
from dabir.gathering import collected
from dabir.reader import Reader
with Archive(sys.argv[1]) as archive:
    for kept in add(archive, collected([sys.argv[2]]), Reader(fast=True, threads=1)):
        if kept is not None:
            print(kept.name, flush=True)
"""


def main() -> None:
    """Run it, and print what was found as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1397)
    parser.add_argument("--databases", nargs=2, help="two empty databases, rather than files of SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        calm, killed = options.databases or [f"{folder}/calm.dabir", f"{folder}/killed.dabir"]
        subprocess.run(_command(calm, options.reports), check=True, stdout=subprocess.DEVNULL)
        lost, reported = _disturbed(killed, options)
        same = dumped(calm) == dumped(killed)
        with Archive(killed) as archive:
            size = archive.size()
    print(
        json.dumps(
            {"kills": options.kills, "reports": size, "reported": reported, "lost": lost, "same": same}
        )
    )
    sys.exit(int(bool(lost) or not same))


def _disturbed(address: str, options: argparse.Namespace) -> tuple[int, int]:
    """Kill and start again; then how many reported reports were missing after a kill, and how many were reported in all."""
    chance = random.Random(options.seed)
    expected = _size(options.reports)
    reported: set[str] = set()
    lost = 0
    for kill in range(options.kills):
        # On average the kills are spread over the whole run: some come before anything was reported, some far behind.
        share = (expected - len(reported)) / (options.kills - kill)
        reported |= _killed(address, options.reports, round(chance.uniform(0, 2 * share)), chance)
        lost += len(reported - set(_names(address)))
    subprocess.run(_command(address, options.reports), check=True, stdout=subprocess.DEVNULL)
    return lost, len(reported)


def _killed(address: str, reports: Path, count: int, chance: random.Random) -> set[str]:
    """What a run reports that is killed at a random moment after so many reports, or while it starts."""
    running = subprocess.Popen(
        _command(address, reports), stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stdout is not None
    told = list(islice(running.stdout, count))
    time.sleep(chance.uniform(0, 1.0) if count else chance.uniform(0.2, 4.0))
    os.killpg(running.pid, signal.SIGKILL)
    told += running.stdout.readlines()
    running.wait()
    return {line.strip() for line in told if line.endswith("\n")}


def _size(reports: Path) -> int:
    """How many reports there are to be added."""
    return sum(1 for one in collected([str(reports)]) if isinstance(one, Report))


def _command(address: str, reports: Path) -> list[str]:
    return [sys.executable, "-c", ADDING, address, str(reports)]


def _names(address: str) -> Iterator[str]:
    with Archive(address) as archive, archive.reading() as connection:
        yield from connection.execute(text("SELECT name FROM reports")).scalars()


def dumped(address: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of an archive's tables, but for when they were kept."""
    tables = {}
    with Archive(address) as archive, archive.reading() as connection:
        for table in METADATA.sorted_tables:
            columns = [column.name for column in table.columns if column.name != "added"]
            rows = connection.execute(text(f"SELECT {', '.join(columns)} FROM {table.name}"))
            # How often an archive was written to is another matter than what it holds.
            kept = (row for row in rows if tuple(row)[:1] != ("revision",))
            tables[table.name] = sorted(tuple(map(repr, row)) for row in kept)
        for name in ("vectors", "signs"):
            rows = connection.execute(text(f"SELECT * FROM {name}"))
            tables[name] = sorted(tuple(repr(value) for value in row) for row in rows)
    return tables


if __name__ == "__main__":
    main()
