"""Counting what a reader got right, report by report, and the figures that follow from the counts.

A predicted and a gold statement match where their contents overlap by at least half (intersection over union
of code points), one to one, the best overlap first. Optional gold statements cost nothing when missed, and a
prediction that matches one is left out of the count. Events count only where the gold was read for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from dabir.evaluation.annotation import Annotation, Done, Named, Said
from dabir.evaluation.names import full_name, same_speaker, words

MATCH_LEAST = 0.5
EXACT_LEAST = 0.9
ROLE_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1 (0 where there was nothing to find)."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hits: int, predicted: int, gold: int) -> Score:
        """The score of so many right ones among those predicted and those in the gold."""
        precision = hits / predicted if predicted else 0.0
        recall = hits / gold if gold else 0.0
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found in one report or in many: counts add up.

    `gold` and `predicted` count statements; `matched`, `exact`, `attributed` (same speaker), `named` (the
    speaker's full name) and `formed` (same form) count matches among them. Of people and events, `…_hits`
    were found; of the people found, `role_gold` have a role in the gold and `role_hits` got that role.
    """

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    exact: int = 0
    attributed: int = 0
    named: int = 0
    formed: int = 0
    people_gold: int = 0
    people_predicted: int = 0
    people_hits: int = 0
    role_gold: int = 0
    role_hits: int = 0
    events_gold: int = 0
    events_predicted: int = 0
    events_hits: int = 0

    def scores(self) -> dict[str, Score]:
        """Precision, recall and F1 of each measure, the loosest first."""
        statements = {
            "statements": self.matched,
            "exact": self.exact,
            "attributed": self.attributed,
            "named": self.named,
        }
        return {
            **{measure: Score.of(hits, self.predicted, self.gold) for measure, hits in statements.items()},
            "people": Score.of(self.people_hits, self.people_predicted, self.people_gold),
            "events": Score.of(self.events_hits, self.events_predicted, self.events_gold),
        }

    def shares(self) -> dict[str, Share]:
        """Of the statements matched: same speaker, same form; of the people found: same role."""
        return {
            "speaker": Share(self.attributed, self.matched),
            "form": Share(self.formed, self.matched),
            "roles": Share(self.role_hits, self.role_gold),
        }

    def figures(self) -> dict[str, float | None]:
        """Every measure as one number: the F1 of each score, the value of each share; four decimals."""
        shares = {measure: share.value for measure, share in self.shares().items()}
        return {
            **{measure: round(score.f1, 4) for measure, score in self.scores().items()},
            **{measure: None if value is None else round(value, 4) for measure, value in shares.items()},
        }


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of many reports' counts."""
    sums = {field.name: 0 for field in fields(Counts)}
    for one in counts:
        for name in sums:
            sums[name] += getattr(one, name)
    return Counts(**sums)


def count(gold: Annotation, predicted: Annotation) -> Counts:
    """Count what a reader got right in one report."""
    return total((_statements(gold, predicted), _people(gold, predicted), _events(gold, predicted)))


def matches(gold: Sequence[Said], predicted: Sequence[Said]) -> list[tuple[Said, Said]]:
    """Pairs of a gold and a predicted statement that overlap by at least half, one to one, best first."""
    candidates = [
        (value, i, j)
        for i, wanted in enumerate(gold)
        for j, found in enumerate(predicted)
        if (value := overlap(wanted, found)) >= MATCH_LEAST
    ]
    pairs: list[tuple[Said, Said]] = []
    used_gold, used_predicted = set[int](), set[int]()
    for _, i, j in sorted(candidates, reverse=True):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs


def overlap(one: Said, other: Said) -> float:
    """Intersection over union of two statements' contents, in code points."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def by_full_name(people: Iterable[Named]) -> dict[str, Named]:
    """People by the key of their full name; of two with the same key the later stands."""
    return {full_name(person.name): person for person in people}


def _statements(gold: Annotation, predicted: Annotation) -> Counts:
    pairs = matches(gold.statements, predicted.statements)
    asked = [(wanted, found) for wanted, found in pairs if not wanted.optional]
    return Counts(
        gold=sum(not statement.optional for statement in gold.statements),
        predicted=len(predicted.statements) - (len(pairs) - len(asked)),
        matched=len(asked),
        exact=sum(overlap(wanted, found) >= EXACT_LEAST for wanted, found in asked),
        attributed=sum(same_speaker(wanted.speaker, found.speaker) for wanted, found in asked),
        named=sum(full_name(wanted.speaker) == full_name(found.speaker) for wanted, found in asked),
        formed=sum(wanted.form == found.form for wanted, found in asked),
    )


def _people(gold: Annotation, predicted: Annotation) -> Counts:
    wanted, found = by_full_name(gold.people), by_full_name(predicted.people)
    both = [(wanted[key], found[key]) for key in wanted.keys() & found.keys()]
    with_role = [(set(words(one.role)), set(words(other.role))) for one, other in both if words(one.role)]
    return Counts(
        people_gold=len(wanted),
        people_predicted=len(found),
        people_hits=len(both),
        role_gold=len(with_role),
        role_hits=sum(len(one & other) / len(one | other) >= ROLE_LEAST for one, other in with_role),
    )


def _events(gold: Annotation, predicted: Annotation) -> Counts:
    if gold.events is None:
        return Counts()
    left = list(predicted.events or ())
    hits = 0
    for wanted in gold.events:
        found = next((event for event in left if _same_event(wanted, event)), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return Counts(
        events_gold=len(gold.events), events_predicted=len(predicted.events or ()), events_hits=hits
    )


def _same_event(one: Done, other: Done) -> bool:
    """The same type between the same two parties, whichever is called the source."""
    return one.type == other.type and (
        (same_speaker(one.source, other.source) and same_speaker(one.target, other.target))
        or (same_speaker(one.source, other.target) and same_speaker(one.target, other.source))
    )
