"""The quality gate: the reader against the annotated sets, with the floors of `gate.toml`."""

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from dabir.batch import Failure, read_all, report_lines
from dabir.evaluation import (
    Annotation,
    Counts,
    DeedCounts,
    DeedEvaluation,
    Evaluation,
    evaluate,
    evaluate_deeds,
    load,
)
from dabir.reader import Reader
from dabir.record import Record
from dabir.report import Report
from training.model.sources import deeds_joined

FLOORS: dict[str, dict[str, float]] = tomllib.loads((Path(__file__).parent / "gate.toml").read_text("utf-8"))
ROOT = Path(__file__).parents[1]
GOLD, DATA = ROOT.parent / "shared/gold", ROOT.parent / "shared/data"
DEEDS = ROOT / "training/annotation"


@cache
def evaluation(name: str) -> Evaluation | DeedEvaluation:
    name, _, way = name.partition(" ")
    reader = Reader(fast=way == "--fast")
    if name.startswith("deeds."):
        return of_deeds(DEEDS / f"{name}.jsonl", reader)
    with (GOLD / f"{name}.texts.jsonl").open("rb") as lines:
        records = read(report_lines(lines, name), reader)
    return evaluate(load(GOLD / f"{name}.jsonl"), {one.id: Annotation.of_record(one) for one in records})


def of_deeds(path: Path, reader: Reader) -> DeedEvaluation:
    """The reader against reports annotated for deeds, whose texts lie among the raw reports."""
    gold, lines = [], []
    for text, line in deeds_joined(path, DATA):
        gold.append(line)
        fields = {"id": line["id"], "text": text, "published": line["published"]}
        lines.append(json.dumps(fields).encode())
    return evaluate_deeds(gold, {one.id: one for one in read(report_lines(lines, path.name), reader)})


def read(reports: Iterable[Report | Failure], reader: Reader) -> list[Record]:
    return [record for record in read_all(reports, reader) if isinstance(record, Record)]


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated sets (../shared) are not here")
@pytest.mark.parametrize("name", FLOORS)
def test_the_reader_stays_above_the_floors(name: str) -> None:
    found = evaluation(name)
    figures = found.counts.figures()
    below = {
        measure: (figures[measure], floor)
        for measure, floor in FLOORS[name].items()
        if not reaches(figures[measure], floor)
    }
    assert not found.unread
    assert not below, f"{name}: measured, floor: {below}; see `dabir evaluate --worst 5`"


def reaches(figure: float | None, floor: float) -> bool:
    return figure is not None and figure >= floor


@pytest.mark.parametrize("name", FLOORS)
def test_every_floor_is_of_a_known_measure(name: str) -> None:
    known = DeedCounts() if name.startswith("deeds.") else Counts()
    assert FLOORS[name].keys() <= known.figures().keys()
    assert all(0 <= floor <= 1 for floor in FLOORS[name].values())
