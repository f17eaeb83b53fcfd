"""The archive at scale: adding in bulk, latency of searches, size on disk and memory, on SQLite or PostgreSQL.

    python benchmarks/archive.py add ADDRESS RECORDS.jsonl [--count 100000]
    python benchmarks/archive.py search ADDRESS [--queries benchmarks/known_items.tsv]

RECORDS are made by `recombination.py`. `add` keeps them as `dabir add` does, 32 at a time, and times what comes
beyond reading and embedding: the records lie read, and their vectors are drawn by lot around the centre (their number
is that of the pieces which the embedder would take). `search` asks an archive by words, by meaning and by both: the
queries of the file, and single words, pairs and phrases drawn from the archive's own headlines. «Cold» is the first
question of a new process that has just opened the archive (without the start of Python; with the embedder's loading
told apart), «warm» all of one process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import numpy as np
from sqlalchemy import text

from dabir import Record
from dabir.archive import Archive
from dabir.archive.finding.pieces import pieces
from dabir.archive.finding.search import Way
from dabir.archive.keeping import Entry
from dabir.archive.words.analysis import STOP, terms

TOGETHER = 32
COLD = 12


def main() -> None:
    """Run a part, and print its figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = parser.add_subparsers(dest="part", required=True)
    adding = parts.add_parser("add")
    adding.add_argument("address")
    adding.add_argument("records", type=Path)
    adding.add_argument("--count", type=int, default=100_000)
    searching = parts.add_parser("search")
    searching.add_argument("address")
    searching.add_argument("--queries", type=Path, default=Path(__file__).with_name("known_items.tsv"))
    cold = parts.add_parser("cold")
    cold.add_argument("address")
    cold.add_argument("way")
    cold.add_argument("query")
    options = parser.parse_args()
    figures = {"add": _add, "search": _search, "cold": _cold}[options.part](options)
    print(json.dumps(figures, ensure_ascii=False))


# Adding ---------------------------------------------------------------------------------------------------------------


def _add(options: argparse.Namespace) -> dict[str, Any]:
    chance = np.random.default_rng(1397)
    spent, kept, tenth = 0.0, 0, max(options.count // 10, 1)
    tenths: list[float] = []
    with Archive(options.address) as archive, options.records.open("rb") as lines:
        keeper = archive.keeper("benchmark")
        taken = islice(lines, options.count)
        while batch := list(islice(taken, TOGETHER)):
            entries = [_entry(line, chance) for line in batch]
            start = time.perf_counter()
            keeper.keep(entries)
            spent += time.perf_counter() - start
            kept += len(entries)
            if kept // tenth > len(tenths):
                tenths.append(round(1000 * spent / kept, 2))
                print(f"{kept}: {tenths[-1]} ms a report so far", file=sys.stderr)
        size = _size(archive)
        facts = _counts(archive)
    return {
        "reports": kept,
        "ms_a_report": round(1000 * spent / kept, 2),
        "ms_by_tenths": tenths,
        "bytes_a_report": size // kept,
        "memory_mb": _memory(),
        **facts,
    }


def _entry(line: bytes, chance: np.random.Generator) -> Entry:
    record = Record.from_json(line)
    vectors = chance.normal(size=(len(pieces(record)), 384)).astype(np.float32)
    return Entry(record, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def _memory() -> int:
    """The process's own memory in MB: what it maps of the archive's file belongs to the system's cache."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("RssAnon:"))
    return int(line.split()[1]) // 1024


def _size(archive: Archive) -> int:
    """The bytes of the archive on the disk."""
    if archive.database.server:
        with archive.reading() as connection:
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    with archive.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(archive.database.address).stat().st_size


def _counts(archive: Archive) -> dict[str, int]:
    """How many copies and corrections were found, and how many reports are in stories."""
    questions = {
        "copies": "SELECT count(*) FROM reports WHERE copy_of IS NOT NULL",
        "corrections": "SELECT count(*) FROM versions WHERE number > 1",
        "people": "SELECT count(*) FROM entities WHERE kind = 'person'",
        "in_stories": "SELECT count(*) FROM reports WHERE story_id IS NOT NULL",
    }
    with archive.reading() as connection:
        return {name: int(connection.execute(text(one)).scalar_one()) for name, one in questions.items()}


# Searching ------------------------------------------------------------------------------------------------------------


def _search(options: argparse.Namespace) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    with Archive(options.address, create=False) as archive:
        queries = [*_written(options.queries), *_drawn(archive)]
        figures["reports"], figures["queries"] = archive.size(), len(queries)
        archive.embedder.embed(["گرم"], kind="query")
        for way in get_args(Way):
            figures[f"warm_{way}"] = _times(archive, queries, way)
        figures["filtered"] = _times(archive, [f"after:1395 {query}" for query in queries[:100]], "both")
        figures["memory_mb"] = _memory()
    for way in get_args(Way):
        chosen = queries[:: max(len(queries) // COLD, 1)][:COLD]
        figures[f"cold_{way}"] = _spread([_first(options.address, way, query) for query in chosen])
    return figures


def _times(archive: Archive, queries: Iterable[str], way: Way) -> dict[str, float]:
    times = []
    for query in queries:
        start = time.perf_counter()
        archive.search(query, way=way)
        times.append(1000 * (time.perf_counter() - start))
    return _spread(times)


def _spread(times: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and the longest, in milliseconds."""
    return {
        "median": round(float(np.median(times)), 1),
        "p95": round(float(np.percentile(times, 95)), 1),
        "longest": round(max(times), 1),
    }


def _first(address: str, way: str, query: str) -> float:
    """The first question of a new process."""
    command = [sys.executable, __file__, "cold", address, way, query]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout)["ms"])


def _cold(options: argparse.Namespace) -> dict[str, Any]:
    if options.way != "words":
        from dabir.model.embedder import Embedder

        Embedder().embed(["گرم"], kind="query")
    start = time.perf_counter()
    with Archive(options.address, create=False) as archive:
        if options.way != "words":
            archive.embedder.embed(["گرم"], kind="query")
            start = time.perf_counter()
        archive.search(options.query, way=options.way)
        return {"ms": 1000 * (time.perf_counter() - start)}


def _written(path: Path) -> Iterator[str]:
    """The queries of a file of known items."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")[2]


def _drawn(archive: Archive) -> Iterator[str]:
    """Single words, pairs and phrases of headlines, by lot."""
    chance = random.Random(1397)
    with archive.reading() as connection:
        newest = connection.execute(text("SELECT max(id) FROM versions")).scalar_one()
        ids = chance.sample(range(1, newest + 1), min(300, newest))
        wanted = text(f"SELECT headline FROM versions WHERE id IN ({', '.join(map(str, ids))})")
        headlines = [headline for headline in connection.execute(wanted).scalars() if headline]
    for number, headline in enumerate(headlines):
        words = [headline[term.start : term.end] for term in terms(headline) if term.key not in STOP]
        if len(words) < 3:
            continue
        at = chance.randrange(len(words) - 1)
        yield (words[at], f"{words[at]} {words[-1]}", f'"{words[at]} {words[at + 1]}"')[number % 3]


if __name__ == "__main__":
    main()
