"""The centres of the embedder's vectors, which search in an archive compares from (`dabir.archive.finding.vectors`).

    python training/centres.py [RECORDS.jsonl…]

RECORDS are records of many reports, as `dabir read` writes them. What is kept in `src/dabir/archive/data/centres.npz`
are three means: of the vectors of all pieces of the reports (without RECORDS it stays as it is), of the queries in
`benchmarks/english_queries.tsv`, and of the Persian ones in `benchmarks/ranking_queries.tsv`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dabir import Embedder, Record
from dabir.archive.finding.bynames import usual
from dabir.archive.finding.pieces import pieces

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src/dabir/archive/data/centres.npz"
ENGLISH = ROOT / "benchmarks/english_queries.tsv"
PERSIAN = ROOT / "benchmarks/ranking_queries.tsv"


def main() -> None:
    """Embed, average, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records", nargs="*", type=Path)
    options = parser.parse_args()
    embedder = Embedder()
    centre = _of_reports(embedder, options.records) if options.records else np.load(OUT)["centre"]
    persian = [query for query in _queries(PERSIAN) if not query.isascii()]
    means = {
        "centre": centre,
        "english": _of_queries(embedder, _queries(ENGLISH)),
        "persian": _of_queries(embedder, persian),
    }
    np.savez(OUT, **{name: mean.astype(np.float16) for name, mean in means.items()})


def _of_reports(embedder: Embedder, paths: Sequence[Path]) -> NDArray[np.float64]:
    total, count = np.zeros(384), 0
    for path in paths:
        for record in _records(path):
            vectors = embedder.embed(pieces(record))
            total, count = total + vectors.sum(axis=0), count + len(vectors)
    return total / count


def _of_queries(embedder: Embedder, queries: Sequence[str]) -> NDArray[np.float32]:
    """The mean of queries, in the words in which search embeds them."""
    mean: NDArray[np.float32] = embedder.embed([usual(query) for query in queries], kind="query").mean(axis=0)
    return mean


def _records(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from (Record.from_json(line) for line in lines)


def _queries(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t")[-1] for line in lines if not line.startswith("#")]


if __name__ == "__main__":
    main()
