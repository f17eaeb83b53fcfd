"""Choose which raw reports to annotate: those where the model is least sure, or disagrees with the rules.

    python -m training.annotation.choose MODEL.onnx BUILD SHARED OUT [COUNT]

reads every raw report of 120 to 900 words that is not annotated yet, ranks them by doubt, takes COUNT (80) with no desk
holding more than its share, and writes for each a sheet of numbered parts into OUT, with `chosen.tsv`: id, desk, doubt
and its causes.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from dabir.facts.contents import find_contents
from dabir.facts.mentions import find_mentions
from dabir.facts.reading import Reading
from dabir.model.network import OnnxNetwork
from dabir.model.pieces import Pieces
from dabir.model.tagger import Tagger, Words
from dabir.model.tags import Tags
from training.model.measure import Stretch, overlap
from training.model.samples import laid_out
from training.model.sources import Raw, annotated_reports, raw_reports, same_report

# Reports of a length that a person reads with care in one sitting; shorter ones teach little.
LEAST, MOST = 120, 900
# No desk takes more than this share, so that the hard desks do not crowd out all others.
SHARE = 0.3
TOGETHER = 32


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a report is worth annotating: statements of one reader only, people of one only, and mean entropy."""

    report: Raw
    desk: str
    statements: int
    people: int
    entropy: float
    words: int

    @property
    def rank(self) -> float:
        """Doubts for every hundred words, so that long reports are not preferred for their length."""
        return (self.statements + 0.5 * self.people + self.entropy * self.words) / (self.words / 100 + 1)


def main(model: Path, build: Path, shared: Path, out: Path, count: int = 80) -> None:
    """Rank, choose, write."""
    tagger = Tagger(
        Pieces((build / "tokenizer.json").read_bytes()),
        OnnxNetwork(model.read_bytes(), threads=2),
    )
    doubts = sorted(_doubts(_unread(shared), tagger), key=lambda doubt: -doubt.rank)
    chosen = list(_spread(doubts, count))
    out.mkdir(parents=True, exist_ok=True)
    rows = ["id\tdesk\tdoubt\tstatements\tpeople\tentropy\twords"]
    for doubt in chosen:
        parts = doubt.report.text.split("\n")
        sheet = "\n".join(f"[{number}] {part}" for number, part in enumerate(parts))
        (out / f"{doubt.report.id}.txt").write_text(sheet + "\n", encoding="utf-8")
        rows.append(
            f"{doubt.report.id}\t{doubt.desk}\t{doubt.rank:.2f}\t{doubt.statements}\t{doubt.people}"
            f"\t{doubt.entropy:.3f}\t{doubt.words}"
        )
    (out / "chosen.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(chosen)} of {len(doubts)} reports: {Counter(doubt.desk for doubt in chosen)}")


def _unread(shared: Path) -> Iterator[Raw]:
    """The raw reports that no annotated set holds; a report is known by its headline and first words."""
    gold = shared / "gold"
    known = {
        same_report(each.text)
        for name in ("seed", "dev", "train")
        for each in annotated_reports(gold / f"{name}.jsonl", gold / f"{name}.texts.jsonl")
    }
    for report in raw_reports(shared / "data"):
        mark = same_report(report.text)
        if mark not in known and LEAST <= len(report.text.split()) <= MOST:
            known.add(mark)
            yield report


def _doubts(reports: Iterable[Raw], tagger: Tagger) -> Iterator[Doubt]:
    rest, number = iter(reports), 0
    while group := list(islice(rest, TOGETHER)):
        number += len(group)
        readings = [laid_out(report.text) for report in group]
        tags = tagger.tag(
            [
                Words(
                    [word.text for word in reading.words], [range(*each.range) for each in reading.paragraphs]
                )
                for reading in readings
            ]
        )
        print(f"\r{number} reports", end="", file=sys.stderr)
        yield from map(_doubt, group, readings, tags)
    print(file=sys.stderr)


def _doubt(report: Raw, reading: Reading, tags: Tags) -> Doubt:
    mentions = find_mentions(reading)
    rules = [draft.content for draft in find_contents(reading, mentions)]
    model = [span for head in ("outer", "inner") for span in tags.of(head)]
    named = {word for mention in mentions.all if mention.name for word in range(*mention.core)}
    seen = {word for span in tags.of("names", "PER") for word in range(span.first, span.last)}
    entropy = [-(p * np.log(p + 1e-9)).sum(axis=1).mean() for p in tags.probabilities.values() if len(p)]
    return Doubt(
        report,
        desk=report.desk,
        statements=_alone(rules, model) + _alone(model, rules),
        people=len(named ^ seen),
        entropy=float(np.mean(entropy)) if entropy else 0.0,
        words=len(reading.words),
    )


def _alone(left: Sequence[Stretch], right: Sequence[Stretch]) -> int:
    """How many spans of one side have no span of the other that they share half of their extent with."""
    return sum(not any(overlap(one, other) >= 0.5 for other in right) for one in left)


def _spread(doubts: Sequence[Doubt], count: int) -> Iterator[Doubt]:
    """The most doubtful, desk by desk up to its share."""
    taken: Counter[str] = Counter()
    for doubt in doubts:
        if sum(taken.values()) == count:
            return
        if taken[doubt.desk] < SHARE * count:
            taken[doubt.desk] += 1
            yield doubt


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]), *map(int, sys.argv[5:6]))
