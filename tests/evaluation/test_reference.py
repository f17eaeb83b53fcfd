"""The project's figures against those of the scorer that came with the annotated sets."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dabir.evaluation import Annotation, count, load, total
from dabir.report import Report

SHARED = Path(__file__).parents[3] / "shared"
SCORER, GOLD = SHARED / "tools/score.py", SHARED / "gold"

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the annotated sets (../shared) are not here")

SPEAKERS = ["وی", "وزیر دفاع", "دکتر مینا روشن", "خبرگزاری", "", "معاون وزیر نیرو", "روشن"]


def reference(gold: Path, predicted: Path) -> dict[str, float | None]:
    command = [sys.executable, str(SCORER), str(gold), str(predicted), "--json"]
    figures: dict[str, float | None] = json.loads(
        subprocess.run(command, capture_output=True, check=True).stdout
    )
    return figures


def figures(gold: Path, predicted: Path) -> dict[str, float | None]:
    found = {annotation.id: annotation for annotation in load(predicted)}
    return total(count(one, found.get(one.id, Annotation(one.id))) for one in load(gold)).figures()


def perturbed(report: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """An annotation made worse at random: bounds moved, names changed, things dropped and made up."""
    statements = [said(s, report, rng) for s in report["statements"] if rng.random() < 0.85]
    if statements and rng.random() < 0.3:
        statements.append(rng.choice(statements))
    people = [
        {**p, "role": rng.choice([p["role"], "", "وزیر دفاع"])}
        for p in report["people"]
        if rng.random() < 0.9
    ]
    events = [event(e, rng) for e in report["events"] or [] if rng.random() < 0.8]
    return {"id": report["id"], "statements": statements, "people": people, "events": events}


def said(statement: dict[str, Any], report: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    start = max(0, statement["start"] + rng.randint(-20, 20))
    end = max(start, statement["end"] + rng.randint(-40, 40))
    names = [statement["speaker"], statement["speaker"].split()[-1], rng.choice(SPEAKERS)]
    names += [person["name"] for person in report["people"][:1]]
    form = rng.choice(["direct", "indirect", statement["form"]])
    return {"start": start, "end": end, "speaker": rng.choice(names), "form": form}


def event(done: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    parties = [done["source"], done["target"], rng.choice(SPEAKERS)]
    rng.shuffle(parties)
    return {**done, "type": rng.choice([done["type"], "AGREE"]), "source": parties[0], "target": parties[1]}


@pytest.mark.parametrize("name", ["seed", "dev", "train"])
@pytest.mark.parametrize("seed", range(3))
def test_same_figures_on_perturbed_annotations(name: str, seed: int, tmp_path: Path) -> None:
    gold, rng = GOLD / f"{name}.jsonl", random.Random(seed)
    reports = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    predicted = tmp_path / "predicted.jsonl"
    kept = [report for report in reports if rng.random() < 0.95] or reports
    lines = [json.dumps(perturbed(report, rng)) for report in kept]
    predicted.write_text("\n".join(lines) + "\n", "utf-8")
    assert figures(gold, predicted) == reference(gold, predicted)


def test_same_figures_on_the_readers_own_records(tmp_path: Path) -> None:
    from dabir.reader import Reader

    reader, predicted = Reader(fast=True), tmp_path / "predicted.jsonl"
    texts = (GOLD / "dev.texts.jsonl").read_text("utf-8").splitlines()
    reports = [Report.of(fields["text"], id=fields["id"]) for fields in map(json.loads, texts)]
    predicted.write_text("".join(reader.read(report).to_json() + "\n" for report in reports), "utf-8")
    assert figures(GOLD / "dev.jsonl", predicted) == reference(GOLD / "dev.jsonl", predicted)
