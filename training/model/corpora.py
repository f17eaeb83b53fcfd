"""The corpora that the reading model learns from, as samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np

from dabir.model.labels import CLASSES, size
from dabir.model.network import OnnxNetwork
from dabir.model.pieces import Pieces
from dabir.model.tagger import Tagger, Words
from training.model.samples import (
    PARSTWINER,
    PEYMA,
    Sample,
    done,
    groups,
    laid_out,
    named,
    reported,
    spoken,
    told,
)
from training.model.sources import (
    Annotated,
    acts_joined,
    annotated_reports,
    deeds_joined,
    offsets_joined,
    own_texts,
    raw_reports,
    same_report,
    sentences_joined,
    tagged_sentences,
)

ANNOTATION = Path(__file__).parents[1] / "annotation"
# One sheet of so many is measured on.
HELD = 20
# Samples that the teacher reads at once.
TOGETHER = 64


def load(recipe: Mapping[str, Any], shared: Path, build: Path) -> dict[str, list[Sample]]:
    """The samples of every corpus that a recipe passes over.

    Where a recipe has `teachers`, the corpora that it names in `teach` (by default those without labels) keep what these
    models say of their words, each of them on its own heads (`heads`; all of them if it names none).
    """
    makers = {
        "peyma": lambda: _peyma(shared),
        "parstwiner": lambda: _parstwiner(shared),
        "gold": lambda: [reported(each) for each in _gold(recipe, shared)],
        "raw": lambda: _raw(recipe, shared),
        "deeds": lambda: deeds(shared, held=False, last=recipe.get("last", False)),
        "sentences": lambda: sentences(shared, held=False),
        "acts": lambda: [spoken(text, line["acts"]) for text, line in acts_joined(ANNOTATION, shared)],
    }
    samples = {corpus: makers[corpus]() for corpus in recipe["passes"]}
    pieces = Pieces((build / "tokenizer.json").read_bytes())
    taught = [each for corpus in recipe.get("teach", ("raw",)) for each in samples.get(corpus, ())]
    for teacher in recipe.get("teachers", ()):
        network = OnnxNetwork(Path(teacher["model"]).read_bytes(), threads=0)
        teach(Tagger(pieces, network), taught, teacher.get("heads", tuple(CLASSES)))
    return samples


def _peyma(shared: Path) -> list[Sample]:
    """Sentence by sentence, without those that stand in the test set too."""
    data = shared / "data/peyma"
    test = {sentence.tokens for sentence in tagged_sentences(data / "test.txt", "|")}
    return [
        named([each], PEYMA) for each in tagged_sentences(data / "train.txt", "|") if each.tokens not in test
    ]


def _parstwiner(shared: Path) -> list[Sample]:
    sentences = list(tagged_sentences(shared / "data/parstwiner/train.txt", "\t"))
    return [named(group, PARSTWINER) for group in groups(sentences, repeat(4))]


def _gold(recipe: Mapping[str, Any], shared: Path) -> list[Annotated]:
    """The annotated reports to learn from, then as many of the project's own as the recipe says."""
    gold = annotated_reports(shared / "gold/train.jsonl", shared / "gold/train.texts.jsonl")
    if "more" in recipe:
        gold += offsets_joined(Path(recipe["more"]), shared / "data")[: recipe.get("most", None)]
    return gold


def deeds(shared: Path, *, held: bool, last: bool = False) -> list[Sample]:
    """What is annotated for deeds: to be learnt from or, if `held`, to be measured on.

    The reports of `deeds.learn.jsonl` and one sheet of `HELD` of every kind are held, and learnt from only at `last`.
    """
    data = shared / "data"
    reports = deeds_joined(ANNOTATION / "tellings.reports.jsonl", data)
    read = {line["id"] for _, line in reports}
    kinds = [
        [told({**line, "text": text}) for text, line in reports],
        [told(line) for line in sentences_joined(ANNOTATION / "tellings.peyma.jsonl", data)],
        [told(line) for line in own_texts(ANNOTATION / "tellings.invented.jsonl")],
        [told(line) for line in own_texts(ANNOTATION / "tellings.kinds.jsonl")],
        [
            done(text, line)
            for text, line in deeds_joined(ANNOTATION / "deeds.more.jsonl", data)
            if line["id"] not in read
        ],
    ]
    learn = [done(text, line) for text, line in deeds_joined(ANNOTATION / "deeds.learn.jsonl", data)]
    kept = [sample for kind in kinds for sample in kind[::HELD]]
    if held:
        return learn + kept
    if last:
        return learn + [sample for kind in kinds for sample in kind]
    return [sample for kind in kinds for number, sample in enumerate(kind) if number % HELD]


def sentences(shared: Path, *, held: bool) -> list[Sample]:
    """Single sentences of PerDT and PEYMA annotated for deeds; one sheet of `HELD` is measured on."""
    sheets = sentences_joined(ANNOTATION / "tellings.sentences.jsonl", shared / "data")
    return [told(line) for number, line in enumerate(sheets) if held == (number % HELD == 0)]


def _raw(recipe: Mapping[str, Any], shared: Path) -> list[Sample]:
    """As many unlabelled reports as the recipe says, without those that anything is measured on."""
    gold = shared / "gold"
    held = {
        same_report(each.text)
        for name in ("seed", "dev")
        for each in annotated_reports(gold / f"{name}.jsonl", gold / f"{name}.texts.jsonl")
    }
    texts = [each.text for each in raw_reports(shared / "data") if same_report(each.text) not in held]
    readings = map(laid_out, texts[: recipe.get("raw_reports")])
    return [
        Sample([word.text for word in reading.words], [range(*each.range) for each in reading.paragraphs])
        for reading in readings
    ]


def teach(teacher: Tagger, samples: Sequence[Sample], heads: Sequence[str]) -> None:
    """Keep with each sample what a teacher says of its words on some heads, and what another said on the others."""
    asked = np.concatenate([np.full(size(head), head in heads) for head in CLASSES])
    for first in range(0, len(samples), TOGETHER):
        group = samples[first : first + TOGETHER]
        for sample, tags in zip(
            group, teacher.tag([Words(each.words, each.paragraphs) for each in group]), strict=True
        ):
            said = np.concatenate([tags.probabilities[head] for head in CLASSES], axis=1).astype(np.float16)
            sample.soft = said if sample.soft is None else np.where(asked, said, sample.soft)
        print(f"\rtaught {first + len(group)} of {len(samples)}", end="", flush=True)
    print()
