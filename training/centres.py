"""The centres of the embedder's vectors, which search in an archive compares from (`dabir.archive.finding.vectors`).

    python training/centres.py RECORDS.jsonl… [--queries benchmarks/english_queries.tsv]

RECORDS are records of many reports, as `dabir read` writes them. What is kept in `src/dabir/archive/data/centres.npz`
are two means: of the vectors of all pieces of the reports, and of the vectors of the queries in English.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dabir import Embedder, Record
from dabir.archive.finding.pieces import pieces

OUT = Path(__file__).parents[1] / "src/dabir/archive/data/centres.npz"
QUERIES = Path(__file__).parents[1] / "benchmarks/english_queries.tsv"


def main() -> None:
    """Embed, average, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records", nargs="+", type=Path)
    parser.add_argument("--queries", type=Path, default=QUERIES)
    options = parser.parse_args()
    embedder = Embedder()
    total, count = np.zeros(384), 0
    for path in options.records:
        for record in _records(path):
            vectors = embedder.embed(pieces(record))
            total, count = total + vectors.sum(axis=0), count + len(vectors)
    lines = options.queries.read_text("utf-8").splitlines()
    asked = [line.split("\t")[-1] for line in lines if not line.startswith("#")]
    english = embedder.embed(asked, kind="query").mean(axis=0)
    np.savez(OUT, centre=(total / count).astype(np.float16), english=english.astype(np.float16))
    print(f"{OUT.name}: {count} pieces, {len(asked)} queries")


def _records(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from (Record.from_json(line) for line in lines)


if __name__ == "__main__":
    main()
