"""A set of reports annotated for deeds against what a reader found: figures over all, and what went wrong in one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dabir.evaluation.deeds import (
    Deed,
    DeedCounts,
    Deeds,
    Extent,
    count_deeds,
    pairs_of,
    same_parties,
    times_of,
    told_together,
)
from dabir.record import Record
from dabir.report import text_id

# Code points of the report that a fault quotes at most.
EXCERPT = 40


@dataclass(frozen=True, slots=True)
class DeedResult:
    """How one report was read: the counts, and its faults in words."""

    id: str
    counts: DeedCounts
    faults: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The report's line of figures, and its faults under it."""
        deeds, times = self.counts.parties, self.counts.times
        yield f"{self.id}: {deeds.hits} deeds of {deeds.gold}, {times.hits} times of {times.gold}"
        yield from (f"  {fault}" for fault in self.faults)


@dataclass(frozen=True, slots=True)
class DeedEvaluation:
    """How the reports of a set annotated for deeds were read, in the set's order; `unread` gave no record."""

    results: tuple[DeedResult, ...]
    unread: tuple[str, ...]

    @property
    def counts(self) -> DeedCounts:
        """The counts of all reports together."""
        return sum((result.counts for result in self.results), DeedCounts())

    def worst(self, number: int) -> list[DeedResult]:
        """The reports with most faults, the worst first."""
        faulty = (result for result in self.results if result.faults)
        return sorted(faulty, key=lambda result: -len(result.faults))[:number]


def load_deeds(path: Path) -> list[dict[str, Any]] | None:
    """The lines of a file of annotated deeds; None where the file is of another kind.

    Raises:
        ValueError: The file cannot be read.
    """
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror or error}): check the name.") from error
    except ValueError:
        return None
    return lines if lines and all(isinstance(line, dict) and "deeds" in line for line in lines) else None


def evaluate_deeds(gold: Iterable[Mapping[str, Any]], records: Mapping[str, Record]) -> DeedEvaluation:
    """Compare annotated deeds with the records of their reports, by id.

    Raises:
        ValueError: A record is of another text than the one that was annotated, as its checksum says.
    """
    results, unread = [], []
    for line in gold:
        record = records.get(line["id"])
        if record is None:
            unread.append(line["id"])
            continue
        if text_id(record.text) != line["sha"]:
            raise ValueError(
                f"{line['id']} is not the text that was annotated: give the text it was made of."
            )
        wanted, found = Deeds.of_json(line, record.text), Deeds.of_record(record)
        faults = tuple(_faults(wanted, found, record.text))
        results.append(DeedResult(record.id, count_deeds(wanted, found), faults))
    return DeedEvaluation(tuple(results), tuple(unread))


def _faults(gold: Deeds, found: Deeds, text: str) -> Iterator[str]:
    """Events missed, made up, or given other parties or another status; times missed, made up, or of another value."""
    right = pairs_of(gold.deeds, found.deeds, same_parties)
    told = pairs_of(gold.deeds, found.deeds, told_together)
    others = {id(one): other for one, other in told}
    matched = {id(one) for one, _ in right}
    for deed in gold.deeds:
        if deed.optional or id(deed) in matched:
            continue
        yield f"{'parties' if id(deed) in others else 'missed'}: {_told(deed, text)}" + (
            f", not {_sides(others[id(deed)])}" if id(deed) in others else ""
        )
    for one, other in told:
        if not one.optional and one.status != other.status:
            yield f"status: {one.status}, not {other.status}: {_told(one, text)}"
    known = {id(other) for _, other in (*right, *told)}
    for deed in found.deeds:
        if not deed.optional and id(deed) not in known:
            yield f"spurious: {_told(deed, text)}"
    yield from _faults_of_times(gold, found, text)


def _faults_of_times(gold: Deeds, found: Deeds, text: str) -> Iterator[str]:
    pairs = times_of(gold.times, found.times)
    matched = {id(one) for pair in pairs for one in pair}
    for one, other in pairs:
        if one.value is not None and one.value != other.value:
            yield f"time: {one.value}, not {other.value}: {_excerpt(text, one.extent)}"
    for one in gold.times:
        if one.value is not None and id(one) not in matched:
            yield f"time missed: {one.value}: {_excerpt(text, one.extent)}"
    for other in found.times:
        if id(other) not in matched:
            yield f"time spurious: {other.value}: {_excerpt(text, other.extent)}"


def _told(deed: Deed, text: str) -> str:
    return f"{deed.type} {_sides(deed)}: {_excerpt(text, deed.words[0])}"


def _sides(deed: Deed) -> str:
    return " → ".join("، ".join(side) or "–" for side in (deed.sources, deed.targets))


def _excerpt(text: str, extent: Extent) -> str:
    """Words with some of what stands around them, on one line, and their offsets."""
    first = max(0, extent.start - EXCERPT)
    words = " ".join(text[first : extent.end + EXCERPT].split())
    return f"«…{words}…» ({extent.start}–{extent.end})"
