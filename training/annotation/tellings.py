"""Turn annotated tellings into offsets, or say what is wrong with them.

    python -m training.annotation.tellings SHEETS OUT.jsonl [DATA]

A telling is one trigger of an event with the words of its sentence that name its parties: closer to the words than the
events of `DEEDS.md`, for a model to learn from. For each ID, SHEETS holds `ID.json`, a list of sentences, and
`ID.ans`, one JSON object a line:

    {"p": 4, "w": "دیدار", "type": "CONSULT", "mode": "visit", "status": "happened",
     "a": [["وی", "حسن روحانی"]], "r": [["وزیر خارجه ترکیه"]], "e": 1}

the number of the sentence, the trigger (with `in`, a longer piece that stands once and holds it, where it stands more than
once), actors and recipients as words of the sentence ("" where it has none, then their name), and the number of the
event. `ID.acts`, if it is there, holds the statements: {"p": 3, "w": "its words", "act": "denial"}.

OUT gets one line a sheet: its sentences joined by line ends, with tellings and acts as offsets (code points). With DATA
the sheets are raw reports, by their ids, or sentences of a corpus, whose numbers are in `ID.lines`; then a checksum, and
these numbers, stand instead of the text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from training.annotation.deeds import ACTS, ALONE, MODES, STATUSES, Span
from training.annotation.resolve import SheetError
from training.model.sources import sentences_of


def main(sheets: Path, out: Path, data: Path | None = None) -> int:
    """Resolve every annotated sheet of a folder."""
    lines, wrong = [], 0
    known = _known(data) if data else None
    for answer in sorted(sheets.glob("*.ans")):
        sentences = json.loads(answer.with_suffix(".json").read_text(encoding="utf-8"))
        sheet = Sheet(sentences)
        place = known(answer, sentences) if known else {"text": sheet.text}
        line: dict[str, Any] = {"id": answer.stem, **place}
        acts = answer.with_suffix(".acts")
        for field, path, resolve in (("tellings", answer, sheet.telling), ("acts", acts, sheet.act)):
            line[field] = []
            for number, each in enumerate(_objects(path), 1):
                try:
                    line[field].append(resolve(json.loads(each)))
                except (SheetError, ValueError, KeyError, TypeError, IndexError) as error:
                    wrong += 1
                    print(f"{path.name}, line {number}: {type(error).__name__}: {error}", file=sys.stderr)
        lines.append(json.dumps(line, ensure_ascii=False))
    out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} sheets in {out}; {wrong} answers left out")
    return int(wrong > 0)


def _known(data: Path) -> Callable[[Path, Sequence[str]], dict[str, Any]]:
    """What tells which text a sheet is: a checksum, and of sentences of a corpus where they stand."""
    corpora = sentences_of(data)

    def place(sheet: Path, sentences: Sequence[str]) -> dict[str, Any]:
        sha = {"sha": sha256("\n".join(sentences).encode()).hexdigest()[:16]}
        numbers = sheet.with_suffix(".lines")
        if not numbers.exists():
            return sha
        lines = json.loads(numbers.read_text(encoding="utf-8"))
        corpus = next(name for name, known in corpora.items() if known[lines[0]] == sentences[0])
        return {"corpus": corpus, "lines": lines, **sha}

    return place


def _objects(path: Path) -> Iterator[str]:
    if path.exists():
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


class Sheet:
    """Sentences, and the offsets of words in them."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.text = "\n".join(sentences)
        self.spans: list[Span] = []
        start = 0
        for sentence in sentences:
            self.spans.append([start, start + len(sentence)])
            start += len(sentence) + 1

    def telling(self, each: Mapping[str, Any]) -> dict[str, Any]:
        """One telling in offsets.

        Raises:
            SheetError: It is not of the form, or its words do not stand where they should.
        """
        kind, mode, status = each["type"], each.get("mode"), each["status"]
        if kind not in MODES or status not in STATUSES or (mode and mode not in MODES[kind].split()):
            raise SheetError(f"there is no {kind} {mode} {status}")
        if not each["a"] or not (each["r"] or kind in ALONE):
            raise SheetError(f"«{each['w']}» lacks a party")
        sentence = self.spans[each["p"]]
        inside = self.only(each["in"], sentence) if each.get("in") else sentence
        trigger = self.only(each["w"], inside)
        return {
            "words": trigger,
            "type": kind,
            "mode": mode or None,
            "status": status,
            "sources": [self.party(party, sentence, trigger) for party in each["a"]],
            "targets": [self.party(party, sentence, trigger) for party in each["r"]],
            "event": each["e"],
        }

    def act(self, each: Mapping[str, Any]) -> dict[str, Any]:
        """One statement's act in offsets."""
        if each["act"] not in ACTS:
            raise SheetError(f"there is no act {each['act']!r}")
        start, end = self.only(each["w"], self.spans[each["p"]])
        return {"start": start, "end": end, "act": each["act"]}

    def party(self, words: Sequence[str], sentence: Span, trigger: Span) -> Span | None:
        """Where the words that name a party stand in a sentence, the nearest to the trigger; None where there are none."""
        if not words[0]:
            return None
        found = self._all(words[0], sentence)
        if not found:
            raise SheetError(f"«{words[0]}» does not stand in its sentence")
        return min(found, key=lambda span: max(trigger[0] - span[1], span[0] - trigger[1], 0))

    def only(self, words: str, inside: Span) -> Span:
        """The one place where words stand in a stretch."""
        found = self._all(words, inside)
        if len(found) != 1:
            raise SheetError(f"«{words}» stands {len(found)} times in its sentence")
        return found[0]

    def _all(self, words: str, inside: Span) -> list[Span]:
        """Where words stand in a stretch, whole ones if there are any."""
        spans, at = [], self.text.find(words, *inside)
        while words and at >= 0:
            spans.append([at, at + len(words)])
            at = self.text.find(words, at + 1, inside[1])
        return [span for span in spans if self._whole(span)] or spans

    def _whole(self, span: Span) -> bool:
        around = self.text[max(span[0] - 1, 0) : span[0]] + self.text[span[1] : span[1] + 1]
        return not any(sign.isalnum() for sign in around)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
