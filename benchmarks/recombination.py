"""Any number of records for measuring the archive at scale, made from some thousands that were read.

    python benchmarks/recombination.py RECORDS.jsonl… OUT.jsonl [--count 100000] [--seed 1397] [--check] [--stats]

RECORDS hold records as `dabir read` writes them, one a line. OUT gets the new ones, each as a reader would have made it of
its text. The same records, count and seed give the same output. OUT.truth.jsonl says which of the new reports belong
together: a line `{"id", "kind", "of"}` for every copy and every correction, `of` the id of the report that it is one of; a
correction has its `url`, too. `--check` looks for faults in every record (spans, ids, header) and fails on the first;
`--stats` prints what came out beside what went in.

How a report is made (`recombining/`):

- Headline and abstract come from one source, the paragraphs from one to three others of the same desk (small desks share
  theirs), in runs, together about as long as those of the first source (`plans`). Offsets, facts and restored writing go
  with the pieces (`cutting`). An event whose party is not there is left out; of a person who is told of by a post alone a
  party becomes, as in reading; a bare «وی» is the first person named (`casting`).
- Everybody who is named gets another name, given name and surname drawn from Dabir's lists: 20,000 people, each with a role
  of the sources that mostly stays, as frequent as the law of Zipf and Mandelbrot has it (`population`).
- The day of publication lies anywhere in 1385–1403. The times are worked out anew for it from their meaning («دیروز»,
  «سه‌شنبه»); years told by their number move with it (`moments`).
- Four fifths of the numbers change, and three quarters of the expressions of `synonyms.tsv` give way to another of their
  group, outside names, posts, places, times and the words of events (`wording`).
- Outlets are those of Dabir's list, the first ones most often; addresses are invented, one a report.
- 3 % are copies: an earlier report by another outlet, later, its opening in other words and a short paragraph left out.
  1 % are corrections: an earlier report at the same address, with up to five other words in a paragraph (`plans`).

The sources are held in memory, what is made is not. Real reports are their matter: nothing that is made is shipped.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

# Its parts lie beside it, however it is started or imported.
sys.path.append(str(Path(__file__).parent))

from dabir.record import Record
from recombining.cutting import sources
from recombining.faults import faults
from recombining.figures import Figures
from recombining.plans import Plan, Planner
from recombining.rendering import record_id, rendered


class Made(NamedTuple):
    """A new record and its plan."""

    plan: Plan
    record: Record

    def truth(self) -> dict[str, str] | None:
        """What is known of a copy or a correction; None for another report."""
        if self.plan.of is None:
            return None
        known = {"id": self.record.id, "kind": self.plan.kind, "of": record_id(self.plan.of)}
        return known | {"url": self.plan.url} if self.plan.kind == "correction" else known


class Recombiner:
    """Makes new records from records that were read."""

    def __init__(self, records: Sequence[Record], seed: int) -> None:
        """Cut the records into pieces.

        Args:
            records: Where the pieces come from; those without a headline or a paragraph are left out.
            seed: The same seed and records give the same new ones.

        Raises:
            ValueError: No record can be used.
        """
        self._planner = Planner(list(sources(records)), seed)

    def made(self, count: int) -> Iterator[Made]:
        """So many new records, one after another."""
        return (Made(plan, rendered(plan)) for plan in self._planner.plans(count))


def main(arguments: Sequence[str] | None = None) -> None:
    """Make records as the command line says."""
    parser = argparse.ArgumentParser(description="Make new records from records that were read.")
    parser.add_argument("records", nargs="+", type=Path, help="JSON Lines of records")
    parser.add_argument("out", type=Path, help="where the new ones go")
    parser.add_argument("--count", type=int, default=100_000, help="how many are made")
    parser.add_argument("--seed", type=int, default=1397, help="what all is drawn from")
    parser.add_argument("--check", action="store_true", help="fail on the first record with a fault")
    parser.add_argument("--stats", action="store_true", help="print figures")
    options = parser.parse_args(arguments)
    try:
        _make(options)
    except (ValueError, OSError) as error:
        sys.exit(str(error))


def _make(options: argparse.Namespace) -> None:
    if options.count < 1:
        raise ValueError("--count: one record at least must be made")
    if options.out in options.records:
        raise ValueError(f"{options.out} holds the records to be read: name another file for the new ones")
    records = [record for path in options.records for record in loaded(path)]
    recombiner = Recombiner(records, options.seed)
    figures = Figures(records)
    del records
    # The pieces stay to the end: they need not be looked through for what can be freed, again and again.
    gc.freeze()
    ready = time.process_time()
    _write(recombiner.made(options.count), options.out, figures if options.stats else None, options.check)
    rate = options.count / (time.process_time() - ready)
    print(
        f"{options.count:,} records, {rate:,.0f} a second of processor time, after {ready:.0f} s of preparing"
    )
    if options.stats:
        print("\n".join(figures.lines()))


def _write(made: Iterator[Made], path: Path, figures: Figures | None, check: bool) -> None:
    """Write the new records and what is known of them, one after another."""
    truth = path.with_suffix(".truth.jsonl")
    with path.open("w", encoding="utf-8") as out, truth.open("w", encoding="utf-8") as known:
        for one in made:
            if check and (found := faults(one.record)):
                raise ValueError(found[0])
            out.write(one.record.to_json() + "\n")
            if (told := one.truth()) is not None:
                known.write(json.dumps(told, ensure_ascii=False) + "\n")
            if figures:
                figures.add(one.plan, one.record)


def loaded(path: Path) -> Iterator[Record]:
    """The records of a file of JSON Lines.

    Raises:
        ValueError: A line is not a record.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield Record.from_json(line)
            except ValueError as error:
                raise ValueError(f"{path}, line {number}: no record as `dabir read` writes one") from error


if __name__ == "__main__":
    main()
