"""A whole read beside what a user would take instead: `python benchmarks/peer.py [REPORTS]`.

Needs PyTorch and transformers, which nothing else here does. Reads the same reports of ../shared/data/fars in turns: with
Dabir, model included, and with a plain token-classification pipeline of transformers over a BERT of ParsBERT's size
(12 layers, 768 wide, random weights, since only its speed is measured) that labels each paragraph. One process each in its
turn, as many threads as there are cores for both.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dabir import Reader, Report
from dabir.batch import read_all, report_lines

FARS = Path(__file__).parents[2] / "shared/data/fars"
PIECES = 100_000
# The pipeline reads so few of the reports in each turn: it is slow, and its speed is even.
SHARE = 10


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    lines = [
        json.dumps(each).encode()
        for path in sorted(FARS.glob("*.json"))
        for each in json.loads(path.read_text("utf-8"))
    ]
    reports = [one for one in report_lines(lines[:count], "fars") if isinstance(one, Report)]
    if not reports:
        sys.exit(f"there are no reports in {FARS}")
    words = sum(len(report.text.split()) for report in reports)
    reader, fast, pipeline = Reader(), Reader(fast=True), _pipeline(reports)
    reader.read(reports[0])
    few = reports[::SHARE]
    turns: dict[str, list[float]] = {"Dabir": [], "Dabir --fast": [], "pipeline": []}
    for _ in range(3):
        turns["Dabir"].append(_rate(lambda: list(read_all(reports, reader)), len(reports)))
        turns["Dabir --fast"].append(_rate(lambda: list(read_all(reports, fast)), len(reports)))
        turns["pipeline"].append(_rate(lambda: [pipeline(_paragraphs(one)) for one in few], len(few)))
    print(f"{len(reports)} reports, {words:,} words, {os.cpu_count()} cores")
    for name, rates in turns.items():
        best = max(rates)
        print(
            f"{name:14}{min(rates):8.2f} to {best:.2f} reports a second, "
            f"{best * words / len(reports):,.0f} words a second"
        )
    print(f"Dabir reads {max(turns['Dabir']) / max(turns['pipeline']):.1f} times as fast as the pipeline")


def _rate(work: Callable[[], Any], count: int) -> float:
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def _paragraphs(report: Report) -> list[str]:
    return [line for line in report.text.split("\n") if line.strip()]


def _pipeline(reports: list[Report]) -> Any:
    """The peer: a WordPiece vocabulary of the reports' own words, a BERT of random weights, the stock pipeline."""
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast, pipeline

    pieces = BertWordPieceTokenizer(strip_accents=False, lowercase=False)
    pieces.train_from_iterator([report.text for report in reports], vocab_size=PIECES, show_progress=False)
    with tempfile.TemporaryDirectory() as folder:
        pieces.save_model(folder)
        tokenizer = BertTokenizerFast(f"{folder}/vocab.txt", do_lower_case=False, model_max_length=512)
    config = BertConfig(vocab_size=PIECES, num_labels=15)
    return pipeline("token-classification", model=BertForTokenClassification(config), tokenizer=tokenizer)


if __name__ == "__main__":
    main()
