"""What the model learns from: the corpora read from their own formats.

Where each comes from, and under which licence, stands in `docs/model.md` (the model card).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from dabir.script.letters import HALF_SPACE

# Signs that stand close to the word before them, and to the word behind them.
_CLOSING, _OPENING = re.compile(r"[،.:؛؟!»)\]]+"), ("«", "(", "[")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence of a name-tagged corpus: its tokens, and a tag of the IOB scheme for each."""

    tokens: tuple[str, ...]
    tags: tuple[str, ...]


def tagged_sentences(path: Path, separator: str) -> Iterator[Tagged]:
    """The sentences of a file of one token and tag a line, sentences parted by empty lines."""
    tokens: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        token, _, tag = line.rstrip("\r").rpartition(separator)
        if token.strip():
            tokens.append(token.strip())
            tags.append(tag.strip().replace("_", "-"))
        elif tokens:
            yield Tagged(tuple(tokens), tuple(tags))
            tokens, tags = [], []


@dataclass(frozen=True, slots=True)
class Raw:
    """A report as it was collected: its parts joined by line ends, the headline first, the desk it is from.

    `published` is the Jalali day of publication (YYYY-MM-DD) where the report's address tells it, else "".
    """

    id: str
    text: str
    desk: str
    published: str = ""


def raw_reports(data: Path) -> Iterator[Raw]:
    """The unlabelled reports: Fars, then Varzesh3."""
    for path in [*sorted((data / "fars").glob("*.json")), *sorted((data / "sports").glob("*.json"))]:
        for number, report in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            parts = [report["title"], report["abstract"], *report["paragraphs"]]
            text = "\n".join(part for part in parts if part and part.strip())
            day = _published(report.get("link") or "")
            yield Raw(f"{path.stem}-{number:03}", text, report.get("cat") or "sports", day)


def _published(address: str) -> str:
    """The day in the number of a Fars report: «/news/13970127000123», and «/news/8401270123» in older ones."""
    found = re.search(r"/news/(?:(1[34]\d\d)|([789]\d)(?=\d{8}\b))(\d\d)(\d\d)", address)
    return f"{found[1] or '13' + found[2]}-{found[3]}-{found[4]}" if found else ""


def same_report(text: str) -> str:
    """What two copies of a report share: its headline and first words, however they are spaced."""
    return "".join(text.split())[:60]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with its annotation in the form of the gold files."""

    id: str
    text: str
    gold: dict[str, Any]


def deeds_joined(offsets: Path, data: Path) -> list[tuple[str, dict[str, Any]]]:
    """Reports annotated for deeds (`training/annotation/DEEDS.md`): the text of each, and its line.

    Raises:
        ValueError: A raw report is not the one that was annotated.
    """
    texts = {report.id: report.text for report in raw_reports(data)}
    lines = [json.loads(line) for line in _lines(offsets)]
    for line in lines:
        if sha256(texts.get(line["id"], "").encode()).hexdigest()[:16] != line["sha"]:
            raise ValueError(f"{line['id']} in {data} is not the report that {offsets.name} annotates")
    return [(texts[line["id"]], line) for line in lines]


def acts_joined(annotation: Path, shared: Path) -> list[tuple[str, dict[str, Any]]]:
    """Reports of which the acts of statements are known: those to learn from of the gold set, then raw ones."""
    gold = annotated_reports(shared / "gold/train.jsonl", shared / "gold/train.texts.jsonl")
    texts = {each.id: each.text for each in gold}
    lines = [json.loads(line) for line in _lines(annotation / "acts.train.jsonl")]
    return [(texts[line["id"]], line) for line in lines] + deeds_joined(
        annotation / "acts.more.jsonl", shared / "data"
    )


def own_texts(path: Path) -> list[dict[str, Any]]:
    """Invented sheets with their tellings (`training/annotation/tellings.py`)."""
    return [json.loads(line) for line in _lines(path)]


def sentences_of(data: Path) -> dict[str, list[str]]:
    """The sentences that sheets of tellings are taken from, by corpus and number."""
    peyma = tagged_sentences(data / "peyma/train.txt", "|")
    perdt = (data / "perdt/train-sentences.txt").read_text(encoding="utf-8")
    return {
        "peyma": [spaced(each.tokens) for each in peyma],
        "perdt": [line.strip() for line in perdt.splitlines()],
    }


def sentences_joined(path: Path, data: Path) -> list[dict[str, Any]]:
    """Sheets of tellings joined with the sentences that they annotate.

    Raises:
        ValueError: The sentences are not those that were annotated.
    """
    sentences = sentences_of(data)
    lines = [json.loads(line) for line in _lines(path)]
    for line in lines:
        line["text"] = "\n".join(sentences[line["corpus"]][number] for number in line["lines"])
        if sha256(line["text"].encode()).hexdigest()[:16] != line["sha"]:
            raise ValueError(f"{line['id']}: {line['corpus']} has other sentences than {path.name} annotates")
    return lines


def spaced(tokens: Sequence[str]) -> str:
    """A tokenised sentence as it is written: signs close to their words, half-spaces within tokens."""
    out = ""
    for token in tokens:
        written = token.replace("ي", "ی").replace("ك", "ک").replace(" ", HALF_SPACE)
        close = not out or _CLOSING.fullmatch(written) or out.endswith(_OPENING)
        out += written if close else " " + written
    return out


def annotated_reports(gold: Path, texts: Path) -> list[Annotated]:
    """The annotated reports of a pair of files."""
    known = {line["id"]: line["text"] for line in map(json.loads, _lines(texts))}
    return [Annotated(line["id"], known[line["id"]], line) for line in map(json.loads, _lines(gold))]


def offsets_joined(offsets: Path, data: Path) -> list[Annotated]:
    """Reports annotated as offsets alone (`training.annotation.resolve`), joined with their texts in the raw reports.

    Raises:
        ValueError: A raw report is not the one that was annotated.
    """
    texts = {report.id: report.text for report in raw_reports(data)}
    out = []
    for line in map(json.loads, _lines(offsets)):
        text = texts.get(line["id"], "")
        if sha256(text.encode()).hexdigest()[:16] != line["sha"]:
            raise ValueError(f"{line['id']} in {data} is not the report that {offsets.name} annotates")
        people = [
            {"name": each["name"], "role": text[slice(*each["role"])] if each["role"] else ""}
            for each in line["people"]
        ]
        statements = [
            {**each, "speaker": text[slice(*each["speaker"])]} if isinstance(each["speaker"], list) else each
            for each in line["statements"]
        ]
        out.append(Annotated(line["id"], text, {**line, "people": people, "statements": statements}))
    return out


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
