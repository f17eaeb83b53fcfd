"""A whole read beside what a user would take instead: `python benchmarks/peer.py [REPORTS]`.

Reads the same reports of ../shared/data/fars in turns, everything in one process on one core (more cores take more
processes, and all of them gain alike): with Dabir, model included and by rules alone; with a plain token-classification
pipeline of transformers over a BERT of ParsBERT's size (12 layers, 768 wide, random weights, since only its speed is
measured) that labels each paragraph; and with hazm's normaliser, sentence splitter and word tokeniser, which read nothing
out of a text but stand before everything that would. Needs PyTorch, transformers and hazm, which nothing else here does; a
peer that is not installed is left out, and said to be.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dabir import Reader, Report
from dabir.batch import read_all, report_lines

FARS = Path(__file__).parents[2] / "shared/data/fars"
PIECES = 100_000
# The pipeline reads so few of the reports in each turn: it is slow, and its speed is even.
SHARE = 10
TURNS = 3


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
    reader, fast, few = Reader(threads=1), Reader(fast=True), reports[::SHARE]
    reader.read(reports[0])
    turns: dict[str, tuple[int, Callable[[], Any]]] = {
        "Dabir": (len(reports), lambda: list(read_all(reports, reader))),
        "Dabir --fast": (len(reports), lambda: list(read_all(reports, fast))),
    }
    if pipeline := _found("transformers", lambda: _pipeline(reports)):
        turns["pipeline"] = (len(few), lambda: [pipeline(_paragraphs(one)) for one in few])
    if cut := _found("hazm", _hazm):
        turns["hazm"] = (len(reports), lambda: [cut(one.text) for one in reports])
    rates: dict[str, list[float]] = {name: [] for name in turns}
    for _ in range(TURNS):
        for name, (read, work) in turns.items():
            rates[name].append(_rate(work, read))
    print(f"{len(reports)} reports, {words:,} words, one core")
    for name, each in rates.items():
        print(
            f"{name:14}{min(each):8.2f} to {max(each):.2f} reports a second, "
            f"{max(each) * words / len(reports):,.0f} words a second"
        )
    for peer in ("pipeline", "hazm"):
        for name in ("Dabir", "Dabir --fast"):
            if peer in rates:
                print(f"{name}: {max(rates[name]) / max(rates[peer]):.3f} times the speed of {peer}")


def _found(package: str, make: Callable[[], Any]) -> Any:
    """What a package makes, None where it is not installed."""
    if find_spec(package) is None:
        print(f"{package} is not installed: left out")
        return None
    return make()


def _rate(work: Callable[[], Any], count: int) -> float:
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def _paragraphs(report: Report) -> list[str]:
    return [line for line in report.text.split("\n") if line.strip()]


def _hazm() -> Callable[[str], Any]:
    from hazm import Normalizer, SentenceTokenizer, WordTokenizer

    normalizer, sentences, words = Normalizer(), SentenceTokenizer(), WordTokenizer()
    return lambda text: [words.tokenize(one) for one in sentences.tokenize(normalizer.normalize(text))]


def _pipeline(reports: list[Report]) -> Any:
    """The peer: a WordPiece vocabulary of the reports' own words, a BERT of random weights, the stock pipeline."""
    import torch
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast, pipeline

    torch.set_num_threads(1)
    pieces = BertWordPieceTokenizer(strip_accents=False, lowercase=False)
    pieces.train_from_iterator([report.text for report in reports], vocab_size=PIECES, show_progress=False)
    with tempfile.TemporaryDirectory() as folder:
        pieces.save_model(folder)
        tokenizer = BertTokenizerFast(f"{folder}/vocab.txt", do_lower_case=False, model_max_length=512)
    config = BertConfig(vocab_size=PIECES, num_labels=15)
    return pipeline("token-classification", model=BertForTokenClassification(config), tokenizer=tokenizer)


if __name__ == "__main__":
    main()
