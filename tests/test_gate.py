"""The quality gate: the reader against the annotated sets, with the floors of `gate.toml`."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from dabir.batch import read_all, report_lines
from dabir.evaluation import Annotation, Counts, Evaluation, evaluate, load
from dabir.reader import Reader
from dabir.record import Record

FLOORS: dict[str, dict[str, float]] = tomllib.loads((Path(__file__).parent / "gate.toml").read_text("utf-8"))
GOLD = Path(__file__).parents[2] / "shared/gold"


@cache
def evaluation(name: str) -> Evaluation:
    name, _, way = name.partition(" ")
    reader = Reader(fast=way == "--fast")
    with (GOLD / f"{name}.texts.jsonl").open("rb") as lines:
        outcomes = read_all(report_lines(lines, name), reader)
        records = [record for record in outcomes if isinstance(record, Record)]
    return evaluate(load(GOLD / f"{name}.jsonl"), {one.id: Annotation.of_record(one) for one in records})


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated sets (../shared) are not here")
@pytest.mark.parametrize("name", FLOORS)
def test_the_reader_stays_above_the_floors(name: str) -> None:
    read = evaluation(name)
    figures = read.counts.figures()
    below = {
        measure: (figures[measure], floor)
        for measure, floor in FLOORS[name].items()
        if not reaches(figures[measure], floor)
    }
    assert not read.unread
    assert not below, f"{name}: measured, floor: {below}; see `dabir evaluate --worst 5`"


def reaches(figure: float | None, floor: float) -> bool:
    return figure is not None and figure >= floor


@pytest.mark.parametrize("name", FLOORS)
def test_every_floor_is_of_a_known_measure(name: str) -> None:
    assert FLOORS[name].keys() <= Counts().figures().keys()
    assert all(0 <= floor <= 1 for floor in FLOORS[name].values())
