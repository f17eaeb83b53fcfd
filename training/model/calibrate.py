"""Fit the reading model's trust on annotated text that it has not learnt from, and draw how well it fits.

    python -m training.model.calibrate SHARED src/dabir/model/files docs/assets/reliability.svg

writes `calibration.json` beside the model and renews the list of files. Names are fitted on PEYMA dev and drawn on
PEYMA test; the parts of reported speech are fitted on the annotated `dev`, and drawn there leaving out each time the
fifth of the reports that is drawn. A name, a cue, a source or a post is right when it is exact; a content when it
shares at least half its extent with the annotated one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from dabir.model.calibration import Calibration, log_odds
from dabir.model.labels import CLASSES
from dabir.model.reading import load
from dabir.model.tagger import Tagger, Words
from training.model import manifest
from training.model.chart import Bin, reliability
from training.model.measure import overlap, wanted
from training.model.samples import PEYMA, Sample, named, reported
from training.model.sources import annotated_reports, tagged_sentences

Judged = tuple[float, bool]
FOLDS, BINS = 5, 8
# How strongly a fit is drawn to taking the network at its word, in judgements.
DRAWN = 1.0
FILE = "calibration.json"


def main(shared: Path, files: Path, drawing: Path) -> None:
    """Fit, write, draw."""
    # The file is written first with nothing in it, so that the model is loaded and answers with bare probabilities.
    (files / FILE).write_text("{}\n", encoding="utf-8")
    manifest.write(files)
    tagger = load()
    gold = annotated_reports(shared / "gold/dev.jsonl", shared / "gold/dev.texts.jsonl")
    speech = [_judged(tagger, reported(each)) for each in gold]
    fitted = {"names": fit(_names(tagger, shared, "dev"))}
    charts: dict[str, list[Bin]] = {}
    names = _names(tagger, shared, "test")
    charts["names (PEYMA test)"] = bins(_bent(names, fitted["names"]))
    for head in CLASSES:
        if head in ("names", "inner"):
            continue
        fitted[head] = fit(pair for report in speech for pair in report[head])
        charts[f"{head} (dev, crosswise)"] = bins(_crosswise([report[head] for report in speech]))
    fitted["inner"] = fitted["outer"]  # too few to be fitted by themselves
    rounded = {head: [round(number, 4) for number in pair] for head, pair in fitted.items()}
    (files / FILE).write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    manifest.write(files)
    drawing.write_text(reliability(charts), encoding="utf-8")
    for name, chart in charts.items():
        error = sum(each.count * abs(each.said - each.right) for each in chart) / sum(
            each.count for each in chart
        )
        print(f"{name:28} expected calibration error {error:.3f}")


def _names(tagger: Tagger, shared: Path, part: str) -> list[Judged]:
    sentences = tagged_sentences(shared / f"data/peyma/{part}.txt", "|")
    return [pair for each in sentences for pair in _judged(tagger, named([each], PEYMA))["names"]]


def _judged(tagger: Tagger, sample: Sample) -> dict[str, list[Judged]]:
    """For each head that a sample labels, the probability of each span found and whether it is right."""
    (tags,) = tagger.tag([Words(sample.words, sample.paragraphs)])
    out: dict[str, list[Judged]] = {}
    for head in sample.allowed:
        gold = list(wanted(sample, head))
        exact = {span[:3] for span in gold}
        out[head] = [
            (span.trust, any(overlap(span, other) >= 0.5 for other in gold))
            if head in ("outer", "inner")
            else (span.trust, span[:3] in exact)
            for span in tags.of(head)
        ]
    return out


def fit(judged: Iterable[Judged]) -> tuple[float, float]:
    """Slope and intercept that make the judgements most likely: logistic regression, drawn a little to (1, 0)."""
    pairs = [(log_odds(said), float(right)) for said, right in judged]
    found, prior = np.array([1.0, 0.0]), np.array([1.0, 0.0])
    rows = np.array([(odds, 1.0) for odds, _ in pairs])
    right = np.array([right for _, right in pairs])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        gradient = rows.T @ (right - guess) - DRAWN * (found - prior)
        curve = (rows * (guess * (1 - guess))[:, None]).T @ rows + DRAWN * np.eye(2)
        found = found + np.clip(np.linalg.solve(curve, gradient), -0.5, 0.5)
    return float(found[0]), float(found[1])


def _bent(judged: Iterable[Judged], pair: tuple[float, float]) -> list[Judged]:
    calibration = Calibration({"": pair})
    return [(calibration.trust("", said), right) for said, right in judged]


def _crosswise(reports: Sequence[Sequence[Judged]]) -> list[Judged]:
    """Each fifth of the reports as the fit on the others bends it."""
    out: list[Judged] = []
    for fold in range(FOLDS):
        rest = [pair for n, report in enumerate(reports) if n % FOLDS != fold for pair in report]
        own = [pair for n, report in enumerate(reports) if n % FOLDS == fold for pair in report]
        out += _bent(own, fit(rest))
    return out


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """Spans in order of trust, in bins of equal size."""
    ordered = sorted(judged)
    cuts = [len(ordered) * number // BINS for number in range(BINS + 1)]
    parts: list[Sequence[Judged]] = [ordered[low:high] for low, high in pairwise(cuts)]
    return [
        Bin(sum(said for said, _ in part) / len(part), sum(right for _, right in part) / len(part), len(part))
        for part in parts
        if part
    ]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
