"""Count, in annotated reports, how often each way of telling a speaker is right.

    python -m training.attributions SHARED

reads the annotated `train` reports and the project's own by the rules alone (the model has learnt from them), writes
`src/dabir/facts/data/attributions.toml`, from which the confidence of an attribution is read, and prints how well
such confidences hold for reports that were not counted: five times, four fifths of the reports foretell the last.
Count anew whenever the rules of `speakers.py` change.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, get_args

from dabir.evaluation import Annotation
from dabir.evaluation.names import same_speaker
from dabir.evaluation.scoring import matches
from dabir.facts.contents import find_contents
from dabir.facts.mentions import find_mentions
from dabir.facts.parties import Way
from dabir.facts.people import find_people
from dabir.facts.reading import lay_out
from dabir.facts.speakers import Resolver
from dabir.facts.statements import parties_of_record, people_of_record, statements_of_record
from dabir.record import Statement
from dabir.sources import read_text
from training.model.sources import annotated_reports, offsets_joined

OWN = Path(__file__).parent / "annotation/more.jsonl"
DATA = Path(__file__).parents[1] / "src/dabir/facts/data/attributions.toml"
HEADER = """\
# How often the speaker was the right one, a named person or a party, by the way in which it was told (`Way` in
# `parties.py`): counted by training/attributions.py in {reports} annotated reports ({statements} statements), few
# counts drawn to the mean.
"""
KINDS = ("person", "party")
FOLDS = 5
# So many statements at the mean are added to those that were counted.
PRIOR = 4.0
# Nothing is surer than this.
MOST = 0.99
BANDS = (0.0, 0.8, 0.95, 0.985, 1.01)


class Outcome(NamedTuple):
    """One statement: whether its speaker is a person or a party, how that was told, and whether rightly."""

    kind: str
    way: str
    right: bool


def main(shared: Path) -> None:
    """Count, print the trial and write the shares."""
    known = annotated_reports(shared / "gold/train.jsonl", shared / "gold/train.texts.jsonl")
    known += offsets_joined(OWN, shared / "data")
    reports = [list(outcomes(Annotation.of_json(one.gold), one.text)) for one in known]
    print("\n".join(trial(reports)))
    every = [outcome for report in reports for outcome in report]
    counted = shares(every)
    text = HEADER.format(reports=len(reports), statements=len(every))
    for kind in KINDS:
        rows = (f"{way} = {counted[kind, way]:.3f}\n" for way in get_args(Way))
        text += f"\n[{kind}]\n" + "".join(rows)
    DATA.write_text(text, "utf-8")


def outcomes(gold: Annotation, text: str) -> Iterator[Outcome]:
    """Read a report, and compare the speakers of the statements that were found with the annotated ones."""
    reading = lay_out(read_text(text))
    mentions = find_mentions(reading)
    people, drafts = find_people(reading, mentions), find_contents(reading, mentions)
    resolver = Resolver(reading, mentions, people, drafts)
    attributions = resolver.resolve()
    known = {**people_of_record(reading, people), **parties_of_record(reading, resolver.organs)}
    statements = statements_of_record(reading, drafts, attributions, known)
    found = {
        (statement.start, statement.end): attribution
        for statement, attribution in zip(statements, attributions, strict=True)
    }
    for wanted, said in matches(gold.statements, _said(gold.id, statements).statements):
        if not wanted.optional:
            attribution = found[said.start, said.end]
            yield Outcome(attribution.kind, attribution.way, same_speaker(wanted.speaker, said.speaker))


def _said(id: str, statements: Iterable[Statement]) -> Annotation:  # noqa: A002
    """The statements in the form of an annotation."""
    fields = [{"start": s.start, "end": s.end, "speaker": s.speaker, "form": s.form} for s in statements]
    return Annotation.of_json({"id": id, "statements": fields})


def shares(counted: Iterable[Outcome]) -> dict[tuple[str, str], float]:
    """The share of right ones by kind and way, drawn to that of the kind where few were counted."""
    counted = list(counted)
    found: dict[tuple[str, str], float] = {}
    for kind in KINDS:
        of = Counter(one.way for one in counted if one.kind == kind)
        right = Counter(one.way for one in counted if one.kind == kind and one.right)
        mean = right.total() / of.total()
        found |= {
            (kind, way): min(MOST, (right[way] + PRIOR * mean) / (of[way] + PRIOR)) for way in get_args(Way)
        }
    return found


def trial(reports: list[list[Outcome]]) -> Iterator[str]:
    """What was foretold and what was found, band by band, for reports that were not counted."""
    foretold: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        rest = [one for number, report in enumerate(reports) if number % FOLDS != fold for one in report]
        known = shares(rest)
        foretold += [
            (known[one.kind, one.way], one.right) for report in reports[fold::FOLDS] for one in report
        ]
    yield "foretold  found  statements"
    for low, high in pairwise(BANDS):
        band = [one for one in foretold if low <= one[0] < high]
        if band:
            share, right = (sum(values) / len(band) for values in zip(*band, strict=True))
            yield f"{share:8.3f}  {right:5.3f}  {len(band):10}"
    yield f"Brier score {sum((share - right) ** 2 for share, right in foretold) / len(foretold):.4f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
