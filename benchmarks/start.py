"""What a user waits for and what it takes: `python benchmarks/start.py [RUNS]`.

Starts the command anew for each run, on the sample report: `dabir --help`, `dabir read`, and `dabir read --fast`.
Prints the least, the middle and the most of the seconds, and the most memory of all runs.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "src/dabir/data/sample.txt"
COMMANDS = (["--help"], ["read", str(SAMPLE)], ["read", "--fast", str(SAMPLE)])
MAIN = "from dabir.cli import main; main()"


def main() -> None:
    """Measure and print a small table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{'':18}{'least':>8}{'middle':>8}{'most':>8}  seconds")
    for arguments in COMMANDS:
        took = sorted(_seconds(arguments) for _ in range(runs))
        name = " ".join(["dabir", *(word for word in arguments if word != str(SAMPLE))])
        print(f"{name:18}{took[0]:8.2f}{statistics.median(took):8.2f}{took[-1]:8.2f}")
    unit = 1 if sys.platform == "darwin" else 1024
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 2**20
    print(f"peak memory {most:.0f} MiB")


def _seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", MAIN, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
