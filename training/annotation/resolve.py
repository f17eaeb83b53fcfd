"""Turn annotations in words into offsets.

    python -m training.annotation.resolve SHEETS DATA OUT.jsonl

SHEETS is a folder of `ID.json` files, each an annotation in the guideline's form, whose spans are words copied from
the report: `{"statements": [{"p", "from", "to", "cue", "mention", "speaker", "form"}], "people": [{"name", "role"}]}`.
DATA holds the raw reports. OUT gets one line a report in the form of the gold files, but without words of the report:
speakers and roles are offsets too, and only a name that does not stand there as it is is written out. What cannot be
found is told, sheet by sheet, and the exit code is then 1.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from training.model.sources import raw_reports

Span = list[int]


class SheetError(ValueError):
    """Words of a sheet that do not stand in the report; the message says which."""


def main(sheets: Path, data: Path, out: Path) -> int:
    """Resolve every sheet of a folder."""
    texts = {report.id: report.text for report in raw_reports(data)}
    lines, wrong = [], 0
    for path in sorted(sheets.glob("*.json")):
        try:
            sheet = json.loads(path.read_text(encoding="utf-8"))
            lines.append(json.dumps(resolved(path.stem, texts[path.stem], sheet), ensure_ascii=False))
        except (SheetError, ValueError, KeyError) as error:
            wrong += 1
            print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} reports in {out}; {wrong} sheets to mend")
    return int(wrong > 0)


def resolved(name: str, text: str, sheet: Mapping[str, Any]) -> dict[str, Any]:
    """One report's annotation with offsets (code points of the text).

    Raises:
        SheetError: Words of the sheet do not stand where it says.
    """
    parts = list(_parts(text))
    statements = [_statement(text, parts, each) for each in sheet["statements"]]
    people = [
        {"name": each["name"], "role": _role(text, each["role"]) if each["role"] else None}
        for each in sheet["people"]
    ]
    return {
        "id": name,
        "sha": hashlib.sha256(text.encode()).hexdigest()[:16],
        "statements": sorted(statements, key=lambda each: (each["start"], -each["end"])),
        "people": people,
        "events": None,
    }


def _parts(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield [start, start + len(line)]
        start += len(line) + 1


def _statement(text: str, parts: list[Span], each: Mapping[str, Any]) -> dict[str, Any]:
    if not 0 <= each["p"] < len(parts):
        raise SheetError(f"there is no part {each['p']}")
    if each["form"] not in ("direct", "indirect"):
        raise SheetError(f"form is {each['form']!r}, not direct or indirect")
    start, end = _content(text, parts[each["p"]], each["from"], each["to"])
    cue = _near(text, parts[each["p"]], each["cue"], start, end) if each["cue"] else None
    near = cue or [start, end]
    mention = _near(text, parts[each["p"]], each["mention"], *near) if each["mention"] else None
    return {
        "start": start,
        "end": end,
        "speaker": _phrase(text, each["speaker"]),
        "form": each["form"],
        "cue": cue,
        "mention": mention,
        "optional": bool(each.get("optional", False)),
    }


def _content(text: str, part: Span, first: str, last: str) -> Span:
    """From the first words to the nearest last words behind them."""
    start = text.find(first, *part)
    if start < 0:
        raise SheetError(f"«{first}» does not stand in its part")
    if text.find(first, start + 1, part[1]) >= 0:
        raise SheetError(f"«{first}» stands twice in its part: copy more words")
    # The last words may share words with the first.
    end = text.find(last, start + max(0, len(first) - len(last)), part[1])
    if end < 0:
        raise SheetError(f"«{last}» does not stand behind «{first}»")
    return [start, end + len(last)]


def _near(text: str, part: Span, words: str, start: int, end: int) -> Span:
    """The occurrence of words in a part that is nearest to a span; whole words before parts of others."""
    words = words.strip()
    found, at = [], text.find(words, *part)
    while at >= 0:
        found.append([at, at + len(words)])
        at = text.find(words, at + 1, part[1])
    if not found:
        raise SheetError(f"«{words}» does not stand in its part")
    return min(found, key=lambda span: (not _whole(text, span), max(start - span[1], span[0] - end, 0)))


def _whole(text: str, span: Span) -> bool:
    """Whether a span neither begins nor ends within a word; a half-space holds a word together."""
    around = text[max(span[0] - 1, 0) : span[0]] + text[span[1] : span[1] + 1]
    return not any(sign.isalnum() or sign == "\u200c" for sign in around)


def _phrase(text: str, words: str) -> Span | str:
    """Where words stand in the report, if they stand there as they are; a mended or a joined name is kept."""
    start = text.find(words)
    return [start, start + len(words)] if start >= 0 and words else words


def _role(text: str, words: str) -> Span:
    start = text.find(words)
    if start < 0:
        raise SheetError(f"the role «{words}» does not stand in the report")
    return [start, start + len(words)]


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
