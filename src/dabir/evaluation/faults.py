"""What went wrong in one report: the statements and people missed, made up, or given to somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dabir.evaluation.annotation import Annotation, Said
from dabir.evaluation.names import same_speaker
from dabir.evaluation.scoring import by_full_name, matches


@dataclass(frozen=True, slots=True)
class Faults:
    """One report's faults; `misattributed` pairs each gold statement with the reader's own."""

    id: str
    missed: tuple[Said, ...]
    spurious: tuple[Said, ...]
    misattributed: tuple[tuple[Said, Said], ...]
    people_missed: tuple[str, ...]
    people_spurious: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything went wrong."""
        statements = self.missed or self.spurious or self.misattributed
        return bool(statements or self.people_missed or self.people_spurious)

    def lines(self, text: str) -> Iterator[str]:
        """The faults in words, one a line; `text` is the report's, for the statements' own words."""
        for said in self.missed:
            yield f"missed: {said.speaker}: {_excerpt(text, said)}"
        for said in self.spurious:
            yield f"spurious: {said.speaker}: {_excerpt(text, said)}"
        for wanted, found in self.misattributed:
            speaker = found.speaker or "nobody"
            yield f"speaker: {wanted.speaker}, not {speaker}: {_excerpt(text, wanted)}"
        yield from (f"person missed: {name}" for name in self.people_missed)
        yield from (f"person spurious: {name}" for name in self.people_spurious)


def faults(gold: Annotation, predicted: Annotation) -> Faults:
    """Compare one report's annotation with what a reader found."""
    pairs = matches(gold.statements, predicted.statements)
    wanted = {id(one) for one, _ in pairs}
    found = {id(other) for _, other in pairs}
    gold_people, people = by_full_name(gold.people), by_full_name(predicted.people)
    return Faults(
        gold.id,
        tuple(s for s in gold.statements if id(s) not in wanted and not s.optional),
        tuple(s for s in predicted.statements if id(s) not in found),
        tuple(p for p in pairs if not p[0].optional and not same_speaker(p[0].speaker, p[1].speaker)),
        tuple(person.name for key, person in gold_people.items() if key not in people),
        tuple(person.name for key, person in people.items() if key not in gold_people),
    )


def _excerpt(text: str, said: Said, width: int = 60) -> str:
    """The first words of a statement, on one line, with its offsets."""
    words = " ".join(text[said.start : said.end].split())
    return f"«{words if len(words) <= width else words[: width - 1] + '…'}» ({said.start}–{said.end})"
