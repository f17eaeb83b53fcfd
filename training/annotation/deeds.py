"""Turn annotated deeds (see `DEEDS.md`) into offsets, or say what is wrong with them.

    python -m training.annotation.deeds SHEETS ANSWERS DATA OUT.jsonl

SHEETS holds the sheets of `training.annotation.sheets`, ANSWERS an `ID.json` for each, DATA the raw reports. OUT gets one
line a report, with the checksum of the text and without its words: events, times and acts are offsets (code points), and
a party is written out only where its name does not stand in the text as it is. What cannot be found is told, answer by
answer, and the exit code is then 1.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.annotation.resolve import SheetError
from training.model.sources import Raw, raw_reports

Span = list[int]

MODES: Mapping[str, str] = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
    " heavy-weapons crowd-control unconventional",
}
STATUSES = ["happened", "ongoing", "planned", "hypothetical", "negated", "historical", "background"]
ACTS = ["denial", "promise", "demand", "blame", "praise", "forecast", "position", "report", "none"]
# Deeds that may be done to nobody in particular.
ALONE = frozenset({"PROTEST", "MOBILIZE", "RETREAT"})

_DAY = r"(?:J1[2-5]\d\d|G[12]\d\d\d|H1[0-5]\d\d)-\d\d-\d\d"
_DATE = rf"(?:[JGH]\d{{3,4}}(?:-\d\d)?|{_DAY})"
_CLOCK = r"T(?:\d\d:\d\d|MO|MI|AF|EV|NI)"
_LENGTH = r"P(?:(?:[\dX]+(?:\.\d+)?[YMWD])+|T(?:[\dX]+(?:\.\d+)?[HMS])+)"
_POINT = rf"(?:{_DAY}{_CLOCK}|{_DATE}|{_CLOCK})"
VALUE = re.compile(rf"{_POINT}(?:/{_POINT})?|{_LENGTH}|NOW|PAST|FUTURE|\?")


def main(sheets: Path, answers: Path, data: Path, out: Path) -> int:
    """Resolve every answer of a folder."""
    texts = {report.id: report for report in raw_reports(data)}
    statements = json.loads((sheets / "statements.json").read_text(encoding="utf-8"))
    lines, wrong = [], 0
    for path in sorted(answers.glob("*.json")):
        try:
            answer = json.loads(path.read_text(encoding="utf-8"))
            line = _Resolver(texts[path.stem], statements[path.stem]).line(answer)
            lines.append(json.dumps(line, ensure_ascii=False))
        except (SheetError, ValueError, KeyError, TypeError) as error:
            wrong += 1
            print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} reports in {out}; {wrong} answers to mend")
    return int(wrong > 0)


class _Resolver:
    """One report, and the offsets of what an answer says of it."""

    def __init__(self, report: Raw, statements: Sequence[Span]) -> None:
        self.report, self.text, self.statements = report, report.text, statements
        self.parts = list(_parts(report.text))

    def line(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """The whole answer in offsets."""
        return {
            "id": self.report.id,
            "sha": hashlib.sha256(self.text.encode()).hexdigest()[:16],
            "published": self.report.published,
            "deeds": sorted(map(self.event, answer["events"]), key=lambda event: event["words"][0]),
            "times": sorted(map(self.time, answer["times"]), key=lambda time: time["start"]),
            "acts": self.acts(answer["acts"]),
        }

    def event(self, each: Mapping[str, Any]) -> dict[str, Any]:
        kind, mode = each["type"], each.get("mode")
        _one_of("type", kind, MODES)
        if mode is not None:
            _one_of(f"mode of {kind}", mode, MODES[kind].split())
        _one_of("status", each["status"], STATUSES)
        if not each["actors"] or not (each["recipients"] or kind in ALONE):
            raise SheetError(f"{kind} {each['words']} lacks an actor or a recipient")
        words = sorted(self.words(*telling) for telling in each["words"])
        near = words[0]
        return {
            "type": kind,
            "mode": mode,
            "sources": [self.name(name, near) for name in each["actors"]],
            "targets": [self.name(name, near) for name in each["recipients"]],
            "status": each["status"],
            "words": words,
            "place": self.nearest(each["place"], near) if each.get("place") else None,
            "time": self.nearest(each["time"], near) if each.get("time") else None,
        }

    def time(self, each: Mapping[str, Any]) -> dict[str, Any]:
        start, end = self.words(each["p"], each["text"], each.get("in"))
        _one_of("type of a time", each["type"], ("DATE", "TIME", "DURATION", "SET"))
        if not VALUE.fullmatch(each["value"]):
            raise SheetError(f"«{each['text']}» has the value {each['value']!r}, which is none")
        return {"start": start, "end": end, "type": each["type"], "value": each["value"]}

    def acts(self, acts: Mapping[str, str]) -> list[dict[str, Any]]:
        wanted = [f"s{number}" for number in range(1, len(self.statements) + 1)]
        if sorted(acts) != sorted(wanted):
            raise SheetError(f"acts are given for {sorted(acts)}, but the statements are {wanted}")
        for key, act in acts.items():
            _one_of(f"act of {key}", act, ACTS)
        return [
            {"start": span[0], "end": span[1], "act": acts[key]}
            for key, span in zip(wanted, self.statements, strict=True)
        ]

    def words(self, part: int, words: str, inside: str | None = None) -> Span:
        """Where words stand in a part, told apart by a longer piece of it where they stand there more than once."""
        if not 0 <= part < len(self.parts):
            raise SheetError(f"there is no part {part}")
        first, last = self._only(self.parts[part], inside) if inside else self.parts[part]
        found = _whole(self.text, words, first, last)
        if not found:
            raise SheetError(
                f"«{words}» does not stand in part {part}" + (f" in «{inside}»" if inside else "")
            )
        if len(found) > 1:
            raise SheetError(
                f"«{words}» stands {len(found)} times in part {part}: add a longer piece that holds the right one"
            )
        return found[0]

    def _only(self, part: Span, words: str) -> Span:
        start = self.text.find(words, *part)
        if start < 0:
            raise SheetError(f"«{words}» does not stand in its part")
        if self.text.find(words, start + 1, part[1]) >= 0:
            raise SheetError(f"«{words}» stands twice in its part: make it longer")
        return [start, start + len(words)]

    def nearest(self, words: str, near: Span) -> Span:
        found = _whole(self.text, words, 0, len(self.text))
        if not found:
            raise SheetError(f"«{words}» does not stand in the report")
        return min(found, key=lambda span: max(near[0] - span[1], span[0] - near[1], 0))

    def name(self, name: str, near: Span) -> Span | str:
        """Where a name stands nearest; a name put together from the report's words is written out."""
        if not name.strip():
            raise SheetError("a party has no name")
        found = _whole(self.text, name, 0, len(self.text))
        if found:
            return min(found, key=lambda span: max(near[0] - span[1], span[0] - near[1], 0))
        missing = [word for word in name.split() if word not in self.text and word != "و"]
        if missing:
            raise SheetError(f"the party «{name}»: the report has no «{' '.join(missing)}»")
        return name


def _one_of(what: str, value: Any, known: Sequence[str] | Mapping[str, str]) -> None:
    if value not in known:
        raise SheetError(f"the {what} is {value!r}, none of {', '.join(known)}")


def _parts(text: str) -> list[Span]:
    spans, start = [], 0
    for part in text.split("\n"):
        spans.append([start, start + len(part)])
        start += len(part) + 1
    return spans


def _whole(text: str, words: str, first: int, last: int) -> list[Span]:
    """Where words stand in a stretch, whole ones if there are any."""
    spans, at = [], text.find(words, first, last)
    while words and at >= 0:
        spans.append([at, at + len(words)])
        at = text.find(words, at + 1, last)
    whole = [
        span
        for span in spans
        if not any(
            sign.isalnum() for sign in text[max(span[0] - 1, 0) : span[0]] + text[span[1] : span[1] + 1]
        )
    ]
    return whole or spans


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:5])))
