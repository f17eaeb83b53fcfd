"""Sheets for annotating deeds: reports drawn desk by desk, with the statements that the reader finds in them.

    python -m training.annotation.sheets SHARED OUT

draws 60 raw reports that no annotated set holds (`DESKS` says how many of which desk), and writes for each a sheet of its
publication date, a calendar of the weeks around it, its numbered parts and its statements into OUT, with
`statements.json` (their offsets) and `chosen.tsv` (id, desk, half). Half of every desk is to learn from, half to measure on.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from persiantools.jdatetime import JalaliDate

from dabir.reader import Reader
from dabir.record import Statement
from dabir.report import Header, Report
from training.model.sources import Raw, annotated_reports, raw_reports, same_report

# How many reports of which desk; sport, where hardly anything political is done, is kept apart.
DESKS: Mapping[str, int] = {
    "politics": 16,
    "world": 16,
    "economy": 10,
    "province": 10,
    "sports": 4,
    "varzesh3": 4,
}
# Words: what a person reads with care in one sitting.
LEAST, MOST = 90, 650
SEED = 1397
WEEKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")


def main(shared: Path, out: Path) -> None:
    """Draw, read, write."""
    out.mkdir(parents=True, exist_ok=True)
    reader = Reader()
    rows, offsets = ["id\tdesk\thalf"], {}
    for desk, number in DESKS.items():
        for place, report in enumerate(drawn(shared, desk, number)):
            record = reader.read(Report.of(report.text, id=report.id, header=Header()))
            offsets[report.id] = [[each.start, each.end] for each in record.statements]
            sheet = "\n".join(_sheet(report, record.statements))
            (out / f"{report.id}.txt").write_text(sheet + "\n", encoding="utf-8")
            rows.append(f"{report.id}\t{desk}\t{'measure' if place % 2 else 'learn'}")
    (out / "statements.json").write_text(json.dumps(offsets), encoding="utf-8")
    (out / "chosen.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def drawn(shared: Path, desk: str, number: int) -> list[Raw]:
    """So many reports of a desk, by lot; the lots are the same every time."""
    fit = [report for report in unread(shared) if _desk(report) == desk]
    return random.Random(SEED).sample(fit, number)


def unread(shared: Path) -> Iterator[Raw]:
    """The raw reports of a fit length that no annotated set holds; a report is known by its headline and first words."""
    gold = shared / "gold"
    known = {
        same_report(each.text)
        for name in ("seed", "dev", "train")
        for each in annotated_reports(gold / f"{name}.jsonl", gold / f"{name}.texts.jsonl")
    }
    more = Path(__file__).with_name("more.jsonl").read_text(encoding="utf-8").splitlines()
    annotated = {json.loads(line)["id"] for line in more}
    for report in raw_reports(shared / "data"):
        mark = same_report(report.text)
        if mark not in known and report.id not in annotated and LEAST <= len(report.text.split()) <= MOST:
            known.add(mark)
            yield report


def _desk(report: Raw) -> str:
    if report.id.startswith("varzesh3"):
        return "varzesh3"
    return "politics" if report.desk == "foreign-policy" else report.desk


def _sheet(report: Raw, statements: tuple[Statement, ...]) -> Iterator[str]:
    yield f"report {report.id}, desk {report.desk}"
    yield from _calendar(report.published)
    yield "\nPARTS"
    starts = [0]
    for number, part in enumerate(report.text.split("\n")):
        yield f"[{number}] {part}"
        starts.append(starts[-1] + len(part) + 1)
    yield "\nSTATEMENTS"
    for each in statements:
        part = sum(start <= each.start for start in starts) - 1
        yield f"{each.id} (part {part}, speaker «{each.speaker}»): {each.text}"


def _calendar(published: str) -> Iterator[str]:
    """The publication day, and the days of the two weeks before and after it in both calendars."""
    if not published:
        yield "published: unknown"
        return
    day = JalaliDate.fromisoformat(published).to_gregorian()
    yield f"published: {_day_line(day)}"
    yield "calendar: " + "; ".join(_day_line(day + timedelta(days=away)) for away in range(-15, 16) if away)


def _day_line(day: date) -> str:
    jalali = JalaliDate(day)
    return f"{WEEKDAYS[jalali.weekday()]} J{jalali.isoformat()} = G{day.isoformat()}"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
