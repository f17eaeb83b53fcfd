"""Kill the process that adds reports, again and again at random moments, and compare what is kept with an undisturbed run.

    python benchmarks/crash.py REPORTS.jsonl [--kills 50] [--server postgresql://…]

`dabir add --fast` is started, killed with SIGKILL after a random time, and started again, until it was killed so many
times; then it is let through. What was reported as added before each kill must be there after it (`sure`), and in the
end every table must be as a run without a kill leaves it, but for the moments of keeping. The exit code is 1 where it
is not.
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
from pathlib import Path
from typing import Any

from sqlalchemy import text

from dabir.archive import Archive
from dabir.archive.schema import METADATA

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
    parser.add_argument("--longest", type=float, default=4.0, help="seconds before a kill at most")
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
    reported: set[str] = set()
    lost = 0
    for _ in range(options.kills):
        running = subprocess.Popen(
            _command(address, options.reports), stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        time.sleep(chance.uniform(0.2, options.longest))
        os.killpg(running.pid, signal.SIGKILL)
        told, _ = running.communicate()
        reported.update(line for line in told.splitlines(keepends=True) if line.endswith("\n"))
        lost += len({line.strip() for line in reported} - set(_names(address)))
    subprocess.run(_command(address, options.reports), check=True, stdout=subprocess.DEVNULL)
    return lost, len(reported)


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
            tables[table.name] = sorted(tuple(map(repr, row)) for row in rows)
        for name in ("vectors", "signs"):
            rows = connection.execute(text(f"SELECT * FROM {name}"))
            tables[name] = sorted(tuple(repr(value) for value in row) for row in rows)
    return tables


if __name__ == "__main__":
    main()
