"""The result of an evaluation: figures over all reports, and the reports that went worst."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dabir.evaluation.annotation import Annotation
from dabir.evaluation.faults import Faults, faults
from dabir.evaluation.scoring import Counts, count, total


@dataclass(frozen=True, slots=True)
class Result:
    """How one report was read: the counts and the faults."""

    id: str
    counts: Counts
    faults: Faults

    def lines(self, text: str) -> Iterator[str]:
        """The report's line of figures and its faults under it; `text` is the report's."""
        counts = self.counts
        yield f"{self.id}: {counts.attributed} attributed of {counts.gold} gold, {counts.predicted} predicted"
        yield from (f"  {line}" for line in self.faults.lines(text))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How all reports of an annotated set were read, in the set's order; `unread` gave no record."""

    results: tuple[Result, ...]
    unread: tuple[str, ...]

    @property
    def counts(self) -> Counts:
        """The counts of all reports together."""
        return total(result.counts for result in self.results)

    def worst(self, number: int) -> list[Result]:
        """The reports with faults whose attributed statements score lowest, the worst first."""
        faulty = (result for result in self.results if result.faults)
        return sorted(faulty, key=lambda result: result.counts.scores()["attributed"].f1)[:number]

    def table(self) -> Iterator[str]:
        """The figures, a measure a line."""
        counts = self.counts
        for measure, score in counts.scores().items():
            yield f"{measure:11} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
        for measure, share in counts.shares().items():
            yield f"{measure:11} " + (
                "–" if share.value is None else f"{share.hits}/{share.of} = {share.value:.3f}"
            )


def evaluate(gold: Iterable[Annotation], found: Mapping[str, Annotation]) -> Evaluation:
    """Compare annotated reports with what a reader found, by id; in a report not read, nothing was found."""
    gold = list(gold)
    pairs = [(one, found.get(one.id, Annotation(one.id))) for one in gold]
    return Evaluation(
        tuple(Result(one.id, count(one, other), faults(one, other)) for one, other in pairs),
        tuple(one.id for one in gold if one.id not in found),
    )
